"""An edition made with an older list of fields is read and verified as it was, and never made so again."""

from dataclasses import replace
from pathlib import Path

import pytest

from keukentafel.edition.bundle import BundleRefused, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition, listing_of
from keukentafel.edition.kind import part_kinds
from keukentafel.edition.marks import PartKind
from keukentafel.edition.part import salted
from keukentafel.edition.reader import reading_of
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import CatalogueMistake, Sight, read_catalogue
from keukentafel.journal.names import FieldName
from tests.edition.kitchen import CATALOGUE, DEVICE, NAMES, SECRET, assent_to, dossier, frozen

SCHEMA = PlanSchema(CATALOGUE)
OLDER = (Path(__file__).parent / "older" / "catalogue-3.json").read_bytes()
"""Made by the program when its list of fields was version 3: there the key person lay in the part "plan"."""

PLAN, KEY_PERSON = PartKind("plan"), PartKind("key_person")

TWO = """
version = 1
[[object]]
name = "plan"
title = "plan"
compartment = "common"
"""
ROW = """
[[field]]
name = "plan.{name}"
title = "x"
value = "line"
voice = ["resident"]
hand = ["worker"]
face = ["table"]
replace = "anyone"
sees = ["G"]
law = "x"
purpose = "x"
retention = "wmo-15y"
step = "F09"
{more}
"""


def test_an_edition_of_an_older_catalogue_is_read_with_its_key_person() -> None:
    bundle = read_bundle(OLDER, SCHEMA)
    assert bundle.manifest.catalogue == 3
    assert KEY_PERSON not in {part.kind for part in bundle.edition.parts}
    heard = reading_of(bundle.edition.parts, NAMES)
    assert [said.text for said in heard.key_person] == ["Samira"]
    assert [said.text for said in heard.lead] == ["Annie de Wit"]
    assert bundle.to_bytes() == OLDER
    copy = bundle.copy_for(Sight.RESIDENT)
    assert read_bundle(copy.to_bytes(), SCHEMA, Sight.RESIDENT) == copy


def test_the_key_person_of_an_older_edition_cannot_be_changed() -> None:
    with pytest.raises(BundleRefused):
        read_bundle(OLDER.replace(b'"Samira"', b'"Samuel"'), SCHEMA)


def test_a_new_edition_has_the_key_person_in_a_part_of_its_own() -> None:
    parts = {part.kind: set(part.fields) for part in frozen(dossier()).parts}
    assert parts[PLAN] == {"plan.lead"}
    assert parts[KEY_PERSON] == {"plan.key_person"}
    assert [said.text for said in reading_of(frozen(dossier()).parts, NAMES).key_person] == ["Samira"]


def test_a_new_edition_with_the_key_person_in_its_former_place_is_refused() -> None:
    edition = frozen(dossier())
    key = next(part for part in edition.parts if part.kind == KEY_PERSON)
    plan = next(part for part in edition.parts if part.kind == PLAN)
    both = salted(PLAN, plan.object, {**plan.fields, **key.fields}, SECRET)
    parts = tuple(both if part is plan else part for part in edition.parts if part is not key)
    listings = tuple(listing_of(part, SCHEMA.kinds[part.kind]) for part in parts)
    manifest = replace(edition.manifest, parts=listings)
    with pytest.raises(BundleRefused, match="only older editions"):
        make_bundle(Edition(manifest, parts), [], DEVICE, SCHEMA)
    # The control: the same parts in an edition that says it is older are read.
    older = Edition(replace(manifest, catalogue=3), parts)
    data = make_bundle(older, [assent_to(older)], DEVICE, SCHEMA)
    assert read_bundle(data, SCHEMA).edition == older


def test_a_former_field_is_read_in_its_former_part_and_frozen_in_its_own() -> None:
    kinds = part_kinds(CATALOGUE)
    assert FieldName("plan.key_person") not in kinds[PLAN].field_names
    assert [field.name for field in kinds[PLAN].former] == ["plan.key_person"]
    assert kinds[KEY_PERSON].field_names == ("plan.key_person",)
    assert [name for name, kind in kinds.items() if kind.former] == [PLAN]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('part = "key"\nformerly = ["nowhere"]', "not another part of the same object"),
        ('part = "key"\nformerly = ["key"]', "not another part of the same object"),
        ('formerly = ["plan"]', "has none now"),
        ('part = "key"\nformerly = ["plan", "plan"]', "twice under formerly"),
    ],
)
def test_a_catalogue_that_says_formerly_what_cannot_be_is_refused(more: str, told: str) -> None:
    rows = ROW.format(name="lead", more='part = "plan"') + ROW.format(name="key_person", more=more)
    with pytest.raises(CatalogueMistake, match=told):
        read_catalogue(TWO + rows, "test")

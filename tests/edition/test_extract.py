"""An extract has what concerns its reader and nothing else, and holds together or is refused."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.edition.extract import (
    KINDS,
    ExtractRefused,
    NoSuchReader,
    NotConsented,
    belongs_to,
    extract_schema,
    make_extract,
    parts_for,
    read_extract,
)
from keukentafel.edition.freeze import Edition
from keukentafel.edition.part import part_id
from keukentafel.journal.canonical import Json, canonical
from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from tests.edition.family import BUDGET, CARD, DEBTS, LANDLORD, MORNINGS, RENT, SCHOOL, family
from tests.edition.kitchen import CATALOGUE, DEVICE, SAMIRA, dossier, entry, frozen

SCHEMA = extract_schema(CATALOGUE)
EDITION = frozen(family())
DATA = make_extract(EDITION, LANDLORD, {LANDLORD}, DEVICE, SCHEMA)
PARTIES = {LANDLORD, DEBTS, SCHOOL}


def concerns(edition: Edition, party: ObjectId) -> set[tuple[str, str]]:
    return {(part.kind, part.object) for part in parts_for(edition, party)}


def place(said: Entry) -> tuple[str, str]:
    return said.signed.operation.object, said.signed.operation.field


def changed(*path: str | int, value: Json) -> bytes:
    document: Any = json.loads(DATA)
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return canonical(document)


def test_the_landlord_reads_the_rent_the_aftercare_on_housing_and_the_key_person_and_nothing_else() -> None:
    extract = read_extract(DATA, SCHEMA)
    assert {(part.kind, part.object) for part in extract.parts} == {
        ("agreement", RENT),
        ("aftercare_housing", CARD),
        ("key_person", ObjectId("e3" * 16)),
    }
    assert extract.reader.name == "Woonstichting De Dijk"
    text = DATA.decode()
    for there in ("vier keer betalen", "een week te laat", "Joris de Boer"):
        assert there in text
    for absent in (
        *("110000", "debts", "budgetcoach", "bibliotheek", "Paardrijden", "toeslagen", "koffie", "vloer"),
        *("Kim Bakker", "Schuldhulp", "Regenboog", "blijven wonen", "Riet", "consent", "pressure", "income"),
    ):
        assert absent not in text, absent


def test_each_party_gets_its_own_agreements_and_the_card_of_its_domain() -> None:
    key = ("key_person", "e3" * 16)
    assert concerns(EDITION, DEBTS) == {("agreement", BUDGET), ("aftercare_income", CARD), key}
    assert concerns(EDITION, SCHOOL) == {("agreement", MORNINGS), key}
    care = entry(SCHOOL, "party.domain", "care")
    # Two domains stand side by side: nobody has chosen yet, so there is no card.
    assert concerns(frozen([*family(), care]), SCHOOL) == {("agreement", MORNINGS), key}
    others = [one for one in family() if place(one) != (SCHOOL, "party.domain")]
    assert ("aftercare_informal_care", CARD) in concerns(frozen([*others, care]), SCHOOL)


def test_an_agreement_that_two_versions_give_to_two_parties_goes_to_neither() -> None:
    edition = frozen([*family(), entry(RENT, "agreement.party", SCHOOL, hand=SAMIRA, claimed=1)])
    assert not any(("agreement", RENT) in concerns(edition, party) for party in PARTIES)


def test_without_a_consent_or_without_a_name_there_is_no_extract() -> None:
    with pytest.raises(NotConsented):
        make_extract(EDITION, DEBTS, {LANDLORD}, DEVICE, SCHEMA)
    stranger = ObjectId("f" * 32)
    with pytest.raises(NoSuchReader):
        make_extract(EDITION, stranger, {stranger}, DEVICE, SCHEMA)


def test_what_was_withheld_is_in_no_extract() -> None:
    kept = frozen(family(), withheld=frozenset({RENT}))
    assert concerns(kept, LANDLORD) == {("aftercare_housing", CARD), ("key_person", ObjectId("e3" * 16))}


def test_only_residents_are_named_and_only_by_their_first_name() -> None:
    assert [one.name for one in read_extract(DATA, SCHEMA).names] == ["Kim"]
    school = read_extract(make_extract(EDITION, SCHOOL, {SCHOOL}, DEVICE, SCHEMA), SCHEMA)
    assert "Riet" not in school.people.values()
    titled = [one for one in family() if one.signed.operation.field != "person.name"]
    plain = frozen([*titled, entry(ObjectId("4" * 32), "person.name", "mevrouw Bakker")])
    assert read_extract(make_extract(plain, LANDLORD, {LANDLORD}, DEVICE, SCHEMA), SCHEMA).names == ()


def test_an_extract_proves_to_be_of_its_edition() -> None:
    extract = read_extract(DATA, SCHEMA)
    assert extract.edition.hash == EDITION.manifest.hash
    assert belongs_to(extract, EDITION.manifest)
    assert not belongs_to(extract, frozen(family()[:-1]).manifest)
    assert not belongs_to(extract, frozen(dossier()).manifest)
    assert extract.to_bytes() == DATA


def test_the_manifest_does_not_go_along() -> None:
    kinds = {listing.kind for listing in EDITION.manifest.parts}
    told = json.loads(DATA)
    assert {one["kind"] for one in told["listings"]} == {"agreement", "aftercare_housing", "key_person"}
    assert len(kinds) > 10
    assert part_id(EDITION.parts[0].kind, EDITION.parts[0].object) not in DATA.decode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("note",), "werknotitie"),
        (("parts", 0, "note"), "werknotitie"),
        (("parts", 0, "content", "kind"), "agreement_money"),
        (("parts", 0, "content", "fields", "agreement.cost"), []),
        (("reader", "party"), DEBTS),
        (("reader", "name"), "Iemand anders"),
        (("edition", "number"), 2),
        (("edition", "frozen_at"), "2026-02-30T10:00:00Z"),
        (("names", 0, "name"), "Sem"),
        (("listings", 0, "digest"), "0" * 64),
        (("listings",), []),
        (("parts", 0, "id"), "0" * 32),
        (("signature", "device"), "0" * 64),
        (("schema",), "keukentafel.bundle/1"),
    ],
)
def test_a_key_too_many_or_a_word_changed_is_refused(path: tuple[str | int, ...], value: Json) -> None:
    with pytest.raises(ExtractRefused):
        read_extract(changed(*path, value=value), SCHEMA)


@pytest.mark.parametrize(
    "foreign", [("agreement", BUDGET), ("agreement", MORNINGS), ("aftercare_income", CARD)], ids=str
)
def test_what_does_not_concern_its_reader_is_refused_even_with_a_good_signature(
    foreign: tuple[str, str],
) -> None:
    extract = read_extract(DATA, SCHEMA)
    more = next(part for part in EDITION.parts if (part.kind, part.object) == foreign)
    listing = next(one for one in EDITION.manifest.parts if one.id == more.id)
    wider = replace(extract, parts=(*extract.parts, more), listings=(*extract.listings, listing))
    forged = replace(wider, signature=DEVICE.sign(wider.signed_bytes()))
    with pytest.raises(ExtractRefused, match="does not concern its reader"):
        read_extract(forged.to_bytes(), SCHEMA)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_byte_changed_anywhere_is_refused(at: int, change: int) -> None:
    with pytest.raises(ExtractRefused):
        read_extract(DATA[:at] + bytes([DATA[at] ^ change]) + DATA[at + 1 :], SCHEMA)


def test_the_schema_has_only_the_kinds_that_an_extract_may_hold() -> None:
    text = json.dumps(SCHEMA.json_schema())
    assert all(f"{kind}_content" in text for kind in KINDS)
    for kind in ("agreement_money", "pressure", "carer", "consent", "quote", "aftercare_pilot_light"):
        assert f"{kind}_content" not in text
    assert '"additionalProperties": false' in text

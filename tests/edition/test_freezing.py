"""What goes into an edition, what stays out, and that freezing twice gives the same."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.edition.freeze import ForeignEntry, copy_for
from keukentafel.edition.kind import part_kinds
from keukentafel.edition.manifest import MalformedManifest, manifest_of, read_manifest
from keukentafel.edition.marks import ManifestHash, PartKind
from keukentafel.edition.part import SecretTooShort, part_id
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.canonical import Json, canonical, nfc
from keukentafel.journal.catalogue import LARGEST_NUMBER, Catalogue, Field, Sight, ValueKind, read_catalogue
from keukentafel.journal.field import Retention
from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act
from tests.edition.kitchen import (
    CATALOGUE,
    COR,
    HOUSEHOLD,
    SAMIRA,
    WIT,
    dossier,
    entry,
    frozen,
    object_id,
)

CANARY = "kanarie-in-de-mijn"

SECRETIVE = """
version = 1
[[object]]
name = "worry"
title = "zorg"
compartment = "safety"
[[object]]
name = "quote"
title = "citaat"
compartment = "person"
"""

ROW = """
[[field]]
name = "{name}"
title = "x"
value = "text"
voice = ["resident"]
hand = ["worker"]
face = ["table"]
replace = "voice"
sees = [{sees}]
law = "x"
purpose = "x"
retention = "wmo-15y"
step = "F03"
{part}
"""

GOES = {field.name for kind in part_kinds(CATALOGUE).values() for field in kind.fields}
SCHEMA = PlanSchema(CATALOGUE)
UNDER_COVER = {"contact.name", "contact.relation"}
"""Who stands on the map of people leaves under another name; tests/edition/test_cover.py."""
KEPT = {field for field in GOES if field.startswith("own_card.")}
"""What somebody young did not lay on the table stays home; tests/edition/test_own_yes.py."""


def content_for(field: Field) -> st.SearchStrategy[Json]:
    words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=20)
    told = words.map(lambda text: nfc(f"{CANARY} {field.name} {text}"))
    by_kind: dict[ValueKind, st.SearchStrategy[Json]] = {
        ValueKind.LINE: told,
        ValueKind.TEXT: told,
        ValueKind.MOMENT: st.integers(0, 2**53 - 1),
        ValueKind.REFERENCE: st.integers(0, 40).map(object_id),
        ValueKind.NUMBER: st.integers(0, LARGEST_NUMBER),
        ValueKind.DATE: st.dates().map(lambda day: day.isoformat()),
        ValueKind.CHOICE: st.sampled_from(field.choices or ("",)),
        ValueKind.SETTLED: told.map(lambda text: {"state": "filled", "text": text}),
    }
    return by_kind[field.value]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    said = []
    for field in draw(st.lists(st.sampled_from(CATALOGUE.fields), max_size=25)):
        voice = draw(st.sampled_from((WIT, COR, SAMIRA)))
        thing = object_id(draw(st.integers(0, 40)))
        content, claimed = draw(content_for(field)), draw(st.integers(0, 2**40))
        said.append(entry(thing, field.name, content, voice=voice, claimed=claimed))
    return said


def test_the_same_dossier_gives_the_same_hash_in_any_order() -> None:
    said = dossier()
    shuffled = said + said[:3]
    random.Random(7).shuffle(shuffled)
    assert frozen(shuffled) == frozen(said)
    assert frozen(said[1:]).manifest.hash != frozen(said).manifest.hash


def test_the_whole_history_freezes_to_what_its_heads_freeze_to() -> None:
    first = entry(object_id(1), "wish.text", "Ik wil wandelen.")
    second = entry(object_id(1), "wish.text", "Ik wil zingen.", seen=(first.signed.id,))
    assert frozen([first, second]) == frozen([second])
    assert frozen([first, second]) != frozen([first])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(), st.randoms(use_true_random=False))
def test_only_what_may_go_is_frozen_and_all_of_it_fits_the_schema(
    said: list[Entry], chance: random.Random
) -> None:
    edition = frozen(said)
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert frozen(shuffled) == edition
    fields = {name for part in edition.parts for name in part.fields}
    going = {one.signed.operation.field for one in said} & GOES
    assert fields - UNDER_COVER == going - UNDER_COVER - KEPT
    assert fields <= going
    written = canonical([part.document() for part in edition.parts]).decode()
    for field in CATALOGUE.fields:
        if field.name not in GOES:
            assert f"{CANARY} {field.name}" not in written
    for part in edition.parts:
        SCHEMA.check_part(part.document())
    assert {sight for one in edition.manifest.parts for sight in one.audience} <= set("IGT")


def test_a_canary_in_each_field_is_found_only_where_it_may_go() -> None:
    written = {ValueKind.LINE, ValueKind.TEXT}
    said = [
        entry(object_id(at), field.name, f"{CANARY}-{field.name}")
        for at, field in enumerate(CATALOGUE.fields)
        if field.value in written
    ]
    text = canonical([part.document() for part in frozen(said).parts]).decode()
    found = {field.name for field in CATALOGUE.fields if f'"{CANARY}-{field.name}"' in text}
    going = {field.name for field in CATALOGUE.fields if field.name in GOES and field.value in written}
    assert found == going - UNDER_COVER - KEPT
    assert "quote.text" in found
    assert "keyword.text" not in found


def test_a_field_of_the_worker_or_the_safety_line_has_no_part_to_go_in() -> None:
    rows = ROW.format(name="worry.text", sees='"V"', part="") + ROW.format(
        name="quote.note", sees='"W"', part=""
    )
    going = ROW.format(name="quote.text", sees='"I", "G"', part='part = "quote"')
    catalogue = read_catalogue(SECRETIVE + rows + going, "test")
    said = [entry(object_id(1), name, CANARY) for name in ("worry.text", "quote.note", "quote.text")]
    assert [list(part.fields) for part in frozen(said, catalogue=catalogue).parts] == [["quote.text"]]


def test_safety_never_goes_even_if_a_catalogue_would_let_it() -> None:
    good = read_catalogue(
        SECRETIVE + ROW.format(name="worry.text", sees='"G"', part='part = "worry"'), "test"
    )
    evil = Catalogue(
        1,
        [good.object_kind("worry")],
        [replace(one, sees=frozenset({Sight.SAFETY, Sight.MUNICIPALITY})) for one in good.fields],
    )
    said = [entry(object_id(1), "worry.text", CANARY)]
    assert len(frozen(said, catalogue=good).parts) == 1
    assert frozen(said, catalogue=evil).parts == ()


@pytest.mark.parametrize("act", [Act.STRIKE, Act.ERASE])
def test_struck_and_erased_words_are_left_out_and_an_empty_part_does_not_exist(act: Act) -> None:
    said = entry(object_id(1), "quote.text", "Dit had ik niet willen zeggen.")
    gone = entry(
        object_id(1), "quote.text", "Dit had ik niet willen zeggen.", act=act, seen=(said.signed.id,)
    )
    assert len(frozen([said]).parts) == 1
    assert frozen([said, gone]).parts == ()
    assert frozen([Entry(said.signed, None)]).parts == ()


def test_two_versions_written_at_the_same_time_both_stand() -> None:
    one = entry(object_id(1), "wish.text", "Ik wil zingen.", hand=WIT)
    other = entry(object_id(1), "wish.text", "Ik wil dansen.", hand=SAMIRA)
    (part,) = frozen([one, other]).parts
    assert {version.value for version in part.versions("wish.text")} == {"Ik wil zingen.", "Ik wil dansen."}


def test_what_is_withheld_stays_home_as_an_object_or_as_a_part() -> None:
    card = next(
        one.signed.operation.object for one in dossier() if one.signed.operation.field == "aftercare.income"
    )
    whole = {part.kind for part in frozen(dossier()).parts}
    income = PartKind("aftercare_income")
    without_part = frozen(dossier(), withheld=frozenset({part_id(income, card)}))
    without_object = frozen(dossier(), withheld=frozenset({card}))
    assert whole - {part.kind for part in without_part.parts} == {income}
    assert len(whole - {part.kind for part in without_object.parts}) == 4


def test_a_digest_cannot_be_guessed_without_the_secret_of_the_household() -> None:
    one, other = frozen(dossier()), frozen(dossier(), secret=b"\x06" * 32)
    digests = [{listing.digest for listing in edition.manifest.parts} for edition in (one, other)]
    assert not digests[0] & digests[1]
    with pytest.raises(SecretTooShort):
        frozen(dossier(), secret=b"short")


def test_an_entry_of_another_household_is_refused() -> None:
    stray = entry(object_id(1), "quote.text", "Niet van hier.", household=type(HOUSEHOLD)("b" * 32))
    with pytest.raises(ForeignEntry):
        frozen([*dossier(), stray])


def test_a_reader_gets_a_copy_with_only_their_own_parts() -> None:
    edition = frozen(dossier())
    first = replace(edition.manifest.parts[0], audience=(Sight.REVIEW,))
    narrowed = replace(edition.manifest, parts=(first, *edition.manifest.parts[1:]))
    copy = copy_for(replace(edition, manifest=narrowed), Sight.RESIDENT)
    assert copy.parts == edition.parts[1:]
    assert copy.manifest == narrowed


def test_a_manifest_reads_back_as_it_was_written() -> None:
    manifest = frozen(dossier()).manifest
    assert read_manifest(manifest.to_bytes()) == manifest
    assert manifest.short_hash.replace(" ", "").lower() == manifest.hash[:8]


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"number": 2},
        {"number": True},
        {"frozen_at": "2026-02-30T10:00:00Z"},
        {"previous": "0" * 64},
        {"schema": "keukentafel.plan/2"},
    ],
)
def test_a_manifest_out_of_form_is_refused(change: dict[str, Json]) -> None:
    with pytest.raises(MalformedManifest):
        manifest_of(frozen(dossier()).manifest.document() | change)


def test_a_manifest_with_an_audience_of_workers_is_refused() -> None:
    document = frozen(dossier()).manifest.document()
    parts = document["parts"]
    assert isinstance(parts, list)
    assert isinstance(parts[0], dict)
    parts[0]["audience"] = ["G", "W"]
    with pytest.raises(MalformedManifest):
        manifest_of(document)


def test_a_later_edition_names_the_one_before_it() -> None:
    first = frozen(dossier()).manifest.hash
    assert frozen(dossier(), number=2, previous=first).manifest.previous == first
    with pytest.raises(MalformedManifest):
        frozen(dossier(), number=1, previous=ManifestHash(first))


def test_the_part_of_a_person_and_of_their_words_names_that_person() -> None:
    people = {listing.kind: listing.person for listing in frozen(dossier()).manifest.parts}
    assert people[PartKind("quote")] == WIT.who
    assert people[PartKind("strength")] == COR.who
    assert people[PartKind("agreement")] is None
    assert people[PartKind("person")] in {str(WIT.who), str(COR.who)}


def test_what_is_of_somebody_young_is_listed_under_the_jeugdwet_and_the_rest_under_the_wmo() -> None:
    young = entry(ObjectId(WIT.who), "person.young", "12")
    listed = frozen([*dossier(), young]).manifest.parts
    kept = {one.retention for one in listed if one.person == WIT.who}
    assert kept == {Retention.YOUTH}
    assert {one.retention for one in listed if one.person != WIT.who} == {Retention.WMO}
    assert {one.retention for one in frozen(dossier()).manifest.parts} == {Retention.WMO}

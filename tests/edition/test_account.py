"""The order of an account and the reading of its blocks, held to the catalogue."""

import pytest

from keukentafel.edition.account import (
    FORMS,
    HEARTS,
    KINDS_AT,
    KINDS_HEARD,
    MONEY,
    MORE,
    NAMED,
    TITLES,
    Form,
    Place,
)
from keukentafel.edition.block import Block, blocks_at
from keukentafel.edition.kind import Kind, part_kinds
from keukentafel.edition.manifest import manifest_of
from keukentafel.edition.marks import PartKind
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Reading
from keukentafel.edition.schema import plan_schema
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.canonical import Json
from keukentafel.journal.field import Field, Replace, ValueKind
from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from tests.edition.kitchen import CATALOGUE, COR, NAMES, SAMIRA, dossier, entry, frozen, object_id

KINDS = part_kinds(CATALOGUE)
ELSEWHERE = {"conversation.started"}
"""A field that has a place of its own although its kind is a block."""

TILES = bundled_guide().titles
GELD, HOOFD = object_id(301), object_id(302)


def reading(*said: Entry, tiles: dict[str, str] = TILES) -> Reading:
    return reading_of(frozen([*dossier(), *said]).parts, NAMES, tiles)


def tile(thing: ObjectId, kind: str) -> Entry:
    return entry(thing, "tile.kind", kind)


def told(block: Block) -> dict[str, list[str]]:
    return {one.name: [said.text for said in one.sayings] for one in block.fields}


# ── Order and forms ──────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_part_has_one_place_and_every_place_has_kinds() -> None:
    placed = [kind for kinds in KINDS_AT.values() for kind in kinds]
    assert set(KINDS) == KINDS_HEARD
    assert len(placed) == len(set(placed))
    assert list(KINDS_AT) == list(Place)


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_a_block_has_the_fields_of_the_catalogue_in_its_order(kind: str) -> None:
    fields = [field for field in KINDS[PartKind(kind)].fields if field.name not in ELSEWHERE]
    assert list(FORMS[kind]) == [field.name.split(".")[1] for field in fields]
    assert list(FORMS[kind].values()) == [form_of(field) for field in fields]


@pytest.mark.parametrize("kind", sorted(MORE))
def test_what_is_told_besides_is_read_as_the_catalogue_says(kind: str) -> None:
    fields = {field.name.split(".")[1]: field for field in KINDS[PartKind(kind)].fields}
    assert {name: form_of(fields[name]) for name in MORE[kind]} == MORE[kind]


def form_of(field: Field) -> Form:
    if field.name in NAMED:
        return Form.TILE if field.name == "tile.kind" else Form.STREAM
    if field.name in {"triangle.check_in", "noticed.check_in"}:
        return Form.CHECK_IN
    if field.value is ValueKind.NUMBER:
        return Form.MONEY if field.name in MONEY else Form.NUMBER
    by_kind = {
        ValueKind.CHOICE: Form.CHOICE,
        ValueKind.DATE: Form.DAY,
        ValueKind.MOMENT: Form.MOMENT,
        ValueKind.REFERENCE: Form.THING,
    }
    if field.value in by_kind:
        return by_kind[field.value]
    own = field.name == "request.own_plan" or field.replace is Replace.VOICE
    return Form.OWN if own and field.name not in PLAINLY else Form.WORDS


PLAINLY = {"tile.why_needed", "bottleneck.decision"}
"""Short answers of the worker, which stand among the facts."""


def test_titles_and_hearts_are_fields_that_leave() -> None:
    going = {field.name for kind in KINDS.values() for field in kind.fields}
    assert going >= TITLES
    assert going >= HEARTS


def test_a_kind_without_a_form_of_its_own_is_a_block() -> None:
    formed = (
        "household person story quote strength wish agreement plan key_person sign check_in"
        " aftercare_pilot_light aftercare_informal_care aftercare_income aftercare_housing correction"
        " agreement_money"
    )
    assert set(KINDS) - set(formed.split()) == set(FORMS)


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_between_two_tiles_comes_back_with_the_names_of_those_tiles() -> None:
    link = [entry(object_id(303), f"link.{end}", thing) for end, thing in (("one", GELD), ("other", HOOFD))]
    heard = reading(tile(GELD, "geld"), tile(HOOFD, "hoofd"), *link)
    linked = next(one for one in heard.blocks if one.kind == "link")
    assert told(linked) == {"one": ["Geld"], "other": ["Mijn hoofd en gevoel"]}
    assert [one.kind for one in blocks_at(heard.blocks, Place.LIFE)] == ["tile", "tile", "link"]


def test_a_tile_of_an_unknown_guide_keeps_its_name() -> None:
    (block,) = reading(tile(GELD, "geld"), tiles={}).blocks
    assert told(block) == {"kind": ["geld"]}


def test_what_points_at_something_that_stayed_home_points_at_nothing() -> None:
    heard = reading(entry(object_id(303), "link.one", GELD), entry(object_id(303), "link.text", "samen"))
    assert [told(one) for one in heard.blocks] == [{"text": ["samen"]}]


def test_a_reference_is_its_makers_and_its_words_are_of_what_it_points_at() -> None:
    story = next(one for one in dossier() if one.signed.operation.field == "story.text")
    tag = entry(object_id(304), "tag.about", story.signed.operation.object, voice=SAMIRA)
    (block,) = reading(tag).blocks
    ((said,),) = (one.sayings for one in block.fields)
    assert said.text == "Sinds Jan dood is, is het stil in huis."
    assert said.voice_name == "Samira"


def test_a_triangle_at_a_check_in_tells_its_day() -> None:
    check_in = next(one for one in dossier() if one.signed.operation.field == "check_in.date")
    at = entry(object_id(305), "triangle.check_in", check_in.signed.operation.object)
    (block,) = reading(at).blocks
    ((field,),) = (block.fields,)
    assert (field.form, [said.text for said in field.sayings]) == (Form.DAY, ["2026-12-05"])


def test_blocks_come_in_the_order_of_the_account_and_not_in_that_of_the_clock() -> None:
    late: list[tuple[str, Json]] = [("bottleneck.rule", "x"), ("contact.name", "Els"), ("tile.kind", "geld")]
    said = [entry(object_id(310 + at), name, value, claimed=at) for at, (name, value) in enumerate(late)]
    assert [one.kind for one in reading(*said).blocks] == ["tile", "contact", "bottleneck"]


def test_a_wish_is_heard_with_what_can_be_reached_and_an_agreement_with_its_haste() -> None:
    wish = object_id(100)
    said = [
        entry(wish, "wish.now", "zingen in de keuken"),
        entry(wish, "wish.year", "Blijft hulp nodig"),
        entry(object_id(102), "agreement.quick", "today", voice=COR),
    ]
    (heard,) = reading(*said).wishes
    assert [one.text for one in heard.attainment.now] == ["zingen in de keuken"]
    assert [one.text for one in heard.attainment.year] == ["Blijft hulp nodig"]
    assert [said.text for one in heard.agreements for said in one.quick] == ["today"]


# ── Schema ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_schema_of_a_plan_knows_every_kind_of_part_and_nothing_that_stays() -> None:
    models = plan_schema(CATALOGUE)["$defs"]
    assert {name.removesuffix("_content") for name in models if name.endswith("_content")} == set(KINDS)
    said = {
        field for name, model in models.items() if name.endswith("_fields") for field in model["properties"]
    }
    assert {"tile.how", "link.one", "carer.needs", "tag.letter", "bottleneck.by", "wish.year"} <= said
    assert said == {field.name for kind in KINDS.values() for field in kind.fields}
    assert not said & {"contact.gives", "contact.ring", "advice.text", "rather_not.what", "star.moment"}


def test_what_the_manifest_tells_of_each_kind_fits() -> None:
    said = [entry(object_id(at), kind.fields[0].name, content_of(kind.fields[0])) for at, kind in listed()]
    manifest = frozen(said).manifest
    assert {one.kind for one in manifest.parts} == set(KINDS) - {"own_card"}
    assert manifest_of(manifest.document()) == manifest


def listed() -> list[tuple[int, Kind]]:
    return list(enumerate(KINDS.values()))


def content_of(field: Field) -> Json:
    by_kind: dict[ValueKind, Json] = {
        ValueKind.CHOICE: next(iter(field.choices), ""),
        ValueKind.DATE: "2026-11-21",
        ValueKind.MOMENT: 1,
        ValueKind.NUMBER: 1950000,
        ValueKind.REFERENCE: object_id(1),
        ValueKind.SETTLED: {"state": "filled", "text": "x"},
    }
    return by_kind.get(field.value, "x")

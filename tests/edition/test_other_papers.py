"""Money and ladder at a glance, an extract on paper, and the page about what happens now."""

import re
import zlib
from collections.abc import Mapping
from datetime import UTC, date

import pytest
from babel.messages.pofile import read_po

from keukentafel.dossier.budget import budget
from keukentafel.dossier.deadlines import Clock, Deadline
from keukentafel.dossier.dossier import read_dossier
from keukentafel.edition.budget import budget_of
from keukentafel.edition.calendar import Looking
from keukentafel.edition.extract import Extract, extract_schema, make_extract, read_extract
from keukentafel.edition.paper.document import Typesetter
from keukentafel.edition.paper.extract_paper import extract_page, extract_pdf
from keukentafel.edition.paper.layout import lay_out
from keukentafel.edition.paper.page import html_page
from keukentafel.edition.paper.sheet import Section, Table
from keukentafel.edition.paper.what_now import (
    WhatNow,
    lay_out_what_now,
    what_now,
    what_now_page,
    what_now_pdf,
)
from keukentafel.edition.reader import reading_of
from keukentafel.guide.call import Call
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.assets import assets_folder
from keukentafel.journal.canonical import Json
from keukentafel.journal.operation import Entry
from tests.dossier.saying import Saying
from tests.edition.family import BUDGET, LANDLORD, MORNINGS, RENT, WISH, family
from tests.edition.hostile import many_agreements
from tests.edition.kitchen import CATALOGUE, DEVICE, FROZEN, HOUSEHOLD, NAMES, entry, frozen, object_id
from tests.edition.test_paper import Page, bundle_of, pdf_of

TITLES = bundled_guide().titles
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def words() -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for name in ("paper", "account", "account_plan", "edition", "preparation"):
        with (assets_folder() / "texts" / "nl" / f"{name}.po").open("rb") as file:
            texts |= {str(message.id): str(message.string) for message in read_po(file) if message.id}
    return texts


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def thing(number: int, **fields: Json) -> list[Entry]:
    return [entry(object_id(number), name.replace("__", "."), value) for name, value in fields.items()]


def sections(said: list[Entry], words: Mapping[str, str]) -> dict[str, Section]:
    edition = frozen(said)
    heard = reading_of(edition.parts, NAMES, TITLES)
    sheet = lay_out(heard, edition.manifest, (), words.__getitem__, zone=UTC)
    return {section.heading: section for section in sheet.sections}


def table_in(said: list[Entry], words: Mapping[str, str]) -> Table:
    items = (item for group in sections(said, words)["Geld"].groups for item in group.items)
    return next(item.table for item in items if item.table)


def rows(table: Table) -> dict[str, tuple[str, ...]]:
    return {
        row[0]: tuple(cell.replace("\u00a0", " ") for cell in row[1:]) for row in (*table.rows, table.total)
    }


# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────

MONEY = [
    *thing(800, former_cost__what="Begeleiding", former_cost__stream="youth", former_cost__cost=2_450_000),
    *thing(801, former_cost__what="Nog iets", former_cost__stream="youth", former_cost__cost=50),
    entry(BUDGET, "agreement.stream", "debt"),
    entry(BUDGET, "agreement.cost", 90_000),
    entry(MORNINGS, "agreement.stream", "none"),
]


def test_the_money_is_a_table_of_streams_before_and_after_with_one_total(words: Mapping[str, str]) -> None:
    plan = [one for one in family() if one.signed.operation.field != "agreement.stream"]
    found = rows(table_in([*plan, entry(RENT, "agreement.stream", "debt"), *MONEY], words))
    assert found == {
        "Jeugdhulp": ("€ 24.500,50", "–"),
        "Schuldhulpverlening": ("–", "€ 2.000,00"),
        "geen geld nodig": ("–", "–"),
        "nog onbekend": ("–", "nog onbekend"),
        "Samen": ("€ 24.500,50", "€ 2.000,00 + ?"),
    }


def test_the_paper_counts_what_the_table_counts() -> None:
    said = [*family(), *MONEY]
    at_the_table = budget(read_dossier(HOUSEHOLD, said))
    on_paper = budget_of(frozen(said).parts, TITLES)
    for one, other in ((at_the_table.before, on_paper.before), (at_the_table.after, on_paper.after)):
        assert (one.cents, one.unknown) == (other.cents, other.unknown)
    assert on_paper.after.unknown


def test_what_stops_costs_nothing_and_what_nobody_knows_is_not_taken_for_zero(
    words: Mapping[str, str],
) -> None:
    stops = entry(BUDGET, "agreement.pace", "stops")
    assert "Schuldhulpverlening" not in rows(table_in([*family(), *MONEY, stops], words))
    unknown = entry(object_id(810), "agreement.stream", "youth")
    found = rows(table_in([*MONEY, unknown], words))
    assert found["Jeugdhulp"] == ("€ 24.500,50", "nog onbekend")
    assert found["Samen"] == ("€ 24.500,50", "€ 900,00 + ?")


def test_of_two_amounts_written_apart_the_highest_counts_once(words: Mapping[str, str]) -> None:
    other = entry(BUDGET, "agreement.cost", 120_000, claimed=5)
    assert rows(table_in([*MONEY, other], words))["Samen"][1] == "€ 1.200,00"


def test_the_table_has_headings_that_are_read_with_each_amount(words: Mapping[str, str]) -> None:
    bundle = bundle_of(frozen([*family(), *MONEY]))
    heard = reading_of(bundle.edition.parts, NAMES, TITLES)

    text = html_page(heard, bundle.manifest, bundle.assents, words.__getitem__, zone=UTC)
    assert text.count('<th scope="col">') == 3
    assert '<th scope="row" dir="auto">Jeugdhulp</th>' in text
    assert "<caption>" in text


def test_the_document_has_a_table_with_header_cells(words: Mapping[str, str], typesetter: Typesetter) -> None:
    with_table = pdf_of(bundle_of(frozen([*family(), *MONEY])), words, typesetter)
    plain = [one for one in family() if not one.signed.operation.field.endswith((".cost", ".stream"))]
    without = pdf_of(bundle_of(frozen(plain)), words, typesetter)
    assert b"/TH" in objects_of(with_table)
    assert b"/TH" not in objects_of(without)


def objects_of(pdf: bytes) -> bytes:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    streams = []
    for one in found:
        try:
            streams.append(zlib.decompress(one))
        except zlib.error:
            continue
    return pdf + b"".join(streams)


# ── The ladder ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_ladder_stands_wish_by_wish_from_the_first_rung(words: Mapping[str, str]) -> None:
    rungs = [
        *thing(820, rung__wish=WISH, rung__step="4", rung__text="Riet rijdt"),
        *thing(821, rung__wish=WISH, rung__step="1", rung__text="Kim belt zelf"),
        *thing(822, rung__wish=WISH, rung__step="3", rung__skipped="Er is niemand"),
    ]
    (group,) = sections([*family(), *rungs], words)[words["account.ladder"]].groups
    assert group.heading == "Ik wil hier blijven wonen."
    told = [[one.text for one in item.statements] for item in group.items]
    assert told == [[words[f"account.choice.rung.step.{step}"]] for step in (1, 3, 4)]
    assert [item.details[0].label for item in group.items] == ["Besproken", "Overgeslagen, want", "Besproken"]


# ── The note about characters ────────────────────────────────────────────────────────────────────────────


class Spy(Typesetter):
    """Keeps what it was asked to set."""

    def _set(self, data: dict[str, Json], original: bytes, made_at: object) -> bytes:
        self.set = str(data)
        return b""


def test_the_note_about_characters_stands_only_where_one_could_not_be_shown(words: Mapping[str, str]) -> None:
    spy, note = Spy(), words["paper.about_unshown"]
    pdf_of(bundle_of(frozen(family())), words, spy)
    assert note not in spy.set
    strange = entry(object_id(830), "quote.text", "汉字")
    pdf_of(bundle_of(frozen([*family(), strange])), words, spy)
    assert note in spy.set
    assert "[U+6C49]" in spy.set


def test_emoji_arabic_and_hebrew_are_shown_and_not_numbered(words: Mapping[str, str]) -> None:
    spy = Spy()
    said = entry(object_id(830), "quote.text", "😀 👍 ❤️ 👩‍👧 مرحبا שלום")
    pdf_of(bundle_of(frozen([*family(), said])), words, spy)
    assert "[U+" not in spy.set


def test_two_hundred_agreements_come_on_paper(words: Mapping[str, str], typesetter: Typesetter) -> None:
    bundle = bundle_of(frozen(many_agreements()))
    assert pdf_of(bundle, words, typesetter).startswith(b"%PDF-")
    assert sum(part.kind == "agreement" for part in bundle.edition.parts) == 202


# ── The extract on paper ─────────────────────────────────────────────────────────────────────────────────


def extract_of(said: list[Entry]) -> Extract:
    schema = extract_schema(CATALOGUE)
    return read_extract(make_extract(frozen(said), LANDLORD, {LANDLORD}, DEVICE, schema), schema)


def test_an_extract_bears_its_readers_name_and_says_only_what_is_for_them(words: Mapping[str, str]) -> None:
    text = Page(extract_page(extract_of(family()), words.__getitem__, zone=UTC)).said
    assert "Uitsnede voor Woonstichting De Dijk" in text
    for there in (
        "De achterstand in vier keer betalen",
        "een week te laat",
        "Joris de Boer",
        "Woorden van Kim,",
    ):
        assert there in text
    for absent in ("budgetcoach", "€", "toeslagen", "Kim Bakker", "vloer", "regie"):
        assert absent not in text


def test_the_document_of_an_extract_carries_the_extract_itself(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    extract = extract_of(family())
    pdf = extract_pdf(extract, words.__getitem__, typesetter, zone=UTC)
    whole = objects_of(pdf)
    assert extract.to_bytes() in whole
    assert b"extract.json" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in whole
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole


# ── What happens now ─────────────────────────────────────────────────────────────────────────────────────

NOW = WhatNow(
    date(2026, 11, 2),
    (Deadline(Clock.OWN_PLAN, date(2026, 11, 9)), Deadline(Clock.INVESTIGATION, date(2026, 12, 14))),
    (Looking(object_id(1), date(2026, 12, 5)),),
    "Joris de Boer",
    "Riet haalt de kinderen",
    "",
    (Call("Wijkteam", "06-00000001"),),
)


def test_the_page_tells_the_days_the_check_ins_and_whom_to_call(words: Mapping[str, str]) -> None:
    text = Page(what_now_page(NOW, words.__getitem__, TODAY, zone=UTC)).said
    for told in (
        "Wat gebeurt er nu, en wanneer?",
        "Op maandag 2 november 2026 liet u weten",
        "De tijd voor een eigen plan was tot en met maandag 9 november 2026",
        "Uiterlijk maandag 14 december 2026 hoort u van ons.",
        "zaterdag 5 december 2026",
        "Joris de Boer",
        "06-00000001",
        "Riet haalt de kinderen",
        "112",
        "U kunt altijd terugkomen.",
    ):
        assert told in text


def test_the_page_is_one_page_with_nothing_attached(words: Mapping[str, str], typesetter: Typesetter) -> None:
    pdf = what_now_pdf(NOW, words.__getitem__, typesetter, TODAY, FROZEN, zone=UTC)
    whole = objects_of(pdf)
    assert len(re.findall(rb"/Type ?/Page\b", whole)) == 1
    assert b"/EmbeddedFile" not in whole
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole


def test_without_a_request_no_clock_runs_and_the_rest_is_there(words: Mapping[str, str]) -> None:
    saying = Saying()
    saying.thing(plan__key_person="Joris", plan__crisis="Bel Riet")
    saying.thing(aftercare__way_back="Loop gewoon binnen.")
    saying.thing(check_in__date="2026-12-05")
    saying.thing(story__text="Dit hoort hier niet.")
    found = what_now(saying.dossier)
    sheet = lay_out_what_now(found, words.__getitem__, TODAY, zone=UTC)
    assert [one.heading for one in sheet.sections] == [
        words["paper.what_now.check_ins"],
        words["paper.what_now.call"],
        words["paper.what_now.back"],
    ]
    text = str(sheet)
    assert "Loop gewoon binnen." in text
    assert "Joris" in text
    assert "Dit hoort hier niet" not in text
    saying.thing(request__date="2026-11-02")
    assert what_now(saying.dossier).asked == date(2026, 11, 2)
    assert len(what_now(saying.dossier).deadlines) == 2

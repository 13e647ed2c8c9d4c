"""Somebody's own data as it goes out: data in a closed form, and paper that says the same, to the letter."""

import html
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import pairwise
from typing import Any

import pytest
from babel.messages.pofile import read_po

from keukentafel.dossier.own_data import OwnData, own_data, record_id
from keukentafel.dossier.people import Person
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.marks import Moment
from keukentafel.edition.own_copy import NoReason, Setting, own_copy, reply_id
from keukentafel.edition.own_document import MalformedOwnData, OwnDocument, own_data_schema, read_own_data
from keukentafel.edition.own_editions import Frozen, OwnEdition, Reply, own_editions
from keukentafel.edition.own_words import choice_key
from keukentafel.edition.paper.document import NoTypesetter, Typesetter
from keukentafel.edition.paper.own_paper import own_page, own_pdf
from keukentafel.edition.part import part_of
from keukentafel.edition.schema import PlanSchema
from keukentafel.guide.guide import bundled_guide
from keukentafel.journal.assets import assets_folder
from keukentafel.journal.canonical import canonical, parse_canonical
from keukentafel.journal.field import ValueKind
from keukentafel.journal.names import CompartmentId, FieldName, PersonId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act, Speaker
from tests.edition.kitchen import (
    CATALOGUE,
    COMMON,
    COR,
    DEVICE,
    HOUSEHOLD,
    NAMES,
    SAMIRA,
    WIT,
    assent_to,
    dossier,
    entry,
    frozen,
    object_id,
)
from tests.edition.test_paper import HOSTILE, Page, streams_in

SCHEMA = PlanSchema(CATALOGUE)
OF_WIT, OF_COR = CompartmentId("d" * 32), CompartmentId("e" * 32)
QUOTE, NOTE, STRENGTH = (
    "Ik wil geen vreemde in mijn slaapkamer.",
    "la met post, blauw oog",
    "Ze kent elk lied",
)
REASON = "Dit zou de buurman schaden."


@dataclass(frozen=True)
class Listed:
    id: CompartmentId
    kind: str
    person: PersonId | None = None


COMPARTMENTS = (
    Listed(COMMON, "common"),
    Listed(OF_WIT, "person", WIT.who),
    Listed(OF_COR, "person", COR.who),
)


@pytest.fixture(scope="module")
def words() -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for name in ("paper", "account", "account_plan", "edition", "own_data"):
        with (assets_folder() / "texts" / "nl" / f"{name}.po").open("rb") as file:
            texts |= {str(message.id): str(message.string) for message in read_po(file) if message.id}
    return texts


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def put_away(said: Entry) -> Entry:
    """The same sentence in the compartment where the app keeps it."""
    one = said.signed.operation
    personal = CATALOGUE.object_kind(one.field.split(".")[0]).compartment == "person"
    place = {WIT: OF_WIT, COR: OF_COR, SAMIRA: OF_WIT}[one.voice] if personal else COMMON
    content = said.value.content if said.value else None
    return entry(
        one.object,
        one.field,
        content,
        voice=one.voice,
        hand=one.hand,
        act=one.act,
        claimed=one.claimed,
        seen=one.seen,
        compartment=place,
    )


def home(*more: Entry) -> list[Entry]:
    return [put_away(one) for one in (*dossier(), *more)]


def data_of(entries: list[Entry], who: Speaker = WIT) -> OwnData:
    name = "Annie de Wit" if who == WIT else "Cor"
    return own_data(Person(who.who, name, who.role), entries, COMPARTMENTS, CATALOGUE)


def bundle_of(entries: list[Entry]) -> Bundle:
    edition = frozen(entries)
    assents = [
        assent_to(edition, AssentState.AGREED_WITH_REMARKS, "Maar niet op dinsdag."),
        assent_to(edition, AssentState.NOT_AGREED, "Ik vertrouw het niet.", person=COR),
    ]
    return read_bundle(make_bundle(edition, assents, DEVICE, SCHEMA), SCHEMA)


def editions_of(entries: list[Entry], who: Speaker = WIT) -> tuple[OwnEdition, ...]:
    reply = Reply("Anke", 1_790_000_000_000, "Wie betaalt de bus?")
    sent = [Frozen(bundle_of(entries), "question", reply)]
    return own_editions(sent, data_of(entries, who), SCHEMA.kinds)


def copy_of(
    entries: list[Entry],
    words: Mapping[str, str],
    who: Speaker = WIT,
    left_out: Mapping[str, str] | None = None,
    *,
    sent: list[Entry] | None = None,
) -> OwnDocument:
    setting = Setting(
        household=HOUSEHOLD,
        controller="Sociaal team Waterkerke",
        made_at=Moment("2026-12-01T09:00:00Z"),
        catalogue=CATALOGUE,
        words=words.__getitem__,
        names=NAMES,
        zone=UTC,
        titles=bundled_guide().titles,
    )
    editions = editions_of(sent or entries, who)
    return own_copy(data_of(entries, who), editions, left_out or {}, setting)


def page_of(document: OwnDocument, words: Mapping[str, str]) -> str:
    return own_page(document, words.__getitem__, zone=UTC)


def open_objects(schema: Any, path: str = "") -> Iterator[str]:
    """Where a JSON Schema lets keys in that it does not name."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("additionalProperties") is not False:
            yield path
        for key, inner in schema.items():
            yield from open_objects(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for at, inner in enumerate(schema):
            yield from open_objects(inner, f"{path}/{at}")


# ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_data_reads_back_as_it_was_written_and_anything_added_is_refused(
    words: Mapping[str, str],
) -> None:
    document = copy_of(home(), words)
    data = document.to_bytes()
    assert read_own_data(data) == document
    whole = parse_canonical(data)
    assert isinstance(whole, dict)
    for spoiled in (
        canonical({**whole, "score": 3}),
        canonical({**whole, "schema": "keukentafel.own-data/2"}),
        data.replace(b'"act":"say"', b'"act":"think"', 1),
        b" " + data,
        b"{}",
    ):
        with pytest.raises(MalformedOwnData):
            read_own_data(spoiled)


def test_the_schema_is_closed_and_tells_what_the_keys_mean() -> None:
    schema = own_data_schema()
    assert list(open_objects(schema)) == []
    assert list(open_objects({"a": {"properties": {}}})) == ["/a"]
    told = schema["$defs"]["Sentence"]["properties"]
    assert "SHA-256" in told["id"]["description"]
    assert "source" in told["voice"]["description"]


def test_every_sentence_says_what_it_is_whose_it_is_and_by_which_law(words: Mapping[str, str]) -> None:
    (quote,) = (one for one in copy_of(home(), words).sentences if one.text == QUOTE)
    assert (quote.kind_title, quote.title, quote.because) == ("citaat", "eigen woorden", "own_part")
    assert (quote.voice.name, quote.hand.name, quote.face) == ("Annie de Wit", "Samira", "table")
    assert (quote.law, quote.purpose) == ("Wmo 2015, art. 2.3.2 lid 4 a", "onderzoek")
    assert (quote.retention, quote.sees) == ("wmo-15y", ("G", "I", "T"))
    assert quote.moment is not None


def test_what_the_law_wants_told_comes_along(words: Mapping[str, str]) -> None:
    told = copy_of(home(), words).information
    assert {"onderzoek", "plan", "nazorg"} <= set(told.purposes)
    assert [one.word for one in told.recipients] == ["I", "W", "G", "T"]
    assert {one.word for one in told.retention} == {"wmo-15y", "device"}
    assert set(told.sources) == {words["own.source.self"], words["own.source.worker"]}
    assert len(told.rights) == 4


def test_a_clock_beyond_the_calendar_and_a_value_of_a_newer_version_are_told_as_they_are(
    words: Mapping[str, str],
) -> None:
    far = entry(object_id(900), "quote.text", "Later.", claimed=2**53 - 1)
    odd = entry(object_id(901), "agreement.pace", "someday")
    document = copy_of(home(far, odd), words, sent=home())
    texts = {one.text: one.moment for one in document.sentences}
    assert texts["Later."] is None
    assert '"someday"' in texts
    assert words["paper.moment_unclear"] in page_of(document, words)


def test_every_choice_in_the_catalogue_has_words(words: Mapping[str, str]) -> None:
    chosen = [one for one in CATALOGUE.fields if one.value is ValueKind.CHOICE]
    assert len(chosen) > 20
    assert {choice_key(one, choice) for one in chosen for choice in one.choices} <= words.keys()


def test_tiles_links_and_choices_are_told_in_words_also_in_the_part_of_the_plan(
    words: Mapping[str, str],
) -> None:
    money, mind = object_id(801), object_id(802)
    said = [
        entry(money, "tile.kind", "geld"),
        entry(money, "tile.how", "costs"),
        entry(mind, "tile.kind", "hoofd"),
        entry(object_id(803), "link.one", money),
        entry(object_id(803), "link.other", mind),
        entry(object_id(804), "contact.name", "Els"),
        entry(object_id(804), "contact.gives", "both"),
    ]
    document = copy_of(home(*said), words)
    assert {"Geld", "Mijn hoofd en gevoel", "kost veel kracht", "geeft steun en spanning", "Els"} <= {
        one.text for one in document.sentences
    }
    linked = {one.text for one in document.sentences if one.kind == "link"}
    assert linked == {"Geld", "Mijn hoofd en gevoel"}
    plan = Page(page_of(document, words)).said.split(words["own.last_edition"])[1]
    assert words["account.life"] in plan
    assert "Mijn hoofd en gevoel" in plan
    assert "Els" not in plan


def test_what_a_carer_tells_is_in_the_carers_copy_and_in_nobody_elses(words: Mapping[str, str]) -> None:
    entries = home(entry(object_id(805), "carer.needs", "Ik moet slapen.", voice=COR))
    annie, cor = copy_of(entries, words), copy_of(entries, words, COR)
    assert "Ik moet slapen." in cor.to_bytes().decode()
    assert "Ik moet slapen." not in annie.to_bytes().decode()
    assert annie.beside.elsewhere == 0


def test_a_carer_who_said_yes_finds_the_own_part_among_the_parts_of_the_plan() -> None:
    entries = home(entry(object_id(805), "carer.needs", "Ik moet slapen.", voice=COR))
    edition = frozen(entries)
    yes = read_bundle(make_bundle(edition, [assent_to(edition, person=COR)], DEVICE, SCHEMA), SCHEMA)
    for who, found in ((COR, True), (WIT, False)):
        (own,) = own_editions([Frozen(yes, "queued")], data_of(entries, who), SCHEMA.kinds)
        assert any(part.kind == "carer" for part in own.parts) is found


def test_rules_and_letters_of_the_law_are_a_residents_data_and_no_part_of_their_plan(
    words: Mapping[str, str],
) -> None:
    rule = entry(object_id(806), "bottleneck.rule", "Eerst een brief nodig.", voice=SAMIRA)
    letter = entry(object_id(807), "not_relevant.letter", "g", voice=SAMIRA)
    document = copy_of(home(rule, letter), words)
    told = {one.text: one.because for one in document.sentences}
    assert (told["Eerst een brief nodig."], told["g: de eigen bijdrage"]) == ("household", "household")
    assert document.last_edition is not None
    assert not {"bottleneck", "not_relevant"} & {one.content["kind"] for one in document.last_edition.parts}


# ── Whose ────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_copy_holds_its_own_persons_words_and_not_the_others(words: Mapping[str, str]) -> None:
    entries = home()
    annie, cor = copy_of(entries, words), copy_of(entries, words, COR)
    for document, mine, theirs in (
        (
            annie,
            (QUOTE, NOTE, "Maar niet op dinsdag.", "Wie betaalt de bus?"),
            (STRENGTH, "vertrouw het niet"),
        ),
        (cor, (STRENGTH, "vertrouw het niet", "buurman"), (QUOTE, NOTE, "dinsdag.", "betaalt de bus", "AOW")),
    ):
        data, page = document.to_bytes().decode(), Page(page_of(document, words)).said
        assert all(one in data and one in page for one in mine)
        assert not any(one in data or one in page for one in theirs)
    assert annie.beside.of_others == 11
    assert str(annie.beside.of_others) in page_of(annie, words)


def test_the_parts_of_the_last_edition_are_those_of_the_plan_itself(words: Mapping[str, str]) -> None:
    entries = home()
    document = copy_of(entries, words)
    assert document.last_edition is not None
    manifest = bundle_of(entries).manifest
    listed = {one.id: one.digest for one in manifest.parts}
    parts = [part_of(one.model_dump(mode="json")) for one in document.last_edition.parts]
    assert document.last_edition.hash == manifest.hash
    assert len(parts) > 5
    assert all(part.digest() == listed[part.id] for part in parts)
    # Cor's agreement for her wish is not in it, so it may not say that nothing was agreed.
    page = page_of(document, words)
    assert words["own.no_agreement"] in page
    assert words["paper.no_agreement"] not in page


def test_a_part_that_the_journal_no_longer_has_is_still_weighed_by_whose_words_it_holds(
    words: Mapping[str, str],
) -> None:
    entries, kinds = home(), {"quote", "story", "strength"}
    sent = [Frozen(bundle_of(entries), "received")]
    nothing = data_of([])
    (annie,) = own_editions(sent, nothing, SCHEMA.kinds)
    (cor,) = own_editions(sent, replace(nothing, person=Person(COR.who, "Cor", COR.role)), SCHEMA.kinds)
    assert {part.kind for part in annie.parts} & kinds == {"quote", "story"}
    assert {part.kind for part in cor.parts} & kinds == {"strength"}
    assert "plan" in {part.kind for part in annie.parts} - {part.kind for part in cor.parts}


# ── Left out ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_left_out_is_nowhere_and_is_counted_with_its_reason(words: Mapping[str, str]) -> None:
    entries = home()
    (quote,) = (one for one in entries if one.signed.operation.field == "quote.text")
    (edition,) = editions_of(entries)
    marks = {
        record_id(quote.signed.operation.object, FieldName("quote.text")): REASON,
        reply_id(edition): REASON,
        "something that is not there": REASON,
    }
    before, after = copy_of(entries, words), copy_of(entries, words, left_out=marks)
    for said in (QUOTE, "Wie betaalt de bus?"):
        assert said in before.to_bytes().decode()
        assert said not in after.to_bytes().decode()
    assert [(one.reason, one.count) for one in after.left_out] == [(REASON, 2)]
    assert REASON in page_of(after, words)
    assert len(after.sentences) == len(before.sentences) - 1


@pytest.mark.parametrize("reason", ["", "   ", "twee\nregels", "x" * 201])
def test_nothing_is_left_out_without_a_reason_of_one_line(words: Mapping[str, str], reason: str) -> None:
    with pytest.raises(NoReason):
        copy_of(home(), words, left_out={"anything": reason})


# ── Paper ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_sentence_stands_on_the_page_with_its_maker(words: Mapping[str, str]) -> None:
    document = copy_of(home(), words)
    page = Page(page_of(document, words)).said
    assert len(document.sentences) > 15
    assert all(one.text in page and one.title in page for one in document.sentences)
    assert "Woorden van Annie de Wit, opgeschreven door Samira" in page


def test_struck_and_erased_words_are_marked_on_the_page(words: Mapping[str, str]) -> None:
    said = put_away(entry(object_id(800), "quote.text", "Zeg dat maar niet."))
    struck = entry(object_id(800), "quote.text", None, act=Act.STRIKE, seen=(said.signed.id,))
    gone = put_away(entry(object_id(801), "quote.text", "Weg ermee."))
    erased = entry(object_id(801), "quote.text", None, act=Act.ERASE, seen=(gone.signed.id,))
    entries = [*home(struck, erased), said, replace(gone, value=None)]
    page = Page(page_of(copy_of(entries, words), words)).said
    assert "Zeg dat maar niet." in page
    assert "Weg ermee." not in page
    for key in ("own.standing.struck", "own.act.strike", "own.gone.erased", "own.act.erase"):
        assert words[key] in page


def test_a_correction_stands_beside_what_it_is_about(words: Mapping[str, str]) -> None:
    (note,) = (one for one in dossier() if one.signed.operation.field == "keyword.text")
    about = note.signed.operation.object
    entries = home(
        entry(object_id(810), "note_correction.text", "Ik was van de trap gevallen."),
        entry(object_id(810), "note_correction.about", about),
    )
    groups = page_of(copy_of(entries, words), words).split('<div class="group">')
    (group,) = (one for one in groups if NOTE in one)
    assert "Ik was van de trap gevallen." in group
    assert "trap gevallen" not in bundle_of(entries).to_bytes().decode()


def test_the_page_is_one_file_without_scripts_and_with_headings_in_order(words: Mapping[str, str]) -> None:
    page = Page(page_of(copy_of(home(), words), words))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "script" not in page.tags
    assert page.links == []


def test_the_document_claims_pdf_a_3a_and_pdf_ua_1_carries_the_data_and_names_nobody(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    document = copy_of(home(), words)
    pdf = own_pdf(document, words.__getitem__, typesetter, zone=UTC)
    metadata = next(one for one in streams_in(pdf) if b"pdfaid" in one)
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert words["own.document_title"].encode() in metadata
    assert b"Wit" not in metadata
    assert b"mijn-gegevens.json" in pdf
    assert document.to_bytes() in streams_in(pdf)


def test_hostile_text_makes_both_papers_and_commands_neither(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    said = [entry(object_id(500 + at), "quote.text", text) for at, text in enumerate(HOSTILE)]
    document = copy_of(home(*said), words)
    text = page_of(document, words)
    page = Page(text)
    assert all(html.escape(one) in text and one in page.said for one in HOSTILE)
    assert not {"script", "img"} & set(page.tags)
    assert page.links == []
    assert own_pdf(document, words.__getitem__, typesetter, zone=UTC).startswith(b"%PDF-")


def test_without_a_typesetter_the_page_is_there(
    words: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypesetter):
        Typesetter()
    assert words["own.title"] in page_of(copy_of(home(), words), words)

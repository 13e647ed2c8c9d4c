"""Paper says what was frozen, to the letter, and no text can command it."""

import html
import re
import struct
import sys
import zlib
from collections.abc import Mapping
from datetime import UTC
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po

from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition
from keukentafel.edition.paper.document import NoTypesetter, Typesetter, pdf_document
from keukentafel.edition.paper.glyphs import Glyphs, UnreadableFont
from keukentafel.edition.paper.layout import lay_out
from keukentafel.edition.paper.page import html_page
from keukentafel.edition.paper.sheet import Sheet
from keukentafel.edition.reader import reading_of
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.assets import asset_bytes, assets_folder
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Sight, ValueKind
from keukentafel.journal.names import ObjectId
from tests.edition.hostile import HOSTILE, hostile_dossier
from tests.edition.kitchen import (
    CATALOGUE,
    COR,
    DEVICE,
    NAMES,
    WIT,
    assent_to,
    dossier,
    entry,
    frozen,
    object_id,
)

SCHEMA = PlanSchema(CATALOGUE)
STROKES = (((100, 200), (300, 50), (900, 100)), ((10, 10),))
REMARK = 'Ik wil géén vreemde in mijn <slaapkamer> & \'s nachts "stil".'


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.said = ""
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [f"{tag} {key}" for key, _ in attrs if key in ("src", "href") or key.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.fixture(scope="module")
def words() -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for name in ("paper", "account", "account_plan", "edition"):
        with (assets_folder() / "texts" / "nl" / f"{name}.po").open("rb") as file:
            texts |= {str(message.id): str(message.string) for message in read_po(file) if message.id}
    return texts


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def bundle_of(edition: Edition) -> Bundle:
    assents = [
        assent_to(edition, AssentState.AGREED_WITH_REMARKS, REMARK, strokes=STROKES),
        assent_to(edition, AssentState.SEEN_ONLY, person=COR),
    ]
    return read_bundle(make_bundle(edition, assents, DEVICE, SCHEMA), SCHEMA)


def page_of(bundle: Bundle, words: Mapping[str, str]) -> str:
    heard = reading_of(bundle.edition.parts, NAMES)
    return html_page(heard, bundle.manifest, bundle.assents, words.__getitem__, zone=UTC)


def pdf_of(bundle: Bundle, words: Mapping[str, str], typesetter: Typesetter) -> bytes:
    heard = reading_of(bundle.edition.parts, NAMES)
    plan = bundle.to_bytes()
    return typesetter.pdf_document(heard, bundle.manifest, bundle.assents, words.__getitem__, plan, zone=UTC)


def streams_in(pdf: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [inflated(one) for one in found]


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def test_every_field_that_goes_stands_on_the_page(words: Mapping[str, str]) -> None:
    said = [
        entry(ObjectId(WIT.who) if field.object == "person" else object_id(at), field.name, content)
        for at, field in enumerate(CATALOGUE.fields)
        if field.part is not None and (content := planted(field.value, field.name)) is not None
        if field.object not in ("contact", "carer", "own_card")
    ]
    led = [*said, *(one for one in dossier() if one.signed.operation.field != "plan.lead")]
    text = page_of(bundle_of(frozen(led)), words)
    for one in said:
        assert f"kanarie {one.signed.operation.field}" in text
    assert "kanarie keyword.text" not in text
    assert len(said) > 15


def planted(kind: ValueKind, name: str) -> Json:
    if kind is ValueKind.SETTLED:
        return {"state": "filled", "text": f"kanarie {name}"}
    return f"kanarie {name}" if kind in (ValueKind.LINE, ValueKind.TEXT) else None


def test_the_words_cover_every_choice_in_the_catalogue(words: Mapping[str, str]) -> None:
    choices = [
        (field.name, choice)
        for field in CATALOGUE.fields
        if field.part is not None
        for choice in field.choices
    ]
    said = [entry(object_id(at), name, choice) for at, (name, choice) in enumerate(choices)]
    assert "oranje" in page_of(bundle_of(frozen([*said, *dossier()])), words)


def test_a_remark_is_on_both_papers_and_in_the_original_to_the_letter(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    bundle = bundle_of(frozen(dossier()))
    assert REMARK in Page(page_of(bundle, words)).said
    pdf = pdf_of(bundle, words, typesetter)
    assert bundle.to_bytes() in streams_in(pdf)


def test_the_page_is_one_file_without_scripts_and_with_headings_in_order(words: Mapping[str, str]) -> None:
    text = page_of(bundle_of(frozen(dossier())), words)
    page = Page(text)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "script" not in page.tags
    assert page.links == []
    assert '<html lang="nl">' in text
    assert "default-src 'none'" in text
    assert "url(" not in text
    planted_page = Page("<script></script><img src=x onerror=y>")
    assert planted_page.tags == ["script", "img"]
    assert planted_page.links == ["img src", "img onerror"]


def test_the_document_claims_pdf_a_3a_and_pdf_ua_1_and_carries_the_plan(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    pdf = pdf_of(bundle_of(frozen(dossier())), words, typesetter)
    metadata = next(one for one in streams_in(pdf) if b"pdfaid" in one)
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"plan.json" in pdf
    assert b"/AFRelationship /Data" in pdf or b"/AFRelationship/Data" in pdf


def test_the_metadata_of_the_document_names_nobody(words: Mapping[str, str], typesetter: Typesetter) -> None:
    metadata = next(
        one for one in streams_in(pdf_of(bundle_of(frozen(dossier())), words, typesetter)) if b"pdfaid" in one
    )
    assert b"Ondersteuningsplan" in metadata
    assert b"Wit" not in metadata


def test_the_copy_for_the_resident_attaches_the_residents_parts(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    copy = bundle_of(frozen(dossier())).copy_for(Sight.RESIDENT)
    attached = next(
        one for one in streams_in(pdf_of(copy, words, typesetter)) if one.startswith(b'{"assents"')
    )
    assert read_bundle(attached, SCHEMA, Sight.RESIDENT) == copy


def test_the_same_edition_gives_the_same_document(words: Mapping[str, str], typesetter: Typesetter) -> None:
    bundle = bundle_of(frozen(dossier()))
    assert pdf_of(bundle, words, typesetter) == pdf_of(bundle, words, typesetter)


def test_hostile_text_makes_both_papers_and_commands_neither(
    words: Mapping[str, str], typesetter: Typesetter
) -> None:
    bundle = bundle_of(frozen(hostile_dossier()))
    text = page_of(bundle, words)
    page = Page(text)
    for one in HOSTILE:
        assert html.escape(one) in text
        assert one in page.said
    assert not {"script", "img"} & set(page.tags)
    assert page.links == []
    assert pdf_of(bundle, words, typesetter).startswith(b"%PDF-")


class Boaster(Glyphs):
    def shows(self, sign: str) -> bool:
        return True


def test_a_font_that_boasts_of_a_shape_does_not_stop_the_paper(words: Mapping[str, str]) -> None:
    assert pdf_of(bundle_of(frozen(hostile_dossier())), words, Typesetter(Boaster([]))).startswith(b"%PDF-")


def test_a_character_without_a_shape_is_printed_as_its_number() -> None:
    fonts = Glyphs(asset_bytes("fonts", f"{name}.ttf") for name in ("NotoSans-Regular", "Literata-Regular"))
    assert fonts.printable("café “ĳ” €") == "café “ĳ” €"
    assert fonts.printable("lach 😀") == "lach [U+1F600]"
    assert not fonts.shows("\ue000")


@pytest.mark.parametrize("font", [b"", b"OTTO", b"\x00" * 64, struct.pack(">4sHHHH", b"true", 1, 0, 0, 0)])
def test_a_file_that_is_no_font_is_called_so(font: bytes) -> None:
    with pytest.raises(UnreadableFont):
        Glyphs([font])


def test_without_a_typesetter_the_document_is_declined_and_the_page_is_there(
    words: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    bundle = bundle_of(frozen(dossier()))
    heard = reading_of(bundle.edition.parts, NAMES)
    with pytest.raises(NoTypesetter):
        pdf_document(heard, bundle.manifest, bundle.assents, words.__getitem__, bundle.to_bytes())
    assert "Dit hebben we afgesproken" in page_of(bundle, words)


def test_a_quote_on_paper_tells_whose_words_it_is_and_who_wrote_it(words: Mapping[str, str]) -> None:
    bundle = bundle_of(frozen(dossier()))
    sheet: Sheet = lay_out(
        reading_of(bundle.edition.parts, NAMES), bundle.manifest, bundle.assents, words.__getitem__, zone=UTC
    )
    quotes = next(section for section in sheet.sections if section.heading == words["paper.quotes"])
    assert quotes.groups[0].items[0].maker.startswith("Woorden van Annie de Wit, opgeschreven door Samira")

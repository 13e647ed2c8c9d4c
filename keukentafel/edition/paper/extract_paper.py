"""An extract on paper: what one party reads of a plan, with its name on it and its own JSON attached."""

from datetime import tzinfo
from typing import Final

from keukentafel.edition.extract import Extract
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.document import Attachment, Typesetter
from keukentafel.edition.paper.layout import Layout
from keukentafel.edition.paper.page import page_of
from keukentafel.edition.paper.sheet import Item, Section, Sheet, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Reading

EXTRACT_NAME: Final = "extract.json"


def extract_page(extract: Extract, words: Words, *, zone: tzinfo | None = None) -> str:
    """Return an extract as HTML; ``zone`` None is the zone of this device."""
    return page_of(lay_out_extract(extract, words, "paper.about_original", zone=zone))


def extract_pdf(
    extract: Extract, words: Words, typesetter: Typesetter, *, zone: tzinfo | None = None
) -> bytes:
    """Return an extract as a document, with its JSON attached.

    Raises:
        PaperNotSet: the typesetter refuses it.
    """
    sheet = lay_out_extract(extract, words, "extract.about_original", zone=zone)
    attachment = Attachment(EXTRACT_NAME, words("paper.attachment"), extract.to_bytes())
    return typesetter.set_sheet(sheet, attachment, extract.edition.frozen_at, words)


def lay_out_extract(extract: Extract, words: Words, original: str, *, zone: tzinfo | None = None) -> Sheet:
    """Return the sheet of an extract; ``original`` is the key of the sentence about where the original is."""
    clock = PaperClock(words, zone)
    edition = extract.edition
    stamp = words("extract.edition").format(
        number=edition.number, hash=edition.short_hash, moment=clock.moment(edition.frozen_at)
    )
    return Sheet(
        language=words("paper.language"),
        document_title=words("extract.document_title"),
        title=words("extract.title").format(name=extract.reader.name),
        under_title=(words("extract.only"), stamp),
        sections=_ExtractLayout(words, clock).of(
            reading_of(extract.parts, extract.people), extract, original
        ),
    )


class _ExtractLayout(Layout):
    def of(self, reading: Reading, extract: Extract, original: str) -> tuple[Section, ...]:
        agreed = [self._agreement(one) for one in reading.loose_agreements]
        about = (
            self._words("extract.about").format(name=extract.reader.name),
            self._words("paper.about_hash").format(hash=extract.edition.hash),
            self._words(original),
        )
        return (
            *self.section("extract.agreements", agreed),
            *self.grouped("paper.aftercare", self._aftercare(reading)),
            *self.section(
                "extract.key_person", [self._item(reading.key_person)] if reading.key_person else []
            ),
            *self.section("paper.about", [Item((Statement(sentence, ""),)) for sentence in about]),
        )

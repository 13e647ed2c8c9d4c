"""The files in which one person's own data is handed over: as data, or on paper."""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.app.texts import Texts
from keukentafel.edition.own_document import OwnDocument
from keukentafel.edition.paper.document import NoTypesetter, PaperNotSet, Typesetter
from keukentafel.edition.paper.own_paper import own_page, own_pdf


class Form(StrEnum):
    """How it is handed over: as data (JSON), or on paper (PDF, and a page where there is no typesetter)."""

    DATA = "data"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file to hand over; the name names nobody."""

    data: bytes
    media_type: str
    name: str


def own_file(document: OwnDocument, form: Form, texts: Texts) -> OwnFile:
    """Make a file; setting a paper takes some tenths of a second, so call this in a thread."""
    name = texts("own.file")
    if form is Form.DATA:
        return OwnFile(document.to_bytes(), "application/json", f"{name}.json")
    try:
        pdf = own_pdf(document, texts, Typesetter(), zone=texts.zone)
    except (NoTypesetter, PaperNotSet):
        page = own_page(document, texts, zone=texts.zone)
        return OwnFile(page.encode("utf-8"), "text/html; charset=utf-8", f"{name}.html")
    return OwnFile(pdf, "application/pdf", f"{name}.pdf")

"""One person's own data on paper: a page (HTML) everywhere, a document (PDF) where there is a typesetter.

The document is PDF/A-3a and PDF/UA-1 like that of a plan, and carries the data it was made from.
"""

from datetime import tzinfo

from keukentafel.edition.own_document import OwnDocument
from keukentafel.edition.paper.document import Attachment, Typesetter
from keukentafel.edition.paper.own_layout import lay_out_own
from keukentafel.edition.paper.page import page_of
from keukentafel.edition.paper.words import Words


def own_page(document: OwnDocument, words: Words, *, zone: tzinfo | None = None) -> str:
    """Return somebody's own data as HTML; see `keukentafel.edition.paper.own_layout.lay_out_own`."""
    return page_of(lay_out_own(document, words, zone=zone))


def own_pdf(
    document: OwnDocument, words: Words, typesetter: Typesetter, *, zone: tzinfo | None = None
) -> bytes:
    """Return somebody's own data as a document, with its JSON attached.

    Raises:
        PaperNotSet: the typesetter refuses it.
    """
    sheet = lay_out_own(document, words, zone=zone)
    attachment = Attachment(f"{words('own.file')}.json", words("own.attachment"), document.to_bytes())
    return typesetter.set_sheet(sheet, attachment, document.made_at, words)

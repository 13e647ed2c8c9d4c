"""A copy for the resident: PDF or page, made in memory, with only what they may read."""

from collections.abc import Mapping
from datetime import tzinfo

from keukentafel.app.house import House
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.paper.document import NoTypesetter, pdf_document
from keukentafel.edition.paper.page import html_page
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Reading
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import PersonId

PDF_NAME, PAGE_NAME = "plan.pdf", "plan.html"


class Copies:
    """Makes copies and hands them to one browser."""

    def __init__(self, house: House, browser: str, names: Mapping[PersonId, str]) -> None:
        self._house = house
        self._browser = browser
        self._names = names

    @property
    def possible(self) -> bool:
        """Whether a copy can be handed out here at all."""
        return self._house.downloads is not None

    def withdraw(self) -> None:
        """Forget every copy that was laid ready and not fetched."""
        if self._house.downloads is not None:
            self._house.downloads.withdraw(self._browser)

    def page(self, bundle: Bundle) -> str | None:
        """Lay a page ready and return where it can be fetched once."""
        copy = bundle.copy_for(Sight.RESIDENT)
        made = html_page(self._reading(copy), copy.manifest, copy.assents, self._house.texts, zone=self._zone)
        return self._offer(made.encode("utf-8"), "text/html; charset=utf-8", PAGE_NAME)

    def pdf(self, bundle: Bundle) -> str | None:
        """Lay a PDF ready and return where it can be fetched once; None where none can be made."""
        copy = bundle.copy_for(Sight.RESIDENT)
        try:
            made = pdf_document(
                self._reading(copy),
                copy.manifest,
                copy.assents,
                self._house.texts,
                copy.to_bytes(),
                zone=self._zone,
            )
        except NoTypesetter:
            return None
        return self._offer(made, "application/pdf", PDF_NAME)

    @property
    def _zone(self) -> tzinfo | None:
        return self._house.texts.zone

    def _reading(self, copy: Bundle) -> Reading:
        return reading_of(copy.edition.parts, self._names, self._house.guide.titles)

    def _offer(self, data: bytes, media_type: str, name: str) -> str | None:
        downloads = self._house.downloads
        return downloads.offer(self._browser, data, media_type, name) if downloads else None

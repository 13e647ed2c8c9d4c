"""Handing out: the extract of each party that may have one, the page about what happens now, who got what.

Everything is made in memory from the edition that was sent, and given to the browser once. That a copy was
given is written down only when somebody says so: a file that was saved is not yet in anybody's hands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.going_out import concerns
from keukentafel.app.state.own_files import OwnFile
from keukentafel.dossier.consent import consenting_parties
from keukentafel.dossier.party import parties_in_plan
from keukentafel.dossier.sentence import day_of
from keukentafel.dossier.withheld import withheld
from keukentafel.edition.extract import (
    Extract,
    extract_schema,
    make_extract,
    parts_for,
    read_extract,
)
from keukentafel.edition.freeze import Edition, without
from keukentafel.edition.marks import Moment
from keukentafel.edition.paper.document import NoTypesetter, PaperNotSet, Typesetter
from keukentafel.edition.paper.extract_paper import extract_page, extract_pdf
from keukentafel.edition.paper.what_now import what_now, what_now_page, what_now_pdf
from keukentafel.journal.names import ObjectId
from keukentafel.vault.open_vault import OpenVault

KIND: Final = "copy"


class Form(StrEnum):
    """As what it is saved: a document, or a page to read."""

    PDF = "pdf"
    PAGE = "page"


class How(StrEnum):
    """How a copy was given."""

    PAPER = "paper"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may have something: a party its extract, somebody at the table a copy."""

    id: ObjectId
    name: str


@dataclass(frozen=True, slots=True)
class GivenCopy:
    """A copy that was given: to whom, how and when, as far as that was said."""

    id: ObjectId
    who: str
    how: How | None
    day: date | None


class HandingOut:
    """Hands out the papers of the open household."""

    def __init__(self, talk: Conversation, vault: OpenVault, house: House, browser: str, today: date) -> None:
        self._talk = talk
        self._vault = vault
        self._house = house
        self._browser = browser
        self._today = today

    @property
    def possible(self) -> bool:
        """Whether a file can be handed out here at all."""
        return self._house.downloads is not None

    def receivers(self, edition: Edition) -> tuple[Receiver, ...]:
        """Return the parties with a yes that stands today, for which there is something in the edition."""
        allowed = consenting_parties(self._talk.dossier, self._today)
        named = (one for one in parties_in_plan(self._talk.dossier) if one.id in allowed and one.name)
        left = self._left_of(edition)
        return tuple(Receiver(one.id, one.name.text) for one in named if concerns(parts_for(left, one.id)))

    def extract(self, edition: Edition, party: ObjectId, form: Form) -> str | None:
        """Lay an extract ready and return where it can be fetched once; None where none can be made.

        What was withheld after the edition was sent is not in it either.

        Raises:
            NotConsented, NoSuchReader, ExtractRefused: there is none for this party.
        """
        schema = extract_schema(self._house.catalogue)
        allowed = consenting_parties(self._talk.dossier, self._today)
        data = make_extract(self._left_of(edition), party, allowed, self._vault.device_signing, schema)
        return self._offer(form, "uitsnede", *self._extract_papers(read_extract(data, schema)))

    def what_now(self, made_at: Moment, form: Form) -> str | None:
        """Lay the page about what happens now ready, and return where it can be fetched once."""
        record, today = self._house.record, self._today
        told, words = what_now(self._talk.dossier, record.guide.call), record.texts
        return self._offer(
            form,
            "wat-nu",
            lambda: what_now_page(told, words, today, zone=words.zone),
            lambda: what_now_pdf(told, words, Typesetter(), today, made_at, zone=words.zone),
        )

    @property
    def given(self) -> tuple[GivenCopy, ...]:
        """Who got a copy, as it was written down."""
        return tuple(
            GivenCopy(
                one.id,
                one.words("who").text,
                How(one.words("how").text) if one.words("how").text in set(How) else None,
                day_of(one.words("date").text),
            )
            for one in self._talk.dossier.all(KIND)
        )

    def note(self, who: str, how: How) -> None:
        """Write down that somebody got a copy today."""
        told = {"who": who, "how": how.value, "date": self._today.isoformat()}
        self._talk.say_together(KIND, {**told})
        self._talk.changed()

    def take_back(self, copy: ObjectId) -> None:
        """Cross out a copy that was noted by mistake."""
        self._talk.strike(*(one for one in self._talk.dossier.all(KIND) if one.id == copy))
        self._talk.changed()

    def _left_of(self, edition: Edition) -> Edition:
        return without(edition, withheld(self._talk.dossier))

    def _extract_papers(self, extract: Extract) -> tuple[Callable[[], str], Callable[[], bytes]]:
        words = self._house.record.texts
        return (
            lambda: extract_page(extract, words, zone=words.zone),
            lambda: extract_pdf(extract, words, Typesetter(), zone=words.zone),
        )

    def _offer(self, form: Form, name: str, page: Callable[[], str], pdf: Callable[[], bytes]) -> str | None:
        if form is Form.PAGE:
            return self._lay(OwnFile(page().encode("utf-8"), "text/html; charset=utf-8", f"{name}.html"))
        try:
            return self._lay(OwnFile(pdf(), "application/pdf", f"{name}.pdf"))
        except (NoTypesetter, PaperNotSet):
            return None

    def _lay(self, file: OwnFile) -> str | None:
        downloads = self._house.downloads
        return downloads.offer(self._browser, file.data, file.media_type, file.name) if downloads else None

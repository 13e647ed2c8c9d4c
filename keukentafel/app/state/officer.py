"""What was handed over to the safety officer: kept as it came, sealed, and opened to be read.

Each hand-over stands for itself: from whom, when, why, and the notes in the order in which they were written.
Nothing is weighed, merged or answered here.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from keukentafel.app.house import House
from keukentafel.app.state.card import Card, read_card
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.safety_note import Note, Step, read_note
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.document import Document
from keukentafel.vault.hand_over import read_hand_over
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.vault import OpenVault
from sync.envelope import EnvelopeRefused
from sync.hand_over import ReceivedHandOver, open_hand_over
from sync.identity import NotTrusted
from sync.message import MessageRefused

KIND: Final = "hand_over"
_NOT_YET = (MessageRefused, NotTrusted)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One hand-over: from whom, about which household, when (milliseconds since 1970), why, and the notes."""

    id: str
    sender: str
    about: str
    at: int
    reason: str
    notes: tuple[Note, ...]


class OfficerDesk(Observed):
    """The hand-overs that came in, and the one that is being read."""

    def __init__(self, vault: OpenVault, member: Membership, house: House) -> None:
        self._vault = vault
        self._member = member
        self._clock = house.clock
        self._open: HandedOver | None = None
        self.unreadable = 0
        self._rubbish = 0

    @property
    def open(self) -> HandedOver | None:
        """The hand-over that is being read."""
        return self._open

    def received(self) -> tuple[HandedOver, ...]:
        """Return what was handed over, the newest first."""
        return tuple(sorted(self._all(), key=lambda one: -one.at))

    def take_in(self) -> None:
        """Check and keep everything that came in; what does not hold is not kept."""
        left = 0
        for incoming in self._vault.incoming():
            with self._vault.writing():
                try:
                    self._rubbish += not self._take_in(incoming.envelope)
                except _NOT_YET:
                    # It may hold tomorrow, with a newer program or a card that is still to come.
                    left += 1
                    continue
                self._vault.drop_incoming(incoming.id)
        self.unreadable = self._rubbish + left
        self.changed()

    def look_at(self, name: str) -> None:
        """Open a hand-over."""
        self._open = next((one for one in self._all() if one.id == name), None)
        self.changed()

    def close(self) -> None:
        """Go back to the list."""
        self._open = None
        self.changed()

    def _take_in(self, envelope: bytes) -> bool:
        try:
            received = self._opened(envelope)
            read_hand_over(self._vault.device_sealing, received.household, received.sealed)
        except (EnvelopeRefused, Unsealable):
            return False
        name = hashlib.sha256(received.sealed).hexdigest()
        self._vault.keep_document(self._case(received), KIND, name, envelope)
        return True

    def _case(self, received: ReceivedHandOver) -> HouseholdId:
        """Return where what is about one household of one worker is kept; nothing on the card names it."""
        case = f"{received.card.device}/{received.household}"
        for household, document in self._vault.cards(0, self._vault.count()):
            if read_card(document).case == case:
                return household
        household = self._vault.new_household()
        self._vault.put_card(household, Card(sender=received.card.name, case=case).written())
        return household

    def _all(self) -> Iterator[HandedOver]:
        for household in self._vault.households():
            for document in self._vault.documents(household, KIND):
                # What does not hold any more, because a device was revoked since, stops no other.
                with contextlib.suppress(*_NOT_YET, EnvelopeRefused, Unsealable):
                    yield self._read(document)

    def _read(self, document: Document) -> HandedOver:
        received = self._opened(document.data)
        told = read_hand_over(self._vault.device_sealing, received.household, received.sealed)
        return _handed_over(document.id, received.card.name, told)

    def _opened(self, envelope: bytes) -> ReceivedHandOver:
        return open_hand_over(envelope, self._vault.device_sealing, self._member.trust)


def _handed_over(name: str, sender: str, told: Json) -> HandedOver:
    document = told if isinstance(told, dict) else {}
    entries, at = document.get("entries"), document.get("at")
    listed = entries if isinstance(entries, list) else []
    notes = tuple(read_note(one.get("content")) for one in listed if isinstance(one, dict))
    kept = tuple(one for one in notes if not one.draft)
    reasons = [one for one in kept if one.step is Step.HAND_OVER]
    about = reasons[-1].about if reasons else ""
    moment = at if isinstance(at, int) else 0
    return HandedOver(name, sender, about, moment, str(document.get("reason", "")), kept)

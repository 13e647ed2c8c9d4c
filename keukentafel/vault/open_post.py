"""The post of an open vault: what waits to go and what came in.

It needs only the courier's key, so it goes on while the tablet lies narrowed on the table. The exceptions are
what an envelope is about, and queueing one: those need the key of the household.
"""

from collections.abc import Iterable

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.inbox import Inbox, Incoming
from keukentafel.vault.outbox import Outbox, OutboxId, OutboxState, Outgoing


class OpenPost:
    """Outbox and inbox of an open vault. Every method raises ``Locked`` once it is not open.

    Methods that name an envelope raise ``KeyError`` when it is not there.
    """

    def __init__(self, outbox: Outbox, inbox: Inbox) -> None:
        self._outbox = outbox
        self._inbox = inbox

    def queue(self, mailbox: str, envelope: bytes, about: Json, household: HouseholdId) -> OutboxId:
        """Put an envelope in the outbox; ``about`` is sealed for the household."""
        return self._outbox.queue(mailbox, envelope, about, household)

    def queue_apart(self, mailbox: str, envelope: bytes) -> OutboxId:
        """Put an envelope in the outbox that belongs to no household here: a hand-over."""
        return self._outbox.queue_apart(mailbox, envelope)

    def queued(self) -> tuple[Outgoing, ...]:
        """Return what waits to go, longest waiting first; also while narrowed."""
        return self._outbox.queued()

    def delivered(self) -> tuple[Outgoing, ...]:
        """Return what the relay has and no receipt has taken out yet, first queued first.

        A relay that was put back from an older copy may have lost it, so it can be offered once more.
        """
        return self._outbox.delivered()

    def about(self, outgoing: str) -> Json:
        """Return what an envelope is about, with the key of its household."""
        return self._outbox.about(outgoing)

    def mark_delivered(self, outgoing: str, position: int) -> None:
        """Take note that the relay has an envelope, and at which position."""
        self._outbox.mark_delivered(outgoing, position)

    def mark_tried(self, outgoing: str) -> None:
        """Take note of an attempt to send."""
        self._outbox.mark_tried(outgoing)

    def drop_outgoing(self, outgoing: str) -> None:
        """Take an envelope out of the outbox, once its receipt is there."""
        self._outbox.drop(outgoing)

    def outgoing(self, household: HouseholdId) -> tuple[Outgoing, ...]:
        """Return everything in the outbox that came from a household."""
        return self._outbox.of(household)

    def outbox_states(
        self, household: HouseholdId | None = None
    ) -> tuple[tuple[HouseholdId, OutboxState], ...]:
        """Return how far each envelope has come, of one household or of all."""
        return tuple((one.household, one.state) for one in self._outbox.of(household))

    def keep_incoming(self, mailbox: str, items: Iterable[tuple[int, bytes]], cursor: int) -> None:
        """Keep what a mailbox gave and up to where it was read; the same again changes nothing."""
        self._inbox.keep(mailbox, items, cursor)

    def incoming(self) -> tuple[Incoming, ...]:
        """Return what came in and was not dealt with, in the order in which it came."""
        return self._inbox.all()

    def drop_incoming(self, incoming: str) -> None:
        """Take an envelope out of the inbox, once it was dealt with."""
        self._inbox.drop(incoming)

    def cursor(self, mailbox: str) -> int:
        """Return up to where a mailbox was read, 0 at first."""
        return self._inbox.cursor(mailbox)

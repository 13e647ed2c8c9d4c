"""The courier: carries the outbox to the relay and brings the post home, again and again.

It owns no memory. What waits, what was delivered and how far a mailbox was read is kept by the outbox and the
inbox, ports that the app wires to the vault. Because the same envelope twice is harmless at both ends, every
step may be repeated: when an answer is lost after the other side has saved, the courier simply does it again.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NewType, Protocol

from sync.envelope import SealedEnvelope
from sync.mailbox import Incoming, RelayRefused, RelayUnreachable
from sync.wire.names import MailboxId, Position
from sync.wire.refusal import Reason

_LOG = logging.getLogger(__name__)

ParcelId = NewType("ParcelId", str)
"""One parcel in the outbox, as the outbox names it."""

MOST_FETCHES: Final = 200
"""How often one mailbox is asked in one round, so that a round always ends."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One sealed envelope on its way to a mailbox."""

    id: ParcelId
    mailbox: MailboxId
    envelope: SealedEnvelope = field(repr=False)


class InboxFull(Exception):
    """As much lies unopened as may lie there; more is fetched when something of it has been opened."""


class Outbox(Protocol):
    """What waits to be delivered, kept durably by whoever implements this."""

    def queued(self) -> Sequence[Parcel]:
        """Return what waits, oldest first.

        A parcel whose receipt stays away may be offered again: the relay keeps it once, and a relay that was
        restored from an old copy gets back what it had lost.
        """

    def mark_tried(self, parcel: ParcelId) -> None:
        """Keep that delivery is being tried: the relay may have it from now on."""

    def mark_delivered(self, parcel: ParcelId, position: Position) -> None:
        """Keep that the relay has it. This says nothing about anybody having opened it."""


class Inbox(Protocol):
    """What has come in, kept durably by whoever implements this.

    A relay can lay down as much as it likes that looks sealed and that nobody can open. So an inbox has a
    measure, and says when it is full; then nothing is fetched, and nothing is lost either.
    """

    def cursor(self, mailbox: MailboxId) -> Position:
        """Return how far a mailbox was read; 0 when never.

        Raises:
            InboxFull: nothing more can be kept now; asked before every fetch.
        """

    def keep_incoming(self, mailbox: MailboxId, items: Sequence[Incoming], cursor: Position) -> None:
        """Keep envelopes and the new cursor in one transaction; an envelope may come again."""


class Relay(Protocol):
    """What the courier needs of `sync.mailbox.Mailboxes`."""

    async def append(self, mailbox: MailboxId, envelope: SealedEnvelope) -> Position:
        """Lay an envelope in a mailbox."""

    async def fetch(self, mailbox: MailboxId, after: Position) -> list[Incoming]:
        """Fetch the next envelopes of a mailbox."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round has done: parcels delivered, envelopes received, and how the relay was."""

    delivered: int = 0
    received: int = 0
    reachable: bool = True
    refusals: tuple[Reason, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether anything went either way."""
        return self.delivered + self.received > 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the courier waits between rounds, in seconds: doubling from the shortest to the longest."""

    shortest: float = 2.0
    longest: float = 60.0

    def next(self, last: float, moved: bool) -> float:
        """Return the wait after a round, before jitter."""
        return self.shortest if moved or not last else min(self.longest, 2 * last)


class Courier:
    """Carries between one outbox and inbox and one relay."""

    def __init__(
        self,
        outbox: Outbox,
        inbox: Inbox,
        mailboxes: Relay,
        own_mailboxes: Sequence[MailboxId],
        pace: Pace | None = None,
    ) -> None:
        self._outbox = outbox
        self._inbox = inbox
        self._relay = mailboxes
        self._own = tuple(own_mailboxes)
        self._pace = pace or Pace()
        self._delivered = 0
        self._received = 0
        self._refusals: list[Reason] = []
        self._wake: asyncio.Event | None = None
        self._stopped = False

    def stop(self) -> None:
        """End the rounds for good: no other parcel, mailbox or round is begun after this.

        Cancelling the task that runs the courier also breaks off what is on the line. Doing both is wise: a
        library under way may swallow a cancellation, and a courier that went on would keep keys in memory.
        """
        self._stopped = True
        if self._wake is not None:
            self._wake.set()

    async def run_once(self) -> Round:
        """Deliver everything that waits and fetch everything that came; stop where the relay stops."""
        self._delivered, self._received, self._refusals = 0, 0, []
        reachable = True
        try:
            for parcel in self._outbox.queued():
                await self._deliver(parcel)
            for mailbox in self._own:
                await self._collect(mailbox)
        except RelayUnreachable:
            reachable = False
        return Round(self._delivered, self._received, reachable, tuple(self._refusals))

    async def run(self, wake: asyncio.Event, on_round: Callable[[Round], None]) -> None:
        """Go round after round until stopped: at once when woken, else with growing waits and jitter.

        Nothing that goes wrong in a round ends this: the next one begins where the stores say.
        """
        self._wake = wake
        wait = 0.0
        while not self._stopped:
            woken = wake.is_set()
            wake.clear()
            moved = await self._round(on_round)
            wait = self._pace.next(0.0 if woken else wait, moved)
            if not self._stopped:
                await _wait(wake, wait)

    async def _round(self, on_round: Callable[[Round], None]) -> bool:
        try:
            done = await self.run_once()
            if not self._stopped:
                on_round(done)
        except Exception as reason:  # a store that is locked or full must not end the courier
            _LOG.warning("a round of the courier was broken off by %s", type(reason).__name__)
            return False
        return done.moved

    async def _deliver(self, parcel: Parcel) -> None:
        if self._stopped:
            return
        self._outbox.mark_tried(parcel.id)
        try:
            position = await self._relay.append(parcel.mailbox, parcel.envelope)
        except RelayRefused as refused:
            self._refusals.append(refused.reason)
            return
        self._outbox.mark_delivered(parcel.id, position)
        self._delivered += 1

    async def _collect(self, mailbox: MailboxId) -> None:
        try:
            for _ in range(MOST_FETCHES):
                if self._stopped or not await self._fetch(mailbox):
                    return
        except RelayRefused as refused:
            self._refusals.append(refused.reason)
        except InboxFull:
            _LOG.warning("the inbox is full; nothing more is fetched until something of it was opened")

    async def _fetch(self, mailbox: MailboxId) -> bool:
        items = await self._relay.fetch(mailbox, self._inbox.cursor(mailbox))
        if items and not self._stopped:
            self._inbox.keep_incoming(mailbox, items, items[-1].position)
            self._received += len(items)
        return bool(items)


async def _wait(wake: asyncio.Event, seconds: float) -> None:
    # Not `asyncio.wait_for`: before Python 3.12 it swallows a cancellation in the very moment of waking.
    jittered = seconds * (0.5 + secrets.SystemRandom().random() / 2)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(jittered):
            await wake.wait()

"""The post: what waits to go, what came in, and the courier that carries both.

The courier runs as long as the vault is open, also at the table. What it brings in stays sealed until the
work face is up, because only then is the device's sealing key in memory.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from keukentafel.app.clock import Clock
from keukentafel.app.house import House
from keukentafel.app.state.answers import take_in_answers
from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.outbox import NO_HOUSEHOLD, OutboxState
from keukentafel.vault.vault import OpenVault
from sync.courier import Courier, InboxFull, Parcel, ParcelId, Round
from sync.envelope import SealedEnvelope
from sync.mailbox import Incoming, Mailboxes
from sync.wire.names import MailboxId, Moment, Position

OFFER_AGAIN_MS = 3_600_000
"""After how long a delivered envelope without a receipt is offered once more."""

MOST_UNOPENED = 200
"""How many envelopes may lie unopened on this device."""


class VaultPost:
    """The courier's outbox and inbox, kept in the vault."""

    def __init__(self, vault: OpenVault, clock: Clock, *, offers_again: bool) -> None:
        self._vault = vault
        self._clock = clock
        self._offers_again = offers_again

    def queued(self) -> Sequence[Parcel]:
        """Return what waits to go, and what was delivered long ago without a receipt.

        A relay that was put back from an older copy has lost it; one that has it still keeps it once.
        """
        again = self._vault.delivered() if self._offers_again else ()
        late = self._clock() - OFFER_AGAIN_MS
        return [
            Parcel(ParcelId(one.id), MailboxId(one.mailbox), SealedEnvelope(one.envelope))
            for one in (*self._vault.queued(), *(one for one in again if one.created < late))
        ]

    def mark_tried(self, parcel: ParcelId) -> None:
        """Take note of an attempt."""
        self._vault.mark_tried(parcel)

    def mark_delivered(self, parcel: ParcelId, position: Position) -> None:
        """Take note that the relay has it: *Bezorgd, nog niet geopend*."""
        self._vault.mark_delivered(parcel, position)

    def cursor(self, mailbox: MailboxId) -> Position:
        """Return up to where a mailbox was read."""
        return Position(self._vault.cursor(mailbox))

    def keep_incoming(self, mailbox: MailboxId, items: Sequence[Incoming], cursor: Position) -> None:
        """Keep what came in, still sealed.

        Raises:
            InboxFull: too much lies unopened; what cannot be opened must not fill the disk.
        """
        if len(self._vault.incoming()) >= MOST_UNOPENED:
            raise InboxFull
        self._vault.keep_incoming(mailbox, [(one.position, one.envelope) for one in items], cursor)


class PostOffice(Observed):
    """What the screens may say about the connection, and the running courier."""

    def __init__(
        self, vault: OpenVault, member: Membership, house: House, arrived: Callable[[], None]
    ) -> None:
        self._vault = vault
        self._member = member
        self._house = house
        self._arrived = arrived
        self._wake = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._courier: Courier | None = None
        self.reachable: bool | None = None
        self.refused = False

    def open(self) -> None:
        """Send the courier on its rounds."""
        self._running = asyncio.get_running_loop().create_task(self._run())

    def close(self) -> None:
        """Call the courier back."""
        if self._courier is not None:
            self._courier.stop()
            self._courier = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def wake(self) -> None:
        """Ask the courier to go now."""
        self._wake.set()

    @property
    def waiting(self) -> int:
        """How many envelopes about a household are only on this device.

        A hand-over is about none, and is told of nowhere but behind the shield.
        """
        return sum(one.household != NO_HOUSEHOLD for one in self._vault.queued())

    def take_in(self) -> None:
        """Open what came in, and bring the cards in the list up to date."""
        self._note_deliveries()
        take_in_answers(self._vault, self._member)

    def _note_deliveries(self) -> None:
        for household, document in self._vault.cards(0, self._vault.count()):
            card = read_card(document)
            if card.status is Status.QUEUED and self._is_delivered(household, card.edition):
                self._vault.put_card(household, card.with_status(Status.DELIVERED).written())

    def _is_delivered(self, household: HouseholdId, edition: str) -> bool:
        return any(
            one.state is OutboxState.DELIVERED and self._vault.about(one.id) == edition
            for one in self._vault.outgoing(household)
        )

    async def _run(self) -> None:
        member = self._member
        # Nobody sends receipts for what the desk answers, so only a tablet offers its post again.
        box = VaultPost(self._vault, self._house.clock, offers_again=member.team_key is None)
        mailboxes = Mailboxes(
            self._house.relay,
            self._vault.device_signing,
            member.relay_pass,
            lambda: Moment(self._house.clock()),
        )
        mine = [member.card.mailbox, *([member.team.mailbox] if member.team_key else [])]
        self._courier = Courier(box, box, mailboxes, mine)
        with contextlib.suppress(asyncio.CancelledError):
            await self._courier.run(self._wake, self._after_round)
        await mailboxes.close()

    def _after_round(self, done: Round) -> None:
        self.reachable = done.reachable
        self.refused = bool(done.refusals)
        if done.moved:
            self._arrived()
            self.changed()

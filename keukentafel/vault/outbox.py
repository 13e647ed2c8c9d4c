"""What waits to go: envelopes that are sealed for others already.

An envelope enters the outbox in the transaction that froze what is in it. The row's payload (mailbox, state,
attempts, position on the relay) is sealed for the courier, whose key stays while the vault is narrowed;
``about``, which says what the envelope is about, is sealed for the household and opens only with its key.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, NewType

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId, random_id
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import Found, Rows, read, written
from keukentafel.vault.sealing import Place, place_of
from keukentafel.vault.tables import OutboxRow

OutboxId = NewType("OutboxId", str)
"""One envelope on its way: random."""

NO_HOUSEHOLD: Final = HouseholdId("")
"""Where an envelope comes from that is about no household of this vault."""

_ABOUT: Final = "outbox/about"


class OutboxState(StrEnum):
    """How far an envelope is known to have come: not sent, or *Bezorgd, nog niet geopend*."""

    QUEUED = "queued"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An envelope in the outbox.

    ``position`` is its place in the mailbox once the relay has it; ``created`` is this device's clock in
    milliseconds since 1970.
    """

    id: OutboxId
    household: HouseholdId
    mailbox: str
    envelope: bytes
    state: OutboxState
    attempts: int
    position: int | None
    created: int


class Outbox:
    """The outbox of one open vault."""

    def __init__(self, rows: Rows, ring: KeyRing, clock: Callable[[], float]) -> None:
        self._rows = rows
        self._ring = ring
        self._clock = clock

    def queue(self, mailbox: str, envelope: bytes, about: Json, household: HouseholdId) -> OutboxId:
        """Put an envelope in the outbox, in the transaction under way."""
        name = OutboxId(random_id())
        sealer = self._ring.household(household).branch.sealer
        sealed_about = sealer.seal(_about_place(household, name), written(about))
        created = int(self._clock() * 1000)
        outgoing = Outgoing(name, household, mailbox, envelope, OutboxState.QUEUED, 0, None, created)
        with self._rows.database.transaction():
            self._put(outgoing, sealed_about, self._rows.next_in_line(OutboxRow))
        return name

    def queue_apart(self, mailbox: str, envelope: bytes) -> OutboxId:
        """Put an envelope in the outbox that belongs to no household here, in the transaction under way.

        A hand-over of the safety line: nothing beside it says about whom it is, and it still goes when the
        household is forgotten meanwhile.
        """
        name, created = OutboxId(random_id()), int(self._clock() * 1000)
        about = self._scope.branch.sealer.seal(_about_place(NO_HOUSEHOLD, name), written(None))
        outgoing = Outgoing(name, NO_HOUSEHOLD, mailbox, envelope, OutboxState.QUEUED, 0, None, created)
        with self._rows.database.transaction():
            self._put(outgoing, about, self._rows.next_in_line(OutboxRow))
        return name

    def queued(self) -> tuple[Outgoing, ...]:
        """Return what waits to go, longest waiting first."""
        return tuple(one for one in self._all() if one.state is OutboxState.QUEUED)

    def delivered(self) -> tuple[Outgoing, ...]:
        """Return what the relay has and no receipt has taken out yet, first queued first."""
        return tuple(one for one in self._all() if one.state is OutboxState.DELIVERED)

    def of(self, household: HouseholdId | None = None) -> tuple[Outgoing, ...]:
        """Return everything in the outbox, or all that came from one household."""
        return tuple(one for one in self._all() if household in {None, one.household})

    def about(self, name: str) -> Json:
        """Return what an envelope is about; None when it is about no household here.

        Raises:
            Locked: its household is out of reach.
            KeyError: there is no such envelope.
        """
        found = self._found(name)
        outgoing = _outgoing(found)
        if outgoing.household == NO_HOUSEHOLD:
            return None
        scope = self._ring.household(outgoing.household)
        try:
            payload = scope.branch.sealer.open(_about_place(outgoing.household, name), found.column("about"))
        except Unsealable as reason:
            raise Unsealable(scope.name, found.shape.name) from reason
        return _json(payload)

    def seal_about_again(self, household: HouseholdId, before: Scope, after: Scope) -> None:
        """Seal what its envelopes are about with a household's new key, inside the transaction under way."""
        with self._rows.database.transaction():
            for found in self._rows.find(OutboxRow, self._scope, household=household):
                place = _about_place(household, found.id)
                try:
                    about = before.branch.sealer.open(place, found.column("about"))
                except Unsealable:
                    continue
                sealed = after.branch.sealer.seal(place, about)
                self._put(_outgoing(found), sealed, found.column("place_in_line"))

    def mark_delivered(self, name: str, position: int) -> None:
        """Take note that the relay has it, and where."""
        with self._rows.database.transaction():
            found = self._found(name)
            self._put_again(found, state=OutboxState.DELIVERED, position=position)

    def mark_tried(self, name: str) -> None:
        """Take note of an attempt."""
        with self._rows.database.transaction():
            found = self._found(name)
            self._put_again(found, attempts=_outgoing(found).attempts + 1)

    def drop(self, name: str) -> None:
        """Take an envelope out, once its receipt is there."""
        self._rows.drop(OutboxRow, self._scope, name)

    @property
    def _scope(self) -> Scope:
        return self._ring.courier

    def _all(self) -> tuple[Outgoing, ...]:
        """Return what opens; what was changed outside the vault is named by a check, and stops no other."""
        opened = []
        for row in self._rows.find(OutboxRow, self._scope):
            with contextlib.suppress(Unsealable, TypeError):
                opened.append((int(row.column("place_in_line")), _outgoing(row)))
        return tuple(one for _, one in sorted(opened, key=lambda pair: pair[0]))

    def _found(self, name: str) -> Found:
        found = self._rows.get(OutboxRow, self._scope, name)
        if found is None:
            raise KeyError(name)
        return found

    def _put_again(self, found: Found, **changes: Any) -> None:
        changed = replace(_outgoing(found), **changes)
        self._put(changed, found.column("about"), found.column("place_in_line"))

    def _put(self, outgoing: Outgoing, about: bytes, line: int) -> None:
        payload = written(
            {
                "mailbox": outgoing.mailbox,
                "state": outgoing.state.value,
                "attempts": outgoing.attempts,
                "position": outgoing.position,
                "created": outgoing.created,
            }
        )
        columns = {
            "household": outgoing.household,
            "about": about,
            "envelope": outgoing.envelope,
            "place_in_line": line,
        }
        self._rows.put(OutboxRow, self._scope, outgoing.id, payload, self._scope.branch.sealer, **columns)


def _outgoing(found: Found) -> Outgoing:
    document = read(found.open())
    return Outgoing(
        OutboxId(found.id),
        HouseholdId(found.column("household")),
        document["mailbox"],
        found.column("envelope"),
        OutboxState(document["state"]),
        document["attempts"],
        document["position"],
        document["created"],
    )


def _about_place(household: HouseholdId, name: str) -> Place:
    return place_of(_ABOUT, household, name, 1)


def _json(payload: bytes) -> Json:
    document: Json = read(payload)
    return document

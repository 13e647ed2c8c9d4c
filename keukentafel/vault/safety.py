"""Keeping the safety line: entries that only the worker with the PIN, or the safety officer, can read.

The steps of the reporting code (Wet verplichte meldcode) are written for two readers. Each entry is sealed
with a key of its own; that key is sealed to the worker's safety key and to the officer's public key. Opening
an entry asks the PIN again. An entry lies as a document among the documents of its household, hidden under a
key that is let go when the tablet is laid on the table: there nobody can tell that it exists.

*Handing over* is a deliberate act: what only the officer can open leaves the vault, and the entry is marked.
Nothing here is ever sent by itself, searched, or put into an edition. A household with something that was not
handed over cannot be forgotten.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NewType

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId, random_id
from keukentafel.vault.mistakes import NoSafetyKey, OtherOfficer, Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.rows import Found, read, written
from keukentafel.vault.sealed_box import PublicKey, open_box, seal_to
from keukentafel.vault.sealing import KEY_BYTES, Place, SealedBytes, Sealer, place_of
from keukentafel.vault.slots import SAFETY
from keukentafel.vault.tables import DocumentRow
from keukentafel.vault.trail import Action

SafetyId = NewType("SafetyId", str)
"""One entry of the safety line: random."""

_PURPOSE: Final = "safety"
_KIND: Final = "kind"


@dataclass(frozen=True, slots=True)
class SafetyEntry:
    """An entry that was opened. ``handed_over`` is when (milliseconds since 1970), 0 when not yet."""

    id: SafetyId
    household: HouseholdId
    content: Json
    handed_over: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """What only the officer can open: the entries of one household, and the reason they were handed over."""

    household: HouseholdId
    entries: tuple[SafetyId, ...]
    sealed: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry as it lies in the document, under the hiding seal."""

    id: SafetyId
    body: bytes
    for_worker: bytes
    for_officer: bytes
    officer: bytes
    handed_over: int


class SafetyLine:
    """The safety line of one open vault; every method raises ``Locked`` while it is narrowed."""

    def __init__(self, parts: Parts, rotation: Rotation) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._trail = parts.trail
        self._clock = parts.clock
        self._rotation = rotation

    def write(
        self, household: HouseholdId, content: Json, officer: PublicKey, name: SafetyId | None = None
    ) -> SafetyId:
        """Keep an entry, new or over its former content, for the worker and this officer alone.

        Raises:
            Unsealable: the officer's key is no usable key.
        """
        entry = name or SafetyId(random_id())
        key = secrets.token_bytes(KEY_BYTES)
        body = Sealer(key).seal(_place(household, entry, "body"), written(content))
        kept = _Kept(
            entry,
            body,
            seal_to(self._own_key(), key, _place(household, entry, "worker")),
            seal_to(officer, key, _place(household, entry, "officer")),
            officer,
            0,
        )
        with self._rows.database.transaction():
            self._put(household, kept)
            self._trail.add(Action.SAFETY, household, object=entry)
        return entry

    def read(self, household: HouseholdId, pin: str) -> tuple[SafetyEntry, ...]:
        """Open every entry of a household with the PIN, in the order in which they were written.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            NoSafetyKey: they were sealed for a safety key that went with a forgotten PIN; the officer can
                still open them.
        """
        self._rotation.check_pin(pin)
        key = self._rotation.open_safety(pin)
        if key is None:
            raise NoSafetyKey
        return tuple(_opened(household, kept, key) for kept in self._all(household))

    def pending(self, household: HouseholdId) -> int:
        """Return how many entries of a household were not handed over yet."""
        return sum(1 for kept in self._all(household) if not kept.handed_over)

    def count(self, household: HouseholdId) -> int:
        """Return how many entries a household has."""
        return sum(1 for _ in self._all(household))

    def hand_over(self, household: HouseholdId, officer: PublicKey, reason: str) -> HandOver:
        """Give every entry that was not handed over yet to the officer alone, and mark them.

        The PIN is not needed: the entries were sealed for this officer when they were written, and nothing is
        opened. What is returned goes to the officer's mailbox in the transaction under way.

        Raises:
            OtherOfficer: an entry was sealed for another officer; see `seal_for`.
        """
        with self._rows.database.transaction():
            kept = [one for one in self._all(household) if not one.handed_over]
            if any(one.officer != officer for one in kept):
                raise OtherOfficer
            now = int(self._clock() * 1000)
            bodies: list[Json] = [[one.id, one.body.hex(), one.for_officer.hex()] for one in kept]
            document: Json = {"household": household, "reason": reason, "at": now, "entries": bodies}
            sealed = seal_to(officer, written(document), _hand_over_place(household))
            for one in kept:
                self._put(household, _Kept(one.id, one.body, one.for_worker, one.for_officer, officer, now))
            self._trail.add(Action.HANDED_OVER, household, object=str(len(kept)), ground=reason)
        return HandOver(household, tuple(one.id for one in kept), sealed)

    def seal_for(self, household: HouseholdId, officer: PublicKey, pin: str) -> None:
        """Seal what was not handed over yet for another officer; it is opened with the PIN for that.

        Raises:
            WrongPin, TooSoon, OnlyRecovery, NoSafetyKey: as for `read`.
        """
        entries = [one for one in self.read(household, pin) if not one.handed_over]
        with self._rows.database.transaction():
            for entry in entries:
                self.write(household, entry.content, officer, entry.id)

    def _own_key(self) -> PublicKey:
        return self._rotation.slot_keys()[SAFETY]

    def _all(self, household: HouseholdId) -> Iterator[_Kept]:
        scope, hiding = self._ring.household(household), self._ring.safety
        rows = self._rows.find(DocumentRow, scope, kind=hiding.digest(_KIND, household))
        for found in sorted(rows, key=lambda row: int(row.column("place_in_line"))):
            yield _kept(found, hiding.sealer)

    def _put(self, household: HouseholdId, kept: _Kept) -> None:
        scope, hiding = self._ring.household(household), self._ring.safety
        row = hiding.digest("entry", household, kept.id)
        known = self._rows.get(DocumentRow, scope, row)
        line = known.column("place_in_line") if known else self._rows.next_in_line(DocumentRow)
        columns = {"compartment": None, "kind": hiding.digest(_KIND, household), "place_in_line": line}
        self._rows.put(DocumentRow, scope, row, _payload(kept), hiding.sealer, **columns)


def read_hand_over(officer: X25519PrivateKey, household: HouseholdId, sealed: bytes) -> Json:
    """Open what was handed over, on the officer's side: reason, moment and the contents of the entries.

    Raises:
        Unsealable: it was changed, or sealed for another officer or household.
    """
    document = read(open_box(officer, sealed, _hand_over_place(household)))
    contents: list[Json] = []
    for name, body, sealed_key in document["entries"]:
        key = open_box(officer, bytes.fromhex(sealed_key), _place(household, name, "officer"))
        opened = Sealer(key).open(_place(household, name, "body"), SealedBytes(bytes.fromhex(body)))
        contents.append(read(opened))
    return {"reason": document["reason"], "at": document["at"], "entries": contents}


def _opened(household: HouseholdId, kept: _Kept, safety: X25519PrivateKey) -> SafetyEntry:
    try:
        key = open_box(safety, kept.for_worker, _place(household, kept.id, "worker"))
    except Unsealable as reason:
        raise NoSafetyKey from reason
    content: Json = read(Sealer(key).open(_place(household, kept.id, "body"), SealedBytes(kept.body)))
    return SafetyEntry(kept.id, household, content, kept.handed_over)


def _payload(kept: _Kept) -> bytes:
    return written(
        {
            "id": kept.id,
            "body": kept.body.hex(),
            "worker": kept.for_worker.hex(),
            "officer": kept.for_officer.hex(),
            "key": kept.officer.hex(),
            "handed_over": kept.handed_over,
        }
    )


def _kept(found: Found, sealer: Sealer) -> _Kept:
    document: dict[str, Any] = json.loads(found.open(sealer))
    body, worker, officer, key = (
        bytes.fromhex(document[name]) for name in ("body", "worker", "officer", "key")
    )
    return _Kept(SafetyId(document["id"]), body, worker, officer, key, document["handed_over"])


def _place(household: HouseholdId, entry: str, part: str) -> Place:
    return place_of(_PURPOSE, household, entry, 1, part)


def _hand_over_place(household: HouseholdId) -> Place:
    return place_of("safety/hand-over", household, household, 1)

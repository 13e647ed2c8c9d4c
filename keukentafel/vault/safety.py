"""Keeping the safety line: entries that only the worker with the PIN, or the safety officer, can read.

The steps of the reporting code (Wet verplichte meldcode) are written for two readers. Each entry is sealed
with a key of its own; that key is sealed to the worker's safety key and to the officer's public key. Opening
an entry asks the PIN again. An entry lies as a document among the documents of its household, hidden under a
key that is let go when the tablet is laid on the table: there it is not listed, counted or found.

*Handing over* is a deliberate act: what only the officer can open leaves the vault, and the entry is marked.
What is written over an entry after that was not handed over, so the mark goes. Nothing here is ever sent by
itself, searched, or put into an edition. A household with something that was not handed over cannot be
forgotten.

An entry that was tampered with keeps no other from being read or handed over; the inspection names it.
"""

import contextlib
from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId, is_random_id, random_id
from keukentafel.vault.hand_over import HandOver, read_hand_over, seal_hand_over
from keukentafel.vault.mistakes import NoSafetyKey, OnlyRecovery, OtherOfficer, TooSoon, Unsealable, WrongPin
from keukentafel.vault.parts import Parts
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.rows import Found
from keukentafel.vault.safety_entry import KeptEntry, SafetyEntry, SafetyId, kept_in, seal_entry
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.slots import SAFETY
from keukentafel.vault.tables import DocumentRow
from keukentafel.vault.trail import Action

__all__ = ["HandOver", "SafetyEntry", "SafetyId", "SafetyLine", "read_hand_over"]

_KIND: Final = "kind"


class SafetyLine:
    """The safety line of one open vault; every method raises ``Locked`` while it is narrowed."""

    def __init__(self, parts: Parts, rotation: Rotation) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._trail = parts.trail
        self._clock = parts.clock
        self._rotation = rotation

    def write(
        self,
        household: HouseholdId,
        content: Json,
        officer: PublicKey,
        name: SafetyId | None = None,
        *,
        typing: bool = False,
    ) -> SafetyId:
        """Keep an entry, new or over its former content, for the worker and this officer alone.

        While ``typing`` it is kept at every pause; then only its beginning stands in the trail.

        Raises:
            Unsealable: the officer's key is no usable key.
            ValueError: its name is not a random one; it stands in the audit trail.
        """
        entry = name or SafetyId(random_id())
        if not is_random_id(entry):
            raise ValueError("an entry is known by a random id")
        kept = seal_entry(household, entry, content, worker=self._own_key(), officer=officer)
        with self._rows.database.transaction():
            if not (self._put(kept) and typing):
                self._trail.add(Action.SAFETY, household, object=entry)
        return entry

    def read(self, household: HouseholdId, pin: str) -> tuple[SafetyEntry, ...]:
        """Open every entry of a household with the PIN, in the order in which they were written.

        It stands in the audit trail, also when it was refused.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            NoSafetyKey: not one of them opens, because all were sealed for a safety key that went with a
                forgotten PIN; the officer can still open them.
        """
        entries = self._opened(household, self._key(household, pin))
        closed = bool(entries) and all(one.closed for one in entries)
        self._trail.add(Action.SAFETY_READ, household, object=str(len(entries)), refused=closed)
        if closed:
            raise NoSafetyKey
        return entries

    def pending(self, household: HouseholdId) -> int:
        """Return how many entries of a household were not handed over yet."""
        return sum(1 for kept in self._all(household) if not kept.handed_over)

    def drop(self, household: HouseholdId, name: SafetyId) -> bool:
        """Take an entry away that was only begun, for good; that it was done stands in the trail.

        Tells whether there was one to take away: what was handed over stays.
        """
        found = next((kept for kept in self._all(household) if kept.id == name), None)
        if found is None or found.handed_over:
            return False
        scope, hiding = self._ring.household(household), self._ring.safety
        with self._rows.database.transaction():
            self._rows.drop(DocumentRow, scope, hiding.digest("entry", household, name))
            self._trail.add(Action.SAFETY_DROPPED, household, object=name)
        return True

    def waits_for_another(self, household: HouseholdId, officer: PublicKey) -> bool:
        """Tell whether something that was not handed over yet was sealed for another officer."""
        return any(one.officer != officer for one in self._all(household) if not one.handed_over)

    def count(self, household: HouseholdId) -> int:
        """Return how many entries a household has."""
        return len(self._all(household))

    def damaged(self, household: HouseholdId) -> int:
        """Return how many entries cannot be read or handed over, because they were tampered with."""
        return len(self._found(household)) - self.count(household)

    def hand_over(self, household: HouseholdId, officer: PublicKey, reason: str) -> HandOver:
        """Give every entry for this officer that was not handed over yet to them alone, and mark those.

        The PIN is not needed: the entries were sealed for this officer when they were written, and nothing is
        opened. What is returned goes to the officer's mailbox in the transaction under way. The reason goes
        to the officer and stands nowhere else: the audit trail opens with more keys than the safety line.

        Raises:
            OtherOfficer: all that is left was sealed for another officer; see `seal_for`.
        """
        with self._rows.database.transaction():
            pending = [one for one in self._all(household) if not one.handed_over]
            kept = [one for one in pending if one.officer == officer]
            if pending and not kept:
                raise OtherOfficer
            now = int(self._clock() * 1000)
            handed = seal_hand_over(household, officer, kept, reason, now)
            for one in kept:
                self._put(replace(one, handed_over=now))
            self._trail.add(Action.HANDED_OVER, household, object=str(len(kept)))
        return handed

    def seal_for(self, household: HouseholdId, officer: PublicKey, pin: str) -> None:
        """Seal what was not handed over yet for another officer; it is opened with the PIN for that.

        What is closed (see `SafetyEntry`) can only be handed over to the officer it was sealed for.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        key = self._key(household, pin)
        with self._rows.database.transaction():
            entries = self._opened(household, key)
            self._trail.add(Action.SAFETY_READ, household, object=str(len(entries)))
            for entry in entries:
                if not (entry.handed_over or entry.closed):
                    self.write(household, entry.content, officer, entry.id)

    def _own_key(self) -> PublicKey:
        return self._rotation.slot_keys.all()[SAFETY]

    def _key(self, household: HouseholdId, pin: str) -> X25519PrivateKey | None:
        _ = self._ring.safety  # At the table no PIN is tried for this.
        try:
            self._rotation.check_pin(pin)
        except (WrongPin, TooSoon, OnlyRecovery):
            self._trail.add(Action.SAFETY_READ, household, refused=True)
            raise
        return self._rotation.open_safety(pin)

    def _opened(self, household: HouseholdId, key: X25519PrivateKey | None) -> tuple[SafetyEntry, ...]:
        return tuple(kept.opened(key) for kept in self._all(household))

    def _found(self, household: HouseholdId) -> tuple[Found, ...]:
        scope, hiding = self._ring.household(household), self._ring.safety
        return self._rows.find(DocumentRow, scope, kind=hiding.digest(_KIND, household))

    def _all(self, household: HouseholdId) -> tuple[KeptEntry, ...]:
        sealer, opened = self._ring.safety.sealer, []
        for row in self._found(household):
            with contextlib.suppress(Unsealable):
                kept = kept_in(household, row.open(sealer))
                opened.append((int(row.column("place_in_line")), kept))
        return tuple(kept for _, kept in sorted(opened, key=lambda pair: pair[0]))

    def _put(self, kept: KeptEntry) -> bool:
        """Keep an entry; tells whether it was there before."""
        scope, hiding = self._ring.household(kept.household), self._ring.safety
        row = hiding.digest("entry", kept.household, kept.id)
        known = self._rows.get(DocumentRow, scope, row)
        line = known.column("place_in_line") if known else self._rows.next_in_line(DocumentRow)
        kind = hiding.digest(_KIND, kept.household)
        columns = {"compartment": None, "kind": kind, "place_in_line": line}
        self._rows.put(DocumentRow, scope, row, kept.payload(), hiding.sealer, **columns)
        return known is not None

"""The notes of the safety line of one household, opened with the PIN, and what is written among them.

A note that was kept for good is never written over, whoever asks. What is handed over goes to the officer in
the transaction that marks it, together with the reason, which is a note itself.
"""

from dataclasses import replace

from keukentafel.app.clock import Clock
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.safety_note import KeptNote, Note, Step, kept_note
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import NoSafetyKey
from keukentafel.vault.outbox import NO_HOUSEHOLD, OutboxState
from keukentafel.vault.safety import SafetyId
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.vault import OpenVault
from sync.hand_over import put_in_envelope
from sync.identity import DeviceCard


class KeptForGood(Exception):
    """This note was kept for good and is not written over; a correction is a note of its own."""


class NoOfficer(Exception):
    """The organisation has no safety officer, so nothing can be sealed for one."""


class SafetyNotes:
    """What was opened. ``closed`` is how many notes only the officer can open, after a recovery."""

    def __init__(
        self, vault: OpenVault, household: HouseholdId, name: str, member: Membership, clock: Clock
    ) -> None:
        self._vault = vault
        self._household = household
        self._name = name
        self._member = member
        self._clock = clock
        self._notes: tuple[KeptNote, ...] = ()
        self.closed = 0

    @property
    def officer(self) -> str:
        """The safety officer's name; empty when the organisation has none."""
        return self._member.officer.name if self._member.officer else ""

    @property
    def pending(self) -> int:
        """How many notes were not handed over yet."""
        return self._vault.safety.pending(self._household)

    @property
    def on_its_way(self) -> bool:
        """Whether something that was handed over is still only on this tablet."""
        return (NO_HOUSEHOLD, OutboxState.QUEUED) in self._vault.outbox_states()

    @property
    def unfinished(self) -> bool:
        """Whether a note was begun and not kept for good; it has to be, before handing over."""
        drafts = (one.note for one in self._notes if one.note.draft and one.note.says_something)
        return any(note.step is not Step.HAND_OVER for note in drafts)

    def of(self, step: Step) -> tuple[KeptNote, ...]:
        """Return what was kept for good under a step, in the order in which it was begun."""
        return tuple(one for one in self._notes if one.note.step is step and not one.note.draft)

    def drafts(self, step: Step) -> tuple[KeptNote, ...]:
        """Return what was begun under a step and not kept for good."""
        return tuple(one for one in self._notes if one.note.step is step and one.note.draft)

    def one(self, name: SafetyId) -> KeptNote | None:
        """Return one note."""
        return next((one for one in self._notes if one.id == name), None)

    def is_corrected(self, name: SafetyId) -> bool:
        """Whether a later note corrects this one."""
        return any(one.note.replaces == name for one in self._notes if not one.note.draft)

    def may_write(self) -> None:
        """See to it that there is somebody to write for.

        Raises:
            NoOfficer: there is not.
        """
        self._officer()

    def open(self, pin: str) -> None:
        """Open everything with the PIN; it takes a moment and touches nothing on the screen.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        try:
            entries = self._vault.safety.read(self._household, pin)
        except NoSafetyKey:
            self._notes, self.closed = (), self._vault.safety.count(self._household)
            return
        self._notes = tuple(kept_note(one) for one in entries if not one.closed)
        self.closed = sum(one.closed for one in entries)

    def let_go(self) -> None:
        """Let go of every word."""
        self._notes, self._name, self.closed = (), "", 0

    def put(self, name: SafetyId, note: Note) -> None:
        """Keep a note: new, or over the draft that it was.

        Raises:
            KeptForGood: it was kept for good before.
            NoOfficer: there is nobody to seal it for.
        """
        before = self.one(name)
        if before is not None and not before.note.draft:
            raise KeptForGood
        key = _key_of(self._officer())
        self._vault.safety.write(self._household, note.written(), key, name, typing=note.draft)
        kept = KeptNote(name, note, 0)
        if before is None:
            self._notes = (*self._notes, kept)
        else:
            self._notes = tuple(kept if one.id == name else one for one in self._notes)

    def drop(self, name: SafetyId) -> None:
        """Take away what was begun and not kept for good.

        Raises:
            KeptForGood: it was kept for good, and stays.
        """
        before = self.one(name)
        if before is None:
            return
        if not before.note.draft or before.handed_over:
            raise KeptForGood
        self._vault.safety.drop(self._household, name)
        self._notes = tuple(one for one in self._notes if one.id != name)

    def hand_over(self, pin: str, name: SafetyId, reason: Note) -> None:
        """Give the officer everything that was not handed over yet, and the reason, in one transaction.

        It takes a moment and touches nothing on the screen.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            NoOfficer: there is nobody to give it to.
            CannotSeal: it is too much for one envelope.
        """
        officer, safety = self._officer(), self._vault.safety
        key = _key_of(officer)
        self.open(pin)
        if safety.waits_for_another(self._household, key):
            safety.seal_for(self._household, key, pin)
        with self._vault.writing():
            self.put(name, replace(reason, about=self._name).finished(self._clock()))
            handed = safety.hand_over(self._household, key, reason.text)
            card, device = self._member.signed_card, self._vault.device_signing
            envelope = put_in_envelope(self._household, handed.sealed, officer, card, device)
            self._vault.queue_apart(officer.mailbox, envelope)
        gone, now = set(handed.entries), self._clock()
        self._notes = tuple(replace(one, handed_over=now) if one.id in gone else one for one in self._notes)

    def _officer(self) -> DeviceCard:
        if self._member.officer is None:
            raise NoOfficer
        return self._member.officer


def _key_of(officer: DeviceCard) -> PublicKey:
    return PublicKey(bytes.fromhex(officer.sealing))

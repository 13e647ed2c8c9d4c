"""A vault after years of work: 10,000 notes with ten versions each, in two hundred households.

A note is a quote of about 1 kB. Each version is an operation signed by the device that names the one before
it, and has its own line in the audit trail, as if every one had been saved by itself. What a journal checks
before it keeps something is left out, and the heads are written once, with the last versions; otherwise
making the vault would take five times as long, and end in the same rows. That a journal reads ten versions of
a note, and that the vault finds nothing wrong, is looked at when it is made.

The key derivation is the real one, and its time is kept apart (`TimedArgon2`): what a right PIN costs beyond
it is measured in the same moment as the derivation itself, however busy the machine is.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.journal import Journal
from keukentafel.journal.names import (
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    random_id,
)
from keukentafel.journal.operation import Entry, Operation, Value, device_key_of, sign
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from keukentafel.vault.creation import FILE_NAME, create_vault
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.key_derivation import Argon2Parameters, find_argon2
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import LockedVault, OpenVault

PIN: Final = "204060"
LETTERS: Final = 1_000
QUOTE: Final = FieldName("quote.text")
_CATALOGUE_VERSION: Final = 1
_SENTENCE: Final = "Ik heb elke dag iemand over de vloer, en iedereen zegt iets anders. "


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a vault."""

    households: int
    notes_each: int
    versions: int

    @property
    def notes(self) -> int:
        """How many notes there are in all."""
        return self.households * self.notes_each

    @property
    def operations(self) -> int:
        """How many versions of notes there are in all."""
        return self.notes * self.versions


FULL: Final = Size(households=200, notes_each=50, versions=10)
SMALL: Final = Size(households=20, notes_each=5, versions=3)


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took, and how much of that went into deriving keys; in milliseconds."""

    total: float
    deriving: float

    @property
    def beyond(self) -> float:
        """What it took beyond deriving keys."""
        return self.total - self.deriving


class TimedArgon2:
    """Argon2id as it is found on this machine, with a watch."""

    def __init__(self) -> None:
        self._argon2 = find_argon2()
        self._spent = 0.0

    def __call__(self, secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
        start = time.perf_counter()
        try:
            return self._argon2(secret, salt, cost)
        finally:
            self._spent += time.perf_counter() - start

    def during(self, action: Callable[[], object]) -> Taken:
        """Return how long an action took, and the derivations in it."""
        self._spent, start = 0.0, time.perf_counter()
        action()
        return Taken((time.perf_counter() - start) * 1000, self._spent * 1000)


@dataclass(frozen=True, slots=True)
class Tablet:
    """A folder with a vault in it, and the secret of its device beside it."""

    folder: Path
    argon2: TimedArgon2 = field(default_factory=TimedArgon2)

    @property
    def file(self) -> Path:
        """The vault file."""
        return self.folder / FILE_NAME

    @property
    def secret(self) -> OwnerOnlyFile:
        """The secret of the device."""
        return OwnerOnlyFile(self.folder / "device")

    def make(self) -> None:
        """Make an empty vault."""
        self.secret.create()
        create_vault(self.folder, PIN, self.secret, demo=True, argon2=self.argon2)

    def locked(self) -> LockedVault:
        """Return the vault as it is before the PIN."""
        return LockedVault(self.folder, self.secret, argon2=self.argon2)

    def unlock(self) -> OpenVault:
        """Open the vault."""
        return self.locked().unlock(PIN)


def make_full_vault(folder: Path, size: Size) -> Tablet:
    """Make a vault of some size, each household in one transaction."""
    tablet = Tablet(folder)
    tablet.make()
    vault = tablet.unlock()
    for number in range(size.households):
        with vault.writing():
            household = vault.new_household()
            vault.put_card(household, {"name": f"huishouden {number + 1}", "place": "Waterkerke"})
            note = _Writer(vault, household).write_all(size)
            for _ in range(size.notes_each * size.versions):
                vault.trail.add(Action.CHANGED, household, object="1")
    _look_over(vault, household, note, size.versions)
    vault.lock()
    return tablet


class _Writer:
    """Somebody who writes notes in one household."""

    def __init__(self, vault: OpenVault, household: HouseholdId) -> None:
        self._household = household
        self._shelf = vault.shelf(household)
        self._signing = vault.device_signing
        self._device = device_key_of(self._signing)
        self._who = Speaker(Role.RESIDENT, PersonId(random_id()))
        self._compartment = vault.compartment(household, "person", self._who.who)

    def write_all(self, size: Size) -> ObjectId:
        """Write every note with all its versions; returns the last note."""
        for number in range(size.notes_each):
            note = ObjectId(random_id())
            self._write(note, f"{number} {_SENTENCE * (LETTERS // len(_SENTENCE))}", size.versions)
        return note

    def _write(self, note: ObjectId, text: str, versions: int) -> None:
        seen: tuple[OperationId, ...] = ()
        for version in range(versions):
            value = Value(f"{text} {version}")
            signed = sign(self._operation(note, version, seen, value), self._signing)
            self._shelf.keep(Entry(signed, value))
            seen = (signed.id,)
        self._shelf.put_heads((note, QUOTE), frozenset(seen))

    def _operation(
        self, note: ObjectId, version: int, seen: tuple[OperationId, ...], value: Value
    ) -> Operation:
        return Operation(
            device=self._device,
            household=self._household,
            compartment=self._compartment,
            object=note,
            field=QUOTE,
            act=Act.SAY,
            voice=self._who,
            hand=self._who,
            face=Face.TABLE,
            claimed=time.time_ns() // 1_000_000 + version,
            catalogue=_CATALOGUE_VERSION,
            seen=seen,
            digest=value.digest(),
        )


def _look_over(vault: OpenVault, household: HouseholdId, note: ObjectId, versions: int) -> None:
    journal = Journal(household, bundled_catalogue(), vault.shelf(household), lambda _: True)
    if len(journal.history(note, QUOTE)) != versions or vault.check_household(household):
        raise RuntimeError("this is not the vault that was to be made")

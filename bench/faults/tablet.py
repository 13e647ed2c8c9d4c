"""A tablet's folder to do things to, and what a vault says it holds.

Everything lies as on a real tablet: the vault file, the device secret and the counter in one folder. Only the
key derivation is cheap, because it is not what is tried here.
"""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NewType

from keukentafel.journal.names import HouseholdId, OperationId, random_id
from keukentafel.vault.creation import FILE_NAME, create_vault
from keukentafel.vault.database import Connect, connect_sqlite
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.secret_place import DEVICE_FILE
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.vault.material import CHEAP, PIN, RESIDENT, draft, entry, place

Account = NewType("Account", frozenset[str])
"""Everything that a vault says it holds."""

NOW: Final = 1_800_000_000.0
MISSING: Final = OperationId("e" * 64)
"""What the waiting entry of each household waits for."""


@dataclass(frozen=True, slots=True)
class Tablet:
    """A folder with a vault or without, and how its file is opened."""

    folder: Path
    connect: Connect = connect_sqlite

    @property
    def secret(self) -> OwnerOnlyFile:
        """The device secret, in the folder of the vault."""
        return OwnerOnlyFile(self.folder / DEVICE_FILE)

    @property
    def file(self) -> Path:
        """The vault file."""
        return self.folder / FILE_NAME

    def make(self) -> "Tablet":
        """Make the device secret and an empty vault."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.secret.create()
        create_vault(self.folder, PIN, self.secret, demo=True, parameters=CHEAP, connect=self.connect)
        return self

    def locked(self) -> LockedVault:
        """Return the locked vault; its clock stands still."""
        return LockedVault(self.folder, self.secret, minimum=CHEAP, clock=lambda: NOW, connect=self.connect)

    @contextlib.contextmanager
    def open(self, pin: str = PIN) -> Iterator[OpenVault]:
        """Unlock, and lock at the end."""
        vault = self.locked().unlock(pin)
        try:
            yield vault
        finally:
            vault.lock()

    def copy(self, folder: Path) -> "Tablet":
        """Return a copy of the whole folder, as whoever takes it along has it."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
        return replace(self, folder=folder)

    def restore(self, backup: Path, code: RecoveryCode, pin: str = PIN) -> None:
        """Put the vault of a backup in the place of this one."""
        self.locked().restore(backup, code, pin, put_aside=True)


def account_of(vault: OpenVault) -> Account:
    """Read everything that an open vault holds, in words."""
    told: list[object] = [vault.setting("team"), vault.cursor("box"), vault.forgetting.thrown_away]
    told += [f"forgotten {one}" for one in vault.forgetting.marks()]
    told += [(one.id, one.state, one.attempts) for one in vault.queued()]
    told += [(one.mailbox, one.position, one.envelope) for one in vault.incoming()]
    for household in vault.households():
        told += [household, (household, vault.card(household), vault.safety.count(household))]
        told += [(household, one.id, one.text) for one in vault.drafts(household)]
        told += [(household, one.signed.id, one.value) for one in vault.entries(household)]
        told += [(household, one.id, one.data) for one in vault.documents(household, "bundle")]
    return Account(frozenset(map(repr, told)))


def say(vault: OpenVault, household: HouseholdId, words: str) -> None:
    """Say something in the journal of a household, as a new object."""
    with vault.writing():
        said = entry(
            household, vault.compartment(household, "person", RESIDENT.who), words, thing=random_id()
        )
        shelf = vault.shelf(household)
        shelf.keep(said)
        shelf.put_heads(place(said), frozenset({said.signed.id}))


def begin_household(vault: OpenVault, name: str) -> HouseholdId:
    """Make a household with something of everything a household has."""
    with vault.writing():
        household = vault.new_household()
        say(vault, household, f"{name} zegt iets")
        waits = entry(
            household, vault.compartment(household, "person", RESIDENT.who), "wacht", thing="d" * 32
        )
        vault.shelf(household).wait(MISSING, waits)
        vault.put_card(household, {"name": name})
        vault.save_draft(draft(vault, household, f"{name} begint een zin"))
        vault.keep_document(household, "bundle", random_id(), name.encode())
        vault.queue("box", b"envelope of " + name.encode(), {"manifest": name}, household)
    return household

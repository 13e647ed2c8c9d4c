"""Coming back: into a vault of which the PIN is forgotten, or from a backup onto this or another device.

Both end alike: the vault gets a new PIN, a new device secret and new keys, and what the sheet or the
organisation's code opened is sealed anew. A restored vault goes on from the highest generation that this
device has ever seen, so that it is not taken for an older copy, and everything that is known to have been
forgotten is forgotten again.

Restoring never overwrites work in silence: where there is a vault already it is refused, unless somebody says
that the present one is to be put aside (`keukentafel.vault.aside`). At every moment one of the two has the
name of the vault, and opens with its own PIN. A vault that was put aside is taken back in the same way.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from keukentafel.vault.aside import is_put_aside, putting_aside, take_back
from keukentafel.vault.backup import Progress, copy_body, keys_in, read_head
from keukentafel.vault.creation import FILE_NAME, unfinished_file
from keukentafel.vault.database import Connect, Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.gate import Clock, Gate
from keukentafel.vault.header import cost_of, read_header
from keukentafel.vault.held_secret import HeldSecret
from keukentafel.vault.key_derivation import Argon2, Argon2Parameters, check_parameters
from keukentafel.vault.ladder import Branch
from keukentafel.vault.migrations import migrate
from keukentafel.vault.mistakes import (
    DamagedBackup,
    DamagedVault,
    ForeignBackup,
    NewerWorkHere,
    OlderVault,
    VaultMistake,
)
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.rows import Rows
from keukentafel.vault.schema import refuse_strange_schema
from keukentafel.vault.seals import Seals
from keukentafel.vault.slots import Slots, Way
from keukentafel.vault.trail import Action


@dataclass(frozen=True, slots=True)
class Restoring:
    """Comes back into the vault of one folder with a recovery code."""

    folder: Path
    secret: DeviceSecret
    argon2: Argon2
    minimum: Argon2Parameters
    clock: Clock
    connect: Connect

    def recover(self, code: RecoveryCode, new_pin: str) -> OpenVault:
        """Open the vault that is here with a recovery code, and give it a new PIN.

        Raises:
            WrongCode: the code opens no way of this vault.
            PassphraseNeeded: the new PIN is too short for where the device secret lies.
            OlderVault: the file is older than what this device last wrote.
            NoVault, DamagedVault, NewerVault, WeakParameters: the file cannot be used.
        """
        database = Database(self.folder / FILE_NAME, self.connect)
        try:
            # One transaction from reading the slot on: nobody turns the keys in between.
            with database.transaction():
                vault, fresh = self._recovered(database, code, new_pin)
        except BaseException:
            database.close()
            raise
        vault.rotation.promote(fresh)
        return vault

    def restore(
        self,
        backup: Path,
        code: RecoveryCode,
        new_pin: str,
        *,
        put_aside: bool = False,
        marks: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> int:
        """Make the vault of a backup that of this folder, and tell how much was forgotten again.

        Args:
            backup: the file, or a vault that was put aside.
            code: from the recovery sheet, or read out by the organisation.
            new_pin: the PIN from now on.
            put_aside: whether a vault that is here already may be put aside; without a way of recovery of
                its own nothing opens it after that.
            marks: what is known to have been forgotten since.
            progress: is told how far it is.

        Raises:
            NewerWorkHere: there is a vault here already; nothing was touched.
            VaultInUse: the vault that is here is open.
            ForeignBackup, DamagedBackup, NewerBackup, WrongCode: the backup cannot be used.
            PassphraseNeeded: the new PIN is too short for where the device secret lies.
            VaultUnwritable, VaultFull: it cannot be written.
        """
        if (self.folder / FILE_NAME).exists() and not put_aside:
            raise NewerWorkHere
        held = HeldSecret(self.secret)

        with unfinished_file(self.folder, lambda: self._making_room(held)) as unfinished:
            vault_key = self._unpacked(backup, unfinished, code, progress)
            beside = replace(self, secret=held)
            again = beside._begin_anew(unfinished, vault_key, code, new_pin, marks)
        # The file has its name; a secret that cannot be promoted now is when the PIN is given.
        with contextlib.suppress(OSError, VaultMistake):
            held.promote_now()
        return again

    def _recovered(self, database: Database, code: RecoveryCode, new_pin: str) -> tuple[OpenVault, bytes]:
        refuse_strange_schema(database)
        header = read_header(database)
        found = Slots(database, header.vault).recover(code)
        vault, migrated = self._opened(database, found.vault_key, new_pin)
        if vault.is_behind:
            raise OlderVault

        def first() -> None:
            vault.begin_trail(header.wrong_attempts, migrated)
            vault.trail.add(Action.RECOVERED, object=found.way)

        sheet = vault.rotation.slots.sheet_of(code) if found.way is Way.SHEET else None
        return vault, vault.rotation.begin_anew(new_pin, found.safety, first, sheet)

    def _begin_anew(
        self, path: Path, vault_key: bytes, code: RecoveryCode, new_pin: str, marks: Iterable[str]
    ) -> int:
        again = 0
        try:
            database = Database(path, self.connect)
        except DamagedVault as reason:
            raise DamagedBackup from reason
        try:
            refuse_strange_schema(database)
            safety = Slots(database, read_header(database).vault).safety_of(code)
            vault, migrated = self._opened(database, vault_key, new_pin)

            def first() -> None:
                nonlocal again
                vault.go_on_from(self.secret.counter())
                vault.begin_trail(0, migrated)
                again = vault.forgetting.apply({*marks, *vault.marks_beside(self.folder)})
                vault.trail.add(Action.RESTORED, object=str(again))

            vault.rotation.begin_anew(new_pin, safety, first)
            vault.lock()
        except DamagedVault as reason:
            raise DamagedBackup from reason
        finally:
            database.close()
        return again

    def _opened(self, database: Database, vault_key: bytes, new_pin: str) -> tuple[OpenVault, int | None]:
        gate = Gate(database, self.secret, self.argon2, self.minimum, self.clock)
        check_parameters(cost_of(read_header(database)), self.minimum)
        rows = Rows(database, Seals(database, self.secret))
        migrated = migrate(rows, gate, vault_key, new_pin)
        return OpenVault(rows, gate, Branch(vault_key), self.clock), migrated

    @contextlib.contextmanager
    def _making_room(self, held: HeldSecret) -> Iterator[None]:
        with putting_aside(self.folder, self.clock(), self.connect):
            held.stage_now()
            yield

    def _unpacked(self, backup: Path, target: Path, code: RecoveryCode, progress: Progress | None) -> bytes:
        """Write the vault of a backup into an empty file, and return its vault key."""
        if is_put_aside(backup):
            return take_back(backup, target, code, self.connect)
        try:
            file = backup.open("rb")
        except OSError as reason:
            raise ForeignBackup from reason
        with file, target.open("r+b") as out:
            head, bound = read_head(file)
            key, vault_key = keys_in(head, code)
            copy_body(file, out, key, head, bound=bound, progress=progress)
        return vault_key

"""The vault of one worker on one device, locked; see `OpenVault` for what a right PIN gives.

A `LockedVault` knows a folder and a device secret and can read nothing personal. It opens with the PIN, and
with a recovery code when there is no PIN any more; a backup is restored here too.
"""

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path

from keukentafel.vault.backup import COPY, Progress
from keukentafel.vault.creation import FILE_NAME, UNFINISHED, create_vault
from keukentafel.vault.database import Connect, Database, connect_sqlite
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.gate import MOST_ATTEMPTS, Clock, Gate
from keukentafel.vault.header import read_header
from keukentafel.vault.key_derivation import STANDARD, Argon2, Argon2Parameters, find_argon2
from keukentafel.vault.ladder import Branch
from keukentafel.vault.migrations import migrate
from keukentafel.vault.mistakes import OlderVault
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.restoring import Restoring
from keukentafel.vault.rows import Rows
from keukentafel.vault.schema import refuse_strange_schema
from keukentafel.vault.seals import Seals
from keukentafel.vault.slots import Slots, Way

__all__ = ["LockedVault", "OpenVault", "create_vault"]


class LockedVault:
    """A vault that nobody has opened.

    Args:
        folder: where the vault file lies.
        secret: the device secret that goes with it.
        minimum: the weakest key derivation that is accepted.
        clock: seconds since 1970; the wait after wrong PINs goes by it.
        argon2: how Argon2id is computed; found, and asked for a known answer, when not given.
        connect: how the file is opened.

    Raises:
        NoArgon2: this device cannot compute Argon2id.
    """

    def __init__(
        self,
        folder: Path,
        secret: DeviceSecret,
        *,
        minimum: Argon2Parameters = STANDARD,
        clock: Clock = time.time,
        argon2: Argon2 | None = None,
        connect: Connect = connect_sqlite,
    ) -> None:
        self._folder = folder
        self._path = folder / FILE_NAME
        self._secret = secret
        self._minimum = minimum
        self._clock = clock
        self._argon2 = argon2 or find_argon2()
        self._connect = connect

    @property
    def exists(self) -> bool:
        """Whether a vault was made here."""
        return self._path.is_file()

    @property
    def is_demo(self) -> bool:
        """Whether the vault is marked DEMO, as the header says; the mark is proved by unlocking.

        Raises:
            NoVault, DamagedVault, NewerVault: there is no header to read.
        """
        with contextlib.closing(Database(self._path)) as database:
            return read_header(database).demo

    @property
    def only_recovery(self) -> bool:
        """Whether ten PINs were wrong, so that none is tried any more.

        Raises:
            NoVault, DamagedVault, NewerVault: there is no header to read.
        """
        with contextlib.closing(Database(self._path)) as database:
            return read_header(database).wrong_attempts >= MOST_ATTEMPTS

    @property
    def ways(self) -> frozenset[Way]:
        """The ways of recovery for which there is a slot; whether it opens, only its code tells.

        Raises:
            NoVault, DamagedVault, NewerVault: there is no header to read.
        """
        with contextlib.closing(Database(self._path)) as database:
            slots = Slots(database, read_header(database).vault)
            return frozenset(way for way in Way if slots.slot(way) is not None)

    def organisation_code(self) -> tuple[str, bytes] | None:
        """Return the id of the vault and the code that the organisation can read; None when it may not.

        Raises:
            NoVault, DamagedVault, NewerVault: there is no header to read.
        """
        with contextlib.closing(Database(self._path)) as database:
            vault = read_header(database).vault
            slot = Slots(database, vault).slot(Way.ORGANISATION)
            return None if slot is None else (vault, slot.code)

    def unlock(self, pin: str) -> OpenVault:
        """Open the vault; deriving the key takes some 0.2 s, so call this in a thread.

        A file of an earlier version is brought to this one first.

        Raises:
            WrongPin: this PIN does not open it.
            TooSoon: after wrong PINs, until the wait is over.
            OnlyRecovery: after ten of them.
            NoVault: nothing was made here.
            DamagedVault, NewerVault, WeakParameters: the file cannot be used.
            OlderVault: the file is older than what this device last wrote.
            NoDeviceSecret, SecretExposed: the device secret cannot be used.
        """
        database = Database(self._path, self._connect)
        try:
            refuse_strange_schema(database)
            gate = Gate(database, self._secret, self._argon2, self._minimum, self._clock)
            wrong = read_header(database).wrong_attempts
            with gate.holding(pin) as held:
                rows = Rows(database, Seals(database, self._secret))
                before = migrate(rows, gate, held.vault_key, pin)
                opened = OpenVault(rows, gate, Branch(held.vault_key), self._clock)
                if opened.is_behind:
                    raise OlderVault
                opened.begin_trail(wrong, before)
            opened.rotation.turn_if_due(pin)
        except BaseException:
            database.close()
            raise
        self._remove_leftovers()
        return opened

    def recover(self, code: RecoveryCode, new_pin: str) -> OpenVault:
        """Open the vault with a recovery code and give it a new PIN; see `Restoring.recover`."""
        return self._restoring.recover(code, new_pin)

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
        """Make the vault of a backup that of this folder; see `Restoring.restore`.

        What was forgotten in this folder is forgotten again; ``marks`` adds what is known elsewhere.
        """
        return self._restoring.restore(
            backup, code, new_pin, put_aside=put_aside, marks=marks, progress=progress
        )

    def _remove_leftovers(self) -> None:
        """Remove the copies that a kill has left, in which is what may be forgotten later."""
        with contextlib.suppress(OSError):
            for leftover in (*self._folder.glob(f"{COPY}*"), *self._folder.glob(f"{UNFINISHED}*")):
                leftover.unlink(missing_ok=True)

    @property
    def _restoring(self) -> Restoring:
        return Restoring(
            self._folder, self._secret, self._argon2, self._minimum, self._clock, connect=self._connect
        )

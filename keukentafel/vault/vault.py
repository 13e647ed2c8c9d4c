"""The vault of one worker on one device, locked; see `OpenVault` for what a right PIN gives.

A `LockedVault` knows a folder and a device secret and can read nothing personal.
"""

import time
from pathlib import Path

from keukentafel.vault.creation import FILE_NAME, create_vault
from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.gate import Clock, Gate, read_header
from keukentafel.vault.key_derivation import STANDARD, Argon2, Argon2Parameters, find_argon2
from keukentafel.vault.ladder import Branch
from keukentafel.vault.mistakes import OlderVault
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.rows import Rows
from keukentafel.vault.seals import Seals

__all__ = ["LockedVault", "OpenVault", "create_vault"]


class LockedVault:
    """A vault that nobody has opened.

    Args:
        folder: where the vault file lies.
        secret: the device secret that goes with it.
        minimum: the weakest key derivation that is accepted.
        clock: seconds since 1970; the wait after wrong PINs goes by it.
        argon2: how Argon2id is computed; found, and asked for a known answer, when not given.

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
    ) -> None:
        self._path = folder / FILE_NAME
        self._secret = secret
        self._minimum = minimum
        self._clock = clock
        self._argon2 = argon2 or find_argon2()

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
        database = Database(self._path)
        try:
            return read_header(database).demo
        finally:
            database.close()

    def unlock(self, pin: str) -> OpenVault:
        """Open the vault; deriving the key takes some 0.2 s, so call this in a thread.

        Raises:
            WrongPin: this PIN does not open it.
            TooSoon: after wrong PINs, until the wait is over.
            NoVault: nothing was made here.
            DamagedVault, NewerVault, WeakParameters: the file cannot be used.
            OlderVault: the file is older than what this device last wrote.
            NoDeviceSecret, SecretExposed: the device secret cannot be used.
        """
        database = Database(self._path)
        try:
            gate = Gate(database, self._secret, self._argon2, self._minimum, self._clock)
            read_header(database)
            vault_key = gate.open(pin)
            return self._opened(Rows(database, Seals(database, self._secret)), gate, Branch(vault_key))
        except BaseException:
            database.close()
            raise

    def _opened(self, rows: Rows, gate: Gate, vault: Branch) -> OpenVault:
        opened = OpenVault(rows, gate, vault, self._clock)
        if rows.seals.is_behind():
            raise OlderVault
        return opened

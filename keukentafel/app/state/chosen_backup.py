"""What somebody chose to restore, a backup or a vault that was put aside: looked at before a code is asked,
tried before a PIN is.
"""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from keukentafel.vault.aside import PutAside
from keukentafel.vault.backup import COPY, BackupHead, keys_in, read_head
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.vault import LockedVault


class Chosen(Protocol):
    """What can be restored."""

    @property
    def is_put_aside(self) -> bool:
        """Whether it is a vault that was put aside here; else it is a backup."""

    @property
    def made(self) -> int:
        """When it was made or put aside, in milliseconds since 1970."""

    def fits(self, code: RecoveryCode) -> None:
        """See whether a code opens it.

        Raises:
            WrongCode: it does not.
            DamagedBackup: it cannot be read any more.
        """

    def restore(self, folder: Path, vault: LockedVault, code: RecoveryCode, new_pin: str) -> None:
        """Make it the vault of a folder; the one that is there is put aside.

        Raises:
            VaultMistake: it cannot; what is there is as it was.
        """


@dataclass(frozen=True, slots=True)
class ChosenBackup:
    """The bytes of a backup, sealed as they are, and what they say of themselves."""

    data: bytes = field(repr=False)
    head: BackupHead = field(repr=False)

    @property
    def is_put_aside(self) -> bool:
        """See `Chosen.is_put_aside`."""
        return False

    @property
    def made(self) -> int:
        """See `Chosen.made`."""
        return self.head.made

    def fits(self, code: RecoveryCode) -> None:
        """See `Chosen.fits`."""
        keys_in(self.head, code)

    def restore(self, folder: Path, vault: LockedVault, code: RecoveryCode, new_pin: str) -> None:
        """See `Chosen.restore`."""
        # A name that the next unlocking removes, should a kill leave it.
        beside = folder / f"{COPY}.{token_hex(4)}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(self.data)
            vault.restore(beside, code, new_pin, put_aside=True)
        finally:
            beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class ChosenPutAside:
    """A vault that was put aside on this device."""

    aside: PutAside

    @property
    def is_put_aside(self) -> bool:
        """See `Chosen.is_put_aside`."""
        return True

    @property
    def made(self) -> int:
        """See `Chosen.made`."""
        return self.aside.since

    def fits(self, code: RecoveryCode) -> None:
        """See `Chosen.fits`."""
        self.aside.fits(code)

    def restore(self, folder: Path, vault: LockedVault, code: RecoveryCode, new_pin: str) -> None:
        """See `Chosen.restore`; it stays put aside as well, until somebody throws it away."""
        vault.restore(self.aside.path, code, new_pin, put_aside=True)


def chosen_backup(data: bytes) -> ChosenBackup:
    """Look at a file that somebody chose.

    Raises:
        ForeignBackup, DamagedBackup, NewerBackup: it is no backup that can be used.
    """
    return ChosenBackup(data, read_head(BytesIO(data))[0])

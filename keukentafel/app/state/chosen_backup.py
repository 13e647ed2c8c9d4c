"""A backup that somebody chose to restore: looked at before a code is asked, tried before a PIN is."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from secrets import token_hex

from keukentafel.vault.backup import COPY, BackupHead, keys_in, read_head
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.vault import LockedVault


@dataclass(frozen=True, slots=True)
class ChosenBackup:
    """The bytes of a backup, sealed as they are, and what they say of themselves."""

    data: bytes = field(repr=False)
    head: BackupHead = field(repr=False)

    def fits(self, code: RecoveryCode) -> None:
        """See whether a code opens it.

        Raises:
            WrongCode: it does not.
        """
        keys_in(self.head, code)

    def restore(self, folder: Path, vault: LockedVault, code: RecoveryCode, new_pin: str) -> None:
        """Make it the vault of a folder; the one that is there is put aside.

        Raises:
            VaultMistake: it cannot; what is there is as it was.
        """
        # A name that the next unlocking removes, should a kill leave it.
        beside = folder / f"{COPY}.{token_hex(4)}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(self.data)
            vault.restore(beside, code, new_pin, put_aside=True)
        finally:
            beside.unlink(missing_ok=True)


def chosen_backup(data: bytes) -> ChosenBackup:
    """Look at a file that somebody chose.

    Raises:
        ForeignBackup, DamagedBackup, NewerBackup: it is no backup that can be used.
    """
    return ChosenBackup(data, read_head(BytesIO(data))[0])

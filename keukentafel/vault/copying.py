"""Making backups of an open vault: for whom they are sealed, and the file itself."""

import secrets
from pathlib import Path

from keukentafel.vault.backup import BackupHead, Progress, Reader, reader_place, write_backup
from keukentafel.vault.header import read_header
from keukentafel.vault.mistakes import NoRecovery
from keukentafel.vault.parts import Parts
from keukentafel.vault.recovery_code import key_of, new_code
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.sealed_box import PublicKey, public_of, seal_to
from keukentafel.vault.sealing import KEY_BYTES
from keukentafel.vault.slots import Way, code_place
from keukentafel.vault.tables import SCHEMA
from keukentafel.vault.trail import Action

_SALT_BYTES = 16


class Copying:
    """Makes backups of one open vault."""

    def __init__(self, parts: Parts, rotation: Rotation) -> None:
        self._parts = parts
        self._rotation = rotation

    def backup(self, target: Path, progress: Progress | None = None) -> None:
        """Write one sealed file that the recovery sheet or the organisation opens; none stays half done.

        Raises:
            NoRecovery: no way of recovery was chosen, so nobody could ever open it.
            Locked: the vault is locked or narrowed.
            VaultFull, VaultUnwritable: it cannot be written there.
        """
        readers = self._readers()
        if not readers:
            raise NoRecovery
        branch, vault = self._parts.ring.vault.branch, self._vault
        key = secrets.token_bytes(KEY_BYTES)
        sealed = tuple(
            (one, branch.sealed_for(one.public, key, reader_place(vault, one.way))) for one in readers
        )
        made = int(self._parts.clock() * 1000)
        self._parts.trail.add(Action.BACKED_UP)
        write_backup(
            self._parts.path,
            target,
            key,
            lambda size: BackupHead(vault, made, SCHEMA, size, sealed),
            progress,
        )

    @property
    def _vault(self) -> str:
        return read_header(self._parts.gate.database).vault

    def _readers(self) -> tuple[Reader, ...]:
        keys, found = self._rotation.slot_keys(), []
        if Way.SHEET in keys:
            found.append(Reader(Way.SHEET, self._rotation.slots.sheet_salt, keys[Way.SHEET], b""))
        if Way.ORGANISATION in keys:
            found.append(self._organisation(keys[Way.ORGANISATION]))
        return tuple(found)

    def _organisation(self, organisation: PublicKey) -> Reader:
        """Every backup has a code of its own, sealed to the organisation."""
        code, salt = new_code(), secrets.token_bytes(_SALT_BYTES)
        sealed_code = seal_to(organisation, code.encode(), code_place(self._vault))
        return Reader(Way.ORGANISATION, salt, public_of(key_of(code, salt)), sealed_code)

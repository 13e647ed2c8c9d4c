"""Making backups of an open vault: for whom they are sealed, and the file itself."""

import contextlib
import secrets
from pathlib import Path

from keukentafel.vault.backup import (
    BackupHead,
    Progress,
    Reader,
    copy_beside,
    copy_database,
    reader_place,
    write_backup,
)
from keukentafel.vault.header import read_header
from keukentafel.vault.mending import Mending
from keukentafel.vault.mistakes import NoRecovery, TamperedSettings, VaultMistake
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
            RuntimeError: inside a transaction.
        """
        if not any(way in self._rotation.slot_keys.all() for way in Way):
            raise NoRecovery
        if self._parts.rows.database.is_writing:
            raise RuntimeError("a copy has nothing of what is being written")
        # Before it is written, so that none is ever made that is not in the trail.
        self._parts.trail.add(Action.BACKED_UP)
        try:
            self._write(target, progress)
        except BaseException:
            with contextlib.suppress(VaultMistake):
                self._parts.trail.add(Action.BACKED_UP, refused=True)
            raise

    def _write(self, target: Path, progress: Progress | None) -> None:
        key, made = secrets.token_bytes(KEY_BYTES), int(self._parts.clock() * 1000)
        with copy_beside(self._parts.path) as copy:
            # In one transaction, so that nobody turns the keys between sealing them and copying the file.
            with self._parts.rows.database.transaction():
                self._refuse_tampered()
                vault, readers = self._vault, self._readers(key)
                copy_database(self._parts.path, copy)
            head = BackupHead(vault, made, SCHEMA, copy.stat().st_size, readers)
            write_backup(copy, target, key, head, progress)

    @property
    def _vault(self) -> str:
        return read_header(self._parts.gate.database).vault

    def _refuse_tampered(self) -> None:
        """A backup is sealed for whom the settings say; they must be the ones that were last written."""
        if Mending(self._parts).is_needed:
            raise TamperedSettings

    def _readers(self, key: bytes) -> tuple[Reader, ...]:
        public, found = self._rotation.slot_keys.all(), []
        if Way.SHEET in public:
            sheet, salt = self._rotation.slot_keys.sheet(), self._rotation.slots.sheet_salt
            place = reader_place(self._vault, Way.SHEET, sheet.origin)
            found.append(Reader(Way.SHEET, salt, b"", self._sealed(sheet.public, key, place)))
        if Way.ORGANISATION in public:
            # Every backup has a code of its own, which only the organisation can read.
            code, salt = new_code(), secrets.token_bytes(_SALT_BYTES)
            sealed_code = seal_to(public[Way.ORGANISATION], code.encode(), code_place(self._vault))
            place = reader_place(self._vault, Way.ORGANISATION)
            sealed = self._sealed(public_of(key_of(code, salt)), key, place)
            found.append(Reader(Way.ORGANISATION, salt, sealed_code, sealed))
        return tuple(found)

    def _sealed(self, public: PublicKey, key: bytes, place: bytes) -> bytes:
        return self._parts.ring.vault.branch.sealed_for(public, key, place)

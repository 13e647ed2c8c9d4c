"""Vaults that were put aside when a backup took their place: kept under a name of their own until somebody
throws them away.

The device secret that went with its PIN is replaced, so a vault that was put aside opens with its own
recovery sheet, or with the organisation's code, and with nothing else. It is as it was on that day: what was
forgotten since is still in it. It can be taken back, as a backup is restored.

A vault that was damaged is put aside as it is, with its write-ahead log.
"""

import contextlib
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.database import Connect, Database, Driver, mistake_of
from keukentafel.vault.device_secret import flush_folder
from keukentafel.vault.header import read_header
from keukentafel.vault.mistakes import DamagedBackup, DamagedVault, ForeignBackup, NoVault
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.slots import Slots

ASIDE: Final = "vault.put-aside"
_NAME: Final = re.compile(rf"{re.escape(ASIDE)}-(\d{{1,12}})-[0-9a-f]{{8}}\.sqlite3")
_LOG: Final = "-wal"
_MAGIC: Final = b"SQLite format 3\x00"
_OWNER_FILE: Final = 0o600


@dataclass(frozen=True, slots=True)
class PutAside:
    """One vault that was put aside; ``since`` in milliseconds since 1970, ``size`` in bytes."""

    path: Path
    since: int
    size: int

    def fits(self, code: RecoveryCode) -> None:
        """See whether a code opens it, without changing it.

        Raises:
            WrongCode: it does not.
            DamagedBackup: it cannot be read any more.
        """
        try:
            with contextlib.closing(Database(self.path, _connect_to_look)) as database:
                Slots(database, read_header(database).vault).recover(code)
        except (DamagedVault, NoVault) as reason:
            raise DamagedBackup from reason

    def discard(self) -> None:
        """Throw it away, with its log.

        Raises:
            VaultUnwritable, VaultFull: it is still there.
        """
        try:
            for path in self._files():
                path.unlink(missing_ok=True)
            flush_folder(self.path.parent)
        except OSError as reason:
            raise mistake_of(reason) from reason

    def _files(self) -> Iterator[Path]:
        for end in ("", _LOG, "-shm"):
            yield self.path.with_name(f"{self.path.name}{end}")


def put_aside_in(folder: Path) -> tuple[PutAside, ...]:
    """Return the vaults that were put aside in a folder, the last one first."""
    found = []
    for path in folder.glob(f"{ASIDE}-*"):
        named = _NAME.fullmatch(path.name)
        if named is not None:
            found.append(PutAside(path, int(named[1]) * 1000, _size_of(path)))
    return tuple(sorted(found, key=lambda one: (one.since, one.path.name), reverse=True))


def is_put_aside(path: Path) -> bool:
    """Tell whether a file is a vault that was put aside, by its name and how it begins."""
    try:
        with path.open("rb") as file:
            return _NAME.fullmatch(path.name) is not None and file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


@contextlib.contextmanager
def putting_aside(folder: Path, now: float, connect: Connect) -> Iterator[None]:
    """Keep the vault of a folder under another name too, if there is one; not when the block fails."""
    aside = folder / f"{ASIDE}-{int(now)}-{secrets.token_hex(4)}.sqlite3"
    try:
        _keep(folder / FILE_NAME, aside, connect)
        yield
    except BaseException:
        for leftover in folder.glob(f"{aside.name}*"):
            leftover.unlink()
        raise


def take_back(aside: Path, target: Path, code: RecoveryCode, connect: Connect) -> bytes:
    """Copy a vault that was put aside, log and all, into an empty file, and return its vault key.

    Raises:
        ForeignBackup: it is gone.
        WrongCode: the code does not open it.
        DamagedBackup: it cannot be read any more.
    """
    log = target.with_name(f"{target.name}{_LOG}")
    try:
        with aside.open("rb") as source, target.open("r+b") as out:
            shutil.copyfileobj(source, out)
        before = aside.with_name(f"{aside.name}{_LOG}")
        if before.exists():
            _copy(before, log)
    except FileNotFoundError as reason:
        raise ForeignBackup from reason
    try:
        with contextlib.closing(Database(target, connect)) as database:
            vault_key = Slots(database, read_header(database).vault).recover(code).vault_key
            # Into the file itself: only that gets its name.
            database.run("PRAGMA journal_mode=DELETE")
    except DamagedVault as reason:
        raise DamagedBackup from reason
    finally:
        with contextlib.suppress(OSError):
            log.unlink(missing_ok=True)
    return vault_key


def _keep(present: Path, aside: Path, connect: Connect) -> None:
    if not present.exists():
        return
    log, kept = present.with_name(f"{FILE_NAME}{_LOG}"), aside.with_name(f"{aside.name}{_LOG}")
    if log.exists():
        # First: opening a file that is damaged may take the log away.
        _copy(log, kept)
    with contextlib.suppress(DamagedVault):
        _close_for_good(present, connect)
        kept.unlink(missing_ok=True)
    _copy(present, aside)


def _close_for_good(present: Path, connect: Connect) -> None:
    """Bring the write-ahead log into the file; SQLite does that only when nobody else has it open."""
    with contextlib.closing(Database(present, connect)) as database:
        database.run("PRAGMA journal_mode=DELETE")


def _connect_to_look(path: Path) -> Driver:
    # Immutable: no log, no lock and no change, so that what is kept stays as it was put.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _copy(path: Path, copy: Path) -> None:
    handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_FILE)
    with path.open("rb") as source, open(handle, "wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    flush_folder(copy.parent)

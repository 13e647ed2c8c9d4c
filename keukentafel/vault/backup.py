"""One sealed file with the whole vault in it, to be restored here or on another device.

A backup is opened with the recovery sheet, or with a code that the organisation reads out; never with the
PIN, because the device secret does not travel. So a vault without a way of recovery cannot be backed up.

    head (`keukentafel.vault.backup_head`) ‖ chunks

The *head* has, for each way of recovery, the backup's own random key and the vault key, sealed to that way.
The body is a consistent copy of the SQLite file, cut into chunks of 1 MiB that are each sealed with
AES-256-GCM; their place holds the SHA-256 of the head, their number, and whether they are the last, so that
nothing can be changed, exchanged, or cut off.
"""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from keukentafel.vault.backup_head import (
    LENGTH_BYTES,
    MAGIC,
    PURPOSE,
    BackupHead,
    Reader,
    keys_in,
    read_head,
    reader_place,
    taken,
    write_head,
)
from keukentafel.vault.database import mistake_of
from keukentafel.vault.device_secret import flush_folder
from keukentafel.vault.mistakes import DamagedBackup, Unsealable
from keukentafel.vault.sealing import Place, SealedBytes, Sealer, place_of

__all__ = [
    "MAGIC",
    "BackupHead",
    "Progress",
    "Reader",
    "copy_beside",
    "copy_body",
    "copy_database",
    "keys_in",
    "read_head",
    "reader_place",
    "write_backup",
]

CHUNK: Final = 1 << 20
SUFFIX: Final = ".kluis"
COPY: Final = "vault.copy"
"""How the name of the copy begins from which a backup is written; what a kill leaves is removed at unlock."""

_LARGEST_CHUNK: Final = 2 * CHUNK
_OWNER_FILE: Final = 0o600

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many were done."""


@contextlib.contextmanager
def copy_beside(source: Path) -> Iterator[Path]:
    """Give a name for a copy beside a vault file, and remove whatever has that name at the end."""
    copy = source.with_name(f"{COPY}.{secrets.token_hex(4)}")
    try:
        yield copy
    finally:
        for leftover in copy.parent.glob(f"{copy.name}*"):
            leftover.unlink(missing_ok=True)


def copy_database(source: Path, copy: Path) -> None:
    """Copy a vault file as it is at this moment; it may be open and is written in again right after.

    Raises:
        VaultFull, VaultUnwritable, VaultInUse: it cannot be copied there.
    """
    address = f"{source.absolute().as_uri()}?mode=rw"
    try:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_FILE))
        with closing(sqlite3.connect(address, uri=True)) as one, closing(sqlite3.connect(copy)) as other:
            one.execute("PRAGMA busy_timeout=5000")
            one.backup(other)
    except (OSError, sqlite3.Error) as reason:
        raise mistake_of(reason) from reason


def write_backup(
    copy: Path, target: Path, key: bytes, head: BackupHead, progress: Progress | None = None
) -> None:
    """Write a backup of a copy of a vault file: all of it, or nothing under that name.

    Raises:
        VaultFull, VaultUnwritable: the target cannot be written; no half of a backup is left.
    """
    fresh = target.with_name(target.name + ".unfinished")
    try:
        with copy.open("rb") as body, fresh.open("wb") as out:
            _seal_body(out, body, key, head, progress)
        fresh.replace(target)
        # A stick may know no such thing as making a name durable.
        with contextlib.suppress(OSError):
            flush_folder(target.parent)
    except OSError as reason:
        raise mistake_of(reason) from reason
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def copy_body(
    file: BinaryIO,
    out: BinaryIO,
    key: bytes,
    head: BackupHead,
    *,
    bound: bytes,
    progress: Progress | None = None,
) -> None:
    """Open the body of a backup chunk by chunk, and write it down.

    Raises:
        DamagedBackup: a bit differs, a chunk is missing, or there is more than there should be.
    """
    sealer, done = Sealer(key), 0
    for number, last in _chunk_numbers(head.size):
        length = int.from_bytes(taken(file, LENGTH_BYTES))
        sealed = taken(file, min(length, _LARGEST_CHUNK))
        if len(sealed) != length:
            raise DamagedBackup
        try:
            chunk = sealer.open(_chunk_place(bound, number, last), SealedBytes(sealed))
        except Unsealable as reason:
            raise DamagedBackup from reason
        out.write(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done, head.size)
    if done != head.size or taken(file, 1):
        raise DamagedBackup


def _seal_body(
    out: BinaryIO, body: BinaryIO, key: bytes, head: BackupHead, progress: Progress | None
) -> None:
    beginning, bound = write_head(head)
    sealer, done = Sealer(key), 0
    out.write(beginning)
    for number, last in _chunk_numbers(head.size):
        chunk = body.read(CHUNK)
        sealed = sealer.seal(_chunk_place(bound, number, last), chunk)
        out.write(len(sealed).to_bytes(LENGTH_BYTES) + sealed)
        done += len(chunk)
        if progress is not None:
            progress(done, head.size)
    out.flush()
    os.fsync(out.fileno())


def _chunk_numbers(size: int) -> Iterator[tuple[int, bool]]:
    count = max(1, -(-size // CHUNK))
    return ((number, number == count - 1) for number in range(count))


def _chunk_place(bound: bytes, number: int, last: bool) -> Place:
    return place_of(PURPOSE, bound.hex(), "body", number, int(last))

"""One sealed file with the whole vault in it, to be restored here or on another device.

A backup is opened with the recovery sheet, or with a code that the organisation reads out; never with the
PIN, because the device secret does not travel. So a vault without a way of recovery cannot be backed up.

    magic (8) ‖ format (1) ‖ length (4) ‖ head ‖ SHA-256 of all this (32) ‖ chunks

The *head* is JSON: the id of the vault, when it was made, the version of its tables, and for each way of
recovery the salt, the sealed code, and the backup's own random key, sealed to that way. The SHA-256 tells a
damaged head from a wrong code. The body is a consistent copy of the SQLite file, cut into chunks of 1 MiB
that are each sealed with AES-256-GCM; their place holds that SHA-256, their number, and whether they are the
last, so that nothing can be changed, exchanged, or cut off.

What is sealed for the sheet is bound to its origin (`keukentafel.vault.slots`): who has a backup, or the file
of the vault, cannot make another that the same sheet would open. For the organisation there is no such proof.
"""

import contextlib
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from keukentafel.vault.database import mistake_of
from keukentafel.vault.device_secret import flush_folder
from keukentafel.vault.mistakes import DamagedBackup, ForeignBackup, NewerBackup, Unsealable, WrongCode
from keukentafel.vault.recovery_code import RecoveryCode, key_of, origin_of
from keukentafel.vault.sealed_box import open_box
from keukentafel.vault.sealing import KEY_BYTES, Place, SealedBytes, Sealer, place_of
from keukentafel.vault.slots import Way
from keukentafel.vault.tables import SCHEMA

MAGIC: Final = b"KTFLBACK"
FORMAT: Final = 1
CHUNK: Final = 1 << 20
SUFFIX: Final = ".kluis"
COPY: Final = "vault.copy"
"""How the name of the copy begins from which a backup is written; what a kill leaves is removed at unlock."""

_LENGTH_BYTES: Final = 4
_LARGEST_HEAD: Final = 1 << 16
_LARGEST_CHUNK: Final = 2 * CHUNK
_OWNER_FILE: Final = 0o600
_PURPOSE: Final = "backup"

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many were done."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A way of recovery by which a backup can be opened.

    ``code`` is empty but for the organisation, which reads it; ``sealed`` are the keys of the backup.
    """

    way: str
    salt: bytes
    code: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class BackupHead:
    """What a backup says without a code.

    ``made`` is in milliseconds since 1970, ``schema`` the version of its tables, ``size`` the bytes of the
    file in it.
    """

    vault: str
    made: int
    schema: int
    size: int
    readers: tuple[Reader, ...]


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


def read_head(file: BinaryIO) -> tuple[BackupHead, bytes]:
    """Read what a backup says of itself, and the SHA-256 by which its body is bound to it.

    Raises:
        ForeignBackup: this is not a backup.
        NewerBackup: a newer version made it.
        DamagedBackup: its head was changed or cut short.
    """
    beginning = _taken(file, len(MAGIC) + 1 + _LENGTH_BYTES)
    if beginning[: len(MAGIC)] != MAGIC:
        raise ForeignBackup
    if len(beginning) < len(MAGIC) + 1 + _LENGTH_BYTES:
        raise DamagedBackup
    if beginning[len(MAGIC)] > FORMAT:
        raise NewerBackup
    length = min(int.from_bytes(beginning[-_LENGTH_BYTES:]), _LARGEST_HEAD)
    written = _taken(file, length)
    bound = sha256(beginning + written).digest()
    if _taken(file, len(bound)) != bound:
        raise DamagedBackup
    head = _read(written)
    if head.schema > SCHEMA:
        raise NewerBackup
    return head, bound


def keys_in(head: BackupHead, code: RecoveryCode) -> tuple[bytes, bytes]:
    """Return the key of the body and the vault key in it, with a recovery code.

    Raises:
        WrongCode: it opens none of the ways of this backup.
    """
    for one in head.readers:
        origin = origin_of(code, one.salt) if one.way == Way.SHEET else b""
        place = reader_place(head.vault, one.way, origin)
        try:
            both = open_box(key_of(code, one.salt), one.sealed, place)
        except Unsealable:
            continue
        return both[:KEY_BYTES], both[KEY_BYTES:]
    raise WrongCode


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
        length = int.from_bytes(_taken(file, _LENGTH_BYTES))
        sealed = _taken(file, min(length, _LARGEST_CHUNK))
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
    if done != head.size or _taken(file, 1):
        raise DamagedBackup


def reader_place(vault: str, way: str, origin: bytes = b"") -> bytes:
    """Return what the keys of a backup are bound to when they are sealed for a way of recovery.

    ``origin`` proves to a recovery sheet that its own vault made the backup.
    """
    return place_of(_PURPOSE, vault, way, FORMAT) + origin


def _seal_body(
    out: BinaryIO, body: BinaryIO, key: bytes, head: BackupHead, progress: Progress | None
) -> None:
    written = _written(head)
    beginning = MAGIC + bytes([FORMAT]) + len(written).to_bytes(_LENGTH_BYTES) + written
    bound, sealer, done = sha256(beginning).digest(), Sealer(key), 0
    out.write(beginning + bound)
    for number, last in _chunk_numbers(head.size):
        chunk = body.read(CHUNK)
        sealed = sealer.seal(_chunk_place(bound, number, last), chunk)
        out.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)
        done += len(chunk)
        if progress is not None:
            progress(done, head.size)
    out.flush()
    os.fsync(out.fileno())


def _chunk_numbers(size: int) -> Iterator[tuple[int, bool]]:
    count = max(1, -(-size // CHUNK))
    return ((number, number == count - 1) for number in range(count))


def _chunk_place(bound: bytes, number: int, last: bool) -> Place:
    return place_of(_PURPOSE, bound.hex(), "body", number, int(last))


def _written(head: BackupHead) -> bytes:
    readers = [
        {"way": one.way, "salt": one.salt.hex(), "code": one.code.hex(), "sealed": one.sealed.hex()}
        for one in head.readers
    ]
    document = {
        "vault": head.vault,
        "made": head.made,
        "schema": head.schema,
        "size": head.size,
        "readers": readers,
    }
    return json.dumps(document, separators=(",", ":")).encode("ascii")


def _read(written: bytes) -> BackupHead:
    try:
        document: dict[str, Any] = json.loads(written)
        readers = tuple(_reader(one) for one in document["readers"])
        made, schema, size = (int(document[name]) for name in ("made", "schema", "size"))
        return BackupHead(str(document["vault"]), made, schema, size, readers)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as reason:
        raise DamagedBackup from reason


def _reader(document: dict[str, Any]) -> Reader:
    salt, code, sealed = (bytes.fromhex(document[name]) for name in ("salt", "code", "sealed"))
    return Reader(str(document["way"]), salt, code, sealed)


def _taken(file: BinaryIO, count: int) -> bytes:
    try:
        return file.read(count)
    except OSError as reason:
        raise DamagedBackup from reason

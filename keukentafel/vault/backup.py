"""One sealed file with the whole vault in it, to be restored here or on another device.

A backup is opened with the recovery sheet, or with a code that the organisation reads out; never with the
PIN, because the device secret does not travel. So a vault without a way of recovery cannot be backed up.

    magic (8) ‖ format (1) ‖ length (4) ‖ head ‖ chunks

The *head* is JSON: the id of the vault, when it was made, the version of its tables, and for each way of
recovery the salt, the public key, the sealed code, and the backup's own random key, sealed to that way. The
body is a consistent copy of the SQLite file, cut into chunks of 1 MiB that are each sealed with AES-256-GCM;
their place holds the SHA-256 of the head, their number, and whether they are the last, so that nothing can be
changed, exchanged, or cut off.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from keukentafel.vault.mistakes import (
    DamagedBackup,
    ForeignBackup,
    NewerBackup,
    Unsealable,
    VaultFull,
    VaultUnwritable,
    WrongCode,
)
from keukentafel.vault.recovery_code import RecoveryCode, key_of
from keukentafel.vault.sealed_box import PublicKey, open_box
from keukentafel.vault.sealing import KEY_BYTES, Place, SealedBytes, Sealer, place_of
from keukentafel.vault.tables import SCHEMA

MAGIC: Final = b"KTFLBACK"
FORMAT: Final = 1
CHUNK: Final = 1 << 20
SUFFIX: Final = ".kluis"
COPY: Final = "vault.copy"
"""The name of the copy from which a backup is written; what a kill leaves of it is removed at unlock."""

_LENGTH_BYTES: Final = 4
_LARGEST_HEAD: Final = 1 << 16
_PURPOSE: Final = "backup"

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many were done."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A way of recovery by which a backup can be opened."""

    way: str
    salt: bytes
    public: PublicKey
    code: bytes


@dataclass(frozen=True, slots=True)
class BackupHead:
    """What a backup says without a code.

    ``made`` is in milliseconds since 1970, ``schema`` the version of its tables, ``size`` the bytes of the
    file in it. Beside each reader stand the keys of the backup, sealed for that reader.
    """

    vault: str
    made: int
    schema: int
    size: int
    readers: tuple[tuple[Reader, bytes], ...]


Heading = Callable[[int], BackupHead]
"""Makes the head for a body of so many bytes."""


def write_backup(
    source: Path, target: Path, key: bytes, heading: Heading, progress: Progress | None = None
) -> None:
    """Write a backup of a vault file that may be open: all of it, or nothing under that name.

    Raises:
        VaultFull, VaultUnwritable: the target cannot be written; no half of a backup is left.
    """
    copy, fresh = source.with_name(COPY), target.with_name(target.name + ".unfinished")
    try:
        _copy_database(source, copy)
        with copy.open("rb") as body, fresh.open("wb") as out:
            _seal_body(out, body, key, heading(copy.stat().st_size), progress)
        fresh.replace(target)
    except OSError as reason:
        raise (VaultFull if _is_full(reason) else VaultUnwritable) from reason
    except sqlite3.Error as reason:
        raise VaultUnwritable from reason
    finally:
        for leftover in (copy, fresh, copy.with_name(copy.name + "-journal")):
            leftover.unlink(missing_ok=True)


def read_head(file: BinaryIO) -> tuple[BackupHead, bytes]:
    """Read what a backup says of itself, and the SHA-256 by which its body is bound to it.

    Raises:
        ForeignBackup: this is not a backup.
        NewerBackup: a newer version made it.
        DamagedBackup: its head is cut short or malformed.
    """
    beginning = file.read(len(MAGIC) + 1 + _LENGTH_BYTES)
    if beginning[: len(MAGIC)] != MAGIC:
        raise ForeignBackup
    if len(beginning) < len(MAGIC) + 1 + _LENGTH_BYTES:
        raise DamagedBackup
    if beginning[len(MAGIC)] > FORMAT:
        raise NewerBackup
    length = int.from_bytes(beginning[-_LENGTH_BYTES:])
    written = file.read(min(length, _LARGEST_HEAD))
    if len(written) != length:
        raise DamagedBackup
    head = _read(written)
    if head.schema > SCHEMA:
        raise NewerBackup
    return head, sha256(beginning + written).digest()


def keys_in(head: BackupHead, code: RecoveryCode) -> tuple[bytes, bytes]:
    """Return the key of the body and the vault key in it, with a recovery code.

    Raises:
        WrongCode: it opens none of the ways of this backup.
    """
    for reader, sealed in head.readers:
        try:
            both = open_box(key_of(code, reader.salt), sealed, reader_place(head.vault, reader.way))
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
        length = int.from_bytes(file.read(_LENGTH_BYTES))
        sealed = file.read(length) if length <= CHUNK * 2 else b""
        try:
            chunk = sealer.open(_chunk_place(bound, number, last), SealedBytes(sealed))
        except Unsealable as reason:
            raise DamagedBackup from reason
        out.write(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done, head.size)
    if done != head.size or file.read(1):
        raise DamagedBackup


def reader_place(vault: str, way: str) -> Place:
    """Return what the keys of a backup are bound to when they are sealed for a way of recovery."""
    return place_of(_PURPOSE, vault, way, FORMAT)


def _seal_body(
    out: BinaryIO, body: BinaryIO, key: bytes, head: BackupHead, progress: Progress | None
) -> None:
    written = _written(head)
    beginning = MAGIC + bytes([FORMAT]) + len(written).to_bytes(_LENGTH_BYTES) + written
    out.write(beginning)
    bound, sealer, done = sha256(beginning).digest(), Sealer(key), 0
    for number, last in _chunk_numbers(head.size):
        chunk = body.read(CHUNK)
        sealed = sealer.seal(_chunk_place(bound, number, last), chunk)
        out.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)
        done += len(chunk)
        if progress is not None:
            progress(done, head.size)
    out.flush()
    os.fsync(out.fileno())


def _copy_database(source: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    address = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as one, closing(sqlite3.connect(copy)) as other:
        one.execute("PRAGMA busy_timeout=5000")
        one.backup(other, pages=1024)


def _chunk_numbers(size: int) -> Iterator[tuple[int, bool]]:
    count = max(1, -(-size // CHUNK))
    return ((number, number == count - 1) for number in range(count))


def _chunk_place(bound: bytes, number: int, last: bool) -> Place:
    return place_of(_PURPOSE, bound.hex(), "body", number, int(last))


def _written(head: BackupHead) -> bytes:
    readers = [
        {
            "way": one.way,
            "salt": one.salt.hex(),
            "public": one.public.hex(),
            "code": one.code.hex(),
            "sealed": sealed.hex(),
        }
        for one, sealed in head.readers
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
        readers = tuple((_reader(one), bytes.fromhex(one["sealed"])) for one in document["readers"])
        made, schema, size = (int(document[name]) for name in ("made", "schema", "size"))
        return BackupHead(str(document["vault"]), made, schema, size, readers)
    except (ValueError, KeyError, TypeError) as reason:
        raise DamagedBackup from reason


def _reader(document: dict[str, Any]) -> Reader:
    salt, public, code = (bytes.fromhex(document[name]) for name in ("salt", "public", "code"))
    return Reader(str(document["way"]), salt, PublicKey(public), code)


def _is_full(reason: OSError) -> bool:
    return reason.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

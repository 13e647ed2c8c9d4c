"""The head of a backup: what it says of itself without a code, and for whom its keys are sealed.

    magic (8) ‖ format (1) ‖ length (4) ‖ JSON ‖ SHA-256 of all this (32)

The SHA-256 tells a damaged head from a wrong code, and binds the body (`keukentafel.vault.backup`) to it.
What is sealed for the sheet is bound to its origin (`keukentafel.vault.slots`): who has a backup, or the file
of the vault, cannot make another that the same sheet would open. For the organisation there is no such proof.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Final

from keukentafel.vault.mistakes import DamagedBackup, ForeignBackup, NewerBackup, Unsealable, WrongCode
from keukentafel.vault.recovery_code import RecoveryCode, key_of, origin_of
from keukentafel.vault.sealed_box import open_box
from keukentafel.vault.sealing import KEY_BYTES, place_of
from keukentafel.vault.slots import Way
from keukentafel.vault.tables import SCHEMA

MAGIC: Final = b"KTFLBACK"
FORMAT: Final = 1
PURPOSE: Final = "backup"
LENGTH_BYTES: Final = 4
_LARGEST_HEAD: Final = 1 << 16


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


def write_head(head: BackupHead) -> tuple[bytes, bytes]:
    """Return how a head is written, and the SHA-256 at its end."""
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
    written = json.dumps(document, separators=(",", ":")).encode("ascii")
    beginning = MAGIC + bytes([FORMAT]) + len(written).to_bytes(LENGTH_BYTES) + written
    bound = sha256(beginning).digest()
    return beginning + bound, bound


def read_head(file: BinaryIO) -> tuple[BackupHead, bytes]:
    """Read what a backup says of itself, and the SHA-256 by which its body is bound to it.

    Raises:
        ForeignBackup: this is not a backup.
        NewerBackup: a newer version made it.
        DamagedBackup: its head was changed or cut short.
    """
    beginning = taken(file, len(MAGIC) + 1 + LENGTH_BYTES)
    if beginning[: len(MAGIC)] != MAGIC:
        raise ForeignBackup
    if len(beginning) < len(MAGIC) + 1 + LENGTH_BYTES:
        raise DamagedBackup
    if beginning[len(MAGIC)] > FORMAT:
        raise NewerBackup
    length = min(int.from_bytes(beginning[-LENGTH_BYTES:]), _LARGEST_HEAD)
    written = taken(file, length)
    bound = sha256(beginning + written).digest()
    if taken(file, len(bound)) != bound:
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


def reader_place(vault: str, way: str, origin: bytes = b"") -> bytes:
    """Return what the keys of a backup are bound to when they are sealed for a way of recovery.

    ``origin`` proves to a recovery sheet that its own vault made the backup.
    """
    return place_of(PURPOSE, vault, way, FORMAT) + origin


def taken(file: BinaryIO, count: int) -> bytes:
    """Take so many bytes from a backup, or what there is left.

    Raises:
        DamagedBackup: the medium does not give them.
    """
    try:
        return file.read(count)
    except OSError as reason:
        raise DamagedBackup from reason


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

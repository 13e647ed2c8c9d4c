"""Making a vault: all of it or nothing.

The new vault is written under another name, closed, and given its own name last. A kill before that leaves no
vault, and a leftover that the next attempt removes.
"""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import random_id
from keukentafel.vault.database import Connect, Database, connect_sqlite, mistake_of
from keukentafel.vault.device_secret import DeviceSecret, flush_folder
from keukentafel.vault.gate import refuse_short
from keukentafel.vault.header import columns_of, wrap_vault_key
from keukentafel.vault.header_facts import NAME as HEADER_FACTS
from keukentafel.vault.header_facts import facts_of
from keukentafel.vault.key_derivation import (
    OPENS_SAFETY,
    SALT_BYTES,
    STANDARD,
    Argon2,
    Argon2Parameters,
    find_argon2,
    key_encryption_key,
)
from keukentafel.vault.key_ring import DEVICE_KEY, DEVICE_KEYS
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import VaultExists, VaultUnwritable
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.rows import Rows
from keukentafel.vault.safety_key import new_salt, wrap_safety
from keukentafel.vault.sealing import KEY_BYTES
from keukentafel.vault.seals import Seals
from keukentafel.vault.settings import SLOT_KEYS, written_setting
from keukentafel.vault.slots import SAFETY, SHEET_ORIGIN, Slot, Slots, Way
from keukentafel.vault.tables import (
    APPLICATION,
    COURIER,
    OWN,
    SCHEMA,
    TRAIL,
    VAULT,
    SettingRow,
    VaultHeader,
    VaultTable,
    WrappedKey,
)

FILE_NAME: Final = "vault.sqlite3"
UNFINISHED: Final = "vault.unfinished"
MakeRoom = Callable[[], contextlib.AbstractContextManager[None]]
"""Goes around the moment in which a finished file gets its name."""

_OWNER_FILE: Final = 0o600
_OWNER_FOLDER: Final = 0o700


def create_vault(
    folder: Path,
    pin: str,
    secret: DeviceSecret,
    *,
    demo: bool,
    parameters: Argon2Parameters = STANDARD,
    argon2: Argon2 | None = None,
    sheet: RecoveryCode | None = None,
    connect: Connect = connect_sqlite,
) -> None:
    """Make an empty vault in a folder, which is made too when it is not there.

    The device gets its signing key (Ed25519), its sealing key (X25519) and the worker's safety key here. A
    vault with weaker parameters than the standard can be made, but opens only for who asks for that weaker
    minimum. ``sheet`` is the code of a recovery sheet that was printed already; without it there is no way
    of recovery yet, and `OpenVault.recovery` makes one.

    Raises:
        VaultExists: there is one already.
        VaultUnwritable, VaultFull: the folder cannot be written.
        PassphraseNeeded: the PIN is too short for where the device secret lies.
        NoDeviceSecret, SecretExposed: the device secret cannot be used.
        NoArgon2: this device cannot compute Argon2id.
    """
    refuse_short(pin, secret, demo)
    device_secret = secret.read()
    chosen = argon2 or find_argon2()
    if (folder / FILE_NAME).exists():
        raise VaultExists
    header = VaultHeader(
        vault=random_id(),
        demo=demo,
        salt=secrets.token_bytes(SALT_BYTES),
        wrapped=b"",
        **columns_of(parameters),
    )
    vault_key = secrets.token_bytes(KEY_BYTES)
    wrap_vault_key(header, chosen, pin, device_secret, vault_key)
    salt, safety = new_salt(), X25519PrivateKey.generate()
    key = key_encryption_key(chosen, pin, salt, device_secret, parameters, label=OPENS_SAFETY)
    slot = wrap_safety(header.vault, salt, key, safety)
    with unfinished_file(folder) as unfinished:
        beginning = _Beginning(header, vault_key, safety, slot, sheet)
        _fill(Database(unfinished, connect), beginning, secret)


@contextlib.contextmanager
def unfinished_file(folder: Path, make_room: MakeRoom = contextlib.nullcontext) -> Iterator[Path]:
    """Give an empty file to make a vault in; it gets its own name when the block ends well, and goes if not.

    That happens inside ``make_room``, for whoever has to keep a vault that has that name: it is left in its
    place, and goes in the same moment in which the new one comes.

    Raises:
        VaultUnwritable, VaultFull: the folder cannot be written.
    """
    unfinished = _empty_file(folder)
    try:
        yield unfinished
        _name_finally(unfinished, folder / FILE_NAME, make_room)
    except OSError as reason:
        _remove_leftovers(folder)
        raise mistake_of(reason) from reason
    except BaseException:
        _remove_leftovers(folder)
        raise


def create_tables(database: Database) -> None:
    """Make every table and index that is not there yet, inside the transaction under way."""
    for table in VaultTable.metadata.sorted_tables:
        database.run(_sql(CreateTable(table, if_not_exists=True)))
        for index in table.indexes:
            database.run(_sql(CreateIndex(index, if_not_exists=True)))


def _sql(statement: CreateTable | CreateIndex) -> str:
    return str(statement.compile(dialect=sqlite.dialect()))


def _name_finally(unfinished: Path, path: Path, make_room: MakeRoom) -> None:
    if unfinished.with_name(f"{unfinished.name}-wal").exists():
        # When the disk is full, closing does not bring the log into the file.
        raise VaultUnwritable
    _flush(unfinished, os.O_RDWR)
    with make_room():
        for log in path.parent.glob(f"{path.name}-*"):
            # SQLite would read the log of a file that is gone into the new one.
            log.unlink()
        unfinished.replace(path)
    flush_folder(path.parent)


def _empty_file(folder: Path) -> Path:
    unfinished = folder / UNFINISHED
    try:
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        _remove_leftovers(folder)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_FILE))
    except OSError as reason:
        raise mistake_of(reason) from reason
    return unfinished


def _remove_leftovers(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f"{UNFINISHED}*"):
            leftover.unlink()


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a new vault begins with."""

    header: VaultHeader
    vault_key: bytes
    safety: X25519PrivateKey
    slot: Slot
    sheet: RecoveryCode | None


def _fill(database: Database, new: _Beginning, secret: DeviceSecret) -> None:
    try:
        seals = Seals(database, secret)
        rows = Rows(database, seals)
        database.run(f"PRAGMA application_id={APPLICATION}")
        database.run(f"PRAGMA user_version={SCHEMA}")
        with database.transaction():
            create_tables(database)
            _put_header(database, new.header)
            own = _begin(rows, Scope(VAULT, Branch(new.vault_key)))
            keys = _put_slots(Slots(database, new.header.vault), new)
            rows.put(SettingRow, own, *written_setting(own, SLOT_KEYS, keys))
            rows.put(SettingRow, own, *written_setting(own, HEADER_FACTS, facts_of(new.header)))
    finally:
        database.close()


def _put_slots(slots: Slots, new: _Beginning) -> dict[str, Json]:
    slots.put(new.slot)
    keys: dict[str, Json] = {SAFETY: new.slot.public.hex()}
    if new.sheet is not None:
        sheet = slots.put_sheet(new.sheet, new.vault_key, new.safety)
        keys |= {Way.SHEET.value: sheet.public.hex(), SHEET_ORIGIN: sheet.origin.hex()}
    return keys


def _put_header(database: Database, header: VaultHeader) -> None:
    columns = header.model_dump()
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    table = cast(Table, vars(VaultHeader)["__table__"])
    database.run(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608


def _begin(rows: Rows, vault: Scope) -> Scope:
    keys = {name: secrets.token_bytes(KEY_BYTES) for name in DEVICE_KEYS}
    courier, own, trail = (Scope(name, Branch(keys[name])) for name in (COURIER, OWN, TRAIL))
    rows.seals.entrust(lambda: courier)
    rows.seals.begin_roll()
    for scope in (vault, courier, own, trail):
        rows.seals.begin(scope)
    for name, key in keys.items():
        rows.put(WrappedKey, vault, name, key, vault.branch.wrapper, kind=DEVICE_KEY)
    return own


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

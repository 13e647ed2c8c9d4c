"""Making a vault: all of it or nothing.

The new vault is written under another name, closed, and given its own name last. A kill before that leaves no
vault, and a leftover that the next attempt removes.
"""

import os
import secrets
from pathlib import Path
from typing import Final

from sqlmodel import insert

from keukentafel.journal.names import random_id
from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.gate import columns_of, refuse_short, wrap_vault_key
from keukentafel.vault.key_derivation import (
    SALT_BYTES,
    STANDARD,
    Argon2,
    Argon2Parameters,
    find_argon2,
)
from keukentafel.vault.key_ring import DEVICE_KEY, SEALING, SIGNING
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import VaultExists, VaultUnwritable
from keukentafel.vault.rows import Rows
from keukentafel.vault.sealing import KEY_BYTES
from keukentafel.vault.seals import Seals
from keukentafel.vault.tables import APPLICATION, COURIER, SCHEMA, VAULT, VaultHeader, VaultTable, WrappedKey

FILE_NAME: Final = "vault.sqlite3"
_UNFINISHED: Final = "vault.unfinished"
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
) -> None:
    """Make an empty vault in a folder, which is made too when it is not there.

    The device gets its signing key (Ed25519) and its sealing key (X25519) here. A vault with weaker
    parameters than the standard can be made, but opens only for who asks for that weaker minimum.

    Raises:
        VaultExists: there is one already.
        VaultUnwritable: the folder cannot be written.
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
    unfinished = _empty_file(folder)
    _fill(unfinished, header, Branch(vault_key), secret)
    _name_finally(unfinished, folder / FILE_NAME)


def _empty_file(folder: Path) -> Path:
    unfinished = folder / _UNFINISHED
    try:
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        for leftover in folder.glob(f"{_UNFINISHED}*"):
            leftover.unlink()
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_FILE))
    except OSError as reason:
        raise VaultUnwritable from reason
    return unfinished


def _fill(path: Path, header: VaultHeader, branch: Branch, secret: DeviceSecret) -> None:
    database = Database(path)
    try:
        seals = Seals(database, secret)
        rows = Rows(database, seals)
        database.run(f"PRAGMA application_id={APPLICATION}")
        database.run(f"PRAGMA user_version={SCHEMA}")
        with database.transaction():
            VaultTable.metadata.create_all(database.connection)
            database.connection.execute(insert(VaultHeader).values(**header.model_dump()))
            _begin(rows, Scope(VAULT, branch))
    finally:
        database.close()


def _begin(rows: Rows, vault: Scope) -> None:
    keys = {name: secrets.token_bytes(KEY_BYTES) for name in (SIGNING, SEALING, COURIER)}
    courier = Scope(COURIER, Branch(keys[COURIER]))
    rows.seals.entrust(lambda: courier)
    rows.seals.begin_roll()
    for scope in (vault, courier):
        rows.seals.begin(scope)
    for name, key in keys.items():
        rows.put(WrappedKey, vault, name, key, vault.branch.wrapper, kind=DEVICE_KEY)


def _name_finally(unfinished: Path, path: Path) -> None:
    _flush(unfinished, os.O_RDWR)
    unfinished.replace(path)
    if os.name == "posix":
        _flush(path.parent, os.O_RDONLY)


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

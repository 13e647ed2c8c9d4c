"""Where the device secret of a vault lies: in the keystore of the platform, or in a file beside the vault.

It is chosen once, when a vault is made: a keystore that keeps, gives back and destroys a probe, else the
owner-only file. Beside the vault then lies ``device.keystore``, which names the keystore and the random id of
its entries, or the file ``device`` itself. From then on that decides, and nothing else: a keystore that is
locked or away for a moment is an error that passes, not a reason to make a new secret, with which nothing
would open.

The name of the keystore is written before the secret is made. A kill in between leaves a name without a
secret, and the next attempt goes on with it.
"""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from keukentafel.journal.names import random_id
from keukentafel.vault.counter import CounterFile
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.database import mistake_of
from keukentafel.vault.device_secret import OwnerOnlyFile, flush_folder, write_new
from keukentafel.vault.keystore import Keystore, KeystoreKind, find_backend
from keukentafel.vault.mistakes import NoDeviceSecret, VaultExists
from keukentafel.vault.platform_secret import PlatformSecret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

DEVICE_FILE: Final = "device"
KEYSTORE_FILE: Final = "device.keystore"
_COUNTER_FILE: Final = "device.counter"
_OWNER_FOLDER: Final = 0o700

BackendFinder = Callable[[KeystoreKind], "KeyringBackend | None"]
"""Gives the way to a keystore, None when this device does not have it."""


def find_device_secret(folder: Path, find: BackendFinder = find_backend) -> OwnerOnlyFile | PlatformSecret:
    """Return the device secret of the vault in a folder, from where it lies; nothing is made or asked yet.

    Args:
        folder: where the vault lies.
        find: how to reach a keystore.
    """
    if (folder / KEYSTORE_FILE).exists():
        return PlatformSecret(lambda: _keystore_of(folder, find), CounterFile(folder / _COUNTER_FILE))
    return OwnerOnlyFile(folder / DEVICE_FILE)


def make_device_secret(folder: Path, find: BackendFinder = find_backend) -> OwnerOnlyFile | PlatformSecret:
    """Choose where the device secret of a new vault will lie, make it, and return it.

    Done again, because the first time was cut short, it goes on with what was chosen. The user may be asked
    to open the keystore, so call this in a thread.

    Raises:
        VaultExists: there is a vault here, which has its secret.
        VaultUnwritable, VaultFull: the folder or the keystore cannot be written.
        NoDeviceSecret: the keystore that was chosen is away.
    """
    if (folder / FILE_NAME).exists():
        raise VaultExists
    if not (folder / KEYSTORE_FILE).exists() and not (folder / DEVICE_FILE).exists():
        _choose(folder, find)
    secret = find_device_secret(folder, find)
    try:
        secret.create()
    except OSError as reason:
        raise mistake_of(reason) from reason
    return secret


def _choose(folder: Path, find: BackendFinder) -> None:
    name = random_id()
    for kind in KeystoreKind:
        backend = find(kind)
        if backend is not None and Keystore(backend, name).works():
            _remember(folder, {"keystore": kind.value, "name": name})
            return


def _remember(folder: Path, chosen: dict[str, str]) -> None:
    fresh = folder / f"{KEYSTORE_FILE}.{secrets.token_hex(4)}.new"
    try:
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        write_new(fresh, json.dumps(chosen).encode())
        fresh.replace(folder / KEYSTORE_FILE)
        flush_folder(folder)
    except OSError as reason:
        fresh.unlink(missing_ok=True)
        raise mistake_of(reason) from reason


def _keystore_of(folder: Path, find: BackendFinder) -> Keystore:
    try:
        chosen = json.loads((folder / KEYSTORE_FILE).read_text(encoding="utf-8"))
        backend, name = find(KeystoreKind(chosen["keystore"])), str(chosen["name"])
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise NoDeviceSecret from reason
    if backend is None:
        raise NoDeviceSecret
    return Keystore(backend, name)

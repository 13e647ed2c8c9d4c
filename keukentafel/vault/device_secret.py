"""The factor that is not in anybody's head: 32 random bytes that stay on this device.

A PIN of six digits falls to guessing in an afternoon; together with a secret that the thief of a file does
not have it does not. ``DeviceSecret`` is a port: a platform keystore, the credential manager of Windows, or,
where there is neither, a file that only its owner may read. That last one can be copied together with the
database (``copyable``), so the vault then asks for a passphrase instead of a PIN.

Beside the secret lies a counter: the generation of the vault (`keukentafel.vault.roll`), written after each
commit. A vault whose own generation is lower was put back from an older copy. One whose generation is higher
met a crash between commit and counter, which is no harm.
"""

import contextlib
import os
import secrets
import stat
from pathlib import Path
from typing import Final, Protocol

from keukentafel.vault.mistakes import NoDeviceSecret, SecretExposed

SECRET_BYTES: Final = 32
_COUNTER_BYTES: Final = 8
_OWNER_FILE: Final = 0o600
_OWNER_FOLDER: Final = 0o700
_OF_OTHERS: Final = 0o077
_WRITABLE_BY_OTHERS: Final = 0o022


class DeviceSecret(Protocol):
    """Keeps the secret and the counter of this device."""

    @property
    def copyable(self) -> bool:
        """Tell whether the secret lies in a file that can be copied along with the vault."""

    def read(self) -> bytes:
        """Return the secret: 32 bytes.

        Raises:
            NoDeviceSecret: it was never made, or is gone.
            SecretExposed: others may read or replace it.
        """

    def counter(self) -> int:
        """Return the last counter, 0 when there was none.

        Raises:
            NoDeviceSecret: it cannot be read.
        """

    def set_counter(self, counter: int) -> None:
        """Remember the counter; this follows every commit, so it must be quick and need not be durable."""


class OwnerOnlyFile:
    """A secret in a file of mode 0600, in a folder of mode 0700; on Windows the user's profile protects it.

    The counter lies beside it, in ``<name>.counter``.
    """

    copyable: Final = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counter_path = path.with_name(path.name + ".counter")

    def create(self) -> None:
        """Make the secret; one that is there is kept.

        A kill half-way leaves no secret or a whole one: it is written under another name first.
        """
        if self._path.exists():
            return
        self._path.parent.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}.new")
        _write_new(fresh, secrets.token_bytes(SECRET_BYTES))
        try:
            _name_finally(fresh, self._path)
        finally:
            fresh.unlink(missing_ok=True)

    def read(self) -> bytes:
        """See `DeviceSecret.read`."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(self._path, flags)
        except OSError as reason:
            raise NoDeviceSecret from reason
        try:
            _refuse_exposed(os.fstat(handle), self._path.parent.stat())
            secret = os.read(handle, SECRET_BYTES + 1)
        finally:
            os.close(handle)
        if len(secret) != SECRET_BYTES:
            raise NoDeviceSecret
        return secret

    def counter(self) -> int:
        """See `DeviceSecret.counter`."""
        try:
            return int.from_bytes(self._counter_path.read_bytes()[:_COUNTER_BYTES])
        except FileNotFoundError:
            return 0
        except OSError as reason:
            raise NoDeviceSecret from reason

    def set_counter(self, counter: int) -> None:
        """See `DeviceSecret.set_counter`.

        Eight bytes written over in place: a kill leaves the old number or the new one.
        """
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        handle = os.open(self._counter_path, flags, _OWNER_FILE)
        try:
            os.write(handle, counter.to_bytes(_COUNTER_BYTES))
        finally:
            os.close(handle)


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, _OWNER_FILE)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _name_finally(fresh: Path, path: Path) -> None:
    """Give a file its name; a file that got the name first keeps it."""
    with contextlib.suppress(FileExistsError):
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this file system
            if not path.exists():
                fresh.rename(path)


def _refuse_exposed(file: os.stat_result, folder: os.stat_result) -> None:
    if os.name != "posix":
        return
    if file.st_uid != os.getuid() or not stat.S_ISREG(file.st_mode) or file.st_mode & _OF_OTHERS:
        raise SecretExposed
    if folder.st_mode & _WRITABLE_BY_OTHERS and not folder.st_mode & stat.S_ISVTX:
        raise SecretExposed

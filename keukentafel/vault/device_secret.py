"""The factor that is not in anybody's head: 32 random bytes that stay on this device.

A PIN of six digits falls to guessing in an afternoon; together with a secret that the thief of a file does
not have it does not. ``DeviceSecret`` is a port: a platform keystore, the credential manager of Windows, or,
where there is neither, a file that only its owner may read. That last one can be copied together with the
database (``copyable``), so the vault then asks for a passphrase instead of a PIN.

The secret is replaced when something is forgotten, so that an older copy of the file does not open with
today's PIN. That touches two places, the file and the keeper of the secret, and a battery may die in between:
the new secret is first *staged* beside the old one, then the file is wrapped for it, then it is *promoted*
and the old one is destroyed. Whoever opens the vault tries the secret and, if there is one, the staged one.

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

from keukentafel.vault.counter import CounterFile
from keukentafel.vault.database import mistake_of
from keukentafel.vault.mistakes import NoDeviceSecret, SecretExposed

SECRET_BYTES: Final = 32
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

    def staged(self) -> bytes | None:
        """Return the secret that waits to replace this one, None when there is none.

        Raises:
            NoDeviceSecret, SecretExposed: it is cut short, or others may read or replace it.
        """

    def stage(self, secret: bytes) -> None:
        """Keep a new secret (32 bytes) beside the present one; it is durable when this returns.

        Raises:
            VaultUnwritable, VaultFull: it cannot be kept.
        """

    def promote(self) -> None:
        """Put the staged secret in the place of the present one, which is destroyed; else do nothing.

        Raises:
            VaultUnwritable, VaultFull: it cannot be replaced; the staged one is still there.
        """

    def unstage(self) -> None:
        """Destroy the staged secret, if there is one."""

    def counter(self) -> int:
        """Return the last counter, 0 when there was none.

        Raises:
            NoDeviceSecret: it cannot be read.
        """

    def set_counter(self, counter: int) -> None:
        """Remember the counter, unless a higher one is kept already.

        This follows every commit, so it must be quick and need not be durable.
        """

    def settle(self) -> None:
        """Bring the counter to where it is safe; called when the vault has let go of its keys.

        Takes some seconds at most. What cannot be written is left as it is: it is then a little behind.
        """


class OwnerOnlyFile:
    """A secret in a file of mode 0600, in a folder of mode 0700; on Windows the user's profile protects it.

    The counter lies beside it, in ``<name>.counter``.
    """

    copyable: Final = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._staged_path = path.with_name(path.name + ".staged")
        self._counter = CounterFile(path.with_name(path.name + ".counter"))

    def create(self) -> None:
        """Make the secret; one that is there is kept.

        A kill half-way leaves no secret or a whole one: it is written under another name first.
        """
        if self._path.exists():
            return
        self._path.parent.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}.new")
        write_new(fresh, secrets.token_bytes(SECRET_BYTES))
        try:
            _name_finally(fresh, self._path)
        finally:
            fresh.unlink(missing_ok=True)

    def read(self) -> bytes:
        """See `DeviceSecret.read`."""
        return _read_secret(self._path)

    def staged(self) -> bytes | None:
        """See `DeviceSecret.staged`."""
        return _read_secret(self._staged_path) if self._staged_path.exists() else None

    def stage(self, secret: bytes) -> None:
        """See `DeviceSecret.stage`."""
        fresh = self._staged_path.with_name(f"{self._staged_path.name}.{secrets.token_hex(4)}.new")
        try:
            self._path.parent.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
            write_new(fresh, secret)
            fresh.replace(self._staged_path)
            flush_folder(self._path.parent)
        except OSError as reason:
            fresh.unlink(missing_ok=True)
            raise mistake_of(reason) from reason

    def promote(self) -> None:
        """See `DeviceSecret.promote`."""
        if not self._staged_path.exists():
            return
        try:
            with contextlib.suppress(FileNotFoundError):
                _overwrite(self._path)
            self._staged_path.replace(self._path)
            flush_folder(self._path.parent)
        except OSError as reason:
            raise mistake_of(reason) from reason

    def unstage(self) -> None:
        """See `DeviceSecret.unstage`."""
        with contextlib.suppress(OSError):
            _overwrite(self._staged_path)
        with contextlib.suppress(OSError):
            self._staged_path.unlink(missing_ok=True)

    def counter(self) -> int:
        """See `DeviceSecret.counter`."""
        return self._counter.read()

    def set_counter(self, counter: int) -> None:
        """See `DeviceSecret.set_counter`."""
        self._counter.raise_to(counter)

    def settle(self) -> None:
        """See `DeviceSecret.settle`; the file knows every counter already."""
        self._counter.settle()


def _read_secret(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as reason:
        raise NoDeviceSecret from reason
    try:
        _refuse_exposed(os.fstat(handle), path.parent.stat())
        secret = os.read(handle, SECRET_BYTES + 1)
    finally:
        os.close(handle)
    if len(secret) != SECRET_BYTES:
        raise NoDeviceSecret
    return secret


def _overwrite(path: Path) -> None:
    """Write zeros over a secret that is going to be destroyed; flash storage may keep the old cells."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        os.write(handle, bytes(SECRET_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Make what was named in a folder durable; there is no such thing outside POSIX."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read, durably.

    Raises:
        OSError: it is there already, or cannot be written.
    """
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

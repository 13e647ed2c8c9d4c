"""The counter beside the device secret: how far the vault has come, so that an older copy of it is known.

It follows every save, several in a second, and so it lies in a file of eight bytes (`CounterFile`). Who puts
back the whole folder puts that file back too. So where there is a keystore the counter lies there as well
(`KeystoreCounter`), and the higher of the two counts.

A keystore takes some 15 ms for a write, and may stop to ask its user for a password. No save waits for that:
the keystore is told from a thread of its own, at the first save, then at most once in ten seconds, and when
the vault locks.

So a folder that was copied while the vault was locked, or the device off, is known as older from the first
save after that. What is left open: who copies the folder while the vault is open, and sees to it that the app
is killed, can put the copy back and undo unseen what was saved in the ten seconds after the keystore was last
told.
"""

import errno
import os
import threading
from collections.abc import Callable
from mmap import mmap
from pathlib import Path
from time import monotonic
from typing import Final

from keukentafel.vault.keystore import Keystore
from keukentafel.vault.mistakes import NoDeviceSecret, VaultMistake

PAUSE: Final = 10.0
"""Seconds between two writes of the counter in a keystore."""
PATIENCE: Final = 2.0
"""Seconds that locking waits for a keystore."""
AFTER_REFUSAL: Final = 600.0
"""Seconds that a keystore is left alone when its user did not want to open it."""
HIGHEST: Final = 1 << 62
"""A counter above this was never written here."""

_BYTES: Final = 8
_OWNER_FILE: Final = 0o600
_ENTRY: Final = "counter"


class CounterFile:
    """A counter in a file that only its owner may read.

    It stays mapped into memory from the first save until ``settle``, as SQLite maps the index of its log: a
    save then asks the system for nothing. What is written there outlives a kill, as if it had been written to
    the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._mapped: mmap | None = None

    def __del__(self) -> None:
        self.settle()

    def read(self) -> int:
        """Return the counter, 0 when there is none.

        Raises:
            NoDeviceSecret: it cannot be read.
        """
        try:
            kept = int.from_bytes(self._path.read_bytes()[:_BYTES])
        except FileNotFoundError:
            return 0
        except OSError as reason:
            raise NoDeviceSecret from reason
        # Damaged: no vault gets that far, and it must not shut the one that is here.
        return kept if kept <= HIGHEST else 0

    def raise_to(self, counter: int) -> None:
        """Keep the counter, unless a higher one is there.

        Eight bytes written over in place: a kill leaves the old number or the new one.
        """
        with self._lock:
            if self._mapped is None:
                self._mapped = self._map()
            kept = int.from_bytes(self._mapped[:_BYTES])
            if kept < counter or kept > HIGHEST:
                self._mapped[:_BYTES] = counter.to_bytes(_BYTES)

    def settle(self) -> None:
        """Let go of the file; the next save opens it again."""
        with self._lock:
            mapped, self._mapped = self._mapped, None
            if mapped is not None:
                mapped.close()

    def _map(self) -> mmap:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        handle = os.open(self._path, flags, _OWNER_FILE)
        try:
            kept = os.read(handle, _BYTES)
            if len(kept) < _BYTES:
                # Room must be there before it is mapped: beyond the end of a file there is no memory.
                os.lseek(handle, 0, os.SEEK_SET)
                if os.write(handle, kept.rjust(_BYTES, b"\x00")) < _BYTES:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return mmap(handle, _BYTES)
        finally:
            os.close(handle)


class KeystoreCounter:
    """A counter in a file, and a little behind it in a keystore.

    Args:
        keystore: gives the keystore, or raises ``NoDeviceSecret``.
        file: where every counter goes at once.
        clock: seconds that never go back.
    """

    def __init__(
        self, keystore: Callable[[], Keystore], file: CounterFile, clock: Callable[[], float] = monotonic
    ) -> None:
        self._keystore = keystore
        self._file = file
        self._clock = clock
        self._last = 0
        self._told = 0
        self._next = float("-inf")
        self._teller: threading.Thread | None = None

    def read(self) -> int:
        """Return the counter, 0 when there is none.

        Raises:
            NoDeviceSecret: it cannot be read.
        """
        return max(self._file.read(), self._in_keystore())

    def raise_to(self, counter: int) -> None:
        """Keep the counter, unless a higher one is there; the keystore follows when it is time."""
        self._last = max(self._last, counter)
        if self._clock() >= self._next and not self._is_telling():
            self._begin_telling()
        self._file.raise_to(counter)

    def settle(self) -> None:
        """Tell the keystore what it does not know yet, and wait for it, but not for ever."""
        if self._teller is not None:
            self._teller.join(PATIENCE)
        if self._told < self._last and not self._is_telling():
            self._begin_telling().join(PATIENCE)
        self._file.settle()

    def _is_telling(self) -> bool:
        return self._teller is not None and self._teller.is_alive()

    def _begin_telling(self) -> threading.Thread:
        self._next = self._clock() + PAUSE
        self._teller = threading.Thread(target=self._tell, name="counter", daemon=True)
        self._teller.start()
        return self._teller

    def _tell(self) -> None:
        counter = self._last
        try:
            # Another session may have been further.
            if self._in_keystore() < counter:
                self._keystore().overwrite(_ENTRY, str(counter))
        except VaultMistake:
            self._next = self._clock() + AFTER_REFUSAL
        else:
            self._told = counter

    def _in_keystore(self) -> int:
        try:
            return int(self._keystore().read(_ENTRY) or 0)
        except ValueError as reason:
            raise NoDeviceSecret from reason

"""The file, its settings, and what is all or nothing.

One connection, guarded by a lock: the screens run on one event loop, but deriving a key runs in a thread.
Everything that is written goes through ``transaction()``; nested ones join the outermost. The settings were
measured: with ``synchronous=FULL`` no acknowledged save was lost in 300 simulated power cuts, with NORMAL in
275 of them some were; with ``secure_delete=ON`` nothing deleted is left in the file after a checkpoint.

What is remembered of the file's contents from one transaction to the next is worth nothing once somebody else
has written in it. ``Watcher.after_begin`` is told so, and then forgets; two sessions on one file (one taking
over from the other) cannot write over each other's state.

Statements are made from the SQLModel tables with SQLAlchemy Core and run on the driver as text. The driver is
the standard library's; another one may be handed in, with the same two methods, so that a test can cut the
power under it.
"""

import contextlib
import errno
import sqlite3
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, Protocol

from keukentafel.vault.mistakes import (
    DamagedVault,
    Locked,
    NothingKept,
    NoVault,
    VaultFull,
    VaultInUse,
    VaultMistake,
    VaultUnwritable,
)

SETTINGS: Final = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cell_size_check=ON",
)
APPLE_SETTINGS: Final = ("PRAGMA fullfsync=1", "PRAGMA checkpoint_fullfsync=1")

_PRIMARY_CODE: Final = 0xFF
_MISTAKES: Final[dict[int, type[VaultMistake]]] = {
    sqlite3.SQLITE_FULL: VaultFull,
    sqlite3.SQLITE_BUSY: VaultInUse,
    sqlite3.SQLITE_LOCKED: VaultInUse,
    sqlite3.SQLITE_READONLY: VaultUnwritable,
    sqlite3.SQLITE_CANTOPEN: VaultUnwritable,
    sqlite3.SQLITE_PERM: VaultUnwritable,
    sqlite3.SQLITE_IOERR: VaultUnwritable,
}
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


class Answer(Protocol):
    """What a driver gives for a statement."""

    def fetchall(self) -> list[Any]:
        """Return all rows."""


class Driver(Protocol):
    """An open connection to SQLite in autocommit mode."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Answer:
        """Run one statement."""

    def close(self) -> None:
        """Close the file."""


Connect = Callable[[Path], Driver]
"""Opens an existing file; the settings of ``SETTINGS`` are applied by `Database`."""


class Watcher(Protocol):
    """Takes part in every transaction."""

    def after_begin(self, written_elsewhere: bool) -> None:
        """A transaction has begun; somebody else may have written in the file since the last one."""

    def before_commit(self) -> None:
        """Write what belongs to this transaction and was held back."""

    def after_commit(self) -> None:
        """What was written is durable now."""

    def after_rollback(self) -> None:
        """What was written is undone."""


def connect_sqlite(path: Path) -> Driver:
    """Open an existing file with the standard library's driver, in autocommit mode."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


class Database:
    """One connection to a vault file.

    Raises:
        NoVault: there is no such file.
        DamagedVault: the file is not a database.
        VaultInUse: another program holds it for longer than five seconds.
        VaultUnwritable: it cannot be opened.
    """

    def __init__(self, path: Path, connect: Connect = connect_sqlite) -> None:
        if not path.is_file():
            raise NoVault
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        self._doomed = False
        self._checkpoint_due = False
        self._watchers: list[Watcher] = []
        self._seen_version: int | None = None
        try:
            self._driver: Driver | None = _with_settings(connect(path))
        except sqlite3.Error as reason:
            raise mistake_of(reason) from reason

    @property
    def is_open(self) -> bool:
        """Whether the file is open."""
        return self._driver is not None

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is under way here; one of another thread is waited for."""
        with self._lock:
            return self._depth > 0

    def watch(self, watcher: Watcher) -> None:
        """Let a watcher take part in every transaction from now on."""
        self._watchers.append(watcher)

    def run(self, statement: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Run one statement on the driver and return its rows; outside a transaction it commits by itself."""
        with self._lock:
            if self._driver is None:
                raise Locked
            try:
                return self._driver.execute(statement, parameters).fetchall()
            except sqlite3.Error as reason:
                if isinstance(self._driver, sqlite3.Connection) and _met_garbled_text(reason):
                    return _garbled_rows(self._driver, statement, parameters)
                raise mistake_of(reason) from reason

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept, or nothing of it.

        Raises:
            NothingKept: a nested transaction failed and its exception was swallowed on the way out.
        """
        return self

    def checkpoint_after(self) -> None:
        """After this transaction, move everything into the file itself and empty the write-ahead log.

        What was erased is then gone from both. A reader in another program may hold this up; the next
        checkpoint does it.
        """
        self._checkpoint_due = True

    def close(self) -> None:
        """Close the file; inside a transaction, everything in it is undone at its end."""
        with self._lock:
            if self._depth:
                self._doomed = True
            driver, self._driver = self._driver, None
            if driver is not None:
                with contextlib.suppress(sqlite3.Error):
                    driver.close()

    def __enter__(self) -> None:
        self._lock.acquire()
        try:
            if self._depth:
                self._depth += 1
            else:
                self._begin()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, kind: object, mistake: object, trace: object) -> None:
        try:
            if self._depth > 1:
                self._depth -= 1
                self._doomed = self._doomed or kind is not None
            else:
                self._end(kind is not None)
        finally:
            self._lock.release()

    def _begin(self) -> None:
        self.run("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            self._begun()
        except BaseException:
            self._depth = 0
            self._undo()
            raise

    def _end(self, failed: bool) -> None:
        kept = False
        try:
            if not failed:
                self._settle()
                self._depth = 0
                self.run("COMMIT")
                kept = True
        finally:
            self._depth = 0
            if not kept:
                self._undo()
        if kept:
            self._done()

    def _begun(self) -> None:
        ((version,),) = self.run("PRAGMA data_version")
        written_elsewhere, self._seen_version = version != self._seen_version, version
        for watcher in self._watchers:
            watcher.after_begin(written_elsewhere)

    def _settle(self) -> None:
        if self._doomed:
            raise NothingKept
        # Whoever watches first writes last: the seals, over everything the others have written.
        for watcher in reversed(self._watchers):
            watcher.before_commit()

    def _undo(self) -> None:
        self._doomed = self._checkpoint_due = False
        for watcher in self._watchers:
            watcher.after_rollback()
        # SQLite undoes by itself when the disk is full; there is nothing to roll back then.
        with contextlib.suppress(VaultMistake):
            self.run("ROLLBACK")

    def _done(self) -> None:
        for watcher in self._watchers:
            watcher.after_commit()
        if self._checkpoint_due:
            self._checkpoint_due = False
            with contextlib.suppress(VaultMistake):
                self.run("PRAGMA wal_checkpoint(TRUNCATE)")


def mistake_of(reason: BaseException | None) -> VaultMistake:
    """Say in our words what SQLite met, or what became of a file."""
    if isinstance(reason, OSError):
        return VaultFull() if reason.errno in _FULL else VaultUnwritable()
    code = getattr(reason, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return _MISTAKES.get(code & _PRIMARY_CODE, DamagedVault)()


def _met_garbled_text(reason: sqlite3.Error) -> bool:
    # The one mistake of reading that the driver makes by itself, and so without a code of SQLite.
    return isinstance(reason, sqlite3.OperationalError) and not hasattr(reason, "sqlite_errorcode")


def _garbled_rows(driver: sqlite3.Connection, statement: str, parameters: Sequence[Any]) -> list[Any]:
    """Read rows in which a text is no UTF-8, so somebody else wrote it; a mark stands for what it is not.

    An open column is bound into the seal of its row, which then shows as changed, and the others can be read.
    """
    driver.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        return driver.execute(statement, parameters).fetchall()
    finally:
        driver.text_factory = str


def _with_settings(driver: Driver) -> Driver:
    apple = APPLE_SETTINGS if sys.platform in {"darwin", "ios"} else ()
    try:
        for setting in (*SETTINGS, *apple):
            driver.execute(setting).fetchall()
    except sqlite3.Error:
        driver.close()
        raise
    return driver

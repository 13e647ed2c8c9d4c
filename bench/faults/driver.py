"""SQLite on a disk that remembers: a driver for the vault, over a file system layer of apsw.

Only the layer under SQLite differs from what runs on a tablet. It passes everything on to the real files and
takes note of it. ``synchronous`` may be lowered here, whatever the vault asks for, to show what cuts of the
power would then do.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from bench.faults.recording import FileNumber, Recording
from keukentafel.vault.database import Connect, Driver

_LAYER = "keukentafel-recorded"
_LOGS = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL


@contextmanager
def recorded(recording: Recording, synchronous: str = "FULL") -> Iterator[Connect]:
    """Give what opens a vault file such that everything SQLite writes is recorded."""
    layer = _Layer(recording)
    try:
        yield lambda path: ApswDriver(path, _LAYER, synchronous)
    finally:
        layer.unregister()


class Rows:
    """The rows of a statement that has run."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._rows


class ApswDriver(Driver):
    """Makes of apsw what the vault asks of a driver: its answers, and the errors of the standard library."""

    def __init__(self, path: Path, layer: str, synchronous: str = "FULL") -> None:
        self._synchronous = synchronous
        with _mistakes():
            self._connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE, vfs=layer)

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Run one statement."""
        asked = sql.replace("synchronous=FULL", f"synchronous={self._synchronous}")
        with _mistakes():
            return Rows(self._connection.execute(asked, tuple(parameters)).fetchall())

    def close(self) -> None:
        """Close the file."""
        with _mistakes():
            self._connection.close()


@contextmanager
def _mistakes() -> Iterator[None]:
    try:
        yield
    except apsw.Error as reason:
        mistake = sqlite3.OperationalError(str(reason))
        mistake.sqlite_errorcode = getattr(reason, "extendedresult", sqlite3.SQLITE_ERROR)
        raise mistake from reason


class _Layer(apsw.VFS):
    """Passes everything on to the real files."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        super().__init__(_LAYER, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        asked = flags[0]
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        known = self._recording.name_of(path)
        if known is None:
            return apsw.VFSFile("", name, flags)
        if not asked & _LOGS:
            self._recording.notice(known)
        return _File(self._recording, self._recording.opened(known), name, flags, bool(asked & _LOGS))

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        name = self._recording.name_of(filename)
        if name is not None:
            self._recording.remove(name)
            if syncdir:
                self._recording.flush_names()


class _File(apsw.VFSFile):
    """A file of which every write is recorded."""

    def __init__(
        self, recording: Recording, number: FileNumber, name: Any, flags: list[int], is_log: bool
    ) -> None:
        self._recording = recording
        self._number = number
        # With the first flush of a log SQLite flushes the folder too, for its name (os_unix.c, DIRSYNC).
        self._name_is_due = is_log
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._recording.write(self._number, offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._recording.shorten(self._number, newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._recording.flush(self._number)
        if self._name_is_due:
            self._name_is_due = False
            self._recording.flush_names()

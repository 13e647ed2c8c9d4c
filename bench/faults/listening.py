"""Listening to what Python itself writes: the device secret, the counter, forget marks, and names of files.

The functions of ``os`` are replaced for as long as a recording runs, by ones that do what they are asked and
take note of it. Nothing is kept from reaching the real disk.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.faults.recording import FileNumber, Recording


@contextmanager
def listening(recording: Recording) -> Iterator[None]:
    """Listen to what Python writes in the folder of a recording."""
    ears = _Ears(recording)
    heard: dict[str, Callable[..., Any]] = {
        "open": ears.open,
        "close": ears.close,
        "write": ears.write,
        "fsync": ears.fsync,
        "replace": ears.replace,
        "rename": ears.replace,
        "link": ears.link,
        "unlink": ears.unlink,
        "remove": ears.unlink,
    }
    before = {name: getattr(os, name) for name in heard}
    try:
        for name, function in heard.items():
            setattr(os, name, function)
        yield
    finally:
        for name, function in before.items():
            setattr(os, name, function)


class _Ears:
    """Does what it is asked, and takes note."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._files: dict[int, tuple[FileNumber, Path]] = {}
        self._folders: set[int] = set()
        self._open, self._close, self._write, self._fsync = os.open, os.close, os.write, os.fsync
        self._replace, self._link, self._unlink = os.replace, os.link, os.unlink

    def open(self, path: Any, flags: int, mode: int = 0o777, **given: Any) -> int:
        handle = self._open(path, flags, mode, **given)
        name = self._recording.name_of(path)
        if name is not None:
            self._files[handle] = self._recording.opened(name), Path(path)
            self._recording.notice(name)
            if flags & os.O_RDWR:
                self._recording.map(name)
        elif isinstance(path, str | os.PathLike) and Path(path) == self._recording.folder:
            self._folders.add(handle)
        return handle

    def close(self, handle: int) -> None:
        self._files.pop(handle, None)
        self._folders.discard(handle)
        self._close(handle)

    def write(self, handle: int, data: Any) -> int:
        file = self._file_of(handle)
        written = self._write(handle, data)
        if file is not None:
            offset = os.lseek(handle, 0, os.SEEK_CUR) - written
            self._recording.write(file, offset, bytes(data[:written]))
        return written

    def fsync(self, handle: int) -> None:
        self._fsync(handle)
        file = self._file_of(handle)
        if file is not None:
            self._recording.notice(self._files[handle][1].name)
            self._recording.flush(file)
        elif handle in self._folders:
            self._recording.flush_names()

    def replace(self, old: Any, new: Any, **given: Any) -> None:
        before, after = self._noticed(old), self._recording.name_of(new)
        self._replace(old, new, **given)
        if before is not None and after is not None:
            self._recording.rename(before, after)

    def link(self, old: Any, new: Any, **given: Any) -> None:
        before, after = self._noticed(old), self._recording.name_of(new)
        self._link(old, new, **given)
        if before is not None and after is not None:
            self._recording.link(before, after)

    def unlink(self, path: Any, **given: Any) -> None:
        name = self._recording.name_of(path)
        self._unlink(path, **given)
        if name is not None:
            self._recording.remove(name)

    def _file_of(self, handle: int) -> FileNumber | None:
        """Return the file behind a handle, unless that was closed elsewhere and leads to another one now."""
        if handle not in self._files:
            return None
        file, path = self._files[handle]
        return file if path.exists() and os.path.samestat(os.fstat(handle), path.stat()) else None

    def _noticed(self, path: Any) -> str | None:
        name = self._recording.name_of(path)
        if name is not None:
            self._recording.notice(name)
        return name

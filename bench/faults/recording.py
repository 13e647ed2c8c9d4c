"""A disk that remembers: every write, flush and name in one folder, in the order in which they came.

Two roads lead to the disk, and both report here: SQLite's through a file system layer
(`bench.faults.driver`), and Python's own through ``os`` (`bench.faults.listening`). What is written in other
ways (a file that a backup is unpacked into) is noticed at the next event on that file, as one large write
that was not flushed before.

What is mapped into memory (the counter beside the device secret) is written without any call. It is noticed
when a step is acknowledged, as not flushed.

A *file* is a number and not a name, as it is for a file system: a name may be given to another file, and
whether that lasts is another matter than whether the bytes do.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

FileNumber = NewType("FileNumber", int)
"""One file, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes were written at an offset."""

    file: FileNumber
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Shortened:
    """A file was cut off, or made longer with zeros."""

    file: FileNumber
    size: int


@dataclass(frozen=True, slots=True)
class Flushed:
    """Everything that was written in a file is on the disk now."""

    file: FileNumber


@dataclass(frozen=True, slots=True)
class Named:
    """Names were given or taken away (None), all at once."""

    names: tuple[tuple[str, FileNumber | None], ...]


@dataclass(frozen=True, slots=True)
class NamesFlushed:
    """Every name in the folder is on the disk now."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The vault has said of a step that it is done; steps count from 0."""

    step: int


Event = Written | Shortened | Flushed | Named | NamesFlushed | Acknowledged


class Recording:
    """Everything that happened to the files of one folder since it began; files in folders below are not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[Event] = []
        self.names_before: dict[str, FileNumber] = {}
        self._latest: dict[FileNumber, bytearray] = {}
        for path in sorted(folder.iterdir()):
            self.names_before[path.name] = self._new_file(path.read_bytes())
        self.contents_before = {file: bytes(data) for file, data in self._latest.items()}
        self._names = dict(self.names_before)
        self._mapped: set[str] = set()

    def name_of(self, path: object) -> str | None:
        """Return the name of a file in this folder, None when a path leads elsewhere."""
        if not isinstance(path, str | os.PathLike):
            return None
        whole = Path(os.fsdecode(path)).absolute()
        return whole.name if whole.parent == self.folder else None

    def opened(self, name: str) -> FileNumber:
        """Return the file of this name, which was opened or made."""
        known = self._names.get(name)
        if known is None:
            known = self._new_file(b"")
            self._name((name, known))
        return known

    def write(self, file: FileNumber, offset: int, data: bytes) -> None:
        """Take note of bytes that were written."""
        self.events.append(Written(file, offset, data))
        put(self._latest[file], offset, data)

    def shorten(self, file: FileNumber, size: int) -> None:
        """Take note of the size that a file was given."""
        self.events.append(Shortened(file, size))
        resize(self._latest[file], size)

    def flush(self, file: FileNumber) -> None:
        """Take note that a file was flushed."""
        self.events.append(Flushed(file))

    def flush_names(self) -> None:
        """Take note that the folder was flushed."""
        self.events.append(NamesFlushed())

    def rename(self, old: str, new: str) -> None:
        """Take note of another name for a file."""
        self._name((new, self._names[old]), (old, None))

    def link(self, old: str, new: str) -> None:
        """Take note of a second name for a file."""
        self._name((new, self._names[old]))

    def remove(self, name: str) -> None:
        """Take note of a name that was taken away."""
        if name in self._names:
            self._name((name, None))

    def map(self, name: str) -> None:
        """Take note that a file may be written by way of memory from now on."""
        self._mapped.add(name)

    def catch_up(self) -> None:
        """Take note of what was written by way of memory."""
        for name in sorted(self._mapped & self._names.keys()):
            self.notice(name)

    def acknowledge(self, step: int) -> None:
        """Take note that a step was acknowledged."""
        self.catch_up()
        self.events.append(Acknowledged(step))

    def notice(self, name: str) -> None:
        """Take note of what was written in a file by a way that is not listened to."""
        path, file = self.folder / name, self.opened(name)
        data = path.read_bytes() if path.is_file() else b""
        if data != self._latest[file]:
            self.shorten(file, len(data))
            self.write(file, 0, data)

    def _new_file(self, data: bytes) -> FileNumber:
        file = FileNumber(len(self._latest))
        self._latest[file] = bytearray(data)
        return file

    def _name(self, *names: tuple[str, FileNumber | None]) -> None:
        self.events.append(Named(names))
        rename(self._names, names)


def put(data: bytearray, offset: int, written: bytes) -> None:
    """Write in a file that is held in memory, over zeros where there was nothing."""
    if len(data) < offset:
        resize(data, offset)
    data[offset : offset + len(written)] = written


def resize(data: bytearray, size: int) -> None:
    """Cut a file in memory off, or make it longer with zeros."""
    del data[size:]
    data.extend(bytes(size - len(data)))


def rename(names: dict[str, FileNumber], changes: tuple[tuple[str, FileNumber | None], ...]) -> None:
    """Apply names that were given or taken away."""
    for name, file in changes:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file

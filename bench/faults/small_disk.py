"""A disk that a few megabytes fill: a real one where this process may mount it, and else one that is played.

The real one is a file system in memory (tmpfs), so the device secret, the forget marks and a backup run into
its end as well. The played one is a file system layer under SQLite that has no room to give.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import apsw

from bench.faults.driver import ApswDriver
from keukentafel.vault.database import Connect, connect_sqlite

SIZE: Final = 16 << 20
_LAYER: Final = "keukentafel-small"


class SmallDisk(Protocol):
    """A disk of which one says how much room is left."""

    @property
    def folder(self) -> Path:
        """Where it is."""

    @property
    def connect(self) -> Connect:
        """What opens a vault file on it."""

    def leave(self, room: int) -> None:
        """Fill it but for so many bytes."""

    def make_room(self) -> None:
        """Empty it again of what it was filled with."""


@contextlib.contextmanager
def small_disk(folder: Path, played: bool = False, mute: bool = False) -> Iterator[SmallDisk]:
    """Give a small disk in a new folder: a real one, unless there can be none or it is to be played.

    A ``mute`` one is played, and fails without saying that it is full.
    """
    folder.mkdir()
    if not (played or mute) and _mounts(folder):
        try:
            yield RealDisk(folder)
        finally:
            # Lazily: it goes as soon as nothing of it is open any more.
            subprocess.run(["umount", "-l", str(folder)], check=True)
    else:
        layer = _Layer(apsw.SQLITE_IOERR if mute else apsw.SQLITE_FULL)
        try:
            yield PlayedDisk(folder, layer)
        finally:
            layer.unregister()


class RealDisk:
    """A mounted file system of a few megabytes."""

    connect: Connect = staticmethod(connect_sqlite)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def leave(self, room: int) -> None:
        """See `SmallDisk.leave`."""
        found = os.statvfs(self.folder)
        size = max(0, found.f_bavail * found.f_frsize - room)
        with self._ballast.open("wb") as file:
            if size:
                os.posix_fallocate(file.fileno(), 0, size)

    def make_room(self) -> None:
        """See `SmallDisk.make_room`."""
        self._ballast.unlink(missing_ok=True)


class PlayedDisk:
    """A folder in which the files of SQLite find no room to grow."""

    def __init__(self, folder: Path, layer: "_Layer") -> None:
        self.folder = folder
        self._layer = layer

    def connect(self, path: Path) -> ApswDriver:
        """See `SmallDisk.connect`."""
        return ApswDriver(path, _LAYER)

    def leave(self, room: int) -> None:
        """See `SmallDisk.leave`."""
        self._layer.room = room

    def make_room(self) -> None:
        """See `SmallDisk.make_room`."""
        self._layer.room = SIZE


def _mounts(folder: Path) -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(folder)]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


class _Layer(apsw.VFS):
    """Passes everything on to the real files, as long as there is room."""

    def __init__(self, refusal: int) -> None:
        self.room = SIZE
        self.refusal = refusal
        super().__init__(_LAYER, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _File(self, name, flags)


class _File(apsw.VFSFile):
    """A file that grows as long as there is room."""

    def __init__(self, layer: _Layer, name: Any, flags: list[int]) -> None:
        self._layer = layer
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        grown = max(0, offset + len(data) - self.xFileSize())
        if grown > self._layer.room:
            raise apsw.exception_for(self._layer.refusal)
        super().xWrite(data, offset)
        self._layer.room -= grown

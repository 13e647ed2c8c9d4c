"""What is left on a disk when the power goes: what was flushed, and of the rest whatever happened to arrive.

Bytes that were not flushed may have arrived in part and in any order; a write may be torn at a sector of 512
bytes. Names that were not flushed are lost from some moment on: file systems with a journal keep them in
order. Flushing a file does not flush its name.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.faults.recording import (
    Acknowledged,
    Event,
    FileNumber,
    Flushed,
    Named,
    NamesFlushed,
    Recording,
    Shortened,
    Written,
    put,
    rename,
    resize,
)

SECTOR: Final = 512

Change = Written | Shortened


class Disk:
    """A disk while events happen to it."""

    def __init__(self, recording: Recording) -> None:
        self.done = -1
        self._files = defaultdict(bytearray, {f: bytearray(d) for f, d in recording.contents_before.items()})
        self._names = dict(recording.names_before)
        self._pending: dict[FileNumber, list[Change]] = defaultdict(list)
        self._pending_names: list[Named] = []

    def happen(self, events: Iterable[Event]) -> "Disk":
        """Let events happen; ``done`` is then the last step that was acknowledged."""
        for event in events:
            match event:
                case Written() | Shortened():
                    self._pending[event.file].append(event)
                case Flushed():
                    self._arrive(event.file, self._pending.pop(event.file, []))
                case Named():
                    self._pending_names.append(event)
                case NamesFlushed():
                    self._rename(self._pending_names)
                    self._pending_names = []
                case Acknowledged():
                    self.done = event.step
        return self

    def settle(self) -> None:
        """Let everything arrive, as it does when the power stays."""
        self._rename(self._pending_names)
        for file, changes in self._pending.items():
            self._arrive(file, changes)

    def cut(self, chance: random.Random) -> None:
        """Cut the power: of what was not flushed, chance says what arrives."""
        self._rename(self._pending_names[: chance.randint(0, len(self._pending_names))])
        for file, changes in self._pending.items():
            self._arrive(file, _arrived(changes, chance))

    def put_in(self, folder: Path) -> None:
        """Write down what is left."""
        folder.mkdir(mode=0o700)
        for name, file in self._names.items():
            path = folder / name
            path.touch(0o600)
            path.write_bytes(self._files[file])

    def _arrive(self, file: FileNumber, changes: Iterable[Change]) -> None:
        data = self._files[file]
        for change in changes:
            if isinstance(change, Written):
                put(data, change.offset, change.data)
            else:
                resize(data, change.size)

    def _rename(self, named: Iterable[Named]) -> None:
        for event in named:
            rename(self._names, event.names)


def _arrived(changes: list[Change], chance: random.Random) -> Iterable[Change]:
    share = chance.choice((0.0, 0.5, 0.5, 0.9, 1.0))
    for change in changes:
        if chance.random() >= share:
            continue
        if isinstance(change, Written) and chance.random() < 0.2:
            end = (change.offset + chance.randrange(len(change.data) + 1)) // SECTOR * SECTOR
            yield Written(change.file, change.offset, change.data[: max(0, end - change.offset)])
        else:
            yield change

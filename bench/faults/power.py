"""Cutting the power: at any moment of a day, under the real code of the vault.

A day is recorded once, with every byte that went to the disk. For each cut the disk is built as it may be
when the power goes at some moment (`bench.faults.remains`), and is opened as after a restart: with the driver
of the standard library. *Lost* is a cut after which something is missing that was acknowledged, or after
which the vault finds itself older than it was. *Corrupt* is one after which it does not open, is not whole,
cannot be written on, or holds what it never held.

The step under way when the power went may be there or not. Half of the cuts fall just after something was
flushed, named or acknowledged; the others anywhere.
"""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from bench.faults.days import Day, Making, Migrating, NothingToDo, Promise, Restoring, Turning, Writing
from bench.faults.driver import recorded
from bench.faults.listening import listening
from bench.faults.recording import Acknowledged, Recording, Written
from bench.faults.remains import Disk
from bench.faults.tablet import Account, Tablet, account_of
from keukentafel.vault.mistakes import DamagedVault, OlderVault, VaultMistake, WrongPin
from keukentafel.vault.vault import OpenVault

DAYS: Final[Mapping[str, tuple[type[Day], float]]] = {
    "writing": (Writing, 0.4),
    "turning": (Turning, 0.3),
    "making": (Making, 0.1),
    "migrating": (Migrating, 0.1),
    "restoring": (Restoring, 0.1),
}
"""The days, and the share of the cuts that each gets."""


class Verdict(StrEnum):
    """What a cut did."""

    KEPT = "kept"
    LOST = "lost"
    CORRUPT = "corrupt"


@dataclass(slots=True)
class Cuts:
    """What some cuts did."""

    found: list[Verdict] = field(default_factory=list)

    def count(self, verdict: Verdict | None = None) -> int:
        """Return how many cuts there were, or how many with one verdict."""
        return sum(verdict in {None, one} for one in self.found)


def cut_the_power(cuts: int, seed: int) -> Cuts:
    """Cut the power so many times, spread over all days."""
    found = Cuts()
    for day, share in DAYS.values():
        found.found += cut_a_day(day(), max(1, round(cuts * share)), seed).found
    return found


def cut_a_day(day: Day, cuts: int, seed: int, synchronous: str = "FULL") -> Cuts:
    """Record one day and cut the power in it so many times."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="keukentafel-power-") as home:
        taken = record(day, Path(home) / "tablet", chance, synchronous)
        return Cuts(
            [taken.verdict(moment, Path(home) / "after", chance) for moment in taken.moments(cuts, chance)]
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A day as it was recorded, with what was promised after each step."""

    day: Day
    recording: Recording
    promises: Sequence[Promise]

    def moments(self, cuts: int, chance: random.Random) -> list[int]:
        """Choose moments: after how many events the power goes."""
        events = self.recording.events
        first = events.index(Acknowledged(0)) + 1
        edges = [at for at in range(first, len(events) + 1) if not isinstance(events[at - 1], Written)]
        anywhere = range(first, len(events) + 1)
        return [chance.choice(edges if number % 2 else anywhere) for number in range(cuts)]

    def verdict(self, moment: int, folder: Path, chance: random.Random) -> Verdict:
        """Cut the power after so many events, and look what is left."""
        disk = Disk(self.recording).happen(self.recording.events[:moment])
        disk.cut(chance)
        disk.put_in(folder)
        try:
            return self._judge(Tablet(folder), disk.done)
        finally:
            shutil.rmtree(folder)

    def _judge(self, tablet: Tablet, done: int) -> Verdict:
        promised = list(self.promises[done : done + 2])
        if not tablet.file.exists():
            try:
                promised = [self.day.again(tablet)]
            except (NothingToDo, VaultMistake):
                return Verdict.LOST
        try:
            found = _looked_into(tablet, {one.pin for one in promised})
        except OlderVault:
            return Verdict.LOST
        except VaultMistake:
            return Verdict.CORRUPT
        if found in {one.account for one in promised}:
            return Verdict.KEPT
        return Verdict.LOST if found in {one.account for one in self.promises} else Verdict.CORRUPT


def record(day: Day, folder: Path, chance: random.Random, synchronous: str = "FULL") -> Taken:
    """Let a day happen in a new folder, and record it."""
    day.prepare(Tablet(folder))
    recording, promises = Recording(folder), list[Promise]()
    with listening(recording), recorded(recording, synchronous) as connect:
        for step in day.steps(Tablet(folder, connect), chance):
            recording.acknowledge(len(promises))
            promises.append(step())
        recording.catch_up()
    return Taken(day, recording, promises)


def _looked_into(tablet: Tablet, pins: set[str]) -> Account:
    """Return what a vault holds that is whole, and in which one can write."""
    vault = _opened(tablet, pins)
    whole = vault.check() == () and vault.trail.chain().breaks == () and not vault.trail.found_broken
    account = account_of(vault)
    vault.new_household()
    vault.lock()
    if not (whole and _is_sound(tablet.file)):
        raise DamagedVault
    return account


def _is_sound(file: Path) -> bool:
    """Tell whether SQLite finds nothing wrong; a file that is bad enough it does not even look through."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return False


def _opened(tablet: Tablet, pins: set[str]) -> OpenVault:
    for pin in sorted(pins - {""}):
        try:
            return tablet.locked().unlock(pin)
        except WrongPin:
            continue
    raise WrongPin

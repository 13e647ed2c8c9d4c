"""Killing the program: SIGKILL while somebody types, and while keys are turned.

Every kill meets a process of its own, on the vault that the one before left behind. What it had told before
it died must be there; the one thing it was busy with may be there or not.
"""

import contextlib
import multiprocessing
import random
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Final, cast

from bench.faults.tablet import Tablet
from bench.faults.writers import DRAFTS, Writer, save, slot, turn
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import DamagedVault, VaultMistake, WrongPin
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN

_MOST_WAITED_S: Final = 0.02
_PATIENCE_S: Final = 60.0
_TURNS: Final = 3


@dataclass(slots=True)
class Kills:
    """What some kills did.

    ``told`` is how much the writers had said was saved, ``lost`` how much of that was not there, and
    ``broken`` after how many kills the vault did not open or was not whole.
    """

    kills: int = 0
    told: int = 0
    lost: int = 0
    broken: int = 0


def kill_while_typing(kills: int, seed: int, writer: Writer = save, most_told: int = 200) -> Kills:
    """Kill a writer of drafts so many times, each before it has told more than so much, or just after."""
    found, chance, last = Kills(kills), random.Random(seed), 0
    with tempfile.TemporaryDirectory(prefix="keukentafel-kills-") as home:
        tablet = Tablet(Path(home) / "tablet").make()
        for _ in range(kills):
            told = [
                int(line)
                for line in _told_until_killed(writer, tablet, PIN, last, chance=chance, most_told=most_told)
            ]
            found.told += len(told)
            last = max([last, *told])
            try:
                saved = _saved(tablet)
            except VaultMistake:
                found.broken += 1
                continue
            wanted = range(max(1, last - DRAFTS + 1), last + 1)
            found.lost += sum(saved.get(slot(number), 0) < number for number in wanted)
            last = max([last, *saved.values()])
    return found


def _saved(tablet: Tablet) -> dict[str, int]:
    with tablet.open() as vault:
        if vault.check():
            raise DamagedVault
        drafts = [one for household in vault.households() for one in vault.drafts(household)]
        return {one.id: int(one.text.split()[0]) for one in drafts}


def kill_while_turning(kills: int, seed: int, most_told: int = 12) -> Kills:
    """Kill one that makes households, forgets them and changes the PIN."""
    found, chance, turned = Kills(kills), random.Random(seed), _Turned()
    with tempfile.TemporaryDirectory(prefix="keukentafel-kills-") as home:
        tablet = Tablet(Path(home) / "tablet").make()
        for _ in range(kills):
            lines = _told_until_killed(
                turn, tablet, turned.pin, turned.number, chance=chance, most_told=most_told
            )
            found.told += len(lines)
            for line in lines:
                turned.hear(line)
            try:
                found.lost += turned.missing_in(tablet)
            except VaultMistake:
                found.broken += 1
    return found


@dataclass(slots=True)
class _Turned:
    """What somebody who turns keys has told until now."""

    pin: str = PIN
    number: int = 0
    standing: set[HouseholdId] = field(default_factory=set)
    forgotten: set[HouseholdId] = field(default_factory=set)
    busy_with: HouseholdId | None = None

    def hear(self, line: str) -> None:
        """Take note of what was told, and of what comes next."""
        number, what, about = line.split()
        self.number, self.busy_with = int(number), None
        if what == "pin":
            self.pin = about
        elif what == "made":
            self.busy_with = HouseholdId(about)
            self.standing.add(self.busy_with)
        else:
            self.standing.remove(HouseholdId(about))
            self.forgotten.add(HouseholdId(about))

    def missing_in(self, tablet: Tablet) -> int:
        """Return how much of it is not so, and go on from what is."""
        vault = self._opened(tablet)
        there, whole = set(vault.households()), not vault.check()
        vault.lock()
        missing = len(self.standing - there - {self.busy_with}) + len(self.forgotten & there)
        self.standing = there
        self.number = -(-self.number // _TURNS) * _TURNS
        if not whole:
            raise DamagedVault
        return missing

    def _opened(self, tablet: Tablet) -> OpenVault:
        try:
            return tablet.locked().unlock(self.pin)
        except WrongPin:
            # The next PIN may have been kept and not told.
            self.pin = f"{self.number + 1:06d}"
            return tablet.locked().unlock(self.pin)


def _told_until_killed(
    writer: Writer, tablet: Tablet, pin: str, number: int, *, chance: random.Random, most_told: int
) -> list[str]:
    """Let a writer write for a while, kill it, and return everything it had told."""
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=writer, args=(tablet.folder, pin, number, theirs), daemon=True)
    process.start()
    theirs.close()
    lines = []
    try:
        for _ in range(chance.randrange(1, most_told)):
            lines.append(_line_of(ours))
        time.sleep(chance.random() * _MOST_WAITED_S)
    finally:
        process.kill()
        process.join()
    with contextlib.suppress(EOFError):
        while True:
            lines.append(_line_of(ours))
    return lines


def _context() -> SpawnContext:
    """Return how a process is begun: from a clean one that has read all modules, where there can be one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.faults.writers"])
    return cast(SpawnContext, context)


def _line_of(told: Connection) -> str:
    if not told.poll(_PATIENCE_S):
        raise TimeoutError("a writer has said nothing for a minute")
    return told.recv_bytes().decode()

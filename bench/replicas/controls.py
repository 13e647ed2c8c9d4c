"""The controls: faults that are planted in what four tablets hold, and that the same looking must find.

A sentence is taken off one tablet, one that stands is put aside, erased words are put back, one person's
words come in the place of another's own, and the plan is merged the way that lets the last clock win. If
looking does not see those, its zeros say nothing.
"""

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from bench.replicas.looking import Found, look
from bench.replicas.table import ANYWHERE, Stroke
from bench.replicas.tablets import FourTablets
from keukentafel.journal.field import Replace
from keukentafel.journal.operation import Entry, sign
from keukentafel.journal.shelf import MemoryShelf
from keukentafel.journal.speaker import Act, Face
from tests.journal.household import ANNIE, CATALOGUE, DEVICES, PIET, SAMIRA, shelf_of

CLEAN = Found(converged=True, lost=0, returned=0, displaced=0)
"""What is found where nothing is wrong."""


def controls() -> Iterator[tuple[str, bool, str]]:
    """Return for every planted fault whether it is found, and what was planted."""
    clean = _plan()
    found = look(clean.tablets, clean.said, clean.hostile)
    yield "control_clean", found == CLEAN, "a plan without faults has none"
    lost = _with(_forget)
    yield "control_lost", lost.lost == 1 and not lost.converged, "a sentence taken off one tablet is missed"
    aside = _with(_put_aside)
    yield "control_aside", aside.lost == 1 and not aside.converged, "one that stood on one tablet is missed"
    back = _with(_put_back)
    yield "control_returned", back.returned == 1, "erased words that came back are found"
    other = _with(_speak_for)
    yield "control_displaced", other.displaced == 1, "words put in the place of somebody's own are found"
    last = _with_all(_last_clock_wins)
    yield "control_last_wins", last.converged and last.lost > 0, "merging by the last clock loses sentences"


def _plan() -> FourTablets:
    """Two sentences side by side, and one that was erased."""
    world = FourTablets(random.Random(1))
    say = Stroke(ANYWHERE[0], Act.SAY, ANNIE, SAMIRA, Face.TABLE, 1)
    for tablet in range(2):
        world.write(tablet, replace(say, words=tablet))
    world.write(2, replace(say, place=ANYWHERE[1], words=2))
    world.write(2, replace(say, place=ANYWHERE[1], act=Act.ERASE))
    world.all_is_told()
    return world


def _with(fault: Callable[[FourTablets, MemoryShelf], None]) -> Found:
    world = _plan()
    fault(world, shelf_of(world.tablets[3]))
    return look(world.tablets, world.said, world.hostile)


def _with_all(fault: Callable[[FourTablets, MemoryShelf], None]) -> Found:
    world = _plan()
    for tablet in world.tablets:
        fault(world, shelf_of(tablet))
    return look(world.tablets, world.said, world.hostile)


def _forget(world: FourTablets, shelf: MemoryShelf) -> None:
    one = next(iter(world.said))
    shelf.entries[one] = Entry(shelf.entries[one].signed, None)


def _put_aside(world: FourTablets, shelf: MemoryShelf) -> None:
    shelf.head_sets[ANYWHERE[0]] -= {min(shelf.head_sets[ANYWHERE[0]])}


def _put_back(world: FourTablets, shelf: MemoryShelf) -> None:
    one = next(iter(shelf.erased))
    shelf.entries[one] = copy.copy(world.said[one])


def _speak_for(world: FourTablets, shelf: MemoryShelf) -> None:
    own = next(place for place in ANYWHERE if CATALOGUE.field(place[1]).replace is Replace.VOICE)
    first = Stroke(own, Act.SAY, ANNIE, SAMIRA, Face.TABLE, 3)
    annies, piets = world.write(0, first), world.write(1, replace(first, voice=PIET))
    assert annies
    assert piets
    said = replace(piets.signed.operation, seen=(annies.signed.id,))
    lie = Entry(sign(said, DEVICES[1]), piets.value)
    world.hostile[lie.signed.id] = lie
    shelf.entries[lie.signed.id] = lie


def _last_clock_wins(world: FourTablets, shelf: MemoryShelf) -> None:
    for place, heads in shelf.head_sets.items():
        last = max(heads, key=lambda one: (shelf.entries[one].signed.operation.claimed, one))
        for one in heads - {last}:
            del shelf.entries[one]
        shelf.head_sets[place] = frozenset({last})

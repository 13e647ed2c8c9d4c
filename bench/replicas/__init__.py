"""``python -m bench replicas``: four tablets write one plan apart, and in the end all hold the same.

Every history has a seed: people edit, strike, erase and affirm on four tablets, a tablet in the wrong hands
sends lists of seen heads that lie, and the post loses answers, sends twice and in any order, while clocks are
a year off. Then everything is delivered, also to a new tablet, and it is counted what is not the same and
what is gone. The same looking finds what was planted (`controls`).

Every history stands by itself, so that each core plays some of them. There is nothing to take a median of, so
a number of runs means nothing here.
"""

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from bench.measure import Counts, Figures
from bench.replicas.controls import controls
from bench.replicas.hostile import plant
from bench.replicas.looking import Found, look
from bench.replicas.table import ACTS, ANYWHERE, FACES, HANDS, PEOPLE, Stroke, act_on
from bench.replicas.tablets import TABLETS, FourTablets
from tests.journal.household import journal, shelf_of

STEPS: Final = 10_000
SEEDS: Final = 100
_BRIEFLY: Final = 10


@dataclass(frozen=True, slots=True)
class Played:
    """What one history came to."""

    found: Found
    said: int
    hostile: int
    refused: int
    unreadable: int
    erased: int
    side_by_side: int


def measure(runs: int, brief: bool, steps: int = STEPS, seeds: int = SEEDS) -> Figures:
    """Play so many histories of so many steps; ``brief`` is a tenth of both."""
    share, start = _BRIEFLY if brief else 1, time.monotonic()
    steps, seeds = max(1, steps // share), max(1, seeds // share)
    with ProcessPoolExecutor(min(seeds, os.cpu_count() or 1)) as cores:
        played = list(cores.map(_seeded, range(seeds), repeat(steps)))
    figures = Counts("replicas", runs)
    figures.add("steps", steps, "steps in a history")
    figures.add("seeds", seeds, "histories")
    figures.add("said", sum(one.said for one in played), "what people wrote, struck, erased and affirmed")
    figures.add("hostile", sum(one.hostile for one in played), "sent with a list of seen heads that lies")
    figures.add("hostile_refused", sum(one.refused for one in played), "of those: no tablet took them in")
    figures.add("hostile_unreadable", sum(one.unreadable for one in played), "besides: could not be read")
    figures.add("erased", sum(one.erased for one in played), "sentences of which the words are gone for good")
    figures.add("side_by_side", sum(one.side_by_side for one in played), "fields that say two things or more")
    figures.add("converged", all(one.found.converged for one in played), "all tablets hold the same")
    figures.add("lost", sum(one.found.lost for one in played), "sentences gone, on any tablet", 0)
    figures.add("returned", sum(one.found.returned for one in played), "erased words that came back", 0)
    displaced = sum(one.found.displaced for one in played)
    figures.add("displaced", displaced, "words in the place of somebody's own", 0)
    for name, holds, meaning in controls():
        figures.add(name, holds, meaning)
    figures.add("control_hostile", any(one.refused for one in played), "a list that lies is refused")
    figures.add("took_s", round(time.monotonic() - start), "seconds for all of it")
    return figures


def _seeded(seed: int, steps: int) -> Played:
    return play(random.Random(seed), steps)


def play(chance: random.Random, steps: int) -> Played:
    """Play one history, deliver everything, and look on all tablets and on a new one."""
    world, unreadable = FourTablets(chance), 0
    for at in range(steps):
        unreadable += not step(world, chance, at)
    world.all_is_told()
    new = journal()
    world.tell(new)
    shelf = shelf_of(new)
    return Played(
        look([*world.tablets, new], world.said, world.hostile),
        len(world.said),
        len(world.hostile),
        sum(1 for one in world.hostile if one not in shelf.entries),
        unreadable,
        len(shelf.erased),
        sum(1 for heads in shelf.head_sets.values() if len(heads) > 1),
    )


def step(world: FourTablets, chance: random.Random, at: int) -> bool:
    """Let something happen; False when it was a lie that cannot be read."""
    tablet, other = chance.sample(range(TABLETS), 2)
    happens = chance.random()
    if happens < 0.5:
        world.write(tablet, a_stroke(chance, at))
    elif happens < 0.55:
        return plant(world, tablet, chance, at)
    elif happens < 0.75:
        world.send(tablet, other, answered=chance.random() > 0.3)
    else:
        world.deliver(tablet, chance.randint(1, 30))
    return True


def a_stroke(chance: random.Random, words: int) -> Stroke:
    """Return something that somebody may do."""
    place, voice = chance.choice(ANYWHERE), chance.choice(PEOPLE)
    act = act_on(place, chance.choice(ACTS))
    return Stroke(place, act, voice, chance.choice(HANDS), chance.choice(FACES), words)

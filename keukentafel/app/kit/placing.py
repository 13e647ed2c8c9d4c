"""Placing people around somebody: where each disc and each name goes, so that nothing lies over anything.

Everybody is a disc of the same size with a name above or below it. Each sits on the ring that was chosen for
them, an ellipse around the middle, spread evenly as far as the names leave room. A name that is too long for
one line runs over more; its lines are made here, so that what is measured is what is drawn. When people do
not fit, the paper is made longer, up to a limit; beyond it there is no placing, and a list says the same.

All measures are logical pixels. Nothing here knows how anything is drawn.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

_RINGS: Final = (0.5, 0.74, 1.0)
"""How far each ring lies from the middle; the last is as far as the paper goes."""

_NEARER: Final = (1.0, 0.93, 0.87)
"""How much somebody may come in from the ring, to find room; rings stay apart all the same."""

_STEP: Final = 8
_MOST_FILLED: Final = 0.62
"""How much of the paper discs and names may cover; fuller, and nobody need try."""

_APART: Final = 6.0
_LABEL_GAP: Final = 4.0
_CROSSING: Final = 1.2
"""How far somebody moves round the ring, in radians, rather than sit on the way to another."""

_TURNS: Final = tuple(math.radians(turn) for turn in (-60, -100, -20))
"""Where the first of a ring may sit; tried in this order."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left and top edge and its size."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.top + self.height

    def meets(self, other: "Box", apart: float = 0.0) -> bool:
        """Tell whether two boxes overlap, or come nearer than ``apart``."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )

    def within(self, other: "Box") -> bool:
        """Tell whether this box lies inside another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to place: on which ring (0 to 2), and the words at the disc.

    ``optional`` is left out where there is no room: a free place, which is an invitation and no person.
    """

    key: str
    ring: int
    name: str = ""
    second: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The paper and the letters: widths, heights and sizes in pixels.

    ``heights`` are the shortest and the longest the paper may be, ``widest`` how wide the lines of a name may
    be, the widest first; what fits first is taken.
    """

    width: float
    heights: tuple[float, float]
    disc: float
    middle: float
    letter: float
    line: float
    widest: tuple[float, ...] = (300, 190, 140)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the disc, the label, and the lines in it (the name's, then the second's)."""

    guest: Guest
    disc: Box
    label: Box
    name: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def center(self) -> tuple[float, float]:
        """The middle of the disc."""
        return self.disc.left + self.disc.width / 2, self.disc.top + self.disc.height / 2


@dataclass(frozen=True, slots=True)
class Placing:
    """Everybody in their place on a paper of this size, with the rings that are drawn."""

    width: float
    height: float
    middle: Box
    rings: tuple[tuple[int, float, float], ...]
    """Of each ring its number, and half its width and height."""
    places: tuple[Place, ...]

    def captions(self, words: Mapping[int, tuple[float, float]]) -> dict[int, Box]:
        """Return a free spot on the inside of each ring for words of these sizes, by the number of the ring.

        A ring without a free spot is left out: what it says stands on the sheet of who sits on it.
        """
        spots: dict[int, Box] = {}
        for ring, across, down in self.rings:
            if ring in words:
                taken = [*self._taken(), *spots.values()]
                spot = self._spot_for(words[ring], (across, down), taken)
                spots |= {ring: spot} if spot else {}
        return spots

    def _spot_for(
        self, size: tuple[float, float], axes: tuple[float, float], taken: Sequence[Box]
    ) -> Box | None:
        (width, height), (across, down), start = size, axes, (self.width / 2, self.height / 2)
        for degrees in sorted(range(0, 360, 5), key=lambda one: abs(math.cos(math.radians(one)))):
            angle = math.radians(degrees)
            x = start[0] + (across - width * 0.6) * math.cos(angle)
            y = start[1] + (down - height) * math.sin(angle)
            spot = Box(x - width / 2, y - height / 2, width, height)
            crossed = any(_runs_through(start, one.center, spot) for one in self.places)
            if not crossed and not any(spot.meets(box, 2) for box in taken):
                return spot
        return None

    def _taken(self) -> list[Box]:
        return [self.middle, *(box for one in self.places for box in (one.disc, one.label))]


@lru_cache(maxsize=64)
def place(guests: tuple[Guest, ...], measure: Measure) -> Placing | None:
    """Place everybody, on paper as short as it can be; None when even the longest is too short."""
    shortest, longest = measure.heights
    height = shortest
    while True:
        for widest in measure.widest:
            found = _Paper(measure, height, widest).place(guests)
            if found is not None:
                return found
        if height >= longest:
            return None
        height = min(height + 80, longest)


class _Paper:
    """One sheet of paper, on which people are laid down one after another."""

    def __init__(self, measure: Measure, height: float, widest: float) -> None:
        self.measure, self.height, self.widest = measure, height, widest
        self.edge = Box(0, 0, measure.width, height)
        x, y, size = measure.width / 2, height / 2, measure.middle
        self.middle = Box(x - size / 2, y - size / 2, size, size)

    def place(self, guests: Sequence[Guest]) -> Placing | None:
        needed = [_labelled(one, self.measure, self.widest) for one in guests if not one.optional]
        rings = self._rings(guests, needed)
        if rings is None or self._too_full(needed):
            return None
        laid = self._laid(needed, rings)
        if laid is None:
            return None
        for free in guests:
            if free.optional:
                self._fit(laid, _labelled(free, self.measure, self.widest), 0.0, rings[free.ring])
        drawn = tuple((ring, *axes) for ring, axes in sorted(rings.items()))
        return Placing(self.measure.width, self.height, self.middle, drawn, tuple(laid))

    def _too_full(self, needed: Sequence["_Labelled"]) -> bool:
        disc, apart = self.measure.disc + _APART, _APART
        covered = sum(disc * disc + (one.width + apart) * (one.height + apart) for one in needed)
        return covered > _MOST_FILLED * self.measure.width * self.height

    def _rings(
        self, guests: Sequence[Guest], needed: Sequence["_Labelled"]
    ) -> dict[int, tuple[float, float]] | None:
        """Return half the width and height of each ring that is drawn: the outer two always."""
        label = min(max((one.height for one in needed), default=0.0), 2 * self.measure.line)
        across = self.measure.width / 2 - self.measure.disc / 2 - 2 * _APART
        down = self.height / 2 - self.measure.disc / 2 - _LABEL_GAP - label - _APART
        if min(across, down) < self.measure.middle:
            return None
        shown = {0, 2} | {one.ring for one in guests}
        return {ring: (across * _RINGS[ring], down * _RINGS[ring]) for ring in shown}

    def _laid(
        self, needed: Sequence["_Labelled"], rings: dict[int, tuple[float, float]]
    ) -> list[Place] | None:
        wide_first = sorted(needed, key=lambda one: -one.width * one.height)
        by_ring = sorted(needed, key=lambda one: one.guest.ring)
        for turn, order in product(_TURNS, (by_ring, wide_first)):
            laid: list[Place] = []
            targets = _targets(needed, turn)
            if all(self._fit(laid, one, targets[one.guest.key], rings[one.guest.ring]) for one in order):
                at = {place.guest.key: place for place in laid}
                return [at[one.guest.key] for one in needed]
        return None

    def _fit(
        self,
        laid: list[Place],
        one: "_Labelled",
        target: float,
        ring: tuple[float, float],
    ) -> bool:
        """Lay somebody down as near to the target as there is room; tells whether there was.

        A free place never lies on the way to somebody, nor somebody before it.
        """
        best: tuple[float, Place] | None = None
        for cost, spot in self._spots(one, target, ring):
            if best is not None and cost >= best[0]:
                break
            if self._free(spot, laid):
                crossings = self._crossings(spot, laid)
                if crossings and one.guest.optional:
                    continue
                whole = cost + _CROSSING * crossings
                best = min(best or (whole, spot), (whole, spot), key=lambda found: found[0])
        if best is not None:
            laid.append(best[1])
        return best is not None

    def _spots(
        self, one: "_Labelled", target: float, ring: tuple[float, float]
    ) -> Iterator[tuple[float, Place]]:
        """Yield every spot on a ring, the most wanted first."""
        angles = (math.radians(degrees) for degrees in range(0, 360, _STEP))
        wanted: list[tuple[float, float, float, bool]] = []
        for angle, nearer in product(angles, _NEARER):
            away = abs((angle - target + math.pi) % (2 * math.pi) - math.pi)
            above = math.sin(angle) < 0
            for side in (above, not above):
                cost = away + 1.5 * (1 - nearer) + (0.25 if side != above else 0)
                wanted.append((cost, angle, nearer, side))
        for cost, angle, nearer, side in sorted(wanted):
            yield cost, self._spot(one, angle, (ring[0] * nearer, ring[1] * nearer), above=side)

    def _spot(self, one: "_Labelled", angle: float, ring: tuple[float, float], *, above: bool) -> Place:
        size, (across, down) = self.measure.disc, ring
        x = self.measure.width / 2 + across * math.cos(angle)
        y = self.height / 2 + down * math.sin(angle)
        disc = Box(x - size / 2, y - size / 2, size, size)
        top = disc.top - _LABEL_GAP - one.height if above else disc.bottom + _LABEL_GAP
        # A long name at the edge moves in, and still lies against its disc.
        left = min(max(x - one.width / 2, 0), max(self.measure.width - one.width, 0))
        return Place(one.guest, disc, Box(left, top, one.width, one.height), one.name, one.second)

    def _free(self, spot: Place, laid: Sequence[Place]) -> bool:
        boxes = (spot.disc, spot.label)
        if not all(box.within(self.edge) for box in boxes):
            return False
        if any(box.meets(self.middle, _APART) for box in boxes):
            return False
        return not any(
            box.meets(one.disc, _APART) or box.meets(one.label, _APART) for box in boxes for one in laid
        )

    def _crossings(self, spot: Place, laid: Sequence[Place]) -> int:
        """Count the words and discs that a line from the middle would run through, on both accounts."""
        start = (self.measure.width / 2, self.height / 2)
        mine = sum(_runs_through(start, spot.center, box) for one in laid for box in (one.disc, one.label))
        theirs = sum(_runs_through(start, one.center, box) for one in laid for box in (spot.disc, spot.label))
        return mine + theirs


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Somebody with the lines of the label, and how large those are."""

    guest: Guest
    name: tuple[str, ...]
    second: tuple[str, ...]
    width: float
    height: float


def _labelled(guest: Guest, measure: Measure, widest: float) -> _Labelled:
    # Rather a wider label than a word in two, as long as the widest there is holds it.
    longest = max(
        (width_of(one.strip(), measure.letter) for one in _parts(f"{guest.name} {guest.second}")), default=0
    )
    widest = min(max(widest, longest), measure.widest[0])
    name = lines_of(guest.name, measure.letter, widest)
    second = lines_of(guest.second, measure.letter, widest)
    width = max((width_of(line, measure.letter) for line in (*name, *second)), default=0.0)
    return _Labelled(guest, name, second, width, (len(name) + len(second)) * measure.line)


def _targets(needed: Sequence[_Labelled], turn: float) -> dict[str, float]:
    """Return at which angle each would sit if there were room.

    Everybody gets an even share of the whole circle, and the rings take turns, so that who is far away does
    not sit behind who is near.
    """
    ordered: list[tuple[float, int, str]] = []
    for ring in range(len(_RINGS)):
        here = [one.guest.key for one in needed if one.guest.ring == ring]
        ordered += [((at + 0.5) / len(here), ring, key) for at, key in enumerate(here)]
    share = 2 * math.pi / max(len(ordered), 1)
    return {key: turn + at * share for at, (_, _, key) in enumerate(sorted(ordered))}


def _runs_through(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Tell whether a line runs through a box, looked at in a few places."""
    (ax, ay), (bx, by) = start, end
    for at in range(1, 20):
        x, y = ax + (bx - ax) * at / 20, ay + (by - ay) * at / 20
        if box.left < x < box.right and box.top < y < box.bottom:
            return True
    return False


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────────────

_SHARES: Final = (
    (0.32, "ijl .,'’|!:;"),
    (0.44, "ftrIJ-()/"),
    (0.58, "cszvxyEFLSTZ0123456789"),
    (0.66, "abdeghknopquCPVXYéëöüáàèñ"),
    (0.8, "ABKRDGHNOQU&"),
)
"""How wide letters of the device's semi-bold are at most, as a share of their size; others count as an m."""

_SHARE: Final = {letter: share for share, letters in _SHARES for letter in letters}
_WIDEST_LETTER: Final = 0.98


def width_of(words: str, letter: float) -> float:
    """Return how wide a line is at most, in letters of this size; a little more than it will be."""
    return sum(_SHARE.get(one, _WIDEST_LETTER) for one in words) * letter


def lines_of(words: str, letter: float, widest: float) -> tuple[str, ...]:
    """Break words into lines no wider than ``widest``, after spaces and hyphens, and else within a word."""
    lines: list[str] = []
    for piece in _pieces(words, letter, widest):
        joined = (lines[-1] + piece) if lines else piece
        if lines and width_of(joined.rstrip(), letter) <= widest:
            lines[-1] = joined
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines if line.strip())


def _pieces(words: str, letter: float, widest: float) -> Iterator[str]:
    for part in _parts(words):
        yield from _cut(part, letter, widest)


def _parts(words: str) -> Iterator[str]:
    """Yield what a line never breaks within, if it can be helped."""
    for word in words.split():
        *before, last = word.split("-")
        yield from (*(f"{one}-" for one in before), f"{last} ")


def _cut(part: str, letter: float, widest: float) -> Iterator[str]:
    """Cut what is wider than a whole line."""
    start = 0
    for end in range(1, len(part) + 1):
        if end - start > 1 and width_of(part[start:end].rstrip(), letter) > widest:
            yield part[start : end - 1]
            start = end - 1
    yield part[start:]

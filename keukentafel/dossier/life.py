"""The life map: which pieces of life somebody finds important now, how they go, and what belongs together.

One person has one map; nobody's tiles are on another's. A tile is on the table once somebody opened it. Who
opened it shows: a tile of which a worker wrote why it was needed was opened by the worker, every other one by
the person themselves. What somebody would rather not talk about lies aside, whatever was written before.

Tiles that have to do with each other are linked in twos; everything that hangs together that way is one
cluster, and lies against each other. Nothing here counts, adds up or compares.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId, PersonId

_A_TILE: Final = "tile:"


class How(StrEnum):
    """How something goes, in the resident's own choice of three words: gaat goed, gaat wel, kost veel."""

    WELL = "well"
    SO_SO = "so_so"
    COSTS = "costs"


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile on the table. ``kind`` is its short name in the guide; ``how`` is None while nobody said."""

    id: ObjectId
    kind: str
    text: Words
    how: How | None
    why_needed: Words

    @property
    def by_worker(self) -> bool:
        """Whether the worker opened it, and wrote why."""
        return bool(self.why_needed)


@dataclass(frozen=True, slots=True)
class Link:
    """Two tiles that have to do with each other, and in what way if somebody said."""

    id: ObjectId
    one: ObjectId
    other: ObjectId
    text: Words

    def joins(self, one: ObjectId, other: ObjectId) -> bool:
        """Tell whether it is between these two, whichever was picked first."""
        return {self.one, self.other} == {one, other}


Cluster = tuple[Tile, ...]
"""Tiles that hang together, in an order in which as many neighbours as can be are linked."""


@dataclass(frozen=True, slots=True)
class LifeMap:
    """The map of one person: what was opened, oldest first, and what they would rather leave."""

    tiles: tuple[Tile, ...]
    links: tuple[Link, ...]
    rather_not: Mapping[str, tuple[Thing, ...]]

    def of_kind(self, kind: str) -> Tile | None:
        """Return the tile of a kind; the oldest, when two tablets each opened one."""
        return next((one for one in self.tiles if one.kind == kind), None)

    def tile(self, tile: ObjectId) -> Tile | None:
        """Return the tile with this identity, as long as it lies on the table."""
        return next((one for one in self.tiles if one.id == tile), None)

    def link(self, one: ObjectId, other: ObjectId) -> Link | None:
        """Return the link between two tiles, if there is one."""
        return next((each for each in self.links if each.joins(one, other)), None)

    def linked_to(self, tile: Tile) -> tuple[Tile, ...]:
        """Return what a tile is laid against."""
        return tuple(other for other in self.tiles if other.id != tile.id and self.link(tile.id, other.id))

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Everything on the table, by what hangs together; a tile that hangs with nothing is by itself."""
        left, found = list(self.tiles), []
        while left:
            together = self._together(left[0])
            found.append(self._in_a_row(together))
            left = [one for one in left if one not in together]
        return tuple(found)

    def _together(self, first: Tile) -> list[Tile]:
        reached, ahead = {first.id}, [first]
        while ahead:
            near = [one for one in self.linked_to(ahead.pop()) if one.id not in reached]
            reached |= {one.id for one in near}
            ahead += near
        return [one for one in self.tiles if one.id in reached]

    def _in_a_row(self, together: Sequence[Tile]) -> Cluster:
        """Walk from the least linked tile along links; where those end, go on with what is left."""
        left = sorted(together, key=lambda one: len(self.linked_to(one)))
        laid = [left.pop(0)]
        while left:
            near = [one for one in left if self.link(laid[-1].id, one.id)]
            laid.append((near or left)[0])
            left.remove(laid[-1])
        return tuple(laid)


def life_map(dossier: Dossier, person: PersonId) -> LifeMap:
    """Read the life map of one person from the dossier."""
    aside = _rather_not(dossier, person)
    tiles = tuple(
        _tile_of(thing)
        for thing in dossier.of_person("tile", person)
        if thing.words("kind").text and thing.words("kind").text not in aside
    )
    on_the_table = {one.id for one in tiles}
    links = (_link_of(thing) for thing in dossier.of_person("link", person))
    whole = tuple(one for one in links if one.one != one.other and {one.one, one.other} <= on_the_table)
    return LifeMap(tiles, whole, aside)


def about_tile(kind: str) -> str:
    """Return what is written down when somebody would rather not talk about a tile."""
    return f"{_A_TILE}{kind}"


def parties(dossier: Dossier) -> tuple[Thing, ...]:
    """Return who is already involved with this household, in the order in which they were named."""
    return dossier.all("party")


def clashes(dossier: Dossier) -> tuple[Thing, ...]:
    """Return the rules and organisations that work against each other, as somebody put it."""
    return tuple(thing for thing in dossier.all("clash") if thing.words("text"))


def _rather_not(dossier: Dossier, person: PersonId) -> Mapping[str, tuple[Thing, ...]]:
    found: dict[str, tuple[Thing, ...]] = defaultdict(tuple)
    for thing in dossier.of_person("rather_not", person):
        what = thing.words("what").text
        if what.startswith(_A_TILE):
            found[what.removeprefix(_A_TILE)] += (thing,)
    return dict(found)


def _tile_of(thing: Thing) -> Tile:
    how = thing.words("how").text
    return Tile(
        thing.id,
        thing.words("kind").text,
        thing.words("text"),
        How(how) if how in set(How) else None,
        thing.words("why_needed"),
    )


def _link_of(thing: Thing) -> Link:
    one, other = (ObjectId(thing.words(end).text) for end in ("one", "other"))
    return Link(thing.id, one, other, thing.words("text"))

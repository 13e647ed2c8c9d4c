"""One budget for the household: what there was, what there will be, per funding stream and in one total.

Amounts are whole cents a year, estimated. A total is written down nowhere: it is the sum of what stands in
the plan, counted where it is shown, so that it is right after every merge.

- What stops costs nothing any more, and counts on neither side; what there was before stands by itself.
- What needs no money is zero. What has no amount is *nog onbekend*: counted apart, and never taken for zero.
- Of two versions of an amount that were written apart the highest counts, once, and is marked until somebody
  has chosen: a plan must not look cheaper than people said. Of two streams the latest has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.plan import Agreement, Pace, plan
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId

FREE: Final = "none"
"""The stream of what needs no money."""

OWN: Final = "own"
"""The stream of what people pay themselves."""

UNKNOWN: Final = "unknown"
"""The stream of what nobody knows who pays for."""


class Side(StrEnum):
    """Whether something is from before the plan, or in it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that costs money, or of which nobody knows yet what it costs (``cents`` is None)."""

    id: ObjectId
    side: Side
    what: Words
    stream: str
    cents: int | None
    contested: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in cents a year, how many things it leaves out because nobody knows, and how many are marked."""

    cents: int = 0
    unknown: int = 0
    contested: int = 0


@dataclass(frozen=True, slots=True)
class StreamTotal:
    """One funding stream, before and after."""

    stream: str
    before: Sum
    after: Sum


@dataclass(frozen=True, slots=True)
class Budget:
    """The one budget of a household."""

    items: tuple[Item, ...]

    @property
    def before(self) -> Sum:
        """The total of what there was."""
        return _sum_of(self.on(Side.BEFORE))

    @property
    def after(self) -> Sum:
        """The total of what was agreed."""
        return _sum_of(self.on(Side.AFTER))

    @property
    def saved(self) -> int:
        """How many cents a year less it is than before; below zero when it is more."""
        return self.before.cents - self.after.cents

    @property
    def streams(self) -> tuple[StreamTotal, ...]:
        """The totals per stream, by the name of the stream; only those from which something comes."""
        names = sorted({one.stream for one in self.items})
        return tuple(
            StreamTotal(name, _sum_of(self.on(Side.BEFORE, name)), _sum_of(self.on(Side.AFTER, name)))
            for name in names
        )

    @property
    def empty(self) -> bool:
        """Whether nobody named a single amount yet."""
        return all(one.cents is None for one in self.items)

    def on(self, side: Side, stream: str | None = None) -> tuple[Item, ...]:
        """Return the items on one side, of one stream or of all."""
        return tuple(one for one in self.items if one.side is side and stream in (None, one.stream))


def budget(dossier: Dossier) -> Budget:
    """Read the budget of a household."""
    before = (_former(thing) for thing in dossier.all("former_cost"))
    after = (_agreed(one) for one in plan(dossier).agreements if one.pace is not Pace.STOPS)
    return Budget((*before, *after))


def _former(thing: Thing) -> Item:
    return _item(Side.BEFORE, thing.id, thing.words("what"), thing.words("stream"), thing.words("cost"))


def _agreed(one: Agreement) -> Item:
    return _item(Side.AFTER, one.id, one.what, one.stream, one.cost)


def _item(side: Side, thing: ObjectId, what: Words, stream: Words, cost: Words) -> Item:
    name = stream.text or UNKNOWN
    cents = max(cost.numbers, default=0 if name == FREE else None)
    contested = len(set(cost.numbers)) > 1 or len(stream.texts) > 1
    return Item(thing, side, what, name, cents, contested)


def _sum_of(items: Iterable[Item]) -> Sum:
    found = tuple(items)
    return Sum(
        sum(one.cents for one in found if one.cents is not None),
        sum(1 for one in found if one.cents is None),
        sum(1 for one in found if one.contested),
    )

"""The budget of an edition: what there was and what there will be, per funding stream and in one total.

A total is written down nowhere in an edition: it is the sum of what stands in its parts, counted where it is
shown. What stops costs nothing any more. What needs no money is zero; what has no amount is counted apart and
never taken for zero, and so is an agreement of which nobody named any money. Of two amounts that were written
apart the highest counts, once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from keukentafel.edition.part import Part, Version
from keukentafel.journal.names import ObjectId

_FREE: Final = "none"
_UNKNOWN: Final = "unknown"
_STOPS: Final = "stops"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in cents a year, and how many things it leaves out because nobody knows what they cost."""

    cents: int = 0
    unknown: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        """Return both together."""
        return Amount(self.cents + other.cents, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Stream:
    """One funding stream, by its title in the guide, before and after."""

    title: str
    before: Amount
    after: Amount


@dataclass(frozen=True, slots=True)
class Budget:
    """The streams from which something comes, in the order of the guide's names."""

    streams: tuple[Stream, ...]

    @property
    def before(self) -> Amount:
        """The total of what there was."""
        return sum((one.before for one in self.streams), Amount())

    @property
    def after(self) -> Amount:
        """The total of what was agreed."""
        return sum((one.after for one in self.streams), Amount())


def budget_of(parts: Iterable[Part], titles: Mapping[str, str]) -> Budget:
    """Read the budget from the parts of an edition; ``titles`` are those of streams by their name."""
    listed = tuple(parts)
    stopped = {part.object for part in listed if part.kind == "agreement" and _last(part, "pace") == _STOPS}
    found: dict[str, Stream] = {}
    for part in listed:
        if part.kind == "former_cost":
            name, amount = _amount(part)
            one = found.setdefault(name, _empty(name, titles))
            found[name] = replace(one, before=one.before + amount)
        elif part.kind == "agreement_money" and part.object not in stopped:
            name, amount = _amount(part)
            one = found.setdefault(name, _empty(name, titles))
            found[name] = replace(one, after=one.after + amount)
    silent = _without_money(listed) - stopped
    if found and silent:
        one = found.setdefault(_UNKNOWN, _empty(_UNKNOWN, titles))
        found[_UNKNOWN] = replace(one, after=one.after + Amount(0, len(silent)))
    return Budget(tuple(found[name] for name in sorted(found)))


def _without_money(parts: Iterable[Part]) -> set[ObjectId]:
    """The agreements of which nobody said who pays, or how much."""
    listed = tuple(parts)
    told = {part.object for part in listed if part.kind == "agreement_money"}
    return {part.object for part in listed if part.kind == "agreement"} - told


def _empty(name: str, titles: Mapping[str, str]) -> Stream:
    return Stream(titles.get(name, name), Amount(), Amount())


def _amount(part: Part) -> tuple[str, Amount]:
    name = _last(part, "stream") or _UNKNOWN
    costs = [int(str(version.value)) for version in _said(part, "cost")]
    if not costs:
        return name, Amount(0, 0 if name == _FREE else 1)
    return name, Amount(max(costs))


def _last(part: Part, field: str) -> str:
    said = _said(part, field)
    return str(said[-1].value) if said else ""


def _said(part: Part, field: str) -> tuple[Version, ...]:
    return part.versions(f"former_cost.{field}") or part.versions(f"agreement.{field}")

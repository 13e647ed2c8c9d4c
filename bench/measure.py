"""How everything here is measured: eleven runs, the first one dropped, and the median of the rest.

Sides that are compared take turns within every run, and another side begins each time, so that whatever else
the machine does hits all of them alike.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NewType

Side = NewType("Side", str)
"""One of the things that are compared in a run."""

RUNS = 11
"""How often everything is measured, with the first run that is dropped."""

FEWEST_RUNS = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; its name ends in its unit (``_ms``, ``_us``, ``_s``, ``_mb``) or it is a ratio.

    A whole number is a count. True or false is a control: whether the same measuring finds what was planted.
    """

    name: str
    value: float
    meaning: str
    most: float | None = None
    """What we hold ourselves to; None for a number that only explains another one."""

    @property
    def holds(self) -> bool:
        """Whether it is what we hold ourselves to."""
        return self.value is not False and (self.most is None or self.value <= self.most)


@dataclass(slots=True)
class Figures:
    """What one benchmark has measured, in the order of the table."""

    name: str
    runs: int
    found: list[Figure] = field(default_factory=list)

    def add(self, name: str, value: float, meaning: str, most: float | None = None) -> None:
        """Add a figure."""
        self.found.append(Figure(name, value, meaning, most))

    def document(self) -> dict[str, str | int | float]:
        """Return everything as one JSON object."""
        numbers = {
            one.name: one.value if isinstance(one.value, int) else round(one.value, 3) for one in self.found
        }
        return {"bench": self.name, "runs": self.runs, **numbers}

    def table(self) -> str:
        """Return a table for people."""
        head = f"{self.name}: the median of {self.runs - 1} runs after one that is dropped"
        return "\n".join([head, "", *self.lines()])

    def lines(self) -> list[str]:
        """Return a line for each figure."""
        return [_line(one) for one in self.found]


class Counts(Figures):
    """Figures that are counts; nothing is repeated."""

    def document(self) -> dict[str, str | int | float]:
        """See `Figures.document`."""
        document = super().document()
        del document["runs"]
        return document

    def table(self) -> str:
        """See `Figures.table`."""
        return "\n".join([f"{self.name}: counts, and controls that must be true", "", *self.lines()])


def kept(numbers: Sequence[float]) -> float:
    """Return the median of all runs but the first."""
    return statistics.median(numbers[1:])


def interleaved(sides: Mapping[Side, Callable[[], float]], runs: int) -> dict[Side, float]:
    """Measure every side once in each run, and return the median of each."""
    numbers: dict[Side, list[float]] = {side: [] for side in sides}
    order = list(sides)
    for _ in range(runs):
        for side in order:
            numbers[side].append(sides[side]())
        order.append(order.pop(0))
    return {side: kept(found) for side, found in numbers.items()}


def repeated(once: Callable[[], float], runs: int) -> float:
    """Measure one thing in every run, and return the median."""
    return kept([once() for _ in range(runs)])


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes, in milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _line(one: Figure) -> str:
    limit = "" if one.most is None else f"≤ {one.most:g}"
    mark = "" if one.holds else "  ← not found" if isinstance(one.value, bool) else "  ← over"
    value = str(one.value).lower() if isinstance(one.value, int) else f"{one.value:.2f}"
    return f"{one.name:<30}{value:>10}  {limit:<8}{one.meaning}{mark}"

"""Flipping, swapping, taking out and putting back: what somebody does who has the file and no key.

Nothing of it may go unnoticed (`bench.faults.looking`). Every kind of crime has its control: the same crimes,
and somebody who looks as an ordinary program would. SQLite's own check of the file sees no flip and no swap;
opening every row, without the seals of the households, sees no older row and none that is missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, pairwise
from typing import Final

from bench.faults.looking import Crime, Look, Seen
from bench.faults.outsider import KEYS, TABLES, Outsider, StolenRow, places_in

NamedCrime = tuple[str, str, Crime]
"""The table that a crime concerns, what is done in it, and the doing."""

PAIRS: Final = 4
"""So many neighbours in each table are swapped."""


@dataclass(slots=True)
class Crimes:
    """What came of some crimes; ``unnoticed`` names those that nobody saw."""

    seen: Counter[Seen] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there were."""
        return self.seen.total()

    def take(self, others: "Crimes") -> None:
        """Count others along."""
        self.seen += others.seen
        self.unnoticed += others.unnoticed

    def add(self, table: str, name: str, seen: Seen) -> None:
        """Count one."""
        self.seen[seen] += 1
        if seen is Seen.UNNOTICED:
            self.unnoticed.append(f"{table}: {name}")


def commit(crimes: Iterable[NamedCrime], look: Look) -> Crimes:
    """Commit crimes one by one, each on a vault to which nothing else was done."""
    found = Crimes()
    for table, name, crime in crimes:
        found.add(table, name, look(table, crime))
    return found


def flips(rows: Iterable[StolenRow], stride: int = 1) -> Iterator[NamedCrime]:
    """Flip one bit in every byte of every column of some rows; a stride leaves bytes out."""
    for row in rows:
        for column, cell in row.cells.items():
            for place in places_in(cell)[::stride]:
                yield row.table, f"{column}[{place}] of row {row.number}", partial(_flip, row, column, place)


def swaps(outsider: Outsider) -> Iterator[NamedCrime]:
    """Exchange what is sealed, any other column, or all of it, between rows of one table and of two."""
    for table in TABLES:
        for one, other in _pairs(outsider.rows(table)):
            columns = [name for name in one.cells if name not in KEYS[table]]
            for column in columns:
                if one.cells[column] != other.cells[column]:
                    yield table, f"{column} of two rows", partial(_swap, one, other, [column])
            yield table, "two whole rows", partial(_swap, one, other, columns)
    firsts = [rows[0] for table in TABLES if "sealed" in (rows := outsider.rows(table))[0].cells]
    for one, other in combinations(firsts, 2):
        yield one.table, f"sealed of a row and one of {other.table}", partial(_swap, one, other, ["sealed"])


def removals(rows: Iterable[StolenRow]) -> Iterator[NamedCrime]:
    """Take each row out, and each table's rows together."""
    listed = list(rows)
    for row in listed:
        yield row.table, f"row {row.number}", partial(_take_out, [row])
    for table in TABLES:
        yield table, "every row", partial(_take_out, [row for row in listed if row.table == table])


def rollbacks(older: Iterable[StolenRow], now: Iterable[StolenRow]) -> Iterator[NamedCrime]:
    """Put every row back that was another one before, or was there and is not; also with its seal."""
    present = {row.key: row.cells for row in now}
    put_back = [row for row in older if present.get(row.key) != row.cells]
    seals = {row.cells["scope"]: row for row in put_back if row.table == "household_seal"}
    leaves = [row for row in put_back if row.table == "roll" and row.cells["id"]]
    for row in put_back:
        yield row.table, f"older row {row.number}", partial(_put_back, [row])
        seal = seals.get(row.cells.get("scope"))
        if seal is not None and seal is not row:
            yield row.table, f"older row {row.number} and seal", partial(_put_back, [row, seal])
            yield (
                row.table,
                f"older row {row.number}, seal and roll",
                partial(_put_back, [row, seal, *leaves]),
            )


def _flip(row: StolenRow, column: str, place: int, outsider: Outsider) -> None:
    outsider.flip(row, column, place)


def _swap(one: StolenRow, other: StolenRow, columns: list[str], outsider: Outsider) -> None:
    for column in columns:
        outsider.write(one, column, other.cells[column])
        outsider.write(other, column, one.cells[column])


def _take_out(rows: list[StolenRow], outsider: Outsider) -> None:
    for row in rows:
        outsider.take_out(row)


def _put_back(rows: list[StolenRow], outsider: Outsider) -> None:
    for row in rows:
        outsider.put_back(row)


def _pairs(rows: list[StolenRow]) -> Iterator[tuple[StolenRow, StolenRow]]:
    """Give neighbours, and the first with the last: of one household, and of two."""
    neighbours = list(pairwise(rows))[:PAIRS]
    yield from neighbours
    if len(rows) > PAIRS:
        yield rows[0], rows[-1]

"""Somebody who has the vault file and no key: reads rows, and writes what he likes in them."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from keukentafel.vault.tables import VaultTable

TABLES: Final = tuple(table.name for table in VaultTable.metadata.sorted_tables)
"""Every table of a vault file."""

KEYS: Final = {
    table.name: tuple(column.name for column in table.primary_key)
    for table in VaultTable.metadata.sorted_tables
}
"""The columns by which a row of each table is known."""

Cell = str | bytes | int | None
"""What stands in one column of one row."""

_INTEGER_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class StolenRow:
    """A row as it stands in the file; ``number`` is SQLite's own for it."""

    table: str
    number: int
    cells: dict[str, Cell]

    @property
    def key(self) -> tuple[Cell, ...]:
        """By what the row is known."""
        return (self.table, *(self.cells[column] for column in KEYS[self.table]))


class Outsider:
    """Has a vault file open beside whoever else has it open; close it after use."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        # Nobody asks that a crime be durable.
        self._connection.execute("PRAGMA synchronous=OFF")

    def __enter__(self) -> "Outsider":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def rows(self, table: str) -> list[StolenRow]:
        """Return every row of a table."""
        found = self._connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")
        names = [column[0] for column in found.description][1:]
        return [StolenRow(table, number, dict(zip(names, cells, strict=True))) for number, *cells in found]

    def all_rows(self) -> list[StolenRow]:
        """Return every row of every table."""
        return [row for table in TABLES for row in self.rows(table)]

    def write(self, row: StolenRow, column: str, cell: Cell) -> None:
        """Write something else in one column of a row."""
        self._write(row, column, cell, "?")

    def flip(self, row: StolenRow, column: str, place: int) -> None:
        """Flip one bit of one byte in a column; a text need not be right UTF-8 then."""
        cell = row.cells[column]
        data = bytearray(_bytes_of(cell))
        data[place] ^= 1 << place % 8
        if isinstance(cell, int):
            self._write(row, column, int.from_bytes(data, signed=True), "?")
        else:
            self._write(row, column, bytes(data), "CAST(? AS TEXT)" if isinstance(cell, str) else "?")

    def put_back(self, row: StolenRow) -> None:
        """Write a whole row as it was, over the one of its name or beside the others."""
        self._insert(row, row.cells)

    def take_out(self, row: StolenRow) -> None:
        """Delete a row."""
        self._connection.execute(f"DELETE FROM {row.table} WHERE rowid = ?", (row.number,))

    def put_right(self, table: str, rows: Iterable[StolenRow]) -> None:
        """Make a table what it was."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(f"DELETE FROM {table}")
        for row in rows:
            self._insert(row, {"rowid": row.number, **row.cells})
        self._connection.execute("COMMIT")

    def run(self, statement: str, parameters: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """Do anything else."""
        return self._connection.execute(statement, parameters).fetchall()

    def _insert(self, row: StolenRow, cells: dict[str, Cell]) -> None:
        names, marks = ", ".join(cells), ", ".join("?" * len(cells))
        self._connection.execute(
            f"INSERT OR REPLACE INTO {row.table} ({names}) VALUES ({marks})", tuple(cells.values())
        )

    def _write(self, row: StolenRow, column: str, cell: Cell, mark: str) -> None:
        self._connection.execute(
            f"UPDATE OR REPLACE {row.table} SET {column} = {mark} WHERE rowid = ?", (cell, row.number)
        )


def places_in(cell: Cell) -> range:
    """Return the places of the bytes of what stands in a column."""
    return range(len(_bytes_of(cell)))


def _bytes_of(cell: Cell) -> bytes:
    match cell:
        case str():
            return cell.encode()
        case bytes():
            return cell
        case int():
            return cell.to_bytes(_INTEGER_BYTES, signed=True)
        case _:
            return b""

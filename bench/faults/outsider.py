"""Somebody who has the vault file and no key: reads rows, and writes what he likes in them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from keukentafel.vault.tables import VaultTable

TABLES: Final = tuple(table.name for table in VaultTable.metadata.sorted_tables)
"""Every table of a vault file."""

Cell = str | bytes | int | None
"""What stands in one column of one row."""

_INTEGER_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class StolenRow:
    """A row as it stands in the file; ``number`` is SQLite's own for it."""

    table: str
    number: int
    cells: dict[str, Cell]


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

    def write(self, row: StolenRow, column: str, cell: Cell, *, as_text: bool = False) -> None:
        """Write something else in one column of a row; bytes ``as_text`` need not be right UTF-8."""
        mark = "CAST(? AS TEXT)" if as_text else "?"
        self._connection.execute(
            f"UPDATE OR REPLACE {row.table} SET {column} = {mark} WHERE rowid = ?", (cell, row.number)
        )

    def put_back(self, row: StolenRow) -> None:
        """Write a whole row as it was, over the one of its name or beside the others."""
        names, marks = ", ".join(row.cells), ", ".join("?" * len(row.cells))
        self._connection.execute(
            f"INSERT OR REPLACE INTO {row.table} (rowid, {names}) VALUES (?, {marks})",
            (row.number, *row.cells.values()),
        )

    def take_out(self, row: StolenRow) -> None:
        """Delete a row."""
        self._connection.execute(f"DELETE FROM {row.table} WHERE rowid = ?", (row.number,))

    def run(self, statement: str, parameters: Sequence[Cell] = ()) -> None:
        """Do anything else."""
        self._connection.execute(statement, parameters)

    def flips(self, row: StolenRow, column: str, stride: int = 1) -> Iterator[int]:
        """Flip one bit in every byte of a column in turn; after each the caller looks, then it is put right.

        Gives the place of the byte. ``stride`` leaves bytes out, for who has little time.
        """
        cell = row.cells[column]
        data = _bytes_of(cell)
        for place in range(0, len(data), stride):
            flipped = data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
            if isinstance(cell, int):
                self.write(row, column, int.from_bytes(flipped, signed=True))
            else:
                self.write(row, column, flipped, as_text=isinstance(cell, str))
            yield place
            self.write(row, column, cell)


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

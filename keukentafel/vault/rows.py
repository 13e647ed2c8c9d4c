"""Writing and reading sealed rows: the one way into every table.

A row is put with its payload and its open columns; it gets the next version number, is sealed for exactly
that place, and the seal of its scope is brought up to date, all in one transaction.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from keukentafel.journal.canonical import Json
from keukentafel.vault.database import Database
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import DamagedVault, Unsealable
from keukentafel.vault.sealing import Place, Plot, Sealer, tag_of
from keukentafel.vault.seals import Seals
from keukentafel.vault.shapes import SHAPES, Shape
from keukentafel.vault.tables import SealedRow
from keukentafel.vault.tally import Tally

_LAST_IN_LINE: Final = 2**62
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Found:
    """A row as the file has it: not opened, and worth nothing until then."""

    scope: Scope
    model: type[SealedRow]
    id: str
    version: int
    sealed: bytes
    columns: tuple[object, ...]

    @property
    def shape(self) -> Shape:
        """The table the row lies in."""
        return SHAPES[self.model]

    def column(self, name: str) -> Any:
        """Return an open column; it is genuine once the row was opened."""
        return self.columns[self.shape.columns.index(name)]

    @property
    def place(self) -> Place:
        """Where the row says it belongs."""
        return self.shape.place(self.scope.name, self.id, self.version, self.columns)

    @property
    def mark(self) -> int:
        """What the row adds to the tally of its scope."""
        return self.scope.branch.mark(self.place + tag_of(self.sealed))

    def open(self, sealer: Sealer | None = None) -> bytes:
        """Return the payload.

        Raises:
            Unsealable: the row, or one of its columns, is not what was written there.
        """
        try:
            return (sealer or self.scope.branch.sealer).open(self.place, self.sealed)
        except (Unsealable, ValueError, TypeError, OverflowError) as reason:
            raise Unsealable(self.scope.name, self.shape.name) from reason


@dataclass(frozen=True, slots=True)
class _Latest:
    """The row that was written last; a draft is written over again and again.

    It is worth something as long as the tally into which it was counted is the one that is remembered.
    """

    key: tuple[object, ...]
    plot: Plot
    tally: Tally
    version: int
    mark: int


class Rows:
    """All sealed rows of one vault file."""

    def __init__(self, database: Database, seals: Seals) -> None:
        self.database = database
        self.seals = seals
        self._latest: _Latest | None = None

    def put(
        self,
        model: type[SealedRow],
        scope: Scope,
        row: str,
        payload: bytes,
        sealer: Sealer | None = None,
        **columns: object,
    ) -> None:
        """Write a row, new or over its former version; without a sealer the scope's own is used."""
        shape = SHAPES[model]
        values = tuple([columns[name] for name in shape.columns])
        key = (shape, scope.name, row, values)
        with self.database.transaction():
            latest = self._latest
            if latest is not None and latest.key == key and self.seals.remembers(scope.name, latest.tally):
                plot, version = latest.plot, latest.version
                before: int | None = latest.mark
            else:
                plot = shape.plot(scope.name, row, values)
                version, before = self._last(shape, scope, row)
            place = plot.at(version + 1)
            sealed = (sealer or scope.branch.sealer).seal(place, payload)
            self.database.run(shape.put, (scope.name, row, version + 1, sealed, *values))
            mark = scope.branch.mark(place + tag_of(sealed))
            self._latest = _Latest(key, plot, self.seals.change(scope, before, mark), version + 1, mark)

    def seal_again(
        self,
        found: Found,
        scope: Scope,
        payload: bytes,
        sealer: Sealer,
        *,
        name: str | None = None,
        columns: Mapping[str, object] | None = None,
    ) -> None:
        """Write a row that was found as one of a scope whose seal is being made anew (`Seals.reseal`).

        It may get another name, and other open columns, because those were made with a key that is replaced.
        """
        self._latest = None
        shape, row = found.shape, name or found.id
        open_columns = dict(zip(shape.columns, found.columns, strict=True)) | dict(columns or {})
        place = shape.place(scope.name, row, found.version + 1, tuple(open_columns.values()))
        sealed = sealer.seal(place, payload)
        if row != found.id:
            self.database.run(shape.delete, (found.scope.name, found.id))
        self.database.run(shape.put, (scope.name, row, found.version + 1, sealed, *open_columns.values()))
        self.seals.change(scope, None, scope.branch.mark(place + tag_of(sealed)))

    def keep_as_it_is(self, found: Found, scope: Scope) -> None:
        """Count a row that is not written again into the seal of its scope that is being made anew."""
        with contextlib.suppress(TypeError, ValueError, OverflowError):
            self.seals.change(scope, None, scope.branch.mark(found.place + tag_of(found.sealed)))

    def get(self, model: type[SealedRow], scope: Scope, row: str) -> Found | None:
        """Return one row, or None."""
        shape = SHAPES[model]
        return next(self._found(scope, model, shape.get, (scope.name, row)), None)

    def find(self, model: type[SealedRow], scope: Scope, **wanted: str) -> tuple[Found, ...]:
        """Return the rows of a scope, or those with one column as wanted, in the order they were made."""
        shape = SHAPES[model]
        if not wanted:
            return tuple(self._found(scope, model, shape.all, (scope.name,)))
        ((name, value),) = wanted.items()
        return tuple(self._found(scope, model, shape.by[name], (scope.name, value)))

    def drop(self, model: type[SealedRow], scope: Scope, row: str) -> bool:
        """Delete a row and tell whether there was one."""
        shape = SHAPES[model]
        with self.database.transaction():
            self._latest = None
            version, before = self._last(shape, scope, row)
            if not version:
                return False
            self.database.run(shape.delete, (scope.name, row))
            self.seals.change(scope, before, None)
        return True

    def drop_scope(self, scope: str) -> None:
        """Delete every row of a scope, and its seal, without opening any: the scope is forgotten."""
        with self.database.transaction():
            self._latest = None
            for shape in SHAPES.values():
                self.database.run(shape.delete_scope, (scope,))
            self.seals.end(scope)

    def scopes_with(self, model: type[SealedRow], row: str) -> tuple[str, ...]:
        """Return the names of the scopes that have a row of this name."""
        return tuple(str(scope) for (scope,) in self.database.run(SHAPES[model].scopes, (row,)))

    def count(self, model: type[SealedRow], scope: Scope) -> int:
        """Return how many rows a scope has in one table."""
        ((number,),) = self.database.run(SHAPES[model].count, (scope.name,))
        return int(number)

    def next_in_line(self, model: type[SealedRow], column: str = "place_in_line") -> int:
        """Return the number after the highest one in use, over all scopes."""
        ((highest,),) = self.database.run(SHAPES[model].highest[column])
        if highest is None:
            return 1
        if type(highest) is not int or not 0 <= highest < _LAST_IN_LINE:
            raise DamagedVault
        return highest + 1

    def _last(self, shape: Shape, scope: Scope, row: str) -> tuple[int, int | None]:
        """Return version and mark of a row as the file has it; 0 and None when it is not there."""
        rows = self.database.run(shape.last, (scope.name, row))
        if not rows:
            return 0, None
        version, tag, *columns = rows[0]
        if type(version) is not int or type(tag) is not bytes:
            raise Unsealable(scope.name, shape.name)
        return version, scope.branch.mark(shape.place(scope.name, row, version, tuple(columns)) + tag)

    def _found(
        self, scope: Scope, model: type[SealedRow], statement: str, parameters: tuple[str, ...]
    ) -> Iterator[Found]:
        for row, version, sealed, *columns in self.database.run(statement, parameters):
            yield Found(scope, model, row, version, sealed, tuple(columns))


def marks_of(rows: Iterable[Found]) -> Iterator[int]:
    """Return what rows add to the tally of their scope; one that was made unreadable adds nothing."""
    for row in rows:
        with contextlib.suppress(TypeError, ValueError, OverflowError):
            yield row.mark


def written(document: Json) -> bytes:
    """Write down what goes into a payload; also text that is still being typed and not in form C."""
    return _JSON.encode(document).encode("utf-8", "surrogatepass")


def read(payload: bytes) -> Any:
    """Read what ``written`` wrote."""
    return json.loads(payload)

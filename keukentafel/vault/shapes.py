"""The statements of every sealed table, made once.

SQLAlchemy Core makes them from the SQLModel tables and they run on the driver as text: compiling, not
sealing, is what would cost on the autosave path.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, literal_column, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import ClauseElement

from keukentafel.vault.sealing import TAG_BYTES, Place, Plot, place_of
from keukentafel.vault.tables import SEALED_TABLES, SealedRow

_BASE: Final = ("scope", "id", "version", "sealed")
_COUNTED: Final = frozenset({"touched", "place_in_line"})


class Shape:
    """The columns of one sealed table, and its statements as SQL text.

    ``put`` takes scope, id, version and sealed bytes, and then the open columns in the order of ``columns``.
    """

    def __init__(self, model: type[SealedRow]) -> None:
        table = cast(Table, vars(model)["__table__"])
        c = table.c
        self.name = str(table.name)
        self.columns = tuple(column.name for column in c if column.name not in _BASE)
        open_columns = [c[name] for name in self.columns]
        in_scope = c.scope == bindparam("scope")
        this_row = in_scope & (c.id == bindparam("id"))
        put = insert(table).values({name: bindparam(name) for name in (*_BASE, *self.columns)})
        put = put.on_conflict_do_update(
            index_elements=["scope", "id"],
            set_={name: put.excluded[name] for name in ("version", "sealed", *self.columns)},
        )
        found = select(c.id, c.version, c.sealed, *open_columns)
        made: ColumnElement[int] = literal_column("rowid")
        self.last = _sql(
            select(c.version, literal_column(f"substr(sealed, -{TAG_BYTES})"), *open_columns).where(this_row)
        )
        self.put = _sql(put)
        self.get = _sql(found.where(this_row))
        self.all = _sql(found.where(in_scope).order_by(made))
        self.by = {
            name: _sql(found.where(in_scope & (c[name] == bindparam("wanted"))).order_by(made))
            for name in self.columns
        }
        self.scopes = _sql(select(c.scope).where(c.id == bindparam("id")))
        self.delete = _sql(delete(table).where(this_row))
        self.delete_scope = _sql(delete(table).where(in_scope))
        self.count = _sql(select(literal_column("count(*)")).select_from(table).where(in_scope))
        self.highest = {name: _sql(select(func.max(c[name]))) for name in self.columns if name in _COUNTED}

    def plot(self, scope: str, row: str, columns: tuple[object, ...]) -> Plot:
        """Return the place for which a row is sealed, whatever its version."""
        return Plot(self.name, scope, row, *columns)

    def place(self, scope: str, row: str, version: int, columns: tuple[object, ...]) -> Place:
        """Return the place for which a row is sealed."""
        return place_of(self.name, scope, row, version, *columns)


def _sql(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark")))


SHAPES: Final[Mapping[type[SealedRow], Shape]] = MappingProxyType(
    {model: Shape(model) for model in SEALED_TABLES}
)

"""Every key that an open vault holds, and everything they open: what can be read without the PIN being asked.

Whoever tries this knows the file and the program, and goes by neither: every row is tried with every key.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from bench.faults.outsider import StolenRow
from keukentafel.vault.ladder import Branch
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.sealing import SealedBytes, Sealer
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.tables import WrappedKey
from keukentafel.vault.vault import OpenVault

_SHAPES: Final = {shape.name: shape for shape in SHAPES.values()}
_WRAPPED: Final = SHAPES[WrappedKey].name


class Bunch:
    """A bunch of keys, that grows by every key it opens."""

    def __init__(self, branches: Iterable[Branch]) -> None:
        self._sealers = [sealer for branch in branches for sealer in (branch.sealer, branch.wrapper)]

    def open(self, rows: Iterable[StolenRow]) -> Iterator[bytes]:
        """Return what opens of these rows; wrapped keys are taken up and tried on the rest."""
        closed = [row for row in rows if row.table in _SHAPES]
        while True:
            opened = [(row, payload) for row in closed if (payload := self._opened(row)) is not None]
            if not opened:
                return
            for row, payload in opened:
                closed.remove(row)
                if row.table == _WRAPPED:
                    branch = Branch(payload)
                    self._sealers += [Sealer(payload), branch.sealer, branch.wrapper]
                else:
                    yield payload

    def _opened(self, row: StolenRow) -> bytes | None:
        cells = row.cells
        shape = _SHAPES[row.table]
        columns = tuple(cells[name] for name in shape.columns)
        place = shape.place(str(cells["scope"]), str(cells["id"]), int(str(cells["version"])), columns)
        for sealer in self._sealers:
            try:
                return sealer.open(place, SealedBytes(bytes(cells["sealed"])))  # type: ignore[arg-type]
            except Unsealable:
                continue
        return None


def held_by(vault: OpenVault) -> Bunch:
    """Return the keys that an open vault holds now: all of them, or at the table those that are left."""
    ring = vault._ring
    scopes = [ring._vault, ring._courier, ring._own, ring._trail, *ring._households.values()]
    branches = [scope.branch for scope in scopes if scope is not None]
    return Bunch([*branches, *filter(None, [ring._safety])])

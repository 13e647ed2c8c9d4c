"""The roll: every scope of the vault and how often each was written, authenticated.

A household seal proves what the rows of one household should be; only the roll proves that the seal itself is
the last one. It is written in every transaction, and its *generation* then goes up by one. Beside the device
secret lies the last generation, so

* an older file is known by its older roll, whatever else was done to it: nobody without a key can write a
  roll, raise its generation, or open the vault without one;
* in a file with the last roll, a seal that is older, damaged or gone is named, and harms nobody else.

The households are spread over sixteen *leaves*, and above them stands the *top*, which has the generation,
the version of every leaf, and the counters of the vault's own scopes. A leaf that was damaged or put back is
known by the top, and concerns only its households.

Who types, writes on one household several times in a second. So the seal of the household that was written on
last is *held* in the top itself, under its own key as ever, and a save writes no leaf and no row for it: the
draft and half a KiB. When another household takes its place it gets its row, and its counter goes on its
leaf.

The roll is sealed with the courier's key, the only one that is in memory as long as the vault is open, also
when it is narrowed.
"""

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from keukentafel.vault.database import Database
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import DamagedVault, Unsealable
from keukentafel.vault.sealing import Place, Plot, place_of
from keukentafel.vault.tables import OWN_SCOPES, RollRow

TABLE: Final = str(RollRow.__tablename__)
LEAVES: Final = 16
_TOP: Final = 0
_SELECT: Final = f"SELECT id, generation, sealed FROM {TABLE} ORDER BY id"  # noqa: S608
_UPSERT: Final = (
    f"INSERT INTO {TABLE} (id, generation, sealed) VALUES (?, ?, ?) "  # noqa: S608
    "ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, sealed = excluded.sealed"
)
_JSON: Final = json.JSONEncoder()

Keeper = Callable[[], Scope]
"""Gives the scope with whose key the roll is sealed, or raises ``Locked``."""


@dataclass(frozen=True, slots=True)
class Held:
    """The seal of the household that was written on last."""

    scope: str
    counter: int
    sealed: bytes

    def written(self) -> str:
        """Return it as JSON."""
        return f'["{self.scope}",{self.counter},"{b2a_base64(self.sealed, newline=False).decode("ascii")}"]'


@dataclass(slots=True)
class Leaf:
    """Some scopes and their counters. ``counters`` is None when the file does not have the last version."""

    version: int = 0
    counters: dict[str, int] | None = field(default_factory=dict)
    dirty: bool = False
    _entries: dict[str, str] | None = None

    def note(self, scope: str, counter: int) -> None:
        """Take note of the counter of a scope.

        Raises:
            Unsealable: the file does not have the last version.
        """
        if self.counters is None:
            raise Unsealable(scope, TABLE)
        self.counters[scope] = counter
        if self._entries is not None:
            self._entries[scope] = _entry(scope, counter)
        self.dirty = True

    def strike(self, scope: str) -> None:
        """Take a scope off, if it is known here."""
        if self.counters is not None and self.counters.pop(scope, None) is not None:
            self._entries = None
            self.dirty = True

    def written(self) -> str:
        """Return the counters as JSON; of a dozen of them a save changes one, so the rest is kept written."""
        if self._entries is None:
            self._entries = {one: _entry(one, counter) for one, counter in (self.counters or {}).items()}
        return "{" + ",".join(self._entries.values()) + "}"


class Roll:
    """How many transactions the vault has seen, and the counter of the seal of every scope."""

    def __init__(
        self,
        generation: int,
        leaves: list[Leaf] | None = None,
        own: dict[str, int] | None = None,
        held: Held | None = None,
    ) -> None:
        self.generation = generation
        self._own = Leaf(counters=own or {})
        self._held = held
        self._leaves = leaves or [Leaf() for _ in range(LEAVES)]
        self._versions = [str(leaf.version) for leaf in self._leaves]
        self._leaf_of: dict[str, Leaf] = {}
        self._plots: list[Plot] = []
        self._steady = ""

    def lists(self, scope: str, counter: int) -> bool:
        """Tell whether a seal with this counter is the last one of its scope, as far as can be proved."""
        return self._counter(scope) == counter

    def knows(self, scope: str) -> bool:
        """Tell whether the scope is on the roll, or may have been on a leaf that is damaged."""
        return self._counter(scope) is not None or self._leaf(scope).counters is None

    def scopes(self) -> Iterator[str]:
        """Return the scope that is held, and those on every leaf that can be read."""
        if self._held is not None:
            yield self._held.scope
        for leaf in (self._own, *self._leaves):
            yield from leaf.counters or ()

    def counter(self, scope: str) -> int:
        """Return the counter of a scope, 0 when the roll does not list it."""
        return self._counter(scope) or 0

    def held(self, scope: str) -> Held | None:
        """Return the seal of a scope if it is the one that is held here."""
        return self._held if self._held is not None and self._held.scope == scope else None

    def rows(self, scope: str) -> int | None:
        """Return the counter that the row of a scope among the seals has; 0 when there should be none.

        None when nobody can tell, because its leaf is damaged. The row of the one that is held is an old one.
        """
        counters = self._leaf(scope).counters
        return None if counters is None else counters.get(scope, 0)

    @property
    def is_whole(self) -> bool:
        """Whether every leaf can be read."""
        return all(leaf.counters is not None for leaf in self._leaves)

    def note(self, scope: str, counter: int) -> None:
        """Take note of the counter of a scope, whose seal lies in a row.

        Raises:
            Unsealable: the file does not have the last version of its leaf.
        """
        self._leaf(scope).note(scope, counter)
        if self.held(scope) is not None:
            self._held = None

    def hold(self, seal: Held) -> Held | None:
        """Hold the seal of a household; returns the one of another that was held, to be given its row."""
        before, self._held = self._held, seal
        return before if before is not None and before.scope != seal.scope else None

    def strike(self, scope: str) -> None:
        """Take a scope off the roll, because it is forgotten."""
        if self.held(scope) is not None:
            self._held = None
        self._leaf(scope).strike(scope)

    def write(self, database: Database, keeper: Scope) -> None:
        """Write the top and what has changed, one generation further, inside the transaction it counts."""
        self.generation += 1
        sealer, plots = keeper.branch.sealer, self._plots_for(keeper)
        for index, leaf in enumerate(self._leaves, start=1):
            if leaf.dirty:
                leaf.version += 1
                self._versions[index - 1] = str(leaf.version)
                sealed = sealer.seal(plots[index].at(leaf.version), leaf.written().encode())
                database.run(_UPSERT, (index, leaf.version, sealed))
                leaf.dirty, self._steady = False, ""
        sealed = sealer.seal(plots[_TOP].at(self.generation), self._top().encode())
        database.run(_UPSERT, (_TOP, self.generation, sealed))

    def _top(self) -> str:
        """Return the top as JSON; while one types only what is held changes, so the rest is kept written."""
        if self._own.dirty or not self._steady:
            self._own.dirty = False
            self._steady = f'"leaves":[{",".join(self._versions)}],"own":{self._own.written()}'
        held = "null" if self._held is None else self._held.written()
        return f'{{{self._steady},"held":{held}}}'

    def _counter(self, scope: str) -> int | None:
        held = self.held(scope)
        return held.counter if held is not None else (self._leaf(scope).counters or {}).get(scope)

    def _leaf(self, scope: str) -> Leaf:
        if scope in OWN_SCOPES:
            return self._own
        if scope not in self._leaf_of:
            self._leaf_of[scope] = self._leaves[sha256(scope.encode()).digest()[0] % LEAVES]
        return self._leaf_of[scope]

    def _plots_for(self, keeper: Scope) -> list[Plot]:
        if not self._plots:
            self._plots = [Plot(TABLE, keeper.name, str(row)) for row in range(LEAVES + 1)]
        return self._plots


def read_roll(database: Database, keeper: Scope) -> Roll:
    """Read the roll as the file has it.

    Raises:
        DamagedVault: its top is not there, or was changed.
    """
    rows = {row: (version, sealed) for row, version, sealed in database.run(_SELECT)}
    if _TOP not in rows:
        raise DamagedVault
    generation, sealed = rows[_TOP]
    try:
        top = json.loads(keeper.branch.sealer.open(_place(keeper, _TOP, generation), sealed))
    except (Unsealable, OverflowError, TypeError) as reason:
        raise DamagedVault from reason
    leaves = []
    for index, version in enumerate(top["leaves"], start=1):
        found = rows.get(index, (0, b""))
        leaves.append(Leaf(version, _counters(keeper, index, version, *found)))
    return Roll(generation, leaves, top["own"], _held(top.get("held")))


def _held(written: list[Any] | None) -> Held | None:
    return None if written is None else Held(written[0], written[1], a2b_base64(written[2]))


def _entry(scope: str, counter: int) -> str:
    return f"{_JSON.encode(scope)}:{counter}"


def _counters(
    keeper: Scope, index: int, wanted: int, version: object, sealed: bytes
) -> dict[str, int] | None:
    if wanted == 0:
        return {}
    if version != wanted:
        return None
    try:
        counters: dict[str, int] = json.loads(
            keeper.branch.sealer.open(_place(keeper, index, wanted), sealed)
        )
    except Unsealable:
        return None
    return counters


def _place(keeper: Scope, row: int, version: int) -> Place:
    return place_of(TABLE, keeper.name, str(row), version)

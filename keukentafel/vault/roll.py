"""The roll: every scope of the vault and how often each was written, in one authenticated row.

A household seal proves what the rows of one household should be; only the roll proves that the seal itself is
the last one. It is written in every transaction, and its *generation* then goes up by one. Beside the device
secret lies the last generation, so

* an older file is known by its older roll, whatever else was done to it: nobody without a key can write a
  roll, raise its generation, or open the vault without one;
* in a file with the last roll, a seal that is older, damaged or gone is named, and harms nobody else.

The roll is sealed with the courier's key, the only one that is in memory as long as the vault is open, also
when it is narrowed. Two hundred households make it 12 KiB.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from keukentafel.vault.database import Database
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import DamagedVault, Unsealable
from keukentafel.vault.sealing import Place, place_of
from keukentafel.vault.tables import RollRow

_TABLE: Final = str(RollRow.__tablename__)
_SELECT: Final = f"SELECT generation, sealed FROM {_TABLE} WHERE id = 1"  # noqa: S608
_UPSERT: Final = (
    f"INSERT INTO {_TABLE} (id, generation, sealed) VALUES (1, ?, ?) "  # noqa: S608
    "ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, sealed = excluded.sealed"
)

Keeper = Callable[[], Scope]
"""Gives the scope with whose key the roll is sealed, or raises ``Locked``."""


@dataclass(slots=True)
class Roll:
    """How many transactions the vault has seen, and the counter of the seal of every scope."""

    generation: int = 0
    counters: dict[str, int] = field(default_factory=dict)

    def lists(self, scope: str, counter: int) -> bool:
        """Tell whether a seal with this counter is the last one of its scope."""
        return self.counters.get(scope) == counter


def read_roll(database: Database, keeper: Scope) -> Roll:
    """Read the roll as the file has it.

    Raises:
        DamagedVault: it is not there, or was changed.
    """
    rows = database.run(_SELECT)
    if len(rows) != 1:
        raise DamagedVault
    generation, sealed = rows[0]
    try:
        payload = keeper.branch.sealer.open(_place(keeper, generation), sealed)
    except (Unsealable, OverflowError) as reason:
        raise DamagedVault from reason
    return Roll(generation, json.loads(payload))


def write_roll(database: Database, keeper: Scope, roll: Roll) -> None:
    """Write the roll, inside the transaction it counts."""
    payload = json.dumps(roll.counters, separators=(",", ":")).encode()
    sealed = keeper.branch.sealer.seal(_place(keeper, roll.generation), payload)
    database.run(_UPSERT, (roll.generation, sealed))


def _place(keeper: Scope, generation: int) -> Place:
    return place_of(_TABLE, keeper.name, _TABLE, generation)

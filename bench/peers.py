"""What a saved draft is held against: the same save in SQLCipher, and in bare SQLite.

Both do what autosave is, in one transaction that is durable when it returns: a draft is written over its
former text, and the head of its household goes one further. They have the settings of a vault (`SETTINGS`)
and as many heads as the vault has households.

**SQLCipher** encrypts every page of the file. It gets the path of the vault: `Database`, the SQLModel tables
and their compiled statements, the former version read first, the draft written down as the vault does it, and
a head that is one: a counter, the number of rows, and a keyed digest over their versions, without which
SQLCipher does not see that an older row was put back. It leaves out what sealing adds: no row is sealed or
padded, there is no roll over the households and no counter beside the file. So it cannot see that the whole
file was put back, nor forget one household.

**Bare SQLite** is the floor: three statements written by hand on the driver of the standard library, the
bytes of the draft made beforehand, and nothing secret about them.
"""

import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from keukentafel.journal.names import HouseholdId
from keukentafel.vault.creation import create_tables
from keukentafel.vault.database import SETTINGS, Database, Driver, connect_sqlite
from keukentafel.vault.draft import Draft, payload_of
from keukentafel.vault.ladder import Branch
from keukentafel.vault.sealing import KEY_BYTES
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.tables import DraftRow
from keukentafel.vault.tally import Tally

_SHAPE: Final = SHAPES[DraftRow]
_HEAD: Final = (
    "INSERT INTO household_seal (scope, counter, sealed) VALUES (?, ?, ?) "
    "ON CONFLICT (scope) DO UPDATE SET counter = excluded.counter, sealed = excluded.sealed"
)
_DRAFT: Final = (
    "INSERT INTO draft (id, version, text) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET version = excluded.version, text = excluded.text"
)
_TABLES: Final = (
    "CREATE TABLE draft (id TEXT PRIMARY KEY, version INTEGER, text BLOB)",
    "CREATE TABLE household_seal (scope TEXT PRIMARY KEY, counter INTEGER, sealed BLOB)",
)
_HEAD_BYTES: Final = 40
"""The number of rows and the digest over them, as long as a vault's before they are sealed."""


class Peer(Protocol):
    """A file in which a draft is saved."""

    def save(self, number: int, draft: Draft) -> None:
        """Save a draft, as the save of this number; durable when this returns."""

    def close(self) -> None:
        """Close the file."""


class CipherPeer:
    """A vault's tables in SQLCipher, with a random key and no sealing."""

    def __init__(self, path: Path, households: Iterable[HouseholdId]) -> None:
        self._key = secrets.token_hex(KEY_BYTES)
        path.touch()
        self._database = Database(path, self._connect)
        self._branch = Branch(secrets.token_bytes(KEY_BYTES))
        self._tally = Tally()
        with self._database.transaction():
            create_tables(self._database)
            for one in households:
                self._database.run(_HEAD, (one, 0, bytes(_HEAD_BYTES)))

    def save(self, number: int, draft: Draft) -> None:
        """See `Peer.save`."""
        with self._database.transaction():
            found = self._database.run(_SHAPE.last, (draft.household, draft.id))
            version = found[0][0] + 1 if found else 1
            values = {
                "scope": draft.household,
                "id": draft.id,
                "version": version,
                "sealed": payload_of(draft, int(time.time() * 1000)),
                "compartment": draft.compartment,
            }
            self._database.run(_SHAPE.put, tuple(values.values()))
            plot = _SHAPE.plot(draft.household, draft.id, (draft.compartment,))
            if found:
                self._tally.take_out(self._branch.mark(plot.at(version - 1)))
            self._tally.add(self._branch.mark(plot.at(version)))
            self._database.run(_HEAD, (draft.household, number, self._tally.payload()))

    def close(self) -> None:
        """See `Peer.close`."""
        self._database.close()

    def _connect(self, path: Path) -> Driver:
        driver: Driver = sqlcipher.connect(str(path), isolation_level=None)
        driver.execute(f"PRAGMA key = \"x'{self._key}'\"")
        return driver


class RawPeer:
    """Two tables in bare SQLite."""

    def __init__(self, path: Path, households: Iterable[HouseholdId], drafts: Iterable[Draft]) -> None:
        path.touch()
        self._driver = connect_sqlite(path)
        self._written = {draft.text: payload_of(draft, int(time.time() * 1000)) for draft in drafts}
        for statement in (*SETTINGS, *_TABLES, "BEGIN IMMEDIATE"):
            self._driver.execute(statement)
        for one in households:
            self._driver.execute(_HEAD, (one, 0, bytes(_HEAD_BYTES)))
        self._driver.execute("COMMIT")

    def save(self, number: int, draft: Draft) -> None:
        """See `Peer.save`."""
        execute = self._driver.execute
        execute("BEGIN IMMEDIATE")
        execute(_DRAFT, (draft.id, number, self._written[draft.text]))
        execute(_HEAD, (draft.household, number, bytes(_HEAD_BYTES)))
        execute("COMMIT")

    def close(self) -> None:
        """See `Peer.close`."""
        self._driver.close()

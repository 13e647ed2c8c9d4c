"""What the relay keeps: envelopes in mailboxes, and what organisations signed about devices.

Positions grow within a mailbox and begin, each time the store is opened, beyond the time of opening (in
1/1024 of a millisecond since 1970). So a relay that was restored from an older copy never gives a position
out twice, and a device that had read further than the copy reaches misses nothing that comes after. The time
that an envelope arrived is kept to the minute only.
"""

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeVar

from sync.relay.writer import GroupWriter, StoreUnavailable
from sync.wire.names import (
    POSITIONS_PER_MILLISECOND,
    Caller,
    MailboxId,
    Moment,
    OrganisationId,
    Position,
    envelope_id,
)

DATABASE: Final = "relay.sqlite3"
_APPLICATION: Final = 0x4B54524C
_VERSION: Final = 1
_READERS: Final = 2
_MINUTE: Final = 60_000
_SETTINGS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA checkpoint_fullfsync=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cell_size_check=ON",
)
_TABLES: Final = (
    """CREATE TABLE IF NOT EXISTS envelope (
        box BLOB NOT NULL, position INTEGER NOT NULL, id BLOB NOT NULL,
        minute INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (box, position), UNIQUE (box, id))""",
    "CREATE TABLE IF NOT EXISTS pass (device BLOB PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS revocations (id BLOB PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID",
)
_APPEND: Final = """INSERT INTO envelope (box, position, id, minute, body)
    SELECT ?1, max(coalesce((SELECT max(position) FROM envelope WHERE box = ?1), 0), ?2) + 1, ?3, ?4, ?5
    WHERE true ON CONFLICT (box, id) DO NOTHING RETURNING position"""
_FIND: Final = "SELECT position FROM envelope WHERE box = ? AND id = ?"
_READ: Final = "SELECT position, body FROM envelope WHERE box = ? AND position > ? ORDER BY position LIMIT ?"

Outcome = TypeVar("Outcome")


class StoreUnusable(Exception):
    """The folder or the database in it cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an envelope lies, and whether it was laid there just now."""

    position: Position
    new: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """One envelope as it lies in its mailbox."""

    position: Position
    envelope: bytes = field(repr=False)


class Store(Protocol):
    """What the endpoints need of a store. Every method raises `StoreUnavailable` when it cannot now."""

    async def append(self, organisation: OrganisationId, mailbox: MailboxId, envelope: bytes) -> Kept:
        """Keep an envelope durably; the same one in the same mailbox is kept once."""

    async def read(
        self, organisation: OrganisationId, mailbox: MailboxId, after: Position, most: int, most_bytes: int
    ) -> list[Laid]:
        """Read the envelopes after a position, in order: at least one if there is one, within both bounds."""

    async def keep_pass(self, device: Caller, document: bytes) -> None:
        """Keep the signed pass of a device in place of its former one."""

    async def keep_revocations(self, document: bytes) -> None:
        """Keep a signed list of revoked devices beside the former ones."""

    def passes(self) -> list[bytes]:
        """Return all passes."""

    def revocations(self) -> list[bytes]:
        """Return all lists of revoked devices."""


class SqliteStore:
    """A store in one SQLite file: one writer with group commit, a few readers."""

    def __init__(self, path: Path, clock: Callable[[], Moment]) -> None:
        self._path = path
        self._clock = clock
        self._floor = clock() * POSITIONS_PER_MILLISECOND
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="relay-reader")
        self._writer = GroupWriter(_open(path))

    @classmethod
    def open(cls, folder: Path, clock: Callable[[], Moment]) -> "SqliteStore":
        """Open the store in a folder, and make both if they are not there.

        Raises:
            StoreUnusable: the folder cannot be written, or the database is damaged or not a relay's.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as reason:
            raise StoreUnusable("the data folder cannot be made") from reason
        if not os.access(folder, os.W_OK | os.X_OK):
            raise StoreUnusable("the data folder cannot be written")
        return cls(folder / DATABASE, clock)

    def close(self) -> None:
        """Finish what is being written, and close."""
        self._readers.shutdown()
        self._writer.close()

    async def append(self, organisation: OrganisationId, mailbox: MailboxId, envelope: bytes) -> Kept:
        """Keep an envelope durably; the same one in the same mailbox is kept once."""
        box, name = _box(organisation, mailbox), bytes.fromhex(envelope_id(envelope))
        row = (box, self._floor, name, self._clock() // _MINUTE, envelope)

        def work(connection: sqlite3.Connection) -> Kept:
            laid = connection.execute(_APPEND, row).fetchone()
            if laid is not None:
                return Kept(Position(laid[0]), new=True)
            return Kept(Position(connection.execute(_FIND, (box, name)).fetchone()[0]), new=False)

        return await self._writer.do(work)

    async def read(
        self, organisation: OrganisationId, mailbox: MailboxId, after: Position, most: int, most_bytes: int
    ) -> list[Laid]:
        """Read the envelopes after a position, in order: at least one if there is one, within both bounds."""
        arguments = (_box(organisation, mailbox), after, most)

        def work(connection: sqlite3.Connection) -> list[Laid]:
            found: list[Laid] = []
            size = 0
            for position, body in connection.execute(_READ, arguments):
                size += len(body)
                if found and size > most_bytes:
                    break
                found.append(Laid(Position(position), body))
            return found

        return await self._reading(work)

    async def keep_pass(self, device: Caller, document: bytes) -> None:
        """Keep the signed pass of a device in place of its former one."""
        row = (bytes.fromhex(device), document)
        await self._writer.do(
            lambda connection: connection.execute("INSERT OR REPLACE INTO pass VALUES (?, ?)", row).rowcount
        )

    async def keep_revocations(self, document: bytes) -> None:
        """Keep a signed list of revoked devices beside the former ones."""
        row = (bytes.fromhex(envelope_id(document)), document)
        await self._writer.do(
            lambda connection: (
                connection.execute("INSERT OR IGNORE INTO revocations VALUES (?, ?)", row).rowcount
            )
        )

    def passes(self) -> list[bytes]:
        """Return all passes."""
        return self._documents("SELECT document FROM pass")

    def revocations(self) -> list[bytes]:
        """Return all lists of revoked devices."""
        return self._documents("SELECT document FROM revocations")

    def _documents(self, query: str) -> list[bytes]:
        connection = sqlite3.connect(self._path)
        try:
            return [row[0] for row in connection.execute(query)]
        finally:
            connection.close()

    async def _reading(self, work: Callable[[sqlite3.Connection], Outcome]) -> Outcome:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._readers, lambda: work(self._reader()))
        except (sqlite3.Error, RuntimeError) as reason:
            raise StoreUnavailable("the relay cannot read anything now") from reason

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, isolation_level=None)
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("PRAGMA query_only=ON")
            self._local.connection = connection
        return connection


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        _claim(connection)
        for statement in (*_SETTINGS, *_TABLES):
            connection.execute(statement)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreUnusable("the relay's database is damaged; put back a copy of it")
        path.chmod(0o600)
    except sqlite3.OperationalError as reason:
        raise StoreUnusable("the relay's database cannot be opened for writing") from reason
    except sqlite3.DatabaseError as reason:
        raise StoreUnusable("the relay's database is damaged; put back a copy of it") from reason
    return connection


def _claim(connection: sqlite3.Connection) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (application, version) not in {(_APPLICATION, _VERSION), (0, 0)} or (application == 0 and tables):
        raise StoreUnusable("the database in the data folder is not one of this relay")
    connection.execute(f"PRAGMA application_id={_APPLICATION}")
    connection.execute(f"PRAGMA user_version={_VERSION}")


def _box(organisation: OrganisationId, mailbox: MailboxId) -> bytes:
    return bytes.fromhex(organisation) + bytes.fromhex(mailbox)

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from sync.relay.store import DATABASE, SqliteStore, StoreUnusable
from sync.relay.writer import StoreUnavailable
from sync.wire.names import Position, random_mailbox, random_organisation
from tests.relay.running import Clock

ORGANISATION = random_organisation()
MAILBOX = random_mailbox()
BEGIN = Position(0)


async def lay(store: SqliteStore, *envelopes: bytes) -> list[Position]:
    kept = await asyncio.gather(*(store.append(ORGANISATION, MAILBOX, one) for one in envelopes))
    return [one.position for one in kept]


async def lie(
    store: SqliteStore, after: Position = BEGIN, most: int = 50, most_bytes: int = 10**9
) -> list[bytes]:
    found = await store.read(ORGANISATION, MAILBOX, after, most, most_bytes)
    return [one.envelope for one in found]


def test_a_thousand_at_once_are_all_kept_each_once_and_in_order(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, Clock())
    letters = [str(number % 500).encode() for number in range(1_000)]
    positions = asyncio.run(lay(store, *letters))
    assert len(set(positions)) == 500
    assert positions[:500] == positions[500:] == sorted(positions[:500])
    assert len(asyncio.run(lie(store, most=1_000))) == 500
    store.close()


def test_a_reader_gets_no_more_than_asked_but_always_one(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, Clock())
    positions = asyncio.run(lay(store, b"a" * 100, b"b" * 100, b"c" * 100))
    assert len(asyncio.run(lie(store, most=2))) == 2
    assert len(asyncio.run(lie(store, most_bytes=250))) == 2
    assert len(asyncio.run(lie(store, most_bytes=1))) == 1
    assert asyncio.run(lie(store, after=positions[1])) == [b"c" * 100]
    store.close()


def test_a_relay_put_back_from_an_older_copy_gives_no_position_twice(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "now", Clock())
    asyncio.run(lay(store, b"first"))
    store.close()
    shutil.copytree(tmp_path / "now", tmp_path / "copy")
    store = SqliteStore.open(tmp_path / "now", Clock())
    read_to = asyncio.run(lay(store, b"second", b"third"))[-1]
    store.close()
    restored = SqliteStore.open(tmp_path / "copy", Clock())
    assert asyncio.run(lay(restored, b"fourth"))[0] > read_to
    assert asyncio.run(lie(restored, after=read_to)) == [b"fourth"]
    restored.close()


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, Clock())
    connection = store._writer._connection
    connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0] + 20}")
    kept: list[bytes] = []

    async def fill() -> None:
        for number in range(100):
            await lay(store, letter := bytes([number]) * 5_000)
            kept.append(letter)

    with pytest.raises(StoreUnavailable):
        asyncio.run(fill())
    assert kept
    assert asyncio.run(lie(store)) == kept
    connection.execute("PRAGMA max_page_count=100000")
    assert asyncio.run(lay(store, b"room again"))
    assert asyncio.run(lie(store)) == [*kept, b"room again"]
    store.close()


def test_nothing_is_acknowledged_after_closing(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path, Clock())
    store.close()
    with pytest.raises(StoreUnavailable):
        asyncio.run(lay(store, b"late"))
    with pytest.raises(StoreUnavailable):
        asyncio.run(lie(store))


def test_a_damaged_or_foreign_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"not a database at all" * 400)
    with pytest.raises(StoreUnusable, match="damaged"):
        SqliteStore.open(tmp_path, Clock())
    (tmp_path / DATABASE).unlink()
    with sqlite3.connect(tmp_path / DATABASE) as foreign:
        foreign.execute("CREATE TABLE recipe (name TEXT)")
    foreign.close()
    with pytest.raises(StoreUnusable, match="not one of this relay"):
        SqliteStore.open(tmp_path, Clock())

"""Putting the whole file of an earlier moment back, with its log, and helping it along with rows of today.

Every table, and every two tables, of today are put into the older file, so also the roll with the seals, or
the header with the keys; numbers that only go up are raised; logs are exchanged and taken away. The device
secret and its counter are today's.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Final

from bench.faults.furnished import Furnished
from bench.faults.looking import Eyes, Seen, looked_over
from bench.faults.outsider import TABLES, Outsider
from bench.faults.tablet import Tablet, begin_household
from bench.faults.tampering import Crimes
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.secret_place import DEVICE_FILE

LOG: Final = f"{FILE_NAME}-wal"
COUNTER: Final = f"{DEVICE_FILE}.counter"
_RAISED: Final = {
    "generation": "UPDATE roll SET generation = generation + 1000000 WHERE id = 0",
    "versions of the leaves": "UPDATE roll SET generation = generation + 1 WHERE id > 0",
    "counters of the seals": "UPDATE household_seal SET counter = counter + 1",
    "version of the tables": "PRAGMA user_version=1",
    "no roll": "DELETE FROM roll",
    "no seals": "DELETE FROM household_seal",
}

Trick = Callable[[Tablet], None]
"""Turns a copy of today's tablet into something older."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Copies of a tablet's folder: earlier ones, and today's, each with the log as it was."""

    earlier: tuple[Tablet, ...]
    today: Tablet


def live(furnished: Furnished, home: Path, days: int) -> Moments:
    """Write on in a vault from day to day, and copy it each day: locked, and while it is open.

    No key is turned in between, or the older copies would not open at all.
    """
    copies = []
    for number in range(days):
        copies.append(furnished.tablet.copy(home / f"locked-{number}"))
        with furnished.tablet.open() as vault:
            begin_household(vault, f"De Jong {number}")
            copies.append(furnished.tablet.copy(home / f"open-{number}"))
            vault.put_card(furnished.household, {"name": f"De Wit {number}"})
    with furnished.tablet.open() as vault:
        begin_household(vault, "Vandaag")
        return Moments(tuple(copies), furnished.tablet.copy(home / "today"))


def tricks(moments: Moments, most_tables: int) -> Iterator[tuple[str, Trick]]:
    """Give every way to put an earlier file back, with up to so many tables of today in it."""
    yield "today's file without its log", _without_log
    for older in moments.earlier:
        name = older.folder.name
        yield f"{name}, as it was", partial(_put_back, older)
        yield f"{name}, with today's log", partial(_with_todays_log, older)
        if (older.folder / LOG).exists():
            yield f"today's file with the log of {name}", partial(_with_older_log, older)
        for what, statement in _RAISED.items():
            yield f"{name}, {what}", partial(_raised, older, statement)
        for number in range(1, most_tables + 1):
            for tables in combinations(TABLES, number):
                yield f"{name}, with today's {' and '.join(tables)}", partial(_with_rows, older, tables)


def tables_at_once(share: int) -> int:
    """Return of how many tables rows of today are tried together, when one in so many of all is tried."""
    return 2 if share == 1 else int(share <= 10)


def put_back_files(moments: Moments, home: Path, most_tables: int, eyes: Eyes = looked_over) -> Crimes:
    """Do every trick on a copy of today's folder, and look at it."""
    found = Crimes()
    for number, (name, trick) in enumerate(tricks(moments, most_tables)):
        tablet = moments.today.copy(home / f"tricked-{number}")
        trick(tablet)
        try:
            seen = eyes(tablet)
        except VaultMistake:
            seen = Seen.NOTICED
        found.add("file", name, seen)
        shutil.rmtree(tablet.folder)
    return found


def without_counter(tablet: Tablet) -> Seen:
    """Look over a vault on a device that does not know how far it was."""
    (tablet.folder / COUNTER).unlink()
    return looked_over(tablet)


def _put_back(older: Tablet, tablet: Tablet) -> None:
    tablet.file.unlink()
    _log_of(tablet).unlink(missing_ok=True)
    shutil.copy(older.file, tablet.file)
    _with_older_log(older, tablet)


def _with_older_log(older: Tablet, tablet: Tablet) -> None:
    if _log_of(older).exists():
        shutil.copy(_log_of(older), _log_of(tablet))


def _with_todays_log(older: Tablet, tablet: Tablet) -> None:
    shutil.copy(older.file, tablet.file)


def _without_log(tablet: Tablet) -> None:
    _log_of(tablet).unlink()


def _raised(older: Tablet, statement: str, tablet: Tablet) -> None:
    _put_back(older, tablet)
    with Outsider(tablet.file) as outsider:
        outsider.run(statement)


def _with_rows(older: Tablet, tables: tuple[str, ...], tablet: Tablet) -> None:
    with Outsider(tablet.file) as outsider:
        rows = {table: outsider.rows(table) for table in tables}
    _put_back(older, tablet)
    with Outsider(tablet.file) as outsider:
        for table in tables:
            outsider.put_right(table, rows[table])


def _log_of(tablet: Tablet) -> Path:
    return tablet.folder / LOG

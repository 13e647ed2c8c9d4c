"""What is noticed: bytes flipped, rows exchanged, put back and taken out, and whole files put back."""

import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Final

from bench.faults.furnished import Furnished, furnish, write_on
from bench.faults.looking import HEADER, SLOTS, Owner, Seen, only_rows_opened, only_sqlite_asked
from bench.faults.older_files import live, put_back_files, tables_at_once, without_counter
from bench.faults.outsider import TABLES, Outsider, StolenRow
from bench.faults.tampering import Crimes, commit, flips, removals, rollbacks, swaps
from bench.measure import Figures
from tests.vault.material import PIN

_ROWS_EACH: Final = 3
_DAYS: Final = 2
_CONTROL: Final = 30


def count_crimes(figures: Figures, share: int) -> None:
    """Flip, exchange, take out and put back, row by row."""
    with tempfile.TemporaryDirectory(prefix="keukentafel-crimes-") as folder:
        home = Path(folder)
        furnished = furnish(home / "tablet")
        owner, rows = Owner(furnished, home), rows_in(furnished)
        _count_flips(figures, owner, rows, share)
        with Outsider(furnished.tablet.file) as outsider:
            exchanged = list(swaps(outsider))
        _add(figures, "swaps", commit(exchanged[::share], owner.looks), "rows exchanged, or part of them")
        plain = commit(islice(exchanged, _CONTROL), owner.looking_with(only_sqlite_asked))
        figures.add("control_swaps", bool(plain.unnoticed), "without seals they are not noticed")
        _add(figures, "removals", commit(list(removals(rows))[::share], owner.looks), "rows taken out")
        careless = commit(islice(removals(rows), _CONTROL), owner.looking_with(only_rows_opened))
        figures.add("control_removals", bool(careless.unnoticed), "opening all rows does not notice")
        _count_rollbacks(figures, furnished, home, share)


def count_older_files(figures: Figures, share: int) -> None:
    """Put whole files back."""
    with tempfile.TemporaryDirectory(prefix="keukentafel-older-") as folder:
        home = Path(folder)
        moments = live(furnish(home / "tablet"), home, _DAYS if share == 1 else 1)
        found = put_back_files(moments, home, tables_at_once(share))
        _add(figures, "file_rollbacks", found, "older files put back, with rows of today")
        careless = put_back_files(moments, home, 0, without_counter)
        figures.add("control_file_rollbacks", bool(careless.unnoticed), "without a counter it is not noticed")


def rows_in(furnished: Furnished) -> list[StolenRow]:
    """Return every row of a furnished vault."""
    with Outsider(furnished.tablet.file) as outsider:
        return outsider.all_rows()


def some_of_each(rows: list[StolenRow], each: int) -> list[StolenRow]:
    """Return up to so many rows of every table, from its first to its last."""
    chosen = []
    for table in TABLES:
        found = [row for row in rows if row.table == table]
        chosen += [
            found[number * (len(found) - 1) // max(1, each - 1)] for number in range(min(each, len(found)))
        ]
    return chosen


def _count_flips(figures: Figures, owner: Owner, rows: list[StolenRow], share: int) -> None:
    chosen = some_of_each(rows, _ROWS_EACH)
    special = [row for row in rows if row.table in {HEADER, SLOTS}]
    with owner.watching() as look:
        found = commit(flips((row for row in chosen if row not in special), share), look)
    found.take(commit(flips(special, share), owner.looks))
    _add(figures, "flips", found, "bytes flipped, in every column of rows of every table")
    figures.add(
        "flips_harmless", found.seen[Seen.HARMLESS], "of header and slots, where everything still worked"
    )
    plain = commit(islice(flips(chosen), _CONTROL), owner.looking_with(only_sqlite_asked))
    figures.add("control_flips", bool(plain.unnoticed), "without seals they are not noticed")


def _count_rollbacks(figures: Figures, furnished: Furnished, home: Path, share: int) -> None:
    """Put rows back that were written again since, and then rows from before the keys were turned."""
    found, before = Crimes(), rows_in(furnished)
    write_on(furnished)
    owner, now = Owner(furnished, home), rows_in(furnished)
    crimes = list(rollbacks(before, now))
    found.take(commit(crimes[::share], owner.looks))
    careless = commit(crimes, owner.looking_with(only_rows_opened))
    with furnished.tablet.open() as vault:
        vault.rotation.rotate(PIN)
    turned, later = Owner(furnished, home), rows_in(furnished)
    found.take(commit(list(rollbacks(now, later))[::share], turned.looks))
    _add(figures, "row_rollbacks", found, "older rows put back, also with their seals")
    figures.add("control_row_rollbacks", bool(careless.unnoticed), "opening all rows does not notice")


def _add(figures: Figures, name: str, found: Crimes, meaning: str) -> None:
    figures.add(name, found.count, meaning)
    figures.add(f"{name}_undetected", len(found.unnoticed), "of which nobody noticed", 0)
    for crime in found.unnoticed:
        sys.stderr.write(f"not noticed: {crime}\n")

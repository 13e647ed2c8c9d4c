"""The faults of ``python -m bench faults``, few of each; beside every zero, what the same counting finds."""

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("apsw", reason="the recording disk is not on a tablet")

from bench.faults import Counts, count_all
from bench.faults.days import Writing
from bench.faults.forgetting import (
    MARKED,
    WAYS,
    both_are_readable,
    by_deletion_alone,
    forget,
    older_is_readable,
    restored_is_readable,
)
from bench.faults.full_disk import fill_the_disk
from bench.faults.furnished import Furnished, furnish, write_on
from bench.faults.integrity import rows_in, some_of_each
from bench.faults.kills import kill_while_turning, kill_while_typing
from bench.faults.looking import HEADER, SLOTS, Owner, Seen, only_rows_opened, only_sqlite_asked
from bench.faults.older_files import live, put_back_files, without_counter
from bench.faults.outsider import TABLES, Outsider
from bench.faults.power import DAYS, Verdict, cut_a_day, record
from bench.faults.remains import Disk
from bench.faults.residue import planted_words_are_found, words_left_behind
from bench.faults.safety import is_read_by_who_may, places_of_worry, tell
from bench.faults.tampering import commit, flips, removals, rollbacks, swaps
from bench.faults.writers import save_carelessly

SEED = 3
PROMISED = {
    *("power_cuts", "power_corrupt", "power_lost", "kills", "kill_lost", "disk_full", "disk_full_lost"),
    *("flips", "flips_undetected", "swaps", "swaps_undetected", "row_rollbacks", "row_rollbacks_undetected"),
    *("file_rollbacks", "file_rollbacks_undetected", "removals", "removals_undetected"),
    *("canary_hits", "safety_hits", "forgotten_readable"),
}
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")


@only_posix
def test_everything_is_told_as_one_object_of_whole_numbers_and_true_controls() -> None:
    figures = Counts("faults", 1)
    count_all(figures, 100)
    told = figures.document()
    zeros = {name for name, value in told.items() if value == 0 and not isinstance(value, bool)}
    assert told.keys() >= PROMISED
    assert zeros >= {
        name for name in PROMISED if name.endswith(("lost", "corrupt", "undetected", "hits", "readable"))
    }
    controls = {name: value for name, value in told.items() if name.startswith("control")}
    assert len(controls) >= len(zeros)
    assert set(controls.values()) == {True}
    assert {type(value) for name, value in told.items() if name != "bench"} == {int, bool}


# ── What a vault survives ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", DAYS)
def test_a_cut_of_the_power_loses_nothing_acknowledged_whatever_is_being_done(name: str) -> None:
    day, _ = DAYS[name]
    assert cut_a_day(day(), 12, SEED).found == [Verdict.KEPT] * 12


@pytest.mark.parametrize("name", DAYS)
def test_a_recording_misses_nothing_that_reaches_the_disk(name: str, tmp_path: Path) -> None:
    taken = record(DAYS[name][0](), tmp_path / "tablet", random.Random(SEED))
    disk = Disk(taken.recording).happen(taken.recording.events)
    disk.settle()
    disk.put_in(tmp_path / "played")
    real, played = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("tablet", "played")
    )
    assert played == real


def test_the_same_cuts_do_lose_and_corrupt_where_the_disk_is_not_waited_for() -> None:
    hasty, heedless = (cut_a_day(Writing(), 12, SEED, setting) for setting in ("NORMAL", "OFF"))
    assert hasty.count(Verdict.LOST)
    assert heedless.count(Verdict.CORRUPT)


@only_posix
def test_kills_while_typing_and_while_turning_keys_lose_nothing_acknowledged() -> None:
    for kills in (kill_while_typing(5, SEED), kill_while_turning(5, SEED)):
        assert kills.told >= 5
        assert (kills.lost, kills.broken) == (0, 0)
    assert kill_while_typing(3, SEED, save_carelessly).lost


@pytest.mark.parametrize("played", [False, True])
def test_a_full_disk_is_said_to_be_full_and_loses_nothing_acknowledged(played: bool) -> None:
    passes = fill_the_disk(5, SEED, played=played)
    assert (passes.lost, passes.broken, passes.unclear) == (0, 0, 0)
    assert fill_the_disk(5, SEED, played=played, careless=True).lost
    assert fill_the_disk(5, SEED, mute=True).unclear


# ── What is noticed ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def furnished(tmp_path: Path) -> Furnished:
    return furnish(tmp_path / "tablet")


@pytest.fixture
def owner(furnished: Furnished, tmp_path: Path) -> Owner:
    return Owner(furnished, tmp_path)


def test_flipped_bytes_are_noticed_in_every_column_of_every_table(owner: Owner, furnished: Furnished) -> None:
    rows = some_of_each(rows_in(furnished), 1)
    assert {row.table for row in rows} == set(TABLES)
    sealed = [row for row in rows if row.table not in {HEADER, SLOTS}]
    with owner.watching() as look:
        found = commit(flips(sealed, 20), look)
    assert found.unnoticed == []
    assert found.seen[Seen.NOTICED] > 200
    assert commit(flips(sealed, 200), owner.looking_with(only_sqlite_asked)).unnoticed


def test_flipped_bytes_in_header_and_slots_are_noticed_or_change_nothing(
    owner: Owner, furnished: Furnished
) -> None:
    found = commit(
        flips([row for row in rows_in(furnished) if row.table in {HEADER, SLOTS}], 30), owner.looks
    )
    assert found.unnoticed == []
    assert found.seen[Seen.NOTICED] > found.seen[Seen.HARMLESS] > 0


def test_rows_that_changed_places_are_noticed(owner: Owner, furnished: Furnished) -> None:
    with Outsider(furnished.tablet.file) as outsider:
        crimes = list(swaps(outsider))[::5]
    assert commit(crimes, owner.looks).unnoticed == []
    assert commit(crimes, owner.looking_with(only_sqlite_asked)).unnoticed


def test_rows_that_were_taken_out_are_noticed(owner: Owner, furnished: Furnished) -> None:
    crimes = list(removals(rows_in(furnished)))[::3]
    assert commit(crimes, owner.looks).unnoticed == []
    assert commit(crimes, owner.looking_with(only_rows_opened)).unnoticed


def test_older_rows_put_back_are_noticed_also_when_the_keys_are_to_be_turned(
    furnished: Furnished, tmp_path: Path
) -> None:
    before = rows_in(furnished)
    write_on(furnished)
    owner, crimes = Owner(furnished, tmp_path), list(rollbacks(before, rows_in(furnished)))
    assert commit(crimes, owner.looks).unnoticed == []
    assert commit(crimes[::4], owner.looking_with(only_rows_opened)).unnoticed


def test_an_older_file_put_back_is_noticed_whatever_of_today_is_in_it(
    furnished: Furnished, tmp_path: Path
) -> None:
    moments = live(furnished, tmp_path, days=1)
    assert put_back_files(moments, tmp_path, most_tables=1).unnoticed == []
    assert put_back_files(moments, tmp_path, 0, without_counter).unnoticed


# ── What is not told ─────────────────────────────────────────────────────────────────────────────────────


def test_no_word_no_name_no_code_and_no_key_is_left_on_the_disk(tmp_path: Path) -> None:
    assert words_left_behind(tmp_path / "talker") == 0
    assert planted_words_are_found(tmp_path / "planted")


def test_the_safety_line_is_nowhere_but_with_the_worker_and_the_officer(tmp_path: Path) -> None:
    for name, everywhere in (("told", False), ("planted", True)):
        (tmp_path / name).mkdir()
        told = tell(tmp_path / name, everywhere)
        assert is_read_by_who_may(told)
        assert {bool(found) for found in places_of_worry(told).values()} == {everywhere}


@pytest.mark.parametrize("name", WAYS)
def test_what_was_forgotten_is_in_no_copy_from_before(name: str, tmp_path: Path) -> None:
    past = forget(tmp_path, WAYS[name])
    for tables in ((), ("vault_header",), ("wrapped_key",), ("vault_header", "wrapped_key", "roll")):
        assert not older_is_readable(past, tables), tables
    assert not both_are_readable(past)
    if name in MARKED:
        assert not restored_is_readable(past)


def test_what_was_only_deleted_is_read_in_an_older_copy_and_without_marks_in_a_backup(tmp_path: Path) -> None:
    past = forget(tmp_path, by_deletion_alone)
    assert older_is_readable(past, ())
    assert both_are_readable(past)
    assert restored_is_readable(past, with_marks=False)

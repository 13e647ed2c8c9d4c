"""The benchmark runs and says what it promises to; how fast things are is not for a test to judge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import RUNS, Figures, Side, interleaved, kept
from tests.browser.harness import chromium_path

ROOT = Path(__file__).parents[1]
PROMISED = {
    *("open_vs_empty", "open_ms", "unlock_ms", "empty_ms", "key_vs_empty", "key_ms", "key_empty_ms"),
    *("vault_unlock_ms", "autosave_us", "autosave_vs_sqlite3", "freeze_ms", "finish_ms", "seal_and_queue_ms"),
    "pdf_ms",
}
PROMISED_OF_VAULT = {
    *("autosave_vs_sqlcipher", "autosave_vs_raw", "autosave_us", "sqlcipher_us", "raw_us", "trail_line_us"),
    *("unlock_over_kdf_ms", "unlock_ms", "kdf_ms", "rotate_ms", "pin_change_rewrap_ms", "forget_ms"),
    *("backup_s", "restore_s", "control_readable"),
}


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.browser
@pytest.mark.skipif(chromium_path() is None, reason="Chromium is missing: set CHROMIUM to its path")
def test_the_screens_are_measured_and_told_as_one_json_object() -> None:
    run = bench("app", "--json", "--runs", "2", "--brief")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told.keys() >= PROMISED
    assert [name for name in PROMISED if not told[name] > 0] == []


def test_the_vault_is_measured_against_its_peers_and_told_as_one_json_object() -> None:
    run = bench("vault", "--json", "--runs", "2", "--brief")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told.keys() >= PROMISED_OF_VAULT
    assert [name for name in PROMISED_OF_VAULT if not told[name] > 0] == []
    assert told["unlock_over_kdf_ms"] < told["unlock_ms"]


def test_four_replicas_are_counted_and_told_as_one_json_object() -> None:
    run = bench("replicas", "--json", "--steps", "200", "--seeds", "2")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert (told["steps"], told["seeds"], told["converged"], told["lost"], told["returned"]) == (
        200,
        2,
        True,
        0,
        0,
    )
    found = {name: value for name, value in told.items() if name.startswith("control_")}
    assert len(found) >= 6
    assert all(found.values()), found


def test_paper_is_measured_and_held_against_its_standards_where_the_engine_is_there() -> None:
    run = bench("paper", "--json", "--runs", "2", "--brief")
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["pdf_ms"] > 0 < told["html_ms"]
    assert told["documents"] >= 4
    if told["control_bad_pdf_found"]:
        assert (told["ua1_failures"], told["a3a_failures"]) == (0, 0)
    else:
        # Without the engine nothing was looked at, and nothing is claimed.
        assert "no document was checked" in run.stderr
        assert told["ua1_failures"] == told["a3a_failures"] == told["documents"]


def test_who_asks_for_no_benchmark_or_too_few_runs_is_told_so() -> None:
    for arguments in (
        ("nothing",),
        ("app", "--runs", "1"),
        ("app", "--steps", "9"),
        ("replicas", "--seeds", "0"),
    ):
        run = bench(*arguments)
        assert run.returncode == 2
        assert "usage: python -m bench" in run.stderr
        assert "Traceback" not in run.stderr


def test_the_first_run_is_dropped_and_the_median_of_the_others_counts() -> None:
    assert kept([900.0, 3.0, 1.0, 2.0]) == 2.0


def test_every_side_takes_its_turn_in_every_run_and_another_one_begins() -> None:
    turns: list[str] = []

    def turn(side: str) -> float:
        turns.append(side)
        return len(turns)

    found = interleaved({Side("a"): lambda: turn("a"), Side("b"): lambda: turn("b")}, RUNS)
    assert turns[:6] == ["a", "b", "b", "a", "a", "b"]
    assert turns.count("a") == turns.count("b") == RUNS
    assert found.keys() == {"a", "b"}


def test_a_figure_over_what_we_hold_is_marked_in_the_table() -> None:
    figures = Figures("app", RUNS)
    figures.add("slow_ms", 8.0, "too slow", 5.0)
    figures.add("fast_ms", 2.0, "fast enough", 5.0)
    slow, fast = figures.table().splitlines()[-2:]
    assert "over" in slow
    assert "over" not in fast
    assert figures.document() == {"bench": "app", "runs": RUNS, "slow_ms": 8.0, "fast_ms": 2.0}

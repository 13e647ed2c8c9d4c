"""``python -m bench app``: the screens beside an empty Flet app, and what happens behind them.

Our list is paged: of the two hundred households one page is there, with buttons for the others. The empty app
has all two hundred rows in one list, of which Flet's client draws only what is seen; it is measured with as
many rows as one page of ours too, so that nobody need wonder what paging does to the ratio. Both sides have
the tree for screen readers switched on and an empty cache. Deriving the key from the PIN, which is slow on
purpose, counts in full on our side.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import at_the_table, screens, start_up
from bench.household_list import HOUSEHOLDS, FullHouse, make_full_house
from bench.measure import Figures, Side
from keukentafel.app.state.workroom import PAGE
from tests.browser.harness import chromium_path, launch

MOST_TIMES_EMPTY = 1.3
STARTS = 6
SESSIONS = 6


class NoChromium(RuntimeError):
    """There is no Chromium to measure with: set CHROMIUM to its path."""


def measure(runs: int, brief: bool) -> Figures:
    """Measure everything, or everything but starting up and memory when that is ``brief`` enough.

    Raises:
        NoChromium: there is no browser here.
    """
    figures = Figures("app", runs)
    with tempfile.TemporaryDirectory(prefix="keukentafel-bench-") as folder:
        full = make_full_house(Path(folder) / "full")
        with _chromium() as browser:
            _opening(figures, screens.opening(browser, full, runs))
            _keys(figures, screens.pressing(browser, full, runs))
            if not brief:
                _memory(figures, browser, full)
        if not brief:
            _start(figures, Path(folder) / "demo")
        _table(figures, full)
    return figures


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        raise NoChromium("there is no Chromium here: set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


def _opening(figures: Figures, found: screens.Opening) -> None:
    rows = f"{HOUSEHOLDS} households, {PAGE} of them on the page"
    add = figures.add
    add("open_vs_empty", found.ours / found.empty, "page open to the unlocked list", MOST_TIMES_EMPTY)
    add("open_ms", found.to_pin, "setting out until the PIN can be typed")
    add("unlock_ms", found.from_pin, f"last digit until the list is there ({rows}); with key derivation")
    add("empty_ms", found.empty, f"the empty app with a list of {HOUSEHOLDS} rows")
    add("empty_page_ms", found.empty_page, f"the empty app with a list of {PAGE} rows")
    add("open_vs_empty_page", found.ours / found.empty_page, f"against {PAGE} rows")


def _keys(figures: Figures, found: dict[Side, float]) -> None:
    ours, empty, imperative = (found[side] for side in (screens.OURS, screens.EMPTY, screens.IMPERATIVE))
    figures.add("key_vs_empty", ours / empty, "key press to paint in a full story", MOST_TIMES_EMPTY)
    figures.add("key_ms", ours, "key until the screen says that it is not saved yet")
    figures.add("key_empty_ms", empty, "the same in an empty app, declarative as ours")
    figures.add("key_empty_imperative_ms", imperative, "the same in an empty app, imperative")


def _memory(figures: Figures, browser: Browser, full: FullHouse) -> None:
    weight, more = start_up.memory_of_a_session(browser, full.home, min(figures.runs, SESSIONS))
    figures.add("memory_mb", weight, "the app's process with one page open")
    figures.add("memory_per_session_mb", more, "each page more, at the front door")


def _start(figures: Figures, home: Path) -> None:
    taken = start_up.second_start(home, min(figures.runs, STARTS))
    figures.add("second_start_s", taken, "the demo again, from the command until it answers", 3.0)


def _table(figures: Figures, full: FullHouse) -> None:
    runs = figures.runs
    figures.add("vault_unlock_ms", at_the_table.unlocking(full, runs), "opening the vault, of unlock_ms")
    saved = at_the_table.saving(full, runs)
    figures.add("autosave_us", saved.ours, "a draft of 60 to 600 characters, durable")
    figures.add("autosave_vs_sqlite3", saved.ours / saved.raw, "against bare sqlite3, as durable", 2.5)
    sent = at_the_table.sending(full, runs)
    figures.add("freeze_ms", sent.freeze, "freezing the edition that is read back")
    figures.add("finish_ms", sent.finish, "all of *Klaar*: assent, bundle, checks, envelope, outbox and card")
    figures.add("seal_and_queue_ms", sent.seal_and_queue, "of which sealing and the transaction", 5.0)
    figures.add("pdf_ms", sent.pdf, "an edition on paper", 100.0)

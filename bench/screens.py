"""Opening the page and pressing a key, in our own screens and in an empty Flet app, in the same Chromium.

*Page open* is what the machine does between setting out for the page and the unlocked list: until the PIN can
be typed, and from its last digit until the households are there. What a hand needs for the PIN in between is
left out; deriving the key from it is not.
"""

import functools
import os
import statistics
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from bench.household_list import HOUSEHOLDS, FullHouse
from bench.measure import Side, interleaved, kept
from bench.probe import Probe, found_by, probe
from keukentafel.app.state.workroom import PAGE
from tests.browser.running_house import RunningHouse, free_port

OURS, EMPTY = Side("ours"), Side("empty")
EMPTY_PAGE = Side("empty, with as many rows as one page of ours")
IMPERATIVE = Side("empty, imperative")

KEYS_A_RUN = 5
PIN_READY = found_by("pin-1")
LIST_SHOWN = '[flt-semantics-identifier^="household-"]'
BETWEEN_DIGITS_MS = 300
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Opening:
    """How long it takes until the list is there, in milliseconds."""

    ours: float
    to_pin: float
    from_pin: float
    empty: float
    empty_page: float


@dataclass(slots=True)
class Parts:
    """The two halves of opening our page, run by run."""

    to_pin: list[float] = field(default_factory=list)
    from_pin: list[float] = field(default_factory=list)


def opening(browser: Browser, full: FullHouse, runs: int) -> Opening:
    """Open our page and the empty ones, in turns and each in a fresh context."""
    parts = Parts()
    with RunningHouse(full.home) as house, empty_app() as address:
        sides: dict[Side, Callable[[], float]] = {
            OURS: lambda: _open_ours(browser, house.address, full.pin, parts),
            EMPTY: lambda: _open_empty(browser, f"{address}list-{HOUSEHOLDS}"),
            EMPTY_PAGE: lambda: _open_empty(browser, f"{address}list-{PAGE}"),
        }
        found = interleaved(sides, runs)
    return Opening(found[OURS], kept(parts.to_pin), kept(parts.from_pin), found[EMPTY], found[EMPTY_PAGE])


def pressing(browser: Browser, full: FullHouse, runs: int) -> dict[Side, float]:
    """Press keys in the story of a full household and in the empty fields, in turns; the pages stay open."""
    with RunningHouse(full.home) as house, empty_app() as address, ExitStack() as stack:
        ours = stack.enter_context(probe(browser, house.address))
        _open_story(ours, full.pin)
        pages = {OURS: ours}
        for side, route in ((EMPTY, "declarative"), (IMPERATIVE, "imperative")):
            pages[side] = stack.enter_context(probe(browser, address + route, wake=True))
        sides: dict[Side, Callable[[], float]] = {
            side: functools.partial(_press, page, min(runs, KEYS_A_RUN)) for side, page in pages.items()
        }
        return interleaved(sides, runs)


@contextmanager
def empty_app() -> Iterator[str]:
    """Serve the empty apps in a process of their own, and give their address."""
    port = free_port()
    command = [sys.executable, "-m", "bench.empty_app", str(port)]
    environ = {**os.environ, "FLET_FORCE_WEB_SERVER": "true"}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def enter(page: Probe, pin: str) -> float:
    """Type the PIN; return how long after its last digit the list was there, in milliseconds."""
    page.appeared(PIN_READY)
    for digit in pin[:-1]:
        page.tap(f"pin-{digit}")
        page.page.wait_for_timeout(BETWEEN_DIGITS_MS)
    return page.tap_until(f"pin-{pin[-1]}", LIST_SHOWN)


def _open_ours(browser: Browser, address: str, pin: str, parts: Parts) -> float:
    with probe(browser, address) as page:
        parts.to_pin.append(page.appeared(PIN_READY))
        parts.from_pin.append(enter(page, pin))
        page.tap("lock")
        page.appeared(PIN_READY)
    return parts.to_pin[-1] + parts.from_pin[-1]


def _open_empty(browser: Browser, address: str) -> float:
    with probe(browser, address, wake=True) as page:
        return page.appeared(found_by("row-1"))


def _open_story(page: Probe, pin: str) -> None:
    enter(page, pin)
    page.page.locator(LIST_SHOWN).first.dispatch_event("click")
    page.tap("to-table")
    page.tap("sheet-story")
    page.appeared(found_by("story-text"))


def _press(page: Probe, keys: int) -> float:
    """Press some keys, each after the one before was saved; return the median in milliseconds."""
    page.focus("story-text")
    return statistics.median(page.press_until_other("a", "saved") for _ in range(keys))


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            continue
        return
    raise RuntimeError("the empty app ended before it answered")

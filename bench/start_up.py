"""Starting again with data that is there, and what a browser session costs in memory."""

import resource
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from bench.measure import repeated
from bench.probe import probe
from bench.screens import PIN_READY
from tests.browser.running_house import RunningHouse


def second_start(home: Path, runs: int) -> float:
    """Return how long the demo takes from the command until it answers, in seconds; its data is there."""
    with RunningHouse(home, first=True):
        pass

    def once() -> float:
        start = time.perf_counter()
        with RunningHouse(home, first=True):
            return time.perf_counter() - start

    return repeated(once, runs)


def memory_of_a_session(browser: Browser, home: Path, sessions: int) -> tuple[float, float]:
    """Return what the app weighs with one page open, and what each page more adds, in megabytes."""
    with RunningHouse(home, first=True) as house, ExitStack() as stack:

        def opened() -> float:
            stack.enter_context(probe(browser, house.address)).appeared(PIN_READY)
            return _megabytes(house.pid)

        first = opened()
        return first, ([opened() for _ in range(sessions)][-1] - first) / sessions


def _megabytes(pid: int) -> float:
    linux = Path(f"/proc/{pid}/statm")
    if linux.exists():
        return int(linux.read_text("ascii").split()[1]) * resource.getpagesize() / 2**20
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 2**10

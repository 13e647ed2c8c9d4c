"""One Chromium for all browser tests, and a fresh screen for each."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.harness import (
    COARSE,
    FOR_SHORT_VISITS,
    PATIENCE_MS,
    PORTRAIT,
    Screen,
    Size,
    chromium_path,
    launch,
    screen,
)

OpenScreen = Callable[..., Screen]


# Not for the whole session: Playwright keeps an event loop running, and other tests start their own.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of this run."""
    path = chromium_path()
    if path is None and os.environ.get("CI"):
        pytest.fail("Chromium is missing: set CHROMIUM to its path, or install the package chromium")
    if path is None:
        pytest.skip("Chromium is missing: set CHROMIUM to its path, or install the package chromium")
    # A busy machine is slower, and what is expected of the screens is the same.
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = launch(playwright, path, *FOR_SHORT_VISITS)
        yield browser
        browser.close()


@pytest.fixture
def open_screen(chromium: Browser) -> Iterator[OpenScreen]:
    """Opens screens that end with the test; a test whose screens sent anything off this machine fails."""
    opened: list[Screen] = []
    with ExitStack() as stack:

        def opener(address: str, size: Size = PORTRAIT, *, dark: bool = False, touch: bool = False) -> Screen:
            fresh = stack.enter_context(
                screen(chromium, address, size, dark=dark, touch=touch, pixels=COARSE)
            )
            opened.append(fresh)
            return fresh

        yield opener
        left = [where for one in opened for where in one.what_left()]
    assert left == []

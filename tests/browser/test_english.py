"""The screens in English: at once, and without losing a letter that was being typed.

That every word on every screen is in English is told by the walk of ``test_accessible.py``.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import PATIENCE_MS, PORTRAIT, Screen, listened_to
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    WORKER,
    WORKER_PIN,
    arrive,
    box_of,
    open_household,
    press_pin,
    tap,
    unlock,
    write,
)

pytestmark = pytest.mark.browser

ARABIC = "أريد أن أغني مرة أخرى."
LANGUAGE = "document.documentElement.lang"


def test_the_language_of_the_door_stays_with_the_device(open_screen: OpenScreen, tmp_path: Path) -> None:
    with RunningHouse(tmp_path) as house:
        first = open_screen(house.address)
        arrive(first, f"account-{WORKER}")
        assert first.page.evaluate(LANGUAGE) == "nl-NL"
        tap(first, "other-language")
        first.see("Who are you?")
        expect(first.page.locator("html")).to_have_attribute("lang", "en-GB", timeout=PATIENCE_MS)
        assert (tmp_path / "language").read_text("utf-8") == "en\n"
        another = open_screen(house.address)
        another.see("Who are you?")
    with RunningHouse(tmp_path) as house:
        later = open_screen(house.address)
        later.see("Who are you?")
        tap(later, "other-language")
        later.see("Wie bent u?")


def test_at_the_table_another_language_comes_at_once_and_nothing_typed_is_lost(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    with RunningHouse(tmp_path) as house:
        shown = open_screen(house.address)
        _lay_open(shown)
        write(shown, "story-text", "Sem slaapt overdag")
        box = box_of(shown, "story-text")
        tap(shown, "other-language")
        shown.see("In your own words. Only you can change them.")
        expect(shown.page.locator("html")).to_have_attribute("lang", "en-GB", timeout=PATIENCE_MS)
        shown.press_keys(box, ", Kim werkt")
        expect(box).to_have_value("Sem slaapt overdag, Kim werkt", timeout=PATIENCE_MS)
        # The worker's own screens keep the worker's own language.
        tap(shown, "sheets")
        tap(shown, "work")
        press_pin(shown, WORKER_PIN)
        shown.see("Terugkijken")
        assert not (tmp_path / "language").exists()
        # Back at the table the household still has its own, and its words.
        tap(shown, "to-table")
        shown.see("In your own words. Only you can change them.")
        listened_to(box)
        expect(box).to_have_value("Sem slaapt overdag, Kim werkt", timeout=PATIENCE_MS)


def test_what_is_written_in_arabic_stands_as_arabic_on_a_dutch_screen(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    with RunningHouse(tmp_path) as house:
        shown = open_screen(house.address)
        _lay_open(shown)
        box = box_of(shown, "quote")
        shown.press_keys(box, ARABIC)
        expect(box).to_have_value(ARABIC, timeout=PATIENCE_MS)
        tap(shown, "quote-write")
        shown.see(ARABIC)


def test_on_a_screen_that_is_written_from_right_to_left_everything_begins_at_the_right(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    with RunningHouse(tmp_path, module="tests.browser.mirrored_house") as house:
        shown = open_screen(house.address)
        _lay_open(shown)
        first, last = _middle(shown, "sheets"), _middle(shown, "turn")
        assert last < PORTRAIT.width / 4 < PORTRAIT.width * 3 / 4 < first
        assert _middle(shown, "onward") < PORTRAIT.width / 2


def _lay_open(shown: Screen) -> None:
    """Lay the story of a household on the table that has told one."""
    unlock(shown)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-table")
    tap(shown, "sheet-story")
    arrive(shown, "quote")


def _middle(shown: Screen, identifier: str) -> float:
    box = shown.identified(identifier).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2

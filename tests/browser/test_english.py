"""The screens in English: all of them, at once, and without losing a letter that was being typed."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from keukentafel.app.state.screens import Screen as Name
from tests.browser.conftest import OpenScreen
from tests.browser.english import strays, words_on
from tests.browser.harness import PATIENCE_MS, PORTRAIT, Screen, screen
from tests.browser.running_house import RunningHouse
from tests.browser.test_accessible import (
    Inspection,
    _about_the_tablet,
    _at_the_door,
    _at_the_table,
    _at_work,
    _leaving,
)
from tests.browser.tour import (
    WORKER,
    WORKER_PIN,
    arrive,
    box_of,
    open_household,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)

pytestmark = pytest.mark.browser

ARABIC = "أريد أن أغني مرة أخرى."
LANGUAGE = "document.documentElement.lang"


@dataclass
class Words(Inspection):
    """The words on each screen, instead of what axe says of it."""

    words: dict[Name, set[str]] = field(default_factory=dict)

    def look(self, shown: Screen, name: Name, arrived: str) -> None:
        """Wait until a screen is there, and read it."""
        arrive(shown, arrived)
        shown.page.wait_for_timeout(300)
        self.words[name] = words_on(shown.page)


def test_no_screen_shows_anything_but_english_and_what_people_said(chromium: Browser, tmp_path: Path) -> None:
    seen = Words()
    with RunningHouse(tmp_path) as house, screen(chromium, house.address, PORTRAIT) as tablet:
        arrive(tablet, f"account-{WORKER}")
        in_dutch = words_on(tablet.page)
        tap(tablet, "other-language")
        tablet.see("Who are you?")
        for part in (_at_the_door, _about_the_tablet, _at_work, _at_the_table, _leaving):
            part(tablet, seen)
    assert len(seen.words) > 20
    left = {name.value: found for name, words in seen.words.items() if (found := strays(words))}
    assert left == {}
    assert {"Wie bent u?", "Kies wie deze tablet gaat openen."} <= strays(in_dutch)


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
        unlock(shown)
        open_household(shown, "gezin Bakker")
        tap(shown, "to-table")
        open_sheet(shown, "story")
        write(shown, "quote", "Ik wil dat Lotte")
        tap(shown, "other-language")
        shown.see("In your own words.")
        expect(shown.page.locator("html")).to_have_attribute("lang", "en-GB", timeout=PATIENCE_MS)
        box = box_of(shown, "quote")
        box.focus()
        expect(box).to_have_value("Ik wil dat Lotte", timeout=PATIENCE_MS)
        shown.press_keys(box, " slaapt")
        expect(box).to_have_value("Ik wil dat Lotte slaapt", timeout=PATIENCE_MS)
        # The worker's own screens keep the worker's own language.
        tap(shown, "sheets")
        tap(shown, "work")
        press_pin(shown, WORKER_PIN)
        shown.see("Naar de tafel")
        assert not (tmp_path / "language").exists()
        # Back at the table the household still has its own.
        tap(shown, "to-table")
        shown.see("Sheets")


def test_what_is_written_in_arabic_stands_as_arabic_on_a_dutch_screen(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    with RunningHouse(tmp_path) as house:
        shown = open_screen(house.address)
        unlock(shown)
        open_household(shown, "gezin Bakker")
        tap(shown, "to-table")
        open_sheet(shown, "story")
        write(shown, "quote", ARABIC)
        expect(box_of(shown, "quote")).to_have_value(ARABIC, timeout=PATIENCE_MS)
        shown.screenshot(Path("/tmp/w/english/shots/arabic-typed.png"))
        tap(shown, "write-down")
        shown.see(ARABIC)
        shown.screenshot(Path("/tmp/w/english/shots/arabic-said.png"))

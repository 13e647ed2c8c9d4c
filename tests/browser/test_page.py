"""The page around the screens, in a real browser: what it does without Python."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen, screen
from tests.browser.running_house import RunningHouse

pytestmark = pytest.mark.browser

SMALL_HOUSE = "tests.shell.small_house"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house with one small page and no relay."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", module=SMALL_HOUSE) as running:
        yield running


@pytest.mark.parametrize("touch", [False, True])
def test_a_screen_reader_finds_the_screen_without_a_hidden_button(
    house: RunningHouse, open_screen: OpenScreen, touch: bool
) -> None:
    shown = open_screen(house.address, touch=touch)
    shown.see("Goedemorgen")
    expect(shown.page.locator("flt-semantics-placeholder")).to_have_count(0)
    expect(shown.page).to_have_title("Keukentafel")
    shown.tap("Tel op")
    shown.see("1 keer")


def test_a_cut_socket_covers_the_fields_within_a_second_and_the_screen_moves_again_when_it_is_mended(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    shown.type_text("Naam", "Annie")
    shown.see("Dag Annie")
    start = time.monotonic()
    shown.wire.cut()
    shown.cover.wait_for(state="visible")
    assert time.monotonic() - start < 1.0
    _is_deaf(shown)
    shown.wire.mend()
    shown.cover.wait_for(state="detached")
    shown.tap("Tel op")
    shown.see("1 keer")


def _is_deaf(shown: Screen) -> None:
    alert = shown.page.get_by_role("alert")
    expect(alert).to_contain_text("Even geen verbinding")
    expect(alert).to_be_focused()
    shown.page.keyboard.type("niet hier")
    shown.page.keyboard.press("Escape")
    shown.page.keyboard.press("Tab")
    expect(shown.cover).to_be_visible()
    heard = "([x, y]) => document.elementFromPoint(x, y).closest('dialog')?.id"
    assert shown.page.evaluate(heard, [100, 100]) == "offline"
    assert not shown.page.evaluate("document.activeElement.matches('input, textarea')")


def test_a_killed_app_covers_the_fields_and_its_next_run_brings_the_screen_back(
    tmp_path: Path, open_screen: OpenScreen
) -> None:
    with RunningHouse(tmp_path, "--no-relay", module=SMALL_HOUSE) as house:
        shown = open_screen(house.address)
        shown.see("Goedemorgen")
        house.kill()
        shown.cover.wait_for(state="visible")
        house.start()
        shown.cover.wait_for(state="detached")
        shown.tap("Tel op")
        shown.see("1 keer")


def test_what_would_leave_this_machine_is_found(house: RunningHouse, chromium: Browser) -> None:
    with screen(chromium, house.address) as shown:
        shown.see("Goedemorgen")
        assert shown.what_left() == []
        shown.page.evaluate("fetch('https://planted.invalid/').catch(() => 0)")
        assert shown.wire.outside == []
        shown.page.goto("about:blank")
        shown.page.evaluate("fetch('http://planted.invalid/').catch(() => 0)")
        assert "planted.invalid:80" in shown.what_left()

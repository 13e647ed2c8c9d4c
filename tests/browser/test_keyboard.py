"""Without a finger, and with letters twice as large: opening, the list, the story and the plan."""

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import PHONE, PORTRAIT, Screen, Size
from tests.browser.running_house import RunningHouse
from tests.browser.tour import WORKER, WORKER_PIN, arrive, open_household, open_sheet, press_pin, tap

pytestmark = pytest.mark.browser

MOST_TABS = 90
_HELD = """() => {
    const held = document.activeElement;
    const known = '[flt-semantics-identifier]';
    const own = held?.closest(known) ?? held?.querySelector(known);
    return own?.getAttribute('flt-semantics-identifier') ?? '';
}"""
_YELLOW = """async png => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + png;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), image);
    canvas.width = image.width; canvas.height = image.height;
    const drawn = canvas.getContext('2d');
    drawn.drawImage(image, 0, 0);
    const { data } = drawn.getImageData(0, 0, image.width, image.height);
    let yellow = 0;
    for (let at = 0; at < data.length; at += 4)
        if (data[at] > 250 && Math.abs(data[at + 1] - 221) < 4 && data[at + 2] < 8) yellow += 1;
    return yellow;
}"""
"""How many pixels of a picture are in the yellow of the keyboard, #FFDD00."""

_WIDE = """width => [...document.querySelectorAll('flt-semantics, input, textarea')]
    .filter(node => !node.querySelector('flt-semantics'))
    .map(node => [node.getAttribute('aria-label') ?? node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < -1 || box.right > width + 1))
    .map(([name, box]) => `${name}: ${box.left} to ${box.right}`)"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def held(shown: Screen) -> str:
    """Return the identifier of what has the keyboard."""
    return str(shown.page.evaluate(_HELD))


def go_to(shown: Screen, identifier: str) -> None:
    """Press Tab until something has the keyboard; the name may be only its beginning, with a star."""
    arrive_any(shown, identifier)
    passed = []
    for _ in range(MOST_TABS):
        now = _after_tab(shown)
        if now == identifier or (identifier.endswith("*") and now.startswith(identifier[:-1])):
            return
        passed.append(now)
    raise AssertionError(f"Tab never comes at {identifier}, but at {passed}")


def _after_tab(shown: Screen) -> str:
    """Press Tab and return what has the keyboard then; two that follow each other may have no name."""
    before, tries = held(shown), 0
    shown.page.keyboard.press("Tab")
    shown.page.wait_for_timeout(60)
    while held(shown) == before and tries < 20:
        shown.page.wait_for_timeout(20)
        tries += 1
    return held(shown)


def arrive_any(shown: Screen, identifier: str) -> None:
    if not identifier.endswith("*"):
        arrive(shown, identifier)


def is_yellow(shown: Screen, node: Locator) -> bool:
    """Tell whether what has the keyboard can be seen to have it."""
    shown.page.wait_for_timeout(300)
    box = node.bounding_box()
    assert box is not None
    picture = shown.page.screenshot(clip={key: box[key] for key in ("x", "y", "width", "height")})  # type: ignore[typeddict-item]
    yellow = shown.page.evaluate(_YELLOW, base64.b64encode(picture).decode())
    return bool(yellow > box["width"])


def press(shown: Screen, identifier: str, key: str = "Enter") -> None:
    """Go to a button, see that it has the keyboard, and press it."""
    go_to(shown, identifier)
    node = shown.page.locator(f'[flt-semantics-identifier="{held(shown)}"]').first
    assert is_yellow(shown, node), identifier
    shown.page.keyboard.press(key)


def test_with_tab_enter_and_space_alone_one_opens_tells_and_chooses(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unseen = shown.identified(f"account-{WORKER}")
    unseen.wait_for(state="attached")
    expect(shown.page.locator("#arriving")).to_have_count(0, timeout=20_000)
    assert not is_yellow(shown, unseen)
    press(shown, f"account-{WORKER}")
    for number, digit in enumerate(WORKER_PIN):
        press(shown, f"pin-{digit}", "Space" if number % 2 else "Enter")
    arrive(shown, "new")
    go_to_household(shown, "gezin Bakker")
    shown.page.keyboard.press("Enter")
    press(shown, "to-table")
    press(shown, "sheet-story", "Space")
    go_to(shown, "quote")
    shown.page.keyboard.type("Met de toetsen gaat het ook.")
    press(shown, "quote-write")
    shown.see("Met de toetsen gaat het ook.")
    press(shown, "sheets")
    press(shown, "sheet-plan")
    press(shown, "choose-lead", "Space")
    go_to(shown, "lead-done")
    shown.page.keyboard.press("Enter")
    expect(shown.identified("lead-done")).to_have_count(0)


def go_to_household(shown: Screen, name: str) -> None:
    for _ in range(MOST_TABS):
        go_to(shown, "household-*")
        node = shown.page.locator(f'[flt-semantics-identifier="{held(shown)}"]')
        if (node.get_attribute("aria-label") or node.text_content() or "").startswith(name):
            assert is_yellow(shown, node)
            return
    raise AssertionError(f"Tab never comes at {name}")


@pytest.mark.parametrize("size", [PORTRAIT, PHONE], ids=["portrait", "phone"])
def test_with_letters_twice_as_large_the_story_and_the_plan_reach_over_no_edge(
    house: RunningHouse, open_screen: OpenScreen, size: Size
) -> None:
    shown = open_screen(house.address, size)
    tap(shown, "to-help")
    # The device remembers the size that was chosen before.
    tap(shown, "letters-usual")
    expect(shown.identified("letters-usual")).to_be_checked()
    small = letter_height(shown)
    tap(shown, "letters-largest")
    tap(shown, "back")
    tap(shown, f"account-{WORKER}")
    press_pin(shown, WORKER_PIN)
    open_household(shown, "gezin Bakker")
    assert wide(shown) == []
    tap(shown, "to-table")
    open_sheet(shown, "story")
    arrive(shown, "sheets")
    assert letter_height(shown) >= 1.4 * small
    fits_to_the_end(shown)
    open_sheet(shown, "plan")
    arrive(shown, "choose-lead")
    fits_to_the_end(shown)
    shown.identified("sheets").evaluate("node => { node.style.width = '900px'; }")
    assert len(wide(shown)) == 1


def letter_height(shown: Screen) -> float:
    """Return how high the heading of the screen is, if it fits on one line."""
    heading = shown.page.get_by_role("heading").first
    return float(heading.evaluate("node => node.getBoundingClientRect().height"))


def wide(shown: Screen) -> list[str]:
    """Return what reaches over an edge of the screen."""
    size = shown.page.viewport_size or {"width": 0}
    found: list[str] = shown.page.evaluate(_WIDE, size["width"])
    return found


def fits_to_the_end(shown: Screen) -> None:
    """Turn the wheel through the whole screen and find nothing wider than it."""
    size = shown.page.viewport_size or {"width": 0, "height": 0}
    shown.page.mouse.move(size["width"] / 2, size["height"] / 2)
    for _ in range(12):
        assert wide(shown) == []
        shown.turn_wheel(size["height"] * 0.6)
        shown.page.wait_for_timeout(150)

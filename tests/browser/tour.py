"""Going through the app with clicks and keys, by what the app calls its own buttons and boxes."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.harness import AFTER_POINTER_MS, Screen, listened_to

WORKER, WORKER_PIN = "worker-1", "274916"
SUPERVISOR, SUPERVISOR_PIN = "supervisor-1", "619340"
OFFICER, OFFICER_PIN = "officer-1", "463918"


def tap(shown: Screen, identifier: str) -> None:
    """Tap the button with this identifier, wherever the sheet has to be scrolled to."""
    node = shown.identified(identifier)
    if not node.count():
        _come_into_view(shown, node)
    shown.tap(node)


def write(shown: Screen, identifier: str, words: str) -> None:
    """Put words in the box with this identifier."""
    box = box_of(shown, identifier)
    if not box.count():
        _come_into_view(shown, box)
    listened_to(box).fill(words)


def box_of(shown: Screen, identifier: str) -> Locator:
    """Return the text box with this identifier."""
    own = f'[flt-semantics-identifier="{identifier}"]'
    kinds = ("input", "textarea")
    found = ", ".join([f"{kind}{own}" for kind in kinds] + [f"{own} {kind}" for kind in kinds])
    return shown.page.locator(found).first


def press_pin(shown: Screen, pin: str) -> None:
    """Press the digits of a PIN; the sixth one opens."""
    shown.identified("pin-1").wait_for(state="attached")
    shown.page.wait_for_timeout(AFTER_POINTER_MS)
    for digit in pin:
        shown.identified(f"pin-{digit}").dispatch_event("click")


def unlock(shown: Screen, account: str = WORKER, pin: str = WORKER_PIN) -> None:
    """Choose an account at the front door and open it."""
    tap(shown, f"account-{account}")
    press_pin(shown, pin)


def open_household(shown: Screen, name: str) -> None:
    """Open a household from the list."""
    line = shown.page.locator('[flt-semantics-identifier^="household-"]')
    found = line.and_(shown.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")))
    if not found.count():
        _come_into_view(shown, found)
    shown.tap(found)
    arrive(shown, "to-table")


def open_sheet(shown: Screen, sheet: str) -> None:
    """Go to a sheet by way of *Bladen*, unless those lie open."""
    sheets, this = shown.identified("sheets"), shown.identified(f"sheet-{sheet}")
    expect(sheets.or_(this).first).to_be_attached(timeout=20_000)
    if sheets.count():
        tap(shown, "sheets")
    tap(shown, f"sheet-{sheet}")


def arrive(shown: Screen, identifier: str) -> None:
    """Wait until the node with this identifier is there."""
    expect(shown.identified(identifier).first).to_be_attached(timeout=20_000)


def draw(tablet: Screen, pad: Locator) -> None:
    """Sign with the mouse, from left to right."""
    box, mouse = pad.bounding_box(), tablet.page.mouse
    assert box is not None
    left, top = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.5
    mouse.move(left, top)
    mouse.down()
    for step in range(1, 25):
        mouse.move(left + step * 8, top + (20 if step % 2 else -20))
    mouse.up()


def saved(tablet: Screen, button: str) -> bytes:
    """Tap a button that saves a file, and return what was saved."""
    with tablet.page.expect_download() as fetched:
        tap(tablet, button)
    return fetched.value.path().read_bytes()


def _come_into_view(shown: Screen, node: Locator) -> None:
    shown.page.wait_for_timeout(AFTER_POINTER_MS)
    if not node.count():
        shown.scroll_to(node)

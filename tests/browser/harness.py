"""Drives the real screens in Chromium: one browser, a fresh context and a wire of its own for every screen.

Flutter draws on a canvas; what a test sees and touches is the tree for screen readers. A tap is therefore a
click on a node of that tree, after the short rest that Flutter needs after pointer events; typing waits
until Flutter listens to the field; and what is outside the viewport is not in the tree until it is scrolled
to.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from tests.browser.wire import Wire

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Chromium itself asks a server what kind of field a text field is.
    "--disable-features=AutofillServerCommunication",
)

FOR_SHORT_VISITS = ("--js-flags=--liftoff-only",)
"""The client of a page that lives for a minute is not worth compiling twice: a quarter of the time."""

RIVE = "https://cdn.jsdelivr.net/npm/@rive-app/"
"""Compiled into Flet's client: asked for on every page, stopped by the content security policy."""

AFTER_POINTER_MS = 350
PATIENCE_MS = 20_000

Role = Literal["button", "textbox", "checkbox", "radio", "switch", "heading", "tab", "link", "menuitem"]


class Size(NamedTuple):
    """Width and height of a screen in CSS pixels."""

    width: int
    height: int


PHONE = Size(390, 844)
PORTRAIT = Size(820, 1180)
LANDSCAPE = Size(1180, 820)

WHOLE, COARSE = 1.0, 0.5
"""How many pixels are drawn for one of CSS: a test reads the tree, and half of them are drawn far sooner."""


def chromium_path() -> Path | None:
    """Return the Chromium to use: ``CHROMIUM``, or the one of the system, or None."""
    found = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    path = shutil.which(found)
    return Path(path) if path else None


def launch(playwright: Playwright, path: Path, *more: str) -> Browser:
    """Start a browser, with ``more`` arguments than every run has."""
    return playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_ARGUMENTS, *more])


def listened_to(box: Locator, take_focus: Callable[[], None] | None = None) -> Locator:
    """Give a text box the focus, and wait until Flutter listens to it.

    A key pressed between the browser's focus and Flutter's is lost. Flutter tells by setting the attributes
    of the box that concern typing, at every focus anew.
    """
    waits = "node => document.activeElement === node || node.setAttribute('autocorrect', 'awaited')"
    box.evaluate(waits)
    (take_focus or box.focus)()
    expect(box).not_to_have_attribute("autocorrect", "awaited", timeout=PATIENCE_MS)
    return box


@dataclass
class Screen:
    """One page in one browser context, on one wire."""

    page: Page
    wire: Wire
    address: str
    pixels: float = WHOLE
    requests: list[str] = field(default_factory=list)

    def find(self, name: str, role: Role = "button", *, exact: bool = True) -> Locator:
        """Return the node with this role and accessible name."""
        return self.page.get_by_role(role, name=name, exact=exact)

    def identified(self, identifier: str) -> Locator:
        """Return the node that the app gave this semantics identifier."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def tap(self, target: str | Locator, role: Role = "button", *, exact: bool = True) -> None:
        """Tap the node with this name and role, or the node given."""
        node = self.find(target, role, exact=exact) if isinstance(target, str) else target
        node.wait_for(state="attached")
        self.page.wait_for_timeout(AFTER_POINTER_MS)
        node.dispatch_event("click")

    def type_text(self, target: str | Locator, text: str, *, exact: bool = True) -> None:
        """Put text in the field with this label, or in the field given, in place of what is there."""
        node = self.find(target, "textbox", exact=exact) if isinstance(target, str) else target
        node.wait_for(state="attached")
        listened_to(node)
        node.fill(text)

    def press_keys(self, target: str | Locator, text: str, *, exact: bool = True) -> None:
        """Type text key by key after what stands in the field."""
        node = self.find(target, "textbox", exact=exact) if isinstance(target, str) else target
        node.wait_for(state="attached")
        listened_to(node)
        self.page.keyboard.press("End")
        self.page.keyboard.type(text)

    def shows(self, text: str | re.Pattern[str]) -> Locator:
        """Return the first node with this text, or with an accessible name that holds it."""
        return self.page.get_by_text(text).or_(self.page.get_by_label(text)).first

    def see(self, text: str | re.Pattern[str]) -> None:
        """Wait until this text is on the screen."""
        expect(self.shows(text)).to_be_attached(timeout=PATIENCE_MS)

    def not_see(self, text: str | re.Pattern[str]) -> None:
        """Wait until this text is nowhere on the screen."""
        expect(self.page.get_by_text(text).or_(self.page.get_by_label(text))).to_have_count(0)

    def scroll_to(self, target: str | Locator, *, step: int = 300, steps: int = 40) -> Locator:
        """Turn the wheel, down and then up again, until a text or a node is inside the viewport."""
        node = self.shows(target) if isinstance(target, str) else target
        size = self.page.viewport_size or {"width": PORTRAIT.width, "height": PORTRAIT.height}
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        for unseen in [step] * steps + [-step] * steps:
            box = node.bounding_box() if node.count() else None
            if box and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]:
                return node
            seen = -step if box and box["y"] < 0 else step
            self.turn_wheel(seen if box else unseen)
            self.page.wait_for_timeout(80)
        raise AssertionError("the wheel was turned to the end and it did not come into view")

    def turn_wheel(self, down: float) -> None:
        """Turn the wheel where the mouse is, by as many pixels of CSS; up when negative."""
        # With fewer pixels Chromium reports a larger turn, and Flutter makes it larger once more.
        self.page.mouse.wheel(0, down * self.pixels**2)

    def screenshot(self, path: Path) -> None:
        """Draw the screen into a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    @property
    def cover(self) -> Locator:
        """The cover that the page lays over the fields when the socket drops."""
        return self.page.locator("dialog#offline[open]")

    def what_left(self) -> list[str]:
        """Return everything that went, or tried to go, off this machine, but for Rive's script."""
        asked = [url for url in self.requests if not url.startswith(RIVE)]
        return asked + [f"{there.host}:{there.port}" for there in self.wire.outside]


@contextmanager
def screen(
    browser: Browser,
    address: str,
    size: Size = PORTRAIT,
    *,
    dark: bool = False,
    touch: bool = False,
    pixels: float = WHOLE,
) -> Iterator[Screen]:
    """Open an address in a context of its own; cookies and storage start empty."""
    with Wire() as wire:
        context = browser.new_context(
            viewport={"width": size.width, "height": size.height},
            device_scale_factor=pixels,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            proxy={"server": wire.address},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        opened = Screen(page, wire, address, pixels)
        own = (address, address.replace("http", "ws", 1), "blob:", "data:")
        page.on(
            "request", lambda asked: None if asked.url.startswith(own) else opened.requests.append(asked.url)
        )
        page.goto(address)
        yield opened
        context.close()

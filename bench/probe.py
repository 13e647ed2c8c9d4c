"""Looks at a page from inside: when something appeared in it, on the page's own clock.

Flutter draws on a canvas and updates the tree for screen readers with the same frame; the moment that this
tree changes is taken as the moment that the picture does. The clock starts when the browser sets out for the
page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.harness import PORTRAIT, listened_to

PATIENCE_MS = 20_000
REST_MS = 1_500

_WATCH = """
window.benchWatch = (look) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error("it did not appear")), PATIENCE);
  const tree = new MutationObserver(() => check());
  const check = () => {
    const seen = look();
    if (!seen) return false;
    tree.disconnect();
    clearTimeout(late);
    resolve(performance.now());
    return true;
  };
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  if (!check()) tree.observe(document, all);
});
""".replace("PATIENCE", str(PATIENCE_MS))

# What our own page does by itself; an empty Flet app waits for somebody who finds a hidden button.
_WAKE_SEMANTICS = """
new MutationObserver(() => document.querySelector("flt-semantics-placeholder")?.click())
  .observe(document, { childList: true, subtree: true });
"""

_APPEARED = "selector => benchWatch(() => document.querySelector(selector))"

_TAPPED = """async ([button, shown]) => {
  const seen = benchWatch(() => document.querySelector(shown));
  const start = performance.now();
  document.querySelector(button).click();
  return await seen - start;
}"""

_WATCH_WORDS = """
window.benchWords = (selector) => {
  const found = document.querySelector(selector);
  return found && found.textContent + found.outerHTML.match(/aria-label="([^"]*)"/)?.[1];
};
window.benchOther = (selector, before) => benchWatch(() => {
  const now = benchWords(selector);
  return now && now !== before;
});
"""

_AWAIT_KEY = """selector => {
  const before = benchWords(selector);
  let pressed = 0;
  const note = (event) => { pressed = event.timeStamp; };
  window.addEventListener("keydown", note, { capture: true, once: true });
  window.benchAfterKey = benchOther(selector, before).then((seen) => {
    window.benchTyping = benchWords(selector);
    return seen - pressed;
  });
}"""

# On a busy machine the words after the key and those at rest can come in one frame, and then stay.
_AT_REST = """selector => Promise.race([
  benchOther(selector, window.benchTyping).catch(() => 0),
  new Promise((resolve) => setTimeout(resolve, REST)),
])""".replace("REST", str(REST_MS))


def found_by(identifier: str) -> str:
    """Return the selector of a node that the app gave this identifier."""
    return f'[flt-semantics-identifier="{identifier}"]'


@dataclass(frozen=True, slots=True)
class Probe:
    """One page that is looked at."""

    page: Page

    def appeared(self, selector: str) -> float:
        """Return when the selector was first there, in milliseconds after the browser set out."""
        return float(self.page.evaluate(_APPEARED, selector))

    def tap(self, identifier: str) -> None:
        """Tap a button as soon as it is there."""
        node = self.page.locator(found_by(identifier))
        node.wait_for(state="attached")
        node.dispatch_event("click")

    def tap_until(self, identifier: str, selector: str) -> float:
        """Tap a button and return how many milliseconds later the selector was there."""
        return float(self.page.evaluate(_TAPPED, [found_by(identifier), selector]))

    def focus(self, identifier: str) -> None:
        """Put the caret in a box."""
        box = self.page.locator(found_by(identifier)).locator("textarea, input")
        box.wait_for(state="attached")
        listened_to(box)

    def press_until_other(self, key: str, identifier: str) -> float:
        """Press one key and return how many milliseconds later a node had other words.

        Returns when it has other words once more, so that the next key finds it at rest.
        """
        selector = found_by(identifier)
        self.page.evaluate(_AWAIT_KEY, selector)
        self.page.keyboard.press(key)
        taken = float(self.page.evaluate("window.benchAfterKey"))
        self.page.evaluate(_AT_REST, selector)
        return taken


@contextmanager
def probe(browser: Browser, address: str, *, wake: bool = False) -> Iterator[Probe]:
    """Open an address in a context of its own, with nothing in its cache.

    Args:
        browser: the browser that all sides share.
        address: what to open.
        wake: switch on the tree for screen readers, where the page does not do that itself.
    """
    context = browser.new_context(
        viewport={"width": PORTRAIT.width, "height": PORTRAIT.height},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.add_init_script(_WATCH + _WATCH_WORDS + (_WAKE_SEMANTICS if wake else ""))
    page.goto(address, wait_until="commit")
    try:
        yield Probe(page)
    finally:
        context.close()

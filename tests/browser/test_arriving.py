"""How a screen comes up in a real browser: our words until our screen is there, and links from elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import screen
from tests.browser.running_house import RunningHouse
from tests.shell.small_house import NAMELESS, TABLE

pytestmark = pytest.mark.browser

OURS = ",".join(str(part) for part in bytes.fromhex(TABLE[1:]))
ELSEWHERE = "http://elsewhere.invalid/"
WATCH = """
  window.seen = [];
  const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const look = () => {
    const canvas = document.querySelector("flt-glass-pane")?.shadowRoot?.querySelector("canvas");
    if (canvas) dot.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
    const colour = [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
    window.seen.push([!!document.getElementById("arriving"), colour]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""
IMPATIENT = """
  const later = window.setTimeout;
  window.setTimeout = (work, ms, ...more) => later(work, ms === 10000 ? 1000 : ms, ...more);
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house with one small page and no relay."""
    home = tmp_path_factory.mktemp("home")
    with RunningHouse(home, "--no-relay", module="tests.shell.small_house") as running:
        yield running


def test_our_words_stay_until_our_screen_is_there_and_then_go_at_once(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    shown.page.add_init_script(WATCH)
    shown.page.reload()
    shown.identified("greeting").wait_for(state="attached")
    expect(shown.page.locator("#arriving")).to_have_count(0)
    shown.page.evaluate("new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")
    frames = [(there, colour) for there, colour in shown.page.evaluate("window.seen")]
    assert any(there and colour not in {"0,0,0", OURS} for there, colour in frames), (
        "the wheel is behind them"
    )
    # A frame can be drawn before the page has got as far as our words.
    gone = max(at for at, (there, _) in enumerate(frames) if there)
    assert {colour for _, colour in frames[gone + 1 :]} == {OURS}
    assert sum(there and colour == OURS for there, colour in frames) <= 3


def test_our_words_never_stay_longer_than_ten_seconds(house: RunningHouse, open_screen: OpenScreen) -> None:
    shown = open_screen(house.address)
    shown.page.add_init_script(IMPATIENT)
    shown.page.goto(house.address.rstrip("/") + NAMELESS)
    shown.see("Goedemorgen")
    expect(shown.page.locator("[flt-semantics-identifier]")).to_have_count(0)
    expect(shown.page.locator("#arriving")).to_have_count(0, timeout=3000)
    shown.tap("Tel op")
    shown.see("1 keer")


def test_a_link_on_another_site_keeps_the_secret_that_a_browser_has(
    house: RunningHouse, chromium: Browser
) -> None:
    with screen(chromium, house.address) as shown:
        shown.see("Goedemorgen")
        before = _secret(shown.page)
        _follow_a_link(shown.page, house.address)
        shown.see("Goedemorgen")
        assert _secret(shown.page) == before
        shown.page.context.clear_cookies()
        _follow_a_link(shown.page, house.address)
        shown.see("Goedemorgen")
        assert _secret(shown.page) != before


def _follow_a_link(page: Page, address: str) -> None:
    body = f'<a href="{address}">Keukentafel</a>'
    page.route(ELSEWHERE, lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto(ELSEWHERE)
    page.get_by_role("link").click()


def _secret(page: Page) -> str:
    (secret,) = [one for one in page.context.cookies() if not str(one.get("name")).endswith("-step")]
    return str(secret.get("value"))

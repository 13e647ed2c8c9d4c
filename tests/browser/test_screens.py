"""The screens on a phone and on a lying tablet: everything fits, has a name, and can be hit with a thumb.

One tour through the seeded households per size. On every screen its heading and its primary button are
there, nothing reaches over the edge, and every button has a name and is high enough for a finger.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import LANDSCAPE, PHONE, Screen, Size
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER_PIN,
    arrive,
    open_household,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)

pytestmark = pytest.mark.browser

LOWEST = 44
"""Pixels that a button must be high at least; the design asks 48."""
ROUNDING = 1.0
_MEASURE = """nodes => nodes.map(node => {
    const box = node.getBoundingClientRect();
    const name = node.getAttribute('aria-label') ?? node.textContent;
    const identifier = node.getAttribute('flt-semantics-identifier') ?? '';
    const cut = (around) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(around).overflowY)
        && Math.min(box.top - around.getBoundingClientRect().top,
                    around.getBoundingClientRect().bottom - box.bottom) < 1;
    let around = node.parentElement;
    while (around && !cut(around)) around = around.parentElement;
    const height = around ? Infinity : box.height;
    return {identifier, name: name.trim(), left: box.left, right: box.right, height};
})"""
"""A button that a scrolling sheet cuts off is as high as it will be once it is scrolled to: not measured."""


@pytest.fixture(params=[PHONE, LANDSCAPE], ids=["phone", "landscape"])
def size(request: pytest.FixtureRequest) -> Size:
    """A size that is not the one of the walk."""
    found: Size = request.param
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def test_every_screen_fits_and_can_be_used(house: RunningHouse, open_screen: OpenScreen, size: Size) -> None:
    tablet = open_screen(house.address, size)
    _the_front_door(tablet)
    _about_the_tablet(tablet)
    _the_work_face(tablet)
    _listening(tablet)
    _the_table(tablet)
    _the_plan_goes_along(tablet)
    _the_desk(open_screen(house.address, size))


def test_one_session_at_a_time_has_a_vault_open(house: RunningHouse, open_screen: OpenScreen) -> None:
    first, second = open_screen(house.address, PHONE), open_screen(house.address, PHONE)
    unlock(first)
    arrive(first, "new")
    unlock(second)
    arrive(second, "take-over")
    fits(second, "Dit is al open op een ander scherm", "take-over")
    expect(first.identified("new")).to_be_attached()
    tap(second, "take-over")
    arrive(second, "new")
    first.see("Op een ander scherm geopend")
    expect(first.identified("new")).to_have_count(0)


def test_what_is_too_low_too_wide_or_nameless_is_found(house: RunningHouse, open_screen: OpenScreen) -> None:
    shown = open_screen(house.address, PHONE)
    arrive(shown, "account-worker-1")
    assert _faults(shown) == []
    planted = "node => { node.style.height = '20px'; node.style.width = '900px'; node.ariaLabel = ''; }"
    shown.identified("account-worker-1").evaluate(planted)
    assert [fault.split(":")[0] for fault in _faults(shown)] == ["nameless", "low", "wide"]


def _the_front_door(tablet: Screen) -> None:
    fits(tablet, "Wie bent u?", "account-worker-1")
    tap(tablet, "account-worker-1")
    fits(tablet, re.compile("^Goede"), "pin-1")
    press_pin(tablet, WORKER_PIN)


def _about_the_tablet(tablet: Screen) -> None:
    tap(tablet, "tablet")
    fits(tablet, "Deze tablet", "change-pin")
    tap(tablet, "trail")
    fits(tablet, "Logboek", "back")
    tap(tablet, "back")
    tap(tablet, "explain-recovery")
    fits(tablet, "Wat als u uw pincode vergeet?", "done")
    tap(tablet, "make-sheet")
    press_pin(tablet, WORKER_PIN)
    fits(tablet, "Uw herstelblad", "group-1")
    tap(tablet, "back")
    fits(tablet, "Uw herstelblad", "leave")
    tap(tablet, "leave")
    fits(tablet, "Deze tablet", "notice")
    tap(tablet, "back")


def _the_work_face(tablet: Screen) -> None:
    fits(tablet, "Huishoudens", "new")
    tap(tablet, "new")
    fits(tablet, "Nieuw gesprek", "start")
    tap(tablet, "back")
    open_household(tablet, "gezin Bakker")
    fits(tablet, "gezin Bakker", "to-table")
    tap(tablet, "to-bottleneck")
    fits(tablet, "Een regel zit in de weg", "ask-rule")
    tap(tablet, "back")
    _behind_the_shield(tablet)


def _behind_the_shield(tablet: Screen) -> None:
    tap(tablet, "shield")
    press_pin(tablet, WORKER_PIN)
    fits(tablet, "Eigen aantekeningen", "children")
    tap(tablet, "write-consult")
    fits(tablet, "2. Overleg met een collega", "keep-note")
    tap(tablet, "leave-note")
    arrive(tablet, "children")
    tap(tablet, "back")
    arrive(tablet, "to-table")


def _listening(tablet: Screen) -> None:
    tap(tablet, "listen")
    fits(tablet, re.compile("^Vertel maar"), "star")
    tap(tablet, "to-table")


def _the_table(tablet: Screen) -> None:
    # The app goes on where somebody was, and this house has been gone through before.
    open_sheet(tablet, "story")
    fits(tablet, "Uw verhaal", "onward")
    tap(tablet, "sheets")
    fits(tablet, "Bladen", "sheet-plan")
    tap(tablet, "sheet-strengths")
    fits(tablet, "Wat goed gaat", "onward")
    open_sheet(tablet, "pressure")
    fits(tablet, "Wat geeft u nu de meeste druk?", "add-pressure")
    tap(tablet, "rest")
    write(tablet, "rest-reason", "Het hoofd is vol")
    tap(tablet, "rest-together")
    tap(tablet, "quick-plan")
    fits(tablet, "Snel plan", "to-pressure")
    tap(tablet, "to-pressure")
    arrive(tablet, "rest")
    tap(tablet, "rest")
    tap(tablet, "rest-off-together")
    expect(tablet.identified("rest-why")).to_have_count(0)
    open_sheet(tablet, "plan")
    fits(tablet, "Ons plan", "onward")
    tap(tablet, "view-board")
    fits(tablet, "Wat komt eerst? Wat kan wachten?", "add")
    tap(tablet, "to-rules")
    fits(tablet, "Zo werken we samen", "to-board")
    open_sheet(tablet, "ladder")
    fits(tablet, "Wat past het best?", "ladder-done")
    open_sheet(tablet, "budget")
    fits(tablet, "Wat kost het, en wie betaalt?", "to-plan")
    open_sheet(tablet, "aftercare")
    fits(tablet, "Zo blijft het goed gaan", "onward")


def _the_plan_goes_along(tablet: Screen) -> None:
    tap(tablet, "onward")
    fits(tablet, "Dit hebben we afgesproken", "done")
    tap(tablet, "answer-agreed")
    fits(tablet, "Wat zegt u ervan?", "done")
    tap(tablet, "done")
    fits(tablet, "Dank u wel", "work")
    tap(tablet, "work")
    fits(tablet, "Terug naar uw werk", "pin-1")


def _the_desk(desk: Screen) -> None:
    unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
    plan = desk.page.locator('[flt-semantics-identifier^="plan-"]').first
    expect(plan).to_be_attached(timeout=30_000)
    fits(desk, "Binnengekomen", "lock")
    desk.tap(plan)
    fits(desk, "gezin Bakker", "agree")
    tap(desk, "ask")
    fits(desk, "gezin Bakker", "send-question")
    write(desk, "question", "Wie belt de corporatie?")


def fits(shown: Screen, heading: str | re.Pattern[str], primary: str) -> None:
    """The screen with this heading and this button is up, and nothing on it is too wide, low or nameless."""
    expect(_heading(shown, heading)).to_be_attached(timeout=20_000)
    arrive(shown, primary)
    assert _faults(shown) == [], heading


def _heading(shown: Screen, words: str | re.Pattern[str]) -> Locator:
    return shown.page.get_by_role("heading", name=words).first


def _faults(shown: Screen) -> list[str]:
    width = shown.page.viewport_size["width"] if shown.page.viewport_size else 0
    buttons = shown.page.locator("flt-semantics[role=button]").evaluate_all(_MEASURE)
    boxes = shown.page.locator("flt-semantics:not(:has(flt-semantics)), input, textarea").evaluate_all(
        _MEASURE
    )
    nameless = [f"nameless: {one['identifier']}" for one in buttons if not one["name"]]
    low = [f"low: {one['identifier']} {one['height']}" for one in buttons if one["height"] < LOWEST]
    wide = [
        f"wide: {one['identifier']} {one['name']}"
        for one in boxes
        if one["left"] < -ROUNDING or one["right"] > width + ROUNDING
    ]
    return [*nameless, *low, *wide]

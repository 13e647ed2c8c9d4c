"""axe-core looks at every screen that there is, and finds nothing.

It sees the tree for screen readers: names, roles, headings, and how what can be used is nested. It does not
see what is drawn, so that colours are computed elsewhere (``tests/kit/test_tokens.py``) and sizes are
measured elsewhere (``tests/browser/test_screens.py``).
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keukentafel.app.demo.prepare import read_demo
from keukentafel.app.state.screens import Screen as Name
from tests.browser.harness import PORTRAIT, Screen, screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER,
    WORKER_PIN,
    arrive,
    open_household,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)
from tests.browser.voices import LOCAL, give_voices

pytestmark = pytest.mark.browser

_SPOIL = """() => {
    const button = document.querySelector('flt-semantics[role=button]');
    button.removeAttribute('aria-label');
    button.replaceChildren();
    document.querySelector('flt-semantics-host').append(new Image());
}"""
"""Takes a button its name, and adds a picture without one."""


@dataclass
class Inspection:
    """What axe found on each screen."""

    found: dict[Name, list[str]] = field(default_factory=dict)
    planted: list[str] = field(default_factory=list)

    def look(self, shown: Screen, name: Name, arrived: str) -> None:
        """Wait until a screen is there, and let axe look at it."""
        arrive(shown, arrived)
        shown.page.wait_for_timeout(300)
        self.found[name] = faults(shown)


def faults(shown: Screen) -> list[str]:
    """Return what axe finds on a screen, one line for each node."""
    response: dict[str, Any] = Axe().run(shown.page, options={"resultTypes": ["violations"]}).response
    return [f"{one['id']}: {node['html'][:300]}" for one in response["violations"] for node in one["nodes"]]


@pytest.fixture(scope="module")
def inspection(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Inspection:
    """One walk past every screen."""
    seen = Inspection()
    with (
        RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as house,
        screen(chromium, house.address, PORTRAIT) as tablet,
    ):
        give_voices(tablet.page, LOCAL)
        _at_the_door(tablet, seen)
        with screen(chromium, house.address, PORTRAIT) as second:
            tap(second, f"account-{WORKER}")
            tap(second, "lost-pin")
            write(second, "code", read_demo().recovery)
            tap(second, "recover")
            seen.look(second, Name.RECOVER_PIN, "pin-1")
            tap(second, "take-back")
            press_pin(second, WORKER_PIN)
            seen.look(second, Name.TAKE_OVER, "take-over")
        _about_the_tablet(tablet, seen)
        _at_work(tablet, seen)
        _at_the_table(tablet, seen)
        with screen(chromium, house.address, PORTRAIT) as desk:
            unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
            plan = desk.page.locator('[flt-semantics-identifier^="plan-"]').first
            plan.wait_for(state="attached", timeout=60_000)
            desk.tap(plan)
            seen.look(desk, Name.DESK, "agree")
        _leaving(tablet, seen)
        tablet.page.evaluate(_SPOIL)
        seen.planted = faults(tablet)
    return seen


def _at_the_door(tablet: Screen, seen: Inspection) -> None:
    seen.look(tablet, Name.WHO, f"account-{WORKER}")
    tap(tablet, f"account-{WORKER}")
    seen.look(tablet, Name.UNLOCK, "pin-1")
    tap(tablet, "lost-pin")
    seen.look(tablet, Name.RECOVER, "to-restore")
    tap(tablet, "to-restore")
    seen.look(tablet, Name.RESTORE, "choose-backup")
    tap(tablet, "back-to-pin")
    tap(tablet, "to-help")
    seen.look(tablet, Name.HELP, "page-voor-werkers")
    tap(tablet, "back")
    press_pin(tablet, WORKER_PIN)
    seen.look(tablet, Name.TODAY, "new")


def _about_the_tablet(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "tablet")
    seen.look(tablet, Name.TABLET, "change-pin")
    tap(tablet, "change-pin")
    seen.look(tablet, Name.NEW_PIN, "pin-1")
    tablet.tap(tablet.identified("back").or_(tablet.identified("take-back")).first)
    tap(tablet, "trail")
    seen.look(tablet, Name.TRAIL, "back")
    tap(tablet, "back")
    tap(tablet, "explain-recovery")
    seen.look(tablet, Name.RECOVERY, "done")
    tap(tablet, "make-sheet")
    seen.look(tablet, Name.CONFIRM, "pin-1")
    press_pin(tablet, WORKER_PIN)
    seen.look(tablet, Name.SHEET, "group-1")
    tap(tablet, "back")
    tap(tablet, "leave")
    arrive(tablet, "change-pin")
    tap(tablet, "back")


def _at_work(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "search")
    write(tablet, "query", "OCHTE")
    seen.look(tablet, Name.SEARCH, "found")
    tap(tablet, "back")
    tap(tablet, "new")
    seen.look(tablet, Name.NEW, "start")
    tap(tablet, "back")
    open_household(tablet, "gezin Bakker")
    seen.look(tablet, Name.HOUSEHOLD, "to-table")
    tap(tablet, "to-forget")
    seen.look(tablet, Name.FORGET, "forget")
    tap(tablet, "back")
    tap(tablet, "to-own-data")
    tablet.tap(tablet.find("Lotte", "radio"))
    seen.look(tablet, Name.OWN_DATA, "looked-over")
    tap(tablet, "back")


def _at_the_table(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "listen")
    seen.look(tablet, Name.LISTEN, "star")
    tap(tablet, "to-table")
    seen.look(tablet, Name.STORY, "quote")
    tap(tablet, "sheets")
    seen.look(tablet, Name.SHEETS, "sheet-plan")
    tap(tablet, "card")
    seen.look(tablet, Name.CARD, "page-voor-inwoners")
    tap(tablet, "sheets")
    tap(tablet, "sheet-strengths")
    seen.look(tablet, Name.STRENGTHS, "strength")
    open_sheet(tablet, "plan")
    seen.look(tablet, Name.PLAN, "choose-lead")
    open_sheet(tablet, "aftercare")
    seen.look(tablet, Name.AFTERCARE, "onward")
    tap(tablet, "onward")
    seen.look(tablet, Name.READ_BACK, "done")
    tap(tablet, "answer-agreed")
    tap(tablet, "done")
    seen.look(tablet, Name.SENT, "work")


def _leaving(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "work")
    seen.look(tablet, Name.BACK_TO_WORK, "pin-1")
    press_pin(tablet, WORKER_PIN)
    tap(tablet, "agenda")
    seen.look(tablet, Name.AGENDA, "agenda-lock")


@pytest.mark.parametrize("name", Name)
def test_axe_finds_nothing_on_this_screen(inspection: Inspection, name: Name) -> None:
    assert name in inspection.found, "the walk does not come past this screen"
    assert inspection.found[name] == []


def test_axe_finds_a_fault_that_was_planted(inspection: Inspection) -> None:
    found = {line.split(":")[0] for line in inspection.planted}
    assert found == {"aria-command-name", "image-alt"}

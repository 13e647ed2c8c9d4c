"""axe-core looks at every screen that there is, and finds nothing; and every word on it is in one language.

It sees the tree for screen readers: names, roles, headings, and how what can be used is nested. It does not
see what is drawn, so that colours are computed elsewhere (``tests/kit/test_tokens.py``) and sizes are
measured elsewhere (``tests/browser/test_screens.py``).
"""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keukentafel.app.demo.prepare import read_demo
from keukentafel.app.state.screens import Screen as Name
from tests.browser.english import strays, words_on
from tests.browser.harness import PORTRAIT, Screen, screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    OFFICER,
    OFFICER_PIN,
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

_SHEETS = {
    Name.LIFE: "tile-geld",
    Name.PRESSURE: "add-pressure",
    Name.PEOPLE: "contact-add",
    Name.WHAT_NOW: "onward",
    Name.LADDER: "ladder-done",
    Name.BUDGET: "add-former",
    Name.CONTROL: "control-wish",
}
"""Sheets on the table, and what stands on them."""

_DOCUMENTS_IN_DUTCH = {Name.OWN_DATA}
"""The copy of somebody's own data is a document in Dutch, also while it is looked over."""

_SPOIL = """() => {
    const button = document.querySelector('flt-semantics[role=button]');
    button.removeAttribute('aria-label');
    button.replaceChildren();
    document.querySelector('flt-semantics-host').append(new Image());
}"""
"""Takes a button its name, and adds a picture without one."""


@dataclass
class Inspection:
    """What axe found on each screen, and the words that stood there; the walk is made in English."""

    found: dict[Name, list[str]] = field(default_factory=dict)
    planted: list[str] = field(default_factory=list)
    words: dict[Name, set[str]] = field(default_factory=dict)
    in_dutch: set[str] = field(default_factory=set)

    def look(self, shown: Screen, name: Name, arrived: str) -> None:
        """Wait until a screen is there, let axe look at it, and read its words."""
        arrive(shown, arrived)
        shown.page.wait_for_timeout(300)
        self.found[name] = faults(shown)
        self.words[name] = words_on(shown.page)


def faults(shown: Screen) -> list[str]:
    """Return what axe finds on a screen, one line for each node."""
    response: dict[str, Any] = Axe().run(shown.page, options={"resultTypes": ["violations"]}).response
    return [f"{one['id']}: {node['html'][:300]}" for one in response["violations"] for node in one["nodes"]]


@pytest.fixture(scope="module")
def inspection(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Inspection:
    """One walk past every screen, for axe and for the words: all that is not in Dutch is in English."""
    seen = Inspection()
    with (
        RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as house,
        screen(chromium, house.address, PORTRAIT) as tablet,
    ):
        give_voices(tablet.page, LOCAL)
        arrive(tablet, f"account-{WORKER}")
        seen.in_dutch = words_on(tablet.page)
        tap(tablet, "other-language")
        tablet.see("Who are you?")
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
        _before_and_after(tablet, seen)
        _listening(tablet, seen)
        _at_the_table(tablet, seen)
        with screen(chromium, house.address, PORTRAIT) as desk:
            unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
            plan = desk.page.locator('[flt-semantics-identifier^="plan-"]').first
            plan.wait_for(state="attached", timeout=60_000)
            desk.tap(plan)
            seen.look(desk, Name.DESK, "agree")
            tap(desk, "to-team")
            seen.look(desk, Name.TEAM, "back")
        with screen(chromium, house.address, PORTRAIT) as officer:
            unlock(officer, OFFICER, OFFICER_PIN)
            seen.look(officer, Name.OFFICER, "lock")
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
    tap(tablet, "to-examples")
    seen.look(tablet, Name.EXAMPLES, "examples-found")
    tap(tablet, "back")
    tap(tablet, "new")
    seen.look(tablet, Name.NEW, "start")
    tap(tablet, "to-begun")
    seen.look(tablet, Name.BEGUN, "choose-plan")
    tap(tablet, "back")
    arrive(tablet, "start")
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


def _before_and_after(tablet: Screen, seen: Inspection) -> None:
    """What only the worker sees, with the sheet of a carer that lies apart from everything."""
    tap(tablet, "to-preparation")
    seen.look(tablet, Name.PREPARATION, "interpreter-professional")
    if tablet.identified("today-date").count():
        tap(tablet, "today-date")
    tablet.tap(tablet.find(re.compile("^Sem: ")))  # type: ignore[arg-type]
    tap(tablet, "age-12")
    tap(tablet, "variant-dementia")
    tap(tablet, "done")
    tap(tablet, "to-table")
    seen.look(tablet, Name.QUESTION, "next")
    tap(tablet, "sheets")
    tap(tablet, "work")
    press_pin(tablet, WORKER_PIN)
    tap(tablet, "to-preparation")
    tap(tablet, "variant-full")
    tap(tablet, "done")
    for name, opens in (
        (Name.LAW, "to-law"),
        (Name.WEIGHING, "to-weighing"),
        (Name.REFLECTION, "to-reflection"),
    ):
        tap(tablet, opens)
        seen.look(tablet, name, "done")
        tap(tablet, "done")
    tap(tablet, "shield")
    press_pin(tablet, WORKER_PIN)
    seen.look(tablet, Name.SAFETY, "children")
    tap(tablet, "back")
    tap(tablet, "to-carers")
    seen.look(tablet, Name.CARERS, "near")
    tablet.tap("Sem's sheet")
    seen.look(tablet, Name.HOUSES, "own-done")
    tap(tablet, "own-done")
    press_pin(tablet, WORKER_PIN)
    tap(tablet, "to-carers")
    write(tablet, "near", "tante Bep")
    tap(tablet, "near-write")
    tablet.tap(tablet.find(re.compile("^tante Bep")))  # type: ignore[arg-type]
    seen.look(tablet, Name.APART, "apart-done")
    tap(tablet, "apart-done")
    press_pin(tablet, WORKER_PIN)


def _listening(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "listen")
    seen.look(tablet, Name.LISTEN, "star")
    tap(tablet, "not-yet")
    seen.look(tablet, Name.NOT_YET, "go-on")
    tap(tablet, "go-on")
    tap(tablet, "subject")
    tap(tablet, "your-words")
    seen.look(tablet, Name.YOUR_WORDS, "sheets")
    open_sheet(tablet, "arriving")
    seen.look(tablet, Name.ARRIVING, "good-when")
    tap(tablet, "sheets")
    tap(tablet, "ending")
    seen.look(tablet, Name.ENDING, "end-contact")


def _at_the_table(tablet: Screen, seen: Inspection) -> None:
    open_sheet(tablet, "story")
    seen.look(tablet, Name.STORY, "quote")
    tap(tablet, "sheets")
    seen.look(tablet, Name.SHEETS, "sheet-plan")
    tap(tablet, "card")
    seen.look(tablet, Name.CARD, "page-voor-inwoners")
    tap(tablet, "sheets")
    tap(tablet, "sheet-strengths")
    seen.look(tablet, Name.STRENGTHS, "strength")
    for sheet, arrived in _SHEETS.items():
        open_sheet(tablet, sheet.value)
        seen.look(tablet, sheet, arrived)
    tap(tablet, "to-offers")
    seen.look(tablet, Name.OFFERS, "offers-query")
    open_sheet(tablet, "pressure")
    tap(tablet, "rest")
    write(tablet, "rest-reason", "Kim slaapt niet.")
    tap(tablet, "rest-together")
    tap(tablet, "quick-plan")
    seen.look(tablet, Name.QUICK_PLAN, "to-pressure")
    open_sheet(tablet, "plan")
    seen.look(tablet, Name.PLAN, "choose-lead")
    tablet.tap(tablet.page.locator('[flt-semantics-identifier^="past-text-"]').first)
    seen.look(tablet, Name.PAST, "past-done")
    tap(tablet, "past-done")
    tap(tablet, "view-board")
    seen.look(tablet, Name.BOARD, "lane-now")
    tap(tablet, "to-rules")
    seen.look(tablet, Name.GROUND_RULES, "to-board")
    open_sheet(tablet, "aftercare")
    seen.look(tablet, Name.AFTERCARE, "onward")
    tap(tablet, "check-in-2w")
    tap(tablet, "look-now")
    seen.look(tablet, Name.CHECK_IN, "to-card")
    tap(tablet, "to-card")
    tap(tablet, "onward")
    seen.look(tablet, Name.READ_BACK, "done")
    _around_reading_back(tablet, seen)
    tap(tablet, "answer-agreed")
    tap(tablet, "done")
    seen.look(tablet, Name.SENT, "work")
    tap(tablet, "to-copies")
    seen.look(tablet, Name.COPIES, "copies-done")
    tap(tablet, "copies-done")
    tap(tablet, "share-story")
    seen.look(tablet, Name.SHARE_STORY, "share-look")
    open_sheet(tablet, "arriving")
    tap(tablet, "to-members")
    seen.look(tablet, Name.MEMBERS, "members-done")
    tap(tablet, "members-done")


def _around_reading_back(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "to-going-out")
    seen.look(tablet, Name.GOING_OUT, "to-reading")
    tap(tablet, "to-stays-home")
    seen.look(tablet, Name.STAYS_HOME, "to-going-out")
    tap(tablet, "to-going-out")
    tap(tablet, "to-consents")
    seen.look(tablet, Name.CONSENTS, "ask-else")
    tap(tablet, "consents-done")
    tap(tablet, "to-reading")
    tap(tablet, "answer-not_agreed")
    tap(tablet, "to-disagree")
    seen.look(tablet, Name.DISAGREE, "to-reading")
    tap(tablet, "to-reading")


def _leaving(tablet: Screen, seen: Inspection) -> None:
    tap(tablet, "work")
    seen.look(tablet, Name.BACK_TO_WORK, "pin-1")
    press_pin(tablet, WORKER_PIN)
    tap(tablet, "to-bottleneck")
    seen.look(tablet, Name.BOTTLENECK, "bottleneck-rule")
    tap(tablet, "back")
    tap(tablet, "back")
    tap(tablet, "new")
    tap(tablet, "no-name")
    tap(tablet, "to-table")
    tap(tablet, "sheets")
    tap(tablet, "work")
    press_pin(tablet, WORKER_PIN)
    tap(tablet, "to-link")
    # The household has a way back as well, so that is no sign of having arrived.
    seen.look(tablet, Name.LINK, "look-for")
    tap(tablet, "back")
    tap(tablet, "agenda")
    seen.look(tablet, Name.AGENDA, "agenda-lock")


@pytest.mark.parametrize("name", Name)
def test_axe_finds_nothing_on_this_screen(inspection: Inspection, name: Name) -> None:
    assert name in inspection.found, "the walk does not come past this screen"
    assert inspection.found[name] == []


def test_no_screen_shows_anything_but_english_and_what_people_said(inspection: Inspection) -> None:
    left = [
        f"{name}: {one}"
        for name, words in inspection.words.items()
        if name not in _DOCUMENTS_IN_DUTCH
        for one in sorted(strays(words))
    ]
    assert left == [], "\n".join(left)
    assert {"Wie bent u?", "Kies wie deze tablet gaat openen."} <= strays(inspection.in_dutch)


def test_axe_finds_a_fault_that_was_planted(inspection: Inspection) -> None:
    found = {line.split(":")[0] for line in inspection.planted}
    assert found == {"aria-command-name", "image-alt"}

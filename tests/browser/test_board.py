"""One household, one plan, through Chromium: everybody has a place, visits are counted, and rules agreed to.

Each walk has a house of its own that was hardly begun, and looks into the vault afterwards.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.ground_rules import Rule, ground_rules
from keukentafel.dossier.party import Share, parties_in_plan
from keukentafel.dossier.plan import Pace, plan
from keukentafel.dossier.visits import visits
from keukentafel.journal.speaker import Role
from tests.browser.conftest import OpenScreen
from tests.browser.harness import LANDSCAPE, PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import arrive, box_of, open_household, open_sheet, tap, unlock, write
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

BAKKER, SCHOOL, LEERPLICHT = "gezin Bakker", "School", "Leerplicht"
MATE = "Een maatje om samen mee te programmeren"
OMA = "Oma rijdt Lotte om de week naar paardrijden"
WHY = "Eerst rust in huis"
IN_A_CRISIS = "Kim belt Joris. Oma haalt Lotte op."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


@contextmanager
def dossier_in(house: RunningHouse) -> Iterator[Dossier]:
    """What the app left in the vault of the household."""
    with vault_of(house.home) as vault:
        cards = vault.cards(0, 50)
        known = (one for one, card in cards if isinstance(card, dict) and card["name"] == BAKKER)
        household = next(known)
        yield read_dossier(household, vault.entries(household))


def to_the_board(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, BAKKER)
    tap(shown, "to-table")
    open_sheet(shown, "plan")
    tap(shown, "view-board")
    arrive(shown, "lane-now")


def involved(shown: Screen, *names: str) -> None:
    """Name parties on the board, behind the quiet button."""
    tap(shown, "who-does-what")
    for name in names:
        write(shown, "board-party", name)
        tap(shown, "board-party-write")
        shown.see(f"{name} heeft nog geen plek.")


def button(shown: Screen, name: str) -> Locator:
    """The button with this name, which is scrolled to."""
    return shown.scroll_to(shown.find(name))


def drag(shown: Screen, name: str, lane: str) -> None:
    """Drag a card sideways to another lane, as a finger does."""
    dots = button(shown, f"Verplaatsen: {name}").bounding_box()
    there = shown.identified(f"lane-{lane}").bounding_box()
    assert dots is not None
    assert there is not None
    at, until, height = dots["x"] - 60, there["x"] + there["width"] / 2, dots["y"] + 20
    mouse = shown.page.mouse
    mouse.move(at, height)
    mouse.down()
    for step in range(1, 21):
        # A finger is not faster than the picture.
        mouse.move(at + (until - at) * step / 20, height)
        shown.page.wait_for_timeout(20)
    mouse.up()
    shown.see(re.compile("^Bewaard op deze tablet"))


def test_everybody_who_is_involved_has_an_agreement_or_waits(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, PHONE)
    to_the_board(shown)
    involved(shown, SCHOOL, LEERPLICHT)
    shown.tap(button(shown, f"Even wachten: {LEERPLICHT}"))
    shown.not_see(f"{LEERPLICHT} heeft nog geen plek.")
    shown.tap(button(shown, f"Afspraak erbij: {SCHOOL}"))
    write(shown, "agreement-what", "Sem leert twee ochtenden in de bibliotheek")
    tap(shown, "agreement-done")
    arrive(shown, "all-placed")
    tap(shown, "view-plan")
    shown.tap(button(shown, "Wordt een afspraak: gezinscoach"))
    shown.tap(button(shown, "Veranderen: gezinscoach"))
    tap(shown, "agreement-more")
    write(shown, "agreement-notice", "Kim slaapt weer")
    tap(shown, "agreement-done")
    shown.see(re.compile("Kim slaapt weer"))
    with dossier_in(house) as dossier:
        shares = {one.name.text: one.share for one in parties_in_plan(dossier)}
        assert shares == {SCHOOL: Share.DOES, LEERPLICHT: Share.WAITS}
        agreed = {one.what.text: one for one in plan(dossier).agreements}
        assert agreed["Sem leert twee ochtenden in de bibliotheek"].who.text == SCHOOL
        coach = agreed["gezinscoach"]
        assert coach.what.latest is not None
        assert (coach.notice.text, coach.what.latest.voice.role) == ("Kim slaapt weer", Role.RESIDENT)


def test_more_visits_than_are_enough_are_counted_and_something_waits_or_stops_with_a_reason(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, LANDSCAPE)
    to_the_board(shown)
    drag(shown, MATE, "later")
    shown.tap(button(shown, f"Verplaatsen: {MATE}"))
    expect(shown.identified("pace-later")).to_be_checked()
    tap(shown, "move-done")
    tap(shown, "limit-open")
    tap(shown, "limit-2")
    shown.see("hooguit 2 bezoeken per week")
    shown.tap(button(shown, f"Verplaatsen: {OMA}"))
    tap(shown, "move-change")
    tap(shown, "agreement-more")
    tap(shown, "agreement-visits-3")
    expect(shown.identified("agreement-visits-3")).to_be_checked()
    tap(shown, "agreement-done")
    shown.see("hooguit 2 bezoeken per week, nu 3")
    shown.scroll_to(shown.identified("over"))
    shown.see(re.compile("1 bezoek meer dan genoeg"))
    shown.tap(button(shown, f"Verplaatsen: {OMA}"))
    tap(shown, "pace-stops")
    arrive(shown, "stops-why")
    expect(shown.identified("pace-now")).to_be_checked()
    write(shown, "agreement-reason", WHY)
    box_of(shown, "agreement-reason").press("Enter")
    expect(shown.identified("pace-stops")).to_be_checked()
    tap(shown, "pace-wait")
    expect(shown.identified("pace-wait")).to_be_checked()
    tap(shown, "move-done")
    shown.see(re.compile(WHY))
    expect(shown.identified("over")).to_have_count(0)
    with dossier_in(house) as dossier:
        known = {one.what.text: one for one in plan(dossier).agreements}
        agreed, dragged = known[OMA], known[MATE]
        assert dragged.pace is Pace.LATER
        assert (agreed.pace, agreed.reason.text, agreed.visits_a_week) == (Pace.WAIT, WHY, 3)
        counted = visits(dossier)
        assert (counted.most, counted.a_week, counted.over) == (2, 0, 0)


def test_a_party_and_a_day_stand_with_every_ground_rule(house: RunningHouse, open_screen: OpenScreen) -> None:
    shown = open_screen(house.address)
    to_the_board(shown)
    involved(shown, SCHOOL, LEERPLICHT)
    tap(shown, "to-rules")
    shown.tap(button(shown, f"{SCHOOL}, nog niet gevraagd"))
    tap(shown, "agree-all")
    shown.see(re.compile(f"^{SCHOOL}, akkoord met alle vijf"))
    tap(shown, "rules-day-open")
    tap(shown, "rules-yesterday")
    arrive(shown, "rules-day-open")
    shown.tap(button(shown, f"{LEERPLICHT}, nog niet gevraagd"))
    expect(shown.identified("agree-all")).to_have_count(1)
    tap(shown, "rule-calm")
    shown.see(f"{LEERPLICHT}, 4 spelregels zijn nog open")
    write(shown, "crisis", IN_A_CRISIS)
    tap(shown, "to-board")
    arrive(shown, "lane-now")
    with dossier_in(house) as dossier:
        school, leerplicht = ground_rules(dossier)
        assert plan(dossier).crisis.text == IN_A_CRISIS
        assert set(school.rules) == set(Rule)
        assert leerplicht.open == tuple(rule for rule in Rule if rule is not Rule.CALM)
        today = leerplicht.rules[Rule.CALM].day
        assert today is not None
        assert {said.day for said in school.rules.values()} == {today - timedelta(days=1)}

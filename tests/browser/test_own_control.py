"""Own control and what is nearby, through Chromium; each walk looks into the vault afterwards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from keukentafel.dossier.control import control
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.plan import plan
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import arrive, open_household, open_sheet, tap, unlock, write
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

NAME = "mevrouw De Wit"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: the plan is changed here."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def dossier(house: RunningHouse) -> Dossier:
    """What the household says now, read from the vault with the PIN."""
    with vault_of(house.home) as vault:
        listed = (read_dossier(one, vault.entries(one)) for one in vault.households())
        return next(one for one in listed if one.name == NAME)


def at_own_control(shown: Screen, house: RunningHouse) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    tap(shown, "sheet-control")
    arrive(shown, "control-wish")


def answer(shown: Screen, reply: str) -> None:
    shown.tap(
        shown.page.locator(
            f'[flt-semantics-identifier^="advice-"][flt-semantics-identifier$="-{reply}"]'
        ).first
    )


def test_an_advice_with_a_nee_is_in_no_plan(house: RunningHouse, open_screen: OpenScreen) -> None:
    shown = open_screen(house.address)
    at_own_control(shown, house)
    write(shown, "advice", "Er is een groep voor wie iemand mist.")
    tap(shown, "advice-write")
    shown.see("Er is een groep voor wie iemand mist.")
    into_plan = shown.page.locator('[flt-semantics-identifier^="into-plan-"]')
    answer(shown, "no")
    expect(into_plan).to_have_count(0)
    answer(shown, "yes")
    shown.tap(into_plan.first)
    shown.see("Staat in het plan")
    answer(shown, "no")
    shown.not_see("Staat in het plan")
    tap(shown, "onward")
    arrive(shown, "wish")
    shown.not_see("Er is een groep voor wie iemand mist.")
    tap(shown, "sheets")
    tap(shown, "work")
    arrive(shown, "pin-1")
    told = dossier(house)
    assert [one.text.text for one in control(told).advice] == ["Er is een groep voor wie iemand mist."]
    assert not [one for one in plan(told).agreements if "groep" in one.what.text]


def test_every_wish_has_something_nearby_without_a_decision_of_anybody(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_own_control(shown, house)
    tap(shown, "to-offers")
    arrive(shown, "offers-query")
    wishes = shown.page.locator('[flt-semantics-identifier^="offers-wish-"]')
    assert wishes.count() == 4
    for number in range(4):
        shown.tap(wishes.nth(number))
        expect(shown.page.locator('[flt-semantics-identifier^="offer-"]').first).to_be_attached()
    shown.tap(wishes.first)
    tap(shown, "offer-koor-molenhoek")
    shown.see("Staat in het plan")
    tap(shown, "onward")
    arrive(shown, "choose-lead")
    shown.see("Koor Molenhoek")
    tap(shown, "sheets")
    tap(shown, "work")
    arrive(shown, "pin-1")
    first, *_ = plan(dossier(house)).wishes
    assert "Koor Molenhoek" in [one.what.text for one in first.agreements]


def test_while_rest_comes_first_nothing_is_asked_of_own_strength(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_own_control(shown, house)
    reach = shown.page.locator('[flt-semantics-identifier^="reach-"]')
    expect(reach.first).to_be_attached()
    open_sheet(shown, "strengths")
    into_plan = shown.page.locator('[flt-semantics-identifier^="into-plan-"]')
    expect(into_plan.first).to_be_attached()

    open_sheet(shown, "pressure")
    tap(shown, "rest")
    write(shown, "rest-reason", "De post ligt er nog")
    tap(shown, "rest-together")
    arrive(shown, "rest-why")
    open_sheet(shown, "control")
    arrive(shown, "rest-first")
    expect(reach).to_have_count(0)
    shown.see("Nu eerst rust. Wat u zelf kunt, mag later.")
    open_sheet(shown, "strengths")
    arrive(shown, "strength")
    expect(into_plan).to_have_count(0)


def test_what_somebody_would_rather_not_talk_about_is_not_asked_again_until_they_want_to(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_own_control(shown, house)
    tap(shown, "sheets")
    for sheet, there in (("life", "parties"), ("pressure", "add-pressure"), ("people", "contact-add")):
        tap(shown, f"sheet-{sheet}")
        arrive(shown, there)
        tap(shown, "rather-not")
        arrive(shown, f"sheet-{sheet}")
    tap(shown, "sheet-strengths")
    arrive(shown, "strength")
    tap(shown, "onward")
    arrive(shown, "control-wish")

    open_sheet(shown, "pressure")
    tap(shown, "after-all")
    arrive(shown, "add-pressure")
    tap(shown, "sheets")
    tap(shown, "work")
    arrive(shown, "pin-1")
    left = {one.words("what").text for one in dossier(house).all("rather_not")}
    assert left == {"F05", "F07"}

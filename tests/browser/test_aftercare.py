"""Aftercare that lives, through Chromium: on the card from the first steps on, and looked at again."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.app.clock import wall_clock
from keukentafel.app.state.card import read_card
from keukentafel.app.texts import read_texts
from keukentafel.dossier.aftercare import After, aftercare
from keukentafel.dossier.check_ins import check_ins, next_one, then_and_now
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.going import Going, how_it_goes
from keukentafel.dossier.noticed import noticed
from keukentafel.dossier.people import residents
from keukentafel.dossier.stability import Corner, Hold
from keukentafel.dossier.tasks import tasks
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
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
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

NAME = "gezin Bakker"
SIGN, ACTION = "Lotte heeft weer buikpijn", "Kim belt Joris"
RESULT = "Lotte slaapt weer, en ik ook."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def household_in(vault: OpenVault) -> HouseholdId:
    cards = ((one, read_card(card)) for one, card in vault.cards(0, 50))
    return next(one for one, card in cards if card.name == NAME)


def dossier_in(vault: OpenVault) -> Dossier:
    household = household_in(vault)
    return read_dossier(household, vault.entries(household))


def test_aftercare_exists_from_the_first_steps_on_and_is_whole_at_the_end(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_the_table(shown)
    open_sheet(shown, "pressure")
    tap(shown, "add-pressure")
    write(shown, "pressure-what", "Elke dag iemand over de vloer")
    tap(shown, "pressure-done")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="edit-"]').first)
    _onto_the_card(shown)
    open_sheet(shown, "strengths")
    _onto_the_card(shown)
    open_sheet(shown, "aftercare")
    shown.see(re.compile("Waardoor het misging: Elke dag iemand over de vloer"))
    tap(shown, "fill-housing")
    tap(shown, "not-needed-housing")
    write(shown, "settle-housing", "de corporatie weet ervan")
    tap(shown, "settle-housing-done")
    shown.see(re.compile("Niet nodig, want de corporatie weet ervan"))
    tap(shown, "card-more")
    _added(shown, "agreed_with", "tante Bep")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="agrees-"][flt-semantics-identifier$="-yes"]'))
    tap(shown, "agreed_with-done")
    shown.see(re.compile("tante Bep: zegt ja"))
    tap(shown, "write-way_back")
    write(shown, "way_back", "Bel Joris, hij kent het verhaal")
    tap(shown, "way_back-done")
    shown.see(re.compile("Bel Joris, hij kent het verhaal"))
    locked(shown)
    with vault_of(house.home) as vault:
        found = dossier_in(vault)
        card = aftercare(found)
        strengths = {one.words("text").text for one in found.all("strength")}
    assert [one.words("text").text for one in card.triggers] == ["Elke dag iemand over de vloer"]
    assert {one.words("text").text for one in card.helps} <= strengths
    assert len(card.helps) == 1
    assert card.settled["housing"].not_needed
    (bep,) = card.agreed_with
    assert (bep.words("who").text, bep.words("answer").text) == ("tante Bep", "yes")
    assert card.still_to_ask == ()
    assert card.way_back.text == "Bel Joris, hij kent het verhaal"


def test_an_orange_sign_brings_the_next_look_forward_and_the_newer_plan_reaches_the_desk(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_the_table(shown)
    given_along(shown)
    open_sheet(shown, "aftercare")
    tap(shown, f"check-in-{After.TWO_WEEKS.value}")
    tap(shown, "look-now")
    tap(shown, "corner-taking_part")
    tap(shown, "hold-taking_part-firm")
    shown.tap(_ending(shown, "going-", "-so_so").first)
    button = shown.page.get_by_role("button", name=f"Dit merk ik: {SIGN}")
    shown.tap(shown.scroll_to(button))
    shown.see(re.compile(f"Uiterlijk .*: {ACTION}"))
    write(shown, "check-in-result", RESULT)
    tap(shown, "done")
    arrive(shown, "check-in-is-done")
    tap(shown, "to-read-back")
    shown.see(re.compile(re.escape(RESULT)))
    tap(shown, "answer-agreed")
    tap(shown, "done")
    arrive(shown, "sent-status")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "after-plan")
    expect(shown.identified("newer-card")).to_have_count(0)
    tap(shown, "back")
    shown.tap(_ending(shown, "task-done-", ""))
    expect(_ending(shown, "task-done-", "")).to_have_count(0)
    desk = open_screen(house.address)
    unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
    plan = desk.page.locator('[flt-semantics-identifier^="plan-"]')
    expect(plan.and_(desk.page.get_by_role("button", name=re.compile("versie 2")))).to_have_count(
        1, timeout=70_000
    )
    expect(plan).to_have_count(1)
    desk.tap(plan)
    desk.see(re.compile(re.escape(RESULT)))
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        _looked_together(dossier_in(vault))


def _looked_together(found: Dossier) -> None:
    texts, today = read_texts(), read_texts().today(wall_clock())
    first, second, *_ = check_ins(found)
    kim = residents(found)[0].id
    done = next(one for one in check_ins(found) if one.done_on is not None)
    assert (done.after, done.done_on, done.result.text) == (After.TWO_WEEKS, today, RESULT)
    coming = next_one(found)
    assert coming is not None
    assert coming.id in {first.id, second.id}
    assert (coming.after, coming.day) == (After.SIX_WEEKS, today + timedelta(days=7))
    now = then_and_now(found, kim, done.id).now
    assert now is not None
    assert now.hold(Corner.TAKING_PART) is Hold.FIRM
    assert how_it_goes(found)[0].going is Going.SO_SO
    (told,) = noticed(found)
    assert told.check_in == done.id
    (task,) = tasks(found)
    assert (task.text.text, task.done.days, task.noticed) == (ACTION, (today,), told.id)
    assert texts.today(time.time_ns() // 1_000_000) == today


def at_the_table(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")


def given_along(shown: Screen) -> None:
    open_sheet(shown, "read_back")
    tap(shown, "answer-agreed")
    tap(shown, "done")
    arrive(shown, "sent-status")


def locked(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")
    tap(shown, "lock")
    arrive(shown, "pin-1")


def _onto_the_card(shown: Screen) -> None:
    shown.tap(shown.scroll_to(_ending(shown, "onto-card-", "").first))
    expect(_ending(shown, "on-card-", "").first).to_be_attached()


def _added(shown: Screen, name: str, words: str) -> None:
    tap(shown, f"write-{name}")
    write(shown, name, words)
    tap(shown, f"{name}-write")


def _ending(shown: Screen, begins: str, ends: str) -> Locator:
    suffix = f'[flt-semantics-identifier$="{ends}"]' if ends else ""
    return shown.page.locator(f'[flt-semantics-identifier^="{begins}"]{suffix}')

"""What the guide's table of features says of the talk itself, through Chromium, one walk for each idea.

Each looks into the vault afterwards, or opens what waits to go as the desk would. They share one house
without a relay, and each takes a household of its own.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from keukentafel.app.state.membership import read_membership
from keukentafel.dossier.control import control
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.edition.assent import AssentState, assent_of
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from sync.envelope import open_envelope
from sync.message import MessageKind, read_message
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.running_relay import RunningRelay
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

BAKKER, DE_WIT = "gezin Bakker", "mevrouw De Wit"
DIFFERENCE = "Ja. Er ging iemand af en er kwam niemand bij."
PRESSURE = "De la met post en het geld"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def test_a_talk_begins_without_internet_without_a_form_and_with_only_a_name(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "new")
    arrive(shown, "start")
    expect(shown.page.locator("input, textarea")).to_have_count(1)
    write(shown, "name", "Nora")
    tap(shown, "start")
    shown.see(re.compile("^Vertel maar"))
    assert not shown.identified("bsn").count()
    tap(shown, "star")
    tap(shown, "to-table")
    _back_and_locked(shown)
    assert shown.what_left() == []
    with vault_of(house.home) as vault:
        entries = vault.entries(_household(vault, "Nora"))
        said = {str(one.signed.operation.field) for one in entries}
        named = {"household.name", "person.name", "person.role"}
        assert said == {*named, "conversation.started", "star.moment"}


def test_agreement_without_a_lead_cannot_be_given_and_the_account_can_always_go(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "new")
    write(shown, "name", "Teun")
    tap(shown, "start")
    tap(shown, "to-table")
    write(shown, "quote", "Ik red het wel.")
    tap(shown, "quote-write")
    shown.see("Ik red het wel.")
    open_sheet(shown, "read_back")
    tap(shown, "answer-agreed")
    tap(shown, "done")
    arrive(shown, "to-plan")
    expect(shown.identified("sent-status")).to_have_count(0)
    tap(shown, "answer-seen_only")
    tap(shown, "done")
    tap(shown, "anyway")
    arrive(shown, "sent-status")
    tap(shown, "work")
    _locked(shown)
    with vault_of(house.home) as vault:
        household = _household(vault, "Teun")
        (bundle,) = vault.documents(household, "bundle")
        (given,) = (assent_of(one) for one in json.loads(bundle.data)["assents"])
        assert given.state is AssentState.SEEN_ONLY
        assert len(vault.outgoing(household)) == 1


def test_help_stays_needed_is_an_answer_that_asks_for_no_explanation(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, DE_WIT)
    tap(shown, "to-table")
    tap(shown, "sheet-control")
    arrive(shown, "control-wish")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="reach-"]').first)
    stays = shown.page.locator('[flt-semantics-identifier^="help-year-"]')
    stays.first.wait_for(state="attached")
    asked = shown.page.locator("input, textarea").count()
    shown.tap(stays.first)
    expect(stays).to_have_count(0)
    expect(shown.page.locator("input, textarea")).to_have_count(asked)
    expect(shown.page.get_by_role("alertdialog")).to_have_count(0)
    _back_and_locked(shown)
    with vault_of(house.home) as vault:
        reached = [dict(one.within_reach) for one in control(_dossier(vault, DE_WIT)).wishes]
        assert [one["year"].text for one in reached if one["year"]] == ["Blijft hulp nodig"]


def test_the_supervisor_sees_the_words_that_the_resident_saw(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, BAKKER)
    tap(shown, "to-table")
    tap(shown, "sheet-pressure")
    tap(shown, "add-pressure")
    write(shown, "pressure-what", PRESSURE)
    tap(shown, "weight-too_heavy")
    tap(shown, "pressure-done")
    shown.see(re.compile(PRESSURE))
    open_sheet(shown, "read_back")
    heard = _lines(shown, PRESSURE)
    assert any("te zwaar" in line.lower() for line in heard)
    tap(shown, "answer-seen_only")
    tap(shown, "done")
    arrive(shown, "sent-status")
    tap(shown, "work")
    _locked(shown)
    with vault_of(house.home) as vault:
        (plan,) = _waiting(house, vault, MessageKind.PLAN, _household(vault, BAKKER))
        assert PRESSURE in plan
    with _relay(house):
        press_pin(shown, WORKER_PIN)
        desk = open_screen(house.address)
        unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
        came = desk.page.get_by_role("button", name=re.compile(f"^{BAKKER}"))
        expect(came).to_have_count(1, timeout=70_000)
        desk.tap(came)
        assert _lines(desk, PRESSURE) == heard
    tap(shown, "lock")
    arrive(shown, "pin-1")


def test_the_worker_asks_what_difference_it_made_and_the_team_reads_the_answer(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "Hans van Rooij")
    tap(shown, "to-reflection")
    asked = re.compile("Heb ik met mijn eigen bijdrage aantoonbaar het verschil gemaakt")
    expect(shown.identified("answer-difference")).to_have_accessible_name(asked)
    tap(shown, "answer-difference")
    write(shown, "reflect-difference", DIFFERENCE)
    tap(shown, "difference-done")
    tap(shown, "share")
    tap(shown, "send")
    arrive(shown, "shared")
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        told = [json.loads(one) for one in _waiting(house, vault, MessageKind.REFLECTION)]
        assert [one["difference"] for one in told] == [DIFFERENCE]


def _lines(shown: Screen, words: str) -> set[str]:
    """What the screen says of some words, and how heavy they are: the lines that hold either."""
    shown.scroll_to(shown.shows(re.compile(re.escape(words))))
    said = shown.page.locator("flt-semantics span, flt-semantics[aria-label]").all()
    texts = {str(one.get_attribute("aria-label") or one.inner_text()).strip() for one in said}
    return {line for line in texts if words in line or "zwaar" in line.lower()}


@contextmanager
def _relay(house: RunningHouse) -> Iterator[None]:
    with RunningRelay(house.home / "relay", house.relay_port) as relay:
        relay.start()
        yield


def _waiting(
    house: RunningHouse, vault: OpenVault, kind: MessageKind, household: HouseholdId | None = None
) -> list[str]:
    """The bodies of one kind of message that wait to go, as the desk opens them."""
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as desk:
        key = read_membership(desk).team_key
    assert key is not None
    waiting = [one for one in vault.queued() if household in {None, one.household}]
    messages = [read_message(open_envelope(one.envelope, key).body) for one in waiting]
    return [one.body.decode("utf-8") for one in messages if one.kind is kind]


def _back_and_locked(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    _locked(shown)


def _locked(shown: Screen) -> None:
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")
    tap(shown, "lock")
    arrive(shown, "pin-1")


def _household(vault: OpenVault, name: str) -> HouseholdId:
    cards = vault.cards(0, 50)
    return next(one for one, card in cards if isinstance(card, dict) and card["name"] == name)


def _dossier(vault: OpenVault, name: str) -> Dossier:
    household = _household(vault, name)
    return read_dossier(household, vault.entries(household))

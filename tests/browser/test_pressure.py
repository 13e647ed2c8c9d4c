"""Druk en rust, through Chromium: rest first, a quick plan of three, the course of the triangle, a rule."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.app.state.bottlenecks import ASKED
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import read_membership
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.people import Person, residents
from keukentafel.dossier.pressure import Weight, pressure
from keukentafel.dossier.quick_plan import Quick, quick_plan
from keukentafel.dossier.rest import rest
from keukentafel.dossier.stability import Corner, Hold, triangles
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.vault import OpenVault
from sync.bottleneck import QUESTION
from sync.envelope import open_envelope
from sync.message import Message, MessageKind, read_message
from sync.wire.document import read_signed
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER_PIN,
    arrive,
    open_household,
    press_pin,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

NAME = "gezin Bakker"
RULE = "Wie in de avonddienst werkt, krijgt geen toeslag voor opvang."
WANTED = "Laat de toeslag een half jaar doorlopen"
ANSWER = "Akkoord, tot 1 juni."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


@pytest.fixture
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house without a relay: what goes, waits on the tablet."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def household_in(vault: OpenVault) -> HouseholdId:
    cards = vault.cards(0, 50)
    return next(one for one, card in cards if isinstance(card, dict) and card["name"] == NAME)


def dossier_in(vault: OpenVault) -> Dossier:
    household = household_in(vault)
    return read_dossier(household, vault.entries(household))


def at_druk_en_rust(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    tap(shown, "sheet-pressure")
    arrive(shown, "add-pressure")


def rest_comes_first(shown: Screen) -> None:
    tap(shown, "rest")
    tap(shown, "rest-together")
    shown.see("Schrijf eerst in één regel waarom. Dan kan het aan.")
    write(shown, "rest-reason", "Negen partijen, en Kim slaapt niet")
    tap(shown, "rest-together")
    arrive(shown, "rest-why")


def agreed(shown: Screen, quick: str, what: str, who: str) -> None:
    write(shown, f"quick-{quick}", what)
    tap(shown, f"quick-{quick}-write")
    write(shown, "action-who", who)
    tap(shown, "action-done")
    shown.see(re.compile(re.escape(what)))


def locked(shown: Screen) -> None:
    """Back to work, and lock: the vault is at rest then."""
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")
    tap(shown, "lock")
    arrive(shown, "pin-1")


def test_rest_first_puts_the_ladder_and_own_control_at_the_back_and_gives_an_action_today(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    at_druk_en_rust(shown)
    tap(shown, "add-pressure")
    tap(shown, "weight-too_heavy")
    write(shown, "pressure-what", "Elke dag iemand over de vloer")
    write(shown, "pressure-relief", "niet meer dan 2 bezoeken per week")
    tap(shown, "pressure-done")
    shown.see(re.compile("Elke dag iemand over de vloer"))
    assert not shown.identified("quick-plan").count()
    rest_comes_first(shown)
    tap(shown, "quick-plan")
    agreed(shown, "week", "Joris belt school", "Joris")
    shown.see("Eén ding vandaag nog")
    agreed(shown, "today", "De brief van de corporatie samen openen", "Kim en Joris")
    expect(shown.identified("today-missing")).to_have_count(0)
    tap(shown, "sheets")
    tile = shown.identified("sheet-pressure")
    expect(tile).to_have_accessible_name("Druk en rust, eerst rust staat aan · 1 kaartje")
    lying = [str(one.get_attribute("flt-semantics-identifier")) for one in _tiles(shown)]
    waiting = [one for one in lying if one in {"sheet-control", "sheet-ladder"}]
    assert lying[len(lying) - len(waiting) :] == waiting
    for one in waiting:
        expect(shown.identified(one)).to_have_accessible_name(re.compile("mag later"))
    tap(shown, "sheet-pressure")
    locked(shown)
    with vault_of(house.home) as vault:
        found = dossier_in(vault)
        (card,) = pressure(found).cards
        assert (card.weight, card.relief.text) == (Weight.TOO_HEAVY, "niet meer dan 2 bezoeken per week")
        assert rest(found).on
        assert rest(found).reason.text == "Negen partijen, en Kim slaapt niet"
        (today,) = quick_plan(found).at(Quick.TODAY)
        assert today.agreement.what.text == "De brief van de corporatie samen openen"
        assert today.agreement.who.text == "Kim en Joris"


def test_a_fourth_action_of_the_quick_plan_is_refused_kindly(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, PHONE)
    at_druk_en_rust(shown)
    rest_comes_first(shown)
    tap(shown, "quick-plan")
    arrive(shown, "quick-today")
    agreed(shown, "today", "Samen bellen", "Joris")
    agreed(shown, "week", "Eén brief openen", "Kim")
    agreed(shown, "week", "Oma vragen", "Kim")
    shown.see("Dit zijn er drie. Meer vraagt nu te veel. De rest mag later.")
    expect(shown.identified("quick-today")).to_have_count(0)
    expect(shown.identified("quick-week")).to_have_count(0)
    shown.tap(shown.page.locator('[flt-semantics-identifier^="edit-"]').first)
    tap(shown, "action-strike")
    shown.see("Eén ding vandaag nog")
    agreed(shown, "today", "Een wandeling", "Kim en Lotte")
    locked(shown)
    with vault_of(house.home) as vault:
        actions = [one.agreement.what.text for one in quick_plan(dossier_in(vault)).actions]
    assert actions == ["Eén brief openen", "Oma vragen", "Een wandeling"]


def test_the_triangle_of_today_stands_beside_that_of_before(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    with vault_of(house.home) as vault:
        _two_weeks_ago(vault)
    shown = open_screen(house.address)
    at_druk_en_rust(shown)
    shown.scroll_to(shown.identified("triangle-now"))
    expect(
        shown.page.get_by_label(re.compile("Bij het gesprek, .*Meedoen: los. Mijn plek: wankel"))
    ).to_have_count(1)
    for corner, hold in (("taking_part", "firm"), ("surroundings", "shaky")):
        tap(shown, f"corner-{corner}")
        tap(shown, f"hold-{corner}-{hold}")
        expect(shown.identified(f"hold-{corner}-{hold}")).to_have_count(0)
    shown.see("Meedoen was los en is nu stevig.")
    shown.not_see(re.compile("Mijn plek was"))
    now = shown.page.get_by_label(re.compile("^Nu. Meedoen: stevig. Mijn plek: wankel. Wat doorgaat: kies"))
    expect(now).to_have_count(1)
    locked(shown)
    with vault_of(house.home) as vault:
        found = dossier_in(vault)
        before, today = triangles(found, residents(found)[0].id)
    assert before.hold(Corner.TAKING_PART) is Hold.LOOSE
    assert today.hold(Corner.TAKING_PART) is Hold.FIRM
    assert today.moment - before.moment >= timedelta(days=13) / timedelta(milliseconds=1)


def test_a_bottleneck_leaves_without_a_name_or_a_word_of_the_story(
    lonely: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(lonely.address)
    _ask_about_a_rule(shown, f"{RULE} Kim werkt 's avonds.", RULE)
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(lonely.home) as vault:
        (waiting,) = vault.queued()
        (kept,) = vault.documents(household_in(vault), ASKED)
        told = [one.words("text").text for one in dossier_in(vault).all("quote")]
        team = read_membership(vault).team.mailbox
    assert waiting.mailbox == team
    message = _opened_as_the_desk(lonely, waiting.envelope)
    assert message.kind is MessageKind.BOTTLENECK
    assert message.body == kept.data
    assert RULE in read_signed(message.body, QUESTION).content.decode("utf-8")
    outgoing = message.body + message.card
    names = ("Kim", "Sem", "Lotte", "Riet", "Bakker", *told)
    assert [word for word in names if word.encode("utf-8") in outgoing] == []


def test_a_bottleneck_is_decided_at_the_desk_and_the_decision_stands_in_the_household(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    _ask_about_a_rule(shown, RULE)
    desk = open_screen(house.address)
    unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
    rule = desk.page.locator('[flt-semantics-identifier^="rule-"]')
    expect(rule).to_have_count(1, timeout=70_000)
    desk.tap(rule)
    desk.see(RULE)
    desk.see(WANTED)
    desk.not_see(re.compile("Bakker"))
    write(desk, "decision", ANSWER)
    tap(desk, "send-decision")
    arrive(desk, "decided")
    expect(shown.identified("decision")).to_be_attached(timeout=70_000)
    shown.see(ANSWER)
    shown.see(re.compile("Anke Postma"))


def _ask_about_a_rule(shown: Screen, *tries: str) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-bottleneck")
    tap(shown, "ask-rule")
    arrive(shown, "needed")
    for rule in tries:
        write(shown, "bottleneck-rule", rule)
        write(shown, "bottleneck-decision", WANTED)
        expect(shown.identified("named")).to_have_count(1 if "Kim" in rule else 0)
    days = shown.page.locator('[flt-semantics-identifier^="by-"]')
    shown.tap(days.nth(1))
    expect(days.nth(1)).to_be_checked()
    tap(shown, "ask-rule")
    arrive(shown, "to-table")
    shown.see(re.compile(re.escape(RULE)))


def _tiles(shown: Screen) -> list[Locator]:
    return shown.page.locator('[flt-semantics-identifier^="sheet-"]').all()


def _two_weeks_ago(vault: OpenVault) -> None:
    """Write down, with a clock of two weeks ago, what Kim said at the first talk."""
    then = time.time_ns() // 1_000_000 - 14 * 86_400_000
    card = read_membership(vault).card
    worker = Person(card.person, card.name, Role.WORKER)
    talk = Conversation(vault, household_in(vault), bundled_catalogue(), worker, lambda: then)
    talk.face = Face.TABLE
    said: dict[str, Json] = {"moment": then, "taking_part": "loose", "surroundings": "shaky"}
    talk.say_together("triangle", said)


def _opened_as_the_desk(house: RunningHouse, envelope: bytes) -> Message:
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as vault:
        key = read_membership(vault).team_key
    assert key is not None
    return read_message(open_envelope(envelope, key).body)

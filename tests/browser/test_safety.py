"""Behind the shield, through Chromium: what is written there is on no other screen and in nothing that goes.

The household that it is about is looked at on every screen afterwards, and every envelope in the outbox is
opened with the team's key and with the officer's.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from keukentafel.app.state.membership import read_membership
from keukentafel.vault.hand_over import read_hand_over
from sync.envelope import NotForUs, open_envelope
from sync.hand_over import open_hand_over
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen, listened_to
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    OFFICER,
    OFFICER_PIN,
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER,
    WORKER_PIN,
    arrive,
    box_of,
    open_household,
    press_pin,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

CANARY = "ZWALUW ONDER DE DAKGOOT"
HALF = "ZWALUW HALVERWEGE"
REASON = "ZWALUW EN WAAROM"
NEVER_AT_THE_TABLE = re.compile(
    r"zwaluw|kindcheck|\bschild\b|veilig thuis|geweld|aandachtsfunctionaris", re.IGNORECASE
)


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo, in which nothing leaves until somebody starts a relay."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def said_on(shown: Screen) -> str:
    """Everything in the tree for screen readers, names and boxes included, and the title and address."""
    told = "document.title + ' ' + location.href + document.body.innerText + document.body.innerHTML"
    return str(shown.page.evaluate(told))


def behind_the_shield(shown: Screen) -> None:
    tap(shown, "shield")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "children")


def write_a_fact(shown: Screen) -> None:
    tap(shown, "write-signals")
    arrive(shown, "note-kind")
    tap(shown, "keep-note")
    shown.see("Kies feit, waarneming of mening.")
    tap(shown, "note-kind-fact")
    write(shown, "note-source", "de juf")
    tap(shown, "note-from-resident-no")
    write(shown, "note-text", CANARY)
    shown.see(re.compile("Bewaard op deze tablet"))
    tap(shown, "keep-note")
    arrive(shown, "children")


def test_what_is_written_behind_the_shield_is_on_no_other_screen_and_only_the_officer_opens_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    expect(shown.find("Schild").and_(shown.identified("shield"))).to_have_count(1)
    behind_the_shield(shown)
    shown.see("Veilig Thuis: 0800-2000. Gratis, dag en nacht. Advies kan zonder naam.")
    shown.see(re.compile("Els Kramer"))
    tap(shown, "children-yes")
    write_a_fact(shown)
    shown.see(CANARY)
    assert shown.page.title() == "Keukentafel"
    _nothing_of_it_elsewhere(shown)
    _hand_over(shown)
    _nothing_of_it_elsewhere(shown)
    tap(shown, "lock")
    arrive(shown, "pin-1")
    _only_the_officer_opens_what_leaves(house)


def _hand_over(shown: Screen) -> None:
    behind_the_shield(shown)
    expect(shown.find("Ja", "radio")).to_be_checked()
    shown.see(CANARY)
    tap(shown, "hand-over")
    write(shown, "note-text", REASON)
    tap(shown, "keep-note")
    shown.see(re.compile("Alleen Els Kramer kan ze openen"))
    assert "zwaluw" not in said_on(shown).lower()
    press_pin(shown, WORKER_PIN)
    arrive(shown, "notice")
    shown.see("Overgedragen")
    shown.see("Staat klaar op deze tablet. Het gaat weg zodra er verbinding is.")


def _nothing_of_it_elsewhere(shown: Screen) -> None:
    tap(shown, "back")
    arrive(shown, "to-table")
    assert "zwaluw" not in said_on(shown).lower()
    tap(shown, "to-own-data")
    arrive(shown, "whose")
    shown.tap(shown.find("Lotte", "radio"))
    arrive(shown, "looked-over")
    _scrolled_over(shown)
    tap(shown, "back")
    arrive(shown, "to-table")
    tap(shown, "back")
    arrive(shown, "new")
    assert "zwaluw" not in said_on(shown).lower()
    expect(shown.identified("waiting")).to_have_count(0)
    tap(shown, "search")
    write(shown, "query", "zwaluw")
    shown.see(re.compile("Dat staat nergens"))
    assert not shown.page.locator('[flt-semantics-identifier^="hit-"]').count()
    tap(shown, "back")
    open_household(shown, "gezin Bakker")
    tap(shown, "listen")
    arrive(shown, "star")
    assert not NEVER_AT_THE_TABLE.search(said_on(shown))
    tap(shown, "to-table")
    arrive(shown, "turn")
    for sheet in ("story", "strengths", "plan", "aftercare", "read_back"):
        tap(shown, "sheets")
        arrive(shown, f"sheet-{sheet}")
        assert not NEVER_AT_THE_TABLE.search(said_on(shown))
        tap(shown, f"sheet-{sheet}")
        arrive(shown, "turn")
        assert not NEVER_AT_THE_TABLE.search(said_on(shown))
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "shield")


def _scrolled_over(shown: Screen) -> None:
    for _ in range(8):
        assert "zwaluw" not in said_on(shown).lower()
        shown.page.mouse.move(400, 600)
        shown.turn_wheel(900)
        shown.page.wait_for_timeout(80)


def _only_the_officer_opens_what_leaves(house: RunningHouse) -> None:
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        outgoing = [one.envelope for one in (*vault.queued(), *vault.delivered())]
        assert vault.check() == ()
    assert len(outgoing) == 1
    assert not any(word.encode() in envelope for envelope in outgoing for word in (CANARY, REASON, "Bakker"))
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as vault:
        team = read_membership(vault).team_key
        assert team is not None
        for key in (team, vault.device_sealing):
            with pytest.raises(NotForUs):
                open_envelope(outgoing[0], key)
    with vault_of(house.home, OFFICER, OFFICER_PIN) as vault:
        key = vault.device_sealing
        received = open_hand_over(outgoing[0], key, read_membership(vault).trust)
        assert received.card.name == "Samira Yilmaz"
        told = json.dumps(read_hand_over(key, received.household, received.sealed))
        assert CANARY in told
        assert REASON in told


def test_half_a_note_survives_a_lock_and_a_note_that_was_kept_is_corrected_beside_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    behind_the_shield(shown)
    write_a_fact(shown)
    tap(shown, "write-talk")
    write(shown, "note-text", HALF)
    shown.see(re.compile("Bewaard op deze tablet"))
    tap(shown, "lock")
    press_pin(shown, WORKER_PIN)
    open_household(shown, "gezin Bakker")
    behind_the_shield(shown)
    tap(shown, "go-on-talk")
    expect(listened_to(box_of(shown, "note-text"))).to_have_value(HALF)
    tap(shown, "leave-note")
    arrive(shown, "children")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="correct-"]').first)
    arrive(shown, "note-kind")
    write(shown, "note-text", f"{CANARY}, links")
    tap(shown, "keep-note")
    arrive(shown, "children")
    shown.see(re.compile(f"^{CANARY}$|{CANARY}\\s"))
    shown.see(re.compile(f"{CANARY}, links"))
    shown.see("Later verbeterd; dit blijft ook staan")
    tap(shown, "agenda")
    arrive(shown, "agenda-lock")
    assert "zwaluw" not in said_on(shown).lower()
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        contents = [
            json.dumps(one.content)
            for household in vault.households()
            for one in vault.safety.read(household, WORKER_PIN)
        ]
        assert [CANARY in one for one in contents] == [True, False, True]
        assert [HALF in one for one in contents] == [False, True, False]
        drafts = [one.text for household in vault.households() for one in vault.drafts(household)]
        assert not [one for one in drafts if "ZWALUW" in one]

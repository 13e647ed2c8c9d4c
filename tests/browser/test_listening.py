"""Coming in, listening and ending, through Chromium: presence first, and nothing that is not asked for.

Each walk looks into the vault afterwards, as the app left it. The second one is case C5: meneer Van Rooij,
with whom nothing is the matter.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from keukentafel.app.state.card import Card, Phase, read_card
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.story import story
from keukentafel.dossier.talk import is_contact, last_talk, reason_for_early
from keukentafel.guide.doors import Reason
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    WORKER_PIN,
    arrive,
    box_of,
    open_household,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

ON_THE_STREET = "Ik loop hier elke dag, maar ik ken niemand meer."
TALENT = "Heeft tweehonderd kwasten en schildert als de beste"
FIRST_QUESTION = re.compile("^Vertel maar")
LEFT_ALONE = re.compile("hoe ziet een gewone dag", re.IGNORECASE)


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: what is thrown away here is gone."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def test_a_talk_on_the_street_without_a_name_is_kept_and_laid_with_a_household_later(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    _a_talk_on_the_street(shown)
    open_household(shown, "Gesprek zonder naam")
    tap(shown, "to-link")
    write(shown, "look-for", "rooij")
    shown.not_see("gezin Bakker")
    shown.tap(shown.find(re.compile("^Hans van Rooij"), "radio"))  # type: ignore[arg-type]
    tap(shown, "link")
    shown.see("Hoort bij: Hans van Rooij")
    press_pin(shown, WORKER_PIN)
    shown.see("Het hoort nu bij Hans van Rooij")
    tap(shown, "back")
    arrive(shown, "new")
    shown.not_see(re.compile("Gesprek zonder naam"))
    _lock(shown)
    with vault_of(house.home) as vault:
        told = story(_dossier(vault, "Hans van Rooij"))
        assert ON_THE_STREET in {one.words("text").text for one in told.quotes}
        assert "" not in _cards(vault)
        assert len(vault.forgetting.marks()) == 1
        assert vault.check() == ()


def test_a_talk_on_the_street_without_a_name_is_thrown_away_in_two_taps(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, PHONE)
    _a_talk_on_the_street(shown)
    open_household(shown, "Gesprek zonder naam")
    tap(shown, "to-forget")
    tap(shown, "forget")
    press_pin(shown, WORKER_PIN)
    shown.see("Het is vergeten")
    _lock(shown)
    with vault_of(house.home) as vault:
        assert "" not in _cards(vault)
        assert _found(vault, "niemand meer") == 0
        assert vault.forgetting.thrown_away == 1


def test_a_visit_ends_without_one_problem_and_nothing_is_ready_to_be_sent(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "new")
    write(shown, "name", "Hans")
    tap(shown, "start")
    arrive(shown, "star")
    _listen_to(shown, "F04")
    tap(shown, "to-table")
    open_sheet(shown, "strengths")
    write(shown, "strength", TALENT)
    tap(shown, "strength-write")
    shown.see(TALENT)
    tap(shown, "sheets")
    tap(shown, "ending")
    tap(shown, "end-contact")
    shown.see("Bewaard als gewoon contact")
    shown.not_see(re.compile("weken|regie|nazorg", re.IGNORECASE))
    press_pin(shown, WORKER_PIN)
    shown.see("Blijft hier, gaat nergens heen")
    tap(shown, "to-table")
    tap(shown, "sheets")
    arrive(shown, "sheet-story")
    assert not shown.identified("sheet-aftercare").count()
    assert not shown.identified("sheet-read_back").count()
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-forget")
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        household, card = _cards(vault)["Hans"]
        assert is_contact(read_dossier(household, vault.entries(household)))
        assert (card.phase, card.next_date) == (Phase.CONTACT, "")
        assert vault.outgoing(household) == ()
        assert vault.documents(household, "bundle") == ()
        assert _found(vault, "kwasten") > 0
    press_pin(shown, WORKER_PIN)
    open_household(shown, "Hans, ")
    tap(shown, "to-forget")
    tap(shown, "forget")
    press_pin(shown, WORKER_PIN)
    shown.see("Het is vergeten")
    _lock(shown)
    with vault_of(house.home) as vault:
        assert "Hans" not in _cards(vault)
        assert _found(vault, "tweehonderd") == 0
        assert vault.forgetting.thrown_away == 1


def test_nothing_opens_before_this_is_my_story_but_with_one_of_four_reasons_that_is_kept(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "Hans van Rooij")
    tap(shown, "to-table")
    open_sheet(shown, "plan")
    shown.see("Ons plan is nog dicht")
    assert not shown.page.locator("input, textarea").count()
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    tap(shown, "to-table")
    shown.see("Ons plan is nog dicht")
    tap(shown, "open-early")
    expect(shown.page.locator('[flt-semantics-identifier^="reason-"]')).to_have_count(len(Reason))
    tap(shown, "reason-asked")
    arrive(shown, "opened-early")
    arrive(shown, "wish")
    _back_and_lock(shown)
    with vault_of(house.home) as vault:
        dossier = _dossier(vault, "Hans van Rooij")
        assert reason_for_early(dossier) is Reason.ASKED
        assert not story(dossier).assented


def test_what_somebody_would_rather_not_talk_about_is_not_asked_again(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "Hans van Rooij")
    tap(shown, "listen")
    shown.see(FIRST_QUESTION)
    tap(shown, "other")
    shown.see(LEFT_ALONE)
    tap(shown, "rather-not")
    shown.not_see(LEFT_ALONE)
    while not shown.shows(FIRST_QUESTION).count():
        before = _question(shown)
        tap(shown, "other")
        expect(shown.page.get_by_role("heading").first).not_to_have_text(before)
        shown.not_see(LEFT_ALONE)
    tap(shown, "to-table")
    open_sheet(shown, "strengths")
    tap(shown, "rather-not")
    expect(shown.identified("sheet-strengths")).to_have_accessible_name(re.compile("liever niet"))
    tap(shown, "sheet-strengths")
    tap(shown, "leave-it")
    expect(shown.identified("sheet-strengths")).to_have_accessible_name(re.compile("liever niet"))
    tap(shown, "sheet-strengths")
    tap(shown, "after-all")
    arrive(shown, "strength")
    _back_and_lock(shown)
    with vault_of(house.home) as vault:
        left = {one.words("what").text for one in _dossier(vault, "Hans van Rooij").all("rather_not")}
        assert left == {"F03-2"}


def test_coming_in_says_what_becomes_of_words_and_keeps_what_somebody_wants_to_be_called(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "Hans van Rooij")
    tap(shown, "listen")
    tap(shown, "not-yet")
    arrive(shown, "go-on")
    assert shown.page.locator("flt-semantics[role=heading], input, textarea").count() == 0
    tap(shown, "go-on")
    tap(shown, "subject")
    tap(shown, "your-words")
    tap(shown, "explained")
    arrive(shown, "data-explained")
    open_sheet(shown, "arriving")
    tap(shown, "address-je")
    tap(shown, "place-club")
    write(shown, "good-when", "Als u gewoon koffie lust")
    box_of(shown, "good-when").blur()
    _back_and_lock(shown)
    with vault_of(house.home) as vault:
        dossier = _dossier(vault, "Hans van Rooij")
        assert dossier.all("person")[0].words("address").text == "je"
        talk = last_talk(dossier)
        assert (talk.place.text, talk.good_when.text) == ("sportclub", "Als u gewoon koffie lust")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", dossier.all("request")[0].words("data_explained").text)
        assert _cards(vault)["Hans van Rooij"][1].sheet == "arriving"


def _a_talk_on_the_street(shown: Screen) -> None:
    unlock(shown)
    tap(shown, "new")
    tap(shown, "no-name")
    arrive(shown, "star")
    tap(shown, "to-table")
    write(shown, "quote", ON_THE_STREET)
    tap(shown, "quote-write")
    shown.see(ON_THE_STREET)
    tap(shown, "sheets")
    tap(shown, "ending")
    tap(shown, "end-later")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-link")
    tap(shown, "back")
    arrive(shown, "new")


def _listen_to(shown: Screen, step: str) -> None:
    tap(shown, "subject")
    tap(shown, f"step-{step}")
    arrive(shown, "subject")


def _question(shown: Screen) -> str:
    return shown.page.get_by_role("heading").first.inner_text()


def _back_and_lock(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-forget")
    _lock(shown)


def _lock(shown: Screen) -> None:
    tap(shown, "lock")
    arrive(shown, "pin-1")


def _cards(vault: OpenVault) -> dict[str, tuple[HouseholdId, Card]]:
    found = ((household, read_card(card)) for household, card in vault.cards(0, 50))
    return {card.name: (household, card) for household, card in found}


def _dossier(vault: OpenVault, name: str) -> Dossier:
    household, _ = _cards(vault)[name]
    return read_dossier(household, vault.entries(household))


def _found(vault: OpenVault, words: str) -> int:
    return vault.search(bundled_catalogue()).find(words, 10).total

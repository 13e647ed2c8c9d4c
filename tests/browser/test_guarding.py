"""What guards the vault, through Chromium: a forgotten PIN, looking up, forgetting, leaving in a hurry.

Each walk looks into the vault afterwards, as the app left it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from keukentafel.app.demo.prepare import read_demo
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    WORKER,
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

FRESH_PIN = "836251"
_SHOW = """state => {
    for (const [name, value] of [['visibilityState', state], ['hidden', state === 'hidden']])
        Object.defineProperty(document, name, {value, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
"""Puts the page out of sight, or in sight again, as another tab before it does."""


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: what is forgotten here is gone."""
    with RunningHouse(tmp_path_factory.mktemp("home")) as running:
        yield running


def names_in(vault: OpenVault) -> set[str]:
    cards = (card for _, card in vault.cards(0, 50))
    return {str(card["name"]) for card in cards if isinstance(card, dict)}


def texts_on(shown: Screen) -> str:
    return str(shown.page.evaluate("document.body.innerText + document.body.innerHTML"))


def test_a_forgotten_pin_is_replaced_with_the_code_of_the_sheet(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    code = read_demo().recovery
    tap(shown, f"account-{WORKER}")
    tap(shown, "lost-pin")
    slip = code.replace(code[2], "0" if code[2] != "0" else "1", 1)
    write(shown, "code", slip)
    tap(shown, "recover")
    shown.see(re.compile("groepje 1"))
    write(shown, "code", code.lower().replace("-", " "))
    tap(shown, "recover")
    press_pin(shown, "123456")
    shown.see(re.compile("makkelijk te raden"))
    press_pin(shown, FRESH_PIN)
    shown.see("Nog een keer")
    press_pin(shown, FRESH_PIN)
    arrive(shown, "new")
    tap(shown, "lock")
    press_pin(shown, WORKER_PIN)
    shown.see(re.compile("niet|klopt"))
    tap(shown, "lost-pin")
    with vault_of(house.home, pin=FRESH_PIN) as vault:
        assert "gezin Bakker" in names_in(vault)
        assert vault.check() == ()


def test_part_of_a_word_is_found_and_opens_its_household(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "search")
    write(shown, "query", "OCHTE")
    arrive(shown, "found")
    hits = shown.page.locator('[flt-semantics-identifier^="hit-"]')
    expect(hits.first).to_be_attached()
    shown.tap(hits.first)
    arrive(shown, "to-table")


def test_a_household_is_forgotten_after_saying_what_goes_and_asking_the_pin(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-forget")
    shown.see("Dit gaat voorgoed van deze tablet")
    tap(shown, "forget")
    shown.see("gezin Bakker vergeten?")
    tap(shown, "take-back")
    tap(shown, "forget")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "new")
    shown.see("Het is vergeten")
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        assert "gezin Bakker" not in names_in(vault)
        assert "mevrouw De Wit" in names_in(vault)
        assert len(vault.forgetting.marks()) == 1
        assert vault.check() == ()


def test_who_leaves_in_a_hurry_leaves_an_agenda_with_nothing_in_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    assert "Bakker" in texts_on(shown)
    tap(shown, "agenda")
    arrive(shown, "agenda-lock")
    expect(shown.page.locator("body")).not_to_contain_text("Bakker")
    left = texts_on(shown)
    assert not any(name in left for name in ("Bakker", "Samira", "Lotte", "huishouden", "Gezin"))
    assert shown.page.title() == "Keukentafel"
    with vault_of(house.home) as vault:
        assert vault.check() == ()
    tap(shown, "agenda-lock")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "new")


def test_out_of_sight_a_curtain_falls_over_the_table_and_one_tap_lifts_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-table")
    arrive(shown, "turn")
    for state in ("hidden", "visible"):
        shown.page.evaluate(_SHOW, state)
    arrive(shown, "curtain")
    expect(shown.page.locator("body")).not_to_contain_text("Bakker")
    tap(shown, "curtain")
    arrive(shown, "turn")


def test_one_persons_own_data_goes_out_only_after_somebody_looked_it_over(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-own-data")
    shown.see("Van wie zijn de gegevens?")
    shown.tap(shown.find("Lotte", "radio"))
    arrive(shown, "looked-over")
    assert not shown.identified("own-json").count()
    tap(shown, "looked-over")
    tap(shown, "release")
    with shown.page.expect_download() as download:
        tap(shown, "own-json")
    copy = json.loads(download.value.path().read_text("utf-8"))
    assert copy["schema"] == "keukentafel.own-data/1"
    told = json.dumps(copy, ensure_ascii=False)
    assert "Lotte" in told
    assert "Ik heb elke dag iemand over de vloer" not in told
    tap(shown, "back")
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        assert Action.EXPORTED in {line.action for line in vault.trail.chain().lines}


def test_a_backup_is_made_and_comes_back_through_the_door(
    house: RunningHouse, open_screen: OpenScreen, tmp_path: Path
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "tablet")
    with shown.page.expect_download() as download:
        tap(shown, "backup")
    backup = tmp_path / "reservekopie.kluis"
    download.value.save_as(backup)
    assert b"Bakker" not in backup.read_bytes()
    tap(shown, "lock")
    tap(shown, "lost-pin")
    tap(shown, "to-restore")
    arrive(shown, "choose-backup")
    with shown.page.expect_file_chooser() as chooser:
        tap(shown, "choose-backup")
    chooser.value.set_files(backup)
    write(shown, "code", read_demo().recovery)
    tap(shown, "recover")
    press_pin(shown, FRESH_PIN)
    shown.see("Nog een keer")
    press_pin(shown, FRESH_PIN)
    arrive(shown, "new")
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home, pin=FRESH_PIN) as vault:
        assert "gezin Bakker" in names_in(vault)
        assert vault.check() == ()

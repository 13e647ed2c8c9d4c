"""The screens about the tablet itself, through Chromium: recovery, looking everything over, the trail.

What the screens say is held against the vault, as the app left it.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from keukentafel.app.state.trail_page import household_names
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.mistakes import WrongPin
from keukentafel.vault.recovery_code import RecoveryCode, read_code
from keukentafel.vault.slots import Way
from keukentafel.vault.trail import Action
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
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
BAKKER = "gezin Bakker"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: what is changed here stays changed."""
    with RunningHouse(tmp_path_factory.mktemp("home")) as running:
        yield running


def code_on(shown: Screen) -> RecoveryCode:
    """The code on the screen, as a screen reader says it."""
    groups = shown.page.locator('[flt-semantics-identifier^="group-"]')
    expect(groups).to_have_count(9)
    names = [str(groups.nth(at).get_attribute("aria-label")) for at in range(9)]
    assert [name.split(":")[0] for name in names] == [f"Groepje {number}" for number in range(1, 10)]
    return read_code("".join(name.split(":")[1] for name in names))


def test_a_new_sheet_is_printed_and_proved_and_opens_the_tablet(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "tablet")
    tap(shown, "make-sheet")
    shown.see(re.compile("oude blad opent deze tablet daarna niet meer"))
    press_pin(shown, WORKER_PIN)
    arrive(shown, "group-1")
    code = code_on(shown)
    with shown.page.expect_download() as fetched:
        tap(shown, "print")
    assert fetched.value.suggested_filename == "herstelblad.pdf"
    assert fetched.value.path().read_bytes().startswith(b"%PDF-")
    expect(shown.identified("done")).to_have_accessible_name(re.compile("Typ eerst het laatste groepje"))
    write(shown, "last-group", code[:4])
    shown.see(re.compile("Dit klopt niet"))
    tap(shown, "back")
    shown.see(re.compile("deze code ziet u niet meer terug"))
    tap(shown, "stay")
    write(shown, "last-group", code[-4:].lower())
    arrive(shown, "proved")
    tap(shown, "done")
    shown.see("Uw herstelblad is klaar")
    expect(shown.page.locator("body")).not_to_contain_text(code[:4])
    tap(shown, "lock")
    tap(shown, "lost-pin")
    write(shown, "code", code.lower())
    tap(shown, "recover")
    press_pin(shown, FRESH_PIN)
    shown.see("Typ dezelfde pincode nog een keer.")
    press_pin(shown, FRESH_PIN)
    arrive(shown, "new")


def test_the_first_day_asks_how_to_recover_and_none_is_chosen_twice(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    with vault_of(house.home) as vault:
        vault.recovery.give_up(WORKER_PIN, Way.SHEET)
        vault._settings.put("vault/recovery-decided", None)
    shown = open_screen(house.address)
    unlock(shown)
    shown.see("Wat als u uw pincode vergeet?")
    shown.see(re.compile("alles wat nog niet is verstuurd voorgoed weg"))
    tap(shown, "choose-none")
    arrive(shown, "sure")
    with vault_of(house.home) as vault:
        assert not vault.recovery.is_decided
    tap(shown, "none")
    arrive(shown, "new")
    with vault_of(house.home) as vault:
        assert vault.recovery.is_decided
        assert vault.recovery.ways == frozenset()


def test_looking_over_says_all_is_well_and_then_names_the_household_that_was_tampered_with(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    with vault_of(house.home) as vault:
        households = {name: household for household, name in household_names(vault).items()}
        file = vault.folder / FILE_NAME
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "tablet")
    tap(shown, "check")
    shown.see(re.compile(r"Alles is in orde · \d\d:\d\d"))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE value SET sealed = zeroblob(length(sealed)) WHERE rowid = "
            "(SELECT min(rowid) FROM value WHERE scope = ?)",
            (households[BAKKER],),
        )
    tap(shown, "check")
    shown.see(re.compile("Niet alles is in orde"))
    shown.see(BAKKER)
    shown.see("Er is iets veranderd, buiten de app om.")
    for other in set(households) - {BAKKER}:
        shown.not_see(other)


def test_the_trail_shows_what_was_done_and_what_was_refused(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    with pytest.raises(WrongPin), vault_of(house.home, pin="000000"):
        pass
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, BAKKER)
    tap(shown, "back")
    tap(shown, "tablet")
    tap(shown, "trail")
    shown.see("Vandaag")
    with vault_of(house.home) as vault:
        lines, names = vault.trail.chain().lines, household_names(vault)
    opened = next(one for one in lines if one.action is Action.OPENED and names[one.household] == BAKKER)
    refused = next(one for one in lines if one.action is Action.WRONG_PIN)
    for line, words in (
        (refused, ("Verkeerde pincode", "geweigerd")),
        (opened, ("Huishouden geopend", BAKKER)),
    ):
        drawn = shown.scroll_to(shown.identified(f"line-{line.number}"))
        for word in words:
            expect(drawn).to_contain_text(word)
    assert shown.page.locator('[flt-semantics-identifier="break"]').count() == 0

"""People around somebody, through Chromium: the map, the list, and what a carer tells apart.

Each walk looks into the vault afterwards, as the app left it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.network import Ring, network
from keukentafel.dossier.people import people
from keukentafel.vault.vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import LANDSCAPE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import WORKER_PIN, arrive, open_household, press_pin, tap, unlock, write
from tests.browser.vaults import household_named, vault_of

pytestmark = pytest.mark.browser

HOUSEHOLD = "mevrouw De Wit"
LONG = "mevrouw Van der Meulen-Achterberg"
CANARY = "Ik heb mij al twee keer ziek gemeld"
PEOPLE = '[flt-semantics-identifier^="somebody-"]'
TABLE = ("story", "strengths", "people", "plan", "aftercare", "read_back")
"""The sheets of the table; what stands in them is looked through to the end."""


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def dossier_in(vault: OpenVault) -> Dossier:
    household = household_named(vault, HOUSEHOLD)
    return read_dossier(household, vault.entries(household))


def to_the_map(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, HOUSEHOLD)
    to_the_sheets(shown)
    tap(shown, "sheet-people")
    arrive(shown, "contact-add")


def to_the_sheets(shown: Screen) -> None:
    tap(shown, "to-table")
    expect(shown.identified("sheets").or_(shown.identified("sheet-story")).first).to_be_attached()
    if not shown.identified("sheet-story").count():
        tap(shown, "sheets")


def put_down(shown: Screen, name: str, relation: str, ring: str) -> None:
    tap(shown, "contact-add")
    write(shown, "contact", name)
    tap(shown, "contact-write")
    write(shown, "contact-relation", relation)
    tap(shown, f"ring-{ring}")
    tap(shown, "contact-done")
    arrive(shown, "contact-change")


def names_on(shown: Screen) -> list[str]:
    found = shown.page.locator(PEOPLE)
    expect(found.first).to_be_attached()
    return sorted(str(one.get_attribute("aria-label") or one.inner_text()) for one in found.all())


def lock(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    tap(shown, "lock")
    arrive(shown, "pin-1")


def everything_on(shown: Screen) -> str:
    """What the screen says, in words and in names, from its top to its end."""
    size = shown.page.viewport_size or {"width": 0, "height": 0}
    shown.page.mouse.move(size["width"] / 2, size["height"] / 2)
    said, before = "", ""
    for _ in range(12):
        shown.page.wait_for_timeout(400)
        now = str(shown.page.evaluate("document.body.innerText + document.body.innerHTML"))
        values = shown.page.evaluate(
            "[...document.querySelectorAll('input, textarea')].map(one => one.value)"
        )
        said += now + "".join(values)
        if now == before:
            break
        before = now
        shown.turn_wheel(size["height"] * 0.7)
    return said


def test_the_map_reads_as_a_list_with_the_same_people_and_draws_everybody_the_same_size(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, LANDSCAPE)
    to_the_map(shown)
    put_down(shown, "Bart", "vrijwilliger", "far")
    put_down(shown, "dokter Oosterhuis", "huisarts", "far")
    put_down(shown, LONG, "buurvrouw", "close")
    expect(shown.page.locator(PEOPLE)).to_have_count(3)
    on_the_map = names_on(shown)
    boxes = [shown.page.get_by_role("button", name=name, exact=True).bounding_box() for name in on_the_map]
    assert len({(box["width"], box["height"]) for box in boxes if box}) == 1
    assert all(boxes)
    tap(shown, "as-list")
    arrive(shown, "as-map")
    in_the_list = names_on(shown)
    assert in_the_list == on_the_map
    assert any(name.startswith(f"{LONG}, buurvrouw. dichtbij") for name in in_the_list)
    lock(shown)
    with vault_of(house.home) as vault:
        assert {one.name for one in network(dossier_in(vault))} == {"Bart", "dokter Oosterhuis", LONG}
        assert vault.check() == ()


def test_moving_somebody_with_buttons_and_saying_that_they_may_read_along_is_kept(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    to_the_map(shown)
    tap(shown, "free-far")
    shown.see("verder weg erbij")
    write(shown, "contact", "Cor")
    tap(shown, "contact-write")
    tap(shown, "contact-done")
    tap(shown, "reads-along-yes")
    tap(shown, "ring-close")
    tap(shown, "people-back")
    cor = shown.page.locator(PEOPLE)
    expect(cor).to_have_accessible_name(re.compile("^Cor. dichtbij. mag meelezen"))
    lock(shown)
    with vault_of(house.home) as vault:
        (one,) = network(dossier_in(vault))
        assert (one.name, one.ring, one.may_read) == ("Cor", Ring.CLOSE, True)


def test_what_a_carer_tells_apart_is_on_no_table_screen_and_in_the_carers_own_compartment(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, HOUSEHOLD)
    tap(shown, "to-carers")
    shown.tap(shown.page.get_by_role("button", name=re.compile("^Marga")))
    arrive(shown, "apart-done")
    write(shown, "carer-words", CANARY)
    write(shown, "carer-needs", f"Een nacht slapen. {CANARY}.")
    alone = everything_on(shown)
    assert CANARY in alone
    assert HOUSEHOLD not in alone
    tap(shown, "apart-done")
    arrive(shown, "back-to-table")
    assert CANARY not in everything_on(shown)
    tap(shown, "back-to-table")
    for sheet in TABLE:
        arrive(shown, "card")
        assert CANARY not in everything_on(shown)
        tap(shown, f"sheet-{sheet}")
        arrive(shown, "sheets")
        assert CANARY not in everything_on(shown), sheet
        tap(shown, "sheets")
    tap(shown, "sheet-story")
    arrive(shown, "sheets")
    lock(shown)
    with vault_of(house.home) as vault:
        household = household_named(vault, HOUSEHOLD)
        marga = next(one for one in people(dossier_in(vault)) if one.name == "Marga")
        own = vault.compartment(household, "person", marga.id)
        said = [one for one in vault.entries(household) if one.value and CANARY in str(one.value.content)]
        assert {str(one.signed.operation.field) for one in said} == {"carer.words", "carer.needs"}
        assert {one.signed.operation.compartment for one in said} == {own}
        assert {one.signed.operation.voice.who for one in said} == {marga.id}

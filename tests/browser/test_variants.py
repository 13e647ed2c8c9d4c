"""Variants of a talk, through Chromium: a crisis, one question, a child's own sheet, je, an interpreter.

Each walk looks into the vault afterwards, as the app left it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.people import people
from keukentafel.dossier.variant import variant_of
from keukentafel.guide.variant import VariantId
from tests.browser.conftest import OpenScreen
from tests.browser.harness import LANDSCAPE, PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.test_people import everything_on
from tests.browser.tour import WORKER_PIN, arrive, open_household, press_pin, tap, unlock, write
from tests.browser.vaults import household_named, vault_of

pytestmark = pytest.mark.browser

DE_WIT, BAKKER = "mevrouw De Wit", "gezin Bakker"
CANARY = "Paarse spoken onder de trap"
SHARED = "Ik bouw een spel met draken"
U_FORM = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
TABLE = ("story", "strengths", "life", "pressure", "people", "control", "plan", "aftercare", "read_back")
"""The sheets of the table; what stands in them is looked through to the end."""


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay") as running:
        yield running


def in_preparation(shown: Screen, household: str) -> None:
    unlock(shown)
    open_household(shown, household)
    tap(shown, "to-preparation")
    arrive(shown, "variant-full")


def choose(shown: Screen, variant: str) -> None:
    tap(shown, f"variant-{variant}")
    expect(shown.identified(f"variant-{variant}")).to_have_attribute("aria-checked", "true")
    tap(shown, "done")
    arrive(shown, "to-table")


def back_to_work(shown: Screen) -> None:
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")


def lock(shown: Screen) -> None:
    tap(shown, "lock")
    arrive(shown, "pin-1")


def mark_as_young(shown: Screen, name: str, age: str) -> None:
    shown.tap(shown.page.get_by_role("button", name=re.compile(f"^{name}: We zeggen")))
    tap(shown, f"age-{age}")
    expect(shown.identified(f"age-{age}")).to_have_attribute("aria-checked", "true")
    tap(shown, "spoken-to-done")


def lay_own_sheet(shown: Screen, name: str) -> None:
    tap(shown, "to-carers")
    shown.tap(shown.page.get_by_role("button", name=f"Het blad van {name}", exact=True))
    arrive(shown, "own-done")


def put_down(shown: Screen, place: str, words: str) -> None:
    write(shown, f"own-{place}", words)
    tap(shown, f"own-{place}-write")
    shown.see(words)


def words_on(shown: Screen) -> str:
    """What the screen says in names and words, without what only the machine reads."""
    said = shown.page.evaluate(
        "[document.body.innerText, ...[...document.querySelectorAll('[aria-label]')]"
        ".map(one => one.getAttribute('aria-label'))].join('\\n')"
    )
    return str(said)


def test_a_crisis_opens_with_the_quick_plan_and_everything_else_is_still_there(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    in_preparation(shown, DE_WIT)
    choose(shown, "crisis")
    arrive(shown, "crisis")
    tap(shown, "to-table")
    arrive(shown, "quick-today")
    assert "Crisis" not in everything_on(shown)
    write(shown, "quick-today", "Samen de brief van de huur openen")
    tap(shown, "quick-today-write")
    tap(shown, "action-done")
    shown.see("Samen de brief van de huur openen")
    tap(shown, "sheets")
    arrive(shown, "sheet-quick_plan")
    tap(shown, "sheet-story")
    arrive(shown, "quote")
    tap(shown, "sheets")
    back_to_work(shown)
    lock(shown)
    with vault_of(house.home) as vault:
        household = household_named(vault, DE_WIT)
        dossier = read_dossier(household, vault.entries(household))
        assert variant_of(dossier) is VariantId.CRISIS
        assert "today" in {one.words("quick").text for one in dossier.all("agreement")}


def test_beginning_dementia_puts_one_question_on_the_screen_at_a_time(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, LANDSCAPE)
    in_preparation(shown, DE_WIT)
    choose(shown, "dementia")
    tap(shown, "to-table")
    shown.see("Hoe mag ik u noemen?")
    assert not shown.identified("previous").count()
    assert words_on(shown).count("?") == 1
    assert "ementie" not in words_on(shown)
    tap(shown, "next")
    shown.see("Hoe lang woont u hier al?")
    write(shown, "quote", "Al veertig jaar")
    tap(shown, "next")
    shown.see("Waar wordt u blij van?")
    assert "Hoe lang woont u hier al?" not in words_on(shown)
    tap(shown, "rather-not")
    shown.see("Wat doet u op een gewone dag?")
    tap(shown, "previous")
    shown.see("Hoe lang woont u hier al?")
    tap(shown, "sheets")
    back_to_work(shown)
    lock(shown)
    with vault_of(house.home) as vault:
        household = household_named(vault, DE_WIT)
        dossier = read_dossier(household, vault.entries(household))
        assert "Al veertig jaar" in {one.words("text").text for one in dossier.all("quote")}
        assert "F04-1" in {one.words("what").text for one in dossier.all("rather_not")}


def test_a_parent_reads_of_a_childs_own_sheet_only_what_the_child_shares(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    in_preparation(shown, BAKKER)
    mark_as_young(shown, "Sem", "12")
    tap(shown, "done")
    lay_own_sheet(shown, "Sem")
    alone = everything_on(shown)
    assert BAKKER not in alone
    assert not U_FORM.search(words_on(shown))
    put_down(shown, "good", SHARED)
    shares = shown.page.locator('[flt-semantics-identifier^="share-"][flt-semantics-identifier$="-table"]')
    shown.tap(shares)
    expect(shares).to_have_attribute("aria-checked", "true")
    put_down(shown, "hard", CANARY)
    tap(shown, "own-done")
    arrive(shown, "back-to-table")
    assert CANARY not in everything_on(shown)
    tap(shown, "back-to-table")
    arrive(shown, "sheet-story")
    assert CANARY not in everything_on(shown)
    for sheet in TABLE:
        tap(shown, f"sheet-{sheet}")
        arrive(shown, "sheets")
        assert CANARY not in everything_on(shown), sheet
        tap(shown, "sheets")
    shown.tap(shown.page.get_by_role("button", name=re.compile("^Het blad van Sem, Sem deelt 1 kaartje")))
    arrive(shown, "own-done")
    opened = everything_on(shown)
    assert SHARED in opened
    assert CANARY not in opened
    tap(shown, "own-done")
    back_to_work(shown)
    assert CANARY not in everything_on(shown)
    tap(shown, "back")
    tap(shown, "search")
    write(shown, "query", "Paarse spoken")
    shown.see("Dat staat nergens.")
    lock(shown)
    with vault_of(house.home) as vault:
        household = household_named(vault, BAKKER)
        entries = vault.entries(household)
        sem = next(one for one in people(read_dossier(household, entries)) if one.name == "Sem")
        own = vault.compartment(household, "person", sem.id)
        cards = [one for one in entries if one.value and one.value.content in (CANARY, SHARED)]
        assert {str(one.signed.operation.field) for one in cards} == {"own_card.text"}
        assert {one.signed.operation.compartment for one in cards} == {own}
        assert {one.signed.operation.hand.who for one in cards} == {sem.id}


def test_who_is_addressed_with_je_reads_je_on_every_sheet(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, PHONE)
    in_preparation(shown, BAKKER)
    shown.tap(shown.page.get_by_role("button", name=re.compile("^Kim: We zeggen")))
    tap(shown, "address-u")
    tap(shown, "spoken-to-done")
    mark_as_young(shown, "Sem", "16")
    tap(shown, "done")
    tap(shown, "to-table")
    tap(shown, "sheet-story")
    shown.see("Uw verhaal")
    writes = shown.page.locator('[flt-semantics-identifier^="writer-"]').and_(
        shown.page.get_by_label("Sem schrijft")
    )
    shown.scroll_to(writes)
    shown.tap(writes)
    shown.scroll_to("Je verhaal")
    shown.see("Je verhaal")
    tap(shown, "sheets")
    for sheet in ("strengths", "pressure", "people", "plan", "aftercare"):
        tap(shown, f"sheet-{sheet}")
        arrive(shown, "sheets")
        said = words_on(shown)
        assert not U_FORM.search(said), (sheet, U_FORM.findall(said), said)
        tap(shown, "sheets")


def test_with_an_interpreter_each_question_stands_there_in_two_languages(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    in_preparation(shown, DE_WIT)
    tap(shown, "write-language")
    write(shown, "language", "Turks")
    tap(shown, "language-done")
    choose(shown, "interpreter")
    tap(shown, "listen")
    shown.see("Vertel maar.")
    shown.see("De vragen zijn er nog niet in het Turks.")
    tap(shown, "to-table")
    tap(shown, "sheets")
    back_to_work(shown)
    tap(shown, "to-preparation")
    tap(shown, "write-language")
    write(shown, "language", "Engels")
    tap(shown, "language-done")
    tap(shown, "done")
    tap(shown, "listen")
    shown.see("Vertel maar.")
    shown.see("Please tell me. Where would you like to start?")
    tap(shown, "to-table")
    arrive(shown, "quote")
    box = shown.page.locator('[flt-semantics-identifier^="translation-"]').first
    if not box.count():
        shown.scroll_to(box)
    name = str(box.get_attribute("flt-semantics-identifier"))
    write(shown, name, "Zo zei de tolk het.")
    tap(shown, "sheets")
    back_to_work(shown)
    lock(shown)
    with vault_of(house.home) as vault:
        household = household_named(vault, DE_WIT)
        quotes = read_dossier(household, vault.entries(household)).all("quote")
        (translated,) = [one for one in quotes if one.words("translation")]
        assert translated.words("translation").text == "Zo zei de tolk het."
        assert translated.words("text").text

"""The ladder, the weighing and one budget, through Chromium; each walk looks into the vault afterwards."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.dossier.budget import Sum, budget
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.ladder import Said, Step, ladders
from keukentafel.dossier.law_letters import EXPLAINED, letters
from keukentafel.dossier.weighing import after_all, weighings
from keukentafel.journal.speaker import Role
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PATIENCE_MS, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    arrive,
    box_of,
    open_household,
    open_sheet,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

NAME, SLEEP = "mevrouw De Wit", "Marga moet slapen"
BAKKER = "gezin Bakker"
NO = "Nee, dat kan ik er niet bij hebben."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """One house for all three; no two of them look at the same thing."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def dossier(house: RunningHouse, name: str = NAME) -> Dossier:
    """What a household says now, read from the vault with the PIN."""
    with vault_of(house.home) as vault:
        listed = (read_dossier(one, vault.entries(one)) for one in vault.households())
        return next(one for one in listed if one.name == name)


def locked(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    arrive(shown, "pin-1")


def to_the_wish(shown: Screen, wish: str) -> None:
    """Go round until the ladder of this wish lies here."""
    arrive(shown, "ladder-wish")
    lies = shown.identified("ladder-wish")
    for _ in range(4):
        before = lies.inner_text()
        if wish in before:
            return
        tap(shown, "another-wish")
        expect(lies).not_to_have_text(before, timeout=PATIENCE_MS)
    raise AssertionError("this wish has no ladder")


def test_the_ladder_tells_only_what_was_discussed_and_a_nee_is_an_answer(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    open_sheet(shown, "ladder")
    to_the_wish(shown, SLEEP)
    shown.see(re.compile("Wat doen huisgenoten gewoon voor elkaar"))
    tap(shown, "rung-2")
    tap(shown, "rung-skip")
    write(shown, "rung-skipped", "Mevrouw woont alleen.")
    tap(shown, "rung-done")
    shown.see(re.compile(re.escape("Overgeslagen: Mevrouw woont alleen.")))
    tap(shown, "rung-3")
    shown.tap(shown.find("Marga", "checkbox"))
    write(shown, "rung-text", NO)
    tap(shown, "rung-done")
    expect(shown.identified("rung-3")).to_have_accessible_name(re.compile(f"{re.escape(NO[:-1])}.* Marga"))
    assert not shown.identified("ladder-may-wait").count()
    its_past_is_one_tap_away(shown)

    open_sheet(shown, "pressure")
    tap(shown, "rest")
    write(shown, "rest-reason", "Marga slaapt niet")
    tap(shown, "rest-together")
    arrive(shown, "rest-why")
    tap(shown, "sheets")
    expect(shown.identified("sheet-ladder")).to_have_accessible_name(re.compile("mag later"))
    tap(shown, "sheet-ladder")
    arrive(shown, "ladder-may-wait")
    shown.see("Mag later.")
    locked(shown)
    told = {one.text.text: one for one in ladders(dossier(house))}
    asleep = told.pop(SLEEP)
    assert {step: asleep.rung(step).said for step in Step} == {
        Step.SELF: Said.NOTHING,
        Step.HOUSEHOLD: Said.SKIPPED,
        Step.CARER: Said.DISCUSSED,
        Step.CIRCLE: Said.NOTHING,
        Step.NEIGHBOURHOOD: Said.NOTHING,
        Step.ARRANGED: Said.NOTHING,
    }
    said = asleep.rung(Step.CARER).text.latest
    assert said is not None
    assert (said.text, said.voice.role, said.hand.role) == (NO, Role.NEAR, Role.WORKER)
    assert not [one for one in told.values() if one.begun]


def its_past_is_one_tap_away(shown: Screen) -> None:
    tap(shown, "rung-3")
    shown.tap(shown.scroll_to(shown.page.locator('[flt-semantics-identifier^="past-text-"]')))
    arrive(shown, "past-done")
    shown.see(NO)
    tap(shown, "past-done")
    arrive(shown, "ladder-done")


def test_the_resident_reads_the_weighing_and_puts_their_view_beside_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-weighing")
    wish = re.compile(SLEEP)
    shown.tap(shown.page.get_by_role("button", name=re.compile(f"^Afweging schrijven: {SLEEP}")))
    five = ("Raakt vier wensen", "Ook anderen krijgen dit", "Minder uren", "Marga kan blijven werken")
    for name, words in zip(("sensible", "fair", "frugal", "lasting"), five, strict=True):
        write(shown, f"weighing-{name}", words)
    write(shown, "weighing-own_control", "Mevrouw kiest de dag")
    tap(shown, "weighing-done")
    shown.tap(shown.page.get_by_role("button", name=re.compile(f"^Zo gaan we het dus wél doen: {SLEEP}")))
    write(shown, "after_all-what", "Rob krijgt een tablet om te beeldbellen")
    write(shown, "after_all-reasons", "Zonder Rob houdt Marga het niet vol")
    tap(shown, "after_all-done")
    tap(shown, "done")
    tap(shown, "to-table")
    open_sheet(shown, "ladder")
    to_the_wish(shown, SLEEP)
    for words in (*five, "Mevrouw kiest de dag", "Rob krijgt een tablet om te beeldbellen"):
        shown.see(words)
    assert not box_of(shown, "weighing-sensible").count()
    tap(shown, "add-view")
    write(shown, "view", "De dag kies ik met Marga samen.")
    tap(shown, "view-write")
    shown.see("De dag kies ik met Marga samen.")
    locked(shown)
    found = dossier(house)
    (weighed,) = [one for one in weighings(found) if one.begun]
    assert weighed.missing == ()
    assert [one.text.text for one in weighed.views] == ["De dag kies ik met Marga samen."]
    assert [one.maker.role for one in weighed.views] == [Role.RESIDENT]
    (outside,) = after_all(found)
    assert (outside.wish, outside.missing) == (weighed.wish, ("purpose", "values", "effects"))
    assert wish.search(next(one.text.text for one in ladders(found) if one.wish == weighed.wish))


def test_one_budget_before_and_after_at_the_table_and_at_the_desk(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, BAKKER)
    tap(shown, "to-table")
    open_sheet(shown, "budget")
    assert not shown.page.get_by_text("De ambulant begeleider stopt").count()
    shown.tap(_line(shown, "Een maatje om samen"))
    write(shown, "amount", "ongeveer 40 per week")
    tap(shown, "cost-done")
    shown.see(re.compile("Dit bedrag kunnen we niet lezen"))
    write(shown, "amount", "2.080,50")
    tap(shown, "choose-payer")
    tap(shown, "stream-youth")
    tap(shown, "cost-done")
    shown.see(re.compile(r"gemeente.*ongeveer €\s2\.080,50 per jaar"))
    tap(shown, "add-former")
    write(shown, "former", "Een begeleider, 4 uur")
    tap(shown, "former-write")
    write(shown, "amount", "6000")
    tap(shown, "cost-done")
    shown.see(re.compile(r"Eerst was dat ongeveer €\s6\.000 per jaar"))
    for name in EXPLAINED:
        tap(shown, f"today-{name}")
        arrive(shown, f"other-{name}")
    open_sheet(shown, "read_back")
    tap(shown, "answer-seen_only")
    tap(shown, "done")
    arrive(shown, "sent-status")
    desk = open_screen(house.address)
    unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
    came = desk.page.get_by_role("button", name=re.compile(f"^{BAKKER}"))
    expect(came).to_have_count(1, timeout=70_000)
    desk.tap(came)
    arrive(desk, "agree")
    total = desk.page.get_by_label(re.compile(r"^Alles samen: voorheen €\s6\.000.*straks €\s2\.080,50"))
    desk.scroll_to(total.first)
    tap(shown, "work")
    arrive(shown, "pin-1")
    found = dossier(house, BAKKER)
    assert budget(found).before == Sum(600_000)
    assert (budget(found).after.cents, budget(found).after.unknown) == (208_050, 6)
    assert [one.stream for one in budget(found).streams] == ["unknown", "youth"]
    assert letters(found)[-1].explained == EXPLAINED


def _line(shown: Screen, words: str) -> Locator:
    line = shown.page.get_by_role("button", name=re.compile(f"^{words}"))
    expect(shown.identified("budget-total").or_(line).first).to_be_attached(timeout=20_000)
    return shown.scroll_to(line)

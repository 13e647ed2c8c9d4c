"""Reading aloud: with a voice of this machine and no other, from every sheet, until somebody says stop."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenScreen
from tests.browser.harness import AFTER_POINTER_MS, LANDSCAPE, PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import arrive, open_household, open_sheet, tap, unlock
from tests.browser.voices import (
    GERMAN,
    LOCAL,
    OF_SOMEBODY_ELSE,
    await_speech,
    change_voices,
    give_voices,
    hear_on,
    said,
    texts_said,
)

pytestmark = pytest.mark.browser

WORDS = "Ik heb elke dag iemand over de vloer"
FOLLOWING = "Iedereen zegt iets anders."
SHOW = """state => {
    for (const [name, value] of [['visibilityState', state], ['hidden', state === 'hidden']])
        Object.defineProperty(document, name, {value, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
"""Puts the page out of sight, or in sight again, as another tab before it does."""
_MARKED = """() => {
    const marker = document.getElementById('marker');
    if (!marker) return null;
    const { left, top, right, bottom } = marker.getBoundingClientRect();
    return { left, top, right, bottom };
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


def at_bakkers_table(shown: Screen) -> None:
    unlock(shown)
    arrive(shown, "new")
    open_household(shown, "gezin Bakker")
    tap(shown, "to-table")
    arrive(shown, "turn")


def open_first_sheet(shown: Screen) -> None:
    open_sheet(shown, "story")
    arrive(shown, "story-text")


def order_of(shown: Screen) -> str:
    node = shown.page.locator('[flt-semantics-identifier^="reader:"]')
    return str(node.get_attribute("flt-semantics-identifier"))


def lies_over(shown: Screen, words: Locator) -> None:
    """Wait until the marker lies over these words, and is not much larger; it looks again now and then."""
    shown.page.locator("#marker").wait_for(state="attached")
    for _ in range(40):
        box, marker = words.bounding_box(), shown.page.evaluate(_MARKED)
        if box and marker and _covers(marker, box):
            return
        shown.page.wait_for_timeout(100)
    raise AssertionError(f"the marker lies at {marker}, and the words stand at {box}")


def _covers(marker: Mapping[str, float], box: Mapping[str, float]) -> bool:
    across = marker["left"] <= box["x"] and marker["right"] >= box["x"] + box["width"]
    return across and marker["top"] <= box["y"] and marker["bottom"] <= box["y"] + box["height"] + 40


def read_sheet(shown: Screen, sheet: str) -> list[str]:
    """Open a sheet from *Bladen*, hear it to the end, and go back; the button says first stop, then read."""
    tap(shown, f"sheet-{sheet}")
    arrive(shown, "sheets")
    before = len(texts_said(shown))
    tap(shown, "aloud")
    shown.find("Stop voorlezen").wait_for(state="attached")
    heard = hear_on(shown)[before:]
    shown.find("Voorlezen").wait_for(state="attached")
    tap(shown, "sheets")
    return heard


def test_every_sheet_is_read_aloud_with_a_voice_of_this_machine(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    give_voices(shown.page, OF_SOMEBODY_ELSE, GERMAN, LOCAL)
    at_bakkers_table(shown)
    story = read_sheet(shown, "story")
    assert story[:3] == ["Uw verhaal", "Woorden van Kim: Ik heb elke dag iemand over de vloer.", FOLLOWING]
    strengths = read_sheet(shown, "strengths")
    assert "Woorden van oma Riet: Oma Riet is er elke woensdag" in strengths
    plan = read_sheet(shown, "plan")
    at = plan.index("Kim gaat van nacht- naar avonddienst.")
    assert plan[at + 1 : at + 4] == [
        "Joris gaat mee naar het gesprek.",
        "Wie: Kim en Joris.",
        "Wanneer: deze week.",
    ]
    aftercare = read_sheet(shown, "aftercare")
    assert aftercare[:3] == ["Zo blijft het goed gaan", "Terugvallen hoort erbij.", "U mag altijd bellen."]
    assert "Dan: Joris komt dezelfde dag langs." in aftercare
    read_back = read_sheet(shown, "read_back")
    assert read_back[:2] == ["Dit hebben we afgesproken", "Klopt het zo?"]
    assert "Joris de Boer is uw vaste persoon." in read_back
    assert {(one["voice"], one["lang"]) for one in said(shown)} == {("Annemiek", "nl-NL")}


def test_without_a_voice_of_this_machine_there_is_no_button_and_nothing_is_said(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    give_voices(shown.page, OF_SOMEBODY_ELSE, GERMAN)
    at_bakkers_table(shown)
    open_first_sheet(shown)
    expect(shown.identified("aloud")).to_have_count(0)
    change_voices(shown, OF_SOMEBODY_ELSE, GERMAN, LOCAL)
    arrive(shown, "aloud")
    tap(shown, "aloud")
    shown.find("Stop voorlezen").wait_for(state="attached")
    change_voices(shown, OF_SOMEBODY_ELSE)
    expect(shown.identified("aloud")).to_have_count(0)
    heard = hear_on(shown)
    assert heard == ["Uw verhaal"]
    assert [one["voice"] for one in said(shown)] == ["Annemiek"]


def test_a_second_tap_another_sheet_and_the_curtain_are_silent_at_once(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, LANDSCAPE)
    give_voices(shown.page, LOCAL)
    at_bakkers_table(shown)
    open_first_sheet(shown)
    for stop in ("aloud", "sheets", "out of sight"):
        # The button says again that it reads only when it was heard at the app that the voice is silent.
        shown.tap(shown.find("Voorlezen"))
        await_speech(shown, "Uw verhaal")
        assert WORDS in order_of(shown)
        if stop == "out of sight":
            for state in ("hidden", "visible"):
                shown.page.evaluate(SHOW, state)
        else:
            tap(shown, stop)
        await_speech(shown, None)
        assert not shown.page.locator("#marker").count()
        expect(shown.page.locator('[flt-semantics-identifier^="reader:"]')).to_have_count(0)
        if stop == "sheets":
            tap(shown, "sheet-story")
            arrive(shown, "story-text")


def test_the_sentence_that_is_read_gets_the_marker_also_turned_round(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    give_voices(shown.page, LOCAL)
    at_bakkers_table(shown)
    open_first_sheet(shown)
    for _ in range(2):
        tap(shown, "aloud")
        await_speech(shown, "Uw verhaal")
        shown.page.evaluate("machine.finish()")
        shown.page.evaluate("machine.finish()")
        await_speech(shown, FOLLOWING)
        words = shown.shows(FOLLOWING)
        lies_over(shown, words)
        tap(shown, "aloud")
        expect(shown.page.locator("#marker")).to_have_count(0)
        tap(shown, "turn")
        shown.page.wait_for_timeout(AFTER_POINTER_MS * 2)


def test_on_a_phone_the_icon_alone_has_a_name(house: RunningHouse, open_screen: OpenScreen) -> None:
    shown = open_screen(house.address, PHONE)
    give_voices(shown.page, LOCAL)
    at_bakkers_table(shown)
    open_first_sheet(shown)
    button = shown.find("Voorlezen")
    expect(button).to_be_attached()
    box = button.bounding_box()
    assert box is not None
    assert box["width"] >= 44
    assert box["width"] < 60

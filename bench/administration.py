"""``python -m bench administration``: what a worker still has to tap and type when the talk is over.

The case is C1, mevrouw De Wit and her daughter Marga, as the demo tells it: everything that was said at the
table stands there, and of aftercare only housing is open. The walk begins with *Gesprek afronden* and ends
when the plan is on its way. What the two of them answer is counted as well, though it is theirs. It is done
in Chromium on a tablet held upright; every tap, swipe and character is counted as it is made.

Minutes are estimated with the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for
user performance time with interactive systems", Communications of the ACM 23(7), 1980), with its own times
for one operator, taken on the slow side: somebody thinks before every tap, and types as with random letters.
Reading is not in it: what is read back is read aloud during the talk.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, sync_playwright

from bench.measure import Figures
from tests.browser.harness import (
    AFTER_POINTER_MS,
    PORTRAIT,
    Screen,
    chromium_path,
    launch,
    listened_to,
    screen,
)
from tests.browser.running_house import RunningHouse
from tests.browser.tour import WORKER_PIN, arrive, box_of, open_household, press_pin, unlock

THINK_S: Final = 1.35
"""M: getting ready in the mind, before every tap."""
POINT_S: Final = 1.10
"""P: going to something on the screen with the hand."""
PRESS_S: Final = 0.20
"""B, twice: down and up."""
CHARACTER_S: Final = 0.50
"""K: a key, as somebody types random letters; a practised typist needs 0.12 to 0.28 s."""
SWIPE_S: Final = POINT_S + PRESS_S
ANSWER_S: Final = 0.50
"""R: how long the app takes to answer a tap; more than was measured for any screen here."""

MOST_TAPS: Final = 20
MOST_MINUTES: Final = 3.0

REMARK: Final = "Ik wil geen vreemde in mijn slaapkamer."
HOUSING: Final = "de corporatie weet van de kraanstop"
_SWIPE: Final = 600


class Counts(Figures):
    """Figures that are counted once: a walk takes the same taps every time."""

    def document(self) -> dict[str, str | int | float]:
        """See `Figures.document`."""
        document = super().document()
        del document["runs"]
        return document

    def table(self) -> str:
        """See `Figures.table`."""
        return "\n".join([f"{self.name}: counted in one walk", "", *self.lines()])


@dataclass(slots=True)
class Hand:
    """A hand on the tablet that counts what it does."""

    shown: Screen
    taps: int = 0
    swipes: int = 0
    characters: int = 0

    @property
    def minutes(self) -> float:
        """How long that takes by the keystroke-level model."""
        tapping = self.taps * (THINK_S + POINT_S + PRESS_S + ANSWER_S)
        return (tapping + self.swipes * SWIPE_S + self.characters * CHARACTER_S) / 60

    def tap(self, identifier: str) -> None:
        """Tap a button, after swiping to it if it is not in view."""
        self.tap_on(self.shown.identified(identifier).first)

    def tap_on(self, node: Locator) -> None:
        """Tap a button that was found otherwise."""
        self._bring_into_view(node)
        self.shown.page.wait_for_timeout(AFTER_POINTER_MS)
        node.dispatch_event("click")
        self.taps += 1

    def write(self, identifier: str, words: str) -> None:
        """Type in a box; a box that does not have the keyboard yet takes a tap first."""
        box = box_of(self.shown, identifier)
        box.wait_for(state="attached")
        self._bring_into_view(box)
        if not box.evaluate("node => document.activeElement === node"):
            self.taps += 1
        listened_to(box)
        self.shown.page.keyboard.type(words)
        self.characters += len(words)

    def _bring_into_view(self, node: Locator) -> None:
        page = self.shown.page
        page.wait_for_timeout(2 * AFTER_POINTER_MS)
        page.mouse.move(PORTRAIT.width / 2, PORTRAIT.height / 2)
        for _ in range(40):
            box = node.bounding_box() if node.count() else None
            if box and box["y"] >= 0 and box["y"] + box["height"] <= PORTRAIT.height:
                return
            page.mouse.wheel(0, -_SWIPE if box and box["y"] < 0 else _SWIPE)
            page.wait_for_timeout(AFTER_POINTER_MS)
            self.swipes += 1
        raise RuntimeError("what had to be tapped did not come into view")


def measure(runs: int, brief: bool) -> Figures:
    """Walk once; neither the number of runs nor ``brief`` means anything here."""
    del brief
    path = chromium_path()
    if path is None:
        raise RuntimeError("there is no Chromium here: set CHROMIUM to its path")
    figures = Counts("administration", runs)
    with (
        tempfile.TemporaryDirectory(prefix="keukentafel-bench-") as folder,
        RunningHouse(Path(folder) / "home", "--no-relay") as house,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, path)
        with screen(browser, house.address) as shown:
            _at_the_end_of_the_talk(shown)
            _tell(figures, _from_over_to_sent(shown), _tying_a_letter(shown))
        browser.close()
    return figures


def _tell(figures: Figures, hand: Hand, letter: Hand) -> None:
    add = figures.add
    add("taps", hand.taps, "from the end of the talk until the plan is on its way", MOST_TAPS)
    add("characters", hand.characters, f"typed: why housing is not needed, and the remark ({len(REMARK)})")
    add("swipes", hand.swipes, "to bring something into view")
    add("estimated_minutes", hand.minutes, "by the keystroke-level model, constants below", MOST_MINUTES)
    add(
        "law_letter_taps",
        letter.taps,
        "more for each piece that is tied to a letter of the law; may be later",
    )
    add("think_s", THINK_S, "M, before every tap")
    add("point_s", POINT_S, "P, for every tap and swipe")
    add("press_s", PRESS_S, "2B, for every tap and swipe")
    add("character_s", CHARACTER_S, "K, for every character")
    add("answer_s", ANSWER_S, "R, after every tap")
    add("control_counted", _a_planted_tap_is_counted(hand), "one tap more is one more")


def _a_planted_tap_is_counted(hand: Hand) -> bool:
    before, minutes = hand.taps, hand.minutes
    hand.tap("to-table")
    return hand.taps == before + 1 and hand.minutes > minutes


def _at_the_end_of_the_talk(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, "mevrouw De Wit")
    shown.tap(shown.identified("to-table"))
    arrive(shown, "sheet-aftercare")


def _from_over_to_sent(shown: Screen) -> Hand:
    hand = Hand(shown)
    hand.tap("ending")
    hand.tap("end-account")
    hand.tap("sheet-aftercare")
    hand.tap("not-needed-housing")
    hand.write("settle-housing", HOUSING)
    hand.tap("settle-housing-done")
    hand.tap("onward")
    hand.tap("answer-agreed_with_remarks")
    hand.write("remark", REMARK)
    _marga_reads_her_part_and_agrees(hand)
    hand.tap("done")
    arrive(shown, "sent-status")
    return hand


def _marga_reads_her_part_and_agrees(hand: Hand) -> None:
    page = hand.shown.page
    hand.tap_on(page.locator('[flt-semantics-identifier^="assenter-"]').and_(page.get_by_label("Marga")))
    hand.tap("own-part")
    hand.tap("answer-agreed")


def _tying_a_letter(shown: Screen) -> Hand:
    """At work afterwards, or another day: tie one piece of the story to a letter of the law."""
    shown.tap(shown.identified("work"))
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-law")
    shown.tap(shown.identified("to-law"))
    arrive(shown, "side-told")
    hand = Hand(shown)
    hand.tap_on(shown.page.locator('[flt-semantics-identifier^="fragment-"]').first)
    hand.tap("letter-a")
    hand.tap("tied")
    shown.tap(shown.identified("done"))
    arrive(shown, "to-table")
    return hand

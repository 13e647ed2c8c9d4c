"""Takes a picture of every screen, in three sizes and on dark paper, from a fresh demo.

Run as ``python -m tests.browser.shots OUT``; with ``--docs`` also the two pictures of the documentation.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.harness import LANDSCAPE, PHONE, PORTRAIT, Screen, Size, chromium_path, launch, screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER_PIN,
    arrive,
    open_household,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)

SIZES = (PORTRAIT, PHONE, LANDSCAPE)
SETTLED_MS = 700
DOCS = Path(__file__).parents[2] / "docs" / "images"


class Album:
    """The pictures of one tour in one size."""

    def __init__(self, folder: Path, size: Size, shown: Screen, *, dark: bool = False) -> None:
        self._folder = folder
        self._size = size
        self._shown = shown
        self._dark = "-donker" if dark else ""

    def take(self, name: str, *, more: int = 0) -> None:
        """Take a picture, and ``more`` pictures of what comes into view further down."""
        page, size = self._shown.page, self._size
        page.wait_for_timeout(SETTLED_MS)
        for number in range(more + 1):
            if number:
                page.mouse.move(size.width * 0.3, size.height / 2)
                page.mouse.wheel(0, size.height * 0.7)
                page.wait_for_timeout(SETTLED_MS)
            part = "" if not number else "-vervolg" if number == 1 else f"-vervolg{number}"
            stem = f"{name}-{size.width}x{size.height}{self._dark}"
            self._shown.screenshot(self._folder / f"{stem}{part}.png")


def tour(browser: Browser, size: Size, folder: Path, *, dark: bool = False) -> None:
    """Take a picture of every screen in one size, on light or dark paper."""

    def opened() -> AbstractContextManager[Screen]:
        return screen(browser, house.address, size, dark=dark)

    def album_of(shown: Screen) -> Album:
        return Album(folder, size, shown, dark=dark)

    with _house() as house, opened() as shown:
        album = album_of(shown)
        _front_door(shown, album)
        _about_the_tablet(shown, album)
        _listening(shown, album)
        _story(shown, album)
        _work_and_plan(shown, album)
        _agreed(shown, album)
        with opened() as desk:
            _desk(desk, album_of(desk))
        _afterwards(shown, album)
        with opened() as second:
            unlock(second)
            arrive(second, "take-over")
            album_of(second).take("21-verder-hier")


def for_the_docs(browser: Browser, folder: Path) -> None:
    """Take the two pictures of the documentation."""
    with _house() as house, screen(browser, house.address, PORTRAIT) as shown:
        unlock(shown)
        open_household(shown, "mevrouw De Wit")
        tap(shown, "listen")
        arrive(shown, "star")
        _still(shown, folder / "luisteren.png")
        tap(shown, "to-table")
        tap(shown, "sheets")
        tap(shown, "work")
        press_pin(shown, WORKER_PIN)
        tap(shown, "back")
        open_household(shown, "gezin Bakker")
        tap(shown, "to-table")
        tap(shown, "sheet-plan")
        arrive(shown, "choose-lead")
        _still(shown, folder / "plan.png")


def main(arguments: Sequence[str]) -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(prog="shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args(arguments)
    path = chromium_path()
    if path is None:
        sys.stderr.write("Chromium is missing: set CHROMIUM to its path.\n")
        return 2
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        for size in SIZES:
            tour(browser, size, given.folder)
        tour(browser, PORTRAIT, given.folder, dark=True)
        if given.docs:
            for_the_docs(browser, DOCS)
        browser.close()
    return 0


@contextmanager
def _house() -> Iterator[RunningHouse]:
    with tempfile.TemporaryDirectory() as home, RunningHouse(Path(home)) as house:
        yield house


def _still(shown: Screen, path: Path) -> None:
    shown.page.wait_for_timeout(SETTLED_MS)
    shown.screenshot(path)


def _front_door(shown: Screen, album: Album) -> None:
    arrive(shown, "account-worker-1")
    expect(shown.page.locator("#arriving")).to_have_count(0, timeout=20_000)
    album.take("00-wie")
    tap(shown, "account-worker-1")
    arrive(shown, "pin-1")
    album.take("01-openen")
    press_pin(shown, "000000")
    expect(shown.page.get_by_text("Deze pincode klopt niet")).to_be_attached(timeout=20_000)
    album.take("01b-openen-verkeerd")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "new")
    album.take("02-vandaag")
    tap(shown, "new")
    arrive(shown, "start")
    album.take("14-nieuw-gesprek")
    tap(shown, "start")
    album.take("14b-nieuw-zonder-naam")
    tap(shown, "back")


def _about_the_tablet(shown: Screen, album: Album) -> None:
    tap(shown, "tablet")
    arrive(shown, "change-pin")
    album.take("22-deze-tablet", more=1)
    tap(shown, "check")
    arrive(shown, "checked")
    album.take("22b-nagekeken")
    tap(shown, "explain-recovery")
    arrive(shown, "done")
    album.take("23-pincode-vergeten", more=1)
    tap(shown, "make-sheet")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "group-1")
    album.take("24-herstelblad", more=1)
    tap(shown, "back")
    arrive(shown, "leave")
    album.take("24b-herstelblad-weggaan")
    tap(shown, "leave")
    tap(shown, "trail")
    shown.see("Vandaag")
    album.take("25-logboek")
    tap(shown, "back")
    tap(shown, "back")


def _listening(shown: Screen, album: Album) -> None:
    open_household(shown, "mevrouw De Wit")
    album.take("16-huishouden")
    tap(shown, "listen")
    arrive(shown, "star")
    album.take("03-luisteren")
    tap(shown, "star")
    write(shown, "keywords", "stapel post, Piet")
    album.take("03b-luisteren-schrijven")
    tap(shown, "to-table")


def _story(shown: Screen, album: Album) -> None:
    arrive(shown, "quote")
    album.take("04-verhaal", more=1)
    write(shown, "quote", "Ik zing alle liedjes uit mijn hoofd")
    album.take("04b-verhaal-schrijven")
    write(shown, "quote", "")
    tap(shown, "sheets")
    album.take("13-bladen")
    tap(shown, "turn")
    album.take("13b-bladen-omgedraaid")
    tap(shown, "turn")
    tap(shown, "sheet-strengths")
    arrive(shown, "strength")
    album.take("15-wat-goed-gaat", more=1)
    open_sheet(shown, "read_back")
    arrive(shown, "done")
    album.take("11-akkoord", more=2)
    tap(shown, "sheets")
    tap(shown, "work")
    arrive(shown, "pin-1")
    album.take("20-terug-naar-werk")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "back")
    tap(shown, "back")


def _work_and_plan(shown: Screen, album: Album) -> None:
    open_household(shown, "gezin Bakker")
    tap(shown, "to-table")
    tap(shown, "sheet-plan")
    arrive(shown, "choose-lead")
    album.take("08-plan", more=2)
    open_sheet(shown, "plan")
    tap(shown, "view-board")
    arrive(shown, "lane-now")
    album.take("08b-bord", more=2)
    tap(shown, "to-rules")
    arrive(shown, "to-board")
    album.take("08e-zo-werken-we-samen")
    open_sheet(shown, "plan")
    tap(shown, "choose-lead")
    album.take("08c-plan-wie")
    tap(shown, "lead-done")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="edit-"]').first)
    arrive(shown, "agreement-done")
    album.take("08d-plan-afspraak", more=1)
    tap(shown, "agreement-done")
    open_sheet(shown, "aftercare")
    arrive(shown, "add-orange")
    album.take("10-nazorg", more=2)
    open_sheet(shown, "aftercare")
    tap(shown, "fill-pilot_light")
    album.take("10b-nazorg-schrijven")
    tap(shown, "settle-pilot_light-done")


def _agreed(shown: Screen, album: Album) -> None:
    open_sheet(shown, "read_back")
    tap(shown, "done")
    arrive(shown, "wanting")
    album.take("11b-akkoord-kies")
    tap(shown, "answer-agreed_with_remarks")
    write(shown, "remark", "Ik wil dat Lotte zelf mag kiezen.")
    album.take("11c-akkoord-opmerking", more=1)
    tap(shown, "done")
    arrive(shown, "sent-status")
    shown.see("Bezorgd, nog niet geopend")
    album.take("17-meegegeven")


def _desk(desk: Screen, album: Album) -> None:
    unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
    plans = desk.page.locator('[flt-semantics-identifier^="plan-"]')
    plans.first.wait_for(state="attached")
    album.take("12-toetsing-lijst")
    desk.tap(plans.first)
    arrive(desk, "agree")
    album.take("12b-toetsing-plan", more=2)
    tap(desk, "ask")
    write(desk, "question", "Wie belt de corporatie?")
    album.take("12c-toetsing-vraag")
    tap(desk, "send-question")
    album.take("12d-toetsing-beantwoord")


def _afterwards(shown: Screen, album: Album) -> None:
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")
    shown.see("Wie belt de corporatie?")
    album.take("16b-huishouden-antwoord")
    tap(shown, "back")
    arrive(shown, "new")
    album.take("02b-vandaag-na-vraag")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The parts on a real page: found by role and name, and steady under a screen that keeps rendering."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.harness import AFTER_POINTER_MS, chromium_path, launch, listened_to
from tests.browser.running_house import free_port

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NAMED = {
    "nieuw-gesprek": ("button", "Nieuw gesprek"),
    "andere-wens": ("button", "Andere wens"),
    "voorlezen": ("button", "Voorlezen"),
    "weggooien": ("button", "Weggooien"),
    "nog-niet": ("button", "Nog niet open. Eerst ‘Dit is mijn verhaal’."),
    "veranderen": ("button", "Veranderen"),
    "stil": ("button", "Even stil"),
    "rij": ("button", "Huishouden van mevrouw De Wit"),
    "citaat-pen": ("button", "Veranderen: Ik wil hier niet weg"),
    "verplaats": ("button", "Verplaatsen"),
    "handtekening-clear": ("button", "Opnieuw"),
    "handtekening": ("img", "Uw handtekening"),
    "roepnaam": ("textbox", "Roepnaam"),
    "wanneer": ("textbox", "Wanneer?"),
    "afspraak": ("textbox", "Wat spreken we af?"),
    "akkoord": ("group", "Wat zegt u ervan?"),
    "akkoord-ja": ("radio", "Ja, zo is het goed"),
    "kijkvraag": ("group", "Hoor ik de inwoner?"),
    "kijkvraag-nog-niet": ("checkbox", "Nog niet"),
    "beeld-bord": ("button", "Op volgorde"),
    "rust": ("switch", "Eerst rust. Hooguit 3 dingen."),
}
KEYS = {
    **{f"pin-{digit}": ("button", str(digit)) for digit in range(10)},
    "pin-erase": ("button", "Wis laatste cijfer"),
}
CONTROLS = "[role=button], [role=radio], [role=checkbox], [role=switch], input, textarea"
NAMELESS = """controls => [...document.querySelectorAll(controls)]
  .filter(node => !(node.getAttribute('aria-label') || node.textContent || '').trim()).length"""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "tests.kit.gallery", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "FLET_FORCE_WEB_SERVER": "true"})
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is missing: set CHROMIUM to its path, or install the package chromium")
    with sync_playwright() as playwright:
        opened = launch(playwright, path)
        yield opened
        opened.close()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + 30
    while monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, TimeoutError):
            continue
        return
    raise AssertionError("the gallery did not start")


def _open(browser: Browser, address: str, first: str) -> Page:
    page = browser.new_context(viewport={"width": 1180, "height": 2600}, locale="nl-NL").new_page()
    page.goto(address)
    placeholder = page.locator("flt-semantics-placeholder")
    placeholder.wait_for(state="attached", timeout=30_000)
    placeholder.evaluate("node => node.click()")
    _part(page, first).wait_for(state="attached", timeout=30_000)
    return page


def _part(page: Page, identifier: str) -> Locator:
    return page.locator(f'[flt-semantics-identifier="{identifier}"]')


def _has_name(page: Page, identifier: str, role: str, name: str) -> None:
    part = _part(page, identifier)
    node = part.locator("input,textarea") if role == "textbox" else part
    expect(node).to_have_role(role)  # type: ignore[arg-type]
    expect(node).to_have_accessible_name(name)


def test_every_part_is_found_by_role_and_name_and_letters_survive_every_render(
    browser: Browser, gallery: str
) -> None:
    page = _open(browser, f"{gallery}/parts", "nieuw-gesprek")
    for identifier, (role, name) in NAMED.items():
        _has_name(page, identifier, role, name)
    assert page.evaluate(NAMELESS, CONTROLS) == 0
    page.evaluate("document.querySelector('[role=button]').textContent = ''")
    assert page.evaluate(NAMELESS, CONTROLS) == 1

    stand, box = _part(page, "stand"), _part(page, "afspraak").locator("textarea")
    first = int(stand.inner_text().split(":")[0])
    listened_to(box, lambda: box.click(force=True))
    page.keyboard.type("Cor gaat naar het koor", delay=20)
    for _ in "naar het koor":
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("mee ", delay=60)
    expect(stand).to_contain_text("|Cor gaat mee naar het koor")
    assert int(stand.inner_text().split(":")[0]) > first
    assert box.input_value() == "Cor gaat mee naar het koor"

    radio = _part(page, "akkoord-ja")
    place = radio.bounding_box()
    assert place
    page.mouse.click(place["x"] + 300, place["y"] + place["height"] / 2)
    expect(radio).to_have_attribute("aria-checked", "true")

    _draw(page)
    expect(stand).to_contain_text("1 strepen")
    page.context.close()


def _draw(page: Page) -> None:
    place = _part(page, "handtekening").bounding_box()
    assert place
    page.mouse.move(place["x"] + 40, place["y"] + 40)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(place["x"] + 40 + 10 * step, place["y"] + 40 + 5 * (step % 3))
    page.mouse.up()


def test_a_pin_is_tapped_or_typed_and_only_counted(browser: Browser, gallery: str) -> None:
    page = _open(browser, f"{gallery}/open", "pin-1")
    for identifier, (role, name) in KEYS.items():
        _has_name(page, identifier, role, name)
    dots = _part(page, "pin-dots")
    page.wait_for_timeout(AFTER_POINTER_MS)
    _part(page, "pin-7").dispatch_event("click")
    expect(dots).to_have_text("1 van 6 cijfers")
    page.keyboard.type("42", delay=80)
    expect(dots).to_have_text("3 van 6 cijfers")
    page.keyboard.press("Backspace")
    expect(dots).to_have_text("2 van 6 cijfers")
    page.context.close()

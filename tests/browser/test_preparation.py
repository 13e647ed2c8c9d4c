"""Before the talk and after it, through Chromium: preparing, the clocks of the law, a to g, and looking back.

Each walk looks into the vault afterwards, or opens what waits to go as the desk would.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from babel.dates import format_date

from keukentafel.app.state.membership import read_membership
from keukentafel.vault.outbox import NO_HOUSEHOLD
from keukentafel.vault.vault import OpenVault
from sync.envelope import open_envelope
from sync.message import read_message
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.running_relay import RunningRelay
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
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

NAME = "mevrouw De Wit"
ANSWER = "Nee. Ik liet mevrouw De Wit twee weken wachten, en Marga ook."
SHARED = "Nee. Ik liet de inwoner twee weken wachten, en iemand ook."
LESSON = "Eerst bellen, dan pas plannen."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay", seeds=True) as running:
        yield running


def said(vault: OpenVault, field: str) -> list[object]:
    """What stands in one field, over all households."""
    entries = (entry for household in vault.households() for entry in vault.entries(household))
    return [one.value.content for one in entries if one.value and one.signed.operation.field == field]


def locked(shown: Screen) -> None:
    tap(shown, "lock")
    arrive(shown, "pin-1")


def words_of(shown: Screen, identifier: str) -> str:
    node = shown.identified(identifier).first
    told = node.evaluate(
        "node => [node, ...node.querySelectorAll('*')]"
        ".map(one => one.getAttribute('aria-label') || "
        "(one.children.length ? '' : one.textContent)).join(' | ')"
    )
    return str(told)


def test_a_child_as_interpreter_is_advised_against_and_not_kept(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-preparation")
    tap(shown, "interpreter-child")
    arrive(shown, "no-child")
    shown.see(re.compile("Kies een beroepstolk"))
    locked(shown)
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        assert said(vault, "request.interpreter") == []
    press_pin(shown, WORKER_PIN)
    open_household(shown, "gezin Bakker")
    tap(shown, "to-preparation")
    tap(shown, "interpreter-professional")
    locked(shown)
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        assert said(vault, "request.interpreter") == ["professional"]


def test_six_weeks_after_the_request_the_resident_reads_the_last_day_in_plain_words(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    arrive(shown, "sheet-plan")
    assert not shown.identified("sheet-what_now").count()
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-preparation")
    tap(shown, "to-preparation")
    tap(shown, "other-date")
    tap(shown, "yesterday-date")
    arrive(shown, "other-confirmed")
    asked = date.today() - timedelta(days=1)
    tap(shown, "done")
    tap(shown, "to-table")
    tap(shown, "sheet-what_now")
    last = format_date(asked + timedelta(weeks=6), "EEEE d MMMM", locale="nl")
    shown.see(re.compile(f"Uiterlijk {last} hoort u van ons"))
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-preparation")
    locked(shown)
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        assert said(vault, "request.date") == [asked.isoformat()]


def test_a_letter_of_the_law_with_nothing_under_it_says_only_that(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-law")
    tap(shown, "side-letters")
    arrive(shown, "law-d")
    told = words_of(shown, "law-d")
    assert "Hier hebben we nog niets over." in told
    assert "%" not in told
    tap(shown, "side-told")
    shown.tap(shown.page.locator('[flt-semantics-identifier^="fragment-"]').first)
    tap(shown, "letter-d")
    tap(shown, "tied")
    tap(shown, "side-letters")
    arrive(shown, "law-d")
    assert "Hier hebben we nog niets over." not in words_of(shown, "law-d")
    assert "Hier hebben we nog niets over." in words_of(shown, "law-a")
    locked(shown)
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        assert said(vault, "tag.letter") == ["d"]
        objects = {
            entry.signed.operation.object
            for household in vault.households()
            for entry in vault.entries(household)
        }
        assert set(said(vault, "tag.about")) <= objects


def test_an_own_plan_lies_on_top_when_the_talk_opens_at_the_table(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, "Hans van Rooij")
    tap(shown, "to-preparation")
    tap(shown, "write-own_plan")
    write(shown, "own_plan", "Ik wil op zaterdag verfles geven.")
    tap(shown, "own_plan-done")
    tap(shown, "done")
    tap(shown, "to-table")
    arrive(shown, "own-plan-first")
    shown.see("Dit lezen we eerst.")
    first = shown.identified("own-plan-first").bounding_box()
    story = shown.identified("quote").bounding_box()
    assert first is not None
    assert story is not None
    assert first["y"] < story["y"]


def test_the_answers_of_a_reflection_reach_the_desk_without_the_residents_name_or_household(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-reflection")
    tap(shown, "answer-fastest")
    write(shown, "reflect-fastest", ANSWER)
    tap(shown, "fastest-done")
    write(shown, "reflect-next", LESSON)
    tap(shown, "share")
    arrive(shown, f"name-{NAME}")
    tap(shown, f"replace-{NAME}")
    tap(shown, "replace-Marga")
    tap(shown, "send")
    arrive(shown, "shared")
    locked(shown)
    told, name, households = what_waits_for_the_team(house)
    assert json.loads(told)["fastest"] == SHARED
    assert set(json.loads(told)) == {"schema", "week", "fastest"}
    for known in (NAME, "Wit", "Marga", LESSON, name, *households):
        assert known not in told
    with RunningRelay(house.home / "relay", house.relay_port) as relay:
        relay.start()
        press_pin(shown, WORKER_PIN)
        desk = open_screen(house.address)
        unlock(desk, SUPERVISOR, SUPERVISOR_PIN)
        tap(desk, "to-team")
        desk.page.get_by_text(SHARED).or_(desk.page.get_by_label(SHARED)).first.wait_for(
            state="attached", timeout=70_000
        )
        desk.not_see(re.compile("De Wit|Marga|Samira"))


def what_waits_for_the_team(house: RunningHouse) -> tuple[str, str, list[str]]:
    """The one message that waits, as the desk opens it; the worker's name, and the ids of the households."""
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as desk:
        key = read_membership(desk).team_key
    assert key is not None
    with vault_of(house.home, WORKER, WORKER_PIN) as vault:
        assert said(vault, "reflection.next") == [LESSON]
        assert said(vault, "reflection.fastest") == [ANSWER]
        (waiting,) = vault.queued()
        assert waiting.household == NO_HOUSEHOLD
        body = read_message(open_envelope(waiting.envelope, key).body).body
        return body.decode(), read_membership(vault).card.name, [str(one) for one in vault.households()]

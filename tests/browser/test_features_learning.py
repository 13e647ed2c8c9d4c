"""What is learned from a talk, through Chromium: an example that is found, one that is told, a story shared.

The walks are named as the guide's table of features says when a feature works. Each looks into the vault
afterwards, or opens what waits to go as the desk would.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from keukentafel.app.state.membership import read_membership
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from sync.envelope import open_envelope
from sync.message import MessageKind, read_message
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
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

BAKKER = "gezin Bakker"
DE_WIT = "mevrouw De Wit"
EXAMPLE = "Kim kreeg elke dag bezoek. We kozen samen twee dagen. Toen kwam er rust."
NAMELESS = "de inwoner kreeg elke dag bezoek. We kozen samen twee dagen. Toen kwam er rust."
STORY = "Ik deed de la niet meer open. Marga hielp mij. Nu is de la leeg."
WITHOUT_MARGA = "Ik deed de la niet meer open. iemand hielp mij. Nu is de la leeg."
ALIAS = "Roos"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """One demo for all of them: each takes a household of its own. What goes, waits on the tablet."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay") as running:
        yield running


def test_a_worker_finds_an_example_by_a_feature_and_not_by_a_person(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    tap(shown, "to-examples")
    write(shown, "examples-query", "huurachterstand")
    shown.see("Eerst de huur, dan de rest")
    shown.not_see("Samen naar het koor")
    write(shown, "examples-query", "")
    tap(shown, "by-tile")
    tap(shown, "tile-plezier")
    shown.see("Samen naar het koor")
    shown.not_see("Eerst de huur, dan de rest")
    write(shown, "examples-query", "mevrouw De Wit Annie Bakker")
    shown.see("Hier is nog geen voorbeeld van. Kies een ander woord.")
    tap(shown, "back")
    _tells_an_example(shown)
    tap(shown, "back")
    tap(shown, "to-examples")
    write(shown, "examples-query", "bezoek")
    shown.see(NAMELESS)
    assert shown.what_left() == []
    tap(shown, "lock")
    arrive(shown, "pin-1")
    with vault_of(house.home) as vault:
        (body,) = _waiting(house, vault, MessageKind.REFLECTION)
        assert body["example"] == NAMELESS
        assert body["tiles"] == ["gezin"]
        assert set(body) == {"schema", "week", "example", "tiles"}
        assert "Kim" not in json.dumps(vault.setting("own-examples"))
        (kept,) = _dossier(vault, BAKKER).all("reflection")
        assert kept.words("example").text == EXAMPLE


def _tells_an_example(shown: Screen) -> None:
    open_household(shown, BAKKER)
    tap(shown, "to-reflection")
    tap(shown, "add-example")
    write(shown, "own-example", EXAMPLE)
    tap(shown, "example-tile-gezin")
    tap(shown, "share")
    arrive(shown, "wanting")
    tap(shown, "example-consent")
    tap(shown, "share")
    arrive(shown, "name-Kim")
    tap(shown, "replace-Kim")
    tap(shown, "send")
    arrive(shown, "shared")
    tap(shown, "done")
    arrive(shown, "to-table")


def test_without_consent_nothing_of_a_story_can_be_shared(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    unlock(shown)
    open_household(shown, DE_WIT)
    tap(shown, "to-table")
    arrive(shown, "sheet-story")
    assert not shown.identified("share-story").count()
    _the_plan_goes(shown)
    tap(shown, "share-story")
    tap(shown, "share-look")
    arrive(shown, "wanting")
    write(shown, "share-text", STORY)
    write(shown, "share-alias", ALIAS)
    tap(shown, "share-look")
    arrive(shown, "name-Marga")
    tap(shown, "share-yes")
    expect(shown.identified("share-take-back")).to_have_count(0)
    _out_and_locked(shown)
    with vault_of(house.home) as vault:
        assert _waiting(house, vault, MessageKind.STORY) == []
    _to_the_question_again(shown)
    tap(shown, "share-look")
    tap(shown, "replace-Marga")
    shown.see(WITHOUT_MARGA)
    tap(shown, "share-yes")
    arrive(shown, "share-take-back")
    shown.see("Wacht op verbinding.")
    _out_and_locked(shown)
    with vault_of(house.home) as vault:
        (told,) = _waiting(house, vault, MessageKind.STORY)
        household = _household(vault, DE_WIT)
        assert (told["alias"], told["text"]) == (ALIAS, WITHOUT_MARGA)
        assert set(told) == {"schema", "id", "alias", "text"}
        assert not [known for known in (household, "Marga", "Wit") if known in json.dumps(told)]
        assert _dossier(vault, DE_WIT).all("shared_story")[0].words("consent")
    _to_the_question_again(shown)
    tap(shown, "share-take-back")
    arrive(shown, "share-look")
    _out_and_locked(shown)
    with vault_of(house.home) as vault:
        (gone,) = _waiting(house, vault, MessageKind.STORY)
        assert gone == {"schema": told["schema"], "id": told["id"]}
        assert not _dossier(vault, DE_WIT).all("shared_story")[0].words("consent")


def _the_plan_goes(shown: Screen) -> None:
    tap(shown, "sheet-read_back")
    tap(shown, "answer-seen_only")
    tap(shown, "done")
    tap(shown, "anyway")
    arrive(shown, "sent-status")


def _out_and_locked(shown: Screen) -> None:
    tap(shown, "sheets")
    tap(shown, "work")
    press_pin(shown, WORKER_PIN)
    arrive(shown, "to-table")
    tap(shown, "lock")
    arrive(shown, "pin-1")


def _to_the_question_again(shown: Screen) -> None:
    press_pin(shown, WORKER_PIN)
    open_household(shown, DE_WIT)
    tap(shown, "to-table")
    expect(shown.identified("sheets").or_(shown.identified("share-story")).first).to_be_attached()
    if not shown.identified("share-story").count():
        tap(shown, "sheets")
    tap(shown, "share-story")
    expect(shown.identified("share-look").or_(shown.identified("share-take-back")).first).to_be_attached()


def _waiting(house: RunningHouse, vault: OpenVault, kind: MessageKind) -> list[dict[str, Any]]:
    """The bodies of one kind of message that wait to go, as the desk opens them."""
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as desk:
        key = read_membership(desk).team_key
    assert key is not None
    messages = [read_message(open_envelope(one.envelope, key).body) for one in vault.queued()]
    return [json.loads(one.body) for one in messages if one.kind is kind]


def _household(vault: OpenVault, name: str) -> HouseholdId:
    cards = vault.cards(0, 50)
    return next(one for one, card in cards if isinstance(card, dict) and card["name"] == name)


def _dossier(vault: OpenVault, name: str) -> Dossier:
    household = _household(vault, name)
    return read_dossier(household, vault.entries(household))

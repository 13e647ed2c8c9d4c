"""The life map through Chromium: what a worker must say first, what belongs together, and what is left alone.

Each walk looks into the vault afterwards, as the app left it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.life import How, LifeMap, clashes, life_map, parties
from keukentafel.dossier.people import people
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act, Role
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PHONE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    WORKER,
    WORKER_PIN,
    arrive,
    box_of,
    open_household,
    open_sheet,
    tap,
    unlock,
    write,
)

pytestmark = pytest.mark.browser

NAME = "mevrouw De Wit"
WHY = "De huur is al twee maanden niet betaald."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo for each: its vault is looked into afterwards."""
    with RunningHouse(tmp_path_factory.mktemp("home"), seeds=True) as running:
        yield running


@contextmanager
def vault_left_by(house: RunningHouse) -> Iterator[tuple[OpenVault, HouseholdId]]:
    """The worker's vault after the app has ended, with the household of mevrouw De Wit."""
    house.stop()
    vaults = house.home / "vaults"
    listed = json.loads((vaults / "accounts.json").read_text("utf-8"))["accounts"]
    folder: Path = vaults / next(one["vault"] for one in listed if one["id"] == WORKER)
    vault = LockedVault(folder, OwnerOnlyFile(folder / "device")).unlock(WORKER_PIN)
    try:
        cards = {str(card["name"]): one for one, card in vault.cards(0, 50) if isinstance(card, dict)}
        yield vault, cards[NAME]
    finally:
        vault.lock()


def dossier_of(vault: OpenVault, household: HouseholdId) -> Dossier:
    return read_dossier(household, vault.entries(household))


def map_of(dossier: Dossier, name: str = NAME) -> LifeMap:
    return life_map(dossier, next(one.id for one in people(dossier) if one.name == name))


def on(vault: OpenVault, household: HouseholdId, field: str) -> list[Entry]:
    return [one for one in vault.entries(household) if one.signed.operation.field == field]


def to_the_map(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    tap(shown, "sheet-life")
    arrive(shown, "tile-wonen")


def choose(shown: Screen, kind: str) -> None:
    """The resident taps a piece, and says that it is her own choice."""
    tap(shown, f"tile-{kind}")
    tap(shown, "own-choice")
    arrive(shown, "put-back")


def back_to_map(shown: Screen) -> None:
    tap(shown, "to-map")
    arrive(shown, "onward")


def test_a_tile_that_the_worker_opens_asks_why_it_is_needed_first_and_keeps_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    to_the_map(shown)
    tap(shown, "tile-geld")
    arrive(shown, "why-open")
    expect(shown.identified("how")).to_have_count(0)
    expect(box_of(shown, "tile-text")).to_have_count(0)
    tap(shown, "why-open")
    shown.see("Dit stukje is nog dicht")
    expect(shown.identified("how")).to_have_count(0)
    write(shown, "why", WHY)
    tap(shown, "why-open")
    arrive(shown, "how-costs")
    shown.see(WHY)
    tap(shown, "how-costs")
    write(shown, "tile-text", "Piet deed altijd het geld.")
    back_to_map(shown)
    choose(shown, "wonen")
    shown.not_see(WHY)
    back_to_map(shown)
    shown.see("Piet deed altijd het geld.")
    with vault_left_by(house) as (vault, household):
        money, home = map_of(dossier_of(vault, household)).tiles
        assert (money.kind, money.how, money.text.text) == ("geld", How.COSTS, "Piet deed altijd het geld.")
        assert money.why_needed.text == WHY
        (why,) = on(vault, household, "tile.why_needed")
        assert why.signed.operation.voice.role is Role.WORKER
        assert (home.kind, home.by_worker) == ("wonen", False)


def test_a_link_between_two_tiles_comes_back_in_the_plan(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address, PHONE)
    to_the_map(shown)
    for kind in ("geld", "gezin", "lijf"):
        choose(shown, kind)
        back_to_map(shown)
    for pair, words in ((("geld", "gezin"), "Zonder geld is er ruzie."), (("geld", "lijf"), "")):
        tap(shown, "links")
        for kind in pair:
            tap(shown, f"pick-{kind}")
        if words:
            write(shown, "link-text", words)
        tap(shown, "join")
        arrive(shown, f"apart-{'-'.join(pair)}")
        tap(shown, "to-map")
        arrive(shown, "onward")
    shown.see(re.compile("Zonder geld is er ruzie"))
    tap(shown, "links")
    tap(shown, "apart-geld-lijf")
    expect(shown.identified("apart-geld-lijf")).to_have_count(0)
    back_to_map(shown)
    open_sheet(shown, "plan")
    arrive(shown, "coherence")
    shown.see("Dit heeft met elkaar te maken: Geld en Thuis en gezin")
    with vault_left_by(house) as (vault, household):
        found = map_of(dossier_of(vault, household))
        (link,) = found.links
        ends = {one.kind for one in found.tiles if one.id in {link.one, link.other}}
        assert (ends, link.text.text) == ({"geld", "gezin"}, "Zonder geld is er ruzie.")
        acts = [one.signed.operation.act for one in on(vault, household, "link.one")]
        assert sorted(acts) == sorted([Act.SAY, Act.STRIKE])


def test_a_tile_somebody_would_rather_not_talk_about_is_not_asked_again_and_the_resident_reopens_it(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    to_the_map(shown)
    choose(shown, "hoofd")
    write(shown, "tile-text", "Dat is van vroeger.")
    tap(shown, "rather-not")
    shown.see("Hier liever niet over hebben?")
    tap(shown, "yes")
    arrive(shown, "onward")
    shown.not_see(re.compile("Dat is van vroeger"))
    tile = shown.identified("tile-hoofd")
    expect(tile).to_have_accessible_name(re.compile("liever niet"))
    tap(shown, "tile-hoofd")
    arrive(shown, "left-alone")
    for asking in ("why-open", "own-choice", "how"):
        expect(shown.identified(asking)).to_have_count(0)
    tap(shown, "after-all")
    shown.see(f"Alleen {NAME} kiest dit.")
    tap(shown, "no")
    expect(tile).to_have_accessible_name(re.compile("liever niet"))
    tap(shown, "tile-hoofd")
    tap(shown, "after-all")
    tap(shown, "yes")
    arrive(shown, "put-back")
    back_to_map(shown)
    choose_not(shown, "veilig")
    with vault_left_by(house) as (vault, household):
        found = map_of(dossier_of(vault, household))
        assert [(one.kind, one.by_worker, one.text.text) for one in found.tiles] == [("hoofd", False, "")]
        assert set(found.rather_not) == {"veilig"}
        (gone,) = on(vault, household, "tile.text")
        assert gone.signed.operation.act is Act.STRIKE


def choose_not(shown: Screen, kind: str) -> None:
    """A piece that was never open is left alone with one tap; nothing is asked."""
    tap(shown, f"tile-{kind}")
    tap(shown, "rather-not")
    expect(shown.identified(f"tile-{kind}")).to_have_accessible_name(re.compile("liever niet"))


def test_everybody_has_a_map_of_their_own_and_who_is_involved_is_of_the_household(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    shown = open_screen(house.address)
    to_the_map(shown)
    choose(shown, "wonen")
    tap(shown, "how-well")
    back_to_map(shown)
    shown.tap(shown.find("Marga", "checkbox"))
    expect(shown.identified("tile-wonen")).to_have_accessible_name("Wonen")
    tap(shown, "parties")
    tap(shown, "add-party")
    write(shown, "party-name", "de woningcorporatie")
    write(shown, "party-agreed", "belt in week 2")
    tap(shown, "party-done")
    tap(shown, "add-party")
    write(shown, "party-name", "per ongeluk")
    tap(shown, "party-done")
    tap(shown, "add-clash")
    write(shown, "clash", "Wie een regeling heeft, krijgt geen toeslag.")
    tap(shown, "clash-write")
    shown.see("Wie een regeling heeft, krijgt geen toeslag.")
    shown.tap(shown.find("Veranderen: per ongeluk"))
    tap(shown, "party-strike")
    shown.not_see("per ongeluk")
    tap(shown, "to-map")
    tap(shown, "sheets")
    expect(shown.identified("sheet-life")).to_have_accessible_name(re.compile("nog leeg"))
    with vault_left_by(house) as (vault, household):
        dossier = dossier_of(vault, household)
        assert [one.kind for one in map_of(dossier).tiles] == ["wonen"]
        assert map_of(dossier, "Marga").tiles == ()
        (party,) = parties(dossier)
        assert (party.words("name").text, party.words("agreed").text) == (
            "de woningcorporatie",
            "belt in week 2",
        )
        assert [one.words("text").text for one in clashes(dossier)] == [
            "Wie een regeling heeft, krijgt geen toeslag."
        ]

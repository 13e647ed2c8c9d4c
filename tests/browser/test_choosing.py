"""Two tablets that changed the same agreement apart: side by side, one is chosen, and nothing vanishes."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import expect

from keukentafel.dossier.dossier import Dossier, Thing, read_dossier
from keukentafel.dossier.history import History, history_of
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.journal import Author, Journal, Outcome
from keukentafel.journal.names import DeviceKey, FieldName, ObjectId
from keukentafel.journal.operation import device_key_of, read_operation
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.open_vault import OpenVault
from tests.browser.conftest import OpenScreen
from tests.browser.harness import LANDSCAPE, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import arrive, open_household, open_sheet, tap, unlock, write
from tests.browser.vaults import household_named, vault_of
from tests.seeds import lay_out

pytestmark = pytest.mark.browser

NAME = "mevrouw De Wit"
WHAT = FieldName("agreement.what")
HERE = "Cor en ik gaan met de auto naar het koor"
THERE = "Marga brengt mij naar het koor"
VIEW = "Ik belde al een week eerder."
CATALOGUE = bundled_catalogue()


def dossier_in(vault: OpenVault) -> Dossier:
    household = household_named(vault, NAME)
    return read_dossier(household, vault.entries(household))


def first_agreement(home: Path) -> Thing:
    with vault_of(home) as vault:
        return dossier_in(vault).all("agreement")[0]


def journal_in(vault: OpenVault, *trusted: DeviceKey) -> Journal:
    household = household_named(vault, NAME)
    kinds = {one.id: CompartmentKind(one.kind) for one in vault.compartments(household)}
    return Journal(household, CATALOGUE, vault.shelf(household), trusted.__contains__, kinds.get)


def change_apart(home: Path, tablet: Ed25519PrivateKey, thing: ObjectId) -> None:
    """On the other tablet the resident writes something else, having seen what stood there."""
    key = device_key_of(tablet)
    with vault_of(home) as vault:
        household = household_named(vault, NAME)
        common = vault.compartment(household, "common", None)
        resident = dossier_in(vault).all("agreement")[0].words("what").versions[0].voice
        author = Author(tablet, common, resident, resident, Face.TABLE, 1_795_000_000_000)
        journal_in(vault, key).write(author, thing, WHAT, THERE)


def tell(there: Path, here: Path, tablet: Ed25519PrivateKey) -> list[Outcome]:
    """Take in here everything that was written there, as it would come along from another tablet."""
    with vault_of(there) as other, vault_of(here) as vault:
        household = household_named(other, NAME)
        told = other.shelf(household).every_entry(one.id for one in other.compartments(household))
        replica = journal_in(vault, device_key_of(tablet), device_key_of(vault.device_signing))
        verified = (read_operation(one.signed.skeleton, one.signed.signature) for one in told)
        assert [one.id for one in verified] == [one.signed.id for one in told]
        return [replica.take_in(one).outcome for one in told]


def past_of(home: Path, thing: ObjectId) -> History:
    with vault_of(home) as vault:
        household = household_named(vault, NAME)
        every = vault.shelf(household).every_entry(one.id for one in vault.compartments(household))
        return history_of(every, thing, CATALOGUE.field(WHAT))


def standing_in(home: Path, thing: ObjectId) -> list[str]:
    with vault_of(home) as vault:
        found = next(one for one in dossier_in(vault).things if one.id == thing)
        return [one.text for one in found.words("what").versions]


def at_the_plan(shown: Screen) -> None:
    unlock(shown)
    open_household(shown, NAME)
    tap(shown, "to-table")
    open_sheet(shown, "plan")


def test_of_an_agreement_that_was_changed_on_two_tablets_the_resident_chooses_one_and_both_are_kept(
    tmp_path_factory: pytest.TempPathFactory, open_screen: OpenScreen
) -> None:
    here, there = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
    lay_out(here, seeds=True)
    shutil.copytree(here, there, dirs_exist_ok=True)
    agreed, tablet = first_agreement(here), Ed25519PrivateKey.generate()
    original = agreed.words("what").text
    change_apart(there, tablet, agreed.id)
    with RunningHouse(here, "--no-relay", seeds=True) as house:
        shown = open_screen(house.address, LANDSCAPE)
        at_the_plan(shown)
        tap(shown, f"edit-{agreed.id}")
        write(shown, "agreement-what", HERE)
        tap(shown, "agreement-done")
        arrive(shown, "undo")
        house.stop()
        assert tell(there, here, tablet).count(Outcome.ACCEPTED) == 1
        assert sorted(standing_in(here, agreed.id)) == sorted([HERE, THERE])

        house.start()
        shown = open_screen(house.address, LANDSCAPE)
        at_the_plan(shown)
        arrive(shown, "choosing")
        for words in (HERE, THERE):
            expect(shown.find(f"Deze blijft staan: {words}")).to_be_attached()
        shown.tap(f"Deze blijft staan: {THERE}")
        expect(shown.identified("choosing")).to_have_count(0)
        tap(shown, "undo")
        arrive(shown, "choosing")
        shown.tap(f"Deze blijft staan: {THERE}")
        expect(shown.identified("choosing")).to_have_count(0)
        tap(shown, f"past-what-{agreed.id}")
        arrive(shown, "past-done")
        for words in (HERE, original):
            expect(shown.find(f"Zet terug: {words}").first).to_be_attached()
        house.stop()
    assert standing_in(here, agreed.id) == [THERE]
    found = past_of(here, agreed.id)
    assert {HERE, THERE, original} <= {one.content for one in found.versions}
    (chosen,) = found.heads
    assert (chosen.content, len(chosen.instead_of)) == (THERE, 2)


def test_what_was_struck_is_put_back_by_whoever_wrote_it_with_one_tap(
    tmp_path_factory: pytest.TempPathFactory, open_screen: OpenScreen
) -> None:
    home = tmp_path_factory.mktemp("home")
    lay_out(home, seeds=True)
    agreed = first_agreement(home)
    original = agreed.words("what").text
    with RunningHouse(home, "--no-relay", seeds=True) as house:
        shown = open_screen(house.address)
        at_the_plan(shown)
        tap(shown, f"past-what-{agreed.id}")
        tap(shown, "past-strike")
        shown.see("Hier staat nu niets.")
        tap(shown, "put-back-0")
        expect(shown.identified("past-strike")).to_have_count(1)
        tap(shown, "past-change")
        write(shown, "past-words", HERE)
        tap(shown, "past-words-done")
        shown.see(HERE)
        tap(shown, "past-erase")
        arrive(shown, "past-erasing")
        tap(shown, "past-erase-no")
        expect(shown.identified("past-erasing")).to_have_count(0)
        tap(shown, "past-erase")
        tap(shown, "past-erase-yes")
        shown.see("Deze woorden zijn gewist. Niemand kan ze meer lezen.")
        tap(shown, "past-done")
        arrive(shown, "choose-lead")
        house.stop()
    found = past_of(home, agreed.id)
    assert [one.content for one in found.versions] == [None] * len(found.versions)
    with vault_of(home) as vault:
        said = {
            str(one.content)
            for thing in dossier_in(vault).things
            for words in thing.fields.values()
            for one in words.versions
        }
    assert original not in said
    assert HERE not in said


def test_beside_a_day_of_the_law_the_resident_writes_a_view_and_the_day_stays(
    tmp_path_factory: pytest.TempPathFactory, open_screen: OpenScreen
) -> None:
    home = tmp_path_factory.mktemp("home")
    lay_out(home, seeds=False)
    with vault_of(home) as vault:
        (asked,) = dossier_in(vault).all("request")
    with RunningHouse(home, "--no-relay") as house:
        shown = open_screen(house.address)
        unlock(shown)
        open_household(shown, NAME)
        tap(shown, "to-table")
        open_sheet(shown, "what_now")
        tap(shown, f"past-date-{asked.id}")
        arrive(shown, "past-strike")
        tap(shown, "pen-holder")
        shown.see(f"{NAME} schrijft")
        tap(shown, "past-view")
        write(shown, "past-words", VIEW)
        tap(shown, "past-words-done")
        arrive(shown, "undo")
        expect(shown.identified("past-strike")).to_have_count(0)
        house.stop()
    with vault_of(home) as vault:
        found = dossier_in(vault)
    (view,) = (one for one in found.all("view") if one.words("text").text == VIEW)
    said = view.words("text").versions[0]
    assert view.words("about").text == asked.id
    assert (said.voice, said.hand.role) == (said.hand, Role.RESIDENT)
    assert found.all("request")[0].words("date") == asked.words("date")

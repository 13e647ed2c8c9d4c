"""A plan that was given along is gone on with on another tablet: verified, told again, and kept."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from keukentafel.app.demo.prepare import read_demo
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.sent_plan import BEGUN
from keukentafel.dossier.dossier import read_dossier
from keukentafel.edition.assent import Assent, Assenter, AssentMeans, AssentState, Recorder
from keukentafel.edition.bundle import Bundle, make_bundle, read_bundle
from keukentafel.edition.freeze import freeze
from keukentafel.edition.manifest import GuideStamp
from keukentafel.edition.marks import Moment
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.speaker import Role
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen
from tests.browser.running_house import RunningHouse
from tests.browser.test_choosing import CATALOGUE, NAME
from tests.browser.tour import arrive, press_pin, tap
from tests.browser.vaults import household_named, vault_of
from tests.seeds import lay_out

pytestmark = pytest.mark.browser

OTHER = "worker-2"
SCHEMA = PlanSchema(CATALOGUE)
READ_BACK = Moment("2026-03-02T10:00:00Z")


def delivered(home: Path) -> Bundle:
    """The third edition of a household, as the tablet of the first worker gave it along."""
    with vault_of(home) as vault:
        household = household_named(vault, NAME)
        entries = vault.entries(household)
        edition = freeze(
            entries,
            CATALOGUE,
            household=household,
            number=3,
            previous="a1" * 32,  # type: ignore[arg-type]
            frozen_at=READ_BACK,
            organisation=read_membership(vault).card.organisation,
            guide=GuideStamp("waterkerke", "1", "0" * 64),
            secret=vault.household_secret(household, "edition"),
        )
        voice = next(iter(read_dossier(household, entries).all("wish"))).words("text").versions[0].voice
        agreed = Assent(
            manifest_hash=edition.manifest.hash,
            person=Assenter(voice.who, NAME, Role.RESIDENT),
            state=AssentState.AGREED,
            remark="",
            how=AssentMeans.TAPPED,
            signature=None,
            given_at=READ_BACK,
            hand=Recorder(voice.who, Role.RESIDENT),
        )
        return read_bundle(make_bundle(edition, [agreed], vault.device_signing, SCHEMA), SCHEMA)


def give(shown: Screen, file: Path) -> None:
    with shown.page.expect_file_chooser() as chooser:
        tap(shown, "choose-plan")
    chooser.value.set_files(file)


def test_another_worker_begins_with_the_last_plan_once_it_proves_whole(
    tmp_path_factory: pytest.TempPathFactory, open_screen: OpenScreen, tmp_path: Path
) -> None:
    home = tmp_path_factory.mktemp("home")
    lay_out(home, seeds=True)
    bundle = delivered(home)
    with vault_of(home) as vault:
        first = read_dossier(household_named(vault, NAME), vault.entries(household_named(vault, NAME)))
        wishes = [one.words("text").text for one in first.all("wish")]
    good, spoilt = tmp_path / "plan.json", tmp_path / "veranderd.json"
    good.write_bytes(bundle.to_bytes())
    spoilt.write_bytes(bundle.to_bytes().replace(b"Cor ", b"Els ", 1))
    pin = next(one.pin for one in read_demo().accounts if one.id == OTHER)
    with RunningHouse(home, "--no-relay", seeds=True) as house:
        shown = open_screen(house.address)
        tap(shown, f"account-{OTHER}")
        press_pin(shown, pin)
        tap(shown, "new")
        tap(shown, "to-begun")
        give(shown, spoilt)
        shown.see("Dit bestand klopt niet")
        shown.see("Er is een zin veranderd, of er ontbreekt iets.")
        expect(shown.identified("begin-with")).to_have_count(0)
        give(shown, good)
        shown.see("Dit plan klopt")
        shown.see(NAME)
        shown.not_see(re.compile("andere gemeente"))
        tap(shown, "begin-with")
        arrive(shown, "onward")
        shown.see("Zo blijft het goed gaan")
        shown.see("De post blijft dicht")
        tap(shown, "sheets")
        tap(shown, "work")
        press_pin(shown, pin)
        shown.see("U begon met dit plan")
        house.stop()
    with vault_of(home, OTHER, pin) as vault:
        household = household_named(vault, NAME)
        (kept,) = vault.documents(household, "bundle")
        marked = [one.id for one in vault.documents(household, BEGUN)]
        voices = {one.signed.operation.voice for one in vault.entries(household)}
        again = read_dossier(household, vault.entries(household))
        assert vault.check() == ()
    assert (kept.data, marked) == (bundle.to_bytes(), [bundle.manifest.hash])
    assert household == bundle.manifest.household
    told = {one.voice for part in bundle.edition.parts for said in part.fields.values() for one in said}
    assert told <= voices
    assert [one.words("text").text for one in again.all("wish")] == wishes

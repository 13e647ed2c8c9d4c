"""Reading back and assent, up to the signed copy; and what goes to whom, with an extract and a copy noted."""

import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from keukentafel.app.clock import wall_clock
from keukentafel.app.demo.households import Teller, Told
from keukentafel.app.state.membership import read_membership
from keukentafel.app.texts import DUTCH, read_texts
from keukentafel.dossier.consent import consents
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.people import Person
from keukentafel.dossier.withheld import withheld
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.speaker import Role
from tests.browser.conftest import OpenScreen
from tests.browser.harness import Screen, listened_to
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    arrive,
    box_of,
    draw,
    open_household,
    open_sheet,
    saved,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of
from tests.seeds import lay_out

pytestmark = pytest.mark.browser

REMARK = "Ik wil geen vreemde in mijn slaapkamer."
RENT = "De huur in vier keer betalen"
HOUSING = "De Dijk belt Joris bij één week te laat"
AT_HOME = "Mijn zus weet van de schulden."
SETTLED = {
    "pilot_light": "Joris komt koffiedrinken",
    "informal_care": "Oma helpt op woensdag",
    "income": "De toeslagen lopen door",
    "housing": HOUSING,
}

DE_WIT: Told = {
    "name": "mevrouw De Wit-Bakker",
    "neighbourhood": "Molenhoek",
    "people": [{"key": "annie", "name": "mevrouw De Wit", "role": "resident"}],
    "conversation": [{"started": "now"}],
    "quote": [{"text": "Ik wil hier niet weg."}],
    "story_assent": "said_aloud",
    "wish": [{"key": "sing", "text": "Ik wil weer zingen"}],
    "agreement": [{"wish": "sing", "what": "Cor gaat mee naar het koor", "who": "Cor", "pace": "now"}],
    "plan": [{"lead": "mevrouw De Wit", "key_person": "Samira Yilmaz"}],
    "aftercare": [SETTLED],
}
FAMILY: Told = {
    "name": "gezin Vermeer",
    "neighbourhood": "De Weiden",
    "people": [
        {"key": "kim", "name": "Kim", "role": "resident", "relation": "moeder", "authority": "yes"},
        {"key": "lotte", "name": "Lotte", "role": "resident", "relation": "dochter", "young": "8"},
        {"key": "marco", "name": "Marco", "role": "near", "relation": "vader", "authority": "yes"},
    ],
    "conversation": [{"started": "now"}],
    "quote": [{"text": "Ik slaap niet van de huur."}, {"text": AT_HOME}],
    "story_assent": "said_aloud",
    "party": [
        {"key": "dijk", "name": "Woonstichting De Dijk", "domain": "housing"},
        {"key": "school", "name": "De Regenboog", "domain": "school"},
    ],
    "wish": [{"key": "stay", "text": "Ik wil hier blijven wonen"}],
    "agreement": [
        {"wish": "stay", "what": RENT, "who": "Kim", "pace": "now", "party": "dijk"},
        {"what": "Lotte gaat met Els naar de bibliotheek", "pace": "now", "party": "school"},
    ],
    "contact": [{"name": "Els", "relation": "buurvrouw"}],
    "plan": [{"lead": "Kim", "key_person": "Joris de Boer"}],
    "aftercare": [SETTLED],
}


def begin(home: Path, told: Told) -> RunningHouse:
    """Lay out a town in which one more household was told, and return its house, not yet started."""
    lay_out(home, seeds=True)
    house = RunningHouse(home)
    with vault_of(house.home) as vault:
        card = read_membership(vault).card
        worker = Person(card.person, card.name, Role.WORKER)
        Teller(vault, bundled_catalogue(), read_texts(DUTCH), worker, wall_clock).tell(told)
    return house


def kept(house: RunningHouse, name: str) -> Dossier:
    """What the vault holds of one household, as the app left it."""
    with vault_of(house.home) as vault:
        found = next(
            one for one, card in vault.cards(0, 50) if isinstance(card, dict) and card["name"] == name
        )
        return read_dossier(found, vault.entries(found))


def to_reading_back(tablet: Screen, name: str) -> None:
    unlock(tablet)
    open_household(tablet, name)
    tap(tablet, "to-table")
    open_sheet(tablet, "read_back")
    arrive(tablet, "done")


def attached(pdf: bytes) -> dict[str, Any]:
    """The data that is attached to a document."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found = json.loads(zlib.decompress(stream))
        except (zlib.error, ValueError):
            continue
        if isinstance(found, dict) and "parts" in found:
            return found
    raise AssertionError("nothing is attached to this document")


def test_what_mevrouw_de_wit_adds_and_signs_stands_to_the_letter_in_the_copy_she_keeps(
    tmp_path: Path, open_screen: OpenScreen
) -> None:
    with begin(tmp_path / "home", DE_WIT) as house:
        tablet = open_screen(house.address)
        to_reading_back(tablet, "mevrouw De Wit-Bakker")
        tablet.scroll_to(tablet.identified("change-plan"))
        tablet.see(re.compile("Wat gaat er nu gebeuren, in uw eigen woorden"))
        tap(tablet, "answer-agreed_with_remarks")
        write(tablet, "remark", REMARK)
        draw(tablet, tablet.scroll_to(tablet.identified("signature")))
        tap(tablet, "done")
        arrive(tablet, "sent-status")
        tablet.see("Uw plan is klaar.")
        (assent,) = attached(saved(tablet, "copy-pdf"))["assents"]
        assert (assent["remark"], assent["state"], assent["how"]) == (REMARK, "agreed_with_remarks", "drawn")
        assert len(assent["signature"][0]) > 10
        assert REMARK in saved(tablet, "copy-html").decode()
        now = saved(tablet, "now-page").decode()
        assert "Wat gebeurt er nu, en wanneer?" in now
        assert "Samira Yilmaz" in now
        assert "zingen" not in now


def test_each_gets_only_what_somebody_said_yes_to_and_what_stays_home_goes_nowhere(
    tmp_path: Path, open_screen: OpenScreen
) -> None:
    with begin(tmp_path / "home", FAMILY) as house:
        tablet = open_screen(house.address)
        to_reading_back(tablet, "gezin Vermeer")
        tap(tablet, "answer-agreed")
        two_parents_are_asked_and_a_child_is_heard(tablet)
        a_name_is_pointed_at_and_blocks_nothing(tablet)
        one_sentence_stays_home(tablet)
        kim_lets_the_landlord_know(tablet)
        the_answer_is_asked_again(tablet)
        extract = the_landlord_gets_an_extract(tablet)
    told = kept(house, "gezin Vermeer")
    assert len(withheld(told)) == 1
    (consent,) = consents(told)
    assert (consent.person.role, consent.answer.text) == (Role.RESIDENT, "yes")
    assert consent.last_day is not None
    assert (consent.last_day.day, consent.last_day.month) == (31, 12)
    (copy,) = told.all("copy")
    assert (copy.words("who").text, copy.words("how").text) == ("Woonstichting De Dijk", "paper")
    kinds = sorted(part["content"]["kind"] for part in extract["parts"])
    assert kinds == ["aftercare_housing", "agreement", "key_person"]
    text = json.dumps(extract, ensure_ascii=False)
    for there in (RENT, HOUSING, "Joris de Boer"):
        assert there in text
    for absent in ("bibliotheek", "slaap", "zus", "toeslagen", "koffie", "woensdag", "Els", "blijven wonen"):
        assert absent not in text


def two_parents_are_asked_and_a_child_is_heard(tablet: Screen) -> None:
    tablet.see(re.compile("Nog te vragen: Marco"))
    ask(tablet, "Lotte")
    tablet.see(re.compile("Lotte is nog geen 12 jaar.*Kim en Marco beslissen"))
    ask(tablet, "Marco")
    tablet.see(re.compile("Marco heeft gezag over Lotte"))
    ask(tablet, "Kim")


def ask(tablet: Screen, name: str) -> None:
    pills = tablet.page.locator('[flt-semantics-identifier^="assenter-"]')
    tablet.tap(pills.and_(tablet.page.get_by_label(name)))


def a_name_is_pointed_at_and_blocks_nothing(tablet: Screen) -> None:
    tap(tablet, "to-going-out")
    arrive(tablet, "second-looks")
    tablet.see("naam van een ander: Els")
    tablet.see("Niets blijft thuis.")
    tablet.see("krijgt niets: er is geen ja")


def one_sentence_stays_home(tablet: Screen) -> None:
    tap(tablet, "to-stays-home")
    tablet.tap(tablet.find(f"{AT_HOME}: gaat mee"))
    expect(tablet.find(f"{AT_HOME}: blijft thuis")).to_be_attached()
    tap(tablet, "to-going-out")
    tablet.see("Eén ding blijft thuis.")


def kim_lets_the_landlord_know(tablet: Screen) -> None:
    tap(tablet, "to-consents")
    tablet.tap("Ja, Woonstichting De Dijk mag dat")
    tablet.see("Ja: Woonstichting De Dijk mag een eigen stukje.")
    tablet.tap(tablet.find("Zonder laatste dag. Tot wanneer?"))
    write(tablet, "until-day", "na de kerst")
    tap(tablet, "until-done")
    tablet.tap(tablet.find("Zonder laatste dag. Tot wanneer?"))
    tablet.see("Schrijf een dag die nog komt")
    expect(listened_to(box_of(tablet, "until-day"))).to_have_value("na de kerst")
    write(tablet, "until-day", "31-12")
    tap(tablet, "until-done")
    tablet.see(re.compile("^Tot en met 31 december"))
    tap(tablet, "consents-done")
    show = tablet.find("Laat precies zien wat Woonstichting De Dijk krijgt")
    tablet.scroll_to(show)
    tablet.tap(show)
    tablet.see(re.compile(re.escape(RENT)))
    tap(tablet, "to-reading")


def the_answer_is_asked_again(tablet: Screen) -> None:
    tablet.scroll_to(tablet.identified("wanting"))
    tablet.see("Er is iets veranderd in het plan")
    tap(tablet, "answer-agreed")
    tap(tablet, "done")
    arrive(tablet, "sent-status")
    # Marco was not asked, so that it is an account, and no plan that is ready.
    tablet.see("Het verslag van ons gesprek is klaar.")
    assert AT_HOME not in saved(tablet, "copy-html").decode()


def the_landlord_gets_an_extract(tablet: Screen) -> dict[str, Any]:
    tap(tablet, "to-copies")
    arrive(tablet, "copies-done")
    pdf = tablet.page.locator('[flt-semantics-identifier^="extract-pdf-"]')
    expect(pdf).to_have_count(1)
    with tablet.page.expect_download() as fetched:
        tablet.tap(pdf)
    given = tablet.find("Woonstichting De Dijk: gegeven op papier")
    tablet.tap(given)
    tablet.see(re.compile("Op papier gegeven op"))
    return attached(fetched.value.path().read_bytes())

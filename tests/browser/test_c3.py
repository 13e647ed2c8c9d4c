"""The case of the family Bakker: three people, a parent who lives elsewhere, and nine parties.

One walk as its script says, on a tablet held upright, from a name alone to what the team may learn from it.
What belongs to the money of the plan is no part of it; nor is the sheet of Sem.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from keukentafel.app.state.membership import read_membership
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.life import parties
from keukentafel.dossier.members import Member, members
from keukentafel.dossier.party import Share, parties_in_plan
from keukentafel.dossier.plan import Pace, plan
from keukentafel.edition.manifest import Manifest, manifest_of
from keukentafel.journal.field import Retention
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from sync.envelope import open_envelope
from sync.message import MessageKind, read_message
from tests.browser.conftest import OpenScreen
from tests.browser.harness import PORTRAIT, Screen
from tests.browser.running_house import RunningHouse
from tests.browser.tour import (
    SUPERVISOR,
    SUPERVISOR_PIN,
    WORKER_PIN,
    arrive,
    box_of,
    open_sheet,
    press_pin,
    tap,
    unlock,
    write,
)
from tests.browser.vaults import vault_of

pytestmark = pytest.mark.browser

NINE = {
    "leerplicht": "Sem is niet op school",
    "school": "wat Sem wel kan leren",
    "jeugd-ggz": "een onderzoek",
    "ambulant begeleider": "elke dinsdag bij Sem",
    "huisarts": "de buikpijn van Lotte",
    "schuldhulp": "de huur",
    "Wmo": "de rug van Kim",
    "corporatie": "twee maanden huur",
    "jongerenwerk": "het spel van Sem",
}
COACH = "ambulant begeleider"
STORY = "Ik heb elke dag iemand over de vloer. Iedereen zegt iets anders."
STOPS = "De ambulant begeleider stopt"
WHY = "Jongerenwerk neemt het over, en twee bezoeken per week is genoeg"
NORMS = {
    "best": "Samen met Kim. Het was de enige weg die Sem ook wilde.",
    "difference": "Ja: er komt niemand bij, er gaat iemand af.",
    "fastest": "Nee, Marco hoorde het te laat.",
}
NAMES = ("Kim", "Sem", "Lotte", "Marco", "Samira")


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A fresh demo; what goes, waits on the tablet."""
    with RunningHouse(tmp_path_factory.mktemp("home"), "--no-relay") as running:
        yield running


def test_the_family_bakker_is_asked_who_reads_along_stops_one_of_nine_and_is_kept_under_two_laws(
    house: RunningHouse, open_screen: OpenScreen
) -> None:
    tablet = open_screen(house.address, PORTRAIT)
    three_people_and_a_parent_who_lives_elsewhere(tablet)
    who_may_read_along_is_asked_of_marco_apart(tablet)
    nine_parties_lie_on_one_sheet(tablet)
    this_is_kims_story(tablet)
    nothing_stops_without_a_word_of_why(tablet)
    # Step 3, what Sem fills in on a sheet of his own, and what Kim sees of it, is walked with that sheet.
    everybody_else_waits_and_two_visits_a_week_are_enough(tablet)
    # Steps 4, 6 and 7 belong to the plan as it travels: two tablets, an extract, and the money.
    nobody_agrees_without_one_who_keeps_the_overview(tablet)
    the_account_goes(tablet)
    two_laws_stand_in_the_work_face(tablet)
    the_team_is_told_without_names(tablet)
    with vault_of(house.home) as vault:
        what_was_said_stands_in_the_vault(vault)
        the_plan_says_which_part_is_kept_how_long(vault)
        what_waits_for_the_team_names_nobody(house, vault)


def three_people_and_a_parent_who_lives_elsewhere(tablet: Screen) -> None:
    unlock(tablet)
    tap(tablet, "new")
    write(tablet, "name", "Kim")
    tap(tablet, "start")
    arrive(tablet, "star")
    tap(tablet, "to-table")
    open_sheet(tablet, "arriving")
    tap(tablet, "to-members")
    _adds(tablet, "here", "Sem", "zoon", "age-12")
    _adds(tablet, "here", "Lotte", "dochter", "age-8")
    _adds(tablet, "elsewhere", "Marco", "vader", "authority-yes")
    tablet.see("12 tot en met 15 jaar")
    tablet.see("heeft gezag")


def _adds(tablet: Screen, place: str, name: str, relation: str, answer: str) -> None:
    tap(tablet, f"add-{place}")
    write(tablet, f"member-{place}", name)
    tap(tablet, f"member-{place}-write")
    write(tablet, "member-relation", relation)
    tap(tablet, f"member-{answer}")
    expect(tablet.identified(f"member-{answer}")).to_be_checked()
    tap(tablet, "member-done")
    expect(tablet.identified("member-relation")).to_have_count(0)


def who_may_read_along_is_asked_of_marco_apart(tablet: Screen) -> None:
    tablet.see("Mag Marco meelezen met uw plan?")
    tablet.see("Marco mag iets weten over de kinderen. Wat u zelf vertelt, is van u.")
    tablet.not_see("Mag Sem meelezen met uw plan?")
    tap(tablet, "reads-along-Marco-no")
    expect(tablet.identified("reads-along-Marco-no")).to_be_checked()
    tap(tablet, "members-done")


def nine_parties_lie_on_one_sheet(tablet: Screen) -> None:
    tap(tablet, "sheet-life")
    tap(tablet, "parties")
    for name, what_for in NINE.items():
        tap(tablet, "add-party")
        write(tablet, "party-name", name)
        write(tablet, "party-what_for", what_for)
        tap(tablet, "party-done")
        expect(tablet.identified("party-name")).to_have_count(0)
    tap(tablet, "to-map")


def this_is_kims_story(tablet: Screen) -> None:
    open_sheet(tablet, "story")
    write(tablet, "quote", STORY)
    tap(tablet, "quote-write")
    tablet.see(STORY)
    tap(tablet, "story-assent")
    arrive(tablet, "story-assented")


def nothing_stops_without_a_word_of_why(tablet: Screen) -> None:
    open_sheet(tablet, "plan")
    write(tablet, "wish", "Niet elke dag iemand over de vloer")
    tap(tablet, "wish-write")
    tablet.tap(tablet.find("Afspraak erbij: Niet elke dag iemand over de vloer"))
    write(tablet, "agreement-what", STOPS)
    write(tablet, "agreement-who", "Kim en Samira")
    tap(tablet, "agreement-done")
    tablet.tap(tablet.find(f"Veranderen: {STOPS}"))
    tap(tablet, "agreement-parties")
    tablet.tap(tablet.scroll_to(_named(tablet, "agreement-party-", COACH)))
    expect(_named(tablet, "agreement-party-", COACH)).to_be_checked()
    tap(tablet, "agreement-more")
    tap(tablet, "pace-stops")
    arrive(tablet, "stops-why")
    expect(tablet.identified("pace-now")).to_be_checked()
    write(tablet, "agreement-reason", WHY)
    box_of(tablet, "agreement-reason").press("Enter")
    expect(tablet.identified("pace-stops")).to_be_checked()
    expect(tablet.identified("stops-why")).to_have_count(0)
    tap(tablet, "agreement-done")


def _named(tablet: Screen, begins: str, name: str) -> Locator:
    """The node with an identifier that begins so, and this name."""
    known = tablet.page.locator(f'[flt-semantics-identifier^="{begins}"]')
    return known.and_(
        tablet.page.get_by_label(name, exact=True).or_(tablet.page.get_by_text(name, exact=True))
    )


def everybody_else_waits_and_two_visits_a_week_are_enough(tablet: Screen) -> None:
    tap(tablet, "view-board")
    arrive(tablet, "lane-stops")
    tap(tablet, "limit-open")
    tap(tablet, "limit-2")
    for name in NINE:
        if name != COACH:
            tablet.tap(tablet.scroll_to(tablet.find(f"Even wachten: {name}")))
            tablet.not_see(f"{name} heeft nog geen plek.")
    arrive(tablet, "all-placed")


def nobody_agrees_without_one_who_keeps_the_overview(tablet: Screen) -> None:
    open_sheet(tablet, "read_back")
    tap(tablet, "answer-agreed")
    tap(tablet, "done")
    arrive(tablet, "to-plan")


def the_account_goes(tablet: Screen) -> None:
    tablet.see(re.compile(re.escape(WHY)))
    tap(tablet, "answer-seen_only")
    tap(tablet, "done")
    tap(tablet, "anyway")
    arrive(tablet, "sent-status")


def two_laws_stand_in_the_work_face(tablet: Screen) -> None:
    tap(tablet, "work")
    press_pin(tablet, WORKER_PIN)
    arrive(tablet, "to-table")
    for name, law in {
        "Kim": "Wmo: 15 jaar bewaard",
        "Sem": "Jeugdwet: 20 jaar bewaard",
        "Lotte": "Jeugdwet: 20 jaar bewaard",
    }.items():
        line = tablet.scroll_to(tablet.identified(f"kept-{name}"))
        expect(line.get_by_text(law).or_(line.and_(tablet.page.get_by_label(law)))).to_have_count(1)


def the_team_is_told_without_names(tablet: Screen) -> None:
    tap(tablet, "to-reflection")
    for name, words in NORMS.items():
        tap(tablet, f"answer-{name}")
        write(tablet, f"reflect-{name}", words)
        tap(tablet, f"{name}-done")
    tap(tablet, "share")
    for name in ("Kim", "Sem", "Marco"):
        tap(tablet, f"replace-{name}")
        expect(tablet.identified(f"name-{name}")).to_have_count(0)
    tap(tablet, "send")
    arrive(tablet, "shared")
    tap(tablet, "lock")
    arrive(tablet, "pin-1")


def what_was_said_stands_in_the_vault(vault: OpenVault) -> None:
    dossier = _dossier(vault)
    known = {one.person.name: one for one in members(dossier)}
    assert [name for name, one in known.items() if one.lives_here] == ["Kim", "Sem", "Lotte"]
    assert (known["Marco"].authority, known["Marco"].may_read) == (True, False)
    assert list(known["Marco"].reads_along) == [known["Kim"].person.id]
    assert {one.words("name").text: one.words("what_for").text for one in parties(dossier)} == NINE
    stops, *waits = plan(dossier).agreements
    assert (stops.pace, stops.reason.text, stops.who.text) == (Pace.STOPS, WHY, "Kim en Samira")
    assert ({one.pace for one in waits}, plan(dossier).most_visits) == ({Pace.WAIT}, 2)
    shares = {one.name.text: one.share for one in parties_in_plan(dossier)}
    assert shares == {name: Share.DOES if name == COACH else Share.WAITS for name in NINE}


def the_plan_says_which_part_is_kept_how_long(vault: OpenVault) -> None:
    manifest, known = _manifest(vault), _members(vault)
    kept = {(one.person, one.retention) for one in manifest.parts if one.person is not None}
    for name, retention in {
        "Kim": Retention.WMO,
        "Sem": Retention.YOUTH,
        "Lotte": Retention.YOUTH,
        "Marco": Retention.WMO,
    }.items():
        assert {term for who, term in kept if who == known[name].person.id} == {retention}


def what_waits_for_the_team_names_nobody(house: RunningHouse, vault: OpenVault) -> None:
    with vault_of(house.home, SUPERVISOR, SUPERVISOR_PIN) as desk:
        key = read_membership(desk).team_key
    assert key is not None
    messages = [read_message(open_envelope(one.envelope, key).body) for one in vault.queued()]
    (told,) = [one.body.decode() for one in messages if one.kind is MessageKind.REFLECTION]
    assert set(json.loads(told)) == {"schema", "week", *NORMS}
    assert [name for name in NAMES if name in told] == []


def _household(vault: OpenVault) -> HouseholdId:
    cards = vault.cards(0, 50)
    return next(one for one, card in cards if isinstance(card, dict) and card["name"] == "Kim")


def _dossier(vault: OpenVault) -> Dossier:
    household = _household(vault)
    return read_dossier(household, vault.entries(household))


def _members(vault: OpenVault) -> dict[str, Member]:
    return {one.person.name: one for one in members(_dossier(vault))}


def _manifest(vault: OpenVault) -> Manifest:
    (bundle,) = vault.documents(_household(vault), "bundle")
    return manifest_of(json.loads(bundle.data)["manifest"])

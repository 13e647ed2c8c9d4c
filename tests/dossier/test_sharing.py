"""The own sheet of somebody young: others see only what that person shares, and nobody shares it for them."""

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sharing import House, With, for_others, kept_to_oneself, own_cards
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Act, Role, Speaker
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, HOUSEHOLD

SEM = Speaker(Role.RESIDENT, PersonId(random_id()))


def card(household: Saying, words: str, house: str = "good", voice: Speaker = SEM) -> ObjectId:
    thing = ObjectId(random_id())
    household.say("own_card.house", house, thing, voice=voice)
    household.say("own_card.text", words, thing, voice=voice)
    return thing


def share(household: Saying, about: ObjectId, with_whom: str, voice: Speaker = SEM) -> ObjectId:
    thing = ObjectId(random_id())
    household.say("shared.about", about, thing, voice=voice)
    household.say("shared.with", with_whom, thing, voice=voice)
    return thing


def said_in(dossier: Dossier) -> set[str]:
    return {words.text for thing in dossier.things for words in thing.fields.values()}


def at_the_table(household: Saying) -> set[str]:
    return said_in(for_others(household.dossier, at_the_table=True))


def with_the_worker(household: Saying) -> set[str]:
    return said_in(for_others(household.dossier, at_the_table=False))


def test_nobody_sees_a_card_that_is_not_shared() -> None:
    household = Saying()
    card(household, "Boze stemmen.", "hard")
    household.say("quote.text", "Ik bouw een spel.", voice=SEM)
    assert at_the_table(household) == {"Ik bouw een spel."} == with_the_worker(household)


def test_what_is_shared_with_the_table_everybody_sees() -> None:
    household = Saying()
    share(household, card(household, "Paardrijden."), "table")
    assert {"Paardrijden."} <= at_the_table(household) & with_the_worker(household)


def test_what_is_shared_with_the_worker_is_not_on_the_table() -> None:
    household = Saying()
    share(household, card(household, "Boze stemmen.", "hard"), "worker")
    assert "Boze stemmen." in with_the_worker(household)
    assert at_the_table(household) == set()


def test_nobody_shares_in_the_place_of_a_child() -> None:
    household = Saying()
    boze = card(household, "Boze stemmen.", "hard")
    share(household, boze, "table", voice=ANNIE)
    shared = share(household, boze, "worker")
    household.say("shared.with", "table", shared, voice=ANNIE, seen=())
    assert "Boze stemmen." not in at_the_table(household)


def test_what_is_not_shared_any_more_is_not_seen_any_more() -> None:
    household = Saying()
    shared = share(household, card(household, "Boze stemmen."), "table")
    assert "Boze stemmen." in at_the_table(household)
    for name in ("shared.about", "shared.with"):
        household.say(name, thing=shared, voice=SEM, act=Act.STRIKE)
    assert at_the_table(household) == set()


def test_a_card_tells_its_house_whose_it_is_and_with_whom_it_is_shared() -> None:
    household = Saying()
    wanted = card(household, "Dat mama weer slaapt.", "want")
    card(household, "Oma.", voice=ANNIE)
    share(household, wanted, "table")
    (own,) = own_cards(household.dossier, SEM.who)
    assert (own.house, own.words.text, own.shared) == (House.WANT, "Dat mama weer slaapt.", With.TABLE)
    assert len(own_cards(household.dossier)) == 2


def test_a_household_without_such_a_sheet_is_whole() -> None:
    household = Saying()
    household.say("quote.text", "Ik wil hier niet weg.")
    dossier = household.dossier
    assert for_others(dossier, at_the_table=True) is dossier


def test_of_a_whole_history_what_counts_is_what_stands() -> None:
    household = Saying()
    first, second = card(household, "Paardrijden."), card(household, "Boze stemmen.")
    for about in (first, second):
        shared = share(household, about, "table")
    for name in ("shared.about", "shared.with"):
        household.say(name, thing=shared, voice=SEM, act=Act.STRIKE)
    assert kept_to_oneself(HOUSEHOLD, household.heads()) == {second}

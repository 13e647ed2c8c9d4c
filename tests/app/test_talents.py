"""A talent is read at other tables only with somebody's own yes, and then only three things of it."""

from collections.abc import Callable

import pytest

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.shared_talents import SharedTalent, fitting
from keukentafel.app.state.sharing_talent import beginning, say_no, say_yes, take_off
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.talent import Talent, talents, tells_more
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face
from keukentafel.vault.mistakes import Locked
from tests.app.town import SAMIRA, Town, begun, talk_in

ON_THE_CARD = SharedTalent("Schilderen", "Hans", "buurthuis De Weiden")
SURNAME = "Kwastenmakers"


def hans_in(room: Workroom) -> Conversation:
    talk = begun(room, f"Hans {SURNAME}")
    talk.face = Face.TABLE
    talk.say("strength.text", "Heeft 200 KWASTEN")
    what, name, via = ON_THE_CARD
    talk.say_together("talent", {"what": what, "name": name, "via": via})
    return talk


def the_talent(talk: Conversation) -> Talent:
    (one,) = talents(talk.dossier)
    return one


def household_of(room: Workroom, name: str) -> HouseholdId:
    return next(one for one, card in room.cards() if card.name == name)


def read_at_another_table(town: Town, room: Workroom) -> tuple[SharedTalent, ...]:
    """What the table of mevrouw De Wit reads, with only her keys; the room is wide again afterwards."""
    room.open_household(household_of(room, "mevrouw De Wit"))
    room.narrow()
    found = room.talents_nearby
    room.widen(town.pin(SAMIRA))
    return found


def test_without_a_yes_no_other_table_reads_it(town: Town) -> None:
    room = town.room()
    hans_in(room)
    assert read_at_another_table(town, room) == ()
    room.close()


def test_with_a_yes_other_tables_read_three_things_and_hold_no_key_for_more(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    say_yes(talk, the_talent(talk))
    room.open_household(household_of(room, "mevrouw De Wit"))
    room.narrow()
    assert room.talents_nearby == (ON_THE_CARD,)
    assert SURNAME not in repr(room.talents_nearby)
    for forbidden in (lambda: room.vault.entries(talk.household), lambda: room.vault.card(talk.household)):
        try:
            forbidden()
        except Locked:
            continue
        raise AssertionError("the other household could be read")
    room.close()
    assert room.talents_nearby == ()


def test_at_ones_own_table_ones_own_talent_is_not_offered(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    say_yes(talk, the_talent(talk))
    room.narrow()
    assert room.talents_nearby == ()
    room.close()


def test_a_yes_at_the_table_where_only_ones_own_keys_are_is_read_elsewhere_later(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    room.narrow()
    say_yes(talk, the_talent(talk))
    room.widen(town.pin(SAMIRA))
    assert read_at_another_table(town, room) == (ON_THE_CARD,)
    room.close()


WITHDRAWALS = {
    "taken off": lambda talk: take_off(talk, the_talent(talk)),
    "other words": lambda talk: talk.say("talent.what", "Behangen", the_talent(talk).id),
    "said no": lambda talk: say_no(talk, the_talent(talk)),
}


@pytest.mark.parametrize("withdraw", WITHDRAWALS.values(), ids=WITHDRAWALS.keys())
def test_each_way_of_taking_it_back_takes_it_off_every_other_table(
    town: Town, withdraw: Callable[[Conversation], object]
) -> None:
    room = town.room()
    talk = hans_in(room)
    say_yes(talk, the_talent(talk))
    assert len(read_at_another_table(town, room)) == 1
    withdraw(talk)
    assert read_at_another_table(town, room) == ()
    room.close()


def test_the_yes_of_somebody_else_does_not_count(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    anna = talk.say_together("person", {"name": "Anna", "role": "resident"})
    voice = next(one for one in talk.people if one.id == anna).speaker
    talk.say("talent.consent", "yes", the_talent(talk).id, voice)
    assert not the_talent(talk).shared
    assert read_at_another_table(town, room) == ()
    room.close()


def test_forgetting_the_household_takes_it_off(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    say_yes(talk, the_talent(talk))
    room.say_farewell()
    assert room.farewell is not None
    room.farewell.throw_away(town.pin(SAMIRA))
    room.forgotten()
    assert read_at_another_table(town, room) == ()
    room.close()


def test_a_surname_on_the_card_is_noticed_before_anybody_is_asked(town: Town) -> None:
    room = town.room()
    talk = hans_in(room)
    assert tells_more(talk.dossier, the_talent(talk)) == ()
    talk.say("talent.name", f"Hans {SURNAME}", the_talent(talk).id)
    assert tells_more(talk.dossier, the_talent(talk)) == (SURNAME,)
    talk.say("talent.name", "Hans", the_talent(talk).id)
    talk.say("talent.via", f"de schuur van {SURNAME}", the_talent(talk).id)
    assert tells_more(talk.dossier, the_talent(talk)) == (SURNAME,)
    room.close()


def test_only_what_fits_a_wish_is_found_and_without_words_nothing(town: Town) -> None:
    guide = town.house.guide
    cooking = SharedTalent("Soep koken", "Riet", "buurthuis De Molen")
    assert fitting((ON_THE_CARD, cooking), "iemand die kan schilderen", guide) == (ON_THE_CARD,)
    assert fitting((ON_THE_CARD, cooking), "", guide) == ()
    assert fitting((ON_THE_CARD, cooking), "zwemmen", guide) == ()


def test_a_talent_begins_with_a_first_name_and_the_house_of_the_quarter(town: Town) -> None:
    room = town.room()
    passed_over = town.house.texts("initial.passed_over").split()
    room.open_household(household_of(room, "Hans van Rooij"))
    known = beginning(talk_in(room), town.house.guide, passed_over)
    assert known == {"talent.name": "Hans", "talent.via": "buurthuis De Weiden"}
    room.open_household(household_of(room, "mevrouw De Wit"))
    assert "talent.name" not in beginning(talk_in(room), town.house.guide, passed_over)
    room.close()


def test_a_contact_with_a_name_goes_along_only_when_it_was_wanted_and_its_yes_stays_behind(
    town: Town,
) -> None:
    room = town.room()
    talk = hans_in(room)
    say_yes(talk, the_talent(talk))
    talk.say_of_talk("ended", "contact")
    there = household_of(room, "Hans van Rooij")
    room.begin_linking()
    linking = room.linking
    assert isinstance(linking, Linking)
    linking.choose(there)
    assert not linking.may_go
    linking.wanted_by_themselves = True
    assert linking.may_go
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    assert not the_talent(talk_in(room)).shared
    assert the_talent(talk_in(room)).what.text == ON_THE_CARD.what
    room.close()

"""A talk from the street is laid with a household: every word goes along, or nothing is moved."""

import pytest

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.mistakes import NoSuchHousehold, VaultMistake, WrongPin
from tests.app.town import SAMIRA, Clock, Town, begun, standing, talk_in

WORDS = {
    "quote.text": "EKSTER zei iemand op straat",
    "strength.text": "MERELS fluiten",
    "parked.text": "KOEKOEKSKLOK",
    "keyword.text": "steekwoord WINTERKONING",
    "rather_not.what": "F06",
}


def on_the_street(room: Workroom) -> Conversation:
    talk = begun(room, "")
    for field, words in WORDS.items():
        talk.face = Face.LISTEN
        talk.say(field, words)
    talk.face = Face.TABLE
    talk.say("story.text", "SPREEUW in het kort", talk.only("story"))
    talk.assent_to_story("tapped")
    talk.say_of_talk("place", "sportclub")
    talk.face = Face.WORK
    return talk


def household_of(room: Workroom, name: str) -> HouseholdId:
    return next(one for one, card in room.cards() if card.name == name)


def linking_in(room: Workroom) -> Linking:
    room.begin_linking()
    assert room.linking is not None
    return room.linking


def test_every_word_goes_along_in_its_own_voice_and_the_talk_is_gone(town: Town) -> None:
    assert isinstance(town.clock, Clock)
    room = town.room()
    street = on_the_street(room)
    said_at = standing(room, street, "quote.text")[0].signed.operation.claimed
    town.clock.pass_seconds(3600)
    linking = linking_in(room)
    there = household_of(room, "Hans van Rooij")
    linking.choose(there)
    assert linking.may_go
    linking.link(town.pin(SAMIRA))
    with pytest.raises(NoSuchHousehold):
        room.vault.entries(street.household)
    room.forgotten()
    room.open_household(there)
    talk = talk_in(room)
    hans = talk.speaker.speaker
    for field, words in WORDS.items():
        found = [one for one in standing(room, talk, field) if one.value and one.value.content == words]
        (one,) = found
        voice = room.worker.speaker if field == "keyword.text" else hans
        assert (one.signed.operation.voice, one.signed.operation.hand) == (voice, room.worker.speaker)
    quotes = {one.words("text").text: one.born for one in talk.story.quotes}
    assert quotes["EKSTER zei iemand op straat"] == said_at
    assert "SPREEUW in het kort" in quotes
    assert not talk.story.assented
    assert room.vault.check() == ()
    assert room.vault.forgetting.thrown_away == 0
    room.close()


def test_where_more_people_live_somebody_says_whose_words_they_are(town: Town) -> None:
    room = town.room()
    on_the_street(room)
    linking = linking_in(room)
    there = household_of(room, "gezin Bakker")
    linking.choose(there)
    assert not linking.may_go
    sem = next(one for one in linking.people if one.name == "Sem")
    linking.choose_person(sem.id)
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    said = [one.words("text").latest for one in talk_in(room).story.quotes]
    assert sem.id in {one.voice.who for one in said if one and one.text == WORDS["quote.text"]}
    assert all(one.role is not Role.WORKER for one in talk_in(room).voices)
    room.close()


def test_with_a_wrong_pin_nothing_is_moved(town: Town) -> None:
    room = town.room()
    street = on_the_street(room)
    linking = linking_in(room)
    there = household_of(room, "Hans van Rooij")
    before = len(room.vault.entries(there))
    linking.choose(there)
    with pytest.raises(WrongPin):
        linking.link("000000")
    assert len(room.vault.entries(there)) == before
    assert room.vault.entries(street.household)
    room.close()


def test_when_it_fails_halfway_nothing_is_written_and_the_talk_is_still_there(town: Town) -> None:
    room = town.room()
    street = on_the_street(room)
    there = household_of(room, "Hans van Rooij")
    before = len(room.vault.entries(there))

    def carry() -> None:
        room.open_household(there)
        talk_in(room).say("quote.text", "halverwege")
        assert len(room.vault.entries(there)) == before + 1
        raise VaultMistake

    with pytest.raises(VaultMistake):
        room.vault.forgetting.carry_over(town.pin(SAMIRA), street.household, carry)
    assert len(room.vault.entries(there)) == before
    assert room.vault.entries(street.household)
    assert room.vault.check() == ()
    room.close()


def test_a_talk_that_has_grown_a_plan_gets_a_name_of_its_own_instead(town: Town) -> None:
    room = town.room()
    talk = on_the_street(room)
    linking = linking_in(room)
    assert linking.obstacle == ""
    talk.face = Face.TABLE
    talk.say("wish.text", "Ik wil schilderen")
    assert linking.obstacle == "link.has_grown"
    assert not linking.may_go
    room.close()


def test_households_are_found_by_part_of_their_name(town: Town) -> None:
    room = town.room()
    begun(room, "")
    linking = linking_in(room)
    assert {card.name for _, card in linking.households} >= {"mevrouw De Wit", "gezin Bakker"}
    linking.look_for(" bakk")
    assert [card.name for _, card in linking.households] == ["gezin Bakker"]
    room.close()

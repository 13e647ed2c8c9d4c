"""A talk from the street is laid with a household: every word goes along, or nothing is moved."""

import pytest

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.saved import Saving
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.canonical import Json
from keukentafel.journal.field import Field, ValueKind
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.mistakes import NoSuchHousehold, VaultMistake, WrongPin
from tests.app.town import CATALOGUE, SAMIRA, Clock, Town, begun, standing, talk_in

STAY_OR_THERE = {
    # Of the talk on the street alone.
    *("conversation.opened_early", "conversation.variant", "conversation.visit", "conversation.ended"),
    *("story.assent", "talent.consent"),
    # Who was met keeps the name and the role they have there.
    *("person.name", "person.role"),
}
REFERS_TO = {"agreement.wish": "wish", "advice.wish": "wish", "advice.agreement": "agreement"}
KINDS = {one.object for one in CATALOGUE.fields}
REFERENCES = {one.name for one in CATALOGUE.fields if one.value is ValueKind.REFERENCE}

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


def every_kind_filled(room: Workroom) -> dict[str, set[str]]:
    """Say something in every field of every kind of the catalogue; returns the texts by field."""
    talk = on_the_street(room)
    marga = talk.say_together("person", {"name": "MARGA op straat", "role": "near", "relation": "zus"})
    near = next(one for one in talk.people if one.id == marga)
    ids = {kind: talk.only(kind) for kind in KINDS}
    ids["conversation"], ids["person"] = talk.talk.id, ObjectId(talk.speaker.id)
    said: dict[str, set[str]] = {}
    for field in CATALOGUE.fields:
        kind = field.object
        if kind == "household" or field.name in STAY_OR_THERE:
            continue
        who = talk.speaker if Role.RESIDENT in field.voices else near if Role.NEAR in field.voices else None
        voice = who.speaker if who else room.worker.speaker
        talk.face = next(one for one in (Face.TABLE, Face.LISTEN, Face.WORK) if one in field.faces)
        content = content_for(field, ids)
        talk.say(field.name, content, ids[kind], voice)
        assert talk.saved.saving is Saving.SAVED, field.name
        said[field.name] = {content} if isinstance(content, str) else set()
    talk.face = Face.WORK
    return said


def content_for(field: Field, ids: dict[str, ObjectId]) -> Json:
    """Return something that fits in a field, with a word in it that is found again."""
    plain: dict[ValueKind, Json] = {
        ValueKind.MOMENT: 1_795_000_000_000,
        ValueKind.DATE: "2026-11-22",
        ValueKind.NUMBER: 3,
        ValueKind.REFERENCE: ids[REFERS_TO.get(field.name, "quote")],
        ValueKind.SETTLED: {"state": "filled", "text": f"IJSVOGEL {field.name}"},
    }
    if field.value in plain:
        return plain[field.value]
    return field.choices[0] if field.choices else f"IJSVOGEL {field.name}"


def test_a_talk_in_which_everything_was_filled_in_goes_along_whole(town: Town) -> None:
    room = town.room()
    said = every_kind_filled(room)
    street = talk_in(room)
    kinds = {thing.kind for thing in street.whole.things} - {"household", "story"}
    assert kinds == KINDS - {"household", "story"}
    linking = linking_in(room)
    there = household_of(room, "Hans van Rooij")
    before = room.vault.entries(there)
    assert linking.obstacle == ""
    linking.choose(there)
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    talk = talk_in(room)
    fresh = {entry.signed.id for entry in room.vault.entries(there)} - {one.signed.id for one in before}
    for name, texts in said.items():
        if name in {"story.text", "story.assent"}:
            continue
        found = [one for one in standing(room, talk, FieldName(name)) if one.signed.id in fresh]
        assert found, name
        contents = {one.value.content for one in found if one.value and isinstance(one.value.content, str)}
        assert name in REFERENCES or texts <= contents, name
    assert "IJSVOGEL story.text" in {one.words("text").text for one in talk.story.quotes}
    assert not talk.story.assented
    assert room.vault.check() == ()
    room.close()


def test_what_refers_to_something_else_refers_to_it_there_too(town: Town) -> None:
    room = town.room()
    talk = on_the_street(room)
    talk.face = Face.TABLE
    wish = talk.say("wish.text", "Ik wil schilderen")
    talk.say_together("agreement", {"what": "Cor brengt verf", "wish": wish})
    one, other = (talk.say("tile.kind", kind) for kind in ("geld", "lijf"))
    talk.say_together("link", {"one": one, "other": other})
    talk.face = Face.WORK
    linking = linking_in(room)
    there = household_of(room, "Hans van Rooij")
    linking.choose(there)
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    found = talk_in(room)
    (painting,) = [each for each in found.plan.wishes if each.text.text == "Ik wil schilderen"]
    assert [each.what.text for each in painting.agreements] == ["Cor brengt verf"]
    tiles = {thing.id: thing.words("kind").text for thing in found.dossier.all("tile")}
    (link,) = found.dossier.all("link")
    ends = {tiles[ObjectId(link.words(end).text)] for end in ("one", "other")}
    assert ends == {"geld", "lijf"}
    room.close()


def test_who_was_at_the_table_on_the_street_is_the_person_of_that_name_or_comes_along(town: Town) -> None:
    room = town.room()
    street = on_the_street(room)
    names = ("Sem", "buurvrouw Ans")
    for name in names:
        street.say_together("person", {"name": name, "role": "resident" if name == "Sem" else "near"})
    for one in (each for each in street.people if each.name in names):
        street.say("quote.text", f"woorden van {one.name}", voice=one.speaker)
    linking = linking_in(room)
    there = household_of(room, "gezin Bakker")
    linking.choose(there)
    linking.choose_person(next(one for one in linking.people if one.name == "Kim").id)
    before = {one.name: one.id for one in linking.people}
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    talk = talk_in(room)
    voices = {
        one.words("text").text: talk.person(one.words("text").latest.voice).name  # type: ignore[union-attr]
        for one in talk.story.quotes
    }
    assert voices["woorden van Sem"] == "Sem"
    assert voices["woorden van buurvrouw Ans"] == "buurvrouw Ans"
    assert voices[WORDS["quote.text"]] == "Kim"
    assert {one.name: one.id for one in talk.voices if one.name != "buurvrouw Ans"} == before
    room.close()


def test_what_stands_there_already_is_not_written_over(town: Town) -> None:
    room = town.room()
    there = household_of(room, "gezin Bakker")
    room.open_household(there)
    lead = talk_in(room).plan.lead.text
    room.close_household()
    street = on_the_street(room)
    street.face = Face.TABLE
    street.say("plan.lead", "iemand anders", street.only("plan"))
    street.face = Face.WORK
    linking = linking_in(room)
    linking.choose(there)
    linking.choose_person(linking.people[0].id)
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    talk = talk_in(room)
    assert talk.plan.lead.contested
    assert {one.text for one in talk.plan.lead.versions} == {lead, "iemand anders"}
    assert talk.dossier.name == "gezin Bakker"
    room.close()


def test_a_talk_of_which_something_was_sent_gets_a_name_of_its_own_instead(town: Town) -> None:
    room = town.room()
    talk = on_the_street(room)
    linking = linking_in(room)
    assert linking.obstacle == ""
    room.vault.keep_document(talk.household, "bundle", "0" * 64, b"what was sent")
    assert linking.obstacle == "link.has_sent"
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


def test_the_words_of_whom_was_met_are_of_who_they_are_there_also_when_that_is_somebody_near(
    town: Town,
) -> None:
    room = town.room()
    on_the_street(room)
    linking = linking_in(room)
    there = household_of(room, "mevrouw De Wit")
    linking.choose(there)
    marga = next(one for one in linking.people if one.role is Role.NEAR)
    linking.choose_person(marga.id)
    linking.link(town.pin(SAMIRA))
    room.forgotten()
    room.open_household(there)
    said = [one.words("text").latest for one in talk_in(room).story.quotes]
    assert [one.voice for one in said if one and one.text == WORDS["quote.text"]] == [marga.speaker]
    room.close()

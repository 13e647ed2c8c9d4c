"""One household, open: whose words are written, by whose hand, and what saying "this is my story" does."""

import pytest

from keukentafel.app.state.saved import Saving
from keukentafel.dossier.people import residents
from keukentafel.journal.speaker import Act, Face, Role
from tests.app.town import Town, begun, reopened, standing


def test_a_conversation_begins_with_only_a_name(town: Town) -> None:
    room = town.room()
    talk = begun(room, "mevrouw Jansen")
    assert talk.name == "mevrouw Jansen"
    assert [(one.name, one.role) for one in residents(talk.dossier)] == [("mevrouw Jansen", Role.RESIDENT)]
    assert talk.speaker == residents(talk.dossier)[0]
    assert talk.writer == room.worker
    assert room.cards()[0][1].name == "mevrouw Jansen"
    fields = {one.signed.operation.field for one in room.vault.entries(talk.household)}
    assert fields == {"household.name", "person.name", "person.role", "conversation.started"}


def test_a_name_that_does_not_fit_leaves_no_household(town: Town) -> None:
    room = town.room()
    before = room.count()
    with pytest.raises(ValueError, match="1 to 200 characters"):
        room.begin("x" * 201)
    assert room.count() == before
    assert room.talk is None


def test_what_the_worker_takes_down_has_the_residents_voice_and_the_workers_hand(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say("quote.text", "Ik wil hier niet weg.")
    (said,) = (one.words("text").versions[0] for one in talk.story.quotes)
    assert said.voice == talk.speaker.speaker
    assert said.hand == room.worker.speaker
    assert said.taken_down


def test_what_the_resident_types_has_the_residents_voice_and_hand(town: Town) -> None:
    talk = begun(town.room())
    talk.face, talk.writer = Face.TABLE, talk.speaker
    talk.say("quote.text", "Ik schrijf het zelf wel op.")
    (said,) = (one.words("text").versions[0] for one in talk.story.quotes)
    assert said.voice == said.hand == talk.speaker.speaker
    assert not said.taken_down


def test_what_the_worker_notes_is_the_workers_word_whoever_holds_the_tablet(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face, talk.writer = Face.LISTEN, talk.speaker
    talk.say("keyword.text", "stapel post")
    (said,) = (one.words("text").versions[0] for one in talk.story.keywords)
    assert said.voice == said.hand == room.worker.speaker


def test_saying_this_is_my_story_affirms_every_quote_in_its_order(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    lines = [f"Zin {number}." for number in range(12)]
    for line in lines:
        talk.say("quote.text", line)
    talk.assent_to_story("said_aloud")
    assert talk.story.assented
    assert talk.story.assent.text == "said_aloud"
    assert [one.words("text").text for one in talk.story.quotes] == lines
    acts = {one.signed.operation.act for one in standing(room, talk, "quote.text")}
    assert acts == {Act.AFFIRM}
    _, again = reopened(town, room)
    assert [one.words("text").text for one in again.story.quotes] == lines


def test_what_was_affirmed_no_longer_changes_behind_the_residents_back(town: Town) -> None:
    talk = begun(town.room())
    talk.face = Face.TABLE
    quote = talk.say("quote.text", "Ik doe de la maar dicht.")
    talk.face = Face.WORK
    talk.say("quote.text", "Ik doe de la dicht.", quote)
    talk.face = Face.TABLE
    talk.assent_to_story("tapped")
    talk.face = Face.WORK
    talk.say("quote.text", "Mevrouw opent haar post niet.", quote)
    assert talk.saved.saving is Saving.UNFIT
    assert talk.story.quotes[0].words("text").text == "Ik doe de la dicht."
    talk.face = Face.TABLE
    talk.say("quote.text", "Ik doe de la nu open.", quote)
    assert talk.story.quotes[0].words("text").text == "Ik doe de la nu open."


def test_what_is_crossed_out_no_longer_counts_and_is_kept(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say_together("agreement", {"what": "Marga belt de huisarts.", "who": "Marga"})
    talk.strike(talk.dossier.all("agreement")[0])
    assert talk.plan.agreements == ()
    acts = {one.signed.operation.act for one in standing(room, talk, "agreement.what")}
    assert acts == {Act.STRIKE}


def test_a_household_that_opens_again_says_what_it_said(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say("wish.text", "Ik wil weer zingen")
    _, again = reopened(town, room)
    assert again.dossier == talk.dossier

"""Looking back on a sentence, undoing at once, and what goes with words that are erased for good."""

import pytest

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.past import Past, view_box
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.history import Way
from keukentafel.dossier.people import Person
from keukentafel.journal.names import FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role
from tests.app.test_boxes import type_into
from tests.app.town import Town, begun, reopened, standing

WHAT = FieldName("agreement.what")


@pytest.fixture
def talk(town: Town) -> Conversation:
    """At the table, where the worker takes down what mevrouw Jansen says."""
    found = begun(town.room())
    found.face = Face.TABLE
    return found


def agreed(talk: Conversation) -> list[str]:
    return [one.what.text for one in talk.plan.agreements]


def looked_back(talk: Conversation, thing: ObjectId, field: str = "agreement.what") -> Past:
    return Past(talk, [thing], field, Screen.PLAN)


def joined_by(talk: Conversation, name: str) -> Person:
    thing = ObjectId(random_id())
    talk.say_together("person", {"name": name, "role": Role.RESIDENT.value}, thing)
    return talk.person(Person(PersonId(thing), name, Role.RESIDENT).speaker)


def test_one_tap_undoes_a_whole_change_and_the_next_one_takes_that_back(talk: Conversation) -> None:
    wish = talk.say("wish.text", "Weer zingen")
    talk.say_together("agreement", {"what": "Cor gaat mee", "wish": wish, "pace": "now"})
    assert talk.changes.undoable
    talk.changes.undo()
    assert talk.plan.agreements == ()
    talk.changes.undo()
    assert agreed(talk) == ["Cor gaat mee"]
    assert talk.plan.wishes[0].agreements[0].what.text == "Cor gaat mee"
    talk.strike(*talk.dossier.all("agreement"))
    talk.changes.undo()
    assert agreed(talk) == ["Cor gaat mee"]


def test_undoing_keeps_whose_words_they_were_and_says_who_undid_it(talk: Conversation) -> None:
    thing = talk.say("agreement.what", "Cor gaat mee")
    talk.writer = talk.speaker
    talk.say("agreement.what", "Ik ga alleen", thing)
    talk.writer = talk.worker
    talk.speaker = talk.worker
    talk.say("agreement.what", "Samira gaat mee", thing)
    talk.writer = talk.speaker = talk.voices[0]
    talk.changes.undo()
    said = talk.plan.agreements[0].what.versions
    assert [(one.text, one.voice, one.hand) for one in said] == [
        ("Ik ga alleen", talk.speaker.speaker, talk.speaker.speaker)
    ]
    assert len(talk.history(thing, WHAT).versions) == 4
    talk.changes.undo()
    said = talk.plan.agreements[0].what.versions
    assert [(one.text, one.voice, one.hand) for one in said] == [
        ("Samira gaat mee", talk.worker.speaker, talk.writer.speaker)
    ]


def test_that_a_talk_began_is_not_undone_and_away_from_the_table_nothing_is(talk: Conversation) -> None:
    talk.begin_again()
    assert not talk.changes.undoable
    thing = talk.say("quote.text", "Cor gaat mee")
    offered = [talk.changes.undoable]
    talk.face = Face.WORK
    offered.append(talk.changes.undoable)
    talk.changes.undo()
    assert len(talk.story.quotes) == 1
    talk.face = Face.TABLE
    offered.append(talk.changes.undoable)
    talk.changes.forget()
    assert [*offered, talk.changes.undoable] == [True, False, True, False]
    assert talk.history(thing, FieldName("quote.text")).last


def test_a_former_version_is_put_back_and_what_stood_there_stays_in_the_past(talk: Conversation) -> None:
    thing = talk.say("agreement.what", "Cor gaat mee")
    talk.say("agreement.what", "Marga gaat mee", thing)
    past = looked_back(talk, thing)
    (before,) = past.before
    assert before.content == "Cor gaat mee"
    assert past.may_put_back(before)
    past.put_back(before.id)
    assert agreed(talk) == ["Cor gaat mee"]
    assert [one.content for one in past.before] == ["Marga gaat mee", "Cor gaat mee"]


def test_a_struck_sentence_counts_no_more_and_can_be_put_back(talk: Conversation) -> None:
    thing = talk.say("agreement.what", "Cor gaat mee")
    past = looked_back(talk, thing)
    past.strike()
    assert (past.now, agreed(talk)) == ((), [])
    assert [one.content for one in past.before] == ["Cor gaat mee"]
    past.put_back(past.before[0].id)
    assert agreed(talk) == ["Cor gaat mee"]


def test_erased_words_are_gone_from_the_vault_with_what_waited_half_written(
    town: Town, talk: Conversation
) -> None:
    room = town.room()
    talk = begun(room, "meneer Bos")
    talk.face = Face.TABLE
    thing = talk.say("agreement.what", "Cor gaat mee")
    talk.say("agreement.what", "Marga gaat mee", thing)
    box = talk.boxes.box(WHAT, thing, "Marga gaat mee")
    box.text, box.dirty = "Marga gaat nu ook mee", True
    talk.boxes.keep()
    assert len(room.vault.drafts(talk.household)) == 1
    past = looked_back(talk, thing)
    past.ask_to_erase()
    assert agreed(talk) == ["Marga gaat mee"]
    past.erase()
    assert [one.content for one in past.history.versions] == [None, None, None]
    assert not past.erasing
    assert Way.UNDO not in past.ways
    assert not talk.changes.undoable
    assert room.vault.drafts(talk.household) == ()
    assert all(one.value is None or one.value.content is None for one in standing(room, talk, WHAT))
    _, again = reopened(town, room)
    assert [one.content for one in again.history(thing, WHAT).versions] == [None, None, None]


def test_nobody_puts_words_back_in_another_residents_mouth(talk: Conversation) -> None:
    annie, piet = talk.speaker, joined_by(talk, "Piet")
    thing = talk.say("wish.text", "Weer zingen")
    talk.say("wish.text", "Weer dansen", thing)
    past = looked_back(talk, thing, "wish.text")
    before = past.before[0]
    assert past.may_put_back(before)
    talk.writer = talk.speaker = piet
    assert not past.may_put_back(before)
    assert past.ways & {Way.CHANGE, Way.STRIKE, Way.ERASE} == set()
    talk.writer = talk.speaker = annie
    assert past.may_put_back(before)
    assert past.ways >= {Way.CHANGE, Way.STRIKE, Way.ERASE}


@pytest.mark.parametrize(
    ("field", "said"), [("weighing.fair", "Ook anderen krijgen dit."), ("request.date", "2026-11-01")]
)
def test_beside_a_weighing_or_a_legal_date_the_resident_lays_a_view_and_changes_nothing(
    talk: Conversation, field: str, said: str
) -> None:
    talk.face = Face.WORK
    thing = talk.say(field, said, voice=talk.worker.speaker)
    talk.face = Face.TABLE
    past = looked_back(talk, thing, field)
    talk.writer = talk.speaker
    assert past.ways == {Way.VIEW}
    past.strike()
    past.erase()
    assert [one.content for one in past.now] == [said]


def test_half_a_view_stands_there_again_after_a_lock_for_whoever_was_writing_it(town: Town) -> None:
    room = town.room()
    talk = begun(room, "meneer Bos")
    talk.face = Face.WORK
    weighed = talk.say("weighing.fair", "Naar wat u zelf kunt", voice=talk.worker.speaker)
    talk.face = Face.TABLE
    first, other = talk.speaker, joined_by(talk, "Marga")
    talk.writer = talk.speaker = first
    type_into(talk, view_box(talk, weighed), "Ik vind het niet eer")
    talk.boxes.keep()
    _, talk = reopened(town, room)
    talk.face, talk.writer, talk.speaker = Face.TABLE, other, other
    assert view_box(talk, weighed).text == ""
    talk.writer = talk.speaker = first
    box = view_box(talk, weighed)
    assert box.text == "Ik vind het niet eer"
    type_into(talk, box, "Ik vind het niet eerlijk")
    talk.boxes.leave(box)
    (view,) = talk.dossier.all("view")
    assert (view.words("about").text, view_box(talk, weighed).object) == (weighed, view.id)


def test_the_sentences_of_one_thing_are_looked_back_on_together(talk: Conversation) -> None:
    thing = talk.say_together("agreement", {"what": "Cor gaat mee", "who": "Cor"})
    past = looked_back(talk, thing)
    assert [name for _, name in past.places] == ["agreement.what", "agreement.who"]
    past.look_at((thing, FieldName("agreement.who")))
    assert [one.content for one in past.now] == ["Cor"]

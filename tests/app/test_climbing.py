"""The ladder and the weighing of an open household: a rung says one thing, words stay who said them."""

import pytest

from keukentafel.app.state.climbing import half_written, ladder_at, rung_box, take_away, wish_after
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.weighing import outside_the_rules, weighed, weighing_box
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.ladder import Ladder, Said, Step, ladders
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Face, Role
from tests.app.test_boxes import type_into, with_marga
from tests.app.town import Town, begun, reopened, talk_in


@pytest.fixture
def room(town: Town) -> Workroom:
    """A workroom in which a conversation has begun, with the tablet on the table."""
    room = town.room()
    begun(room).face = Face.TABLE
    return room


def ladder(talk: Conversation, wish: ObjectId) -> Ladder:
    found = ladder_at(talk, wish)
    assert found is not None
    return found


def say_at(talk: Conversation, wish: ObjectId, step: Step, words: str, name: str = "text") -> None:
    box = rung_box(talk, wish, ladder(talk, wish).rung(step), name)
    type_into(talk, box, words)
    talk.boxes.leave_all()


def test_without_a_wish_there_is_no_ladder_and_another_wish_goes_round(room: Workroom) -> None:
    talk = talk_in(room)
    assert ladder_at(talk, ObjectId("")) is None
    sing, sleep = talk.say("wish.text", "Weer zingen"), talk.say("wish.text", "Slapen")
    assert ladder(talk, ObjectId("")).wish == sing
    assert (wish_after(talk, sing), wish_after(talk, sleep)) == (sleep, sing)


def test_a_nee_of_a_daughter_is_an_answer_like_any_other(room: Workroom) -> None:
    talk = talk_in(room)
    wish = talk.say("wish.text", "Slapen")
    talk.speaker = with_marga(talk)
    say_at(talk, wish, Step.CARER, "Nee, dat kan ik er niet bij hebben.")
    rung = ladder(talk, wish).rung(Step.CARER)
    assert rung.said is Said.DISCUSSED
    assert rung.text.latest is not None
    assert (rung.text.latest.voice.role, rung.text.latest.taken_down) == (Role.NEAR, True)


def test_a_rung_is_passed_over_with_one_sentence_and_discussed_after_all(room: Workroom) -> None:
    talk = talk_in(room)
    wish = talk.say("wish.text", "Slapen")
    say_at(talk, wish, Step.HOUSEHOLD, "Mevrouw woont alleen.", "skipped")
    assert ladder(talk, wish).rung(Step.HOUSEHOLD).said is Said.SKIPPED
    take_away(talk, wish, ladder(talk, wish).rung(Step.HOUSEHOLD))
    assert ladder(talk, wish).rung(Step.HOUSEHOLD).said is Said.NOTHING
    say_at(talk, wish, Step.HOUSEHOLD, "Rob logeert in mei.")
    rung = ladder(talk, wish).rung(Step.HOUSEHOLD)
    assert (rung.text.text, rung.skipped.texts) == ("Rob logeert in mei.", ())
    assert [one.begun for one in ladders(talk.dossier)] == [True]


def test_half_a_sentence_on_a_rung_stands_there_again_after_a_lock(town: Town, room: Workroom) -> None:
    talk = talk_in(room)
    wish = talk.say("wish.text", "Slapen")
    box = rung_box(talk, wish, ladder(talk, wish).rung(Step.CIRCLE), "text")
    type_into(talk, box, "Rob neemt de")
    talk.boxes.keep()
    room, talk = reopened(town, room)
    assert half_written(talk, wish, ladder(talk, wish).rung(Step.CIRCLE)) == "text"
    assert not half_written(talk, wish, ladder(talk, wish).rung(Step.SELF))
    again = rung_box(talk, wish, ladder(talk, wish).rung(Step.CIRCLE), "text")
    assert again.text == "Rob neemt de"
    talk.boxes.leave_all()
    assert ladder(talk, wish).rung(Step.CIRCLE).text.text == "Rob neemt de"
    room.close()


def test_the_worker_weighs_at_work_and_the_resident_answers_beside_it(room: Workroom) -> None:
    talk = talk_in(room)
    wish = talk.say("wish.text", "Slapen")
    talk.face = Face.WORK
    for name, words in (("sensible", "Raakt vier wensen"), ("frugal", "Minder uren")):
        type_into(talk, weighing_box(talk, "weighing", wish, weighed(talk, wish), name), words)
        talk.boxes.leave_all()
    found = weighed(talk, wish)
    assert found is not None
    assert found.id is not None
    assert found.missing == ("fair", "lasting", "own_control")
    assert outside_the_rules(talk, wish) is None
    talk.face = Face.TABLE
    talk.say_together("view", {"about": found.id, "text": "Dat zie ik anders"})
    type_into(talk, weighing_box(talk, "weighing", wish, found, "sensible"), "Raakt niets")
    talk.boxes.leave_all()
    found = weighed(talk, wish)
    assert found is not None
    assert found.sentences["sensible"].text == "Raakt vier wensen"
    assert [(one.text.text, one.maker.role) for one in found.views] == [("Dat zie ik anders", Role.RESIDENT)]

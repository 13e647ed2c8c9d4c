"""Looking back: what goes to the team, without whom it was about and without who sent it."""

import json

from keukentafel.app.state.answers import take_in_answers
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.example_bank import ExampleBank
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.reflecting import Reflecting
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.known_names import Whose
from keukentafel.guide.step import TileId
from keukentafel.vault.outbox import NO_HOUSEHOLD
from sync.envelope import open_envelope
from sync.message import read_message
from sync.reflection import week_of
from tests.app.town import ANKE, Town, begun, talk_in

NAME = "mevrouw De Wit"
ANSWER = "Nee. Ik liet mevrouw De Wit te lang wachten. De muur is wit."
LESSON = "Eerst vragen of het uitkomt."


def looking_back(room: Workroom, **answers: str) -> tuple[Conversation, Reflecting]:
    begun(room, NAME)
    room.reflect()
    back = room.reflecting
    assert back is not None
    talk_in(room).say_together("reflection", dict(answers), back.object)
    return talk_in(room), back


def settled(back: Reflecting) -> None:
    back.look_over()
    for one in back.names:
        if one.whole:
            back.replace(one, "de inwoner")
        else:
            back.is_no_name(one)


def test_a_whole_name_does_not_go_along_and_an_ordinary_word_is_asked_about(town: Town) -> None:
    room = town.room()
    _, back = looking_back(room, fastest=ANSWER)
    back.look_over()
    assert [(one.name, one.whole, one.whose) for one in back.names] == [
        (NAME, True, Whose.RESIDENT),
        ("Wit", False, Whose.RESIDENT),
    ]
    assert not back.share()
    whole, part = back.names
    back.is_no_name(whole)
    assert back.names == (whole, part)
    back.is_no_name(part)
    back.replace(whole, "de inwoner")
    assert back.names == ()
    assert back.going == {"fastest": "Nee. Ik liet de inwoner te lang wachten. De muur is wit."}
    room.close()


def test_what_goes_holds_no_name_no_household_and_no_lesson_for_oneself(town: Town) -> None:
    room, desk = town.room(), town.room(ANKE)
    talk, back = looking_back(room, fastest=ANSWER, next=LESSON)
    settled(back)
    assert back.share()
    (outgoing,) = room.vault.outgoing(NO_HOUSEHOLD)
    key = read_membership(desk.vault).team_key
    assert key is not None
    body = read_message(open_envelope(outgoing.envelope, key).body).body
    assert set(json.loads(body)) == {"schema", "week", "fastest"}
    told = body.decode()
    people = [one.id for one in talk.voices]
    assert not any(word in told for word in (NAME, LESSON, talk.household, room.worker.name, *people))
    assert back.last is not None
    assert back.last.words("fastest").text == ANSWER
    room.close()
    desk.close()


def test_what_was_shared_is_not_shared_again_and_the_next_look_back_begins_empty(town: Town) -> None:
    room = town.room()
    _, back = looking_back(room, best="Ja.")
    settled(back)
    first = back.object
    assert back.share()
    assert not back.share()
    assert back.answers == {}
    assert back.object != first
    assert len(room.vault.outgoing(NO_HOUSEHOLD)) == 1
    assert room.post.waiting == 0, "it is no plan that waits"
    room.close()


def test_nothing_is_shared_when_only_the_lesson_for_oneself_was_written(town: Town) -> None:
    room = town.room()
    _, back = looking_back(room, next=LESSON)
    back.look_over()
    assert back.going is None
    assert not back.share()
    room.close()


def test_the_team_reads_answers_once_by_question_and_the_receipt_empties_the_outbox(town: Town) -> None:
    room, desk_room = town.room(), town.room(ANKE)
    _, back = looking_back(room, best="Ja, samen bedacht.", fastest="Nee.")
    settled(back)
    back.share()
    (outgoing,) = room.vault.outgoing(NO_HOUSEHOLD)
    desk, team = desk_room.desk, room.member.team.mailbox
    assert desk is not None
    for position in (1, 2):
        desk_room.vault.keep_incoming(team, [(position, outgoing.envelope)], position)
        desk_room.look_at_post()
    assert [one.text for one in desk.team.answers("best")] == ["Ja, samen bedacht."]
    assert [one.week for one in desk.team.answers("fastest")] == [
        week_of(town.house.texts.today(town.clock()))
    ]
    assert desk.team.answers("difference") == ()
    assert (desk.unreadable, desk.queue()) == (0, ())
    assert room.worker.name not in json.dumps(desk_room.vault.setting("team-reflections"))
    receipt = desk_room.vault.queued()[0].envelope
    room.vault.keep_incoming(room.member.card.mailbox, [(1, receipt)], 1)
    assert take_in_answers(room.vault, room.member) == 1
    assert room.vault.outgoing(NO_HOUSEHOLD) == ()
    room.close()
    desk_room.close()


def test_an_example_goes_along_only_once_the_resident_said_so_and_is_then_in_the_bank(town: Town) -> None:
    room, desk_room = town.room(), town.room(ANKE)
    _, back = looking_back(room, example="mevrouw De Wit zong weer.", next=LESSON)
    back.look_over()
    assert back.going is None
    back.touch_tile("plezier")
    back.touch_tile("geld")
    back.touch_tile("geld")
    back.consent(given=True)
    settled(back)
    assert back.going == {"example": "de inwoner zong weer."}
    assert back.share()
    bank = ExampleBank(room.vault, town.house.guide)
    assert [(one.did, one.tiles) for one in bank.own()] == [("de inwoner zong weer.", ("plezier",))]
    assert bank.find("zong", tile=TileId("plezier"))[0].did == "de inwoner zong weer."
    (outgoing,) = room.vault.outgoing(NO_HOUSEHOLD)
    desk_room.vault.keep_incoming(room.member.team.mailbox, [(1, outgoing.envelope)], 1)
    desk_room.look_at_post()
    desk = desk_room.desk
    assert desk is not None
    assert [(one.did, one.tiles) for one in desk.team.examples()] == [("de inwoner zong weer.", ("plezier",))]
    room.close()
    desk_room.close()

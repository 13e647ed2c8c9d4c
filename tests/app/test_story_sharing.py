"""Sharing a story: nothing goes without a yes, and what went comes back."""

import json

from keukentafel.app.state.answers import take_in_answers
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.story_sharing import KIND, Reach, StorySharing
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.speaker import Face
from keukentafel.vault.outbox import NO_HOUSEHOLD
from sync.envelope import open_envelope
from sync.message import read_message
from tests.app.town import ANKE, SAMIRA, Town, begun, reopened, talk_in

NAME = "mevrouw De Wit"
TEXT = "Ik deed de la niet meer open. Samira Yilmaz hielp mij. De muur is wit."
GONE = "Ik deed de la niet meer open. iemand hielp mij. De muur is wit."


def sharing(room: Workroom) -> StorySharing:
    talk = begun(room, NAME)
    talk.face = Face.TABLE
    talk.speaker = talk.voices[0]
    room.share_story()
    assert room.sharing is not None
    return room.sharing


def shown(told: StorySharing, room: Workroom, text: str = TEXT, alias: str = "Roos") -> None:
    talk_in(room).say_together(KIND, {"text": text, "alias": alias}, told.object)
    told.look()
    for one in told.names:
        if one.whole:
            told.replace(one, "iemand")
        else:
            told.is_no_name(one)


def stories(room: Workroom) -> list[bytes]:
    return [one.envelope for one in room.vault.outgoing(talk_in(room).household)]


def opened(envelope: bytes, desk: Workroom) -> dict[str, str]:
    key = read_membership(desk.vault).team_key
    assert key is not None
    told: dict[str, str] = json.loads(read_message(open_envelope(envelope, key).body).body)
    return told


def arrives(envelope: bytes, desk: Workroom, position: int) -> None:
    desk.vault.keep_incoming(desk.member.team.mailbox, [(position, envelope)], position)
    desk.look_at_post()


def test_nothing_goes_before_a_yes_to_what_was_seen(town: Town) -> None:
    room = town.room()
    told = sharing(room)
    assert not told.share()
    told.look()
    assert told.wanting
    talk_in(room).say_together(KIND, {"text": TEXT}, told.object)
    told.look()
    assert told.preview is None
    assert not told.share()
    talk_in(room).say_together(KIND, {"text": TEXT, "alias": "Roos"}, told.object)
    told.look()
    assert [one.name for one in told.names if one.whole] == ["Samira Yilmaz"]
    assert not told.share()
    assert stories(room) == []
    assert told.shared is None
    room.close()


def test_what_goes_is_what_was_seen_and_the_own_text_stays(town: Town) -> None:
    room, desk = town.room(), town.room(ANKE)
    told = sharing(room)
    shown(told, room)
    assert told.share()
    assert not told.share(), "once is enough"
    (envelope,) = stories(room)
    body = opened(envelope, desk)
    assert body == {"schema": "keukentafel.story/1", "id": told.shared, "alias": "Roos", "text": GONE}
    assert told.went is not None
    assert told.went.text == GONE
    assert told.current is not None
    assert told.current.words("text").text == TEXT
    assert told.reach is Reach.QUEUED
    assert told.current.words("consent").latest is not None
    room.close()
    desk.close()


def test_the_team_reads_it_until_it_is_taken_back_and_the_receipt_empties_the_outbox(town: Town) -> None:
    room, desk_room = town.room(), town.room(ANKE)
    told = sharing(room)
    shown(told, room)
    told.share()
    (envelope,) = stories(room)
    arrives(envelope, desk_room, 1)
    desk = desk_room.desk
    assert desk is not None
    assert [(one.alias, one.text) for one in desk.stories.all()] == [("Roos", GONE)]
    receipt = desk_room.vault.queued()[0].envelope
    room.vault.keep_incoming(room.member.card.mailbox, [(1, receipt)], 1)
    assert take_in_answers(room.vault, room.member) == 1
    assert told.reach is Reach.RECEIVED
    told.take_back()
    assert told.shared is None
    (back,) = stories(room)
    for position, one in enumerate((back, envelope, back), 2):
        arrives(one, desk_room, position)
    assert desk.stories.all() == ()
    assert (desk.unreadable, desk.queue()) == (0, ())
    assert GONE not in json.dumps(desk_room.vault.setting("team-stories"))
    room.close()
    desk_room.close()


def test_what_is_taken_back_before_it_went_does_not_go_and_another_may(town: Town) -> None:
    room, desk = town.room(), town.room(ANKE)
    told = sharing(room)
    shown(told, room)
    told.share()
    first = told.shared
    told.take_back()
    (back,) = stories(room)
    assert opened(back, desk) == {"schema": "keukentafel.story/1", "id": first}
    shown(told, room, text="Nu is de la leeg.")
    assert told.share()
    assert told.shared not in {None, first}
    room.close()
    desk.close()


def test_forgetting_the_household_takes_the_story_back(town: Town) -> None:
    room, desk = town.room(), town.room(ANKE)
    told = sharing(room)
    shown(told, room)
    told.share()
    number = told.shared
    room, _ = reopened(town, room)
    room.say_farewell()
    assert room.farewell is not None
    room.farewell.forget(town.pin(SAMIRA))
    (back,) = room.vault.outgoing(NO_HOUSEHOLD)
    assert opened(back.envelope, desk) == {"schema": "keukentafel.story/1", "id": number}
    assert room.vault.queued() == (back,)
    room.close()
    desk.close()

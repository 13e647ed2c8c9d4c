"""Own control: a *ja* goes into the plan, a *nee* is in none, help that stays needed asks no reason."""

import pytest

from keukentafel.app.state.advising import agree_on, answer, control_of, put_in_plan
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.control import Advice, Reply
from keukentafel.journal.speaker import Face, Role
from tests.app.town import CATALOGUE, Town, begun, reopened


@pytest.fixture
def talk(town: Town) -> Conversation:
    talk = begun(town.room())
    talk.face = Face.TABLE
    return talk


def offered(talk: Conversation, words: str = "Er is een groep.") -> Advice:
    wish = talk.say("wish.text", "Ik wil weer zingen")
    talk.say_together("advice", {"text": words, "wish": wish})
    return control_of(talk).advice[-1]


def test_only_an_advice_with_a_ja_becomes_an_agreement_for_its_wish(talk: Conversation) -> None:
    advice = offered(talk)
    for reply in (None, Reply.THINK, Reply.NO):
        if reply is not None:
            answer(talk, control_of(talk).advice[0], reply)
        assert put_in_plan(talk, control_of(talk).advice[0]) is None
        assert talk.plan.agreements == ()
    answer(talk, advice, Reply.YES)
    made = put_in_plan(talk, control_of(talk).advice[0])
    (wish,) = talk.plan.wishes
    (agreement,) = wish.agreements
    latest = agreement.what.latest
    assert (agreement.id, agreement.what.text) == (made, "Er is een groep.")
    assert latest is not None
    assert latest.voice.role is Role.WORKER
    assert put_in_plan(talk, control_of(talk).advice[0]) == made
    assert len(talk.plan.agreements) == 1


def test_a_nee_takes_what_was_made_of_it_out_of_the_plan(talk: Conversation) -> None:
    answer(talk, offered(talk), Reply.YES)
    put_in_plan(talk, control_of(talk).advice[0])
    answer(talk, control_of(talk).advice[0], Reply.NO)
    assert talk.plan.agreements == ()
    (advice,) = control_of(talk).advice
    assert (advice.reply, advice.agreement) == (Reply.NO, None)
    answer(talk, advice, Reply.YES)
    assert put_in_plan(talk, control_of(talk).advice[0]) is not None
    assert len(talk.plan.agreements) == 1


def test_the_answer_is_the_residents_and_the_advice_is_not_sent(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    answer(talk, offered(talk), Reply.THINK)
    thing = talk.dossier.one("advice")
    assert thing is not None
    said = thing.words("answer").latest
    assert said is not None
    assert (said.voice, said.hand) == (talk.speaker.speaker, room.worker.speaker)
    assert all(CATALOGUE.field(name).part is None for name in thing.fields)
    _, again = reopened(town, room)
    assert control_of(again).advice[0].reply is Reply.THINK


def test_what_is_within_reach_is_said_at_each_moment(talk: Conversation) -> None:
    wish = talk.say("wish.text", "Hier blijven wonen")
    assert not control_of(talk).wishes[0].begun
    talk.say("wish.year", "Blijft hulp nodig", wish)
    (one,) = control_of(talk).wishes
    assert one.begun
    assert [(name, words.text) for name, words in one.within_reach] == [
        ("now", ""),
        ("three_months", ""),
        ("year", "Blijft hulp nodig"),
    ]


def test_two_views_stand_beside_each_other_each_in_its_own_voice(talk: Conversation) -> None:
    said = {"about": "de la", "resident": "Die doe ik zelf.", "worker": "Samen gaat het beter."}
    talk.say_together("difference", said)
    (one,) = control_of(talk).differences
    assert one.resident.latest is not None
    assert one.worker.latest is not None
    assert one.resident.latest.voice.role is Role.RESIDENT
    assert one.worker.latest.voice.role is Role.WORKER


def test_a_local_offer_becomes_an_agreement_with_who_and_when(town: Town, talk: Conversation) -> None:
    wish = talk.say("wish.text", "Ik wil weer zingen")
    (offer,) = town.house.guide.offers_for("Ik wil weer zingen").fitting
    agree_on(talk, offer, wish)
    ((agreement,),) = (one.agreements for one in talk.plan.wishes)
    assert (agreement.what.text, agreement.who.text, agreement.when.text) == (
        "Koor Molenhoek",
        "Els van het koor, via het buurthuis",
        "donderdag, 19.30 tot 21.30 uur",
    )

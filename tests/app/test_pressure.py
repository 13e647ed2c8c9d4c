"""Druk en rust without a browser: rest first set together, a fourth quick thing, and a rule on its way."""

import asyncio

import pytest

from keukentafel.app.state.bottlenecks import DECIDED, AskedRule, Bottlenecks
from keukentafel.app.state.card import Status
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen, face_of
from keukentafel.app.state.visit import Visit
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.bottleneck import Bottleneck
from keukentafel.dossier.plan import plan
from keukentafel.dossier.quick_plan import quick_plan
from keukentafel.dossier.rest import NO, YES, order_of_sheets, rest
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Act, Face
from sync.envelope import open_envelope
from sync.message import MessageKind, read_message
from tests.app.test_line import Line, desk_of, line, wake
from tests.app.town import ANKE, SAMIRA, Town, begun, reopened, standing, talk_of, until

__all__ = ["line"]

STORY = "QUOTE-WINTERKONING"
RULE = "Wie in de avonddienst werkt, krijgt geen toeslag voor opvang."
WANTED = "Laat de toeslag een half jaar doorlopen"
ANSWER = "Akkoord, tot 1 juni. Ik bel de afdeling inkomen."


@pytest.fixture
def room(town: Town) -> Workroom:
    room = town.room()
    begun(room).face = Face.TABLE
    return room


def talk_in(room: Workroom) -> Conversation:
    assert room.talk is not None
    return room.talk


def rules_of(room: Workroom) -> Bottlenecks:
    rules = room.bottlenecks()
    assert rules is not None
    return rules


def written_rule(talk: Conversation, rule: str = RULE, decision: str = WANTED) -> Bottleneck:
    thing = talk.say_together("bottleneck", {"rule": rule, "decision": decision})
    return Bottleneck(thing, rule, decision, "")


# ── Rest first ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_sheets_of_this_step_are_at_the_table_and_the_question_about_a_rule_is_not() -> None:
    assert {face_of(Screen.PRESSURE), face_of(Screen.QUICK_PLAN)} == {Face.TABLE}
    assert face_of(Screen.BOTTLENECK) is Face.WORK


def test_rest_first_is_switched_off_with_its_reason_kept_as_crossed_out(town: Town, room: Workroom) -> None:
    talk = talk_in(room)
    thing = talk.say_together("rest", {"reason": "Het hoofd is vol", "first": YES})
    assert rest(talk.dossier).on
    assert order_of_sheets(talk.dossier, ["ladder", "story", "control"]) == ("story", "control", "ladder")
    talk.say_together("rest", {"first": NO, "reason": None}, thing)
    assert not rest(talk.dossier).on
    (reason,) = standing(room, talk, "rest.reason")
    assert reason.signed.operation.act is Act.STRIKE
    talk.say("rest.first", YES, thing)
    assert not rest(talk.dossier).on
    _, again = reopened(town, room)
    assert not rest(again.dossier).on


def test_how_heavy_a_card_is_stays_in_the_voice_of_who_carries_it(room: Workroom) -> None:
    talk = talk_in(room)
    kim = talk.speaker.speaker
    thing = talk.say("pressure.what", "De nachten")
    talk.say_together("person", {"name": "Riet", "role": "near"})
    talk.speaker = next(one for one in talk.voices if one.name == "Riet")
    talk.say("pressure.weight", "heavy", thing, kim)
    (weight,) = standing(room, talk, "pressure.weight")
    assert weight.signed.operation.voice == kim


# ── The quick plan ───────────────────────────────────────────────────────────────────────────────────────


def test_a_fourth_thing_stays_a_draft_until_there_is_room(room: Workroom) -> None:
    talk = talk_in(room)
    boxes = talk.boxes
    talk.say_together("rest", {"reason": "Het hoofd is vol", "first": YES})
    made = [
        talk.say_together("agreement", {"what": f"Ding {at}", "quick": "week", "pace": "now"})
        for at in range(3)
    ]

    async def scene() -> None:
        fourth = boxes.box(
            "agreement.what",
            boxes.fresh("quick-today"),
            slot="quick-today",
            together={"agreement.quick": "today", "agreement.pace": "now"},
            allowed=lambda: not quick_plan(talk.dossier).full,
        )
        boxes.typed(fourth, "Ding 4")
        assert not boxes.leave(fourth)
        boxes.leave_all()
        assert len(plan(talk.dossier).agreements) == 3
        assert [draft.text for draft in room.vault.drafts(talk.household)] == ["Ding 4"]
        assert not boxes.unsaved
        talk.strike(next(one for one in talk.dossier.all("agreement") if one.id == made[0]))
        assert boxes.leave(fourth)
        assert len(quick_plan(talk.dossier).actions) == 3
        assert not quick_plan(talk.dossier).wants_today

    asyncio.run(scene())


# ── A rule that stands in the way ────────────────────────────────────────────────────────────────────────


def test_a_question_without_a_day_or_a_decision_goes_nowhere(room: Workroom) -> None:
    talk = talk_in(room)
    talk.face = Face.WORK
    rules = rules_of(room)
    rule = written_rule(talk)
    assert not rules.ask(rule, "")
    assert not rules.ask(Bottleneck(rule.id, RULE, " ", ""), "2026-11-30")
    assert not rules.ask(Bottleneck(rule.id, "x" * 4_001, WANTED, ""), "2026-11-30")
    assert (room.vault.queued(), rules.asked) == ((), ())
    assert rules.begun is not None


def test_a_question_that_cannot_be_written_down_is_not_sent_either(room: Workroom) -> None:
    talk = talk_in(room)
    talk.face = Face.LISTEN
    assert not rules_of(room).ask(Bottleneck(ObjectId("ab" * 16), RULE, WANTED, ""), "2026-11-30")
    assert (room.vault.queued(), rules_of(room).asked) == ((), ())


async def asked(line: Line) -> tuple[Visit, AskedRule]:
    tablet = await line.town.at_work(SAMIRA)
    tablet.begin("mevrouw Winter")
    talk = talk_of(tablet)
    tablet.to_table(Screen.STORY)
    talk.say("quote.text", STORY)
    tablet.ask_pin_for_work()
    await tablet.back_to_work(line.town.pin(SAMIRA))
    rules = rules_of(tablet.room)
    assert rules.ask(written_rule(talk), "2026-11-30")
    (question,) = rules.asked
    return tablet, question


def test_a_rule_reaches_the_desk_without_a_name_or_a_word_of_the_story(line: Line) -> None:
    async def scene() -> None:
        tablet, question = await asked(line)
        (waiting,) = tablet.room.vault.queued()
        assert question.status is Status.QUEUED
        visit = await line.town.at_work(ANKE)
        team_key = visit.room.member.team_key
        assert team_key is not None
        message = read_message(open_envelope(waiting.envelope, team_key).body)
        assert message.kind is MessageKind.BOTTLENECK
        assert RULE.encode() in message.body
        for word in (STORY, "Winter", "mevrouw"):
            assert word.encode() not in message.body
            assert word.encode() not in message.card
        line.start_relay()
        desk = desk_of(visit)
        await until(lambda: desk.rules.all, lambda: (wake(tablet), wake(visit)))
        assert desk.queue() == ()
        (rule,) = desk.rules.all
        assert (rule.asked.question.rule, rule.asked.question.decision) == (RULE, WANTED)
        assert (rule.asked.question.by, rule.asked.question.asked_by) == ("2026-11-30", "Samira Yilmaz")

    line.play(scene)


def test_what_the_supervisor_decides_comes_back_to_the_household(line: Line) -> None:
    async def scene() -> None:
        line.start_relay()
        tablet, question = await asked(line)
        visit = await line.town.at_work(ANKE)
        desk = desk_of(visit)
        await until(lambda: desk.rules.all, lambda: (wake(tablet), wake(visit)))
        desk.look_at_rule(question.question.id)
        assert not desk.rules.decide()
        assert desk.rules.wanting_words
        desk.rules.write(ANSWER)
        assert desk.rules.decide()
        rules = rules_of(tablet.room)
        await until(lambda: rules.asked[0].decision, lambda: (wake(tablet), wake(visit)))
        decision = rules.asked[0].decision
        assert decision is not None
        assert (decision.text, decision.by) == (ANSWER, "Anke Postma")
        household = talk_of(tablet).household
        assert tablet.room.vault.outgoing(household) == ()
        assert len(tablet.room.vault.documents(household, DECIDED)) == 1
        assert desk.rules.all[0].decided == ANSWER

    line.play(scene)

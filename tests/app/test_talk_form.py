"""Variants of a talk: what opens first, what is asked and how, in one language or in two."""

from dataclasses import replace

from keukentafel.app.state.screens import Screen
from keukentafel.app.state.second_language import SecondLanguage
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.app.state.visit import Visit
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.quick_plan import quick_plan
from keukentafel.dossier.talk import Ending
from keukentafel.guide.step import Question, QuestionId, StepId
from keukentafel.guide.variant import VariantId
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Face, Role
from tests.app.test_people import in_a_loop
from tests.app.town import SAMIRA, Clock, Town, begun, reopened, talk_in, talk_of

DAY = 24 * 3600


def form_in(room: Workroom) -> TalkForm:
    assert room.form is not None
    return room.form


async def begun_at_work(town: Town, variant: VariantId) -> Visit:
    visit = await town.at_work()
    begun(visit.room)
    visit.show(Screen.HOUSEHOLD)
    form_in(visit.room).choose(variant)
    return visit


@in_a_loop
async def test_a_crisis_opens_with_the_quick_plan_and_shuts_nothing(town: Town) -> None:
    visit = await begun_at_work(town, VariantId.CRISIS)
    visit.to_the_table()
    assert visit.screen is Screen.QUICK_PLAN
    assert quick_plan(talk_of(visit).dossier).open
    for sheet in (Screen.SHEETS, Screen.STORY, Screen.PEOPLE):
        visit.to_table(sheet)
        assert visit.screen is sheet


@in_a_loop
async def test_beginning_dementia_opens_with_one_question(town: Town) -> None:
    visit = await begun_at_work(town, VariantId.DEMENTIA)
    visit.to_the_table()
    assert visit.screen is Screen.QUESTION


def test_one_question_goes_on_and_back_and_passes_over_what_is_left_alone(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    form_in(room).choose(VariantId.DEMENTIA)
    talk.face = Face.TABLE
    asking = room.one_question
    assert asking is not None
    assert asking.is_first
    first, second, third = asking.questions[:3]
    assert asking.question == first
    asking.go(1)
    assert asking.question == second
    asking.leave_alone()
    assert asking.question == third
    asking.go(-1)
    assert asking.question == first
    asking.go(len(asking.questions))
    assert asking.is_last
    talk.leave_alone("F06")
    assert not any(one.id.startswith("F06") for one in asking.questions)


def test_in_another_variant_one_question_is_one_of_the_steps_that_lie_first(town: Town) -> None:
    room = town.room()
    begun(room)
    form_in(room).choose(VariantId.SHORT)
    assert room.one_question is not None
    assert {one.id.partition("-")[0] for one in room.one_question.questions} == {
        "F02",
        "F03",
        "F06",
        "F09",
        "F12",
    }


def test_a_short_talk_has_room_for_two_agreements(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    form = form_in(room)
    for what in ("De post samen openen", "Bellen met Cor"):
        assert not form.agreements_are_enough
        talk.say("agreement.what", what)
    assert not form.agreements_are_enough
    form.choose(VariantId.SHORT)
    assert form.agreements_are_enough
    assert form.first == (Screen.ARRIVING, Screen.STORY, Screen.PRESSURE, Screen.PLAN, Screen.READ_BACK)


def test_the_variant_comes_back_after_a_lock(town: Town) -> None:
    room = town.room()
    begun(room)
    form_in(room).choose(VariantId.SHORT)
    again, talk = reopened(town, room)
    assert form_in(again).variant.id is VariantId.SHORT
    assert talk.sheet == ""


@in_a_loop
async def test_a_second_visit_on_another_day_opens_the_second_half(town: Town) -> None:
    visit = await begun_at_work(town, VariantId.TWO_VISITS)
    assert Screen.PEOPLE not in form_in(visit.room).first
    visit.to_the_table()
    visit.to_table(Screen.STORY)
    visit.end_talk(Ending.LATER)
    await visit.back_to_work(town.pin(SAMIRA))
    visit.to_the_table()
    assert visit.screen is Screen.STORY
    await visit.back_to_work(town.pin(SAMIRA))
    assert isinstance(town.clock, Clock)
    town.clock.pass_seconds(DAY)
    visit.show(Screen.HOUSEHOLD)
    visit.to_the_table()
    form = form_in(visit.room)
    assert (form.visit, visit.screen) == (2, Screen.PEOPLE)
    assert Screen.STORY not in form.first
    visit.to_table(Screen.STORY)
    assert visit.screen is Screen.STORY


def test_the_worker_may_say_which_visit_it_is(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    form = form_in(room)
    form.choose(VariantId.TWO_VISITS)
    form.choose_visit(2)
    assert (form.visit, talk.sheet) == (2, "people")
    form.choose_visit(1)
    assert (form.visit, talk.sheet) == (1, "")


# ── U and je ─────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_at_it_decides_whether_it_is_u_or_je(town: Town) -> None:
    room = town.room()
    talk = begun(room, "Kim")
    talk.face = Face.TABLE
    talk.say_together("person", {"name": "Sem", "role": Role.RESIDENT.value, "young": "12"})
    kim, sem = (next(one for one in talk.voices if one.name == name) for name in ("Kim", "Sem"))
    texts = town.house.texts
    said = {}
    for speaker, writer in ((kim, room.worker), (sem, room.worker), (sem, kim), (kim, sem)):
        talk.speaker, talk.writer = speaker, writer
        said[speaker.name, writer.role.value, writer.name] = texts.to(talk.address)("story.title")
    assert list(said.values()) == ["Uw verhaal", "Je verhaal", "Uw verhaal", "Je verhaal"]


def test_a_question_follows_the_form_of_address_and_the_variant(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    asking = room.asking
    assert asking is not None
    assert asking.words == "Vertel maar. Waar wilt u beginnen?"
    talk.say("person.address", "je", ObjectId(talk.speaker.id))
    assert asking.words == "Vertel maar. Waar wil je beginnen?"
    asking.another()
    form_in(room).choose(VariantId.DEMENTIA)
    assert asking.words == "Wat doe je op een gewone dag?"


# ── Two languages ────────────────────────────────────────────────────────────────────────────────────────


def question(town: Town, step: str, name: str) -> Question:
    return town.house.guide.step(StepId(step)).question(QuestionId(name))


def speaking(town: Town, language: str) -> SecondLanguage:
    room = town.room()
    talk = begun(room)
    talk.say("request.language", language, talk.only("request"))
    form_in(room).choose(VariantId.INTERPRETER)
    return SecondLanguage(talk_in(room), town.house.guides)


def test_with_an_interpreter_a_question_stands_there_in_two_languages(town: Town) -> None:
    second = speaking(town, "Engels, een beetje Nederlands")
    assert second.on
    assert second.question(question(town, "F03", "F03-1")) == "Please tell me. Where would you like to start?"


def test_where_the_guide_is_not_there_in_the_language_only_dutch_is_shown(town: Town) -> None:
    second = speaking(town, "Tigrinya")
    assert second.on
    assert second.guide is None
    assert second.question(question(town, "F03", "F03-1")) == ""


def test_without_an_interpreter_there_is_one_language(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.say("request.language", "Engels", talk.only("request"))
    second = SecondLanguage(talk, town.house.guides)
    assert not second.on
    assert second.question(question(town, "F03", "F03-1")) == ""
    talk.say("request.interpreter", "professional", talk.only("request"))
    assert second.question(question(town, "F03", "F03-1")) != ""


def test_a_question_that_the_other_guide_lacks_stands_in_dutch_alone(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    form_in(room).choose(VariantId.INTERPRETER)
    talk.say("request.language", "English", talk.only("request"))
    english = replace(town.house.guides[0], steps=town.house.guides[0].steps[:1])
    assert SecondLanguage(talk, [english]).question(question(town, "F03", "F03-1")) == ""

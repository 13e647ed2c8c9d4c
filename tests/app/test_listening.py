"""Coming in, listening and ending: what is asked, what opens, what is kept, and where one goes on."""

import asyncio

import pytest

from keukentafel.app.state.asking import FIRST, STEPS, Asking
from keukentafel.app.state.card import Phase, read_card
from keukentafel.app.state.idle import CURTAIN_SECONDS
from keukentafel.app.state.saved import Saving
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.talk import Ending
from keukentafel.guide.doors import Door, Reason
from keukentafel.guide.step import StepId
from keukentafel.journal.speaker import Face, Role
from tests.app.town import SAMIRA, Clock, Town, begun, reopened, standing, talk_in, talk_of

DAY = 86_400
SIX_WEEKS = 42 * DAY


def clock_of(town: Town) -> Clock:
    assert isinstance(town.clock, Clock)
    return town.clock


def asking_in(room: Workroom) -> Asking:
    assert room.asking is not None
    return room.asking


# ── What is asked ────────────────────────────────────────────────────────────────────────────────────────


def test_listening_goes_over_three_steps_that_are_chosen_by_hand(town: Town) -> None:
    room = town.room()
    begun(room)
    asking = asking_in(room)
    assert asking.step.id == FIRST
    assert tuple(one.id for one in asking.steps) == STEPS
    for step in STEPS:
        asking.turn_to(step)
        assert asking.question is not None
        assert asking.question.id == f"{step}-1"
    room.close()


def test_another_question_goes_round_within_the_step(town: Town) -> None:
    room = town.room()
    begun(room)
    asking, seen = asking_in(room), []
    for _ in range(len(asking.step.questions) + 1):
        assert asking.question is not None
        seen.append(asking.question.id)
        asking.another()
    assert seen[0] == seen[-1] == "F03-1"
    assert len(set(seen)) == len(asking.step.questions)
    room.close()


def test_what_somebody_would_rather_not_talk_about_is_not_asked_again(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.LISTEN
    asking = asking_in(room)
    asking.another()
    asking.leave_alone()
    (left,) = standing(room, talk, "rather_not.what")
    assert left.value is not None
    assert left.value.content == "F03-2"
    assert left.signed.operation.voice.role is Role.RESIDENT
    room, talk = reopened(town, room)
    asking, seen = asking_in(room), set()
    for _ in range(20):
        assert asking.question is not None
        seen.add(asking.question.id)
        asking.another()
    assert "F03-2" not in seen
    assert len(seen) == len(asking.step.questions) - 1
    room.close()


def test_a_step_that_is_left_alone_asks_nothing_until_the_resident_opens_it_again(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.leave_alone("F04")
    asking = asking_in(room)
    asking.turn_to(StepId("F04"))
    assert asking.question is None
    talk.talk_about_it_after_all("F04")
    asking.turn_to(StepId("F04"))
    assert asking.question is not None
    room.close()


# ── The doors ────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_opens_before_the_story_whichever_way_one_comes(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw Jansen")
        for come in (visit.listen, visit.to_table, lambda: visit.to_table(Screen.STRENGTHS)):
            come()
            visit.to_table(Screen.PLAN)
            assert visit.shut is Door.PLAN
        visit.ask_pin_for_work()
        await visit.back_to_work(town.pin(SAMIRA))
        visit.to_table(visit.where)
        assert (visit.screen, visit.shut) == (Screen.PLAN, Door.PLAN)
        talk = talk_of(visit)
        talk.say("quote.text", "Ik wil hier niet weg.")
        assert visit.shut is Door.PLAN
        visit.assent_to_story("tapped")
        assert visit.shut is None
        visit.lock()

    asyncio.run(scene())


@pytest.mark.parametrize("reason", Reason)
def test_one_of_four_reasons_opens_the_doors_earlier_and_is_kept(town: Town, reason: Reason) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.open_early(reason)
    assert talk.doors == frozenset(Door)
    (kept,) = standing(room, talk, "conversation.opened_early")
    assert kept.value is not None
    assert kept.value.content == reason.value
    assert kept.signed.operation.voice == kept.signed.operation.hand == room.worker.speaker
    room, talk = reopened(town, room)
    assert talk.opened_early is reason
    room.close()


# ── A dark tablet ────────────────────────────────────────────────────────────────────────────────────────


def test_a_tablet_that_is_left_dark_stays_dark_until_a_tap(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw Jansen")
        visit.not_yet()
        assert (visit.screen, visit.face) == (Screen.NOT_YET, Face.LISTEN)
        clock_of(town).pass_seconds(CURTAIN_SECONDS + 1)
        visit.lock_when_idle()
        assert (visit.screen, visit.curtain) == (Screen.NOT_YET, False)
        visit.listen()
        assert visit.screen is Screen.LISTEN
        visit.lock()

    asyncio.run(scene())


# ── Ending ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_talk_may_end_as_just_contact_and_asks_nothing_more(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("Hans")
        talk = talk_of(visit)
        talk.say("strength.text", "Schildert als de beste")
        visit.end_talk(Ending.CONTACT)
        assert visit.screen is Screen.BACK_TO_WORK
        await visit.back_to_work(town.pin(SAMIRA))
        household = talk.household
        card = read_card(visit.room.vault.card(household))
        assert (card.phase, card.next_date) == (Phase.CONTACT, "")
        assert visit.room.vault.outgoing(household) == ()
        assert visit.room.vault.documents(household, "bundle") == ()
        assert visit.room.due(visit.house.texts.today(visit.house.clock())) == ()
        visit.lock()

    asyncio.run(scene())


def test_just_contact_is_offered_for_tidying_up_six_weeks_after_the_last_word(town: Town) -> None:
    room, clock = town.room(), clock_of(town)
    talk = begun(room, "Hans")
    talk.face = Face.TABLE
    talk.end(Ending.CONTACT)
    clock.pass_seconds(SIX_WEEKS - 60)
    assert room.contacts_over() == ()
    clock.pass_seconds(120)
    assert [card.name for _, card in room.contacts_over()] == ["Hans"]
    assert room.vault.entries(talk.household)
    talk.say("quote.text", "Toch nog even gesproken.")
    assert room.contacts_over() == ()
    room.close()


def test_another_day_is_another_talk_and_the_same_day_is_not(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("Hans")
        visit.end_talk(Ending.LATER)
        for _ in range(2):
            await visit.back_to_work(town.pin(SAMIRA))
            visit.listen()
            assert len(talk_of(visit).dossier.all("conversation")) == 1
        visit.ask_pin_for_work()
        await visit.back_to_work(town.pin(SAMIRA))
        clock_of(town).pass_seconds(DAY)
        visit.listen()
        assert len(talk_of(visit).dossier.all("conversation")) == 2
        visit.lock()

    asyncio.run(scene())


# ── Going on ─────────────────────────────────────────────────────────────────────────────────────────────


def test_one_goes_on_at_the_sheet_where_one_was(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw Jansen")
        assert visit.where is Screen.STORY
        for screen in (Screen.STRENGTHS, Screen.SHEETS, Screen.ENDING):
            visit.to_table(screen)
        household = talk_of(visit).household
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(household)
        assert visit.where is Screen.STRENGTHS
        visit.lock()

    asyncio.run(scene())


# ── Own words ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_worker_corrects_what_was_taken_down_until_it_is_read_back(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    quote = talk.say("quote.text", "Ik wil hier weg.")
    talk.say("quote.text", "Ik wil hier niet weg.", quote)
    words = talk.story.quotes[0].words("text")
    assert words.latest is not None
    assert (words.text, words.latest.voice, words.latest.affirmed) == (
        "Ik wil hier niet weg.",
        talk.speaker.speaker,
        False,
    )
    talk.assent_to_story("tapped")
    talk.face = Face.WORK
    talk.say("quote.text", "Mevrouw wil niet verhuizen.", quote)
    assert talk.saved.saving is Saving.UNFIT
    assert talk.story.quotes[0].words("text").text == "Ik wil hier niet weg."
    room.close()


@pytest.mark.parametrize("field", ["wish.text", "agreement.what"])
def test_what_was_parked_becomes_a_wish_or_an_agreement_in_the_same_voice(town: Town, field: str) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say("parked.text", "scootmobiel")
    voice = talk.story.parked[0].words("text").versions[0].voice
    talk.make_of_parked(talk.story.parked[0], field)
    assert talk.story.parked == ()
    (made,) = standing(room, talk, field)
    assert made.value is not None
    assert (made.value.content, made.signed.operation.voice) == ("scootmobiel", voice)
    room.close()


# ── Without a name ───────────────────────────────────────────────────────────────────────────────────────


def test_a_talk_without_a_name_goes_by_its_moment_and_takes_words_down(town: Town) -> None:
    room = town.room()
    talk = begun(room, "")
    assert "zonder naam" in talk.name
    assert talk.speaker.role is Role.RESIDENT
    talk.face = Face.TABLE
    talk.say("quote.text", "Ik loop hier elke dag.")
    talk.say_of_talk("place", "straat")
    card = room.cards()[0][1]
    assert (card.name, card.place, card.is_contact) == ("", "straat", True)
    fields = {one.signed.operation.field for one in room.vault.entries(talk.household)}
    assert not fields & {"household.name", "person.name"}
    room.close()


def test_a_name_that_comes_later_is_the_name_of_the_household_and_of_who_spoke(town: Town) -> None:
    room = town.room()
    talk = begun(room, "")
    talk.face = Face.TABLE
    talk.say("person.name", "Hans", talk.dossier.all("person")[0].id)
    talk.call_household_after("Hans")
    assert (talk.name, talk.speaker.name) == ("Hans", "Hans")
    assert talk_in(room).name == room.cards()[0][1].name == "Hans"
    room.close()

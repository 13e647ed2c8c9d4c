"""One browser session: the front door, the lock, the table, and giving the plan along."""

import asyncio

import pytest

from keukentafel.app.state.card import Phase, Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.idle import TABLE_SECONDS, WORK_SECONDS, Idle
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.sent_plan import bundles
from keukentafel.app.state.visit import NothingOpen, Visit
from keukentafel.edition.assent import AssentState
from keukentafel.vault.mistakes import Locked
from tests.app.town import ANKE, JORIS, SAMIRA, Clock, Town, talk_of, until
from tests.vault.test_residue import _leads_to

CANARY = "KOOLMEES-OP-DE-VENSTERBANK"
WRONG = "000000"
SETTLED = ("pilot_light", "informal_care", "income", "housing")


def title(visit: Visit) -> str:
    return visit.notice.title if visit.notice else ""


def clock_of(town: Town) -> Clock:
    assert isinstance(town.clock, Clock)
    return town.clock


# ── The front door ───────────────────────────────────────────────────────────────────────────────────────


def test_a_wrong_pin_says_so_and_opens_nothing(town: Town) -> None:
    async def scene() -> None:
        visit = town.at_the_door()
        await visit.unlock(WRONG)
        assert (visit.screen, title(visit)) == (Screen.UNLOCK, "unlock.wrong.title")
        assert not visit.holds_keys
        assert (visit.pin, visit.busy) == ("", False)
        with pytest.raises(NothingOpen):
            _ = visit.room
        await visit.unlock(town.pin(SAMIRA))
        assert (visit.screen, visit.notice) == (Screen.TODAY, None)

    asyncio.run(scene())


def test_after_three_wrong_pins_one_waits_also_with_the_right_one(town: Town) -> None:
    async def scene() -> None:
        visit = town.at_the_door()
        for _ in range(3):
            await visit.unlock(WRONG)
        await visit.unlock(town.pin(SAMIRA))
        assert title(visit) == "unlock.wait.title"
        assert visit.notice is not None
        assert 0 < int(str(visit.notice.values["seconds"])) <= 2
        assert not visit.holds_keys

    asyncio.run(scene())


def test_who_turns_away_while_a_vault_opens_leaves_nothing_open(town: Town) -> None:
    async def scene() -> None:
        visit = town.at_the_door()
        opening = asyncio.create_task(visit.unlock(town.pin(SAMIRA)))
        await asyncio.sleep(0)
        assert visit.busy
        visit.other_account()
        await opening
        assert (visit.screen, visit.holds_keys, visit.busy) == (Screen.WHO, False, False)

    asyncio.run(scene())


def test_a_supervisor_comes_to_the_desk_and_a_worker_to_the_list(town: Town) -> None:
    async def scene() -> None:
        desk, list_ = await town.at_work(ANKE), await town.at_work(JORIS)
        assert (desk.screen, list_.screen) == (Screen.DESK, Screen.TODAY)
        assert desk.desk is not None
        assert list_.desk is None

    asyncio.run(scene())


def test_one_damaged_household_does_not_shut_out_the_others(town: Town) -> None:
    async def scene() -> None:
        room = town.room()
        damaged = room.vault.households()[0]
        room.vault._database.run(
            "UPDATE household_row SET sealed = zeroblob(length(sealed)) WHERE id = ?", (damaged,)
        )
        room.close()
        visit = await town.at_work()
        names = [card.name for _, card in visit.room.cards()]
        assert len(names) == 4
        assert names.count("") == 1
        other = next(one for one, card in visit.room.cards() if card.name)
        visit.open_household(other)
        assert talk_of(visit).name

    asyncio.run(scene())


# ── Locking ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("screen", "limit"), [(Screen.TODAY, WORK_SECONDS), (Screen.STORY, TABLE_SECONDS)])
def test_the_session_locks_when_nobody_does_anything_for_too_long(
    town: Town, screen: Screen, limit: int
) -> None:
    async def scene() -> None:
        visit, clock = await town.at_work(), clock_of(town)
        visit.begin("mevrouw Jansen")
        if screen is Screen.TODAY:
            await visit.back_to_work(town.pin(SAMIRA))
        else:
            visit.to_table(screen)
        clock.pass_seconds(limit - 1)
        visit.lock_when_idle()
        assert visit.is_open
        visit.touch()
        clock.pass_seconds(limit - 1)
        visit.lock_when_idle()
        assert visit.is_open
        clock.pass_seconds(1)
        visit.lock_when_idle()
        assert not visit.holds_keys
        assert (visit.screen, title(visit)) == (Screen.UNLOCK, "unlock.idle.title")

    asyncio.run(scene())


def test_a_clock_that_is_set_back_does_not_keep_the_session_open() -> None:
    wall, steady = Clock(), Clock(0)
    idle = Idle(wall, steady)
    wall.pass_seconds(-3600)
    steady.now = WORK_SECONDS
    assert idle.seconds == WORK_SECONDS
    idle.touch()
    wall.pass_seconds(30)
    assert idle.seconds == 30


def test_somebody_keeps_watch_as_long_as_there_are_keys_and_again_after_a_lock(town: Town) -> None:
    async def scene() -> None:
        visit = town.at_the_door()
        for _ in range(2):
            await visit.unlock(town.pin(SAMIRA))
            assert visit.is_open
            clock_of(town).pass_seconds(WORK_SECONDS)
            await until(lambda: not visit.holds_keys)
            assert title(visit) == "unlock.idle.title"

    asyncio.run(scene())


def test_locking_forgets_every_word(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin(f"mevrouw {CANARY}")
        visit.to_table(Screen.STORY)
        talk = talk_of(visit)
        talk.say("quote.text", f"Ik zag een {CANARY}.")
        talk.boxes.typed(talk.boxes.box("story.text", talk.only("story"), slot="story"), f"Half {CANARY}")
        visit.to_table(Screen.READ_BACK)
        assert visit.read_back is not None
        visit.read_back.write_remark(CANARY)
        said = [CANARY.encode()]
        assert _leads_to(visit, said)
        del talk
        visit.lock()
        assert not _leads_to(visit, said)
        planted = [visit, CANARY]
        assert _leads_to(planted, said)

    asyncio.run(scene())


def test_a_half_written_sentence_survives_the_lock(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw Jansen")
        visit.to_table(Screen.STORY)
        talk = talk_of(visit)
        household = talk.household
        talk.boxes.typed(talk.boxes.box("quote.text", talk.boxes.fresh("quote"), slot="quote"), "Ik wil hi")
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(household)
        visit.to_table(Screen.STORY)
        boxes = talk_of(visit).boxes
        assert boxes.box("quote.text", boxes.fresh("quote"), slot="quote").text == "Ik wil hi"
        assert talk_of(visit).story.quotes == ()

    asyncio.run(scene())


# ── At the table ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("screen", [Screen.LISTEN, Screen.STORY])
def test_at_the_table_no_other_household_can_be_shown(town: Town, screen: Screen) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        other = visit.room.cards()[0][0]
        visit.begin("mevrouw Jansen")
        visit.to_table(screen)
        for reach in (visit.room.cards, visit.room.count, lambda: visit.room.vault.card(other)):
            with pytest.raises(Locked):
                reach()
        assert visit.room.vault.card(talk_of(visit).household)
        visit.ask_pin_for_work()
        assert visit.screen is Screen.BACK_TO_WORK
        await visit.back_to_work(town.pin(SAMIRA))
        assert visit.screen is Screen.HOUSEHOLD
        assert len(visit.room.cards()) == 5

    asyncio.run(scene())


def test_three_wrong_pins_at_the_table_lock(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw Jansen")
        for _ in range(2):
            await visit.back_to_work(WRONG)
            assert (visit.is_open, title(visit)) == (True, "unlock.wrong.title")
            assert visit.room.vault.is_narrow
        await visit.back_to_work(WRONG)
        assert (visit.is_open, title(visit)) == (False, "unlock.three_wrong.title")

    asyncio.run(scene())


def test_guessing_at_the_door_makes_the_table_wait_and_does_not_lock_it(town: Town) -> None:
    async def scene() -> None:
        visit, stranger = await town.at_work(), town.at_the_door()
        visit.begin("mevrouw Jansen")
        for _ in range(3):
            await stranger.unlock(WRONG)
        await visit.back_to_work(town.pin(SAMIRA))
        assert (visit.is_open, title(visit)) == (True, "unlock.wait.title")

    asyncio.run(scene())


# ── Taking over ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_window_is_asked_and_taking_over_locks_the_first(town: Town) -> None:
    async def scene() -> None:
        first, second = await town.at_work(), town.at_the_door()
        first.begin("mevrouw Jansen")
        await second.unlock(town.pin(SAMIRA))
        assert (second.screen, second.is_open, first.is_open) == (Screen.TAKE_OVER, False, True)
        second.take_over()
        assert (second.screen, second.is_open) == (Screen.TODAY, True)
        assert (first.is_open, title(first)) == (False, "unlock.taken_over.title")
        assert town.house.custody.holder(SAMIRA) is second
        assert second.room.cards()[0][1].name == "mevrouw Jansen"

    asyncio.run(scene())


def test_who_does_not_take_over_leaves_the_first_window_alone(town: Town) -> None:
    async def scene() -> None:
        first, second = await town.at_work(), town.at_the_door()
        await second.unlock(town.pin(SAMIRA))
        second.lock()
        assert not second.holds_keys
        assert first.is_open
        assert town.house.custody.holder(SAMIRA) is first

    asyncio.run(scene())


def test_nobody_is_asked_when_the_first_window_has_gone(town: Town) -> None:
    async def scene() -> None:
        first, second = await town.at_work(), town.at_the_door()
        first.connected = False
        await second.unlock(town.pin(SAMIRA))
        assert (second.screen, first.is_open) == (Screen.TODAY, False)

    asyncio.run(scene())


def test_the_question_whether_to_take_over_does_not_stay_open_for_ever(town: Town) -> None:
    async def scene() -> None:
        _first, second = await town.at_work(), town.at_the_door()
        await second.unlock(town.pin(SAMIRA))
        assert second.holds_keys
        clock_of(town).pass_seconds(WORK_SECONDS)
        second.lock_when_idle()
        assert (second.screen, second.holds_keys) == (Screen.UNLOCK, False)

    asyncio.run(scene())


# ── Giving the plan along ────────────────────────────────────────────────────────────────────────────────


async def reading_back(town: Town, *, lead: bool = True, settled: bool = True) -> Visit:
    """A plan that is being read back."""
    visit = await town.at_work()
    visit.begin("mevrouw Jansen")
    visit.to_table(Screen.STORY)
    talk = talk_of(visit)
    talk.say("quote.text", "Ik wil hier niet weg.")
    talk.assent_to_story("tapped")
    wish = talk.say("wish.text", "Ik wil weer zingen")
    talk.say_together("agreement", {"wish": wish, "what": "Samen naar het koor.", "who": "Cor"})
    if lead:
        talk.say("plan.lead", "mevrouw Jansen", talk.only("plan"))
    for name in SETTLED if settled else ():
        talk.say(f"aftercare.{name}", {"state": "filled", "text": "Marga belt."}, talk.only("aftercare"))
    visit.to_table(Screen.READ_BACK)
    return visit


def back_of(visit: Visit) -> ReadBack:
    assert visit.read_back is not None
    return visit.read_back


def card_status(visit: Visit, talk: Conversation) -> tuple[Phase, Status]:
    card = read_card(visit.room.vault.card(talk.household))
    return card.phase, card.status


@pytest.mark.parametrize(
    ("state", "remark", "wanting"),
    [
        (None, "", "choose"),
        (AssentState.AGREED, "", "lead"),
        (AssentState.AGREED_WITH_REMARKS, "Goed zo, maar niet op zondag.", "lead"),
        (AssentState.AGREED_WITH_REMARKS, "  ", "remark"),
        (AssentState.NOT_AGREED, "", ""),
        (AssentState.SEEN_ONLY, "", ""),
    ],
)
def test_a_yes_needs_a_lead_and_no_or_seen_does_not(
    town: Town, state: AssentState | None, remark: str, wanting: str
) -> None:
    async def scene() -> None:
        visit = await reading_back(town, lead=False)
        back = back_of(visit)
        if state is not None:
            back.choose(state)
        back.write_remark(remark)
        visit.finish_plan(anyway=True)
        assert back.wanting == wanting
        assert visit.screen is (Screen.READ_BACK if wanting else Screen.SENT)
        assert len(visit.room.vault.queued()) == (not wanting)

    asyncio.run(scene())


def test_missing_aftercare_warns_and_the_account_can_go_anyway_but_is_not_ready(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town, settled=False)
        back = back_of(visit)
        back.choose(AssentState.AGREED)
        visit.finish_plan()
        assert (back.wanting, [lack.value for lack in back.missing]) == ("missing", list(SETTLED))
        assert visit.room.vault.queued() == ()
        visit.finish_plan(anyway=True)
        assert visit.screen is Screen.SENT
        assert back.delivered is not None
        assert not back.delivered.ready

    asyncio.run(scene())


@pytest.mark.parametrize("state", [AssentState.AGREED, AssentState.NOT_AGREED])
def test_a_plan_is_ready_only_when_somebody_says_yes_and_aftercare_is_settled(
    town: Town, state: AssentState
) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        back_of(visit).choose(state)
        visit.finish_plan()
        done = back_of(visit).delivered
        assert done is not None
        assert done.ready is (state is AssentState.AGREED)

    asyncio.run(scene())


def test_a_plan_goes_once_however_often_klaar_is_tapped(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        talk = talk_of(visit)
        back_of(visit).choose(AssentState.AGREED)
        for _ in range(3):
            visit.finish_plan()
        assert len(visit.room.vault.queued()) == 1
        assert len(visit.room.vault.documents(talk.household, "bundle")) == 1
        assert card_status(visit, talk) == (Phase.RUNNING, Status.QUEUED)
        assert [plan.status for plan in visit.room.sent_plans()] == [Status.QUEUED]

    asyncio.run(scene())


def test_a_plan_that_cannot_be_saved_leaves_nothing_half_sent_and_says_so(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        back, talk, vault = back_of(visit), talk_of(visit), visit.room.vault
        before = card_status(visit, talk)
        back.choose(AssentState.AGREED)
        ((pages,),) = vault._database.run("PRAGMA page_count")
        vault._database.run(f"PRAGMA max_page_count={pages}")
        visit.finish_plan()
        assert (visit.screen, back.wanting, back.delivered) == (Screen.READ_BACK, "failed", None)
        assert vault.documents(talk.household, "bundle") == ()
        assert vault.queued() == ()
        assert card_status(visit, talk) == before
        vault._database.run("PRAGMA max_page_count=1000000")
        visit.finish_plan()
        assert visit.screen is Screen.SENT
        assert len(vault.queued()) == len(vault.documents(talk.household, "bundle")) == 1

    asyncio.run(scene())


def test_a_remark_goes_as_it_was_typed_with_plain_line_ends(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        back_of(visit).choose(AssentState.AGREED_WITH_REMARKS)
        back_of(visit).write_remark("Eén ding:\r\n\tniet op zondag.")
        visit.finish_plan()
        assert visit.screen is Screen.SENT
        (bundle,) = bundles(visit.room.vault, talk_of(visit).household, town.house.schema)
        assert [one.remark for one in bundle.assents] == ["Eén ding:\n niet op zondag."]

    asyncio.run(scene())


def test_a_remark_that_cannot_go_sends_nothing_and_says_so(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        back_of(visit).choose(AssentState.AGREED_WITH_REMARKS)
        back_of(visit).write_remark("x" * 4001)
        visit.finish_plan()
        assert (visit.screen, back_of(visit).wanting) == (Screen.READ_BACK, "failed")
        assert visit.room.vault.queued() == ()
        assert back_of(visit).answer.remark.text == "x" * 4001

    asyncio.run(scene())


def test_a_half_written_remark_survives_the_lock(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        household = talk_of(visit).household
        back_of(visit).write_remark("Niet op zo")
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        visit.open_household(household)
        visit.to_table(Screen.READ_BACK)
        assert back_of(visit).answer.remark.text == "Niet op zo"

    asyncio.run(scene())


def test_sleeping_on_it_sends_nothing_and_the_next_edition_is_still_the_first(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        back_of(visit).choose(AssentState.AGREED)
        visit.sleep_on_it()
        assert (visit.screen, title(visit)) == (Screen.SHEETS, "read_back.slept.title")
        assert visit.room.vault.queued() == ()
        visit.to_table(Screen.READ_BACK)
        assert back_of(visit).edition.manifest.number == 1
        assert back_of(visit).answer.state is None

    asyncio.run(scene())


def test_a_second_edition_follows_the_first(town: Town) -> None:
    async def scene() -> None:
        visit = await reading_back(town)
        talk = talk_of(visit)
        for words in ("Eerst dit.", "En dan dat."):
            talk.say("wish.text", words)
            visit.to_table(Screen.READ_BACK)
            back_of(visit).choose(AssentState.NOT_AGREED)
            visit.finish_plan()
        first, second = bundles(visit.room.vault, talk.household, town.house.schema)
        assert (first.manifest.number, second.manifest.number) == (1, 2)
        assert second.manifest.previous == first.manifest.hash

    asyncio.run(scene())

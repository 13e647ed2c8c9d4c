"""Back in without a PIN, a curtain before the lock, an empty agenda, and the PIN before a great step."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from keukentafel.app.state.farewell import Farewell
from keukentafel.app.state.idle import CURTAIN_SECONDS, TABLE_SECONDS
from keukentafel.app.state.new_pin import is_guessable
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit
from keukentafel.vault.aside import put_aside_in
from keukentafel.vault.mistakes import Locked, NoSuchHousehold, WrongPin
from keukentafel.vault.recovery_code import new_code
from keukentafel.vault.trail import Action
from tests.app.town import DEMO, SAMIRA, Clock, Town, talk_in, talk_of
from tests.vault.test_residue import _leads_to

WRONG, FRESH = "000000", "836251"


def title(visit: Visit) -> str:
    return visit.notice.title if visit.notice else ""


def clock_of(town: Town) -> Clock:
    assert isinstance(town.clock, Clock)
    return town.clock


def ten_wrong(town: Town) -> None:
    """As after ten wrong PINs, without the nine minutes of waiting between them."""
    vault = town.account(SAMIRA).folder / "vault.sqlite3"
    with closing(sqlite3.connect(vault, isolation_level=None)) as connection:
        connection.execute("UPDATE vault_header SET wrong_attempts = 10, not_before = 0")


# ── Recovery ─────────────────────────────────────────────────────────────────────────────────────────────


def test_after_ten_wrong_pins_the_sheet_opens_and_the_new_pin_counts(town: Town) -> None:
    async def scene() -> None:
        ten_wrong(town)
        visit = town.at_the_door()
        await visit.unlock(town.pin(SAMIRA))
        assert (visit.screen, title(visit)) == (Screen.RECOVER, "recover.only.title")
        visit.type_code(DEMO.recovery.lower().replace("-", " "))
        assert visit.screen is Screen.RECOVER_PIN
        await visit.recover(FRESH)
        assert (visit.screen, visit.notice) == (Screen.TODAY, None)
        assert [card.name for _, card in visit.room.cards()]
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        assert title(visit) == "unlock.wrong.title"
        await visit.unlock(FRESH)
        assert visit.is_open

    asyncio.run(scene())


def test_a_slip_in_the_code_is_named_by_its_group_and_a_code_of_another_vault_opens_nothing(
    town: Town,
) -> None:
    async def scene() -> None:
        visit = town.at_the_door()
        visit.to_recover()
        groups = DEMO.recovery.split("-")
        groups[4] = groups[4][:-1] + ("0" if groups[4][-1] != "0" else "1")
        visit.type_code("-".join(groups))
        assert (visit.screen, title(visit)) == (Screen.RECOVER, "recover.mistyped.title")
        assert visit.notice is not None
        assert visit.notice.values == {"group": 5}
        other = await town.at_work()
        other.room.tablet.make_sheet(town.pin(SAMIRA))
        other.lock()
        visit.type_code(DEMO.recovery)
        await visit.recover(FRESH)
        assert (visit.screen, title(visit)) == (Screen.RECOVER, "recover.wrong.title")
        assert not visit.holds_keys

    asyncio.run(scene())


def test_a_vault_of_which_nobody_chose_how_to_recover_it_asks_so_first(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        recovery = visit.room.vault.recovery
        for way in recovery.ways:
            recovery.give_up(town.pin(SAMIRA), way)
        visit.room.vault._settings.put("vault/recovery-decided", None)
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        assert visit.screen is Screen.RECOVERY
        visit.room.tablet.decide_for_none()
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        assert visit.screen is Screen.TODAY

    asyncio.run(scene())


def test_a_backup_comes_back_through_the_door_and_what_was_here_is_put_aside(
    town: Town, tmp_path: Path
) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.room.vault.copying.backup(tmp_path / "backup")
        visit.begin("na de reservekopie")
        visit.lock()
        visit.to_restore()
        visit.choose_backup(b"geen reservekopie")
        assert (title(visit), visit.backup) == ("restore.foreign.title", None)
        visit.choose_backup((tmp_path / "backup").read_bytes())
        assert visit.backup is not None
        visit.type_code(str(new_code()))
        assert (visit.screen, title(visit)) == (Screen.RESTORE, "recover.wrong.title")
        visit.type_code(DEMO.recovery)
        assert visit.screen is Screen.RECOVER_PIN
        await visit.recover(FRESH)
        assert (visit.screen, visit.notice) == (Screen.TODAY, None)
        names = {card.name for _, card in visit.room.cards()}
        assert "gezin Bakker" in names
        assert "na de reservekopie" not in names
        folder = town.account(SAMIRA).folder
        (aside,) = put_aside_in(folder)
        assert visit.room.tablet.put_aside == (aside,)
        assert not list(folder.glob("vault.copy*"))

        visit.lock()
        visit.to_restore()
        assert (visit.put_aside, visit.would_be_lost) == ((aside,), False)
        visit.choose_put_aside(aside)
        visit.type_code(str(new_code()))
        assert (visit.screen, title(visit)) == (Screen.RESTORE, "recover.wrong.title")
        visit.type_code(DEMO.recovery)
        await visit.recover(FRESH)
        assert "na de reservekopie" in {card.name for _, card in visit.room.cards()}
        tablet = visit.room.tablet
        with pytest.raises(WrongPin):
            tablet.discard("909090", aside)
        assert aside in tablet.put_aside
        for one in tablet.put_aside:
            tablet.discard(FRESH, one)
        assert tablet.put_aside == ()
        lines = visit.room.vault.trail.chain(0, 3).lines
        assert {Action.DISCARDED} <= {line.action for line in lines}

    asyncio.run(scene())


def test_restoring_over_a_vault_that_nothing_would_open_any_more_says_so_first(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        for way in visit.room.tablet.ways:
            visit.room.tablet.give_up(town.pin(SAMIRA), way)
        visit.lock()
        visit.to_restore()
        assert visit.would_be_lost

    asyncio.run(scene())


@pytest.mark.parametrize("pin", ["000000", "123456", "987654", "345678", "112233"])
def test_a_pin_that_everybody_tries_first_is_not_taken(pin: str) -> None:
    assert is_guessable(pin)
    assert not is_guessable(FRESH)
    assert not is_guessable("een lange zin")


# ── Out of sight ─────────────────────────────────────────────────────────────────────────────────────────


def test_at_the_table_a_curtain_falls_before_the_lock_and_one_tap_lifts_it(town: Town) -> None:
    async def scene() -> None:
        visit, clock = await town.at_work(), clock_of(town)
        visit.begin("mevrouw Jansen")
        talk = talk_of(visit)
        talk.boxes.typed(talk.boxes.box("story.text", talk.only("story"), slot="story"), "Half een zin")
        clock.pass_seconds(CURTAIN_SECONDS)
        visit.lock_when_idle()
        assert visit.curtain
        assert [one.text for one in visit.room.vault.drafts(talk.household)] == ["Half een zin"]
        with pytest.raises(Locked):
            visit.room.vault.households()
        visit.lift_curtain()
        assert (visit.curtain, visit.screen) == (False, Screen.LISTEN)
        clock.pass_seconds(TABLE_SECONDS)
        visit.lock_when_idle()
        assert not visit.holds_keys
        assert not visit.curtain

    asyncio.run(scene())


def test_in_the_work_face_no_curtain_falls_because_it_locks(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.draw_curtain()
        assert not visit.curtain
        clock_of(town).pass_seconds(CURTAIN_SECONDS)
        visit.lock_when_idle()
        assert not visit.holds_keys

    asyncio.run(scene())


def test_who_leaves_in_a_hurry_leaves_an_agenda_and_no_key_or_word(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        visit.begin("mevrouw KOOLMEES")
        await visit.back_to_work(town.pin(SAMIRA))
        assert _leads_to(visit, [b"KOOLMEES"])
        visit.leave_in_a_hurry()
        assert (visit.screen, visit.notice) == (Screen.AGENDA, None)
        assert not visit.holds_keys
        assert not _leads_to(visit, [b"KOOLMEES"])
        visit.to_unlock()
        await visit.unlock(town.pin(SAMIRA))
        assert visit.screen is Screen.TODAY

    asyncio.run(scene())


# ── Before a great step ──────────────────────────────────────────────────────────────────────────────────


def test_forgetting_asks_the_pin_and_a_wrong_one_forgets_nothing(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        household = next(one for one, card in visit.room.cards() if card.name == "gezin Bakker")
        visit.open_household(household)
        visit.room.say_farewell()
        farewell = visit.room.farewell
        assert farewell is not None
        visit.ask(question_of(visit, farewell))
        await visit.answer(WRONG)
        assert (visit.screen, title(visit)) == (Screen.CONFIRM, "unlock.wrong.title")
        assert household in visit.room.vault.households()
        visit.take_back()
        assert visit.screen is Screen.FORGET
        visit.ask(question_of(visit, farewell))
        await visit.answer(town.pin(SAMIRA))
        assert visit.screen is Screen.TODAY
        assert household not in visit.room.vault.households()
        with pytest.raises(NoSuchHousehold):
            visit.room.vault.entries(household)
        assert visit.room.vault.check() == ()
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        assert visit.is_open
        assert visit.notice is None

    asyncio.run(scene())


def question_of(visit: Visit, farewell: Farewell) -> Question:
    def after() -> None:
        visit.room.forgotten()
        visit.show(Screen.TODAY)

    return Question("forget_household", farewell.forget, Screen.FORGET, after)


def test_one_persons_part_goes_and_the_others_keep_theirs(town: Town) -> None:
    room = town.room()
    household = next(one for one, card in room.cards() if card.name == "gezin Bakker")
    room.open_household(household)
    room.say_farewell()
    farewell = room.farewell
    assert farewell is not None
    sem = next(one for one in farewell.people if one.name == "Sem")
    kim = next(one for one in farewell.people if one.name == "Kim")
    farewell.person = sem.id
    before = {who.id: words_of(room, str(who.id)) for who in (sem, kim)}
    assert before[sem.id]
    assert before[kim.id]
    assert farewell.what_goes.sentences >= len(before[sem.id])
    farewell.forget(town.pin(SAMIRA))
    assert words_of(room, str(sem.id)) == []
    assert words_of(room, str(kim.id)) == before[kim.id]
    assert room.vault.check() == ()
    lines = room.vault.trail.chain().lines
    assert any(one.action is Action.FORGOT and one.about == sem.id for one in lines)
    room.close()


def words_of(room: "object", person: str) -> list[object]:
    vault, talk = room.vault, talk_in(room)  # type: ignore[attr-defined,arg-type]
    entries = vault.entries(talk.household)
    return [
        one.value.content
        for one in entries
        if one.value is not None and person in {one.signed.operation.voice.who, one.signed.operation.object}
    ]


def test_a_talk_without_a_plan_is_thrown_away_and_only_a_counter_stays(town: Town) -> None:
    room = town.room()
    room.begin("iemand op straat")
    talk_in(room).say("quote.text", "Het gaat wel.")
    household = talk_in(room).household
    room.say_farewell()
    farewell = room.farewell
    assert farewell is not None
    assert farewell.may_throw_away
    farewell.throw_away(town.pin(SAMIRA))
    assert household not in room.vault.households()
    assert room.vault.forgetting.thrown_away == 1
    room.forgotten()
    room.close()


# ── Searching ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_answered_from_everything_and_forgotten_at_the_table(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        finder = visit.room.finder
        await finder.find("DOCHTER")
        assert finder.result is not None
        assert finder.result.hits
        assert {hit.household for hit in finder.result.hits} <= set(visit.room.vault.households())
        await finder.find("  ")
        assert finder.result is None
        await finder.find("dochter")
        visit.begin("mevrouw Jansen")
        assert (finder.query, finder.result) == ("", None)
        await finder.find("dochter")
        assert finder.result is None
        await visit.back_to_work(town.pin(SAMIRA))
        actions = [line.action for line in visit.room.vault.trail.chain().lines]
        assert actions.count(Action.SEARCHED) == 1
        visit.lock()

    asyncio.run(scene())

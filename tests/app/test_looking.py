"""After the plan: looking together at a check-in, tasks on the list, a newer card, and the calendar."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from keukentafel.app.downloads import Downloads
from keukentafel.app.state.card import read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.looking import Looking
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.check_ins import check_ins, next_one, propose
from keukentafel.dossier.going import Going
from keukentafel.dossier.tasks import open_tasks
from keukentafel.edition.assent import AssentState
from keukentafel.journal.names import ObjectId, random_id
from keukentafel.journal.speaker import Face
from tests.app.town import Town, begun, talk_in

A_DAY_MS = 86_400_000


def today_of(town: Town) -> date:
    return town.house.texts.today(town.clock())


def at_a_check_in(town: Town, level: str = "orange") -> tuple[Workroom, Conversation, Looking]:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    talk.say_proposed(propose(talk.dossier, today_of(town)))
    talk.say("agreement.what", "Samen soep koken")
    sign = {"text": "De post blijft dicht", "level": level, "action": "Cor belt Samira"}
    talk.say_together("sign", dict(sign))
    room.follow_up.look_together(talk, check_ins(talk.dossier)[0].id)
    looking = room.follow_up.looking
    assert looking is not None
    return room, talk, looking


def test_an_orange_sign_brings_the_next_look_forward_and_taking_it_back_puts_it_back(town: Town) -> None:
    room, talk, looking = at_a_check_in(town)
    (sign,) = looking.signs
    before = [one.day for one in check_ins(talk.dossier)]
    looking.notice(sign)
    in_a_week = today_of(town) + timedelta(days=7)
    assert looking.following is not None
    assert looking.following.day == in_a_week
    task = looking.task_of(sign)
    assert task is not None
    assert (task.text.text, task.last_day) == ("Cor belt Samira", in_a_week)
    looking.not_noticed(sign)
    assert looking.noticed(sign) is None
    assert open_tasks(talk.dossier) == ()
    assert [one.day for one in check_ins(talk.dossier)] == before
    looking.notice(sign)
    assert len(open_tasks(talk.dossier)) == 1
    room.close()


def test_of_two_signs_the_one_that_was_not_noticed_takes_nothing_from_the_other(town: Town) -> None:
    room, talk, looking = at_a_check_in(town)
    talk.say_together("sign", {"text": "De deur blijft dicht", "level": "red", "action": "Cor gaat langs"})
    orange, red = looking.signs
    today, before = today_of(town), [one.day for one in check_ins(talk.dossier)]

    def day() -> date | None:
        assert looking.following is not None
        return looking.following.day

    looking.notice(orange)
    looking.notice(red)
    looking.not_noticed(orange)
    assert day() == today
    looking.notice(orange)
    looking.not_noticed(red)
    assert day() == today + timedelta(days=7)
    looking.not_noticed(orange)
    assert [one.day for one in check_ins(talk.dossier)] == before
    room.close()


def test_a_look_that_was_made_for_one_sign_is_there_for_the_other_as_well(town: Town) -> None:
    room, talk, looking = at_a_check_in(town, "red")
    talk.say_together("sign", {"text": "De deur blijft dicht", "level": "orange"})
    red, orange = looking.signs
    talk.strike(*(one for one in talk.dossier.all("check_in") if one.id != looking.id))
    looking.notice(red)
    looking.notice(orange)
    looking.not_noticed(red)
    assert looking.following is not None
    assert looking.following.day == today_of(town) + timedelta(days=7)
    room.close()


def test_a_day_that_people_chose_themselves_stays_when_a_sign_was_not_noticed(town: Town) -> None:
    room, _, looking = at_a_check_in(town)
    (sign,) = looking.signs
    looking.notice(sign)
    chosen = today_of(town) + timedelta(days=3)
    looking.look_again(chosen)
    looking.not_noticed(sign)
    assert looking.following is not None
    assert looking.following.day == chosen
    room.close()


def test_a_check_in_that_was_made_for_a_sign_goes_when_it_was_not_noticed(town: Town) -> None:
    room, talk, looking = at_a_check_in(town, "red")
    (sign,) = looking.signs
    here = looking.id
    talk.strike(*(one for one in talk.dossier.all("check_in") if one.id != here))
    looking.notice(sign)
    assert looking.following is not None
    assert looking.following.day == today_of(town)
    looking.not_noticed(sign)
    assert [one.id for one in check_ins(talk.dossier)] == [here]
    room.close()


def test_a_check_in_that_was_done_makes_room_for_the_next_and_the_list_says_so(town: Town) -> None:
    room, talk, looking = at_a_check_in(town)
    (going,) = looking.agreements
    looking.say_going(going.agreement.id, Going.SO_SO)
    assert looking.agreements[0].going is Going.SO_SO
    looking.look_again(today_of(town) + timedelta(days=20))
    looking.finish()
    assert looking.done
    coming = next_one(talk.dossier)
    assert coming is not None
    assert (coming.id, coming.day) != (looking.id, None)
    card = read_card(room.vault.card(talk.household))
    assert card.next_date == (today_of(town) + timedelta(days=20)).isoformat()
    room.close()


def test_a_task_is_on_the_list_a_week_ahead_and_is_done_from_there_without_opening_anything(
    town: Town,
) -> None:
    room, talk, looking = at_a_check_in(town)
    looking.notice(looking.signs[0])
    household, today = talk.household, today_of(town)
    room.close_household()
    assert room.follow_up.looking is None
    ((asking, card),) = room.listing().tasks(today + timedelta(days=7))
    assert (asking, card.task_what) == (household, "Cor belt Samira")
    assert room.listing().tasks(today + timedelta(days=6)) == ()
    room.follow_up.task_done(household, ObjectId(card.task))
    assert room.listing().tasks(today + timedelta(days=7)) == ()
    room.open_household(household)
    assert open_tasks(talk_in(room).dossier) == ()
    room.close()


def test_a_card_is_newer_once_aftercare_changed_and_no_longer_when_it_went_along(town: Town) -> None:
    room, talk, looking = at_a_check_in(town)

    def newer() -> bool:
        return room.follow_up.card_is_newer(talk)

    def give_along() -> None:
        room.start_read_back()
        assert room.read_back is not None
        room.read_back.choose(AssentState.SEEN_ONLY)
        assert room.read_back.finish(anyway=True)

    assert not newer()
    give_along()
    assert not newer()
    talk.say("wish.text", "Ik wil zingen")
    assert not newer()
    looking.finish()
    assert newer()
    give_along()
    assert not newer()
    assert [plan.number for plan in room.sent_plans()] == [2, 1]
    talk.strike(*talk.dossier.all("sign"))
    assert newer()
    room.close()


def test_a_calendar_has_the_days_to_come_and_no_name(town: Town) -> None:
    downloads = Downloads()
    town.house = replace(town.house, downloads=downloads)
    room, talk, looking = at_a_check_in(town)
    looking.finish()

    async def offered() -> str | None:
        return await room.follow_up.calendar.offer(talk.dossier)

    path = asyncio.run(offered())
    assert path is not None
    file = downloads.take("a browser", path)
    assert file is not None
    assert file.file_name == "kijkmomenten.ics"
    told = file.data.decode("utf-8")
    assert told.count("BEGIN:VEVENT") == 4
    assert "SUMMARY:Kijkmoment" in told
    assert not any(word in told for word in ("Jansen", "Samira", "post", "soep"))
    talk.strike(*talk.dossier.all("check_in"))
    assert asyncio.run(offered()) is None
    room.close()


def test_a_day_that_is_struck_leaves_no_check_in_to_look_at(town: Town) -> None:
    room, talk, looking = at_a_check_in(town)
    talk.strike(*talk.dossier.all("check_in"))
    assert looking.check_in is None
    looking = Looking(talk, ObjectId(random_id()), lambda: today_of(town))
    assert (looking.check_in, looking.done) == (None, False)
    room.close()

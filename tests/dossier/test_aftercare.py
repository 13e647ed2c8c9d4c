"""Aftercare that lives: the card, check-ins then and now, and a sign that brings the next one nearer."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.dossier.aftercare import After, By, Level, aftercare
from keukentafel.dossier.check_ins import (
    CheckIn,
    check_ins,
    course_of,
    done_ones,
    next_one,
    proposal,
    propose,
    then_and_now,
)
from keukentafel.dossier.noticed import HOW_SOON, Notice, level_of, noticed, what_follows
from keukentafel.dossier.stability import Corner, Hold
from keukentafel.dossier.tasks import open_tasks, overdue, tasks
from keukentafel.journal.names import ObjectId
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, SAMIRA

TODAY = date(2026, 11, 22)
A_WEEK = timedelta(days=7)


def _pilot(saying: Saying, **told: str) -> None:
    card = saying.dossier.one("aftercare")
    for name, words in told.items():
        saying.say(f"aftercare.pilot_{name}", words, card.id if card else None)
        card = saying.dossier.one("aftercare")


def _sign(saying: Saying, level: str = "orange") -> ObjectId:
    return saying.thing(sign__text="De post blijft dicht", sign__level=level, sign__action="Cor belt Samira")


def _notice(saying: Saying, sign: ObjectId, **told: object) -> Notice:
    thing = next(one for one in saying.dossier.all("sign") if one.id == sign)
    said = {"on": TODAY, "today": TODAY, **told}
    return Notice(thing, **said)


def _days(saying: Saying) -> list[str]:
    return [str(one.day) for one in check_ins(saying.dossier)]


# ── The card ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_card_holds_everything_that_the_guide_asks_for() -> None:
    saying = Saying()
    saying.thing(trigger__text="De sterfdag van Piet")
    saying.thing(pitfall__text="Ja zeggen en niet bellen")
    sing = saying.thing(helps__text="Zingen", helps__kind="helps")
    hurry = saying.thing(helps__text="Haast", helps__kind="does_not")
    said = saying.thing(helps__text="Soep koken")
    own = saying.thing(sign__text="Ik doe de la dicht", sign__noticed="self", sign__level="orange")
    marga = saying.thing(agreed_with__who="Marga", agreed_with__answer="yes")
    doctor = saying.thing(agreed_with__who="Huisarts", agreed_with__answer="ask")
    saying.thing(aftercare__way_back="Bel Samira")
    card = aftercare(saying.dossier)
    assert [one.words("text").text for one in (*card.triggers, *card.pitfalls)] == [
        "De sterfdag van Piet",
        "Ja zeggen en niet bellen",
    ]
    assert ([one.id for one in card.helps], [one.id for one in card.does_not]) == ([sing, said], [hurry])
    assert [one.id for one in card.signs_noticed(By.SELF)] == [own]
    assert card.signs_noticed(By.OTHERS) == ()
    assert [one.id for one in card.agreed_with] == [marga, doctor]
    assert [one.id for one in card.still_to_ask] == [doctor]
    assert card.way_back.text == "Bel Samira"
    assert not card.empty


@pytest.mark.parametrize(
    "kind", ["trigger.text", "pitfall.text", "helps.text", "agreed_with.who", "aftercare.pilot_often"]
)
def test_a_card_is_not_empty_once_anything_stands_on_it(kind: str) -> None:
    saying = Saying()
    assert aftercare(saying.dossier).empty
    saying.say(kind, "Iets")
    assert not aftercare(saying.dossier).empty


def test_the_pilot_light_burns_once_it_is_told_who_and_how() -> None:
    saying = Saying()
    _pilot(saying, often="om de vier weken", until="2027-07-01", who="Joris")
    assert "pilot_light" in aftercare(saying.dossier).missing
    assert not aftercare(saying.dossier).pilot_light.told
    _pilot(saying, how="koffie")
    card = aftercare(saying.dossier)
    assert "pilot_light" not in card.missing
    assert (card.pilot_light.who.text, card.pilot_light.last_day) == ("Joris", date(2027, 7, 1))
    assert not card.settled["pilot_light"].open


def test_a_pilot_light_that_was_not_needed_and_is_told_all_the_same_is_told() -> None:
    saying = Saying()
    saying.thing(aftercare__pilot_light={"state": "not_needed", "reason": "Rob woont naast haar"})
    assert aftercare(saying.dossier).settled["pilot_light"].not_needed
    _pilot(saying, who="Joris", how="koffie")
    assert not aftercare(saying.dossier).settled["pilot_light"].not_needed
    assert "pilot_light" not in aftercare(saying.dossier).missing


# ── Check-ins ────────────────────────────────────────────────────────────────────────────────────────────


def test_two_and_six_weeks_and_three_six_and_twelve_months_are_proposed() -> None:
    days = [str(one) for one in proposal(TODAY).values()]
    assert days == ["2026-12-06", "2027-01-03", "2027-02-22", "2027-05-22", "2027-11-22"]


def test_proposing_again_changes_nothing_and_leaves_what_people_changed() -> None:
    saying = Saying()
    saying.write(propose(saying.dossier, TODAY))
    assert propose(saying.dossier, TODAY) == ()
    first = check_ins(saying.dossier)[0]
    saying.say("check_in.date", "2026-12-20", first.id)
    assert propose(saying.dossier, TODAY + A_WEEK) == ()
    saying.say("check_in.done", "2026-12-20", first.id)
    assert propose(saying.dossier, TODAY) == ()
    again = propose(saying.dossier, date(2026, 12, 21))
    assert {one.content for one in again} == {After.TWO_WEEKS.value, "2027-01-04"}


def test_proposed_on_two_tablets_they_are_the_same_check_ins() -> None:
    saying, other = Saying(), Saying()
    sayings = propose(saying.dossier, TODAY)
    assert sayings == propose(other.dossier, TODAY)
    saying.write([*sayings, *sayings])
    assert len(check_ins(saying.dossier)) == 5


def test_the_next_check_in_is_the_first_that_was_not_done() -> None:
    saying = Saying()
    assert next_one(saying.dossier) is None
    later, first = saying.thing(check_in__date="2026-12-20"), saying.thing(check_in__date="2026-12-06")
    undated = saying.thing(check_in__how="even bellen")
    assert [one.id for one in check_ins(saying.dossier)] == [first, later, undated]
    coming = next_one(saying.dossier)
    assert coming
    assert coming.id == first
    assert (coming.is_past(date(2026, 12, 6)), coming.is_past(date(2026, 12, 7))) == (False, True)
    saying.say("check_in.done", "2026-12-07", first)
    saying.say("check_in.result", "Ze zingt weer", first)
    assert next_one(saying.dossier) == check_ins(saying.dossier)[1]
    (done,) = done_ones(saying.dossier)
    assert (done.done_on, done.result.text, done.is_past(TODAY + 20 * A_WEEK)) == (
        date(2026, 12, 7),
        "Ze zingt weer",
        False,
    )


def test_of_two_days_the_earlier_counts() -> None:
    saying = Saying()
    moment = saying.thing(check_in__date="2026-12-06")
    saying.say("check_in.date", "2026-12-01", moment, voice=SAMIRA, seen=())
    assert _days(saying) == ["2026-12-01"]


def test_a_triangle_lies_then_and_now_beside_each_other() -> None:
    saying = Saying()
    moment = saying.thing(check_in__date="2026-12-06")
    saying.thing(triangle__moment=1, triangle__taking_part="loose", triangle__surroundings="shaky")
    saying.thing(triangle__moment=2, triangle__taking_part="shaky")
    assert then_and_now(saying.dossier, ANNIE.who, moment).changes == ()
    assert then_and_now(saying.dossier, ANNIE.who, moment).now is None
    saying.thing(triangle__moment=3, triangle__taking_part="firm", triangle__check_in=moment)
    found = then_and_now(saying.dossier, ANNIE.who, moment)
    assert [(one.corner, one.before, one.now) for one in found.changes] == [
        (Corner.TAKING_PART, Hold.LOOSE, Hold.FIRM)
    ]
    course = course_of(saying.dossier, ANNIE.who)
    assert [(drawn.moment, at.id if at else None) for drawn, at in course] == [
        (1, None),
        (2, None),
        (3, moment),
    ]


def test_a_triangle_that_came_later_is_no_then() -> None:
    saying = Saying()
    moment = saying.thing(check_in__date="2026-12-06")
    saying.thing(triangle__moment=1, triangle__taking_part="firm", triangle__check_in=moment)
    saying.thing(triangle__moment=2, triangle__taking_part="loose")
    assert then_and_now(saying.dossier, ANNIE.who, moment).then is None


# ── A sign is noticed ────────────────────────────────────────────────────────────────────────────────────


def test_an_orange_sign_brings_the_next_check_in_within_a_week_and_makes_a_task() -> None:
    saying = Saying()
    saying.write(propose(saying.dossier, TODAY))
    sign = _sign(saying)
    saying.write(what_follows(saying.dossier, _notice(saying, sign, text="Drie dagen niet open", who="Cor")))
    assert _days(saying)[:2] == ["2026-11-29", "2027-01-03"]
    (task,) = open_tasks(saying.dossier)
    assert (task.text.text, task.who.text, task.last_day) == ("Cor belt Samira", "Cor", TODAY + A_WEEK)
    (seen,) = noticed(saying.dossier)
    assert (seen.sign, seen.dates.text, seen.text.text) == (sign, "2026-11-22", "Drie dagen niet open")
    assert task.noticed == seen.id


def test_a_red_sign_is_looked_at_today() -> None:
    saying = Saying()
    saying.write(propose(saying.dossier, TODAY))
    saying.write(what_follows(saying.dossier, _notice(saying, _sign(saying, "red"), task="Marga gaat langs")))
    assert _days(saying)[0] == "2026-11-22"
    assert [(one.text.text, one.last_day) for one in tasks(saying.dossier)] == [("Marga gaat langs", TODAY)]


def test_without_a_check_in_to_come_there_is_a_new_one() -> None:
    saying = Saying()
    sign = _sign(saying)
    saying.thing(check_in__date="2026-11-01")
    done = saying.thing(check_in__date="2026-11-25")
    saying.say("check_in.done", "2026-11-20", done)
    here = saying.thing(check_in__date="2026-11-22")
    saying.write(what_follows(saying.dossier, _notice(saying, sign, at=here)))
    assert _days(saying) == ["2026-11-01", "2026-11-22", "2026-11-25", "2026-11-29"]
    assert noticed(saying.dossier)[0].check_in == here


def test_telling_it_again_after_people_looked_brings_no_other_check_in() -> None:
    saying = Saying()
    sign = _sign(saying)
    saying.write(what_follows(saying.dossier, _notice(saying, sign)))
    (coming,) = check_ins(saying.dossier)
    saying.say("check_in.done", "2026-11-25", coming.id)
    assert what_follows(saying.dossier, _notice(saying, sign, today=date(2026, 11, 26))) == ()
    again = _notice(saying, sign, on=date(2026, 11, 26), today=date(2026, 11, 26))
    saying.write(what_follows(saying.dossier, again))
    assert _days(saying) == ["2026-11-29", "2026-12-03"]


def test_a_task_that_people_changed_or_did_stays_so() -> None:
    saying = Saying()
    sign = _sign(saying)
    saying.write(what_follows(saying.dossier, _notice(saying, sign)))
    (task,) = tasks(saying.dossier)
    saying.say("task.by", "2026-12-24", task.id)
    saying.say("task.done", "2026-11-23", task.id)
    assert what_follows(saying.dossier, _notice(saying, sign)) == ()
    assert open_tasks(saying.dossier) == ()


def test_told_on_two_tablets_it_is_one_noticing_one_task_and_one_check_in() -> None:
    saying = Saying()
    sign = _sign(saying)
    follows = what_follows(saying.dossier, _notice(saying, sign))
    for one in follows:
        for seen in (None, ()):
            saying.say(one.field, one.content, one.thing, seen=seen)
    assert [
        len(found) for found in (noticed(saying.dossier), tasks(saying.dossier), check_ins(saying.dossier))
    ] == [
        1,
        1,
        1,
    ]
    assert what_follows(saying.dossier, _notice(saying, sign)) == ()


def test_a_sign_is_red_as_soon_as_one_version_says_so_and_orange_when_nobody_said() -> None:
    saying = Saying()
    sign = _sign(saying, "red")
    saying.say("sign.level", "orange", sign, voice=SAMIRA, seen=())
    saying.thing(sign__text="Ze lacht niet")
    assert [level_of(one) for one in saying.dossier.all("sign")] == [Level.RED, Level.ORANGE]


OFFSETS = st.lists(
    st.tuples(st.integers(-30, 60), st.booleans(), st.none() | st.integers(-30, 60)), max_size=5
)


@settings(deadline=None, max_examples=60)
@given(OFFSETS, st.sampled_from(list(Level)), st.integers(-3, 0))
def test_a_check_in_never_comes_later_and_telling_it_twice_changes_nothing(
    moments: list[tuple[int, bool, int | None]], level: Level, on: int
) -> None:
    saying = Saying()
    for offset, done, other in moments:
        moment = saying.thing(check_in__date=str(TODAY + timedelta(days=offset)))
        if done:
            saying.say("check_in.done", str(TODAY + timedelta(days=offset)), moment)
        if other is not None:
            saying.say("check_in.date", str(TODAY + timedelta(days=other)), moment, voice=SAMIRA, seen=())
    before = _by_id(saying)
    notice = _notice(saying, _sign(saying, level.value), on=TODAY + timedelta(days=on))
    saying.write(what_follows(saying.dossier, notice))
    after = _by_id(saying)
    assert all(after[one] <= day for one, day in before.items())
    assert sum(after[one] != day for one, day in before.items()) + len(after) - len(before) <= 1
    assert _soon(check_ins(saying.dossier), TODAY + HOW_SOON[level])
    assert what_follows(saying.dossier, notice) == ()


def test_tasks_come_by_their_last_day_and_tell_which_are_overdue() -> None:
    saying = Saying()
    undated = saying.thing(task__text="Ooit")
    late = saying.thing(task__text="Bellen", task__by="2026-11-21")
    soon = saying.thing(task__text="Langsgaan", task__by="2026-11-22")
    done = saying.thing(task__text="Brief", task__by="2026-11-01", task__done="2026-11-02")
    saying.thing(task__who="Cor")
    assert [one.id for one in tasks(saying.dossier)] == [done, late, soon, undated]
    assert [one.id for one in open_tasks(saying.dossier)] == [late, soon, undated]
    assert [one.id for one in overdue(saying.dossier, TODAY)] == [late]


def _by_id(saying: Saying) -> dict[ObjectId, date]:
    return {one.id: one.day for one in check_ins(saying.dossier) if one.day}


def _soon(found: Iterable[CheckIn], by: date) -> bool:
    return any(one.done_on is None and one.day and TODAY <= one.day <= by for one in found)

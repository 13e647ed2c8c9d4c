"""The clocks of the law: from which day they run, which day is the last, and for whom none runs."""

from datetime import date, timedelta

import pytest

from keukentafel.dossier.deadlines import Clock, Deadline, Standing, deadline, deadlines
from keukentafel.dossier.request import ended_as_contact, request_of
from keukentafel.journal.names import ObjectId, random_id
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import SAMIRA

ASKED = date(2026, 11, 22)
DAY = timedelta(days=1)


def asked(saying: Saying, **more: str) -> ObjectId:
    thing = thing_of(saying.say("request.date", ASKED.isoformat()))
    for name, content in more.items():
        voice = SAMIRA if name.endswith(("pointed", "received", "confirmed")) else None
        if voice:
            saying.say(f"request.{name}", content, thing, voice=voice)
        else:
            saying.say(f"request.{name}", content, thing)
    return thing


def test_from_the_day_of_the_request_seven_days_and_six_weeks_run() -> None:
    saying = Saying()
    asked(saying)
    assert deadlines(saying.dossier) == (
        Deadline(Clock.OWN_PLAN, date(2026, 11, 29)),
        Deadline(Clock.INVESTIGATION, date(2027, 1, 3)),
    )


def test_two_weeks_run_from_the_day_of_the_application() -> None:
    saying = Saying()
    asked(saying, applied="2027-01-05")
    assert deadline(saying.dossier, Clock.DECISION) == Deadline(Clock.DECISION, date(2027, 1, 19))


def test_a_clock_does_not_run_past_the_end_of_the_calendar() -> None:
    saying = Saying()
    thing = thing_of(saying.say("request.date", "9999-12-30"))
    saying.say("request.applied", "9999-12-31", thing)
    assert {one.last for one in deadlines(saying.dossier)} == {date.max}


def test_without_the_day_of_a_request_no_clock_runs() -> None:
    saying = Saying()
    assert deadlines(saying.dossier) == ()
    saying.say("request.place", "thuis")
    assert deadlines(saying.dossier) == ()


def test_an_own_plan_that_came_in_is_not_waited_for() -> None:
    saying = Saying()
    asked(saying, own_plan_received="2026-11-24")
    assert [one.clock for one in deadlines(saying.dossier)] == [Clock.INVESTIGATION]
    assert request_of(saying.dossier).own_plan_is_here


def test_a_plain_contact_has_no_clock_until_somebody_asks_for_help_after_all() -> None:
    saying = Saying()
    thing = asked(saying)
    talk = ObjectId(random_id())
    saying.say("conversation.ended", "contact", talk, voice=SAMIRA)
    assert ended_as_contact(saying.dossier)
    assert deadlines(saying.dossier) == ()
    saying.say("request.date", "2026-12-01", thing)
    assert not ended_as_contact(saying.dossier)
    assert deadline(saying.dossier, Clock.INVESTIGATION) == Deadline(Clock.INVESTIGATION, date(2027, 1, 12))


@pytest.mark.parametrize(
    ("clock", "days_left", "standing", "near"),
    [
        (Clock.OWN_PLAN, 4, Standing.COMING, False),
        (Clock.OWN_PLAN, 3, Standing.COMING, True),
        (Clock.OWN_PLAN, 0, Standing.TODAY, True),
        (Clock.OWN_PLAN, -1, Standing.PAST, False),
        (Clock.INVESTIGATION, 8, Standing.COMING, False),
        (Clock.INVESTIGATION, 7, Standing.COMING, True),
        (Clock.INVESTIGATION, -1, Standing.PAST, True),
        (Clock.DECISION, 7, Standing.COMING, True),
        (Clock.DECISION, -1, Standing.PAST, False),
    ],
)
def test_a_deadline_is_past_today_or_coming_and_near_in_its_own_time(
    clock: Clock, days_left: int, standing: Standing, near: bool
) -> None:
    one = Deadline(clock, ASKED)
    today = ASKED - days_left * DAY
    assert (one.standing(today), one.days_left(today), one.is_near(today)) == (standing, days_left, near)

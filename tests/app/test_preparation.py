"""Preparing a talk: days with one tap, who interprets, and clocks that come to the worker's list in time."""

from datetime import date, timedelta

import pytest

from keukentafel.app.state.preparation import (
    CHILD,
    choose_interpreter,
    note_day,
    request,
    take_day_back,
)
from keukentafel.app.state.typed_days import coming_day, coming_day_box, no_day_yet, typed_day
from keukentafel.dossier.check_ins import check_ins
from keukentafel.dossier.deadlines import Clock
from keukentafel.journal.speaker import Face
from tests.app.test_boxes import type_into
from tests.app.town import Town, begun, reopened, standing

TODAY = date(2026, 11, 18)


def test_a_day_is_noted_with_one_tap_and_taken_back_with_another(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    note_day(talk, "date", TODAY)
    note_day(talk, "confirmed", TODAY)
    assert request(talk).date == TODAY
    take_day_back(talk, "confirmed")
    _, again = reopened(town, room)
    assert request(again).date == TODAY
    assert request(again).day("confirmed") is None


def test_a_child_does_not_interpret_and_whoever_did_before_stays(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    assert choose_interpreter(talk, "professional")
    assert not choose_interpreter(talk, CHILD)
    assert request(talk).words("interpreter").text == "professional"
    assert len(standing(room, talk, "request.interpreter")) == 1


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3-1", date(2026, 1, 3)),
        ("18-11", TODAY),
        ("19-11", date(2025, 11, 19)),
        ("3/1/2026", date(2026, 1, 3)),
        ("3-1-2027", None),
        ("31-2", None),
        ("gisteren", None),
    ],
)
def test_a_day_is_read_as_people_type_it_and_is_never_still_to_come(words: str, day: date | None) -> None:
    assert typed_day(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3-1", date(2027, 1, 3)),
        ("18-11", TODAY),
        ("17/11", date(2027, 11, 17)),
        ("29-2", date(2028, 2, 29)),
        ("3-1-2026", None),
        ("31-2", None),
        ("morgen", None),
    ],
)
def test_a_day_that_was_agreed_lies_ahead(words: str, day: date | None) -> None:
    assert coming_day(words, TODAY) == day


def test_half_a_day_stays_a_draft_over_a_lock_and_is_no_day_until_it_can_be_read(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    moment = talk.say("check_in.date", "2026-12-01")
    box = coming_day_box(talk.boxes, "check_in.date", moment, TODAY)
    type_into(talk, box, "na de kerst")
    assert not talk.boxes.leave(box)
    assert no_day_yet(box)
    room, talk = reopened(town, room)
    box = coming_day_box(talk.boxes, "check_in.date", moment, TODAY)
    assert box.text == "na de kerst"
    assert [one.day for one in check_ins(talk.dossier)] == [date(2026, 12, 1)]
    type_into(talk, box, "3-1")
    talk.boxes.leave_all()
    assert [one.day for one in check_ins(talk.dossier)] == [date(2027, 1, 3)]
    room.close()


def test_a_clock_comes_to_the_list_a_week_before_its_last_day(town: Town) -> None:
    room = town.room()
    today = town.house.texts.today(town.clock())
    talk = begun(room, "mevrouw Jansen")
    note_day(talk, "date", today - timedelta(days=34))
    assert room.near(today) == ()
    ((household, card, one),) = room.near(today + timedelta(days=1))
    assert (household, card.name, one.clock) == (talk.household, "mevrouw Jansen", Clock.INVESTIGATION)
    assert one.last == today + timedelta(days=8)


def test_without_a_request_nothing_of_the_law_is_on_the_list(town: Town) -> None:
    room = town.room()
    begun(room)
    today = town.house.texts.today(town.clock())
    assert all(room.near(today + timedelta(days=many)) == () for many in (0, 7, 42, 100))

"""The calendar of check-ins: what a calendar program reads back is a title and a day, and nothing more."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from keukentafel.edition.calendar import Looking, calendar_file, check_ins_ahead
from keukentafel.edition.marks import Moment
from keukentafel.journal.names import ObjectId
from tests.dossier.saying import Saying

WORDS = {"calendar.check_in": "Kijkmoment"}
MADE = Moment("2026-11-22T09:00:00Z")
LATER = Moment("2026-12-22T09:00:00Z")
SOON = Looking(ObjectId("a" * 32), date(2026, 12, 5))

check_ins = st.builds(Looking, st.integers(0, 2**64).map(lambda one: ObjectId(f"{one:032x}")), st.dates())


def file(*days: Looking, title: str = "Kijkmoment", reminder: bool = False, sequence: int = 0) -> bytes:
    words = {"calendar.check_in": title}
    return calendar_file(days, words.__getitem__, made_at=MADE, reminder=reminder, sequence=sequence)


def lines(data: bytes) -> list[bytes]:
    assert data.endswith(b"\r\n")
    return data.split(b"\r\n")[:-1]


def test_a_check_in_is_an_event_of_a_whole_day_that_keeps_no_time_busy() -> None:
    (event,) = Calendar.from_ical(file(SOON)).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Kijkmoment"
    assert event.decoded("DTSTART") == date(2026, 12, 5)
    assert event.decoded("DTEND") == date(2026, 12, 6)
    assert b"DTSTART;VALUE=DATE:20261205" in lines(file(SOON))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_an_event_holds_nothing_but_what_is_listed_here() -> None:
    (event,) = Calendar.from_ical(file(SOON)).walk("VEVENT")
    assert set(event) == set("UID DTSTAMP SEQUENCE SUMMARY DTSTART DTEND TRANSP CLASS".split())
    assert SOON.id.encode() not in file(SOON)


def test_an_event_keeps_its_identifier_when_its_day_changes_and_two_have_two() -> None:
    moved, other = Looking(SOON.id, date(2027, 1, 9)), Looking(ObjectId("b" * 32), SOON.day)
    assert moved.uid == SOON.uid
    assert other.uid != SOON.uid
    later = calendar_file([moved], WORDS.__getitem__, made_at=LATER, sequence=2)
    (event,) = Calendar.from_ical(later).walk("VEVENT")
    assert (str(event["UID"]), event["SEQUENCE"]) == (SOON.uid, 2)


def test_a_reminder_comes_only_when_asked_for_and_is_as_neutral() -> None:
    (alarm,) = Calendar.from_ical(file(SOON, reminder=True)).walk("VALARM")
    assert (alarm["ACTION"], str(alarm["DESCRIPTION"])) == ("DISPLAY", "Kijkmoment")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15)
    assert b"VALARM" not in file(SOON)


def test_a_long_title_is_folded_at_75_octets() -> None:
    title = "Kijkmoment ééé " * 20
    data = file(SOON, title=title)
    assert max(map(len, lines(data))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    # The control: unfolded it is longer.
    assert max(map(len, lines(data.replace(b"\r\n ", b"")))) > 75


@settings(max_examples=50, deadline=None)
@given(st.lists(check_ins, max_size=6, unique_by=lambda one: one.id))
@example([Looking(SOON.id, date.max), Looking(ObjectId("b" * 32), date.min)])
def test_every_check_in_is_read_back_on_its_day(days: list[Looking]) -> None:
    data = file(*days)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [(str(one["UID"]), one.decoded("DTSTART")) for one in events] == [(d.uid, d.day) for d in days]
    assert all(len(line) <= 75 for line in lines(data))
    assert file(*days) == data


def test_check_ins_that_are_done_or_have_no_day_are_not_ahead() -> None:
    saying = Saying()
    later = saying.thing(check_in__date="2027-02-01", check_in__after="3m")
    first = saying.thing(check_in__date="2026-12-05")
    saying.thing(check_in__date="2026-11-01", check_in__done="2026-11-01")
    saying.thing(check_in__after="6w")
    assert [one.id for one in check_ins_ahead(saying.dossier)] == [first, later]


def test_of_two_days_beside_each_other_the_first_counts() -> None:
    saying = Saying()
    thing = saying.thing(check_in__date="2026-12-05")
    saying.say("check_in.date", "2026-12-01", thing, seen=())
    assert [one.day for one in check_ins_ahead(saying.dossier)] == [date(2026, 12, 1)]

"""A calendar of check-ins, for the calendar of the resident or of whoever looks in again (RFC 5545).

A calendar is shown on locked screens and shared in families. So an event has a neutral title and a day, and
nothing else: no name, no place, no words of the plan. An event keeps its identifier when its day changes, so
that a calendar which has it moves it instead of showing it twice.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sentence import day_of
from keukentafel.edition.marks import Moment, moment_read
from keukentafel.edition.paper.words import Words
from keukentafel.journal.names import ObjectId

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_UID: Final = b"keukentafel/calendar/1\x00"
_THE_DAY_BEFORE: Final = timedelta(hours=-15)
"""Nine in the morning of the day before."""


@dataclass(frozen=True, slots=True)
class Looking:
    """A check-in that is still to come: the object in the dossier, and its day."""

    id: ObjectId
    day: date

    @property
    def uid(self) -> str:
        """The identifier of the event; it follows from the object and tells nothing of it."""
        return hashlib.sha256(_UID + self.id.encode()).hexdigest()[:32]


def check_ins_ahead(dossier: Dossier) -> tuple[Looking, ...]:
    """Return the check-ins with a day that nobody has done yet, first day first.

    Where two days stand beside each other, the first counts: better too early than forgotten.
    """
    found = []
    for one in dossier.all("check_in"):
        days = [day for version in one.words("date").versions if (day := day_of(version.text))]
        if days and not one.words("done"):
            found.append(Looking(one.id, min(days)))
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def calendar_file(
    check_ins: Iterable[Looking],
    words: Words,
    *,
    made_at: Moment,
    sequence: int = 0,
    reminder: bool = False,
) -> bytes:
    """Return a calendar file (``text/calendar``) with an all-day event for each check-in.

    Args:
        check_ins: the days.
        words: the texts of the language.
        made_at: when it is made.
        sequence: higher for a file that is made later, such as the number of the edition.
        reminder: whether the calendar gives a sign at nine in the morning of the day before.
    """
    # Imported here, because only who makes a calendar should wait for it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Keukentafel//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in check_ins:
        event = _event(one, words("calendar.check_in"), made_at, sequence)
        if reminder:
            event.add_component(_alarm(words("calendar.check_in")))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _event(one: Looking, title: str, made_at: Moment, sequence: int) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", moment_read(made_at))
    event.add("sequence", sequence)
    event.add("summary", title)
    event.add("dtstart", one.day)
    if one.day < date.max:
        event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _alarm(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _THE_DAY_BEFORE)
    return alarm

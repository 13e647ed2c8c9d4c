"""Check-ins: when people look together how it goes, which one is next, and how it went.

Two and six weeks, and three, six and twelve months are proposed; every day is free to change. A check-in that
was done says on what day and how it went, and may have a triangle of its own, so that then and now lie beside
each other. Nobody is late by it: one whose day is past and that was not done is only still open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.dossier.stability import Change, Triangle, changes, triangles
from keukentafel.dossier.to_say import ToSay, follows_from, of_thing
from keukentafel.journal.names import ObjectId, PersonId

_NO_DAY: Final = date.max


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in. Of two versions of its day the earlier counts, so that nobody is waited for too long."""

    id: ObjectId
    dates: Words
    after: After | None
    how: Words
    done: Words
    result: Words

    @property
    def day(self) -> date | None:
        """The day on which it falls; None while nobody chose one."""
        return min(self.dates.days, default=None)

    @property
    def done_on(self) -> date | None:
        """The day on which it was done; None when it was not."""
        return min(self.done.days, default=None)

    def is_past(self, today: date) -> bool:
        """Tell whether its day is over and it was not done."""
        return self.done_on is None and self.day is not None and self.day < today


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The triangle of a check-in beside the first one that was drawn; either may be missing."""

    then: Triangle | None
    now: Triangle | None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The corners that hold otherwise now; none as long as there are not two triangles."""
        return changes(self.then, self.now) if self.then and self.now else ()


def check_ins(dossier: Dossier) -> tuple[CheckIn, ...]:
    """Return every check-in by its day; those without one come last."""
    found = (_check_in_of(thing) for thing in dossier.all("check_in"))
    return tuple(sorted(found, key=lambda one: (one.day or _NO_DAY, one.id)))


def still_open(dossier: Dossier) -> tuple[CheckIn, ...]:
    """Return the check-ins that were not done, by their day."""
    return tuple(one for one in check_ins(dossier) if one.done_on is None)


def next_one(dossier: Dossier) -> CheckIn | None:
    """Return the check-in that comes first of those not done; its day may be past. None when all are."""
    return next((one for one in still_open(dossier) if one.day is not None), None)


def done_ones(dossier: Dossier) -> tuple[CheckIn, ...]:
    """Return the check-ins that were done, the earliest first."""
    done = (one for one in check_ins(dossier) if one.done_on is not None)
    return tuple(sorted(done, key=lambda one: one.done_on or _NO_DAY))


def proposal(start: date) -> Mapping[After, date]:
    """Return the days that are proposed, counted from a day."""
    return {after: proposed_date(after, start) for after in After}


def propose(dossier: Dossier, start: date) -> tuple[ToSay, ...]:
    """Return the sayings that put the proposed check-ins in the dossier, counted from a day.

    Those that are open, and those done since that day, are left as they are. Proposed on two tablets from the
    same day they are the same check-ins.
    """
    there = {one.after for one in check_ins(dossier) if one.done_on is None or one.done_on >= start}
    missing = ((after, day) for after, day in proposal(start).items() if after not in there)
    return tuple(chain.from_iterable(_proposed(dossier, start, after, day) for after, day in missing))


def then_and_now(dossier: Dossier, person: PersonId, check_in: ObjectId) -> ThenAndNow:
    """Return somebody's triangle of a check-in beside their first; the first is never the same one."""
    course = triangles(dossier, person)
    now = next((one for one in reversed(course) if one.check_in == check_in), None)
    then = next((one for one in course if one.check_in != check_in), None)
    before = then if now is None or then is None or then.moment <= now.moment else None
    return ThenAndNow(before, now)


def course_of(dossier: Dossier, person: PersonId) -> tuple[tuple[Triangle, CheckIn | None], ...]:
    """Return somebody's triangles over time, each with the check-in at which it was drawn (None: a talk)."""
    known = {one.id: one for one in check_ins(dossier)}
    return tuple(
        (one, known.get(one.check_in) if one.check_in else None) for one in triangles(dossier, person)
    )


def _proposed(dossier: Dossier, start: date, after: After, day: date) -> tuple[ToSay, ...]:
    thing = follows_from(dossier.household, "check_in", start.isoformat(), after.value)
    return of_thing(thing, "check_in", {"after": after.value, "date": day.isoformat()})


def _check_in_of(thing: Thing) -> CheckIn:
    after = thing.words("after").text
    return CheckIn(
        thing.id,
        thing.words("date"),
        After(after) if after in set(After) else None,
        thing.words("how"),
        thing.words("done"),
        thing.words("result"),
    )

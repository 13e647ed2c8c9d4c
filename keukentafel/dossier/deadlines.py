"""Deadlines: the clocks of the Wmo, as days on a calendar.

Seven days for a plan of one's own (article 2.3.2 lid 2), six weeks for finding out together what is needed
(lid 1), and two weeks for the decision once somebody has applied (article 2.3.5 lid 2). They run from the day
of the request or of the application, not from the visit; without that day, and for a plain contact, nothing
runs. A clock says which day is the last one. It blocks nothing, and counts nobody's score.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.request import ended_as_contact, request_of


class Clock(StrEnum):
    """What a clock is for."""

    OWN_PLAN = "own_plan"
    INVESTIGATION = "investigation"
    DECISION = "decision"


class Standing(StrEnum):
    """Where the last day lies, seen from today."""

    PAST = "past"
    TODAY = "today"
    COMING = "coming"


TERMS: Final = {
    Clock.OWN_PLAN: timedelta(days=7),
    Clock.INVESTIGATION: timedelta(weeks=6),
    Clock.DECISION: timedelta(weeks=2),
}
"""How long each clock runs."""

NEAR: Final = {
    Clock.OWN_PLAN: timedelta(days=3),
    Clock.INVESTIGATION: timedelta(days=7),
    Clock.DECISION: timedelta(days=7),
}
"""How long before its last day a worker is reminded of it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock that runs, with its last day."""

    clock: Clock
    last: date

    def standing(self, today: date) -> Standing:
        """Tell whether the last day is past, today, or still to come."""
        if self.last == today:
            return Standing.TODAY
        return Standing.PAST if self.last < today else Standing.COMING

    def days_left(self, today: date) -> int:
        """Return how many days there are until the last one; negative when it is past."""
        return (self.last - today).days

    def is_near(self, today: date) -> bool:
        """Tell whether it is worth a word among what is due.

        Only the investigation stays there when its last day is past: a plan that did not come by then is no
        longer waited for, and a decision is made, and guarded, elsewhere.
        """
        if self.last < today:
            return self.clock is Clock.INVESTIGATION
        return self.last - today <= NEAR[self.clock]


def deadlines(dossier: Dossier) -> tuple[Deadline, ...]:
    """Return the clocks that run in a household, in the order of the law."""
    return () if ended_as_contact(dossier) else tuple(_running(dossier))


def deadline(dossier: Dossier, clock: Clock) -> Deadline | None:
    """Return one clock; None when it does not run."""
    return next((one for one in deadlines(dossier) if one.clock is clock), None)


def _running(dossier: Dossier) -> Iterator[Deadline]:
    request = request_of(dossier)
    if request.date is not None:
        if not request.own_plan_is_here:
            yield _from(Clock.OWN_PLAN, request.date)
        yield _from(Clock.INVESTIGATION, request.date)
    applied = request.day("applied")
    if applied is not None:
        yield _from(Clock.DECISION, applied)


def _from(clock: Clock, begun: date) -> Deadline:
    # A day that was typed wrong, or comes from elsewhere, may lie at the end of the calendar.
    return Deadline(clock, begun + min(TERMS[clock], date.max - begun))

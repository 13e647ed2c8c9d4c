"""Aftercare: how it stays well, who keeps an eye on it, and what we do when it goes wrong.

The card exists from the second step of a talk and fills up on the way. A plan may be called *klaar* once the
pilot light, informal care, income and housing are each filled, or set to "not needed, because …".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words

SETTLED: Final = ("pilot_light", "informal_care", "income", "housing")
"""The four subjects that a plan needs before it is called *klaar*."""


class Level(StrEnum):
    """How serious an early sign is."""

    ORANGE = "orange"
    RED = "red"


class After(StrEnum):
    """How long after the plan a check-in comes."""

    TWO_WEEKS = "2w"
    SIX_WEEKS = "6w"
    THREE_MONTHS = "3m"
    SIX_MONTHS = "6m"
    A_YEAR = "12m"


@dataclass(frozen=True, slots=True)
class Settled:
    """One of the four subjects: filled, not needed with a reason, or still open."""

    words: Words

    @property
    def text(self) -> str:
        """What was filled in, or the reason why it is not needed; empty while open."""
        content = self.words.content
        if not isinstance(content, dict):
            return ""
        return str(content.get("text") or content.get("reason") or "")

    @property
    def not_needed(self) -> bool:
        """Whether somebody said that it is not needed, and why."""
        return isinstance(self.words.content, dict) and self.words.content.get("state") == "not_needed"

    @property
    def open(self) -> bool:
        """Whether nothing was agreed about it yet."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Aftercare:
    """The aftercare card."""

    signs: tuple[Thing, ...]
    settled: dict[str, Settled]
    check_ins: tuple[Thing, ...]

    def signs_at(self, level: Level) -> tuple[Thing, ...]:
        """Return the early signs of one level."""
        return tuple(sign for sign in self.signs if sign.words("level").text == level)

    @property
    def missing(self) -> tuple[str, ...]:
        """The subjects that are still open."""
        return tuple(name for name in SETTLED if self.settled[name].open)

    @property
    def empty(self) -> bool:
        """Whether nothing was noted yet."""
        return not self.signs and not self.check_ins and len(self.missing) == len(SETTLED)


def aftercare(dossier: Dossier) -> Aftercare:
    """Read the aftercare card from the dossier."""
    card = dossier.one("aftercare")
    settled = {name: Settled(card.words(name) if card else Words()) for name in SETTLED}
    check_ins = sorted(dossier.all("check_in"), key=lambda one: one.words("date").text)
    return Aftercare(dossier.all("sign"), settled, tuple(check_ins))


def proposed_date(after: After, start: date) -> date:
    """Return the day on which a check-in is proposed; a month without that day ends at its last day."""
    weeks = {After.TWO_WEEKS: 2, After.SIX_WEEKS: 6}.get(after)
    if weeks is not None:
        return start + timedelta(weeks=weeks)
    months = {After.THREE_MONTHS: 3, After.SIX_MONTHS: 6, After.A_YEAR: 12}[after]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last_day))

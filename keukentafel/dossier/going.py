"""How it goes with what was agreed: one word for each agreement, said when people look together.

The word is the newest one only: what was said at an earlier check-in stays in the journal, and with the
plan that was given along then. An agreement that stopped is not asked about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.plan import Agreement, Pace, plan
from keukentafel.dossier.sentence import Words


class Going(StrEnum):
    """How it goes with an agreement: gaat goed, gaat wel, lukt nog niet."""

    WELL = "well"
    SO_SO = "so_so"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class HowItGoes:
    """One agreement, with what was said last of how it goes."""

    agreement: Agreement
    words: Words

    @property
    def going(self) -> Going | None:
        """How it goes; None while nobody said."""
        return Going(self.words.text) if self.words.text in set(Going) else None

    def on(self, day: date, day_of: Callable[[int], date]) -> Going | None:
        """Return what was said on a day; ``day_of`` tells the day of a moment (ms since 1970)."""
        latest = self.words.latest
        return self.going if latest and day_of(latest.claimed) == day else None


def how_it_goes(dossier: Dossier) -> tuple[HowItGoes, ...]:
    """Return every agreement that people may be asked about, in the order of the plan."""
    said = {one.id: one.words("going") for one in dossier.all("agreement")}
    asked = (one for one in plan(dossier).agreements if one.pace is not Pace.STOPS and one.what)
    return tuple(HowItGoes(one, said[one.id]) for one in asked)

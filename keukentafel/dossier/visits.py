"""Visits a week: how many people come by, held against what the household can bear.

Everything that is done now counts; what comes later, waits or stops does not. The plan says how many visits a
week are enough. When it is more, that is shown with by how much: nothing is refused, and people choose what
has to wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.plan import Agreement, Pace, plan
from keukentafel.journal.names import ObjectId


@dataclass(frozen=True, slots=True)
class PartyVisits:
    """How often one party comes by; ``party`` is None for what no involved party does."""

    party: ObjectId | None
    a_week: int
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """How often somebody comes by in a week, party by party: who comes most first.

    ``most`` is the limit of the plan, None while there is none. ``unknown`` are agreements with a party that
    are done now, and of which nobody said how often somebody comes.
    """

    parties: tuple[PartyVisits, ...]
    most: int | None
    unknown: tuple[Agreement, ...]

    @property
    def a_week(self) -> int:
        """How many visits there are in a week."""
        return sum(one.a_week for one in self.parties)

    @property
    def over(self) -> int:
        """By how many visits a week it is too much; 0 within the limit, and without one."""
        return 0 if self.most is None else max(0, self.a_week - self.most)

    @property
    def room(self) -> int | None:
        """How many visits a week may still be added; None without a limit."""
        return None if self.most is None else max(0, self.most - self.a_week)


def visits(dossier: Dossier) -> Visits:
    """Count the visits a week of everything that is done now."""
    found = plan(dossier)
    known = {thing.id for thing in dossier.all("party")}
    now = found.at(Pace.NOW)
    unknown = tuple(one for one in now if one.visits_a_week is None and _party(one, known))
    return Visits(_by_party(now, known), found.most_visits, unknown)


def _by_party(now: Iterable[Agreement], known: set[ObjectId]) -> tuple[PartyVisits, ...]:
    found: dict[ObjectId | None, list[Agreement]] = {}
    for one in now:
        if one.visits_a_week:
            found.setdefault(_party(one, known), []).append(one)
    counted = [
        PartyVisits(party, sum(one.visits_a_week or 0 for one in theirs), tuple(theirs))
        for party, theirs in found.items()
    ]
    return tuple(sorted(counted, key=lambda one: (-one.a_week, one.party or "")))


def _party(agreement: Agreement, known: set[ObjectId]) -> ObjectId | None:
    """Two versions may name two parties; it is one agreement all the same, and counts once."""
    theirs = [one for one in agreement.parties if one in known]
    return theirs[-1] if theirs else None

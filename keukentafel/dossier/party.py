"""The involved parties and their place in the plan: each has an agreement, or waits.

Who is involved was asked at the life map. In the plan everybody of them does something, or was told *even
wachten*; a party with neither still comes and goes as it did before, and the household has one more.
"""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.plan import Agreement, Pace, plan
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId


class Domain(StrEnum):
    """What a party is about; the aftercare that concerns it follows from this."""

    HOUSING = "housing"
    INCOME = "income"
    SCHOOL = "school"
    CARE = "care"
    WORK = "work"
    YOUTH = "youth"
    OTHER = "other"


class Share(StrEnum):
    """What a party's place in the plan is."""

    DOES = "does"
    WAITS = "waits"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Party:
    """An involved party, and what was agreed with it."""

    id: ObjectId
    name: Words
    person: Words
    what_for: Words
    agreed: Words
    domain: Domain | None
    agreements: tuple[Agreement, ...]

    @property
    def share(self) -> Share:
        """Its place in the plan: it does something (or stops with it), it waits, or neither."""
        if any(one.pace is not Pace.WAIT for one in self.agreements):
            return Share.DOES
        return Share.WAITS if self.agreements else Share.NOTHING


def parties_in_plan(dossier: Dossier) -> tuple[Party, ...]:
    """Return the involved parties with what was agreed with each, in the order in which they were named.

    An agreement of which two versions name two parties stands with both, until somebody has chosen. One of
    which nobody said what it is counts only when it says *even wachten*.
    """
    agreements = [one for one in plan(dossier).agreements if one.what.texts or one.pace is Pace.WAIT]
    return tuple(_party_of(thing, agreements) for thing in dossier.all("party"))


def without_place(dossier: Dossier) -> tuple[Party, ...]:
    """Return the parties that have no agreement and do not wait either."""
    return tuple(one for one in parties_in_plan(dossier) if one.share is Share.NOTHING)


def _party_of(thing: Thing, agreements: list[Agreement]) -> Party:
    domain = thing.words("domain").text
    return Party(
        thing.id,
        thing.words("name"),
        thing.words("person"),
        thing.words("what_for"),
        thing.words("agreed"),
        Domain(domain) if domain in set(Domain) else None,
        tuple(one for one in agreements if thing.id in one.parties),
    )

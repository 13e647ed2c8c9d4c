"""The one plan of a household: wishes, agreements for them, who keeps the overview, and the key person.

Exactly one person keeps the overview (the *lead*; a resident may be it) and exactly one is the key person.
Two count as two when two different names stand there: two versions that were written apart, or the plans of
two tablets. The same name written twice, with other capitals or spaces, is one. What one sentence says of two
people is not taken apart: people read it, and settle it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import NOTHING_SAID, Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId


class Pace(StrEnum):
    """Where an agreement lies on the board: nu, straks, even wachten, stopt."""

    NOW = "now"
    LATER = "later"
    WAIT = "wait"
    STOPS = "stops"


ASKS_A_REASON: Final = frozenset({Pace.LATER, Pace.WAIT, Pace.STOPS})
"""What is not done now is not done for a reason, and that reason is written down."""


class HowMany(StrEnum):
    """How many people a plan names where there should be one."""

    NOBODY = "nobody"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: what, who, when, at which pace, and what it takes."""

    id: ObjectId
    what: Words
    who: Words
    when: Words
    pace: Pace
    notice: Words = NOTHING_SAID
    reason: Words = NOTHING_SAID
    party: Words = NOTHING_SAID
    visits: Words = NOTHING_SAID
    stream: Words = NOTHING_SAID
    cost: Words = NOTHING_SAID

    @property
    def parties(self) -> tuple[ObjectId, ...]:
        """The involved party that does it; two while two versions lie side by side, the latest one last."""
        return tuple(ObjectId(one) for one in self.party.texts)

    @property
    def visits_a_week(self) -> int | None:
        """How often a week somebody comes by; of two versions the highest. None while nobody said."""
        return max(self.visits.numbers, default=None)

    @property
    def cents(self) -> int | None:
        """What it is thought to cost in a year, in cents; of two versions the highest. None when unknown."""
        return max(self.cost.numbers, default=None)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants, in their own words, and what was agreed for it."""

    id: ObjectId
    text: Words
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan as it lies on the table."""

    wishes: tuple[Wish, ...]
    loose: tuple[Agreement, ...]
    lead: Words
    key_person: Words
    visits_a_week: Words = NOTHING_SAID
    crisis: Words = NOTHING_SAID

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """Every agreement of the plan."""
        return tuple(one for wish in self.wishes for one in wish.agreements) + self.loose

    def at(self, pace: Pace) -> tuple[Agreement, ...]:
        """Return the agreements in one lane of the board."""
        return tuple(one for one in self.agreements if one.pace is pace)

    @property
    def leads(self) -> HowMany:
        """Whether there is exactly one who keeps the overview."""
        return how_many(self.lead.texts)

    @property
    def key_people(self) -> HowMany:
        """Whether there is exactly one key person."""
        return how_many(self.key_person.texts)

    @property
    def most_visits(self) -> int | None:
        """The limit on visits a week; of two versions the lowest. None while nobody set one."""
        return min(self.visits_a_week.numbers, default=None)

    @property
    def without_reason(self) -> tuple[Agreement, ...]:
        """The agreements that are not done now, and of which nobody wrote why."""
        return tuple(one for one in self.agreements if wants_reason(one))


def plan(dossier: Dossier) -> Plan:
    """Read the plan from the dossier; an agreement whose wish is gone stays, as a loose one."""
    wishes = {thing.id: thing for thing in dossier.all("wish")}
    by_wish: dict[ObjectId | None, list[Agreement]] = {None: []}
    for thing in dossier.all("agreement"):
        wish = ObjectId(thing.words("wish").text)
        by_wish.setdefault(wish if wish in wishes else None, []).append(agreement_of(thing))
    return Plan(
        tuple(Wish(one.id, one.words("text"), tuple(by_wish.get(one.id, ()))) for one in wishes.values()),
        tuple(by_wish[None]),
        dossier.words("plan", "lead"),
        dossier.words("plan", "key_person"),
        dossier.words("plan", "visits_a_week"),
        dossier.words("plan", "crisis"),
    )


def agreement_of(thing: Thing) -> Agreement:
    """Read one agreement."""
    pace = thing.words("pace").text
    return Agreement(
        thing.id,
        thing.words("what"),
        thing.words("who"),
        thing.words("when"),
        Pace(pace) if pace in set(Pace) else Pace.NOW,
        thing.words("notice"),
        thing.words("reason"),
        thing.words("party"),
        thing.words("visits"),
        thing.words("stream"),
        thing.words("cost"),
    )


def wants_reason(agreement: Agreement) -> bool:
    """Tell whether an agreement lies in a lane that asks for a reason, and has none yet."""
    return agreement.pace in ASKS_A_REASON and not agreement.reason.texts


def how_many(names: Iterable[str]) -> HowMany:
    """Tell how many people these names are; capitals, spaces and blank names do not count."""
    folded = {" ".join(name.casefold().split()) for name in names} - {""}
    return HowMany.SEVERAL if len(folded) > 1 else HowMany.ONE if folded else HowMany.NOBODY

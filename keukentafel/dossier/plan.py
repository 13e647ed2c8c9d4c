"""The one plan of a household: wishes, agreements for them, the lead and the key person."""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId


class Pace(StrEnum):
    """Where an agreement lies on the board: nu, straks, even wachten, stopt."""

    NOW = "now"
    LATER = "later"
    WAIT = "wait"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: what, who, when, and at which pace; ``reason`` is why it stops or waits."""

    id: ObjectId
    what: Words
    who: Words
    when: Words
    pace: Pace
    reason: Words


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

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """Every agreement of the plan."""
        return tuple(one for wish in self.wishes for one in wish.agreements) + self.loose


def plan(dossier: Dossier) -> Plan:
    """Read the plan from the dossier; an agreement whose wish is gone stays, as a loose one."""
    wishes = {thing.id: thing for thing in dossier.all("wish")}
    by_wish: dict[ObjectId | None, list[Agreement]] = {None: []}
    for thing in dossier.all("agreement"):
        wish = ObjectId(thing.words("wish").text)
        by_wish.setdefault(wish if wish in wishes else None, []).append(agreement_of(thing))
    head = dossier.one("plan")
    return Plan(
        tuple(Wish(one.id, one.words("text"), tuple(by_wish.get(one.id, ()))) for one in wishes.values()),
        tuple(by_wish[None]),
        head.words("lead") if head else Words(),
        head.words("key_person") if head else Words(),
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
        thing.words("reason"),
    )

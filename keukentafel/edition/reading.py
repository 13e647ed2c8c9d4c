"""A reading: what an edition says, put in the order in which people hear it.

The screen that reads back, the desk and the paper all speak from this one structure, and it is made from the
very parts that are frozen: what is heard is what is signed. It holds no sentence of its own and no language;
the words around it come from the language files. The order is that of `keukentafel.edition.account`.

What a plan cannot do without has a form of its own here; everything else that was told is a `Block`.
"""

from dataclasses import dataclass
from typing import TypeAlias

from keukentafel.edition.block import Block, Told
from keukentafel.edition.budget import Budget
from keukentafel.edition.said import Said, Sayings
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Role

__all__ = [
    "Agreement",
    "Attainment",
    "CheckIn",
    "Correction",
    "Person",
    "Reading",
    "Said",
    "Sayings",
    "Settled",
    "Sign",
    "Story",
    "Wish",
]


Facts: TypeAlias = tuple[Told, ...]
"""What is told of a thing besides its own form, field by field."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the plan. ``role`` is None when nobody said which."""

    id: PersonId
    name: str
    role: Role | None
    relation: Sayings


@dataclass(frozen=True, slots=True)
class Story:
    """One person's story, and how they said it was theirs."""

    text: Sayings
    assent: Sayings


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, who does it, when, its place on the board (now, later, wait, stops), and why there.

    ``quick`` stands where it was agreed to take pressure off at once: today, or this week.
    """

    id: ObjectId
    what: Sayings
    who: Sayings
    when: Sayings
    pace: Sayings
    reason: Sayings
    quick: Sayings
    more: Facts


@dataclass(frozen=True, slots=True)
class Attainment:
    """What can be reached of a wish now, in three months and in a year."""

    now: Sayings
    three_months: Sayings
    year: Sayings


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish in somebody's own words, what can be reached of it, and the agreements made for it."""

    id: ObjectId
    text: Sayings
    attainment: Attainment
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """An early sign, how serious (orange, red), and what is done then."""

    text: Sayings
    level: Sayings
    action: Sayings
    more: Facts


@dataclass(frozen=True, slots=True)
class Settled:
    """One field of the aftercare card: what is arranged, or why nothing is needed."""

    needed: bool
    said: Said


@dataclass(frozen=True, slots=True)
class CheckIn:
    """When somebody looks in again, after how long, and how."""

    date: Sayings
    after: Sayings
    how: Sayings
    more: Facts


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says is not right, or belongs with it; ``about`` is empty where the plan lacks it."""

    text: Sayings
    about: Sayings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an edition says; ``blocks`` is all that has no form of its own, in the order of an account.

    ``translations`` says of each quote, in their order, what an interpreter made of it; mostly nothing.
    """

    household: Sayings
    people: tuple[Person, ...]
    conversations: tuple[Sayings, ...]
    stories: tuple[Story, ...]
    quotes: tuple[Sayings, ...]
    translations: tuple[Sayings, ...]
    strengths: tuple[Sayings, ...]
    wishes: tuple[Wish, ...]
    loose_agreements: tuple[Agreement, ...]
    loose_money: tuple[Facts, ...]
    budget: Budget
    lead: Sayings
    key_person: Sayings
    plan_more: Facts
    signs: tuple[Sign, ...]
    pilot_light: tuple[Settled, ...]
    pilot_more: Facts
    informal_care: tuple[Settled, ...]
    income: tuple[Settled, ...]
    housing: tuple[Settled, ...]
    check_ins: tuple[CheckIn, ...]
    corrections: tuple[Correction, ...]
    blocks: tuple[Block, ...]

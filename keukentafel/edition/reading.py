"""A reading: what an edition says, put in the order in which people hear it.

The screen that reads back, the desk and the paper all speak from this one structure, and it is made from the
very parts that are frozen: what is heard is what is signed. It holds no sentence of its own and no language;
the words around it come from the language files. The order is that of `keukentafel.edition.account`.

What a plan cannot do without has a form of its own here; everything else that was told is a `Block`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias, TypeVar, cast

from keukentafel.edition.block import Block, Blocks
from keukentafel.edition.part import Part, Version
from keukentafel.edition.said import Said, Sayings, Voices
from keukentafel.journal.canonical import Json
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
    "reading_of",
]


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
    lead: Sayings
    key_person: Sayings
    signs: tuple[Sign, ...]
    pilot_light: tuple[Settled, ...]
    informal_care: tuple[Settled, ...]
    income: tuple[Settled, ...]
    housing: tuple[Settled, ...]
    check_ins: tuple[CheckIn, ...]
    corrections: tuple[Correction, ...]
    blocks: tuple[Block, ...]


_Names: TypeAlias = Mapping[PersonId, str]
_Titles: TypeAlias = Mapping[str, str]
_NOBODY: Final[_Names] = {}
_UNTITLED: Final[_Titles] = {}
_Thing = TypeVar("_Thing")


def reading_of(parts: Iterable[Part], names: _Names = _NOBODY, tiles: _Titles = _UNTITLED) -> Reading:
    """Put the parts of an edition, or of one reader's copy, in the order in which people hear them.

    Args:
        parts: the parts as the manifest orders them.
        names: names of people who are not in the plan, such as the worker.
        tiles: the titles of the tiles of the guide that led the talk; one that is not there keeps its name.
    """
    return _Reader(tuple(parts), names, tiles).reading()


class _Reader:
    def __init__(self, parts: tuple[Part, ...], names: _Names, tiles: _Titles) -> None:
        self._parts = parts
        self._voices = Voices(parts, names)
        self._blocks = Blocks(parts, self._voices, tiles)

    def reading(self) -> Reading:
        wishes, loose = self._wishes()
        return Reading(
            household=self._all("household", "household.name"),
            people=self._each("person", self._person),
            conversations=self._each("conversation", self._sayings("conversation.started")),
            stories=self._each("story", self._story),
            quotes=self._each("quote", self._sayings("quote.text")),
            translations=self._each("quote", self._sayings("quote.translation")),
            strengths=self._each("strength", self._sayings("strength.text")),
            wishes=wishes,
            loose_agreements=loose,
            lead=self._all("plan", "plan.lead"),
            key_person=self._all("plan", "plan.key_person"),
            signs=self._each("sign", self._sign),
            pilot_light=self._settled("pilot_light"),
            informal_care=self._settled("informal_care"),
            income=self._settled("income"),
            housing=self._settled("housing"),
            check_ins=tuple(sorted(self._each("check_in", self._check_in), key=_day)),
            corrections=self._each("correction", self._correction),
            blocks=self._blocks.all(),
        )

    def _each(self, kind: str, read: Callable[[Part], _Thing]) -> tuple[_Thing, ...]:
        return tuple(read(part) for part in self._parts if part.kind == kind)

    def _all(self, kind: str, name: str) -> Sayings:
        return tuple(chain.from_iterable(self._each(kind, self._sayings(name))))

    def _sayings(self, name: str) -> Callable[[Part], Sayings]:
        return lambda part: self._said(part, name)

    def _said(self, part: Part, name: str) -> Sayings:
        return self._voices.said(part, name)

    def _person(self, part: Part) -> Person:
        roles = [Role(str(version.value)) for version in part.versions("person.role")]
        who = PersonId(part.object)
        relation = self._said(part, "person.relation")
        return Person(who, self._voices.name(who), next(iter(roles), None), relation)

    def _story(self, part: Part) -> Story:
        return Story(self._said(part, "story.text"), self._said(part, "story.assent"))

    def _agreement(self, part: Part) -> Agreement:
        what, who = self._said(part, "agreement.what"), self._said(part, "agreement.who")
        when, pace = self._said(part, "agreement.when"), self._said(part, "agreement.pace")
        reason, quick = self._said(part, "agreement.reason"), self._said(part, "agreement.quick")
        return Agreement(part.object, what, who, when, pace, reason, quick)

    def _wishes(self) -> tuple[tuple[Wish, ...], tuple[Agreement, ...]]:
        known = {part.object for part in self._parts if part.kind == "wish"}
        served: dict[ObjectId, list[Agreement]] = {}
        loose: list[Agreement] = []
        for part in self._parts:
            if part.kind != "agreement":
                continue
            wishes = dict.fromkeys(ObjectId(str(one.value)) for one in part.versions("agreement.wish"))
            for wish in (named := [wish for wish in wishes if wish in known]):
                served.setdefault(wish, []).append(self._agreement(part))
            if not named:
                loose.append(self._agreement(part))
        wishes_heard = self._each("wish", lambda part: self._wish(part, served.get(part.object, ())))
        return wishes_heard, tuple(loose)

    def _wish(self, part: Part, agreements: Iterable[Agreement]) -> Wish:
        now, later = self._said(part, "wish.now"), self._said(part, "wish.three_months")
        attainment = Attainment(now, later, self._said(part, "wish.year"))
        return Wish(part.object, self._said(part, "wish.text"), attainment, tuple(agreements))

    def _sign(self, part: Part) -> Sign:
        level, action = self._said(part, "sign.level"), self._said(part, "sign.action")
        return Sign(self._said(part, "sign.text"), level, action)

    def _check_in(self, part: Part) -> CheckIn:
        date, after = self._said(part, "check_in.date"), self._said(part, "check_in.after")
        return CheckIn(date, after, self._said(part, "check_in.how"))

    def _correction(self, part: Part) -> Correction:
        named = dict.fromkeys(str(version.value) for version in part.versions("correction.about"))
        about = chain.from_iterable(self._blocks.heart(one) for one in named)
        return Correction(self._said(part, "correction.text"), tuple(about))

    def _settled(self, card: str) -> tuple[Settled, ...]:
        versions = chain.from_iterable(
            part.versions(f"aftercare.{card}") for part in self._parts if part.kind == f"aftercare_{card}"
        )
        return tuple(self._settled_version(version) for version in versions)

    def _settled_version(self, version: Version) -> Settled:
        value = cast(dict[str, Json], version.value)
        needed = value["state"] == "filled"
        return Settled(needed, self._voices.voiced(version, str(value["text" if needed else "reason"])))


def _day(check_in: CheckIn) -> str:
    """ISO days sort as text; a check-in without a day comes last."""
    return min((said.text for said in check_in.date), default="9999-12-31")

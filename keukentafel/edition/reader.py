"""Reads an edition: its parts, put in the order in which people hear them.

What is heard is made from the very parts that are frozen, and holds no sentence of its own and no language.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Final, TypeAlias, TypeVar, cast

from keukentafel.edition.block import Blocks
from keukentafel.edition.budget import budget_of
from keukentafel.edition.part import Part, Version
from keukentafel.edition.reading import (
    Agreement,
    Attainment,
    CheckIn,
    Correction,
    Facts,
    Person,
    Reading,
    Settled,
    Sign,
    Story,
    Wish,
)
from keukentafel.edition.said import Sayings, Voices
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Role

_Names: TypeAlias = Mapping[PersonId, str]
_Titles: TypeAlias = Mapping[str, str]
_NOBODY: Final[_Names] = {}
_UNTITLED: Final[_Titles] = {}
_Thing = TypeVar("_Thing")


def reading_of(parts: Iterable[Part], names: _Names = _NOBODY, titles: _Titles = _UNTITLED) -> Reading:
    """Put the parts of an edition, or of one reader's copy, in the order in which people hear them.

    Args:
        parts: the parts as the manifest orders them.
        names: names of people who are not in the plan, such as the worker.
        titles: the titles of the tiles and funding streams of the guide that led the talk; one that is not
            there keeps its name.
    """
    return _Reader(tuple(parts), names, titles).reading()


class _Reader:
    def __init__(self, parts: tuple[Part, ...], names: _Names, titles: _Titles) -> None:
        self._parts = parts
        self._titles = titles
        self._voices = Voices(parts, names)
        self._blocks = Blocks(parts, self._voices, titles)

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
            loose_money=self._loose_money(),
            budget=budget_of(self._parts, self._titles),
            lead=self._all("plan", "plan.lead"),
            # Until version 3 of the catalogue it lay in the part of the plan.
            key_person=self._all("key_person", "plan.key_person") + self._all("plan", "plan.key_person"),
            plan_more=self._more("plan"),
            signs=self._each("sign", self._sign),
            pilot_light=self._settled("pilot_light"),
            pilot_more=self._more("aftercare_pilot_light"),
            informal_care=self._settled("informal_care"),
            income=self._settled("income"),
            housing=self._settled("housing"),
            check_ins=tuple(sorted(self._each("check_in", self._check_in), key=_day)),
            corrections=self._each("correction", self._correction),
            blocks=self._blocks.all(),
        )

    def _loose_money(self) -> tuple[Facts, ...]:
        """The money of agreements that are not among the parts."""
        agreed = {part.object for part in self._parts if part.kind == "agreement"}
        loose = (part for part in self._parts if part.kind == "agreement_money" and part.object not in agreed)
        return tuple(self._blocks.more(part) for part in loose)

    def _more(self, kind: str) -> Facts:
        return tuple(chain.from_iterable(self._each(kind, self._blocks.more)))

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
        money = (one for one in self._parts if one.kind == "agreement_money" and one.object == part.object)
        more = tuple(chain.from_iterable(self._blocks.more(one) for one in (part, *money)))
        reason, quick = self._said(part, "agreement.reason"), self._said(part, "agreement.quick")
        return Agreement(part.object, what, who, when, pace, reason, quick, more)

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
        return Sign(self._said(part, "sign.text"), level, action, self._blocks.more(part))

    def _check_in(self, part: Part) -> CheckIn:
        date, after = self._said(part, "check_in.date"), self._said(part, "check_in.after")
        return CheckIn(date, after, self._said(part, "check_in.how"), self._blocks.more(part))

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

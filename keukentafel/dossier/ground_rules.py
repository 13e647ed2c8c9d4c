"""The five ground rules of working together, and which party agreed to which, on what day.

Partners agree, before anything else, to look at people as a whole, to take pressure away first, to find what
somebody can do enough, to work at calm, and to dare go beyond their own rules. A rule is agreed to with a
*yes* and a day; anything less is open. Of two versions that say both, open is what counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words, together
from keukentafel.journal.names import ObjectId

_YES = "yes"


class Rule(StrEnum):
    """The five rules."""

    WHOLE_PERSON = "whole_person"
    PRESSURE_FIRST = "pressure_first"
    ENOUGH = "enough"
    CALM = "calm"
    ACROSS_RULES = "across_rules"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one party says of one rule; ``id`` is the object to write on, None before there is any."""

    rule: Rule
    id: ObjectId | None
    answer: Words
    dates: Words

    @property
    def said_yes(self) -> bool:
        """Whether the answer is yes, and nothing else lies beside it."""
        return self.answer.texts == (_YES,)

    @property
    def day(self) -> date | None:
        """The day on which it was agreed; of two versions the latest, None while nobody said."""
        return max(self.dates.days, default=None)

    @property
    def agreed(self) -> bool:
        """Whether this party agreed to this rule: yes, with its day."""
        return self.said_yes and self.day is not None

    @property
    def wants_a_day(self) -> bool:
        """Whether there is a yes of which only the day is missing."""
        return self.said_yes and self.day is None


@dataclass(frozen=True, slots=True)
class PartyRules:
    """What one party says of the five rules."""

    party: ObjectId
    name: Words
    rules: Mapping[Rule, Agreed]

    @property
    def open(self) -> tuple[Rule, ...]:
        """The rules that this party has not agreed to."""
        return tuple(rule for rule, said in self.rules.items() if not said.agreed)

    @property
    def agreed_to_all(self) -> bool:
        """Whether this party agreed to all five."""
        return not self.open

    @property
    def asked(self) -> bool:
        """Whether anything was answered at all."""
        return any(said.answer for said in self.rules.values())


def ground_rules(dossier: Dossier) -> tuple[PartyRules, ...]:
    """Return what each involved party says of the rules, in the order in which they were named."""
    said = dossier.all("ground_rule")
    return tuple(
        PartyRules(party.id, party.words("name"), _of_party([one for one in said if _is_with(one, party.id)]))
        for party in dossier.all("party")
    )


def agreed_to_all(dossier: Dossier) -> tuple[ObjectId, ...]:
    """Return the parties that agreed to all five rules."""
    return tuple(one.party for one in ground_rules(dossier) if one.agreed_to_all)


def _is_with(thing: Thing, party: ObjectId) -> bool:
    return thing.words("party").text == party


def _of_party(said: Iterable[Thing]) -> Mapping[Rule, Agreed]:
    theirs = tuple(said)
    return {rule: _agreed(rule, [one for one in theirs if one.words("rule").text == rule]) for rule in Rule}


def _agreed(rule: Rule, found: list[Thing]) -> Agreed:
    """Two tablets may each have noted it; what both say lies side by side."""
    return Agreed(
        rule,
        found[0].id if found else None,
        together(one.words("answer") for one in found),
        together(one.words("date") for one in found),
    )

"""The quick plan: at most three small things, of which one today still.

Its actions are agreements like any other, with pace *nu*; what makes them quick is that somebody said
*vandaag* or *deze week* of them. So they stand in the plan later on, and nothing has to be copied. The plan's
door may still be shut: where rest comes first, or in a crisis, the quick plan opens, and only that.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.plan import Agreement, Pace, agreement_of
from keukentafel.dossier.rest import rest
from keukentafel.dossier.variant import variant_of
from keukentafel.guide.variant import VariantId

MOST: Final = 3
"""How many things a quick plan asks of people at most."""


class Quick(StrEnum):
    """When something small is done: vandaag, deze week."""

    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Action:
    """One small thing."""

    agreement: Agreement
    quick: Quick


@dataclass(frozen=True, slots=True)
class QuickPlan:
    """The small things that were agreed, the oldest first. More than three only when two tablets met."""

    actions: tuple[Action, ...]
    open: bool

    def at(self, quick: Quick) -> tuple[Action, ...]:
        """Return what is done today, or this week."""
        return tuple(action for action in self.actions if action.quick is quick)

    @property
    def full(self) -> bool:
        """Whether nothing more is to be asked now."""
        return len(self.actions) >= MOST

    @property
    def wants_today(self) -> bool:
        """Whether there is something to do, and nothing of it today."""
        return bool(self.actions) and not self.at(Quick.TODAY)


def quick_plan(dossier: Dossier) -> QuickPlan:
    """Read the quick plan; what stops does not count any more."""
    actions = []
    for thing in dossier.all("agreement"):
        quick, agreed = thing.words("quick").text, agreement_of(thing)
        if quick in set(Quick) and agreed.pace is not Pace.STOPS:
            actions.append(Action(agreed, Quick(quick)))
    return QuickPlan(tuple(actions), rest(dossier).on or variant_of(dossier) is VariantId.CRISIS)

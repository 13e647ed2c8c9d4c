"""Variants of a talk: what is offered first, and how it is asked.

Twenty minutes, two visits, somebody young, an interpreter, beginning dementia, a crisis: each changes which
sheets lie first and in which order, some of the wording, and how many questions stand on a screen. Nothing is
shut by it: what is not offered first lies under it. A variant is data from ``assets/guide/variants.json``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.guide.address import Address
from keukentafel.guide.step import Question, QuestionId, StepId


class VariantId(StrEnum):
    """The variants that there are, spelled as the catalogue spells them."""

    FULL = "full"
    SHORT = "short"
    TWO_VISITS = "two_visits"
    YOUTH = "youth"
    INTERPRETER = "interpreter"
    DEMENTIA = "dementia"
    CRISIS = "crisis"


class Opens(StrEnum):
    """What lies on the table first: the sheets, one question a screen, or the quick plan."""

    SHEETS = "sheets"
    QUESTIONS = "questions"
    QUICK_PLAN = "quick_plan"


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant, in words for the worker.

    ``visits`` are the steps that are offered first at each visit, in that order; the steps of a second visit
    are at the back at the first one. ``most_agreements`` is how many are made at most, 0 for any number.
    ``questions`` are questions of the guide in other words, in the order in which they are asked where one
    stands on a screen. ``own_sheet`` lays the sheet of somebody young first.
    """

    id: VariantId
    title: str
    means: str
    visits: tuple[tuple[StepId, ...], ...]
    opens: Opens = Opens.SHEETS
    most_agreements: int = 0
    own_sheet: bool = False
    two_languages: bool = False
    questions: tuple[Question, ...] = ()

    def steps(self, visit: int) -> tuple[StepId, ...]:
        """Return the steps that are offered first at a visit, counted from 1; later ones are as the last."""
        return self.visits[min(max(visit, 1), len(self.visits)) - 1]

    def places(self, steps: Mapping[str, StepId], visit: int) -> tuple[str, ...]:
        """Return what lies first, in order, of things that each belong to a step."""
        wanted = self.steps(visit)
        first = [thing for thing, step in steps.items() if step in wanted]
        return tuple(sorted(first, key=lambda thing: wanted.index(steps[thing])))

    def asked(self, question: Question, address: Address = Address.U) -> str:
        """Return how a question is asked here: in the words of the variant, if it has any."""
        own: dict[QuestionId, Question] = {one.id: one for one in self.questions}
        return own.get(question.id, question).said(address)


PLAIN: Final = Variant(VariantId.FULL, "", "", ((),))
"""A talk like any other; nothing is laid first."""

"""How this talk goes: its variant, which visit it is, and what lies on the table first.

The worker chooses, before a talk or in the middle of it, in the work face: at the table nothing tells that a
talk is one for beginning dementia, or for a crisis. What was chosen is kept with the talk, so that it comes
back after a lock.
"""

from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.variant import FIRST, SECOND, variant_of, visit_of
from keukentafel.guide.guide import Guide
from keukentafel.guide.variant import Opens, Variant, VariantId

_OPENED: Final = {Opens.QUESTIONS: Screen.QUESTION, Opens.QUICK_PLAN: Screen.QUICK_PLAN}


class TalkForm:
    """The form of the talk that is open; it holds nothing of its own."""

    def __init__(self, talk: Conversation, guide: Guide) -> None:
        self._talk = talk
        self._guide = guide

    @property
    def variant(self) -> Variant:
        """The variant that was chosen."""
        return self._guide.variant(variant_of(self._talk.dossier))

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The variants that the guide has, to choose from."""
        return self._guide.variants

    @property
    def visit(self) -> int:
        """Which visit this is, counted from 1."""
        return min(visit_of(self._talk.dossier), len(self.variant.visits))

    @property
    def first(self) -> tuple[Screen, ...]:
        """The sheets that lie first, in order; all of them in a full talk."""
        sheets = {screen.value: step for screen, step in STEPS.items()}
        return tuple(Screen(one) for one in self.variant.places(sheets, self.visit))

    @property
    def opens(self) -> Screen | None:
        """What a talk in this form opens with, if that is not the sheets."""
        return _OPENED.get(self.variant.opens)

    @property
    def agreements_are_enough(self) -> bool:
        """Whether as many agreements were made as this talk has room for."""
        most, plan = self.variant.most_agreements, self._talk.plan
        return most > 0 and len(plan.agreements) >= most

    def choose(self, variant: VariantId) -> None:
        """Choose how this talk goes, and lay first what then lies first."""
        self._talk.say_of_talk("variant", variant.value)
        self.lay_first()

    def choose_visit(self, number: int) -> None:
        """Say which visit this is, and lay first what then lies first."""
        self._talk.say_of_talk("visit", SECOND if number > 1 else FIRST)
        self.lay_first()

    def lay_first(self) -> None:
        """Begin with what lies first in this form, instead of where the household was left."""
        if self.opens is not None:
            self._talk.lay_open(self.opens.value)
        elif self.visit > 1 and self.first:
            self._talk.lay_open(self.first[0].value)
        else:
            self._talk.lay_open("")

"""Which sheet comes next, in the order of the guide; nobody has to follow it.

What somebody would rather leave alone is passed over, and so is what may wait while rest comes first.
"""

from collections.abc import Mapping
from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.rest import may_wait
from keukentafel.guide.step import StepId

STEPS: Final[Mapping[Screen, StepId]] = {
    Screen.ARRIVING: StepId("F02"),
    Screen.STORY: StepId("F03"),
    Screen.STRENGTHS: StepId("F04"),
    Screen.LIFE: StepId("F05"),
    Screen.PRESSURE: StepId("F06"),
    Screen.PEOPLE: StepId("F07"),
    Screen.CONTROL: StepId("F08"),
    Screen.PLAN: StepId("F09"),
    Screen.AFTERCARE: StepId("F11"),
    Screen.READ_BACK: StepId("F12"),
}
"""The sheets in the order of the guide, each with its step: what somebody leaves alone when they pass it."""

_NOT_FOR_A_CONTACT = frozenset({Screen.AFTERCARE, Screen.READ_BACK})


def onward(talk: Conversation, here: Screen) -> Screen:
    """Return the sheet after this one; the sheets themselves when none is left."""
    order = list(STEPS)
    following = order[order.index(here) + 1 :]
    return next((one for one in following if not _passed_over(talk, one)), Screen.SHEETS)


def usual_after(here: Screen) -> Screen:
    """Return the sheet after this one when nothing is passed over."""
    order = [*STEPS, Screen.SHEETS]
    return order[order.index(here) + 1]


def is_left_alone(talk: Conversation, sheet: Screen) -> bool:
    """Tell whether somebody would rather not talk about the step of this sheet."""
    return sheet in STEPS and talk.leaves_alone(STEPS[sheet])


def _passed_over(talk: Conversation, sheet: Screen) -> bool:
    later = talk.is_contact and sheet in _NOT_FOR_A_CONTACT
    return later or is_left_alone(talk, sheet) or may_wait(talk.dossier, sheet)

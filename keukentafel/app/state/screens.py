"""Which screens there are, and which face of the tablet each one is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from keukentafel.guide.doors import Door
from keukentafel.journal.speaker import Face


class Screen(StrEnum):
    """What is on the screen."""

    WHO = "who"
    UNLOCK = "unlock"
    TAKE_OVER = "take_over"
    TODAY = "today"
    NEW = "new"
    BEGUN = "begun"
    HOUSEHOLD = "household"
    BACK_TO_WORK = "back_to_work"
    LISTEN = "listen"
    NOT_YET = "not_yet"
    ARRIVING = "arriving"
    YOUR_WORDS = "your_words"
    ENDING = "ending"
    LINK = "link"
    SHEETS = "sheets"
    STORY = "story"
    STRENGTHS = "strengths"
    CONTROL = "control"
    OFFERS = "offers"
    LIFE = "life"
    PRESSURE = "pressure"
    QUICK_PLAN = "quick_plan"
    BOTTLENECK = "bottleneck"
    PEOPLE = "people"
    MEMBERS = "members"
    CARERS = "carers"
    APART = "apart"
    HOUSES = "houses"
    QUESTION = "question"
    PLAN = "plan"
    BOARD = "board"
    GROUND_RULES = "ground_rules"
    LADDER = "ladder"
    BUDGET = "budget"
    AFTERCARE = "aftercare"
    CHECK_IN = "check_in"
    READ_BACK = "read_back"
    STAYS_HOME = "stays_home"
    CONSENTS = "consents"
    DISAGREE = "disagree"
    GOING_OUT = "going_out"
    COPIES = "copies"
    SENT = "sent"
    PAST = "past"
    SHARE_STORY = "share_story"
    DESK = "desk"
    AGENDA = "agenda"
    RECOVER = "recover"
    RESTORE = "restore"
    RECOVER_PIN = "recover_pin"
    RECOVERY = "recovery"
    CONFIRM = "confirm"
    TABLET = "tablet"
    NEW_PIN = "new_pin"
    SHEET = "sheet"
    TRAIL = "trail"
    SEARCH = "search"
    FORGET = "forget"
    OWN_DATA = "own_data"
    PREPARATION = "preparation"
    WHAT_NOW = "what_now"
    LAW = "law"
    WEIGHING = "weighing"
    REFLECTION = "reflection"
    TEAM = "team"
    EXAMPLES = "examples"
    HELP = "help"
    CARD = "card"
    SAFETY = "safety"
    OFFICER = "officer"


AT_THE_TABLE = frozenset(
    {
        Screen.SHEETS,
        Screen.ARRIVING,
        Screen.YOUR_WORDS,
        Screen.ENDING,
        Screen.STORY,
        Screen.STRENGTHS,
        Screen.CONTROL,
        Screen.OFFERS,
        Screen.LIFE,
        Screen.PRESSURE,
        Screen.QUICK_PLAN,
        Screen.PEOPLE,
        Screen.MEMBERS,
        Screen.PLAN,
        Screen.BOARD,
        Screen.GROUND_RULES,
        Screen.LADDER,
        Screen.BUDGET,
        Screen.AFTERCARE,
        Screen.CHECK_IN,
        Screen.READ_BACK,
        Screen.STAYS_HOME,
        Screen.CONSENTS,
        Screen.DISAGREE,
        Screen.GOING_OUT,
        Screen.COPIES,
        Screen.SENT,
        Screen.PAST,
        Screen.SHARE_STORY,
        Screen.QUESTION,
        Screen.WHAT_NOW,
        Screen.CARD,
        Screen.BACK_TO_WORK,
    }
)
"""The screens at which the resident may be looking on."""

PASSING: Final = frozenset(
    {
        Screen.SHEETS,
        Screen.YOUR_WORDS,
        Screen.ENDING,
        Screen.GROUND_RULES,
        Screen.CHECK_IN,
        Screen.READ_BACK,
        Screen.STAYS_HOME,
        Screen.CONSENTS,
        Screen.DISAGREE,
        Screen.GOING_OUT,
        Screen.COPIES,
        Screen.SENT,
        Screen.PAST,
        Screen.SHARE_STORY,
        Screen.MEMBERS,
        Screen.BACK_TO_WORK,
    }
)
"""The screens at the table that are passed through: one does not go on there another time."""

BEHIND: Final[Mapping[Screen, Door]] = {
    Screen.PLAN: Door.PLAN,
    Screen.BOARD: Door.PLAN,
    Screen.GROUND_RULES: Door.PLAN,
    Screen.LADDER: Door.LADDER,
    Screen.BUDGET: Door.PLAN,
    Screen.OFFERS: Door.OFFERS,
}
"""The screens behind a door; whichever way somebody comes, a shut one says why it is shut."""


OF_ONE: Final = frozenset({Screen.APART, Screen.HOUSES})
"""The sheets of one person alone: of a carer, and of somebody young."""

ASIDE: Final = OF_ONE | {Screen.CARERS}
"""Those sheets, and choosing whose."""


def face_of(screen: Screen) -> Face:
    """Return which face of the tablet a screen is."""
    if screen in {Screen.LISTEN, Screen.NOT_YET}:
        return Face.LISTEN
    return Face.TABLE if screen in AT_THE_TABLE | OF_ONE else Face.WORK

"""Which screens there are, and which face of the tablet each one is."""

from enum import StrEnum

from keukentafel.journal.speaker import Face


class Screen(StrEnum):
    """What is on the screen."""

    WHO = "who"
    UNLOCK = "unlock"
    TAKE_OVER = "take_over"
    TODAY = "today"
    NEW = "new"
    HOUSEHOLD = "household"
    BACK_TO_WORK = "back_to_work"
    LISTEN = "listen"
    SHEETS = "sheets"
    STORY = "story"
    STRENGTHS = "strengths"
    PEOPLE = "people"
    CARERS = "carers"
    APART = "apart"
    PLAN = "plan"
    AFTERCARE = "aftercare"
    READ_BACK = "read_back"
    SENT = "sent"
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


AT_THE_TABLE = frozenset(
    {
        Screen.SHEETS,
        Screen.STORY,
        Screen.STRENGTHS,
        Screen.PEOPLE,
        Screen.PLAN,
        Screen.AFTERCARE,
        Screen.READ_BACK,
        Screen.SENT,
        Screen.BACK_TO_WORK,
    }
)
"""The screens at which the resident may be looking on."""


ASIDE = frozenset({Screen.CARERS, Screen.APART})
"""Choosing a carer, and the sheet of that carer alone."""


def face_of(screen: Screen) -> Face:
    """Return which face of the tablet a screen is."""
    if screen is Screen.LISTEN:
        return Face.LISTEN
    return Face.TABLE if screen in AT_THE_TABLE or screen is Screen.APART else Face.WORK

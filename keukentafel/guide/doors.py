"""Which doors are open: solutions stay shut until the story has been told.

Presence comes before solving. The plan, the ladder and the local offers open when the resident says "ja,
dit is mijn verhaal", so that a solution grows out of the story instead of running ahead of it. What is named
too early goes to the parking lot, and is not lost. Where waiting would not be right, the worker opens them
earlier with one of four reasons, which is kept.
"""

from enum import StrEnum


class Door(StrEnum):
    """What opens only after the story."""

    PLAN = "plan"
    LADDER = "ladder"
    OFFERS = "offers"


class Reason(StrEnum):
    """Why the worker opened the doors before the story was told: haast, veiligheid, gevraagd, korte vraag."""

    HASTE = "haste"
    SAFETY = "safety"
    ASKED = "asked"
    SHORT = "short"


def doors(*, story_assented: bool, opened_early: Reason | None = None) -> frozenset[Door]:
    """Return the doors that are open: all of them after the story or with a reason, otherwise none."""
    return frozenset(Door) if story_assented or opened_early is not None else frozenset()

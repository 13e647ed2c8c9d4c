"""Which doors are open: solutions stay shut until the story has been told.

Presence comes before solving. The plan, the ladder and the local offers open when the resident says "ja,
dit is mijn verhaal", so that a solution grows out of the story instead of running ahead of it. What is named
too early goes to the parking lot, and is not lost.
"""

from enum import StrEnum


class Door(StrEnum):
    """What opens only after the story."""

    PLAN = "plan"
    LADDER = "ladder"
    OFFERS = "offers"


def doors(story_assented: bool) -> frozenset[Door]:
    """Return the doors that are open, given whether the resident has assented to the story."""
    return frozenset(Door) if story_assented else frozenset()

"""The ladder: per wish six rungs, from near to far, and what was said at each.

It is an aid to thinking and no threshold. A rung says what was discussed, or why it was passed over, or
nothing at all; only what was discussed is there. Nothing here counts, weighs or decides: a ladder has no way
to say no. Where rest comes first it may wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.rest import may_wait
from keukentafel.dossier.sentence import Words, together
from keukentafel.journal.names import ObjectId

SHEET: Final = "ladder"
KIND: Final = "rung"


class Step(StrEnum):
    """The six rungs: oneself, the household, who cares already, one's circle, the neighbourhood, arranged."""

    SELF = "1"
    HOUSEHOLD = "2"
    CARER = "3"
    CIRCLE = "4"
    NEIGHBOURHOOD = "5"
    ARRANGED = "6"


class Said(StrEnum):
    """What was said at a rung."""

    DISCUSSED = "discussed"
    SKIPPED = "skipped"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of one wish; ``id`` is the object to write on, None before there is any."""

    step: Step
    id: ObjectId | None
    text: Words
    skipped: Words

    @property
    def said(self) -> Said:
        """What was said here; what was discussed goes before why it was passed over."""
        if self.text.texts:
            return Said.DISCUSSED
        return Said.SKIPPED if self.skipped.texts else Said.NOTHING


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder of one wish; always six rungs."""

    wish: ObjectId
    text: Words
    rungs: tuple[Rung, ...]
    may_wait: bool

    @property
    def begun(self) -> bool:
        """Whether anything was said at any rung."""
        return any(one.said is not Said.NOTHING for one in self.rungs)

    def rung(self, step: Step) -> Rung:
        """Return one rung."""
        return next(one for one in self.rungs if one.step is step)


def ladders(dossier: Dossier) -> tuple[Ladder, ...]:
    """Return the ladder of every wish, in the order of the wishes."""
    later = may_wait(dossier, SHEET)
    rungs = dossier.all(KIND)
    return tuple(_ladder_of(wish, rungs, later) for wish in dossier.all("wish"))


def _ladder_of(wish: Thing, rungs: Iterable[Thing], later: bool) -> Ladder:
    theirs = [one for one in rungs if one.words("wish").text == wish.id]
    found = (_rung_of(step, [one for one in theirs if one.words("step").text == step]) for step in Step)
    return Ladder(wish.id, wish.words("text"), tuple(found), later)


def _rung_of(step: Step, found: list[Thing]) -> Rung:
    """Two tablets may each have made this rung; what both say lies side by side."""
    return Rung(
        step,
        found[0].id if found else None,
        together(one.words("text") for one in found),
        together(one.words("skipped") for one in found),
    )

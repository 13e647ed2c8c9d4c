"""What weighs on somebody now, and what must go on so that it does not get worse.

A *pressure card* says what weighs, how heavy that is to whoever carries it, what takes the weight off, who
does that and when. The cards lie in the order in which they were told: how heavy something is, is a word of
the resident, and nothing here adds it up.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId


class Weight(StrEnum):
    """How heavy something is: licht, zwaar, te zwaar."""

    LIGHT = "light"
    HEAVY = "heavy"
    TOO_HEAVY = "too_heavy"

    @property
    def stones(self) -> int:
        """By how many stones it is shown, 1 to 3."""
        return _STONES[self]


_STONES: Final = {Weight.LIGHT: 1, Weight.HEAVY: 2, Weight.TOO_HEAVY: 3}


@dataclass(frozen=True, slots=True)
class PressureCard:
    """One thing that weighs; ``weight`` is None until somebody says how heavy it is."""

    id: ObjectId
    what: Words
    weight: Weight | None
    relief: Words
    who: Words
    when: Words


@dataclass(frozen=True, slots=True)
class Pressure:
    """Everything that weighs on this household, and what must go on."""

    cards: tuple[PressureCard, ...]
    must_go_on: tuple[Thing, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was told yet."""
        return not self.cards and not self.must_go_on


def pressure(dossier: Dossier) -> Pressure:
    """Read the pressure cards and what must go on, the oldest first."""
    cards = tuple(_card_of(thing) for thing in dossier.all("pressure"))
    return Pressure(cards, dossier.all("must_go_on"))


def _card_of(thing: Thing) -> PressureCard:
    weight = thing.words("weight").text
    return PressureCard(
        thing.id,
        thing.words("what"),
        Weight(weight) if weight in set(Weight) else None,
        thing.words("relief"),
        thing.words("who"),
        thing.words("when"),
    )

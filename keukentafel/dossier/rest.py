"""Eerst rust: when much weighs, own strength is left alone for a while, and small things come first.

It is a sentence in the dossier, put there together and with a reason; without a reason it is not on. The app
never puts it there by itself, however heavy the cards are. What follows from it is here, so that every screen
reads it alike: which sheets go to the back, and that nobody is asked what they could do themselves. Nothing
is shut by it: a sheet at the back may still be opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sentence import Sentence, Words

YES: Final = "yes"
NO: Final = "no"

AT_THE_BACK: Final = ("control", "ladder")
"""The sheets that ask something of own strength, by name: own control first, the ladder after it."""

Sheet = TypeVar("Sheet", bound=str)


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether rest comes first: what was said about it, and why."""

    first: Words
    reason: Words

    @property
    def on(self) -> bool:
        """Whether it was set, with a reason."""
        return self.first.text == YES and bool(self.reason.text.strip())

    @property
    def said(self) -> Sentence | None:
        """The sentence that set it: when, in whose voice and by whose hand; None while it is off."""
        return self.first.latest if self.on else None


def rest(dossier: Dossier) -> Rest:
    """Read from the dossier whether rest comes first."""
    found = dossier.one("rest")
    return Rest(found.words("first"), found.words("reason")) if found else Rest(Words(), Words())


def order_of_sheets(dossier: Dossier, sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the same sheets in the order in which they lie; those that may wait go to the back."""
    return tuple(sorted(sheets, key=lambda sheet: _place(dossier, sheet)))


def may_wait(dossier: Dossier, sheet: str) -> bool:
    """Tell whether a sheet lies at the back now, with "mag later" on it."""
    return rest(dossier).on and sheet in AT_THE_BACK


def asks_own_strength(dossier: Dossier) -> bool:
    """Tell whether a screen may ask what somebody can do themselves; not as long as rest comes first."""
    return not rest(dossier).on


def _place(dossier: Dossier, sheet: str) -> int:
    return 1 + AT_THE_BACK.index(sheet) if may_wait(dossier, sheet) else 0

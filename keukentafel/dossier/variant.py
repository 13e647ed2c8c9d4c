"""Which variant of a talk was chosen, and which visit it is: said by the worker, and kept with the talk.

A talk on another day begins as a new one. It goes on in the variant that was chosen last, and with two visits
the talks since then are counted; the worker may say otherwise.
"""

from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.guide.variant import VariantId

FIRST: Final = "first"
SECOND: Final = "second"
_VISITS: Final = {FIRST: 1, SECOND: 2}


def variant_of(dossier: Dossier) -> VariantId:
    """Return the variant that was chosen last; a full talk when nobody chose."""
    chosen = [one for talk in _talks(dossier) for one in talk.words("variant").versions]
    last = max(chosen, key=lambda one: one.claimed, default=None)
    return VariantId(last.text) if last and last.text in set(VariantId) else VariantId.FULL


def visit_of(dossier: Dossier) -> int:
    """Return which visit this is, counted from 1 since the variant was chosen, or as the worker said."""
    talks = _talks(dossier)
    said = talks[-1].words("visit").text if talks else ""
    if said in _VISITS:
        return _VISITS[said]
    return max(_in_two_visits(talks), 1)


def _in_two_visits(talks: list[Thing]) -> int:
    """Count the last talks, from the one on in which two visits were chosen."""
    counted = 0
    for number, talk in enumerate(reversed(talks), start=1):
        chosen = talk.words("variant").text
        if chosen == VariantId.TWO_VISITS:
            counted = number
        elif chosen:
            break
    return counted


def _talks(dossier: Dossier) -> list[Thing]:
    """The talks in the order in which they began."""
    return sorted(dossier.all("conversation"), key=_began)


def _began(talk: Thing) -> int:
    started = talk.words("started").content
    return started if isinstance(started, int) else talk.born

"""Local offers: people and places nearby, from a file that the municipality keeps.

An offer is looked for by what somebody wants, or can do for others, and never by product. Every word of a
wish counts, but for the small words that the guide lists; Dutch glues words together, so one that begins
alike, or ends in the other, will do. What is open to everybody is always there as well, so that there is
something to point at without a decision of anybody.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NewType

from keukentafel.guide.likeness import alike, words_of

OfferId = NewType("OfferId", str)
"""An offer, named in a few small words: ``koor-molenhoek``."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something nearby, in Dutch at level B1.

    ``wishes`` are words of who might want it, ``talents`` of who might help there; ``contact`` says how one
    gets in, and is nobody's private number. ``for_everyone`` tells that one can simply walk in.
    """

    id: OfferId
    title: str
    what: str
    place: str
    neighbourhood: str
    when: str
    contact: str
    wishes: tuple[str, ...]
    talents: tuple[str, ...]
    for_everyone: bool


@dataclass(frozen=True, slots=True)
class FoundOffers:
    """What fits some words, the best first, and beside it what is open to everybody."""

    fitting: tuple[Offer, ...]
    for_everyone: tuple[Offer, ...]


def offers_for(offers: Iterable[Offer], words: str, small: Collection[str] = ()) -> FoundOffers:
    """Look for offers with a wish or a talent in somebody's own words.

    Args:
        offers: where to look.
        words: a wish; without words only what is open to everybody is found.
        small: words that say nothing about a wish.
    """
    passed, listed = frozenset(small), tuple(offers)
    wanted = words_of(words) - passed
    counted = [(_score(one, wanted, passed), one) for one in listed]
    fitting = sorted((pair for pair in counted if pair[0]), key=lambda pair: (-pair[0], pair[1].title))
    found = tuple(one for _, one in fitting)
    return FoundOffers(found, tuple(one for one in listed if one.for_everyone and one not in found))


def _score(offer: Offer, wanted: frozenset[str], passed: frozenset[str]) -> int:
    return alike(wanted, words_of(" ".join((*offer.wishes, *offer.talents, offer.title))) - passed)

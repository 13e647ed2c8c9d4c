"""Likeness of words: what somebody says in their own words, held beside the words that stand in a list.

Capitals and accents do not count. Dutch glues words together, so one that begins alike, or ends in the other,
will do.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 4
"""Letters of a word that may be part of another; a shorter one must be the same."""
_BESIDE: Final = str.maketrans(dict.fromkeys("“”\"'‘’.,;:!?()…-", " "))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text without capitals, accents and signs."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_BESIDE)
    return frozenset("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def alike(wanted: Iterable[str], named: frozenset[str]) -> int:
    """Return how many of the wanted words are like one of those that stand there."""
    return sum(any(_alike(word, one) for one in named) for word in wanted)


def _alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST:
        return word == other
    return other.startswith(word) or word.startswith(other) or word.endswith(other)

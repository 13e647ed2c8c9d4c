"""Excerpts: the piece of a text around what was found in it, as it was written."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as column
from typing import Final

from keukentafel.vault.folding import Folding, starts_of

LONGEST_EXCERPT: Final = 160
"""An excerpt has at most so many characters, unless what was found is longer."""

_LEAD: Final = 40
Stretch = tuple[int, int]
"""Where something begins and ends in a text, in characters."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text as it was written.

    ``found`` are the stretches of ``text`` in which something was found, in order and not overlapping.
    ``start`` is where the piece begins in the whole text; ``cut_short`` tells whether that goes on after it.
    """

    text: str = column(repr=False)
    found: tuple[Stretch, ...]
    start: int
    cut_short: bool


def excerpt_of(text: str, folded: str, words: Sequence[str], folding: Folding) -> Excerpt:
    """Cut out the piece around the first of these words, all of which are in the folded text."""
    starts = starts_of(text, folding)
    at = folded.index(words[0])
    first, last = _window(text, starts, _written(starts, at, at + len(words[0])))
    within = (starts[first], starts[last])
    stretches = (_written(starts, *one) for word in words for one in _places(folded, word, within))
    found = tuple((start - first, end - first) for start, end in _apart(stretches))
    return Excerpt(text[first:last], found, first, last < len(text))


def _written(starts: Sequence[int], begin: int, end: int) -> Stretch:
    """Return the stretch of the written text that folds to this one: whole letters, with their accents."""
    return bisect_right(starts, begin) - 1, bisect_right(starts, starts[bisect_left(starts, end)]) - 1


def _window(text: str, starts: Sequence[int], around: Stretch) -> Stretch:
    """Return where to cut a text: between words where there are any, and never before an accent."""
    first = max(0, min(around[0] - _LEAD, len(text) - LONGEST_EXCERPT))
    if first:
        first = text.find(" ", first, around[0]) + 1 or bisect_right(starts, starts[first]) - 1
    last = min(len(text), max(around[1], first + LONGEST_EXCERPT))
    if last < len(text):
        space = text.rfind(" ", around[1], last + 1)
        last = space if space >= 0 else bisect_right(starts, starts[last]) - 1
    return first, last


def _places(folded: str, word: str, within: Stretch) -> Iterator[Stretch]:
    at = folded.find(word, *within)
    while at >= 0:
        yield at, at + len(word)
        at = folded.find(word, at + len(word), within[1])


def _apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in order, with those that overlap made one."""
    apart: list[Stretch] = []
    for start, end in sorted(stretches):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart

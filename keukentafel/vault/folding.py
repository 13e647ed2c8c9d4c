"""Folding text: without case, accents and ligatures, and with the quotes and dashes of a typewriter.

Every character is folded on its own, into none, one or several, so that a place in a folded text can be
traced back to the text as it was written.
"""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

_PLAIN: Final = {
    # Letters of European names that Unicode does not take apart.
    **{"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"},
    # What a tablet's keyboard puts in by itself, and who types a query does not.
    **dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‒–—―−", "-"),
}


class Folding(dict[int, str]):
    """What each character becomes when it is folded, for ``str.translate``; fills itself."""

    def __missing__(self, sign: int) -> str:
        bare = _undressed(_undressed(chr(sign)).casefold())
        folded = "".join(" " if one.isspace() else _PLAIN.get(one, one) for one in bare)
        return self.setdefault(sign, folded)


def starts_of(text: str, folding: Folding) -> Sequence[int]:
    """Return where each character of a text begins when it is folded, and where the last one ends."""
    lengths = {one: len(folding[ord(one)]) for one in set(text)}
    if all(length == 1 for length in lengths.values()):
        return range(len(text) + 1)
    return list(accumulate(map(lengths.__getitem__, text), initial=0))


def _undressed(text: str) -> str:
    """Return text taken apart (NFKD), without combining, enclosing and invisible signs."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(
        one
        for one in apart
        if not unicodedata.combining(one) and unicodedata.category(one) not in {"Cf", "Me"}
    )

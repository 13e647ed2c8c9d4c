"""Known names: the people that a dossier knows, looked for in words that go out without anybody's name.

A *whole* name is how somebody goes in the dossier ("mevrouw De Wit"); it never goes along. A *part* of it may
be an ordinary word as well ("wit"), so that whoever wrote it decides. Letters count without capitals and
accents, and a name with an s behind it is still a name.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.people import people
from keukentafel.journal.speaker import Role

_SHORTEST_PART: Final = 3


class Whose(StrEnum):
    """Whose name it is, as far as it matters for the word that takes its place."""

    RESIDENT = "resident"
    OTHER = "other"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name to look for; ``whole`` when it is how somebody goes, and not a word out of it."""

    name: str
    whose: Whose
    whole: bool


def known_names(dossier: Dossier, worker: str, passed_over: Collection[str] = ()) -> tuple[KnownName, ...]:
    """Return every name that the dossier knows, and the worker's own; the longest first.

    ``passed_over`` are words in lower case that are no name by themselves: titles and particles.
    """
    found: dict[str, KnownName] = {}
    for name, whose in _names(dossier, worker):
        for one in _with_parts(name, whose, passed_over):
            known = found.get(folded(one.name))
            if known is None or (one.whole and not known.whole):
                found[folded(one.name)] = one
    return tuple(sorted(found.values(), key=lambda one: (-len(one.name), one.name)))


def names_in(text: str, known: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """Return the names that stand in a text, of those that overlap only the longest."""
    left, found = folded(text), []
    for one in known:
        if _pattern(one).search(left):
            found.append(one)
            left = _pattern(one).sub(lambda hit: "\0" * len(hit[0]), left)
    return tuple(found)


def without(text: str, name: KnownName, instead: str) -> str:
    """Return a text in which other words stand for a name."""
    whole = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for hit in _pattern(name).finditer(folded(whole)):
        pieces += [whole[end : hit.start()], instead]
        end = hit.end()
    return "".join([*pieces, whole[end:]])


def folded(text: str) -> str:
    """Return a text of the same length without capitals and accents, to compare names by."""
    return "".join(map(_fold, unicodedata.normalize("NFC", text)))


def _names(dossier: Dossier, worker: str) -> Iterator[tuple[str, Whose]]:
    yield worker, Whose.WORKER
    for household in dossier.all("household"):
        yield household.words("name").text, Whose.RESIDENT
    for person in people(dossier):
        yield person.name, Whose.RESIDENT if person.role is Role.RESIDENT else Whose.OTHER
    for kind, field in (("contact", "name"), ("party", "person")):
        for thing in dossier.all(kind):
            yield thing.words(field).text, Whose.OTHER


def _with_parts(name: str, whose: Whose, passed_over: Collection[str]) -> Iterator[KnownName]:
    whole = " ".join(name.split())
    if not whole:
        return
    yield KnownName(whole, whose, whole=True)
    words = [word for word in whole.replace("-", " ").split() if word.lower() not in passed_over]
    for word in words:
        if len(word) >= _SHORTEST_PART and word[0].isupper() and word != whole:
            yield KnownName(word, whose, whole=False)


def _pattern(name: KnownName) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in folded(name.name).split())
    return re.compile(rf"(?<!\w){words}(?:['’]?s)?(?!\w)")


def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].casefold()
    return plain if len(plain) == 1 else letter

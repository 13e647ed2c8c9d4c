"""A rule that stands in the way: which rule, what decision is asked, and by when.

It goes to the supervisor as a question of its own, apart from the plan, so it must tell nothing of whom it is
about. A name can be noticed; a story cannot. So a name is only pointed at, and people decide.
"""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.journal.names import ObjectId

_NAMED = (("household", "name"), ("person", "name"), ("contact", "name"), ("party", "person"))
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One rule that stands in the way. ``by`` is a day as ``2026-11-30``; empty until it is chosen."""

    id: ObjectId
    rule: str
    decision: str
    by: str

    @property
    def complete(self) -> bool:
        """Whether a supervisor could decide on it."""
        return bool(self.rule.strip() and self.decision.strip() and self.by)


def bottlenecks(dossier: Dossier) -> tuple[Bottleneck, ...]:
    """Return the rules that stand in the way, the first that was written first."""
    return tuple(bottleneck_of(thing) for thing in dossier.all("bottleneck"))


def bottleneck_of(thing: Thing) -> Bottleneck:
    """Read one rule that stands in the way."""
    return Bottleneck(
        thing.id, thing.words("rule").text, thing.words("decision").text, thing.words("by").text
    )


def names_in(dossier: Dossier, text: str, passed_over: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of a text that are part of a name this dossier knows, as they stand in the text.

    ``passed_over`` are titles and particles in lower case ("mevrouw", "de"), which are no name by
    themselves.
    """
    known = {_plain(word) for name in _names(dossier) for word in _words(name)}
    known -= {_plain(word) for one in passed_over for word in _words(one)}
    found = [word for word in _words(text) if len(word) >= _SHORTEST and _plain(word) in known]
    return tuple(dict.fromkeys(found))


def _names(dossier: Dossier) -> Iterator[str]:
    for kind, field in _NAMED:
        for thing in dossier.all(kind):
            yield from (version.text for version in thing.words(field).versions)


def _words(text: str) -> Iterator[str]:
    word = ""
    for letter in f"{text} ":
        if letter.isalpha():
            word += letter
            continue
        if word:
            yield word
        word = ""


def _plain(word: str) -> str:
    """Return a word without capitals and accents, so that Zoë is found in zoe."""
    return "".join(
        one for one in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(one)
    )

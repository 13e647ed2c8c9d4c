"""The law without a form: what was told, tied to a to g of article 2.3.2 lid 4 of the Wmo after the talk.

The law says what an investigation looks into. It is no list of questions: the worker ties *fragments* of what
was told to its letters, one fragment to as many as it fits. A letter with nothing under it says only that we
have nothing on it yet, or that it does not play a part, and why. Nothing is counted or weighed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.request import request_of
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId

LETTERS: Final = ("a", "b", "c", "d", "e", "f", "g")
"""The parts of article 2.3.2 lid 4."""

EXPLAINED: Final = ("contribution_explained", "pgb_explained")
"""What counts for g as soon as it was explained: what somebody pays, and what a pgb is."""

_TOLD: Final = (
    ("request", ("own_plan",)),
    ("story", ("text",)),
    ("quote", ("text",)),
    ("strength", ("text",)),
    ("tile", ("text",)),
    ("link", ("text",)),
    ("pressure", ("what",)),
    ("must_go_on", ("text",)),
    ("contact", ("name", "relation")),
    ("carer", ("does", "needs", "lasts")),
    ("party", ("name", "what_for")),
    ("clash", ("text",)),
    ("wish", ("text",)),
    ("difference", ("about", "resident", "worker")),
    ("agreement", ("what",)),
)
"""What may be tied to a letter, and the fields in which its words stand.

All of them may go to the municipality, so that a tag never points at something that stays on the tablet.
"""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Something that was told, and the letters to which it is tied."""

    thing: Thing
    words: tuple[Words, ...]
    letters: tuple[str, ...]

    @property
    def id(self) -> ObjectId:
        """The thing that a tag points at."""
        return self.thing.id

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it says, newest version of each field."""
        return tuple(one.text for one in self.words if one.text)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the law: what is tied to it, why it does not play a part, and what was explained."""

    letter: str
    fragments: tuple[Fragment, ...]
    not_relevant: Thing | None
    explained: tuple[str, ...] = ()

    @property
    def reason(self) -> Words:
        """Why this letter does not play a part here."""
        return self.not_relevant.words("reason") if self.not_relevant else Words()

    @property
    def nothing_yet(self) -> bool:
        """Whether there is nothing on this letter, and nobody said why."""
        return not self.fragments and not self.explained and not self.reason


def fragments(dossier: Dossier) -> tuple[Fragment, ...]:
    """Return everything that may be tied to a letter, in the order in which people hear it."""
    return tuple(_fragments(dossier))


def letters(dossier: Dossier) -> tuple[Letter, ...]:
    """Return a to g, each with what is on it."""
    told = fragments(dossier)
    return tuple(_letter(dossier, letter, told) for letter in LETTERS)


def tags(dossier: Dossier, about: ObjectId, letter: str) -> tuple[Thing, ...]:
    """Return the tags that tie one thing to one letter: two when two tablets each made one."""
    return tuple(
        tag for tag in dossier.all("tag") if _ties(tag, about) and tag.words("letter").text == letter
    )


def _fragments(dossier: Dossier) -> Iterator[Fragment]:
    for kind, fields in _TOLD:
        for thing in dossier.all(kind):
            words = tuple(found for found in map(thing.words, fields) if found)
            if words:
                tied = {tag.words("letter").text for tag in dossier.all("tag") if _ties(tag, thing.id)}
                yield Fragment(thing, words, tuple(one for one in LETTERS if one in tied))


def _letter(dossier: Dossier, letter: str, told: tuple[Fragment, ...]) -> Letter:
    under = tuple(one for one in told if letter in one.letters)
    passed = (one for one in dossier.all("not_relevant") if one.words("letter").text == letter)
    request = request_of(dossier)
    explained = tuple(name for name in EXPLAINED if letter == "g" and request.words(name))
    return Letter(letter, under, next(passed, None), explained)


def _ties(tag: Thing, about: ObjectId) -> bool:
    return tag.words("about").text == about

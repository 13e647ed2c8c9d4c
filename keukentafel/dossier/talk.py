"""The talks with a household: when and where, how they ended, and what somebody would rather leave alone.

A talk may end without a single problem: that is a *contact without a case*, which asks nothing and goes
nowhere. It stays one until a request, a wish or an agreement comes after it, or somebody says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import NOTHING_SAID, Dossier, Thing
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.guide.doors import Reason
from keukentafel.journal.names import ObjectId


class Ending(StrEnum):
    """How a talk ended: on to an account and a plan, just contact, or to go on another time."""

    ACCOUNT = "account"
    CONTACT = "contact"
    LATER = "later"


_MAKES_A_CASE: Final = (("request", "date"), ("wish", "text"), ("agreement", "what"))
"""What, once said, makes more of it than a contact."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk; ``started`` in milliseconds since 1970, 0 when nobody said."""

    id: ObjectId | None = None
    started: int = 0
    place: Words = NOTHING_SAID
    good_when: Words = NOTHING_SAID
    ended: Words = NOTHING_SAID


def last_talk(dossier: Dossier) -> Talk:
    """Return the talk that began last; an empty one before there is any."""
    talks = dossier.all("conversation")
    return max(map(_talk_of, talks), key=lambda one: one.started, default=Talk())


def reason_for_early(dossier: Dossier) -> Reason | None:
    """Return the first reason with which the worker opened the doors before the story, if any."""
    said = _all_versions(dossier, "conversation", "opened_early")
    return next((Reason(one.text) for one in said if one.text in set(Reason)), None)


def is_contact(dossier: Dossier) -> bool:
    """Tell whether this is a contact without a case: ended as one, and nothing of a plan came after it."""
    ended = _all_versions(dossier, "conversation", "ended")
    if not ended or ended[-1].text != Ending.CONTACT:
        return False
    cases = (one for kind, name in _MAKES_A_CASE for one in _all_versions(dossier, kind, name))
    return all(one.claimed < ended[-1].claimed for one in cases)


def rather_not(dossier: Dossier, what: str) -> tuple[Thing, ...]:
    """Return where somebody said that they would rather not talk about this.

    ``what`` is a question (``F03-5``), a step (``F06``) or a tile (``tile:geld``).
    """
    return tuple(one for one in dossier.all("rather_not") if one.words("what").text == what)


def last_word(dossier: Dossier) -> int:
    """Return when the last sentence that stands was said, in milliseconds since 1970; 0 when none does."""
    return max((one.claimed for thing in dossier.things for one in _versions(thing)), default=0)


def _talk_of(thing: Thing) -> Talk:
    started = thing.words("started").content
    return Talk(
        thing.id,
        started if isinstance(started, int) else thing.born,
        thing.words("place"),
        thing.words("good_when"),
        thing.words("ended"),
    )


def _all_versions(dossier: Dossier, kind: str, name: str) -> list[Sentence]:
    found = (one for thing in dossier.all(kind) for one in thing.words(name).versions)
    return sorted(found, key=lambda one: one.claimed)


def _versions(thing: Thing) -> Iterable[Sentence]:
    return (one for words in thing.fields.values() for one in words.versions)

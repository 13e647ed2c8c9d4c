"""Warnings before it goes: words in free text that may not have to go along.

Names of others, diagnoses, data about crime and a citizen service number are pointed at in the very parts
that would go, so that people read the sentence once more. Nothing is blocked and nothing is changed: what is
needed for the help may go, and the people at the table decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.known_names import KnownName, Whose, names_in
from keukentafel.edition.citizen_number import citizen_numbers_in
from keukentafel.edition.listed_words import ListedWords
from keukentafel.edition.part import Part
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, ValueKind
from keukentafel.journal.names import FieldName, ObjectId

_FREE: Final = frozenset({ValueKind.LINE, ValueKind.TEXT, ValueKind.SETTLED})

NAMES_BELONG: Final = frozenset(
    "household.name person.name contact.name party.name party.person agreement.who plan.lead plan.key_person"
    " aftercare.pilot_who agreed_with.who agreed_with.organisation task.who pressure.who request.present"
    " consent.recipient copy.who check_in.how".split()
)
"""The fields in which a name is what was asked for."""


class Why(StrEnum):
    """Why something is worth a second look."""

    NAME = "name"
    DIAGNOSIS = "diagnosis"
    CRIMINAL = "criminal"
    CITIZEN_NUMBER = "citizen_number"


@dataclass(frozen=True, slots=True)
class Caution:
    """Words that are worth a second look, and where they stand."""

    field: FieldName
    object: ObjectId
    words: str
    why: Why


def cautions(
    parts: Iterable[Part], catalogue: Catalogue, names: Iterable[KnownName], listed: ListedWords
) -> tuple[Caution, ...]:
    """Return what is worth a second look in parts that would go, in their order, each thing once.

    Args:
        parts: what would go: of a whole edition, of one reader's copy, or of an extract.
        catalogue: the list of fields, which tells where people write freely.
        names: the names to look for, mostly those of others (`others_among`).
        listed: the listed words.
    """
    known = tuple(names)
    found = (
        Caution(field, part.object, words, why)
        for part in parts
        for field, text in _free_texts(part, catalogue)
        for why, words in _found_in(text, field, known, listed)
    )
    return tuple(dict.fromkeys(found))


def others_among(names: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """Return the names of people who are neither a resident nor the worker."""
    return tuple(name for name in names if name.whose is Whose.OTHER)


def _found_in(
    text: str, field: FieldName, names: tuple[KnownName, ...], listed: ListedWords
) -> Iterator[tuple[Why, str]]:
    if field not in NAMES_BELONG:
        yield from ((Why.NAME, name.name) for name in names_in(text, names))
    yield from ((Why(subject.value), words) for subject, words in listed.found_in(text))
    yield from ((Why.CITIZEN_NUMBER, number) for number in citizen_numbers_in(text))


def _free_texts(part: Part, catalogue: Catalogue) -> Iterator[tuple[FieldName, str]]:
    for name, versions in part.fields.items():
        # A field that this catalogue does not know may be anything, and is looked at too.
        if not catalogue.knows(name) or catalogue.field(name).value in _FREE:
            yield from ((name, text) for version in versions if (text := _text(version.value)))


def _text(value: Json) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("reason") or "")
    return value if isinstance(value, str) else ""

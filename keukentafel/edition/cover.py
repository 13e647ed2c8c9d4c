"""Cover names: who stands on the map of people without having been asked leaves under another name.

The map of people is mostly about others. Somebody for whom there is an agreement is in the plan by name, and
so on the map. Everybody else leaves as what they are for the resident (*buurman*), or else as a number. It is
done before anything is salted, so that manifest and digests know the cover and never the name; and a bundle
in which a name stands after all is refused, here and at whoever opens it.

A relation may hold a name as well (*zoon Rob*). One in which a word of any covered name stands stays home.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from typing import Final, TypeAlias

from keukentafel.edition.marks import PartKind
from keukentafel.edition.part import Part, Version
from keukentafel.journal.names import FieldName, ObjectId

Fields: TypeAlias = Mapping[FieldName, tuple[Version, ...]]
"""What a part says, field by field."""

Unsalted: TypeAlias = Mapping[tuple[PartKind, ObjectId], Fields]
"""Parts before they are salted, by kind and object."""

_CONTACT: Final = PartKind("contact")
_NAME, _RELATION = FieldName("contact.name"), FieldName("contact.relation")
_WHO: Final = FieldName("agreement.who")
_WORD: Final = re.compile(r"\w+")


def covered(parts: Unsalted) -> Unsalted:
    """Return the parts with a cover name for everybody on the map of people who has no agreement."""
    doers = tuple(_texts(parts.values(), _WHO))
    contacts = {key: fields for key, fields in parts.items() if key[0] == _CONTACT}
    hidden = [name for name in _texts(contacts.values(), _NAME) if not _is_among(name, doers)]
    words = frozenset(chain.from_iterable(_telling(name) for name in hidden))
    numbers = (str(number) for number in count(1) if str(number) not in words)
    found = dict(parts)
    for key in sorted(contacts, key=lambda key: (_born(contacts[key]), key[1])):
        fields = _fields_under_cover(contacts[key], doers, words, numbers)
        found[key] = {name: fields[name] for name in contacts[key] if fields[name]}
    return {key: fields for key, fields in found.items() if fields}


def bare_names(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the names on the map of people that are neither in an agreement nor a cover."""
    listed = tuple(parts)
    doers = tuple(_texts((part.fields for part in listed), _WHO))
    return tuple(
        name
        for part in listed
        if part.kind == _CONTACT
        for name in _texts([part.fields], _NAME)
        if not (_is_among(name, doers) or name.isdecimal() or name in _texts([part.fields], _RELATION))
    )


def _fields_under_cover(
    fields: Fields, doers: Collection[str], hidden: frozenset[str], numbers: Iterator[str]
) -> Fields:
    relations = tuple(one for one in fields.get(_RELATION, ()) if hidden.isdisjoint(_words(str(one.value))))
    said = fields.get(_NAME, ())
    names = tuple(one for one in said if _is_among(str(one.value), doers))
    if said and not names:
        cover = str(relations[0].value) if relations else next(numbers)
        names = (replace(said[0], value=cover),)
    return {**fields, _NAME: names, _RELATION: relations}


def _texts(parts: Iterable[Fields], field: FieldName) -> Iterator[str]:
    return (str(version.value) for fields in parts for version in fields.get(field, ()))


def _born(fields: Fields) -> int:
    return min(version.claimed for version in chain.from_iterable(fields.values()))


def _is_among(name: str, doers: Iterable[str]) -> bool:
    """Tell whether one of these texts holds the name, as words of their own in a row."""
    wanted = _words(name)
    return bool(wanted) and any(f" {' '.join(wanted)} " in f" {' '.join(_words(who))} " for who in doers)


def _telling(name: str) -> Iterable[str]:
    """Return the words of a name that tell who it is: those with a capital, or all when none has one."""
    words = _WORD.findall(name)
    capitals = [word for word in words if word[0].isupper()]
    return _words(" ".join(capitals or words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))

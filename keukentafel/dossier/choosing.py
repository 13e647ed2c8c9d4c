"""Choosing: two versions that were made apart lie side by side, and people settle which one stands.

The one that was chosen is said again, in the voice whose words they are, and replaces what lay beside it. The
other is kept in the history of the field, and can be put back from there. Where two tablets each made the
same object (two plans, two rungs), the other one's sentence is struck.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import Replace, Sight, ValueKind
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act

ONCE: Final = frozenset({"plan", "aftercare"})
"""The kinds that occur once in a household, and that two tablets may each have made."""


class NoSuchVersion(LookupError):
    """The version that was chosen does not lie here any more."""


def choose(
    dossier: Dossier, field: FieldName, chosen: OperationId, *, among: ObjectId | None
) -> tuple[ToSay, ...]:
    """Return what is to be written when one version was chosen.

    Args:
        dossier: what lies on the table.
        field: the field that says two things.
        chosen: the version that is to stand.
        among: the object it is about; None for a kind that occurs once, of which two tablets made two.

    Raises:
        NoSuchVersion: it was replaced or struck meanwhile.
    """
    lying = [
        (thing.id, thing.fields[field].versions)
        for thing in dossier.things
        if field in thing.fields and among in (None, thing.id)
    ]
    if all(one.id != chosen for _, versions in lying for one in versions):
        raise NoSuchVersion("the version that was chosen does not lie here any more")
    return tuple(one for thing, versions in lying for one in _settled(thing, field, versions, chosen))


def _settled(
    thing: ObjectId, field: FieldName, versions: tuple[Sentence, ...], chosen: OperationId
) -> tuple[ToSay, ...]:
    stands = next((one for one in versions if one.id == chosen), None)
    if stands is None:
        return tuple(ToSay(thing, field, None, Act.STRIKE, one.voice, (one.id,)) for one in versions)
    if len(versions) == 1:
        return ()
    return (ToSay(thing, field, stands.content, Act.SAY, stands.voice, tuple(one.id for one in versions)),)


@dataclass(frozen=True, slots=True)
class Apart:
    """A field on which versions that were made apart lie side by side, for people to choose between.

    ``among`` is the object it is about; None for a kind that occurs once, of which two tablets made two.
    """

    field: FieldName
    among: ObjectId | None
    words: Words


def laid_apart(dossier: Dossier, kinds: Iterable[str], catalogue: Catalogue) -> tuple[Apart, ...]:
    """Return what lies side by side in things of these kinds, and can be chosen between.

    Two people's own words on one field both stand, and nobody chooses between them.
    """
    found = (one for kind in kinds for one in _apart_in(dossier, kind))
    return tuple(one for one in found if _can_be_settled(one, catalogue))


def _apart_in(dossier: Dossier, kind: str) -> Iterator[Apart]:
    things = dossier.all(kind)
    if kind in ONCE:
        for name in dict.fromkeys(name for thing in things for name in thing.fields):
            yield Apart(name, None, dossier.words(kind, name.partition(".")[2]))
        return
    for thing in things:
        yield from (Apart(name, thing.id, words) for name, words in thing.fields.items())


def _can_be_settled(one: Apart, catalogue: Catalogue) -> bool:
    if not one.words.contested or not catalogue.knows(one.field):
        return False
    definition = catalogue.field(one.field)
    if definition.value is ValueKind.REFERENCE or Sight.RESIDENT not in definition.sees:
        return False
    everybodys = definition.replace is Replace.ANYONE
    return everybodys or len({version.voice for version in one.words.versions}) == 1

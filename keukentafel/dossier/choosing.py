"""Choosing: two versions that were made apart lie side by side, and people settle which one stands.

The one that was chosen is said again, in the voice whose words they are, and replaces what lay beside it. The
other is kept in the history of the field, and can be put back from there. Where two tablets each made the
same object (two plans, the same rung of one wish), the other one's sentence is struck.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Sentence, Words, together
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import Replace, Sight
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act

_THE_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": (),
    "aftercare": (),
    "rung": ("wish", "step"),
    "weighing": ("wish",),
    "after_all": ("wish",),
}
"""Which fields tell that two tablets each made the same object; without any it occurs once in a household."""


class NoSuchVersion(LookupError):
    """The version that was chosen does not lie here any more."""


def choose(
    dossier: Dossier, field: FieldName, chosen: OperationId, *, among: Collection[ObjectId]
) -> tuple[ToSay, ...]:
    """Return what is to be written when one version was chosen.

    Args:
        dossier: what lies on the table.
        field: the field that says two things.
        chosen: the version that is to stand.
        among: the object it is about; several where two tablets each made the same one.

    Raises:
        NoSuchVersion: it was replaced or struck meanwhile.
    """
    lying = [
        (thing.id, thing.fields[field].versions)
        for thing in dossier.things
        if field in thing.fields and thing.id in among
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

    ``among`` is the object it is about; several where two tablets each made the same one.
    """

    field: FieldName
    among: tuple[ObjectId, ...]
    words: Words


def laid_apart(dossier: Dossier, kinds: Iterable[str], catalogue: Catalogue) -> tuple[Apart, ...]:
    """Return what lies side by side in things of these kinds, and can be chosen between.

    Two people's own words on one field both stand, and nobody chooses between them.
    """
    found = (one for kind in kinds for one in _apart_in(dossier, kind))
    return tuple(one for one in found if _can_be_settled(one, catalogue))


def _apart_in(dossier: Dossier, kind: str) -> Iterator[Apart]:
    for things in _groups(dossier.all(kind)):
        among = tuple(thing.id for thing in things)
        for name in dict.fromkeys(name for thing in things for name in thing.fields):
            said = (thing.fields[name] for thing in things if name in thing.fields)
            yield Apart(name, among, together(said))


def _groups(things: Iterable[Thing]) -> Iterable[list[Thing]]:
    """Lay what two tablets each made beside each other; every other thing is by itself."""
    found: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for thing in things:
        by = _THE_SAME.get(thing.kind)
        same = (thing.id,) if by is None else tuple(thing.words(name).text for name in by)
        found[same].append(thing)
    return found.values()


def _can_be_settled(one: Apart, catalogue: Catalogue) -> bool:
    if not one.words.contested or not catalogue.knows(one.field):
        return False
    definition = catalogue.field(one.field)
    if Sight.RESIDENT not in definition.sees or _tells_the_same(one.field):
        return False
    everybodys = definition.replace is Replace.ANYONE
    return everybodys or len({version.voice for version in one.words.versions}) == 1


def _tells_the_same(field: FieldName) -> bool:
    """Tell whether it is by this field that two objects are known to be the same one."""
    kind, _, name = field.partition(".")
    return name in _THE_SAME.get(kind, ())

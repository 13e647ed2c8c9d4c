"""Which kinds of part an edition may have: the catalogue read as a list of what may leave.

A field may go when the municipality or the review may see it *and* the catalogue gives it a part. Everything
else has no kind here, and what has no kind cannot be frozen, described in the schema, or read back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from keukentafel.edition.manifest import READERS
from keukentafel.edition.marks import PartKind
from keukentafel.journal.catalogue import Catalogue, CompartmentKind, Field, Retention, Sight
from keukentafel.journal.names import FieldName

_GOES = frozenset({Sight.MUNICIPALITY, Sight.REVIEW})


class UnevenPart(ValueError):
    """The catalogue gives one part fields that do not have the same object, readers and retention."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part: its fields in the order of the catalogue, and what the manifest says of it.

    ``personal`` tells whether the object lies in one person's compartment; ``former`` are the fields that
    older editions have in this part. They are read here, and frozen in their own part.
    """

    name: PartKind
    object: str
    fields: tuple[Field, ...]
    audience: tuple[Sight, ...]
    retention: Retention
    personal: bool
    former: tuple[Field, ...] = ()

    @property
    def purpose(self) -> str:
        """What the part is kept for, in the catalogue's words."""
        return "; ".join(dict.fromkeys(field.purpose for field in self.fields))

    @property
    def law(self) -> str:
        """The articles that the part rests on, in the catalogue's words."""
        return "; ".join(dict.fromkeys(field.law for field in self.fields))

    @property
    def field_names(self) -> tuple[FieldName, ...]:
        """The fields in the order of the catalogue."""
        return tuple(field.name for field in self.fields)


def part_kinds(catalogue: Catalogue) -> Mapping[PartKind, Kind]:
    """Return the kinds of part that this catalogue lets go, in its own order.

    Raises:
        UnevenPart: the fields of one part differ in object, readers or retention.
    """
    going: dict[PartKind, list[Field]] = {}
    for field in catalogue.fields:
        if field.part is not None and may_go(field):
            going.setdefault(PartKind(field.part), []).append(field)
    former = {name: tuple(one for one in catalogue.fields if name in one.formerly) for name in going}
    return {
        name: replace(_kind(name, fields, catalogue), former=former[name]) for name, fields in going.items()
    }


def may_go(field: Field) -> bool:
    """Tell whether the municipality or the review may see a field; never so for the safety line."""
    return bool(field.sees & _GOES) and Sight.SAFETY not in field.sees


def kinds_by_field(kinds: Mapping[PartKind, Kind]) -> Mapping[FieldName, Kind]:
    """Return for every field that may go the kind of part it goes in."""
    return {name: kind for kind in kinds.values() for name in kind.field_names}


def _kind(name: PartKind, fields: Iterable[Field], catalogue: Catalogue) -> Kind:
    listed = tuple(fields)
    shapes = {(field.object, _audience(field), field.retention) for field in listed}
    if len(shapes) != 1:
        raise UnevenPart(f"the fields of the part {name} differ in object, readers or retention")
    thing, audience, retention = shapes.pop()
    compartment = catalogue.object_kind(thing).compartment
    return Kind(name, thing, listed, audience, retention, compartment is CompartmentKind.PERSON)


def _audience(field: Field) -> tuple[Sight, ...]:
    return tuple(sorted(field.sees & READERS))

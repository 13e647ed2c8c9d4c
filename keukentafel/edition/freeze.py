"""Freezing: from what the dossier says now to an edition that never changes.

Freezing takes from the catalogue what may go, minus what was withheld, and nothing else; who is only on the
map of people goes under a cover name (`keukentafel.edition.cover`), and of the own sheet of somebody young
there is only what they lay on the table. It is a pure function: the same dossier
with the same arguments gives the same hash, in whatever order the entries come.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from keukentafel.dossier.sharing import OWN_CARD, kept_to_oneself
from keukentafel.edition.cover import covered
from keukentafel.edition.kind import Kind, kinds_by_field, part_kinds
from keukentafel.edition.manifest import GuideStamp, Listing, Manifest
from keukentafel.edition.marks import ManifestHash, Moment, PartKind
from keukentafel.edition.part import Part, Version, part_id, salted
from keukentafel.journal.canonical import canonical
from keukentafel.journal.catalogue import Catalogue, Sight
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId
from keukentafel.journal.operation import Entry
from keukentafel.journal.retention import kept_for
from keukentafel.journal.speaker import Act

_Spoken: TypeAlias = "dict[tuple[PartKind, ObjectId], dict[FieldName, list[Version]]]"

_YOUNG: Final = FieldName("person.young")


class ForeignEntry(ValueError):
    """An entry belongs to another household than the one being frozen."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A manifest with its parts, in the same order; a reader's copy has only that reader's parts."""

    manifest: Manifest
    parts: tuple[Part, ...]


def freeze(
    entries: Iterable[Entry],
    catalogue: Catalogue,
    *,
    household: HouseholdId,
    number: int,
    previous: ManifestHash | None,
    frozen_at: Moment,
    organisation: str,
    guide: GuideStamp,
    secret: bytes,
    withheld: frozenset[str] = frozenset(),
) -> Edition:
    """Freeze what a household's dossier says now.

    Args:
        entries: accepted entries of the household: its heads, or its whole history, which gives the same.
        catalogue: the list of fields that says what may go.
        household: whose dossier it is.
        number: the number of this edition, from 1.
        previous: the hash of the edition before it.
        frozen_at: the moment of reading back.
        organisation: the identifier of the municipality.
        guide: the guide that led the talk.
        secret: the household's own secret of at least 32 bytes, from which the salts are derived.
        withheld: what stays home: identifiers of objects (all their parts) or of single parts.

    Raises:
        ForeignEntry: an entry is of another household.
        MalformedManifest: the number and the previous edition contradict each other.
        SecretTooShort: the secret is too short.
        UnevenPart: the catalogue cannot be read as a list of parts.
    """
    kinds = part_kinds(catalogue)
    entries = list(entries)
    spoken = _spoken(entries, kinds_by_field(kinds), household)
    young, kept = _young(entries), kept_to_oneself(household, entries)
    withheld = withheld | {part_id(PartKind(OWN_CARD), card) for card in kept}
    going = {
        (kind, thing): _ordered(fields, kinds[kind])
        for (kind, thing), fields in spoken.items()
        if thing not in withheld and part_id(kind, thing) not in withheld
    }
    parts = [salted(kind, thing, fields, secret) for (kind, thing), fields in covered(going).items()]
    places = {kind: place for place, kind in enumerate(kinds)}
    parts.sort(key=lambda part: (places[part.kind], _first_claim(part), part.id))
    manifest = Manifest(
        household=household,
        number=number,
        previous=previous,
        frozen_at=frozen_at,
        organisation=organisation,
        guide=guide,
        catalogue=catalogue.version,
        parts=tuple(listing_of(part, kinds[part.kind], young) for part in parts),
    )
    return Edition(manifest, tuple(parts))


def copy_for(edition: Edition, reader: Sight) -> Edition:
    """Return the copy of one reader: the same manifest, and only the parts whose audience that reader is."""
    theirs = {listing.id for listing in edition.manifest.parts if reader in listing.audience}
    return Edition(edition.manifest, tuple(part for part in edition.parts if part.id in theirs))


def without(edition: Edition, withheld: Collection[str]) -> Edition:
    """Return an edition without what was withheld since it was frozen: the same manifest, fewer parts."""
    left = (part for part in edition.parts if part.object not in withheld and part.id not in withheld)
    return Edition(edition.manifest, tuple(left))


def listing_of(part: Part, kind: Kind, young: Collection[str] = ()) -> Listing:
    """Return how a manifest of this catalogue lists a part; what is of somebody young is kept longer."""
    person = person_of(part, kind)
    return Listing(
        id=part.id,
        kind=part.kind,
        person=person,
        audience=kind.audience,
        purpose=kind.purpose,
        law=kind.law,
        retention=kept_for(kind.retention, young=person in young),
        digest=part.digest(),
    )


def person_of(part: Part, kind: Kind) -> str | None:
    """Return whose part it is: the person it is about, or the one who speaks all its words."""
    if kind.object == "person":
        return part.object
    voices = {version.voice.who for versions in part.fields.values() for version in versions}
    return voices.pop() if kind.personal and len(voices) == 1 else None


def _young(entries: Collection[Entry]) -> frozenset[str]:
    """Return of whom it stands that they are young."""
    said = [one for one in entries if one.signed.operation.field == _YOUNG]
    replaced = {seen for one in said for seen in one.signed.operation.seen}
    standing = (one for one in said if one.signed.id not in replaced and _version_of(one) is not None)
    return frozenset(one.signed.operation.object for one in standing)


def _spoken(entries: Iterable[Entry], goes: Mapping[FieldName, Kind], household: HouseholdId) -> _Spoken:
    kept = list(entries)
    replaced = {seen for entry in kept for seen in entry.signed.operation.seen}
    spoken: _Spoken = {}
    for entry in kept:
        operation = entry.signed.operation
        if operation.household != household:
            raise ForeignEntry("an entry of another household cannot be frozen into this edition")
        kind = goes.get(operation.field)
        version = _version_of(entry)
        if kind is None or version is None or entry.signed.id in replaced:
            continue
        fields = spoken.setdefault((kind.name, operation.object), {})
        fields.setdefault(operation.field, []).append(version)
    return spoken


def _version_of(entry: Entry) -> Version | None:
    operation = entry.signed.operation
    if operation.act in (Act.STRIKE, Act.ERASE) or entry.value is None:
        return None
    return Version(entry.value.content, operation.voice, operation.hand, operation.claimed)


def _ordered(fields: Mapping[FieldName, list[Version]], kind: Kind) -> dict[FieldName, tuple[Version, ...]]:
    return {name: _once(fields[name]) for name in kind.field_names if name in fields}


def _once(versions: Iterable[Version]) -> tuple[Version, ...]:
    written = {canonical(version.document()): version for version in versions}
    return tuple(sorted(written.values(), key=lambda one: (one.claimed, canonical(one.document()))))


def _first_claim(part: Part) -> int:
    return min(version.claimed for version in chain.from_iterable(part.fields.values()))

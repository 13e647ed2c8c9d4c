"""An extract: what one party reads of an edition, and nothing else.

    {"schema": "keukentafel.extract/1", "edition": …, "reader": …, "names": …, "listings": …, "parts": …,
     "signature": …}
    signature = Ed25519(device, "keukentafel/extract/1" NUL canonical(all but the signature))     RFC 8032

A party of the household gets its own agreements, the card of aftercare of its domain and the key person: the
very parts that people heard, with their salts, so that each proves to be the one that the manifest lists.
The manifest itself stays home: its list would tell a landlord that there is something about income. Whoever
has it, the resident and the municipality, can hold an extract against it (`belongs_to`).

Money travels in a part of its own and is in no extract. Of who speaks, only residents are named, by their
first name; everybody else is a role.
"""

import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from keukentafel.edition.bundle import Step
from keukentafel.edition.extract_document import (
    EditionStamp,
    ExtractSchema,
    MalformedExtract,
    Named,
    PartyReader,
    Written,
    written_of,
)
from keukentafel.edition.freeze import Edition
from keukentafel.edition.manifest import Listing, Manifest
from keukentafel.edition.marks import PartKind
from keukentafel.edition.part import Part
from keukentafel.edition.part_shape import SchemaRefused
from keukentafel.journal.canonical import NotCanonical, canonical, parse_canonical
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import DeviceKey, ObjectId, PersonId
from keukentafel.journal.speaker import Role

AGREEMENT, KEY_PERSON = PartKind("agreement"), PartKind("key_person")
CARDS: Final[Mapping[str, PartKind]] = {
    "housing": PartKind("aftercare_housing"),
    "income": PartKind("aftercare_income"),
    "care": PartKind("aftercare_informal_care"),
}
"""The card of aftercare that concerns a party, by its domain; parties of other domains have none."""

KINDS: Final = frozenset({AGREEMENT, KEY_PERSON, *CARDS.values()})
"""The kinds of part that an extract may hold."""

LARGEST_EXTRACT: Final = 1400 * 1024
_SIGNED: Final = b"keukentafel/extract/1\x00"


class ExtractRefused(ValueError):
    """The extract does not hold together; the sentence says where, and ``step`` what was looked at."""

    def __init__(self, sentence: str, step: Step = Step.FORM) -> None:
        super().__init__(sentence)
        self.step = step


class NoSuchReader(LookupError):
    """The edition has no party with this identifier and a name."""


class NotConsented(PermissionError):
    """No resident said yes to an extract for this party, or that yes does not stand any more."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What one party reads of an edition, with the signature (64 bytes) of the device that made it."""

    edition: EditionStamp
    reader: PartyReader
    names: tuple[Named, ...]
    listings: tuple[Listing, ...]
    parts: tuple[Part, ...]
    device: DeviceKey
    signature: bytes

    @property
    def people(self) -> Mapping[PersonId, str]:
        """The names by which people go in it."""
        return {PersonId(one.id): one.name for one in self.names}

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that are handed over."""
        seal = {"device": self.device, "value": self.signature.hex()}
        return canonical(self._written().document() | {"signature": {**seal}})

    def _written(self) -> Written:
        return Written(self.edition, self.reader, self.names, self.listings, self.parts)

    def signed_bytes(self) -> bytes:
        """Return what the signature covers."""
        return _SIGNED + canonical(self._written().document())


def extract_schema(catalogue: Catalogue) -> ExtractSchema:
    """Return the schema of the extracts of one catalogue.

    Raises:
        UnevenPart: the catalogue cannot be read as a list of parts.
    """
    return ExtractSchema(catalogue, KINDS)


def parts_for(edition: Edition, party: ObjectId) -> tuple[Part, ...]:
    """Return the parts of an edition that concern a party, in the order of the edition.

    There are none for a party that the edition does not name: nobody could read what they are for.
    """
    if not _names_of(edition, party):
        return ()
    cards = _cards_of(edition, party)
    return tuple(part for part in edition.parts if _concerns(part, party, cards))


def make_extract(
    edition: Edition,
    party: ObjectId,
    consenting: Collection[ObjectId],
    device_key: Ed25519PrivateKey,
    schema: ExtractSchema,
) -> bytes:
    """Make the extract of one party, and return the canonical bytes to hand over.

    Args:
        edition: the whole edition, as it was frozen.
        party: whose extract it is.
        consenting: the parties that a resident said yes to (`dossier.consent.consenting_parties`).
        device_key: the key of the device that makes it.
        schema: the schema of extracts.

    Raises:
        NotConsented: nobody said yes to an extract for this party.
        NoSuchReader: the edition does not have this party by name.
        ExtractRefused: what was made does not hold together.
    """
    if party not in consenting:
        raise NotConsented("nobody of the household said yes to an extract for this party")
    parts = parts_for(edition, party)
    listings = {listing.id: listing for listing in edition.manifest.parts}
    unsigned = Extract(
        stamp_of(edition.manifest),
        _reader(edition, party),
        _names(edition, parts),
        tuple(listings[part.id] for part in parts),
        parts,
        DeviceKey(device_key.public_key().public_bytes_raw().hex()),
        b"",
    )
    data = replace(unsigned, signature=device_key.sign(unsigned.signed_bytes())).to_bytes()
    read_extract(data, schema)
    return data


def read_extract(data: bytes, schema: ExtractSchema) -> Extract:
    """Read an extract and verify everything in it that can be verified without the manifest.

    Raises:
        ExtractRefused: with one sentence that says what does not hold.
    """
    if len(data) > LARGEST_EXTRACT:
        raise ExtractRefused("this extract is larger than 1400 KiB")
    try:
        document = parse_canonical(data)
        schema.check(document)
        written, device, signature = written_of(document)
    except (NotCanonical, SchemaRefused, MalformedExtract) as reason:
        raise ExtractRefused(f"this extract is refused: {reason}") from None
    extract = Extract(
        written.edition, written.reader, written.names, written.listings, written.parts, device, signature
    )
    if extract.to_bytes() != data:
        raise ExtractRefused("an identifier in this extract is not the one that follows from its content")
    _check_parts(extract)
    _check_signature(extract)
    return extract


def belongs_to(extract: Extract, manifest: Manifest) -> bool:
    """Tell whether an extract is of this edition: the same stamp, and only parts that the manifest lists."""
    return extract.edition == stamp_of(manifest) and set(extract.listings) <= set(manifest.parts)


def stamp_of(manifest: Manifest) -> EditionStamp:
    """Return what an extract tells of its edition."""
    return EditionStamp(
        manifest.hash, manifest.number, manifest.frozen_at, manifest.organisation, manifest.catalogue
    )


def _concerns(part: Part, party: ObjectId, cards: Collection[PartKind]) -> bool:
    if part.kind == AGREEMENT:
        # Where two versions name two parties, nobody has chosen yet, and neither gets it.
        return {version.value for version in part.versions("agreement.party")} == {party}
    return part.kind == KEY_PERSON or part.kind in cards


def _cards_of(edition: Edition, party: ObjectId) -> frozenset[PartKind]:
    theirs = (part for part in edition.parts if part.kind == "party" and part.object == party)
    domains = {str(version.value) for part in theirs for version in part.versions("party.domain")}
    return frozenset({CARDS[domain] for domain in domains & CARDS.keys()} if len(domains) == 1 else ())


def _reader(edition: Edition, party: ObjectId) -> PartyReader:
    names = _names_of(edition, party)
    if not names:
        raise NoSuchReader("this edition has no such party by name")
    return PartyReader(party, names[-1])


def _names_of(edition: Edition, party: ObjectId) -> tuple[str, ...]:
    theirs = (part for part in edition.parts if part.kind == "party" and part.object == party)
    return tuple(str(version.value) for part in theirs for version in part.versions("party.name"))


def _names(edition: Edition, parts: Iterable[Part]) -> tuple[Named, ...]:
    said = [version for part in parts for versions in part.fields.values() for version in versions]
    speakers = {speaker for version in said for speaker in (version.voice, version.hand)}
    residents = {ObjectId(speaker.who) for speaker in speakers if speaker.role is Role.RESIDENT}
    people = (part for part in edition.parts if part.kind == "person" and part.object in residents)
    named = {part.object: _first_name(part) for part in people}
    return tuple(Named(who, name) for who, name in sorted(named.items()) if name)


def _first_name(person: Part) -> str:
    """Return the first word of a name, which is no name without a capital: *mevrouw*."""
    said = person.versions("person.name")
    first = str(said[-1].value).split(maxsplit=1)[0] if said else ""
    return first if first[:1].isupper() else ""


def _check_parts(extract: Extract) -> None:
    if [part.id for part in extract.parts] != [listing.id for listing in extract.listings]:
        raise ExtractRefused("the parts are not those that the extract lists", Step.PARTS)
    for part, listing in zip(extract.parts, extract.listings, strict=True):
        if part.kind != listing.kind or not hmac.compare_digest(part.digest(), listing.digest):
            raise ExtractRefused("a part is not the one that the extract lists", Step.PARTS)
    cards = {part.kind for part in extract.parts} & set(CARDS.values())
    party = ObjectId(extract.reader.party)
    if len(cards) > 1 or not all(_concerns(part, party, cards) for part in extract.parts):
        raise ExtractRefused("there is something in it that does not concern its reader", Step.PARTS)


def _check_signature(extract: Extract) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(extract.device))
        key.verify(extract.signature, extract.signed_bytes())
    except (InvalidSignature, ValueError) as reason:
        raise ExtractRefused(
            "the signature is not of the device that the extract names", Step.SIGNATURE
        ) from reason

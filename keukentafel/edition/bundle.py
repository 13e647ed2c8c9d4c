"""The bundle: an edition with its assents, signed by the tablet, as it is delivered.

    {"schema": "keukentafel.bundle/1", "manifest": …, "parts": […], "assents": […], "signature": …}
    signature = Ed25519(device, "keukentafel/bundle/1" NUL manifest hash, assent hash, …)     RFC 8032

The signature covers the manifest and the assents; the manifest's digests cover the parts. So a copy with
fewer parts carries the same signature, and any other change breaks it. Whether the device is one of the
organisation's is for `sync` to say; here it is only who signed.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from keukentafel.edition.assent import Assent, MalformedAssent, assent_of
from keukentafel.edition.cover import bare_names
from keukentafel.edition.freeze import Edition, copy_for, person_of
from keukentafel.edition.manifest import Listing, MalformedManifest, Manifest, manifest_of
from keukentafel.edition.own_yes import waits, with_own_yes
from keukentafel.edition.part import Part, part_of
from keukentafel.edition.reader import reading_of
from keukentafel.edition.readiness import may_agree
from keukentafel.edition.schema import PlanSchema, SchemaRefused
from keukentafel.journal.canonical import Json, NotCanonical, canonical, parse_canonical
from keukentafel.journal.catalogue import Catalogue, Sight
from keukentafel.journal.names import DeviceKey
from keukentafel.journal.retention import kept_for

LARGEST_BUNDLE: Final = 1400 * 1024
"""What an envelope of 2 MiB carries, in bytes: written as base64, with room for a card and for padding."""
_SIGNED: Final = b"keukentafel/bundle/1\x00"


class Step(StrEnum):
    """What is looked at when a bundle is read, in this order."""

    FORM = "form"
    PARTS = "parts"
    ASSENTS = "assents"
    SIGNATURE = "signature"


class BundleRefused(ValueError):
    """The bundle does not hold together; the sentence says where, and ``step`` what was looked at."""

    def __init__(self, sentence: str, step: Step = Step.FORM) -> None:
        super().__init__(sentence)
        self.step = step


class BundleTooLarge(BundleRefused):
    """The bundle is larger than an envelope carries."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """An edition with its assents (sorted by person) and the signature (64 bytes) of the device."""

    edition: Edition
    assents: tuple[Assent, ...]
    device: DeviceKey
    signature: bytes

    @property
    def manifest(self) -> Manifest:
        """The manifest of the edition."""
        return self.edition.manifest

    def document(self) -> dict[str, Json]:
        """Return the bundle as a JSON document."""
        return {
            "schema": "keukentafel.bundle/1",
            "manifest": self.manifest.document(),
            "parts": [part.document() for part in self.edition.parts],
            "assents": [assent.document() for assent in self.assents],
            "signature": {"device": self.device, "value": self.signature.hex()},
        }

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that are delivered."""
        return canonical(self.document())

    def copy_for(self, reader: Sight) -> "Bundle":
        """Return the copy of one reader, with only that reader's parts under the same signature."""
        return Bundle(copy_for(self.edition, reader), self.assents, self.device, self.signature)


def make_bundle(
    edition: Edition,
    assents: Iterable[Assent],
    device_key: Ed25519PrivateKey,
    catalogue: Catalogue | PlanSchema,
) -> bytes:
    """Sign an edition with its assents, and return the canonical bytes to deliver.

    Parts that wait for a yes that was not given stay home. What is made here is read once as the receiver
    will, so that nothing leaves that would be refused.

    Raises:
        BundleTooLarge: there is more in it than an envelope carries; something has to stay home.
        BundleRefused: the edition is not whole or does not fit the catalogue's schema, an assent is of
            another edition or says yes without a lead, or somebody assents twice.
    """
    sorted_assents = tuple(sorted(assents, key=lambda assent: assent.person.id))
    signature = device_key.sign(_signed_bytes(edition.manifest, sorted_assents))
    device = DeviceKey(device_key.public_key().public_bytes_raw().hex())
    going = with_own_yes(edition, sorted_assents)
    data = Bundle(going, sorted_assents, device, signature).to_bytes()
    read_bundle(data, catalogue)
    return data


def read_bundle(data: bytes, catalogue: Catalogue | PlanSchema, reader: Sight | None = None) -> Bundle:
    """Read a bundle and verify everything in it.

    Args:
        data: the canonical bytes.
        catalogue: the list of fields, or its schema when many bundles are read.
        reader: whose copy it should be; None for a whole edition.

    Raises:
        BundleRefused: with one sentence that says what does not hold.
    """
    schema = catalogue if isinstance(catalogue, PlanSchema) else PlanSchema(catalogue)
    document = _document_of(data)
    try:
        schema.check_bundle(document)
        bundle = _bundle_of(document)
    except (SchemaRefused, MalformedManifest, MalformedAssent) as reason:
        raise BundleRefused(f"this bundle is refused: {reason}") from reason
    if bundle.to_bytes() != data:
        raise BundleRefused("an identifier in this bundle is not the one that follows from its content")
    _check_parts(bundle, schema, reader)
    _check_assents(bundle, whole=reader is None)
    _check_signature(bundle)
    return bundle


def _document_of(data: bytes) -> dict[str, Json]:
    if len(data) > LARGEST_BUNDLE:
        raise BundleTooLarge("this bundle is larger than 1400 KiB, which is what an envelope carries")
    try:
        document = parse_canonical(data)
    except NotCanonical as reason:
        raise BundleRefused(f"this bundle is refused: {reason}") from reason
    if not isinstance(document, dict):
        raise BundleRefused("this bundle is refused: it is not an object")
    return document


def _bundle_of(document: dict[str, Json]) -> Bundle:
    parts = tuple(part_of(one) for one in cast(list[Json], document["parts"]))
    assents = tuple(assent_of(one) for one in cast(list[Json], document["assents"]))
    seal = cast(dict[str, str], document["signature"])
    edition = Edition(manifest_of(document["manifest"]), parts)
    return Bundle(edition, assents, DeviceKey(seal["device"]), bytes.fromhex(seal["value"]))


def _check_parts(bundle: Bundle, schema: PlanSchema, reader: Sight | None) -> None:
    for listing in bundle.manifest.parts:
        _check_listing(listing, bundle.manifest, schema)
    theirs = (one for one in bundle.manifest.parts if reader is None or reader in one.audience)
    expected = [one for one in theirs if not waits(one, bundle.assents)]
    if [part.id for part in bundle.edition.parts] != [listing.id for listing in expected]:
        raise BundleRefused("the parts are not those that the manifest lists for this reader", Step.PARTS)
    for part, listing in zip(bundle.edition.parts, expected, strict=True):
        if not _is_listed(part, listing, schema):
            raise BundleRefused("a part is not the one that the manifest lists", Step.PARTS)
        if bundle.manifest.catalogue == schema.version and _has_former(part, schema):
            raise BundleRefused("a part holds a field that only older editions have in it", Step.PARTS)
    if bare_names(bundle.edition.parts):
        raise BundleRefused("somebody without an agreement stands in it by name", Step.PARTS)


def _is_listed(part: Part, listing: Listing, schema: PlanSchema) -> bool:
    if (part.kind, person_of(part, schema.kinds[listing.kind])) != (listing.kind, listing.person):
        return False
    return hmac.compare_digest(part.digest(), listing.digest)


def _has_former(part: Part, schema: PlanSchema) -> bool:
    return not part.fields.keys() <= set(schema.kinds[part.kind].field_names)


def _check_listing(listing: Listing, manifest: Manifest, schema: PlanSchema) -> None:
    kind = schema.kinds.get(listing.kind)
    if kind is None or manifest.catalogue > schema.version:
        raise BundleRefused("this edition was made with a list of fields that is not known here", Step.PARTS)
    told = (listing.audience, listing.purpose, listing.law)
    terms = {kept_for(kind.retention, young=young) for young in (False, listing.person is not None)}
    if manifest.catalogue == schema.version and (
        told != (kind.audience, kind.purpose, kind.law) or listing.retention not in terms
    ):
        raise BundleRefused(
            "the manifest gives a part other readers or rules than the catalogue does", Step.PARTS
        )


def _check_assents(bundle: Bundle, *, whole: bool) -> None:
    people = [assent.person.id for assent in bundle.assents]
    if people != sorted(set(people)):
        raise BundleRefused("each person gives one assent, and they are sorted by person", Step.ASSENTS)
    if any(not hmac.compare_digest(one.manifest_hash, bundle.manifest.hash) for one in bundle.assents):
        raise BundleRefused("an assent was given to another edition", Step.ASSENTS)
    agreeing = any(assent.agrees for assent in bundle.assents)
    if whole and agreeing and not may_agree(reading_of(bundle.edition.parts)):
        raise BundleRefused("somebody agreed to a plan that has no lead, or more than one", Step.ASSENTS)


def _check_signature(bundle: Bundle) -> None:
    signed = _signed_bytes(bundle.manifest, bundle.assents)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(bundle.device)).verify(bundle.signature, signed)
    except (InvalidSignature, ValueError) as reason:
        raise BundleRefused(
            "the signature is not of the device that the bundle names", Step.SIGNATURE
        ) from reason


def _signed_bytes(manifest: Manifest, assents: Iterable[Assent]) -> bytes:
    hashes = [manifest.hash, *(assent.hash for assent in assents)]
    return _SIGNED + b"".join(bytes.fromhex(one) for one in hashes)

"""The manifest: the list of contents that people say yes or no to.

A manifest names every part of an edition with its audience, purpose, law, retention and salted digest, and
holds none of their words. So one manifest, and one hash, can be shown to everyone, while each reads only
the parts that are theirs; and what was withheld cannot be guessed from a digest, because its salt stays home.

    hash = SHA-256(canonical(manifest))        JSON after RFC 8785
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from keukentafel.edition.marks import (
    DigestText,
    JoinedText,
    LineText,
    ManifestHash,
    ManifestHashText,
    MomentText,
    PartIdText,
    PartKindText,
    RandomIdText,
    moment_read,
)
from keukentafel.journal.canonical import Json, NotCanonical, canonical, parse_canonical, sha256_hex
from keukentafel.journal.catalogue import Retention, Sight

MOST_PARTS: Final = 4000
MOST_EDITIONS: Final = 1_000_000
CLOSED: Final = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)
READERS: Final = frozenset({Sight.RESIDENT, Sight.MUNICIPALITY, Sight.REVIEW})
"""Who may read parts of an edition. The worker's own view and the safety line are never among them."""


class MalformedManifest(ValueError):
    """This is not a manifest of a known form."""


@dataclass(frozen=True, slots=True)
class GuideStamp:
    """Which guide led the talk: its name, version, and the SHA-256 of its content."""

    __pydantic_config__ = CLOSED
    id: LineText
    version: LineText
    digest: DigestText


@dataclass(frozen=True, slots=True)
class Listing:
    """One part as the manifest lists it.

    ``person`` is whose part it is, when all its words are one person's; ``audience`` the readers, sorted;
    ``digest`` the salted SHA-256 of `keukentafel.edition.part`.
    """

    __pydantic_config__ = CLOSED
    id: PartIdText
    kind: PartKindText
    person: RandomIdText | None
    audience: Annotated[tuple[Sight, ...], Field(min_length=1, max_length=3)]
    purpose: JoinedText
    law: JoinedText
    retention: Retention
    digest: DigestText

    def __post_init__(self) -> None:
        """Hold the audience to sorted readers of an edition.

        Raises:
            MalformedManifest: it names one twice, is unsorted, or holds a sight that reads no editions.
        """
        if list(self.audience) != sorted(set(self.audience)) or not set(self.audience) <= READERS:
            raise MalformedManifest("an audience is a sorted list of resident, municipality and review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What one edition of a household's plan consists of.

    ``number`` counts editions from 1, ``previous`` is the hash of the one before, ``catalogue`` the version
    of the list of fields it was made with.
    """

    __pydantic_config__ = CLOSED
    schema: Literal["keukentafel.plan/1"] = "keukentafel.plan/1"
    household: RandomIdText
    number: Annotated[int, Field(ge=1, le=MOST_EDITIONS)]
    previous: ManifestHashText | None
    frozen_at: MomentText
    organisation: LineText
    guide: GuideStamp
    catalogue: Annotated[int, Field(ge=1, le=1_000_000)]
    parts: Annotated[tuple[Listing, ...], Field(max_length=MOST_PARTS)]

    def __post_init__(self) -> None:
        """Hold what the fields must say together.

        Raises:
            MalformedManifest: the first edition has a previous one or a later one has not; a part is listed
                twice; the moment of freezing does not exist.
        """
        if (self.number == 1) != (self.previous is None):
            raise MalformedManifest("only the first edition has no previous one")
        if len({listing.id for listing in self.parts}) != len(self.parts):
            raise MalformedManifest("a manifest lists every part once")
        try:
            moment_read(self.frozen_at)
        except ValueError:
            raise MalformedManifest("the moment of freezing does not exist") from None

    def document(self) -> dict[str, Json]:
        """Return the manifest as a JSON document."""
        return cast(dict[str, Json], _SHAPE.dump_python(self, mode="json"))

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that the hash is taken over."""
        return canonical(self.document())

    @property
    def hash(self) -> ManifestHash:
        """The SHA-256 of the canonical bytes, which assents and signatures name."""
        return ManifestHash(sha256_hex(self.to_bytes()))

    @property
    def short_hash(self) -> str:
        """The first 32 bits of the hash for people to compare: ``7F2A 91C4``. Proves nothing by itself."""
        return f"{self.hash[:4]} {self.hash[4:8]}".upper()


_SHAPE: Final = TypeAdapter(Manifest)


def read_manifest(data: bytes) -> Manifest:
    """Read the canonical bytes of a manifest.

    Raises:
        MalformedManifest: they are not canonical, or not a manifest of a known form.
    """
    try:
        return manifest_of(parse_canonical(data))
    except NotCanonical:
        raise MalformedManifest("these bytes are not a manifest of a known form") from None


def manifest_of(document: Json) -> Manifest:
    """Read a manifest from its JSON document.

    Raises:
        MalformedManifest: something is missing, too much, or out of form.
    """
    try:
        return _SHAPE.validate_json(canonical(document))
    except (ValidationError, NotCanonical):
        # Not chained: the original names what it was given.
        raise MalformedManifest("this is not a manifest of a known form") from None


def manifest_schema() -> dict[str, Any]:
    """Return the closed JSON Schema of a manifest."""
    return _SHAPE.json_schema()

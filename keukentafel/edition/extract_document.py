"""The document of an extract: its own closed schema, `keukentafel.extract/1`.

It may hold parts of a few kinds only; one of another kind, or one key too many, makes it invalid.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast

from pydantic import Field, TypeAdapter, ValidationError, create_model

from keukentafel.edition.kind import part_kinds
from keukentafel.edition.manifest import CLOSED, Listing, MalformedManifest
from keukentafel.edition.marks import (
    LineText,
    ManifestHashText,
    MomentText,
    PartKind,
    RandomIdText,
    moment_read,
)
from keukentafel.edition.part import Part, part_of
from keukentafel.edition.part_shape import Closed, SignatureShape, check_shape, check_values, part_shape
from keukentafel.journal.canonical import Json, canonical
from keukentafel.journal.catalogue import LONGEST_LINE, Catalogue
from keukentafel.journal.names import DeviceKey

SCHEMA: Final = "keukentafel.extract/1"
MOST_PARTS: Final = 1000
MOST_NAMES: Final = 64
_SCHEMA: Final[Any] = Literal["keukentafel.extract/1"]


class MalformedExtract(ValueError):
    """This is not an extract of a known form."""


@dataclass(frozen=True, slots=True)
class EditionStamp:
    """Which edition an extract is of: its manifest's hash, and what stands on the paper beside it."""

    __pydantic_config__ = CLOSED
    hash: ManifestHashText
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    frozen_at: MomentText
    organisation: LineText
    catalogue: Annotated[int, Field(ge=1, le=1_000_000)]

    @property
    def short_hash(self) -> str:
        """The first 32 bits of the hash for people to compare: ``7F2A 91C4``. Proves nothing by itself."""
        return f"{self.hash[:4]} {self.hash[4:8]}".upper()


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Whose extract it is: the party of the household, and the name by which it goes there."""

    __pydantic_config__ = CLOSED
    party: RandomIdText
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who speaks in it, by first name."""

    __pydantic_config__ = CLOSED
    id: RandomIdText
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in an extract but its signature."""

    edition: EditionStamp
    reader: PartyReader
    names: tuple[Named, ...]
    listings: tuple[Listing, ...]
    parts: tuple[Part, ...]

    def document(self) -> dict[str, Json]:
        """Return what the signature covers as a JSON document."""
        return {
            "schema": SCHEMA,
            "edition": _STAMP.dump_python(self.edition, mode="json"),
            "reader": _READER.dump_python(self.reader, mode="json"),
            "names": _NAMES.dump_python(self.names, mode="json"),
            "listings": _LISTINGS.dump_python(self.listings, mode="json"),
            "parts": [part.document() for part in self.parts],
        }


_STAMP: Final[TypeAdapter[EditionStamp]] = TypeAdapter(EditionStamp)
_READER: Final[TypeAdapter[PartyReader]] = TypeAdapter(PartyReader)
_NAMES: Final[TypeAdapter[tuple[Named, ...]]] = TypeAdapter(tuple[Named, ...])
_LISTINGS: Final[TypeAdapter[tuple[Listing, ...]]] = TypeAdapter(tuple[Listing, ...])


class ExtractSchema:
    """The closed schema of the extracts of one catalogue."""

    def __init__(self, catalogue: Catalogue, kinds: Collection[PartKind]) -> None:
        """Build the model; ``kinds`` are the kinds of part that an extract may hold.

        Raises:
            UnevenPart: the catalogue cannot be read as a list of parts.
        """
        self._catalogue = catalogue
        allowed = tuple(kind for name, kind in part_kinds(catalogue).items() if name in kinds)
        part: Any = part_shape(allowed)
        self._shape: TypeAdapter[Any] = TypeAdapter(
            create_model(
                "extract",
                __base__=Closed,
                schema_=(_SCHEMA, Field(alias="schema")),
                edition=(EditionStamp, ...),
                reader=(PartyReader, ...),
                names=(Annotated[list[Named], Field(max_length=MOST_NAMES)], ...),
                listings=(Annotated[list[Listing], Field(max_length=MOST_PARTS)], ...),
                parts=(Annotated[list[part], Field(max_length=MOST_PARTS)], ...),
                signature=(SignatureShape, ...),
            )
        )

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of an extract; no object in it is open."""
        return self._shape.json_schema()

    def check(self, document: Json) -> None:
        """Hold an extract against the schema.

        Raises:
            SchemaRefused: it does not fit.
        """
        check_shape(self._shape, document)
        for part in cast(dict[str, list[dict[str, Any]]], document)["parts"]:
            check_values(part["content"], self._catalogue)


def written_of(document: Json) -> tuple[Written, DeviceKey, bytes]:
    """Read an extract from a document that the schema has found well formed.

    Raises:
        MalformedExtract: its values contradict each other.
    """
    whole = cast(dict[str, Json], document)
    seal = cast(dict[str, str], whole["signature"])
    try:
        written = Written(
            _STAMP.validate_json(canonical(whole["edition"])),
            _READER.validate_json(canonical(whole["reader"])),
            _NAMES.validate_json(canonical(whole["names"])),
            _LISTINGS.validate_json(canonical(whole["listings"])),
            tuple(part_of(one) for one in cast(list[Json], whole["parts"])),
        )
        moment_read(written.edition.frozen_at)
    except (ValidationError, MalformedManifest, ValueError):
        # Not chained: the original names what it was given.
        raise MalformedExtract("this is not an extract of a known form") from None
    return written, DeviceKey(seal["device"]), bytes.fromhex(seal["value"])

"""The closed schema: what a delivered plan may look like, and nothing beside it.

For every kind of part the catalogue lets go there is one model with exactly its fields. Nothing may be added:
a working note, a field of the safety line, or one key too many makes the document invalid, here and at
whoever checks it with the JSON Schema of `plan_schema`.
"""

from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, Field, TypeAdapter, create_model

from keukentafel.edition.assent import Assent
from keukentafel.edition.kind import part_kinds
from keukentafel.edition.manifest import MOST_PARTS, Manifest
from keukentafel.edition.part_shape import (
    MOST_VERSIONS,
    Closed,
    SchemaRefused,
    SignatureShape,
    check_shape,
    check_values,
    part_shape,
)
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue

__all__ = ["MOST_ASSENTS", "MOST_VERSIONS", "PlanSchema", "SchemaRefused", "check_part", "plan_schema"]

_SCHEMA: Final[Any] = Literal["keukentafel.bundle/1"]
MOST_ASSENTS: Final = 64


class PlanSchema:
    """The closed schema of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Build the models.

        Raises:
            UnevenPart: the catalogue cannot be read as a list of parts.
        """
        self.catalogue: Final = catalogue
        self.version: Final = catalogue.version
        self.kinds: Final = part_kinds(catalogue)
        part = part_shape(tuple(self.kinds.values()))
        self._part: TypeAdapter[Any] = TypeAdapter(part)
        self._bundle: TypeAdapter[Any] = TypeAdapter(_bundle_model(part))

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a delivered bundle; no object in it is open."""
        return self._bundle.json_schema()

    def check_bundle(self, document: Json) -> None:
        """Hold a whole bundle against the schema.

        Raises:
            SchemaRefused: it does not fit.
        """
        check_shape(self._bundle, document)
        whole = cast(dict[str, list[dict[str, Any]]], document)
        for part in whole["parts"]:
            check_values(part["content"], self.catalogue)

    def check_part(self, document: Json) -> None:
        """Hold one part, with its id and salt, against the schema.

        Raises:
            SchemaRefused: it does not fit.
        """
        check_shape(self._part, document)
        check_values(cast(dict[str, Any], document)["content"], self.catalogue)


def plan_schema(catalogue: Catalogue) -> dict[str, Any]:
    """Return the JSON Schema of a delivered bundle, closed everywhere.

    Raises:
        UnevenPart: the catalogue cannot be read as a list of parts.
    """
    return PlanSchema(catalogue).json_schema()


def check_part(document: Json, catalogue: Catalogue) -> None:
    """Hold one part against the schema of a catalogue; for many parts, keep a `PlanSchema`.

    Raises:
        SchemaRefused: it does not fit.
        UnevenPart: the catalogue cannot be read as a list of parts.
    """
    PlanSchema(catalogue).check_part(document)


def _bundle_model(part: type[BaseModel]) -> type[BaseModel]:
    parts = Annotated[list[part], Field(max_length=MOST_PARTS)]  # type: ignore[valid-type]
    return create_model(
        "bundle",
        __base__=Closed,
        schema_=(_SCHEMA, Field(alias="schema")),
        manifest=(Manifest, ...),
        parts=(parts, ...),
        assents=(Annotated[list[Assent], Field(max_length=MOST_ASSENTS)], ...),
        signature=(SignatureShape, ...),
    )

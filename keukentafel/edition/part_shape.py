"""The shape of a part: one closed model for every kind of part that the catalogue lets go.

Each model has exactly the fields of its kind, with the fields that older editions have in it, and nothing may
be added. The schemas of a bundle and of an extract are made of these.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from keukentafel.edition.kind import Kind
from keukentafel.edition.marks import DigestText, PartIdText, RandomIdText
from keukentafel.journal.canonical import LARGEST_INTEGER, Json, NotCanonical, canonical
from keukentafel.journal.catalogue import (
    LARGEST_NUMBER,
    LONGEST_LINE,
    LONGEST_TEXT,
    Catalogue,
    UnfitValue,
    ValueKind,
    check_content,
)
from keukentafel.journal.catalogue import Field as CatalogueField
from keukentafel.journal.names import FieldName
from keukentafel.journal.speaker import Role

MOST_VERSIONS: Final = 64
_SpeakerShape: TypeAlias = tuple[Role, RandomIdText]


class SchemaRefused(ValueError):
    """The document holds something that a plan may not hold, or lacks something that it must."""


class Closed(BaseModel):
    """A shape to which nothing can be added."""

    # Only the whole is ever held against a document, so the parts of it need no reader of their own.
    model_config = ConfigDict(
        extra="forbid", strict=True, populate_by_name=False, hide_input_in_errors=True, defer_build=True
    )


class SignatureShape(Closed):
    """A signature with the key of the device that made it."""

    device: DigestText
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class _Filled(Closed):
    state: Literal["filled"]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _NotNeeded(Closed):
    state: Literal["not_needed"]
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


_PLAIN: Final[dict[ValueKind, Any]] = {
    ValueKind.LINE: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)],
    ValueKind.TEXT: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)],
    ValueKind.MOMENT: Annotated[int, Field(ge=0, le=LARGEST_INTEGER)],
    ValueKind.NUMBER: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)],
    ValueKind.REFERENCE: RandomIdText,
    ValueKind.DATE: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")],
    ValueKind.SETTLED: Annotated[_Filled | _NotNeeded, Field(discriminator="state")],
}


def part_shape(kinds: Sequence[Kind]) -> type[BaseModel]:
    """Return the closed model of a part of one of these kinds, with its id and salt."""
    content: Any = _content_model(kinds[0])
    for other in kinds[1:]:
        content = content | _content_model(other)
    if len(kinds) > 1:
        content = Annotated[content, Field(discriminator="kind")]
    return create_model(
        "part", __base__=Closed, id=(PartIdText, ...), salt=(DigestText, ...), content=(content, ...)
    )


def check_shape(shape: TypeAdapter[Any], document: Json) -> None:
    """Hold a document against a model.

    Raises:
        SchemaRefused: it does not fit.
    """
    try:
        shape.validate_json(canonical(document))
    except (ValidationError, NotCanonical):
        # Not chained: the original names what it was given, which may be personal.
        raise SchemaRefused("this is not a plan of a known form") from None


def check_values(content: dict[str, Any], catalogue: Catalogue) -> None:
    """Hold the values of a part that has the right shape against the fields of the catalogue.

    Raises:
        SchemaRefused: one does not fit.
    """
    for name, versions in content["fields"].items():
        field = catalogue.field(FieldName(name))
        for version in versions:
            if not _fits(field, version["value"]):
                raise SchemaRefused(f"a value in {name} does not fit its field")


def _content_model(kind: Kind) -> type[BaseModel]:
    listed = (*kind.fields, *kind.former)
    fields = {field.name.replace(".", "__"): _field_of(field) for field in listed}
    said = create_model(f"{kind.name}_fields", __base__=_AtLeastOne, **cast(Any, fields))
    return create_model(
        f"{kind.name}_content",
        __base__=Closed,
        kind=(cast(Any, Literal[kind.name]), ...),
        object=(RandomIdText, ...),
        fields=(said, ...),
    )


class _AtLeastOne(Closed):
    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    def model_post_init(self, context: object, /) -> None:
        if not self.model_fields_set:
            raise ValueError("a part without words does not exist")


def _field_of(field: CatalogueField) -> tuple[Any, Any]:
    version = create_model(
        f"{field.name.replace('.', '_')}_version",
        __base__=Closed,
        value=(_value_of(field), ...),
        voice=(_SpeakerShape, ...),
        hand=(_SpeakerShape, ...),
        claimed=(_PLAIN[ValueKind.MOMENT], ...),
    )
    versions = Annotated[list[version], Field(min_length=1, max_length=MOST_VERSIONS)]  # type: ignore[valid-type]
    return versions, Field(default=None, alias=field.name, description=field.title)


def _value_of(field: CatalogueField) -> Any:
    return Literal[field.choices] if field.value is ValueKind.CHOICE else _PLAIN[field.value]


def _fits(field: CatalogueField, value: Json) -> bool:
    try:
        return check_content(field, value) == value
    except UnfitValue:
        return False

"""The closed schema: what a delivered plan may look like, and nothing beside it.

For every kind of part the catalogue lets go there is one model with exactly its fields. Nothing may be added:
a working note, a field of the safety line, or one key too many makes the document invalid, here and at
whoever checks it with the JSON Schema of `plan_schema`.
"""

from typing import Annotated, Any, Final, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from keukentafel.edition.assent import Assent
from keukentafel.edition.kind import Kind, part_kinds
from keukentafel.edition.manifest import MOST_PARTS, Manifest
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
_SCHEMA: Final[Any] = Literal["keukentafel.bundle/1"]
MOST_ASSENTS: Final = 64
_SpeakerShape: TypeAlias = tuple[Role, RandomIdText]


class SchemaRefused(ValueError):
    """The document holds something that a plan may not hold, or lacks something that it must."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False, hide_input_in_errors=True)


class _Filled(_Closed):
    state: Literal["filled"]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _NotNeeded(_Closed):
    state: Literal["not_needed"]
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _Signature(_Closed):
    device: DigestText
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


_PLAIN: Final[dict[ValueKind, Any]] = {
    ValueKind.LINE: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)],
    ValueKind.TEXT: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)],
    ValueKind.MOMENT: Annotated[int, Field(ge=0, le=LARGEST_INTEGER)],
    ValueKind.NUMBER: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)],
    ValueKind.REFERENCE: RandomIdText,
    ValueKind.DATE: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")],
    ValueKind.SETTLED: Annotated[_Filled | _NotNeeded, Field(discriminator="state")],
}


class PlanSchema:
    """The closed schema of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Build the models.

        Raises:
            UnevenPart: the catalogue cannot be read as a list of parts.
        """
        self._catalogue = catalogue
        self.version: Final = catalogue.version
        self.kinds: Final = part_kinds(catalogue)
        contents = tuple(_content_model(kind) for kind in self.kinds.values())
        part = _part_model(contents)
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
        _check(self._bundle, document)
        whole = cast(dict[str, list[dict[str, Any]]], document)
        for part in whole["parts"]:
            self._check_values(part["content"])

    def check_part(self, document: Json) -> None:
        """Hold one part, with its id and salt, against the schema.

        Raises:
            SchemaRefused: it does not fit.
        """
        _check(self._part, document)
        self._check_values(cast(dict[str, Any], document)["content"])

    def _check_values(self, content: dict[str, Any]) -> None:
        for name, versions in content["fields"].items():
            field = self._catalogue.field(FieldName(name))
            for version in versions:
                if not _fits(field, version["value"]):
                    raise SchemaRefused(f"a value in {name} does not fit its field")


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


def _content_model(kind: Kind) -> type[BaseModel]:
    fields = {name.replace(".", "__"): _field_of(field) for name, field in _named(kind)}
    said = create_model(f"{kind.name}_fields", __base__=_AtLeastOne, **cast(Any, fields))
    return create_model(
        f"{kind.name}_content",
        __base__=_Closed,
        kind=(cast(Any, Literal[kind.name]), ...),
        object=(RandomIdText, ...),
        fields=(said, ...),
    )


def _named(kind: Kind) -> list[tuple[FieldName, CatalogueField]]:
    return [(field.name, field) for field in (*kind.fields, *kind.former)]


class _AtLeastOne(_Closed):
    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    def model_post_init(self, context: object, /) -> None:
        if not self.model_fields_set:
            raise ValueError("a part without words does not exist")


def _field_of(field: CatalogueField) -> tuple[Any, Any]:
    version = create_model(
        f"{field.name.replace('.', '_')}_version",
        __base__=_Closed,
        value=(_value_of(field), ...),
        voice=(_SpeakerShape, ...),
        hand=(_SpeakerShape, ...),
        claimed=(_PLAIN[ValueKind.MOMENT], ...),
    )
    versions = Annotated[list[version], Field(min_length=1, max_length=MOST_VERSIONS)]  # type: ignore[valid-type]
    return versions, Field(default=None, alias=field.name)


def _value_of(field: CatalogueField) -> Any:
    return Literal[field.choices] if field.value is ValueKind.CHOICE else _PLAIN[field.value]


def _part_model(contents: tuple[type[BaseModel], ...]) -> type[BaseModel]:
    content: Any = contents[0]
    for other in contents[1:]:
        content = content | other
    if len(contents) > 1:
        content = Annotated[content, Field(discriminator="kind")]
    return create_model(
        "part", __base__=_Closed, id=(PartIdText, ...), salt=(DigestText, ...), content=(content, ...)
    )


def _bundle_model(part: type[BaseModel]) -> type[BaseModel]:
    parts = Annotated[list[part], Field(max_length=MOST_PARTS)]  # type: ignore[valid-type]
    return create_model(
        "bundle",
        __base__=_Closed,
        schema_=(_SCHEMA, Field(alias="schema")),
        manifest=(Manifest, ...),
        parts=(parts, ...),
        assents=(Annotated[list[Assent], Field(max_length=MOST_ASSENTS)], ...),
        signature=(_Signature, ...),
    )


def _check(shape: TypeAdapter[Any], document: Json) -> None:
    try:
        shape.validate_json(canonical(document))
    except (ValidationError, NotCanonical):
        # Not chained: the original names what it was given, which may be personal.
        raise SchemaRefused("this is not a plan of a known form") from None


def _fits(field: CatalogueField, value: Json) -> bool:
    try:
        return check_content(field, value) == value
    except UnfitValue:
        return False

"""The catalogue as it is written in TOML: which columns a row has, and which rows contradict themselves."""

from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Column

from keukentafel.journal.field import (
    CompartmentKind,
    Field,
    ObjectKind,
    Replace,
    Retention,
    Sight,
    ValueKind,
)
from keukentafel.journal.names import FieldName
from keukentafel.journal.speaker import Face, Role

_LEAVES: Final = frozenset({Sight.MUNICIPALITY, Sight.REVIEW})
_NOT_WITH_SAFETY: Final = _LEAVES | {Sight.RESIDENT}
_Word = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
_Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class RowMistake(Exception):
    """A row of the catalogue contradicts the catalogue; ``table`` and ``row`` say which one, from zero."""

    def __init__(self, table: str, row: int, sentence: str) -> None:
        super().__init__(sentence)
        self.table = table
        self.row = row


class Table(BaseModel):
    """A table with these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ObjectRow(Table):
    """One ``[[object]]``."""

    name: _Word
    title: _Title
    compartment: CompartmentKind
    searched: bool = True

    def object_kind(self) -> ObjectKind:
        """Return the object kind that the row describes."""
        return ObjectKind(self.name, self.title, self.compartment, self.searched)


class FieldRow(Table):
    """One ``[[field]]``."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]
    title: _Title
    value: ValueKind
    choices: list[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]] = []
    voice: Annotated[list[Role], Column(min_length=1)]
    hand: Annotated[list[Role], Column(min_length=1)]
    face: Annotated[list[Face], Column(min_length=1)]
    replace: Replace
    sees: Annotated[list[Sight], Column(min_length=1)]
    law: _Title
    purpose: _Title
    retention: Retention
    part: _Word | None = None
    formerly: list[_Word] = []
    step: Annotated[str, StringConstraints(pattern=r"^F(0[1-9]|1[0-3])$")]

    @property
    def object(self) -> str:
        """The object kind that the field belongs to."""
        return self.name.partition(".")[0]

    def field_read(self) -> Field:
        """Return the field that the row describes."""
        return Field(
            name=FieldName(self.name),
            title=self.title,
            value=self.value,
            choices=tuple(self.choices),
            voices=frozenset(self.voice),
            hands=frozenset(self.hand),
            faces=frozenset(self.face),
            replace=self.replace,
            sees=frozenset(self.sees),
            law=self.law,
            purpose=self.purpose,
            retention=self.retention,
            part=self.part,
            step=self.step,
            formerly=tuple(self.formerly),
        )


class Document(Table):
    """The whole file."""

    version: Annotated[int, Column(ge=1, strict=True)]
    object: Annotated[list[ObjectRow], Column(min_length=1)]
    field: Annotated[list[FieldRow], Column(min_length=1)]

    def check(self) -> None:
        """Check what concerns more than one column or row.

        Raises:
            RowMistake: a name stands there twice, or a row contradicts itself or another.
        """
        _check_once("object", [row.name for row in self.object])
        _check_once("field", [row.name for row in self.field])
        kinds = {row.name for row in self.object}
        parts = {(row.object, row.part) for row in self.field}
        for at, row in enumerate(self.field):
            for sentence in (*_mistakes_in(row, kinds), *_mistakes_in_formerly(row, parts)):
                raise RowMistake("field", at, f"{row.name} {sentence}")


def _check_once(table: str, names: list[str]) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise RowMistake(table, at, f"{name} stands there twice")


def _mistakes_in(row: FieldRow, kinds: set[str]) -> Iterable[str]:
    sees = frozenset(row.sees)
    if row.object not in kinds:
        yield "belongs to an object that is not in the catalogue"
    if row.part is not None and not sees & _LEAVES:
        yield "has a part, but neither the municipality (G) nor the review (T) may see it"
    if Sight.SAFETY in sees and sees & _NOT_WITH_SAFETY:
        yield "is of the safety line (V), which nobody at the table, the municipality or the review sees"
    if (row.value is ValueKind.CHOICE) != bool(row.choices):
        yield "has choices without being a choice, or is a choice without any"
    for name in ("choices", "voice", "hand", "face", "sees", "formerly"):
        listed = getattr(row, name)
        if len(set(listed)) != len(listed):
            yield f"names something twice under {name}"


def _mistakes_in_formerly(row: FieldRow, parts: set[tuple[str, str | None]]) -> Iterable[str]:
    if row.formerly and row.part is None:
        yield "was formerly in a part, but has none now"
    for one in row.formerly:
        if one == row.part or (row.object, one) not in parts:
            yield f"was formerly in {one}, which is not another part of the same object"

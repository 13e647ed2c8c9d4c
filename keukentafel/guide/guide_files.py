"""The guide as it is written in JSON: which keys a file has, and on which line a mistake stands."""

import json
import re
import unicodedata
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from keukentafel.guide.step import (
    AftercareField,
    FaceName,
    Question,
    QuestionId,
    Rung,
    Step,
    StepId,
    Tile,
    TileId,
    To,
)


class GuideMistake(ValueError):
    """The guide cannot be read: file, line where there is one, and mistake are in the sentence."""


def _composed(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text must be in Unicode form C")
    return text


_Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_composed)]
_Step = Annotated[str, StringConstraints(pattern=r"^F(0[1-9]|1[0-3])$")]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
_Faces = Annotated[list[FaceName], Field(min_length=1)]


class File(BaseModel):
    """A file, or a part of one, with these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GuideFile(File):
    """``guide.json``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,40}$")]
    version: Annotated[int, Field(ge=1, strict=True)]
    title: _Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    rule: _Text
    order: Annotated[list[_Step], Field(min_length=1)]


class QuestionRow(File):
    """One of ``questions``."""

    id: Annotated[str, StringConstraints(pattern=r"^F\d\d-N?[1-9]\d?$")]
    to: To
    text: _Text


class TileRow(File):
    """One of ``tiles``."""

    id: _Slug
    title: _Text
    positive_health: _Text
    self_sufficiency: _Text
    stability: _Text

    def tile(self) -> Tile:
        """Return the tile that the row describes."""
        return Tile(TileId(self.id), self.title, self.positive_health, self.self_sufficiency, self.stability)


class RungRow(File):
    """One of ``rungs``."""

    rung: Annotated[int, Field(ge=1, le=6, strict=True)]
    words: _Text
    law: _Text


class AftercareRow(File):
    """One of ``aftercare``."""

    field: _Text
    content: _Text


class StepFile(File):
    """``steps/F01.json`` and its sisters."""

    id: _Step
    title: _Text
    faces: _Faces
    screen: _Text
    goal: _Text
    occasion: _Text | None = None
    questions: Annotated[list[QuestionRow], Field(min_length=1)]
    attitude: _Text
    record: _Text
    do_not_ask: _Text
    in_the_app: _Text
    sources: list[Literal["S0", "S1", "S2", "S3", "S4"]]
    tiles: list[TileRow] = []
    rungs: list[RungRow] = []
    aftercare: list[AftercareRow] = []

    def step(self) -> Step:
        """Return the step that the file describes."""
        return Step(
            id=StepId(self.id),
            title=self.title,
            faces=tuple(self.faces),
            screen=self.screen,
            goal=self.goal,
            occasion=self.occasion,
            questions=tuple(Question(QuestionId(row.id), row.to, row.text) for row in self.questions),
            attitude=self.attitude,
            record=self.record,
            do_not_ask=self.do_not_ask,
            in_the_app=self.in_the_app,
            sources=tuple(self.sources),
            tiles=tuple(row.tile() for row in self.tiles),
            rungs=tuple(Rung(**row.model_dump()) for row in self.rungs),
            aftercare=tuple(AftercareField(**row.model_dump()) for row in self.aftercare),
        )


_Kind = TypeVar("_Kind", bound=File)


def read_file(kind: type[_Kind], name: str, text: str) -> _Kind:
    """Read one file of the guide.

    Raises:
        GuideMistake: it is not JSON, or has a key or a value that does not belong there.
    """
    try:
        return kind.model_validate(json.loads(text))
    except json.JSONDecodeError as reason:
        raise GuideMistake(f"{name}, line {reason.lineno}: {reason.msg.lower()}") from reason
    except ValidationError as reason:
        # A misspelled key is both unknown and missing; the unknown one has a line.
        first = min(reason.errors(include_url=False), key=lambda one: one["type"] == "missing")
        where = ".".join(str(one) for one in first["loc"])
        line = line_of(text, first["loc"])
        raise GuideMistake(f"{name}, line {line}: {where}: {first['msg'].lower()}") from reason


def line_of(text: str, path: tuple[Any, ...]) -> int:
    """Return the line on which a path such as ``("questions", 2, "text")`` stands, or where it should."""
    at, row = 0, 0
    for part in path:
        if isinstance(part, int):
            row = part
            continue
        found = [one.start() for one in re.finditer(rf'"{re.escape(part)}"\s*:', text[at:])]
        at += found[row] if row < len(found) else 0
        row = 0
    return text.count("\n", 0, at) + 1

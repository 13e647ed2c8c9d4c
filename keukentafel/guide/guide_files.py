"""The guide as it is written in JSON: which keys a file has, and on which line a mistake stands."""

import json
import unicodedata
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from keukentafel.guide.call import Call
from keukentafel.guide.offer import Offer
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
from keukentafel.guide.variant import Opens, Variant, VariantId


class MistakeKind(StrEnum):
    """What is wrong with a file of a guide."""

    MISSING_FILE = "missing_file"
    STRANGE_FILE = "strange_file"
    NO_FOLDER = "no_folder"
    NOT_TEXT = "not_text"
    NOT_JSON = "not_json"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    UNFIT_VALUE = "unfit_value"
    TWICE = "twice"
    OTHER_STEP = "other_step"
    UNKNOWN_TILE = "unknown_tile"
    UNKNOWN_STEP = "unknown_step"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_NAME = "unknown_name"


class GuideMistake(ValueError):
    """The guide cannot be read. ``line`` is 0 where there is none; ``where`` is the key, or what is there."""

    def __init__(self, kind: MistakeKind, file: str, line: int = 0, where: str = "", told: str = "") -> None:
        place = f"{file}, line {line}" if line else file
        super().__init__(": ".join(filter(None, (place, where, told or kind.value.replace("_", " ")))))
        self.kind = kind
        self.file = file
        self.line = line
        self.where = where


def _composed(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text must be in Unicode form C")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_composed)]
"""What people read: 1 to 2,000 characters, in Unicode form C."""

_Step = Annotated[str, StringConstraints(pattern=r"^F(0[1-9]|1[0-3])$")]
_QuestionId = Annotated[str, StringConstraints(pattern=r"^F\d\d-N?[1-9]\d?$")]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
_Faces = Annotated[list[FaceName], Field(min_length=1)]


class File(BaseModel):
    """A file, or a part of one, with these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GuideFile(File):
    """``guide.json``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,40}$")]
    version: Annotated[int, Field(ge=1, strict=True)]
    title: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    rule: Text
    order: Annotated[list[_Step], Field(min_length=1)]


class QuestionRow(File):
    """One of ``questions``."""

    id: _QuestionId
    to: To
    text: Text
    je: Text | None = None

    def question(self) -> Question:
        """Return the question that the row describes."""
        return Question(QuestionId(self.id), self.to, self.text, self.je or "")


class TileRow(File):
    """One of ``tiles``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z-]{2,20}$")]
    title: Text
    positive_health: Text
    self_sufficiency: Text
    stability: Text

    def tile(self) -> Tile:
        """Return the tile that the row describes."""
        return Tile(TileId(self.id), self.title, self.positive_health, self.self_sufficiency, self.stability)


class RungRow(File):
    """One of ``rungs``."""

    rung: Annotated[int, Field(ge=1, le=6, strict=True)]
    words: Text
    law: Text
    je: Text | None = None

    def to_climb(self) -> Rung:
        """Return the rung that the row describes."""
        return Rung(self.rung, self.words, self.law, self.je or "")


class AftercareRow(File):
    """One of ``aftercare``."""

    field: Text
    content: Text


class StepFile(File):
    """``steps/F01.json`` and its sisters."""

    id: _Step
    title: Text
    faces: _Faces
    screen: Text
    goal: Text
    occasion: Text | None = None
    questions: Annotated[list[QuestionRow], Field(min_length=1)]
    attitude: Text
    record: Text
    do_not_ask: Text
    in_the_app: Text
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
            questions=tuple(row.question() for row in self.questions),
            attitude=self.attitude,
            record=self.record,
            do_not_ask=self.do_not_ask,
            in_the_app=self.in_the_app,
            sources=tuple(self.sources),
            tiles=tuple(row.tile() for row in self.tiles),
            rungs=tuple(row.to_climb() for row in self.rungs),
            aftercare=tuple(AftercareField(**row.model_dump()) for row in self.aftercare),
        )


class CallRow(File):
    """One of ``call``."""

    whom: Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_composed)]
    number: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{1,22}[0-9]$")]

    def call(self) -> Call:
        """Return the desk that the row describes."""
        return Call(self.whom, self.number)


class CallFile(File):
    """``call.json``."""

    call: Annotated[list[CallRow], Field(max_length=6)]


class OfferRow(File):
    """One of ``offers``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,60}$")]
    title: Text
    what: Text
    place: Text
    neighbourhood: str = ""
    when: Text
    contact: Text
    wishes: list[Text] = []
    talents: list[Text] = []
    for_everyone: Annotated[bool, Field(strict=True)] = False

    def offer(self) -> Offer:
        """Return the offer that the row describes."""
        kept = self.model_dump() | {"wishes": tuple(self.wishes), "talents": tuple(self.talents)}
        return Offer(**kept)


class OffersFile(File):
    """``offers.json``."""

    offers: list[OfferRow]


class StreamRow(File):
    """One of ``streams``."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,40}$")]
    title: Text
    words: Text
    je: Text | None = None


class StreamsFile(File):
    """``streams.json``."""

    streams: Annotated[list[StreamRow], Field(min_length=1)]


class AskedRow(File):
    """One of ``questions`` of a variant: a question of the guide in other words."""

    id: _QuestionId
    text: Text
    je: Text | None = None

    def question(self) -> Question:
        """Return the question that the row describes."""
        return Question(QuestionId(self.id), To.RESIDENT, self.text, self.je or "")


class VariantRow(File):
    """One of ``variants``."""

    id: VariantId
    title: Text
    means: Text
    visits: Annotated[list[Annotated[list[_Step], Field(min_length=1)]], Field(min_length=1)]
    opens: Opens = Opens.SHEETS
    most_agreements: Annotated[int, Field(ge=0, strict=True)] = 0
    own_sheet: Annotated[bool, Field(strict=True)] = False
    two_languages: Annotated[bool, Field(strict=True)] = False
    questions: list[AskedRow] = []

    def variant(self) -> Variant:
        """Return the variant that the row describes."""
        return Variant(
            id=self.id,
            title=self.title,
            means=self.means,
            visits=tuple(tuple(StepId(step) for step in one) for one in self.visits),
            opens=self.opens,
            most_agreements=self.most_agreements,
            own_sheet=self.own_sheet,
            two_languages=self.two_languages,
            questions=tuple(row.question() for row in self.questions),
        )


class VariantsFile(File):
    """``variants.json``."""

    variants: Annotated[list[VariantRow], Field(min_length=1)]


class WordRow(File):
    """One of ``words``."""

    term: Text
    words: Text


class WordsFile(File):
    """``words.json``."""

    small_words: list[Text]
    words: list[WordRow]


_Kind = TypeVar("_Kind", bound=File)


def read_file(kind: type[_Kind], name: str, text: str) -> _Kind:
    """Read one file of the guide.

    Raises:
        GuideMistake: it is not JSON, or has a key or a value that does not belong there.
    """
    try:
        return kind.model_validate(json.loads(text))
    except json.JSONDecodeError as reason:
        raise GuideMistake(MistakeKind.NOT_JSON, name, reason.lineno, told=reason.msg.lower()) from reason
    except ValidationError as reason:
        # A misspelled key is both unknown and missing; the unknown one has a line.
        first = min(reason.errors(include_url=False), key=lambda one: one["type"] == "missing")
        where, line = ".".join(str(one) for one in first["loc"]), line_of(text, first["loc"])
        mistake = _KINDS.get(first["type"], MistakeKind.UNFIT_VALUE)
        raise GuideMistake(mistake, name, line, where, first["msg"].lower()) from reason


_KINDS: Final = {"extra_forbidden": MistakeKind.UNKNOWN_KEY, "missing": MistakeKind.MISSING_KEY}


def line_of(text: str, path: tuple[Any, ...]) -> int:
    """Return the line on which a path such as ``("questions", 2, "text")`` stands, or where it should."""
    at = marked = _blank(text, 0)
    for part in path:
        found = _element(text, at, part) if isinstance(part, int) else _key(text, at, part)
        if found is None:
            break
        mark, at = found
        marked = mark if not isinstance(part, int) or text[at] == "{" else marked
    return text.count("\n", 0, marked) + 1


def _key(text: str, at: int, wanted: str) -> tuple[int, int] | None:
    """Return where a key of the object at ``at`` stands, and its value."""
    if text[at] != "{":
        return None
    at = _blank(text, at + 1)
    while text[at] != "}":
        key, after = _JSON.raw_decode(text, at)
        value = _blank(text, after)
        if key == wanted:
            return at, value
        at = _blank(text, _JSON.raw_decode(text, value)[1])
    return None


def _element(text: str, at: int, number: int) -> tuple[int, int] | None:
    """Return where an element of the array at ``at`` stands, twice."""
    if text[at] != "[":
        return None
    at = _blank(text, at + 1)
    while text[at] != "]":
        if number == 0:
            return at, at
        at, number = _blank(text, _JSON.raw_decode(text, at)[1]), number - 1
    return None


def _blank(text: str, at: int) -> int:
    """Pass over what stands between two values."""
    while text[at] in " \t\r\n,:":
        at += 1
    return at


_JSON: Final = json.JSONDecoder()

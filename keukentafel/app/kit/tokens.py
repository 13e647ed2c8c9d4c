"""The values behind every screen: colours, letters, spaces and sizes from ``assets/brand/tokens.json``.

A municipality may bring a file of its own with other colours, and nothing but colours: the sizes carry
promises (targets of 48 pixels, letters of 16 and more) that a house style may not take back. A colour that
such a file leaves out keeps the value of the project. Values are checked when they are read, so that a
screen never meets a colour that is none.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

Theme = Literal["light", "dark"]
"""Which of the two papers."""

Tone = Literal[
    "table", "paper", "inset", "ink", "soft", "line", "edge",
    "pen", "pen-hover", "pen-active", "pen-soft", "on-pen",
    "clay", "clay-soft", "leaf", "leaf-soft", "honey", "honey-soft",
    "positive", "positive-soft", "positive-line", "warning", "warning-soft", "warning-line",
    "negative", "negative-soft", "negative-line", "focus", "focus-line", "marker", "scrim", "shadow",
]  # fmt: skip
"""The name of a colour in the light and the dark theme."""

ListenTone = Literal["lamp", "room", "text", "quiet", "line", "star"]
"""The name of a colour while we listen."""

TypeRole = Literal[
    "display", "title", "heading", "quote", "read", "label", "strong", "table", "body", "meta", "metabold"
]
"""What letters are for; size, line height and typeface follow from it."""

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
_LARGEST_FILE = 100_000


class TokensMistake(Exception):
    """A file with tokens cannot be used; the text says which file, which line and what is wrong."""


def _is_color(text: str) -> str:
    if not _COLOR.fullmatch(text):
        raise ValueError("a colour is written as #RRGGBB or #RRGGBBAA")
    return text


CssColor = Annotated[str, AfterValidator(_is_color)]
"""A colour as CSS writes it: ``#RRGGBB`` or ``#RRGGBBAA``."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Colors(_Part):
    """Three sets of colours: light paper, dark paper, and the lamp of listening."""

    light: dict[Tone, CssColor]
    dark: dict[Tone, CssColor]
    listen: dict[ListenTone, CssColor]


class Letter(_Part):
    """How one role of text is set: ``size`` in logical pixels, ``line`` as a multiple of it."""

    family: Literal["voice", "device"]
    weight: Literal[400, 600]
    size: float = Field(ge=16)
    line: float = Field(ge=1, le=2)


class Letters(_Part):
    """The two typefaces and their roles; ``phone`` makes the large ones smaller on a phone."""

    family: dict[str, str]
    role: dict[TypeRole, Letter]
    phone: dict[TypeRole, float] = Field(alias="phone-factor")
    scale: tuple[float, ...]


class Tokens(_Part):
    """All values; everything but ``color`` is the same for every municipality."""

    description: str = Field(alias="$description", default="")
    color: Colors
    type: Letters
    space: dict[str, int]
    radius: dict[Literal["sm", "md", "lg", "round"], int]
    border: dict[Literal["hair", "control", "chosen", "focus"], float]
    size: dict[str, int]
    layout: dict[str, dict[str, int]]
    motion: dict[str, int | str]


def read_tokens(path: Path, municipality: Path | None = None) -> Tokens:
    """Read the project's tokens, with the colours of a municipality laid over them.

    Raises:
        TokensMistake: One of the files is missing, unreadable, incomplete, or names what does not exist.
    """
    values, text = _read(path)
    if municipality is None:
        return _checked(values, path, text)
    theirs, their_text = _read(municipality)
    if set(theirs) - {"$description"} != {"color"}:
        raise TokensMistake(f"{municipality.name}: a municipality's file holds 'color' and nothing else")
    _checked(values, path, text)
    return _checked(
        {**values, "color": _laid_over(values["color"], theirs["color"])}, municipality, their_text
    )


@lru_cache(maxsize=1)
def bundled_tokens() -> Tokens:
    """Return the tokens that come with the project."""
    return read_tokens(assets_folder() / "brand" / "tokens.json")


def assets_folder() -> Path:
    """Return the folder with the project's assets, in an installed package and in a working copy alike."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8")
        if len(text) > _LARGEST_FILE:
            raise TokensMistake(f"{path.name}: the file is too large to be one with tokens")
        values = json.loads(text)
    except json.JSONDecodeError as mistake:
        raise TokensMistake(f"{path.name}, line {mistake.lineno}: this is not JSON") from None
    except (OSError, UnicodeDecodeError, RecursionError):
        raise TokensMistake(f"{path.name}: the file cannot be read") from None
    if not isinstance(values, dict):
        raise TokensMistake(f"{path.name}, line 1: the file does not hold an object")
    return values, text


def _laid_over(ours: dict[str, Any], theirs: object) -> object:
    if not isinstance(theirs, dict) or not all(isinstance(colors, dict) for colors in theirs.values()):
        return theirs
    return {name: {**ours.get(name, {}), **theirs.get(name, {})} for name in {**ours, **theirs}}


def _checked(values: dict[str, Any], path: Path, text: str) -> Tokens:
    try:
        tokens = Tokens.model_validate(values)
    except ValidationError as mistake:
        first = mistake.errors()[0]
        where = [str(step) for step in first["loc"] if step != "[key]"]
        line = _line_of(text, where)
        raise TokensMistake(f"{path.name}, line {line}, {'.'.join(where)}: {first['msg']}") from None
    _complete(tokens, path)
    return tokens


def _complete(tokens: Tokens, path: Path) -> None:
    wanted: tuple[tuple[str, set[str], set[str]], ...] = (
        ("color.light", set(Tone.__args__), set(tokens.color.light)),  # type: ignore[attr-defined]
        ("color.dark", set(Tone.__args__), set(tokens.color.dark)),  # type: ignore[attr-defined]
        ("color.listen", set(ListenTone.__args__), set(tokens.color.listen)),  # type: ignore[attr-defined]
        ("type.role", set(TypeRole.__args__), set(tokens.type.role)),  # type: ignore[attr-defined]
    )
    for where, names, found in wanted:
        if missing := sorted(names - found):
            raise TokensMistake(f"{path.name}, {where}: {missing[0]} is missing")


def _line_of(text: str, where: list[str]) -> int:
    """Find the line of a value by looking for its keys one after another; 1 when the file lacks them."""
    at = 0
    for key in where:
        found = text.find(f'"{key}"', at)
        at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1

"""The explanations that come along: one text each, read from the bundled Markdown and drawn by our own parts.

Only what the texts need is understood: headings, paragraphs, lists with dots or numbers, and *emphasis*.
Anything else is a mistake in the text and is refused with file and line, so that no mark of Markdown ever
stands on the screen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from keukentafel.app.texts import DUTCH, LANGUAGES, Language
from keukentafel.journal.assets import asset_text

Kind = Literal["heading", "paragraph", "dot", "number"]


class Page(StrEnum):
    """Which explanation; the value is the name of its file."""

    WORKERS = "voor-werkers"
    RESIDENTS = "voor-inwoners"
    ACCESSIBILITY = "toegankelijkheid"


class LeafletMistake(ValueError):
    """An explanation holds something that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a block, with or without emphasis."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 to 3), a paragraph, or one line of a list (``level`` is its number, or 0)."""

    kind: Kind
    pieces: tuple[Piece, ...]
    level: int = 0

    @property
    def words(self) -> str:
        """The words without emphasis."""
        return "".join(piece.words for piece in self.pieces)


_HEADING = re.compile(r"(#{1,3}) (.+)")
_DOT = re.compile(r"- (.+)")
_NUMBER = re.compile(r"(\d+)\. (.+)")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_FOREIGN = re.compile(r"[*_`|<>\[\]#]")


@lru_cache(maxsize=len(Page) * len(LANGUAGES))
def leaflet(page: Page, language: Language = DUTCH) -> tuple[Block, ...]:
    """Return an explanation in a language, block by block.

    Raises:
        AssetMissing: the bundled file is not there.
        LeafletMistake: it holds something else than headings, paragraphs, lists and emphasis.
    """
    name = f"{page.value}.md"
    folders = [] if language == DUTCH else [language]
    return tuple(blocks(asset_text("help", *folders, name), name))


def blocks(text: str, name: str) -> Iterator[Block]:
    """Read the blocks of a text; every paragraph stands on one line.

    Raises:
        LeafletMistake: with the ``name`` of the file and the line.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line:
            try:
                yield _block(line)
            except LeafletMistake as mistake:
                raise LeafletMistake(f"{name}, line {number}: {mistake}") from None


def _block(line: str) -> Block:
    if heading := _HEADING.fullmatch(line):
        return Block("heading", _pieces(heading[2]), len(heading[1]))
    if dot := _DOT.fullmatch(line):
        return Block("dot", _pieces(dot[1]))
    if numbered := _NUMBER.fullmatch(line):
        return Block("number", _pieces(numbered[2]), int(numbered[1]))
    return Block("paragraph", _pieces(line))


def _pieces(line: str) -> tuple[Piece, ...]:
    parts = _EMPHASIS.split(line)
    if line != line.strip() or any(_FOREIGN.search(part) for part in parts):
        raise LeafletMistake(f"cannot draw {line!r}")
    return tuple(Piece(part, strong=at % 2 == 1) for at, part in enumerate(parts) if part)

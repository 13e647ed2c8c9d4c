"""The life map on the table: what belongs together lies against each other, with a knot on the seam.

Tiles of one cluster are one sheet with seams, not cards in a card; there are no lines across. How many lie
beside each other follows from the room that words have. Every cell of a sheet has the same height, reckoned
from its words, because Flet measures too low once text wraps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

import flet as ft

from keukentafel.app.kit.arranging import centered, column, row, sheet
from keukentafel.app.kit.buttons import Action, tappable
from keukentafel.app.kit.faces import how_sign
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram, pictogram_names
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import icon, text
from keukentafel.dossier.life import How

GAP: Final = 20
"""Pixels between two sheets."""

_UNKNOWN: Final = "kaart"
_KNOT, _LETTER = 36.0, 0.57
"""A knot across in pixels; how wide a letter is at most on average, as a part of its size."""


@dataclass(frozen=True)
class Piece:
    """A tile as drawn: ``name`` is what a screen reader says, ``word`` stands with the face."""

    identifier: str
    picture: str
    title: str
    name: str
    on_tap: Action
    how: How | None = None
    word: str = ""


class _Place(NamedTuple):
    """Where a cell lies on its sheet, in pixels."""

    left: float
    top: float
    width: float
    height: float


def picture_of(kind: str) -> str:
    """Return the pictogram for a tile; a municipality's own tile may have none, and gets that of a map."""
    return kind if kind in pictogram_names() else _UNKNOWN


def beside_each_other(look: Look) -> int:
    """Return how many tiles fit beside each other."""
    roomy = 6 if look.landscape else 3
    return max(1, int(roomy / look.scale))


def in_rows(look: Look, sizes: Sequence[int]) -> list[list[int]]:
    """Return which clusters share a row, by their places in ``sizes``; where room is scarce none do."""
    room, rows, used = beside_each_other(look), list[list[int]](), 0
    for at, size in enumerate(sizes):
        if not rows or look.narrow or used + size > room:
            rows.append([])
            used = 0
        rows[-1].append(at)
        used += size
    return rows


def width_of(look: Look, count: int) -> float:
    """Return how wide the sheet of a cluster of ``count`` tiles is, in pixels."""
    whole, most = look.width - 2 * look.margin, beside_each_other(look)
    if look.narrow or count >= most:
        return whole
    return (whole - GAP * (most - 1)) / most * count + GAP * (count - 1)


def height_of(look: Look, pieces: Sequence[Piece]) -> float:
    """Return how high one line of a cluster is, in pixels; sheets in a row take the highest of theirs."""
    longest = max(len(line) for line in _lines(look, pieces))
    return _height(look, pieces, width_of(look, len(pieces)) / longest)


def laid(look: Look, pieces: Sequence[Piece], knots: Sequence[bool], *, least: float = 0.0) -> ft.Container:
    """Return one sheet with tiles against each other.

    ``knots`` says which neighbours are linked; ``least`` is how high a line of it is at least, in pixels.
    """
    if len(pieces) == 1 and look.narrow:
        return _alone(look, pieces[0])
    outer = width_of(look, len(pieces))
    width = outer - 2 * look.tokens.border["hair"]
    lines = _lines(look, pieces)
    longest = max(len(line) for line in lines)
    height = max(least, height_of(look, pieces))
    drawn: list[ft.Control] = []
    at = 0
    for number, line in enumerate(lines):
        across = width / len(line)
        for place, piece in enumerate(line):
            drawn.append(_cell(look, piece, _Place(place * across, number * height, across, height)))
            if place:
                drawn += _seam(look, place * across, number * height, height, knots[at - 1])
            at += 1
        if number:
            joined = longest == 1 and knots[number - 1]
            drawn += _fold(look, number * height, width, joined)
    return sheet(look, ft.Stack(drawn, width=width, height=height * len(lines)), padding=0, width=outer)


def aside(look: Look, pieces: Sequence[Piece], *, faint: bool) -> ft.Row:
    """Return what was not chosen, small and grey; larger and in full colour while nothing is chosen."""
    roomy = 3 if look.phone else 6 if faint or look.landscape else 4
    most, gap = max(2, int(roomy / look.scale)), 8
    width = (look.width - 2 * look.margin - gap * (most - 1)) / most
    cells: list[ft.Control] = [ft.Container(_small(look, one, faint), width=width - 0.1) for one in pieces]
    top = ft.CrossAxisAlignment.START
    return ft.Row(cells, spacing=gap, run_spacing=gap if faint else 20, wrap=True, vertical_alignment=top)


def _small(look: Look, piece: Piece, faint: bool) -> ft.Control:
    said = [sign(look, ft.Icons.SPEAKER_NOTES_OFF_OUTLINED, piece.word, "soft", "meta")] if piece.word else []
    size = (44 if look.phone else 60) if faint else (56 if look.phone else 84)
    quiet = faint or bool(piece.word)
    role: TypeRole = "meta" if faint or look.phone else "label"
    words = text(look, piece.title, role, "soft" if quiet else "ink", align="center")
    drawn = pictogram(look, picture_of(piece.picture), size, faint=quiet)
    inner = ft.Container(centered(drawn, words, *said, gap=4), alignment=ft.Alignment.TOP_CENTER)
    padding = ft.Padding.symmetric(horizontal=4, vertical=10)
    return tappable(look, inner, piece.on_tap, identifier=piece.identifier, name=piece.name, padding=padding)


def _alone(look: Look, piece: Piece) -> ft.Container:
    """A tile by itself on a phone: its picture before its words, so that it takes no more than it needs."""
    said = [how_sign(look, piece.how, piece.word)] if piece.how else []
    words = column(text(look, piece.title, "label"), *said, gap=2, expand=True)
    inner = row(pictogram(look, picture_of(piece.picture), 56), words, gap=16)
    padding = ft.Padding.symmetric(horizontal=16, vertical=14)
    tapped = tappable(
        look, inner, piece.on_tap, identifier=piece.identifier, name=piece.name, padding=padding
    )
    return sheet(look, tapped, padding=0)


def _lines(look: Look, pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Divide a cluster over as few lines as it needs, as evenly as that goes."""
    lines = ceil(len(pieces) / beside_each_other(look))
    each = ceil(len(pieces) / lines)
    return [pieces[at : at + each] for at in range(0, len(pieces), each)]


def _cell(look: Look, piece: Piece, place: _Place) -> ft.Control:
    said = [how_sign(look, piece.how, piece.word)] if piece.how else []
    drawn = pictogram(look, picture_of(piece.picture), _picture_size(look))
    words = text(look, piece.title, _role(look), align="center")
    gap = _gap(look)
    inner = ft.Container(
        centered(drawn, words, *said, gap=gap),
        width=place.width,
        height=place.height,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(horizontal=8),
    )
    tapped = tappable(look, inner, piece.on_tap, identifier=piece.identifier, name=piece.name)
    return ft.Container(tapped, left=place.left, top=place.top, width=place.width, height=place.height)


def _seam(look: Look, left: float, top: float, height: float, linked: bool) -> list[ft.Control]:
    line = ft.Container(width=2, height=height, left=left - 1, top=top, bgcolor=look.color("line"))
    across = look.grown(_KNOT)
    middle = top + height * 0.3
    return [line, *([_knot(look, left - across / 2, middle - across / 2)] if linked else [])]


def _fold(look: Look, top: float, width: float, linked: bool) -> list[ft.Control]:
    line = ft.Container(width=width, height=2, left=0, top=top - 1, bgcolor=look.color("line"))
    half = look.grown(_KNOT) / 2
    return [line, *([_knot(look, width / 2 - half, top - half)] if linked else [])]


def _knot(look: Look, left: float, top: float) -> ft.Control:
    across = look.grown(_KNOT)
    drawn = ft.Container(
        icon(look, ft.Icons.LINK_ROUNDED, "on-pen", 20),
        width=across,
        height=across,
        bgcolor=look.color("pen"),
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(3, look.color("paper")),
    )
    silent = ft.Semantics(content=drawn, exclude_semantics=True)
    return ft.Container(silent, left=left, top=top, ignore_interactions=True)


def _height(look: Look, pieces: Sequence[Piece], width: float) -> float:
    role = _role(look)
    letters = max(1, int((width - 16) / (look.letter_size(role) * _LETTER)))
    lines = max(_lines_of(piece.title, letters) for piece in pieces)
    said = look.line_height("meta") * (1 if width > look.letter_size("meta") * 8 else 2) + _gap(look)
    how = said if any(piece.how for piece in pieces) else 0
    picture = look.grown(_picture_size(look))
    return 2 * (16 if look.phone else 24) + picture + _gap(look) + lines * look.line_height(role) + how


def _lines_of(words: str, letters: int) -> int:
    """Reckon over how many lines words run that have room for so many letters."""
    lines, used = 1, 0
    for word in words.split():
        more = len(word) + (1 if used else 0)
        if used and used + more > letters:
            lines, used, more = lines + 1, 0, len(word)
        used += more
        lines += (used - 1) // letters
        used = (used - 1) % letters + 1
    return lines


def _role(look: Look) -> TypeRole:
    return "metabold" if look.phone else "label"


def _picture_size(look: Look) -> float:
    return 52 if look.phone else 88


def _gap(look: Look) -> float:
    return 5 if look.phone else 8

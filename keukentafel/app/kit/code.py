"""A code that somebody copies from the screen: groups with their numbers, in large signs of one width.

The typefaces have letters of many widths. Here every sign has a place of its own, so that none is lost and
groups under each other line up. A screen reader says the signs one by one; they cannot be selected, because a
code is for paper and not for a clipboard that every program can read.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.words import text

_SIGN = 0.98
"""How wide a place is; the widest sign, W, takes 0.95 of the height of its letters."""

_PADDING, _GAP = 8, 8


def code(
    look: Look, groups: Sequence[str], names: Sequence[str], width: float, *, identifier: str
) -> ft.Control:
    """Return the groups of a code, three beside each other where that leaves them large enough.

    ``width`` is the room there is, in pixels. ``names`` is what a screen reader says for each group; it is
    found as ``identifier`` with its number.
    """
    beside = next(
        (many for many in (3, 2) if _size(look, groups, width, many) >= look.letter_size("meta")), 1
    )
    size = _size(look, groups, width, beside)
    drawn = [
        _group(look, one, size, number=number, name=name, identifier=f"{identifier}-{number}")
        for number, (one, name) in enumerate(zip(groups, names, strict=True), start=1)
    ]
    lines = [row(*drawn[at : at + beside], gap=_GAP) for at in range(0, len(drawn), beside)]
    return column(*lines, gap=_GAP)


def _size(look: Look, groups: Sequence[str], width: float, beside: int) -> float:
    """Return how large signs can be with so many groups beside each other."""
    signs = max(len(one) for one in groups)
    room = (width - (beside - 1) * _GAP) / beside - 2 * _PADDING
    return min(room / (_SIGN * signs), look.letter_size("display"))


def _group(look: Look, signs: str, size: float, *, number: int, name: str, identifier: str) -> ft.Control:
    drawn = row(*(_sign(look, one, size) for one in signs), gap=0, tight=True)
    box = inset(look, column(text(look, str(number), "meta", "soft"), drawn, gap=2), padding=_PADDING)
    box.width = _SIGN * size * len(signs) + 2 * _PADDING
    silent = ft.Semantics(content=box, exclude_semantics=True)
    return ft.Semantics(content=silent, label=name, identifier=identifier, container=True)


def _sign(look: Look, sign: str, size: float) -> ft.Control:
    style = look.style("strong")
    style.size = size
    return ft.Container(
        ft.Text(sign, style=style, no_wrap=True), width=_SIGN * size, alignment=ft.Alignment.CENTER
    )

"""A code that somebody copies from the screen: groups with their numbers, in large signs of one width.

The typefaces have letters of many widths. Here every sign has a place of its own, so that none is lost and
groups under each other line up. A screen reader says the signs one by one; they cannot be selected, because a
code is for paper and not for a clipboard that every program can read.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import text

_SIGN = 0.98
"""The widest sign, W, takes 0.95 of the height of its letters."""

_ACROSS, _GAP = 8, 8
_MOST = 3


def code(
    look: Look, groups: Sequence[str], names: Sequence[str], width: float, *, identifier: str
) -> ft.Control:
    """Return the groups of a code beside each other, as many as fit in ``width`` pixels, three at most.

    ``names`` is what a screen reader says for each group; it is found as ``identifier`` with its number.
    """
    role: TypeRole = "heading" if look.phone else "title"
    across = _SIGN * look.letter_size(role) * max(len(one) for one in groups) + 2 * _ACROSS
    fit = max(1, min(_MOST, int((width + _GAP) // (across + _GAP))))
    drawn = [
        _group(look, one, role, number=number, name=name, across=across, identifier=f"{identifier}-{number}")
        for number, (one, name) in enumerate(zip(groups, names, strict=True), start=1)
    ]
    lines = [row(*drawn[at : at + fit], gap=_GAP) for at in range(0, len(drawn), fit)]
    return column(*lines, gap=_GAP)


def _group(
    look: Look, signs: str, role: TypeRole, *, number: int, name: str, across: float, identifier: str
) -> ft.Control:
    drawn = row(*(_sign(look, one, role) for one in signs), gap=0, tight=True)
    padding = ft.Padding.symmetric(horizontal=_ACROSS, vertical=8)
    box = inset(look, column(text(look, str(number), "meta", "soft"), drawn, gap=2), padding=padding)
    box.width = across
    silent = ft.Semantics(content=box, exclude_semantics=True)
    return ft.Semantics(content=silent, label=name, identifier=identifier, container=True)


def _sign(look: Look, sign: str, role: TypeRole) -> ft.Control:
    style = look.style("strong")
    style.size = look.letter_size(role)
    drawn = ft.Text(sign, style=style, no_wrap=True)
    return ft.Container(drawn, width=_SIGN * look.letter_size(role), alignment=ft.Alignment.CENTER)

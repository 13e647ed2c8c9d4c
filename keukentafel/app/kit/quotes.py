"""What people said: upright, in the typeface of the voice, with one large mark in the colour of who said it.

A sentence that somebody made without it being a quote (an observation, an answer) stands in the typeface of
the device and has no mark. The pen to change a sentence is there only for whom it belongs to.
"""

from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import Action, icon_button
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.people import Maker, hand_tone, maker
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import text


@dataclass(frozen=True)
class Tool:
    """A small button that belongs to a sentence: what it is called, how it is found, what it does."""

    name: str
    identifier: str
    on_click: Action
    icon: ft.IconData = ft.Icons.EDIT_OUTLINED


def quote(
    look: Look,
    words: str,
    who: Maker,
    *,
    role: TypeRole = "quote",
    pen: Tool | None = None,
    struck: bool = False,
    made: ft.Control | None = None,
    identifier: str | None = None,
) -> ft.Control:
    """Return somebody's own words with who said them and when.

    ``struck`` shows them crossed out; ``made`` stands in place of who said them, where that can be tapped.
    """
    said = text(look, words, role, "soft" if struck else "ink")
    if struck and said.style:
        said.style.decoration = ft.TextDecoration.LINE_THROUGH
    below = made or maker(look, who)
    laid = _tight(look, said, who, pen, below) if look.tight else _roomy(look, said, who, pen, below)
    return ft.Semantics(content=laid, identifier=identifier) if identifier else laid


def sentence(
    look: Look, words: str, who: Maker, *, role: TypeRole = "table", pen: Tool | None = None
) -> ft.Control:
    """Return a sentence that somebody made, with who made it."""
    body = column(text(look, words, role), maker(look, who), gap=6, expand=True if pen else None)
    return row(body, *_tools(look, pen), gap=4, top=True) if pen else body


def _roomy(look: Look, said: ft.Text, who: Maker, pen: Tool | None, below: ft.Control) -> ft.Control:
    body = column(said, below, gap=10, expand=True)
    return row(_mark(look, who), body, *_tools(look, pen), gap=4, top=True)


def _tight(look: Look, said: ft.Text, who: Maker, pen: Tool | None, below: ft.Control) -> ft.Control:
    """Give the words the whole width: the mark and the pen stand above them."""
    above = row(_mark(look, who), *_tools(look, pen), align=ft.MainAxisAlignment.SPACE_BETWEEN)
    return column(above, said, below, gap=8)


def _mark(look: Look, who: Maker) -> ft.Control:
    scale = min(look.scale, 1.2) if look.tight else look.scale
    style = ft.TextStyle(
        size=46 * scale, height=1, font_family="VoiceSemi", color=look.color(hand_tone(who.role))
    )
    drawn = ft.Container(ft.Text("“", style=style), width=30 * scale, height=40 * scale)
    return ft.Semantics(content=drawn, exclude_semantics=True)


def _tools(look: Look, pen: Tool | None) -> list[ft.Control]:
    return [icon_button(look, pen.icon, pen.name, pen.on_click, identifier=pen.identifier)] if pen else []

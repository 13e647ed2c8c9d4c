"""Icon and word together: the only way a state is shown.

A colour alone says nothing to who does not see it; an icon alone says nothing to who does not know it.
"""

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import Tone, TypeRole
from keukentafel.app.kit.words import icon as an_icon
from keukentafel.app.kit.words import spoken, text


def sign(
    look: Look, icon: ft.IconData, words: str, tone: Tone = "soft", role: TypeRole = "metabold"
) -> ft.Row:
    """Return an icon and a word in one colour, no wider than they are."""
    label = text(look, words, role, tone)
    label.expand, label.expand_loose = True, True
    return row(an_icon(look, icon, tone, 20), label, gap=6, tight=True)


def fact(look: Look, icon: ft.IconData, words: str, tone: Tone = "soft", role: TypeRole = "meta") -> ft.Row:
    """Return an icon and a sentence that may run over several lines."""
    beside = ft.Container(
        an_icon(look, icon, tone, 20), height=look.line_height(role), alignment=ft.Alignment.CENTER
    )
    return row(beside, text(look, words, role, tone, expand=True), top=True)


def chip(look: Look, words: str, icon: ft.IconData | None = None, *, big: bool = False) -> ft.Container:
    """Return a small thing with a name that lies on the paper: kept for later, a date, a subject."""
    label = text(look, words, "body" if big else "metabold")
    label.expand, label.expand_loose = True, True
    drawn = [an_icon(look, icon, "ink", 20)] if icon else []
    return ft.Container(
        row(*drawn, label, tight=True),
        padding=ft.Padding.symmetric(horizontal=16 if big else 12, vertical=10 if big else 5),
        bgcolor=look.color("inset"),
        border_radius=look.tokens.radius["round"],
    )


def saved(look: Look, words: str, *, identifier: str) -> ft.Semantics:
    """Return what is kept where, said aloud by a screen reader when it changes."""
    drawn = an_icon(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive", 20)
    return spoken(row(drawn, text(look, words, "meta", "soft", expand=True)), identifier=identifier)

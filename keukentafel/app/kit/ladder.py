"""The ladder: two rails of honey, and on them a rung with its number for every question.

A rung on which something was said is a full disc, one that was passed over an open ring; words beside it say
the same. The rails are edges of nested boxes, so that they grow with the words; rung and number lie on top.
"""

import flet as ft

from keukentafel.app.kit.look import Look
from keukentafel.app.kit.sides import edge_at_start, from_start, padded

_RAIL, _ACROSS, _DISC, _TOP = 5.0, 66.0, 36.0, 12.0


def ladder_rung(look: Look, number: str, content: ft.Control, *, full: bool) -> ft.Stack:
    """Return one rung with what was said beside it; a screen reader skips the drawing."""
    across, disc = look.grown(_ACROSS, 1.2), look.grown(_DISC, 1.3)
    rail = edge_at_start(look, ft.BorderSide(_RAIL, look.color("honey")))
    inner = ft.Container(content, border=rail, padding=padded(look, start=16, top=6, bottom=4))
    words = ft.Container(inner, border=rail, padding=padded(look, start=across))
    bar = ft.Container(height=_RAIL, width=across, bgcolor=look.color("honey"))
    middle = _TOP + disc / 2
    return ft.Stack(
        [
            words,
            _laid(look, bar, start=_RAIL, top=middle - _RAIL / 2),
            _laid(look, _number(look, number, disc, full=full), start=(across - disc) / 2 + _RAIL, top=_TOP),
        ],
        fit=ft.StackFit.PASS_THROUGH,
    )


def _number(look: Look, number: str, across: float, *, full: bool) -> ft.Control:
    figure = ft.TextStyle(
        size=across * 0.48,
        height=1,
        font_family="DeviceSemi",
        color=look.color("on-pen" if full else "soft"),
    )
    drawn = ft.Container(
        ft.Text(number, style=figure),
        width=across,
        height=across,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        bgcolor=look.color("pen" if full else "paper"),
        border=ft.Border.all(look.tokens.border["chosen"], look.color("pen" if full else "edge")),
    )
    return ft.Semantics(content=drawn, exclude_semantics=True)


def _laid(look: Look, content: ft.Control, *, start: float, top: float) -> ft.Container:
    return ft.Container(content, top=top, ignore_interactions=True, **from_start(look, start))

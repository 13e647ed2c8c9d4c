"""A whole screen: a bar above with whose paper this is, sheets on the table, a bar below under the thumb.

In landscape with two columns each column scrolls by itself and the screen does not; everywhere else the
middle scrolls as one. Turned round is the whole screen turned, for who sits opposite.
"""

import math
from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import centered, column, row, sheet
from keukentafel.app.kit.buttons import Action, icon_button, quiet
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.words import heading, text


def tool(look: Look, icon: ft.IconData, words: str, on_click: Action, *, identifier: str) -> ft.Control:
    """Return a button for the bar above: icon and word, or the icon alone where room is scarce."""
    if look.narrow:
        return icon_button(look, icon, words, on_click, identifier=identifier)
    return quiet(look, words, on_click, identifier=identifier, icon=icon)


def topbar(
    look: Look, who: str, *, left: ft.Control | None = None, tools: Sequence[ft.Control] = ()
) -> ft.Container:
    """Return the bar above: the way back or to all sheets at the left, whose paper, tools at the right."""
    # At large letters a name may run over more lines rather than end in dots.
    name = text(look, who, "metabold", "soft", expand=True, lines=1 if look.scale < 1.4 else None)
    start = row(*([left] if left else []), name, gap=6, expand=True)
    side = look.margin - 12 if left else look.margin
    return ft.Container(
        row(start, *tools), padding=padded(look, start=side, end=look.margin - 12, top=6, bottom=6)
    )


def titlebar(
    look: Look,
    title: str,
    second: str = "",
    *,
    mark: ft.Control | None = None,
    tools: Sequence[ft.Control] = (),
) -> ft.Container:
    """Return the bar above of a screen of the worker's own: a greeting or a name, and tools."""
    below = [text(look, second, "body", "soft")] if second else []
    words = column(heading(look, title, 1), *below, gap=0, expand=True)
    return ft.Container(
        row(*([mark] if mark else []), words, *tools, gap=8, top=bool(second)),
        padding=padded(look, start=look.margin, end=look.margin - 12, top=18 if second else 8, bottom=12),
    )


def bottombar(
    look: Look,
    *,
    primary: ft.Control | None = None,
    secondary: ft.Control | None = None,
    note: ft.Control | None = None,
    pair: bool = False,
) -> ft.Container:
    """Return the bar below: what is saved at the left, the one primary button at the right, under the thumb.

    On a phone the buttons fill the width, the primary on top; ``pair`` lays two short ones beside each other.
    """
    inner = (
        _narrow_bar(look, primary, secondary, note, pair)
        if look.narrow
        else _wide_bar(primary, secondary, note)
    )
    return ft.Container(
        inner,
        padding=padded(
            look,
            start=look.margin,
            end=look.margin,
            top=10 if look.narrow else 14,
            bottom=14 if look.narrow else 20,
        ),
        bgcolor=look.color("table"),
        border=ft.Border.only(top=ft.BorderSide(look.tokens.border["hair"], look.color("line"))),
    )


def screen(
    look: Look,
    body: ft.Control,
    *,
    top: ft.Control | None = None,
    bottom: ft.Control | None = None,
    scroll: bool | None = None,
) -> ft.Container:
    """Return a whole screen; ``scroll`` is whether the middle scrolls as one (by default: in one column)."""
    moves = look.columns == 1 if scroll is None else scroll
    inside = ft.Container(
        body,
        padding=padded(look, start=look.margin, end=look.margin, top=4, bottom=look.margin if moves else 0),
        expand=None if moves else True,
    )
    middle: ft.Control = column(inside, gap=0, expand=True, scroll=True) if moves else inside
    laid = [*([top] if top else []), middle, *([bottom] if bottom else [])]
    return ft.Container(column(*laid, gap=0, expand=True), bgcolor=look.color("table"), expand=True)


def turned(look: Look, content: ft.Control, round_: bool) -> ft.Container:
    """Return the screen, turned round for who sits opposite when ``round_``."""
    turn = ft.Animation(look.milliseconds("turn"), ft.AnimationCurve.EASE_OUT)
    return ft.Container(
        content, expand=True, rotate=ft.Rotate(math.pi if round_ else 0), animate_rotation=turn
    )


def empty(look: Look, picture: str, sentence: str, button: ft.Control | None = None) -> ft.Container:
    """Return what stands where nothing is yet: a pictogram, one sentence, one button."""
    words = text(look, sentence, "table", align="center")
    inner = centered(pictogram(look, picture, 72), words, *([button] if button else []), gap=10)
    return ft.Container(inner, alignment=ft.Alignment.CENTER, padding=ft.Padding.symmetric(vertical=6))


def dialog(
    look: Look, question: str, explained: str, *buttons: ft.Control, on_dismiss: Action | None = None
) -> ft.AlertDialog:
    """Return a question that comes first, for ``ft.use_dialog``; the safe button is given first."""
    inner = column(text(look, explained), row(*buttons, gap=10, wrap=True), gap=14, tight=True)
    return ft.AlertDialog(
        modal=True,
        title=heading(look, question, 2),
        content=ft.Container(inner, width=min(460 * look.scale, look.width - 80)),
        semantics_label=question,
        bgcolor=look.color("paper"),
        barrier_color=look.color("scrim"),
        shape=ft.RoundedRectangleBorder(radius=look.tokens.radius["lg"]),
        scrollable=True,
        on_dismiss=(lambda _event: on_dismiss()) if on_dismiss else None,
    )


def center_sheet(look: Look, content: ft.Control, width: float = 416) -> ft.Container:
    """Return one sheet in the middle of the table, no wider than ``width`` pixels and the screen."""
    return sheet(look, content, width=min(width * min(look.scale, 1.5), look.width - 2 * look.margin))


def _wide_bar(primary: ft.Control | None, secondary: ft.Control | None, note: ft.Control | None) -> ft.Row:
    buttons = [button for button in (secondary, primary) if button]
    return row(ft.Container(note, expand=True), *buttons, gap=12)


def _narrow_bar(
    look: Look, primary: ft.Control | None, secondary: ft.Control | None, note: ft.Control | None, pair: bool
) -> ft.Column:
    buttons = [button for button in (primary, secondary) if button]
    notes = [note] if note else []
    if pair and len(buttons) == 2 and look.scale < 1.3:
        return column(*notes, row(*(ft.Container(one, expand=1) for one in reversed(buttons))), gap=6)
    return column(*notes, *buttons, gap=8)

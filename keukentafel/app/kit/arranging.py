"""Laying things out: rows, columns, sheets of paper, quiet blocks, and sheets next to each other.

A sheet keeps its own height: Flet's intrinsic heights measure too low once text wraps, and cut the last line
off. A border on one side of a rounded box leaves nicks, so that a bar beside a block is made of two boxes.
"""

from collections.abc import Iterable

import flet as ft

from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.sides import edge_at_start
from keukentafel.app.kit.tokens import Tone

Expand = int | bool | None
"""Flet's own: whether a control takes the room that is left, and in which ratio."""


def row(
    *controls: ft.Control,
    gap: float = 8,
    wrap: bool = False,
    top: bool = False,
    tight: bool = False,
    expand: Expand = None,
    align: ft.MainAxisAlignment = ft.MainAxisAlignment.START,
) -> ft.Row:
    """Lay controls beside each other; ``wrap`` lets them go on below, ``top`` aligns them at the top."""
    return ft.Row(
        list(controls),
        spacing=gap,
        run_spacing=gap,
        wrap=wrap,
        tight=tight,
        expand=expand,
        alignment=align,
        vertical_alignment=ft.CrossAxisAlignment.START if top else ft.CrossAxisAlignment.CENTER,
    )


def column(
    *controls: ft.Control,
    gap: float = 8,
    expand: Expand = None,
    scroll: bool = False,
    tight: bool = False,
    across: ft.CrossAxisAlignment = ft.CrossAxisAlignment.STRETCH,
) -> ft.Column:
    """Lay controls under each other, as wide as the column unless ``across`` says otherwise."""
    return ft.Column(
        list(controls),
        spacing=gap,
        expand=expand,
        tight=tight,
        scroll=ft.ScrollMode.AUTO if scroll else None,
        horizontal_alignment=across,
    )


def centered(*controls: ft.Control, gap: float = 8) -> ft.Column:
    """Lay controls under each other around the middle, no higher than they are."""
    return column(*controls, gap=gap, tight=True, across=ft.CrossAxisAlignment.CENTER)


def gap(size: float) -> ft.Container:
    """Return empty room of ``size`` pixels, both ways."""
    return ft.Container(width=size, height=size)


def rule(look: Look) -> ft.Container:
    """Return a hairline across."""
    return ft.Container(height=look.tokens.border["hair"], bgcolor=look.color("line"))


def ruled(look: Look, controls: Iterable[ft.Control], *, gap: float = 0) -> ft.Column:
    """Lay controls under each other with a hairline between every two."""
    laid: list[ft.Control] = []
    for control in controls:
        laid += [rule(look), control] if laid else [control]
    return column(*laid, gap=gap)


def sheet(
    look: Look,
    content: ft.Control,
    *,
    padding: ft.PaddingValue | None = None,
    expand: Expand = None,
    tone: Tone = "paper",
    width: float | None = None,
    lg: bool = False,
) -> ft.Container:
    """Return a sheet of paper on the table: a hairline, almost no shadow; ``lg`` rounds it as a dialog."""
    return ft.Container(
        content,
        padding=look.padding if padding is None else padding,
        bgcolor=look.color(tone),
        border_radius=look.tokens.radius["lg" if lg else "md"],
        border=ft.Border.all(look.tokens.border["hair"], look.color("line")),
        shadow=shadow(look),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        expand=expand,
        width=width,
    )


def shadow(look: Look) -> ft.BoxShadow:
    """Return the one soft shadow there is."""
    return ft.BoxShadow(blur_radius=10, offset=ft.Offset(0, 2), color=look.color("shadow"))


def inset(
    look: Look,
    content: ft.Control,
    *,
    padding: ft.PaddingValue = 16,
    tone: Tone = "inset",
    edge: Tone | None = None,
    expand: Expand = None,
) -> ft.Container:
    """Return a quiet block within a sheet."""
    return ft.Container(
        content,
        padding=padding,
        bgcolor=look.color(tone),
        border_radius=look.tokens.radius["md"],
        border=ft.Border.all(look.tokens.border["control"], look.color(edge)) if edge else None,
        expand=expand,
    )


def barred(
    look: Look,
    content: ft.Control,
    *,
    tone: Tone,
    line: Tone | None,
    padding: ft.PaddingValue = 16,
    bar: float = 6,
    expand: Expand = None,
) -> ft.Container:
    """Return a tinted block with a bar at the side where it begins; without ``line`` only the room for it."""
    side = ft.BorderSide(bar, look.color(line) if line else TRANSPARENT)
    inner = ft.Container(content, padding=padding, border=edge_at_start(look, side))
    return ft.Container(
        inner,
        bgcolor=look.color(tone),
        border_radius=look.tokens.radius["md"],
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        expand=expand,
    )


def beside(
    look: Look, left: ft.Control, right: ft.Control, *, ratio: tuple[int, int] = (1, 1), stretch: bool = True
) -> ft.Control:
    """Lay two things beside each other in landscape, and under each other where there is one column.

    With ``stretch`` both fill the height there is and each scrolls by itself; else each keeps its own height.
    """
    if look.columns == 1:
        return column(left, right, gap=16 if look.phone else 20)
    across = ft.CrossAxisAlignment.STRETCH if stretch else ft.CrossAxisAlignment.START
    parts: list[ft.Control] = [ft.Container(left, expand=ratio[0]), ft.Container(right, expand=ratio[1])]
    return ft.Row(parts, spacing=24, expand=stretch or None, vertical_alignment=across)


def by_two(look: Look, *controls: ft.Control, gap: float = 16) -> ft.Column:
    """Lay small sheets two by two, or under each other where words have the room of a phone."""
    if look.narrow:
        return column(*controls, gap=gap)
    pairs = [controls[at : at + 2] for at in range(0, len(controls), 2)]
    return column(*(_pair(pair, gap) for pair in pairs), gap=gap)


def _pair(pair: tuple[ft.Control, ...], gap: float) -> ft.Row:
    filled = [ft.Container(control, expand=1) for control in pair]
    empty = [ft.Container(expand=1)] * (2 - len(filled))
    across = ft.CrossAxisAlignment.STRETCH
    return ft.Row([*filled, *empty], spacing=gap, vertical_alignment=across, intrinsic_height=True)

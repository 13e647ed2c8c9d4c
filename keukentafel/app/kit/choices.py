"""Choosing: one of a few, large and with words; yes or no; what is shown; on or off.

A choice is a real radio for a screen reader and a whole row for a finger: the row is tapped, the ring fills,
the edge becomes blue and thick. Nothing is chosen before somebody chooses. Inputs are controlled in Flet:
``chosen`` and ``on`` come from the state of the screen, or the next render takes the choice away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import on_tap
from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.states import outline, room, style
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import icon as an_icon
from keukentafel.app.kit.words import text

V = TypeVar("V", bound=str)


@dataclass(frozen=True)
class Choice(Generic[V]):
    """One of the things to choose from; ``below`` is shown under it while it is chosen."""

    value: V
    words: str
    second: str = ""
    icon: ft.IconData | None = None
    below: ft.Control | None = None


def choices(
    look: Look,
    name: str,
    options: Sequence[Choice[V]],
    chosen: V | None,
    on_choose: Callable[[V], object],
    *,
    identifier: str,
    gap: float = 10,
) -> ft.Control:
    """Return large choices under each other, of which one can be chosen.

    ``name`` is the question, said by a screen reader. Every choice is found as ``identifier`` with its value
    behind a hyphen.
    """
    by_value = {option.value: option.value for option in options}

    def choose(value: str | None) -> None:
        if value in by_value:
            on_choose(by_value[value])

    rows: list[ft.Control] = []
    for option in options:
        rows.append(_row(look, option, option.value == chosen, choose, f"{identifier}-{option.value}"))
        if option.below and option.value == chosen:
            rows.append(option.below)
    group = ft.RadioGroup(
        content=column(*rows, gap=gap), value=chosen, on_change=lambda event: choose(event.control.value)
    )
    return ft.Semantics(content=group, label=name, identifier=identifier, container=True)


def pills(
    look: Look,
    name: str,
    options: Sequence[Choice[V]],
    chosen: V | None,
    on_choose: Callable[[V], object],
    *,
    identifier: str,
) -> ft.Control:
    """Return a few short answers beside each other (yes, not yet), of which one can be chosen."""
    made = [
        _pill(look, option, option.value == chosen, on_choose, f"{identifier}-{option.value}")
        for option in options
    ]
    return ft.Semantics(content=row(*made, wrap=True), label=name, identifier=identifier, container=True)


def tabs(
    look: Look,
    name: str,
    options: Sequence[Choice[V]],
    chosen: V,
    on_choose: Callable[[V], object],
    *,
    identifier: str,
) -> ft.Control:
    """Return views of the same thing beside each other; the one that is shown has a line below it."""
    made = [
        _tab(look, option, option.value == chosen, on_choose, f"{identifier}-{option.value}")
        for option in options
    ]
    return ft.Semantics(
        content=row(*made, gap=4, wrap=True), label=name, identifier=identifier, container=True
    )


def switch(
    look: Look,
    words: str,
    on: bool,
    on_change: Callable[[bool], object],
    *,
    identifier: str,
    second: str = "",
    role: TypeRole = "label",
) -> ft.Control:
    """Return something that is on or off, with its words before it in letters of ``role``."""

    def changed(event: ft.Event[ft.Switch]) -> None:
        on_change(event.control.value)

    state = ft.ControlState
    made = ft.Switch(
        value=on,
        on_change=changed,
        thumb_color={state.SELECTED: look.color("on-pen"), state.DEFAULT: look.color("edge")},
        track_color={state.SELECTED: look.color("pen"), state.DEFAULT: look.color("paper")},
        track_outline_color={state.SELECTED: look.color("pen"), state.DEFAULT: look.color("edge")},
        focus_color=look.color("focus"),
        scale=look.grown(1.0, 1.3),
    )
    seen = column(
        text(look, words, role),
        *([text(look, second, "meta", "soft")] if second else []),
        gap=0,
        expand=True,
    )
    said = ft.Semantics(content=made, identifier=identifier, label=". ".join(w for w in (words, second) if w))
    return row(
        ft.Semantics(content=seen, exclude_semantics=True, expand=True), ft.MergeSemantics(said), gap=14
    )


def _row(
    look: Look, option: Choice[V], on: bool, choose: Callable[[str | None], None], identifier: str
) -> ft.Control:
    said = ". ".join(words for words in (option.words, option.second) if words)
    radio = ft.Radio(
        value=option.value,
        fill_color=look.color("pen" if on else "edge"),
        focus_color=look.color("focus"),
        visual_density=ft.VisualDensity.STANDARD,
        scale=look.grown(1.0),
    )
    seen = column(
        text(look, option.words, "strong"),
        *([text(look, option.second, "meta", "soft")] if option.second else []),
        gap=0,
    )
    found = ft.MergeSemantics(ft.Semantics(content=radio, identifier=identifier, label=said))
    behind = [an_icon(look, option.icon, "soft")] if option.icon else []
    silent = [
        ft.Semantics(content=one, exclude_semantics=True, expand=at == 0 or None)
        for at, one in enumerate((seen, *behind))
    ]
    border = look.tokens.border["chosen" if on else "control"]
    tapped = ft.GestureDetector(
        content=ft.Container(
            row(found, *silent, gap=6),
            padding=padded(look, start=8, end=16, top=8, bottom=8),
            border_radius=look.tokens.radius["md"],
            bgcolor=look.color("pen-soft" if on else "paper"),
            border=ft.Border.all(border, look.color("pen" if on else "edge")),
        ),
        on_tap=lambda _event: choose(option.value),
        mouse_cursor=ft.MouseCursor.CLICK,
        exclude_from_semantics=True,
    )
    return tapped


def _pill(
    look: Look, option: Choice[V], on: bool, on_choose: Callable[[V], object], identifier: str
) -> ft.Control:
    worn = style(
        look,
        ink=look.color("on-pen" if on else "pen"),
        ground=look.color("pen" if on else "paper"),
        hover="pen-hover" if on else "pen-soft",
        side=outline(look, "pen"),
        shape=ft.StadiumBorder(),
        padding=room(look, 16, target=look.target, line=look.line_height("metabold")),
    )
    check = ft.Icons.CHECK_ROUNDED if on else None
    made = _button(look, option, on_choose, icon=check, role="metabold", worn=worn)
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=identifier, checked=on))


def _tab(
    look: Look, option: Choice[V], on: bool, on_choose: Callable[[V], object], identifier: str
) -> ft.Control:
    worn = style(
        look,
        ink=look.color("ink" if on else "pen"),
        shape=ft.RoundedRectangleBorder(radius=look.tokens.radius["sm"]),
        padding=room(look, 18, target=look.target, line=look.line_height("label")),
    )
    line = ft.BorderSide(4, look.color("pen") if on else TRANSPARENT)
    made = ft.Container(
        _button(look, option, on_choose, icon=option.icon, role="label", worn=worn),
        border=ft.Border.only(bottom=line),
    )
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=identifier, selected=on))


def _button(
    look: Look,
    option: Choice[V],
    on_choose: Callable[[V], object],
    *,
    icon: ft.IconData | None,
    role: TypeRole,
    worn: ft.ButtonStyle,
) -> ft.TextButton:
    drawn = [ft.Icon(icon, size=look.grown(20))] if icon else []
    words = ft.Text(option.words, style=look.style(role, None), expand=True, expand_loose=True)
    face = row(*drawn, words, gap=6, tight=True)
    return ft.TextButton(content=face, style=worn, on_click=on_tap(lambda: on_choose(option.value)))

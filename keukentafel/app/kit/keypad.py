"""The keypad for a PIN: dots for what was tapped, ten digits, and one to take the last away.

The digits themselves are never on the screen, not in a text box either: a dot is full or empty, and a screen
reader hears how many are full. With a keyboard on the table the digits, Backspace and Enter do the same.
"""

from collections.abc import Callable, Sequence

import flet as ft

from keukentafel.app.kit.arranging import centered, gap, row
from keukentafel.app.kit.buttons import Action, on_tap
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.states import style
from keukentafel.app.kit.words import spoken, text

Digit = str
"""One of ``0`` to ``9``."""

_ROWS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"))
_KEYS = {f"{prefix}{digit}": str(digit) for prefix in ("", "Digit ", "Numpad ") for digit in range(10)}
_ENTER = ("Enter", "Numpad Enter")


def keypad(
    look: Look,
    label: str,
    filled: int,
    *,
    identifier: str,
    on_digit: Callable[[Digit], object],
    on_erase: Action,
    erase_name: str,
    progress: str,
    length: int = 6,
    on_submit: Action | None = None,
    error: str = "",
    enabled: bool = True,
) -> ft.Control:
    """Return the keypad.

    Args:
        look: The look of this screen.
        label: Above the dots.
        filled: How many digits were tapped.
        identifier: Of the keypad; a key is found as this with the digit behind a hyphen, or with ``wis``.
        on_digit: Gets a digit.
        on_erase: Takes the last digit away.
        erase_name: What a screen reader says of that key.
        progress: What a screen reader says of the dots ("4 van 6 cijfers").
        length: How many dots there are.
        on_submit: What Enter does on a keyboard.
        error: Under the dots: what is wrong and what to do.
        enabled: Whether the keys do anything (not while waiting after a wrong PIN).
    """
    side = 68 if look.phone else 72
    digits = [_digits(look, names, side, identifier, on_digit, enabled) for names in _ROWS]
    last = row(
        gap(side),
        _digit(look, "0", side, identifier, on_digit, enabled),
        _erase(look, erase_name, side, f"{identifier}-wis", on_erase, enabled),
        gap=20,
        tight=True,
    )
    wrong = (
        [
            ft.Semantics(
                content=fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, error, "negative", "metabold"),
                live_region=True,
                container=True,
            )
        ]
        if error
        else []
    )
    keys = centered(*digits, last, gap=14)
    body = centered(
        text(look, label, "label"),
        _dots(look, filled, length, progress, identifier),
        *wrong,
        gap(6),
        keys,
        gap=14,
    )
    return ft.KeyboardListener(
        body, autofocus=True, on_key_down=_pressed(on_digit, on_erase, on_submit, enabled)
    )


def _pressed(
    on_digit: Callable[[Digit], object], on_erase: Action, on_submit: Action | None, enabled: bool
) -> Callable[[ft.KeyDownEvent], None]:
    def pressed(event: ft.KeyDownEvent) -> None:
        if not enabled:
            return
        if event.key in _KEYS:
            on_digit(_KEYS[event.key])
        elif event.key == "Backspace":
            on_erase()
        elif event.key in _ENTER and on_submit:
            on_submit()

    return pressed


def _dots(look: Look, filled: int, length: int, progress: str, identifier: str) -> ft.Control:
    dots = row(*(_dot(look, at < filled) for at in range(length)), gap=18, tight=True)
    return spoken(ft.Semantics(content=dots, label=progress), identifier=f"{identifier}-stand")


def _dot(look: Look, full: bool) -> ft.Control:
    tone = look.color("pen" if full else "edge")
    return ft.Container(
        width=18,
        height=18,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=tone if full else None,
        border=ft.Border.all(look.tokens.border["chosen"], tone),
    )


def _digits(
    look: Look,
    names: Sequence[Digit],
    side: float,
    identifier: str,
    on_digit: Callable[[Digit], object],
    enabled: bool,
) -> ft.Row:
    return row(
        *(_digit(look, name, side, identifier, on_digit, enabled) for name in names), gap=20, tight=True
    )


def _digit(
    look: Look, digit: Digit, side: float, identifier: str, on_digit: Callable[[Digit], object], enabled: bool
) -> ft.Control:
    figure = ft.Text(
        digit, style=ft.TextStyle(size=28 * min(look.scale, 1.4), font_family="Device", height=1.2)
    )
    made = ft.OutlinedButton(
        content=figure,
        width=side,
        height=side,
        style=style(
            look,
            ink=look.color("ink"),
            ground=look.color("paper"),
            side=ft.BorderSide(look.tokens.border["hair"], look.color("edge")),
            shape=ft.CircleBorder(),
        ),
        on_click=on_tap(lambda: on_digit(digit)),
        disabled=not enabled,
    )
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=f"{identifier}-{digit}"))


def _erase(
    look: Look, name: str, side: float, identifier: str, on_erase: Action, enabled: bool
) -> ft.Control:
    made = ft.IconButton(
        icon=ft.Icons.BACKSPACE_OUTLINED,
        icon_size=26,
        tooltip=name,
        width=side,
        height=side,
        style=style(look, ink=look.color("ink"), shape=ft.CircleBorder()),
        on_click=on_tap(on_erase),
        disabled=not enabled,
    )
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=identifier))

"""The keypad for a PIN: dots for what was tapped, ten digits, and one to take the last away.

The digits themselves are never on the screen, not in a text box either: a dot is full or empty, and a screen
reader hears how many are full. With a keyboard on the table the digits, Backspace and Enter do the same: the
pad has the keyboard at once, and keeps it while one of its keys has the focus.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import flet as ft

from keukentafel.app.kit.arranging import centered, gap, row
from keukentafel.app.kit.buttons import Action, on_tap
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.states import style
from keukentafel.app.kit.words import spoken, text

Digit = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
"""What one key stands for."""

_ROWS: tuple[tuple[Digit, ...], ...] = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"))
_DIGITS: dict[str, Digit] = {
    f"{before}{digit}": digit for before in ("", "Numpad ") for digit in get_args(Digit)
}
_ENTER = ("Enter", "Numpad Enter")


@dataclass(frozen=True)
class _Keys:
    """What the keys do, and whether they do anything."""

    identifier: str
    side: float
    on_digit: Callable[[Digit], object]
    on_erase: Action
    on_submit: Action | None
    enabled: bool

    def pressed(self, event: ft.KeyDownEvent) -> None:
        """Take a key of a keyboard."""
        if not self.enabled:
            return
        if event.key in _DIGITS:
            self.on_digit(_DIGITS[event.key])
        elif event.key == "Backspace":
            self.on_erase()
        elif event.key in _ENTER and self.on_submit:
            self.on_submit()


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
        identifier: Of the keypad; a key is found as this with the digit behind a hyphen, or with ``erase``;
            the dots with ``dots``.
        on_digit: Gets a digit.
        on_erase: Takes the last digit away.
        erase_name: What a screen reader says of that key.
        progress: What a screen reader says of the dots ("4 van 6 cijfers").
        length: How many dots there are.
        on_submit: What Enter does on a keyboard.
        error: Under the dots: what is wrong and what to do.
        enabled: Whether the keys do anything (not while waiting after a wrong PIN).
    """
    keys = _Keys(identifier, 68 if look.phone else 72, on_digit, on_erase, on_submit, enabled)
    digits = [row(*(_digit(look, keys, one) for one in digits), gap=20, tight=True) for digits in _ROWS]
    last = row(gap(keys.side), _digit(look, keys, "0"), _erase(look, keys, erase_name), gap=20, tight=True)
    return ft.KeyboardListener(
        centered(
            text(look, label, "label", align="center"),
            _dots(look, filled, length, progress, identifier),
            *_wrong(look, error),
            gap(6),
            centered(*digits, last, gap=14),
            gap=14,
        ),
        autofocus=True,
        include_semantics=False,
        on_key_down=keys.pressed,
    )


def _dots(look: Look, filled: int, length: int, progress: str, identifier: str) -> ft.Control:
    dots = row(*(_dot(look, full=at < filled) for at in range(length)), gap=18, tight=True)
    return spoken(ft.Semantics(content=dots, label=progress), identifier=f"{identifier}-dots")


def _dot(look: Look, *, full: bool) -> ft.Control:
    color = look.color("pen" if full else "edge")
    return ft.Container(
        width=18,
        height=18,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=color if full else None,
        border=ft.Border.all(look.tokens.border["chosen"], color),
    )


def _wrong(look: Look, error: str) -> list[ft.Control]:
    if not error:
        return []
    drawn = fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, error, "negative", "metabold")
    return [ft.Semantics(content=drawn, live_region=True, container=True)]


def _digit(look: Look, keys: _Keys, digit: Digit) -> ft.Control:
    figure = ft.TextStyle(size=28 * min(look.scale, 1.4), font_family="Device", height=1.2)
    made = ft.OutlinedButton(
        content=ft.Text(digit, style=figure),
        width=keys.side,
        height=keys.side,
        style=style(
            look,
            ink=look.color("ink"),
            ground=look.color("paper"),
            side=ft.BorderSide(look.tokens.border["hair"], look.color("edge")),
            shape=ft.CircleBorder(),
        ),
        on_click=on_tap(lambda: keys.on_digit(digit)),
        disabled=not keys.enabled,
    )
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=f"{keys.identifier}-{digit}"))


def _erase(look: Look, keys: _Keys, name: str) -> ft.Control:
    made = ft.IconButton(
        icon=ft.Icons.BACKSPACE_OUTLINED,
        icon_size=26,
        tooltip=name,
        width=keys.side,
        height=keys.side,
        style=style(look, ink=look.color("ink"), shape=ft.CircleBorder()),
        on_click=on_tap(keys.on_erase),
        disabled=not keys.enabled,
    )
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=f"{keys.identifier}-erase"))

"""How anything that can be tapped looks: at rest, under a pointer, with the keyboard, and switched off.

What has the keyboard is yellow with a black border of 3 pixels and black words, as in the start tokens of NL
Design System: one look for all of them, that no other state has. Flet gives a button one style for all its
states; words and icons within it leave their colour to it.
"""

import flet as ft

from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.tokens import Tone

_NO_SIDE = ft.BorderSide(0, TRANSPARENT)


def style(
    look: Look,
    *,
    ink: str,
    ground: str = TRANSPARENT,
    hover: Tone | None = "pen-soft",
    side: ft.BorderSide | None = None,
    shape: ft.OutlinedBorder | None = None,
    padding: ft.PaddingValue = 0,
    alignment: ft.Alignment | None = None,
) -> ft.ButtonStyle:
    """Return the style of a button whose words are ``ink`` on ``ground``, as Flet writes colours.

    Under a pointer the ground is ``hover``; nothing changes when that is none.
    """
    state = ft.ControlState
    black = look.color("focus-line")
    words: dict[ft.ControlState, str] = {
        state.FOCUSED: black,
        state.DISABLED: look.color("soft"),
        state.DEFAULT: ink,
    }
    grounds = {
        state.FOCUSED: look.color("focus"),
        state.HOVERED: look.color(hover) if hover else ground,
        state.DEFAULT: ground,
    }
    sides = {
        state.FOCUSED: ft.BorderSide(look.tokens.border["focus"], black),
        state.DEFAULT: side or _NO_SIDE,
    }
    return ft.ButtonStyle(
        color=words,
        icon_color=words,
        bgcolor=grounds,
        side=sides,
        shape=shape or ft.RoundedRectangleBorder(radius=look.tokens.radius["md"]),
        padding=padding,
        alignment=alignment,
        overlay_color=TRANSPARENT,
        elevation=0,
        visual_density=ft.VisualDensity.STANDARD,
        animation_duration=look.milliseconds("short"),
    )


def outline(look: Look, tone: Tone) -> ft.BorderSide:
    """Return the border of a control at rest."""
    return ft.BorderSide(look.tokens.border["control"], look.color(tone))


def room(look: Look, across: float, *, target: float, line: float) -> ft.Padding:
    """Return the room around words of ``line`` pixels high in something ``target`` pixels high.

    Words on more lines make it higher, and are never cut off.
    """
    return ft.Padding.symmetric(horizontal=across, vertical=max(10.0, (target - line) / 2))

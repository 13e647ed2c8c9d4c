"""Listening: only the lamp is on. One question, a star to remember this moment, a line for key words.

What else there is (another subject, ending the talk) lies one tap away, in place of the question.

The screen is dark and nearly empty so that the tablet takes no part in the talk. It has colours of its own,
the same in both themes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.buttons import Action, on_tap
from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.states import room, style
from keukentafel.app.kit.tokens import ListenTone

_GLOW = "#2A2119"
_SHADE = "#33000000"
_NIGHT = "#0B0A09"


@dataclass(frozen=True)
class Press:
    """A button on this screen: its words, how it is found, what it does."""

    words: str
    identifier: str
    on_click: Action


def listen(
    look: Look,
    middle: ft.Control,
    *,
    leave: Press,
    star: Press,
    star_name: str,
    rest: Press | None = None,
    notes: ft.Control | None = None,
) -> ft.Container:
    """Return the screen of listening.

    Args:
        look: The look of this screen.
        middle: What is asked (:func:`asked`), or what may be chosen (:func:`offered`).
        leave: To the table.
        star: Remembers this moment; its words stand under the star.
        star_name: What a screen reader says of the star.
        rest: Makes the tablet dark.
        notes: The line for key words, from :func:`~keukentafel.app.kit.fields.lamp_field`.
    """
    resting = [quiet_press(look, rest, ft.Icons.BEDTIME_OUTLINED)] if rest else []
    way_out = quiet_press(look, leave, ft.Icons.TABLE_RESTAURANT_OUTLINED)
    ends = ft.MainAxisAlignment.SPACE_BETWEEN if rest else ft.MainAxisAlignment.END
    laid = ft.Column(
        [
            ft.Row([*resting, way_out], alignment=ends, wrap=look.tight, run_spacing=0),
            _middle(look, middle),
            _below(look, _star(look, star, star_name), notes),
        ],
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    edge = ft.Padding.symmetric(horizontal=8 if look.phone else 20, vertical=10 if look.phone else 16)
    return ft.Container(laid, expand=True, padding=edge, gradient=_lamp(look))


def asked(look: Look, prompt: str, *, subject: Press | None = None, ways: Sequence[Press] = ()) -> ft.Control:
    """Return one question, under the subject it is about, above what else may be done with it."""
    above = [quiet_press(look, subject, after=ft.Icons.EXPAND_MORE_ROUNDED)] if subject else []
    presses: list[ft.Control] = [quiet_press(look, one) for one in ways]
    beside = ft.Row(presses, wrap=True, alignment=ft.MainAxisAlignment.CENTER, spacing=8, run_spacing=0)
    return _laid([*above, _prompt(look, prompt), *([beside] if presses else [])], gap=16)


def offered(look: Look, options: Sequence[Press], ways: Sequence[Press], *, chosen: str = "") -> ft.Control:
    """Return subjects to choose from, large, above quieter ways; ``chosen`` is the identifier of one."""
    large = [_large(look, one, one.identifier == chosen) for one in options]
    return _laid([*large, ft.Container(height=12), *(quiet_press(look, one) for one in ways)], gap=4)


def dark(name: str, identifier: str, on_click: Action) -> ft.Control:
    """Return a dark screen with nothing on it; a tap anywhere leaves it, and a screen reader says how."""
    cloth = ft.Container(expand=True, bgcolor=_NIGHT, on_click=on_tap(on_click))
    named = ft.Semantics(content=cloth, identifier=identifier, label=name, button=True)
    return ft.Column(
        [ft.MergeSemantics(named, expand=True)],
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def lamp_curtain(look: Look, title: str, body: str) -> tuple[ft.Control, str]:
    """Return what stands on a curtain over the listening face, and the colour of its cloth."""
    style = look.style("table", None)
    style.color = look.listening("quiet")
    said = ft.Text(body, style=style, text_align=ft.TextAlign.CENTER)
    words = ft.Column(
        [_prompt(look, title), said],
        spacing=10,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return words, look.listening("room")


def _below(look: Look, star: ft.Control, notes: ft.Control | None) -> ft.Control:
    """Lay the line at the left and the star under the right thumb; where words are tight, the line above."""
    side = 12 if look.phone else 20
    padding = padded(look, start=side, end=side, bottom=16)
    if look.tight and notes:
        stacked = ft.Row([star], alignment=ft.MainAxisAlignment.END)
        return ft.Container(ft.Column([notes, stacked], spacing=16, tight=True), padding=padding)
    line = ft.Container(notes, expand=True, padding=ft.Padding.only(bottom=24))
    return ft.Container(
        ft.Row([line, star], spacing=24, vertical_alignment=ft.CrossAxisAlignment.END), padding=padding
    )


def _prompt(look: Look, words: str) -> ft.Control:
    size = (30 if look.narrow else 42) * min(look.scale, 1.6)
    style = ft.TextStyle(size=size, height=1.35, font_family="Voice", color=look.listening("text"))
    said = ft.Text(words, style=style, text_align=ft.TextAlign.CENTER)
    return ft.Semantics(content=said, header=True, heading_level=1, container=True)


def quiet_press(
    look: Look, press: Press, icon: ft.IconData | None = None, after: ft.IconData | None = None
) -> ft.Control:
    """Return a button of soft words alone."""
    drawn = [ft.Icon(icon, size=look.grown(24))] if icon else []
    behind = [ft.Icon(after, size=look.grown(20))] if after else []
    words = ft.Text(press.words, style=look.style("body", None), expand=True, expand_loose=True)
    return _pressed(look, press, ft.Row([*drawn, words, *behind], spacing=8, tight=True), "quiet")


def _large(look: Look, press: Press, chosen: bool) -> ft.Control:
    size = (24 if look.narrow else 30) * min(look.scale, 1.6)
    style = ft.TextStyle(size=size, height=1.35, font_family="Voice")
    words = ft.Text(press.words, style=style, text_align=ft.TextAlign.CENTER, expand=True, expand_loose=True)
    check = [ft.Icon(ft.Icons.CHECK_ROUNDED, size=look.grown(24))] if chosen else []
    return _pressed(look, press, ft.Row([*check, words], spacing=10, tight=True), "text")


def _pressed(look: Look, press: Press, face: ft.Control, ink: ListenTone) -> ft.Control:
    made = ft.TextButton(
        content=face,
        style=style(
            look,
            ink=look.listening(ink),
            ground=TRANSPARENT,
            hover=None,
            padding=room(look, 16, target=look.tokens.size["target"], line=look.line_height("body")),
        ),
        on_click=on_tap(press.on_click),
    )
    # With a key of its own, so that the keyboard does not stay on what came in the place of another.
    return ft.MergeSemantics(
        ft.Semantics(content=made, identifier=press.identifier), key=f"{press.identifier}-{press.words}"
    )


def _laid(controls: Sequence[ft.Control], *, gap: float) -> ft.Column:
    centre = ft.CrossAxisAlignment.CENTER
    return ft.Column(list(controls), spacing=gap, tight=True, horizontal_alignment=centre)


def _middle(look: Look, middle: ft.Control) -> ft.Control:
    """Lay the middle in the light; where words are large it scrolls rather than push the star away."""
    if look.tight:
        middle = ft.Column(
            [middle], scroll=ft.ScrollMode.AUTO, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True
        )
    return ft.Container(middle, expand=True, alignment=ft.Alignment(0, -0.08))


def _star(look: Look, star: Press, name: str) -> ft.Control:
    across = look.tokens.size["star"]
    made = ft.IconButton(
        icon=ft.Icons.STAR_OUTLINE_ROUNDED,
        icon_size=46,
        width=across,
        height=across,
        tooltip=name,
        style=style(
            look,
            ink=look.listening("star"),
            ground=_SHADE,
            hover=None,
            side=ft.BorderSide(look.tokens.border["chosen"], look.listening("star")),
            shape=ft.CircleBorder(),
        ),
        on_click=on_tap(star.on_click),
    )
    words = ft.Text(star.words, style=look.style("meta", None), color=look.listening("quiet"))
    # As wide as its longest word, so that the star does not move when the word changes.
    return ft.Column(
        [
            ft.MergeSemantics(ft.Semantics(content=made, identifier=star.identifier)),
            ft.Semantics(content=words, exclude_semantics=True),
        ],
        spacing=8,
        tight=True,
        width=(across + 24) * look.scale,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _lamp(look: Look) -> ft.RadialGradient:
    tones: tuple[ListenTone, ListenTone] = ("lamp", "room")
    glow, dark = (look.listening(tone) for tone in tones)
    return ft.RadialGradient(
        colors=[glow, _GLOW, dark],
        stops=[0, 0.45, 1],
        center=ft.Alignment(0, -0.25),
        radius=0.95 if look.landscape else 1.05,
    )

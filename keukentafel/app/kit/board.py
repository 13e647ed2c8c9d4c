"""The board: where an agreement lies, now, later, wait or stops, as form, word and colour together.

Dragging a card between lanes is never the only way: every card has a button that moves it.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, row, shadow
from keukentafel.app.kit.buttons import icon_button
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.quotes import Tool
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.tokens import Tone, TypeRole
from keukentafel.app.kit.words import text
from keukentafel.dossier.plan import Pace

_SIGN: dict[Pace, tuple[ft.IconData, Tone]] = {
    Pace.NOW: (ft.Icons.PLAY_CIRCLE_OUTLINE_ROUNDED, "pen"),
    Pace.LATER: (ft.Icons.SCHEDULE_ROUNDED, "leaf"),
    Pace.WAIT: (ft.Icons.PAUSE_CIRCLE_OUTLINE_ROUNDED, "warning"),
    Pace.STOPS: (ft.Icons.STOP_CIRCLE_OUTLINED, "soft"),
}


def pace_sign(look: Look, pace: Pace, word: str, role: TypeRole = "metabold") -> ft.Row:
    """Return the sign of a pace with its ``word``."""
    icon, tone = _SIGN[pace]
    return sign(look, icon, word, tone, role)


def lane(look: Look, pace: Pace, word: str, cards: Sequence[ft.Control]) -> ft.Column:
    """Return one lane: its sign, how many cards lie in it, a line in its colour, and the cards."""
    head = row(
        ft.Semantics(
            content=pace_sign(look, pace, word, "label"), header=True, heading_level=2, container=True
        ),
        text(look, str(len(cards)), "meta", "soft"),
    )
    line = ft.Container(height=3, bgcolor=look.color(_SIGN[pace][1]), border_radius=2)
    return column(head, line, *cards, gap=10)


def card(look: Look, what: str, who: str, *, move: Tool | None = None) -> ft.Container:
    """Return an agreement as a card in a lane; ``move`` opens the choice of another lane."""
    words = column(text(look, what), text(look, who, "meta", "soft"), gap=2, expand=True)
    dots = (
        [icon_button(look, move.icon, move.name, move.on_click, identifier=move.identifier, tone="soft")]
        if move
        else []
    )
    return ft.Container(
        row(words, *dots, gap=2, top=True),
        padding=padded(look, start=14, end=4, top=10, bottom=12),
        bgcolor=look.color("paper"),
        border=ft.Border.all(look.tokens.border["hair"], look.color("line")),
        border_radius=look.tokens.radius["md"],
        shadow=shadow(look),
    )


def lanes(look: Look, *stacked: ft.Control) -> ft.Control:
    """Lay lanes beside each other in landscape, two by two in portrait, under each other on a phone."""
    if look.narrow:
        return column(*stacked, gap=20)
    if look.landscape:
        return _beside(stacked, 18)
    return column(*(_beside(stacked[at : at + 2], 20) for at in range(0, len(stacked), 2)), gap=28)


def _beside(laid: Sequence[ft.Control], gap: float) -> ft.Row:
    filled: list[ft.Control] = [ft.Container(one, expand=1) for one in laid]
    return ft.Row(filled, spacing=gap, vertical_alignment=ft.CrossAxisAlignment.START)

"""How it goes, as a face with its word: three of them, and never a number.

The choice is three large buttons with the face before the word. None is chosen before somebody chooses, and
colour only repeats what face and word say.
"""

from collections.abc import Callable, Mapping
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import icon, text
from keukentafel.dossier.life import How

_FACE: Final[dict[How, tuple[ft.IconData, Tone]]] = {
    How.WELL: (ft.Icons.SENTIMENT_SATISFIED_ALT_ROUNDED, "positive"),
    How.SO_SO: (ft.Icons.SENTIMENT_NEUTRAL_ROUNDED, "soft"),
    How.COSTS: (ft.Icons.SENTIMENT_DISSATISFIED_ROUNDED, "warning"),
}


def how_sign(look: Look, how: How, word: str) -> ft.Row:
    """Return how it goes, as face and word."""
    drawn, tone = _FACE[how]
    return sign(look, drawn, word, tone, "meta")


def faces(
    look: Look, name: str, words: Mapping[How, str], chosen: How | None, on_choose: Callable[[How], object]
) -> ft.Control:
    """Return the three faces to choose from; each is found as ``how-`` with its value."""
    made = [_face(look, how, word, how is chosen, on_choose) for how, word in words.items()]
    if look.narrow:
        laid: ft.Control = column(*made, gap=10)
    else:
        laid = row(*(ft.Container(one, expand=1) for one in made), gap=12)
    return ft.Semantics(content=laid, label=name, identifier="how", container=True)


def _face(look: Look, how: How, word: str, on: bool, on_choose: Callable[[How], object]) -> ft.Control:
    drawn, tone = _FACE[how]
    check = [icon(look, ft.Icons.CHECK_ROUNDED, "pen", 24)] if on else []
    inner = row(icon(look, drawn, tone, 32), text(look, word, "strong", expand=True), *check, gap=12)
    tapped = tappable(
        look,
        inner,
        lambda: on_choose(how),
        identifier=f"how-{how.value}",
        name=word,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        selected=on,
    )
    return ft.Container(
        tapped,
        bgcolor=look.color("pen-soft" if on else "paper"),
        border=ft.Border.all(
            look.tokens.border["chosen" if on else "control"], look.color("pen" if on else "edge")
        ),
        border_radius=look.tokens.radius["md"],
    )

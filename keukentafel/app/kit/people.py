"""Who made a sentence: a disc with an initial *and* the name, never a colour alone.

Three hands have three colours: the resident clay, worker and supervisor the blue of the pen, someone near
the resident green as a leaf.
"""

from collections.abc import Collection
from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import Span, spans
from keukentafel.journal.speaker import Role

_INK: dict[Role, Tone] = {
    Role.RESIDENT: "clay",
    Role.NEAR: "leaf",
    Role.WORKER: "pen",
    Role.SUPERVISOR: "pen",
}
_WASH: dict[Role, Tone] = {
    Role.RESIDENT: "clay-soft",
    Role.NEAR: "leaf-soft",
    Role.WORKER: "pen-soft",
    Role.SUPERVISOR: "pen-soft",
}


@dataclass(frozen=True)
class Maker:
    """Somebody as shown with a sentence; ``when`` is a time or another second word, in plain Dutch."""

    name: str
    role: Role = Role.RESIDENT
    when: str = ""
    initial: str = ""
    """The letter on the disc; when empty the first letter of the name that has a capital."""


def initial_of(name: str, passed_over: Collection[str] = ()) -> str:
    """Return the letter for somebody's disc.

    Words in ``passed_over`` (lower case: titles and particles, from the language file) are skipped; of what
    is left the first word with a capital counts, so that a relation before a name ("oma Riet") does not.
    """
    words = [word for word in name.replace("-", " ").split() if word.lower() not in passed_over]
    named = [word for word in words if word[0].isupper()]
    chosen = (named or words or [name.strip() or "?"])[0]
    return chosen[0].upper()


def hand_tone(role: Role) -> Tone:
    """Return the colour of somebody's hand."""
    return _INK[role]


def disc(look: Look, maker: Maker, size: float = 26) -> ft.Semantics:
    """Return the disc alone; the name always stands near it, so that a screen reader skips the letter."""
    across = look.grown(size, 1.6)
    letter = ft.TextStyle(
        size=across * 0.5, font_family="DeviceSemi", color=look.color(_INK[maker.role]), height=1
    )
    drawn = ft.Container(
        ft.Text(maker.initial or initial_of(maker.name), style=letter),
        width=across,
        height=across,
        bgcolor=look.color(_WASH[maker.role]),
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        border=ft.Border.all(look.tokens.border["control"], look.color(_INK[maker.role])),
    )
    return ft.Semantics(content=drawn, exclude_semantics=True)


def maker(look: Look, who: Maker, *, size: float = 26) -> ft.Row:
    """Return disc, name and time of who made a sentence."""
    pieces = [Span(who.name, "meta", _INK[who.role])]
    if who.when:
        pieces.append(Span(f"\u00a0\u00a0·\u00a0 {who.when}", "meta", "soft"))
    return row(disc(look, who, size), spans(look, *pieces, expand=True), gap=10)

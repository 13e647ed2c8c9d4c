"""Money as bars, twice for each row: what there was is a hollow bar, what there will be a full one.

Every bar has its word and its amount beside it, so that nothing hangs on colour or on length; a screen reader
says one sentence for each row and skips the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.words import text

_PARTS = 1_000
_SHORTEST = 12
_HEIGHT = 16.0


@dataclass(frozen=True)
class Bar:
    """One bar: its word, its amount in words, and how long it is."""

    word: str
    amount: str
    size: int
    full: bool


@dataclass(frozen=True)
class Sum:
    """One row: what it is about, its bars, and the sentence that says the same; ``strong`` for a total."""

    title: str
    bars: tuple[Bar, ...]
    said: str
    strong: bool = False


def sums(look: Look, rows: Sequence[Sum], *, identifier: str) -> ft.Control:
    """Return the rows under each other, all to the same measure: that of the longest bar."""
    longest = max((bar.size for one in rows for bar in one.bars), default=0)
    drawn = [_row(look, one, longest) for one in rows]
    return ft.Semantics(content=column(*drawn, gap=16), identifier=identifier, container=True)


def _row(look: Look, one: Sum, longest: int) -> ft.Control:
    title = text(look, one.title, "strong" if one.strong else "label")
    bars = [_bar(look, bar, longest) for bar in one.bars]
    silent = ft.Semantics(content=column(title, *bars, gap=4), exclude_semantics=True)
    return ft.Semantics(content=silent, label=one.said, container=True)


def _bar(look: Look, bar: Bar, longest: int) -> ft.Control:
    word = ft.Container(text(look, bar.word, "meta", "soft"), width=look.grown(96, 2.0))
    amount = text(look, bar.amount, "metabold")
    if look.narrow:
        return column(row(word, amount, gap=8), _length(look, bar, longest), gap=4)
    held = ft.Container(amount, width=look.grown(132, 2.0))
    return row(word, ft.Container(_length(look, bar, longest), expand=True), held, gap=12)


def _length(look: Look, bar: Bar, longest: int) -> ft.Control:
    part = max(round(_PARTS * bar.size / longest), _SHORTEST) if bar.size else 0
    if not part:
        return ft.Container(height=_HEIGHT)
    drawn = ft.Container(
        height=_HEIGHT,
        expand=part,
        bgcolor=look.color("pen") if bar.full else TRANSPARENT,
        border=ft.Border.all(look.tokens.border["chosen"], look.color("pen" if bar.full else "edge")),
        border_radius=look.tokens.radius["sm"],
    )
    rest = [ft.Container(height=_HEIGHT, expand=_PARTS - part)] if part < _PARTS else []
    return ft.Row([drawn, *rest], spacing=0)

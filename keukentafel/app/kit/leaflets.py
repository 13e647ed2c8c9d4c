"""An explanation on paper: headings, paragraphs and lists, drawn with our own letters."""

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.sides import at_start
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import Span, heading, spans
from keukentafel.app.leaflet import Block


def leaflet(look: Look, blocks: tuple[Block, ...], role: TypeRole = "body") -> ft.Control:
    """Return a whole explanation, in letters of ``role``."""
    drawn = [ft.Container(_block(look, one, role), padding=_room(one, at)) for at, one in enumerate(blocks)]
    return column(*drawn, gap=0)


def _room(block: Block, at: int) -> ft.Padding:
    above = 0 if at == 0 else 20 if block.kind == "heading" else 8
    return ft.Padding.only(top=above)


def _block(look: Look, block: Block, role: TypeRole) -> ft.Control:
    if block.kind == "heading":
        return heading(look, block.words, 1 if block.level == 1 else 2 if block.level == 2 else 3)
    strong: TypeRole = "strong" if role == "table" else "label"
    pieces = [Span(one.words, strong if one.strong else role) for one in block.pieces]
    words = spans(look, *pieces, expand=block.kind != "paragraph")
    if block.kind == "paragraph":
        return words
    return row(_mark(look, block, role), words, gap=4, top=True)


def _mark(look: Look, block: Block, role: TypeRole) -> ft.Control:
    if block.kind == "number":
        number = spans(look, Span(f"{block.level}.", role))
        return ft.Container(number, width=26 * look.scale)
    dot = ft.Container(width=7, height=7, border_radius=4, bgcolor=look.color("soft"))
    placed = ft.Container(dot, width=22, height=look.line_height(role), alignment=at_start(look))
    return ft.Semantics(content=placed, exclude_semantics=True)

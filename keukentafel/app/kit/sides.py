"""Start and end instead of left and right, so that a screen can be read from either side.

Flutter turns rows, lists and icons with an arrow round by itself where a language is written from right to
left. Room, edges and places are physical in Flet: they have a left and a right. Every part therefore says at
which *side of reading* something stands, and only here is it known which side that is. Drawings in which a
place is a place, such as the map of people, are the same from both sides and do not ask.
"""

from typing import TypedDict

import flet as ft

from keukentafel.app.kit.look import Look


class Place(TypedDict, total=False):
    """Where something is laid in a stack, in pixels from its edges."""

    left: float
    right: float


def padded(look: Look, *, start: float = 0, end: float = 0, top: float = 0, bottom: float = 0) -> ft.Padding:
    """Return room around something, in pixels: ``start`` is where a line of text begins."""
    left, right = (end, start) if look.mirrored else (start, end)
    return ft.Padding(left=left, right=right, top=top, bottom=bottom)


def edge_at_start(look: Look, side: ft.BorderSide) -> ft.Border:
    """Return a border along the side at which a line of text begins."""
    return ft.Border(right=side) if look.mirrored else ft.Border(left=side)


def laid_across(look: Look, *, start: float, end: float) -> Place:
    """Return the place of something in a stack, by how far it stays from the sides."""
    return {"left": end, "right": start} if look.mirrored else {"left": start, "right": end}


def from_start(look: Look, start: float) -> Place:
    """Return the place of something of its own width in a stack, by how far it stays from the start."""
    return {"right": start} if look.mirrored else {"left": start}


def at_start(look: Look) -> ft.Alignment:
    """Return the middle of the side at which a line of text begins."""
    return ft.Alignment(1 if look.mirrored else -1, 0)


def at_top_start(look: Look) -> ft.Alignment:
    """Return the corner in which a page of text begins."""
    return ft.Alignment(1 if look.mirrored else -1, -1)

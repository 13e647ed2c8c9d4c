"""The stability triangle: three corners and what lies between them, in form and not in colour.

A corner is full, half or open: it holds, it is shaky, it is loose. Each half of a side is solid, dashed or
dotted like the corner that it starts from, so that it is seen where something gives way. A corner of which
nothing was said is a thin circle. The words at the corners are controls, laid on top; for a screen reader the
drawing is one picture with a description.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import flet as ft
import flet.canvas as cv

from keukentafel.app.kit.look import Look
from keukentafel.dossier.stability import Corner, Hold

_DASHES: Final[dict[Hold | None, list[float] | None]] = {
    Hold.FIRM: None,
    Hold.SHAKY: [12.0, 9.0],
    Hold.LOOSE: [2.0, 11.0],
    None: None,
}
_RADIUS, _RING, _SIDE = 13.0, 3.0, 4.0
_HALF_CIRCLE, _FROM_BELOW = 3.1416, 1.5708
_SIDES: Final = (
    (Corner.TAKING_PART, Corner.SURROUNDINGS),
    (Corner.TAKING_PART, Corner.CONTINUITY),
    (Corner.SURROUNDINGS, Corner.CONTINUITY),
)

Holds = Mapping[Corner, Hold | None]
"""How each corner holds; None where nothing was said."""


@dataclass(frozen=True)
class Frame:
    """Where a triangle of ``width`` pixels lies, with room for words above and below it."""

    width: float
    height: float
    above: float
    below: float
    inset: float

    @property
    def places(self) -> dict[Corner, tuple[float, float]]:
        """Where the middle of each corner is, in pixels."""
        top, foot = self.above + _RADIUS + 4, self.height - self.below - _RADIUS - 4
        return {
            Corner.TAKING_PART: (self.width / 2, top),
            Corner.SURROUNDINGS: (self.inset, foot),
            Corner.CONTINUITY: (self.width - self.inset, foot),
        }


def frame(look: Look, width: float, *, words: bool = True) -> Frame:
    """Return the frame for a triangle; without ``words`` it needs no room for them."""
    if not words:
        return Frame(width, width * 0.8, 0, 0, _RADIUS + 8)
    line = look.line_height("label") + look.line_height("meta") + 20
    wraps = 1.6 if look.scale > 1.2 or width < 260 else 1.0
    inset = min(max(width * 0.19, 76 * look.scale), width / 4)
    return Frame(
        width,
        line * (1 + wraps) + min(200 if look.portrait else 170, width * 0.46),
        line,
        line * wraps,
        inset,
    )


def triangle(
    look: Look,
    holds: Holds,
    measure: Frame,
    *,
    name: str,
    identifier: str,
    labels: Mapping[Corner, ft.Control] | None = None,
) -> ft.Control:
    """Return the triangle; ``name`` says in words what it shows, ``labels`` lie at the corners."""
    drawn = cv.Canvas(_shapes(look, holds, measure), width=measure.width, height=measure.height)
    picture = ft.Semantics(content=drawn, label=name, identifier=identifier, image=True, container=True)
    laid = [_label(measure, corner, label) for corner, label in (labels or {}).items()]
    stack = ft.Stack([picture, *laid], width=measure.width, height=measure.height)
    return ft.Container(stack, alignment=ft.Alignment.CENTER)


def _label(measure: Frame, corner: Corner, label: ft.Control) -> ft.Control:
    across = 2 * measure.inset
    x, y = measure.places[corner]
    if corner is Corner.TAKING_PART:
        return ft.Container(label, left=x - across / 2, width=across, top=0)
    return ft.Container(label, left=x - across / 2, width=across, top=y + _RADIUS + 6)


def _shapes(look: Look, holds: Holds, measure: Frame) -> list[cv.Shape]:
    places = measure.places
    shapes: list[cv.Shape] = [_wash(look, list(places.values()))]
    for one, other in _SIDES:
        middle = _between(places[one], places[other])
        shapes += [
            _half(look, places[one], middle, holds[one]),
            _half(look, places[other], middle, holds[other]),
        ]
    for corner, place in places.items():
        shapes += _corner(look, place, holds[corner])
    return shapes


def _wash(look: Look, places: Sequence[tuple[float, float]]) -> cv.Shape:
    (ax, ay), (bx, by), (cx, cy) = places
    steps = [
        cv.Path.MoveTo(ax + 7, ay + 7),
        cv.Path.LineTo(bx + 7, by + 5),
        cv.Path.LineTo(cx + 7, cy + 5),
        cv.Path.Close(),
    ]
    return cv.Path(steps, paint=ft.Paint(color=look.color("honey-soft")))


def _half(look: Look, start: tuple[float, float], end: tuple[float, float], hold: Hold | None) -> cv.Shape:
    return cv.Line(*start, *end, paint=_stroke(look, hold, _SIDE if hold else 1.0))


def _corner(look: Look, place: tuple[float, float], hold: Hold | None) -> list[cv.Shape]:
    x, y = place
    ink, paper = ft.Paint(color=look.color("ink")), ft.Paint(color=look.color("paper"))
    ring = _stroke(look, None, _RING if hold else 1.5, tone_soft=hold is None)
    if hold is Hold.LOOSE:
        ring.stroke_dash_pattern = [4.0, 6.0]
    shapes: list[cv.Shape] = [cv.Circle(x, y, _RADIUS + 2, paint=paper), cv.Circle(x, y, _RADIUS, paint=ring)]
    if hold is Hold.FIRM:
        shapes.append(cv.Circle(x, y, _RADIUS, paint=ink))
    if hold is Hold.SHAKY:
        across = 2 * _RADIUS
        box = (x - _RADIUS, y - _RADIUS, across, across)
        shapes.append(cv.Arc(*box, _FROM_BELOW, _HALF_CIRCLE, paint=ink))
    return shapes


def _stroke(look: Look, hold: Hold | None, width: float, *, tone_soft: bool = False) -> ft.Paint:
    return ft.Paint(
        color=look.color("edge" if tone_soft or width == 1.0 else "ink"),
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_dash_pattern=_DASHES[hold],
    )


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)

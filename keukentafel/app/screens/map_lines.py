"""What lies below the people on their map: rings of paper, and lines that differ in form beside colour."""

import math

import flet as ft
import flet.canvas as cv

from keukentafel.app.kit.look import Look
from keukentafel.app.kit.placing import Placing
from keukentafel.app.kit.tokens import Tone
from keukentafel.dossier.network import Contact, Gives

_TONES: dict[Gives | None, Tone] = {
    Gives.SUPPORT: "leaf",
    Gives.STRAIN: "warning",
    Gives.BOTH: "leaf",
    Gives.MISSED: "soft",
    None: "edge",
}
_WAVE, _AMPLITUDE = 9.0, 9.0


def rings_and_lines(look: Look, placing: Placing, known: dict[str, Contact]) -> ft.Control:
    """Draw the rings, a line to everybody, and a broken circle for every free place."""
    shapes: list[cv.Shape] = []
    for ring, across, down in sorted(placing.rings, reverse=True):
        oval = (placing.width / 2 - across, placing.height / 2 - down, 2 * across, 2 * down)
        ground = look.color("honey-soft" if ring == 0 else "inset")
        shapes.append(cv.Oval(*oval, paint=ft.Paint(color=ground, style=ft.PaintingStyle.FILL)))
        shapes.append(cv.Oval(*oval, paint=_paint(look, "line", 1.5)))
    start = (placing.width / 2, placing.height / 2)
    for each in placing.places:
        one = known.get(each.guest.key)
        if one is None:
            x, y = each.center
            shapes.append(cv.Circle(x, y, each.disc.width / 2 - 1, paint=_paint(look, "edge", 1.5, [5, 6])))
        else:
            shapes += stroke(look, one.gives, start, each.center)
    return cv.Canvas(shapes, width=placing.width, height=placing.height)


def stroke(
    look: Look, gives: Gives | None, start: tuple[float, float], end: tuple[float, float]
) -> list[cv.Shape]:
    """Return the line for what somebody gives: straight, a wave, both side by side, dotted, or thin."""
    (ax, ay), (bx, by) = start, end
    if gives is Gives.STRAIN:
        return [_wave(look, start, end)]
    if gives is Gives.BOTH:
        length = math.dist(start, end) or 1.0
        dx, dy = -(by - ay) / length * 7, (bx - ax) / length * 7
        straight = cv.Line(ax + dx, ay + dy, bx + dx, by + dy, paint=_paint(look, "leaf", 3))
        return [straight, _wave(look, (ax - dx / 2, ay - dy / 2), (bx - dx / 2, by - dy / 2))]
    if gives is Gives.MISSED:
        return [cv.Line(ax, ay, bx, by, paint=_paint(look, "soft", 3.5, [0.1, 10]))]
    width = 3 if gives is Gives.SUPPORT else 1.5
    return [cv.Line(ax, ay, bx, by, paint=_paint(look, _TONES[gives], width))]


def _wave(look: Look, start: tuple[float, float], end: tuple[float, float]) -> cv.Shape:
    (ax, ay), (bx, by) = start, end
    length = math.dist(start, end) or 1.0
    along, aside = ((bx - ax) / length, (by - ay) / length), (-(by - ay) / length, (bx - ax) / length)

    def at(far: float, swing: float) -> tuple[float, float]:
        return ax + along[0] * far + aside[0] * swing, ay + along[1] * far + aside[1] * swing

    steps: list[cv.Path.PathElement] = [cv.Path.MoveTo(ax, ay)]
    for bend in range(int(length / _WAVE)):
        swing = _AMPLITUDE if bend % 2 else -_AMPLITUDE
        steps.append(cv.Path.QuadraticTo(*at((bend + 0.5) * _WAVE, swing), *at((bend + 1) * _WAVE, 0)))
    return cv.Path(steps, paint=_paint(look, "warning", 2.5))


def _paint(look: Look, tone: Tone, width: float, dash: list[float] | None = None) -> ft.Paint:
    return ft.Paint(
        color=look.color(tone),
        stroke_width=width,
        stroke_dash_pattern=dash,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )

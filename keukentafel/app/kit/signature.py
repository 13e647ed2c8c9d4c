"""A signature drawn by hand: an island, because ink has to follow the finger and nothing else need be drawn.

While the finger moves, short lines are laid on the canvas, each sent once; when it is lifted all strokes
become one path, so that a long signature costs no more than a short one. Only this component renders
meanwhile. What is handed over are strokes in a box of 1000 by 300
whole numbers, the same on every screen and free of anything that could tell hands apart (no time, no
pressure). A drawn signature proves nobody's identity; it is one of the ways to say yes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import flet as ft
import flet.canvas as cv

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.remembering import remembered
from keukentafel.app.kit.words import text

Point = tuple[int, int]
"""A place in the box: 0 to 1000 across, 0 to 300 down."""

Stroke = tuple[Point, ...]
"""What was drawn between putting the pen down and lifting it."""

BOX_WIDTH = 1000
BOX_HEIGHT = 300
MOST_STROKES, LONGEST_STROKE = 200, 2000
"""How many strokes there may be, and of how many points; a longer line goes on as another stroke."""

_MOST_POINTS = 4000
_WIDTH = 2.6


@dataclass
class Pad:
    """The paper under the pen: its size in pixels and the strokes so far, in the box of 1000 by 300."""

    width: float = 1.0
    height: float = 1.0
    strokes: list[list[Point]] = field(default_factory=list)
    inking: bool = False
    """Whether the pen that came down last leaves ink."""

    def down(self, x: float, y: float) -> None:
        """Put the pen down; a pad that is full takes no more."""
        self.inking = len(self.strokes) < MOST_STROKES and not self._full
        if self.inking:
            self.strokes.append([self.boxed(x, y)])

    def move(self, x: float, y: float) -> tuple[Point, Point] | None:
        """Move the pen; return the line that was drawn, or nothing when it stayed where it was."""
        if not self.inking or self._full:
            return None
        point, last = self.boxed(x, y), self.strokes[-1][-1]
        if point == last:
            return None
        if len(self.strokes[-1]) == LONGEST_STROKE:
            self.down(*self.pixels(last))
            return self.move(x, y)
        self.strokes[-1].append(point)
        return last, point

    @property
    def _full(self) -> bool:
        return sum(map(len, self.strokes)) >= _MOST_POINTS

    def boxed(self, x: float, y: float) -> Point:
        """Return a place on the pad, in pixels, as a place in the box; outside becomes the edge."""
        across = min(max(x / max(self.width, 1.0), 0.0), 1.0)
        down = min(max(y / max(self.height, 1.0), 0.0), 1.0)
        return round(across * BOX_WIDTH), round(down * BOX_HEIGHT)

    def pixels(self, point: Point) -> tuple[float, float]:
        """Return a place in the box as a place on the pad, in pixels."""
        return point[0] * self.width / BOX_WIDTH, point[1] * self.height / BOX_HEIGHT

    def drawn(self) -> tuple[Stroke, ...]:
        """Return all strokes."""
        return tuple(tuple(stroke) for stroke in self.strokes)


@dataclass
class Drawing:
    """A pad with the ink on it, and what the model said last."""

    pad: Pad = field(default_factory=Pad)
    given: tuple[Stroke, ...] = ()
    ink: list[cv.Shape] = field(default_factory=list)
    dry_for: object = None
    """For which size, colour and strokes the ink was made one path."""

    def show(self, strokes: tuple[Stroke, ...]) -> None:
        """Take over what the model says, unless it says what it said before while the hand went on."""
        if strokes != self.given and strokes != self.pad.drawn():
            self.pad.strokes = [list(stroke) for stroke in strokes]
            self.dry_for = None
        self.given = strokes

    def dry(self, paint: ft.Paint) -> None:
        """Make all strokes one path, if they were not yet."""
        now = (self.pad.width, self.pad.height, paint.color)
        if self.dry_for != now:
            self.ink, self.dry_for = _one_path(self.pad, paint), now


def signature(
    look: Look,
    label: str,
    strokes: tuple[Stroke, ...],
    *,
    identifier: str,
    on_change: Callable[[tuple[Stroke, ...]], object],
    clear_words: str,
    about: str = "",
) -> ft.Control:
    """Return the box to draw a signature in.

    Args:
        look: The look of this screen.
        label: Above the box, and its name for a screen reader.
        strokes: What was drawn before; empty when nothing was, or when it was taken away elsewhere.
        identifier: Of the box; the button to start again is found as this with ``-clear`` behind it.
        on_change: Gets all strokes whenever the pen is lifted, and none when it starts again.
        clear_words: On the button to start again.
        about: Whose it is and under what; for another one there is another paper, with nothing on it.
    """
    asked = _Asked(label, identifier, on_change, clear_words)
    component = cast(Callable[..., ft.Control], _signed)
    return component(look, strokes, asked, key=f"{identifier} {about}")


@dataclass(frozen=True)
class _Asked:
    label: str
    identifier: str
    on_change: Callable[[tuple[Stroke, ...]], object]
    clear_words: str


@ft.component
def _signed(look: Look, strokes: tuple[Stroke, ...], asked: _Asked) -> ft.Control:
    drawing = remembered(Drawing)
    _, set_renders = ft.use_state(0)
    paint = _ink(look)
    drawing.show(strokes)
    drawing.dry(paint)

    def redraw() -> None:
        set_renders(lambda renders: renders + 1)

    def lifted() -> None:
        drawing.dry_for = None
        redraw()
        asked.on_change(drawing.pad.drawn())

    def clear() -> None:
        drawing.pad.strokes.clear()
        lifted()

    again = quiet(
        look, asked.clear_words, clear, identifier=f"{asked.identifier}-clear", icon=ft.Icons.REPLAY_ROUNDED
    )
    canvas = _canvas(drawing, paint, redraw, lifted)
    label = text(look, asked.label, "label", expand=None if look.tight else True)
    head = column(label, row(again), gap=0) if look.tight else row(label, again)
    return column(head, _paper(look, canvas, asked.label, asked.identifier), gap=2)


def _canvas(
    drawing: Drawing, paint: ft.Paint, redraw: Callable[[], None], lifted: Callable[[], None]
) -> cv.Canvas:
    pad = drawing.pad

    def down(event: ft.DragStartEvent[ft.GestureDetector]) -> None:
        pad.down(event.local_position.x, event.local_position.y)

    def moved(event: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        drawn = pad.move(event.local_position.x, event.local_position.y)
        if drawn:
            (ax, ay), (bx, by) = map(pad.pixels, drawn)
            drawing.ink = [*drawing.ink, cv.Line(ax, ay, bx, by, paint=paint)]
            redraw()

    def resized(event: cv.CanvasResizeEvent) -> None:
        pad.width, pad.height = event.width, event.height
        redraw()

    hand = ft.GestureDetector(
        on_pan_start=down,
        on_pan_update=moved,
        on_pan_end=lifted,
        drag_interval=10,
        expand=True,
        mouse_cursor=ft.MouseCursor.PRECISE,
    )
    return cv.Canvas(shapes=list(drawing.ink), content=hand, on_resize=resized, expand=True)


def _paper(look: Look, canvas: cv.Canvas, label: str, identifier: str) -> ft.Control:
    line = ft.Container(height=1, bgcolor=look.color("edge"), left=16, right=16, bottom=22)
    drawn = ft.Container(
        ft.Stack([line, ft.Container(canvas, left=0, right=0, top=0, bottom=0)]),
        height=104 if look.phone else 120,
        bgcolor=look.color("paper"),
        border=ft.Border.all(look.tokens.border["control"], look.color("edge")),
        border_radius=look.tokens.radius["md"],
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
    )
    return ft.Semantics(content=drawn, identifier=identifier, label=label, image=True, container=True)


def _one_path(pad: Pad, paint: ft.Paint) -> list[cv.Shape]:
    steps: list[Any] = []
    for stroke in pad.strokes:
        (x, y), *rest = map(pad.pixels, stroke)
        steps.append(cv.Path.MoveTo(x, y))
        # A dot is a line that goes nowhere.
        steps += [cv.Path.LineTo(*place) for place in rest or [(x + 0.1, y)]]
    return [cv.Path(steps, paint=paint)] if steps else []


def _ink(look: Look) -> ft.Paint:
    return ft.Paint(
        color=look.color("pen"),
        stroke_width=_WIDTH,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )

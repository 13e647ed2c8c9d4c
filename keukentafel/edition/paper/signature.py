"""A drawn signature as a small drawing: lines only, in ink, so that it prints well in black and white."""

from collections.abc import Iterable

from keukentafel.edition.assent import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, Stroke

_INK = "#221F1A"


def signature_svg(strokes: Iterable[Stroke]) -> str:
    """Return strokes as SVG in their own box of 1000 by 300; it holds numbers only, never text."""
    lines = "".join(f'<polyline points="{_points(stroke)}"/>' for stroke in strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIGNATURE_WIDTH} {SIGNATURE_HEIGHT}">'
        f'<g fill="none" stroke="{_INK}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">'
        f"{lines}</g></svg>"
    )


def _points(stroke: Stroke) -> str:
    drawn = stroke if len(stroke) > 1 else stroke * 2
    return " ".join(f"{int(x)},{int(y)}" for x, y in drawn)

"""Pictograms and the logo: SVG text in which the colours of the theme are filled in.

A pictogram is drawn with two inks, a line and one wash of honey that lies a little beside it, as in an old
two-colour print. A picture repeats what a word beside it says; a screen reader skips it, unless it is given
words of its own.
"""

import re
from functools import lru_cache
from pathlib import Path

import flet as ft

from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import Tone, assets_folder

_LINE = "#221F1A"
_WASH = "#F2CF8B"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


class NoSuchPicture(Exception):
    """There is no picture of this name among the assets."""


def pictogram(
    look: Look,
    name: str,
    size: float = 56,
    *,
    faint: bool = False,
    wash: Tone | None = None,
    words: str | None = None,
) -> ft.Image:
    """Return a pictogram of ``size`` pixels; ``faint`` for what lies aside.

    Raises:
        NoSuchPicture: The assets hold no pictogram of this name.
    """
    svg = pictogram_svg(
        name, look.color("soft" if faint else "ink"), look.color(wash or ("line" if faint else "honey"))
    )
    return _image(svg, look.grown(size), words)


def logo(look: Look, size: float, *, words: str | None = None) -> ft.Image:
    """Return the logo without its ground: a table seen from above, two chairs, two cups."""
    return _image(logo_svg(look.color("ink")), size, words)


@lru_cache(maxsize=1)
def pictogram_names() -> tuple[str, ...]:
    """Return the names of all pictograms, in order."""
    return tuple(sorted(path.stem for path in (assets_folder() / "pictograms").glob("*.svg")))


@lru_cache(maxsize=256)
def pictogram_svg(name: str, line: str, wash: str) -> str:
    """Return a pictogram as SVG text in two colours.

    Raises:
        NoSuchPicture: The assets hold no pictogram of this name.
    """
    if not _NAME.fullmatch(name):
        raise NoSuchPicture(f"{name!r} is not the name of a pictogram")
    return _svg(assets_folder() / "pictograms" / f"{name}.svg").replace(_LINE, line).replace(_WASH, wash)


@lru_cache(maxsize=4)
def logo_svg(line: str) -> str:
    """Return the logo as SVG text, its chairs in ``line``."""
    return _svg(assets_folder() / "brand" / "logo-zonder-grond.svg").replace(_LINE, line)


def _svg(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoSuchPicture(f"there is no picture {path.name} among the assets") from None


def _image(svg: str, size: float, words: str | None) -> ft.Image:
    return ft.Image(
        src=svg, width=size, height=size, semantics_label=words, exclude_from_semantics=words is None
    )

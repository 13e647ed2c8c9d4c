"""Words on paper: plain text, text in pieces, headings, and icons.

Text that is read has a role and a tone, never a size or a colour. A heading is a heading for a screen reader
too, with its level. ``ft.Text(selectable=True)`` is not used: it becomes a text box without a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import flet as ft

from keukentafel.app.kit.direction import reads_from_right
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.tokens import Tone, TypeRole

Align = Literal["start", "center", "end"]
"""How the lines of a text stand."""

_ALIGN = {"start": ft.TextAlign.START, "center": ft.TextAlign.CENTER, "end": ft.TextAlign.END}
_HEADING_ROLE: dict[int, TypeRole] = {1: "title", 2: "heading", 3: "label"}


@dataclass(frozen=True)
class Span:
    """A piece of a text with a look of its own; ``marked`` lays the marker behind it."""

    words: str
    role: TypeRole = "body"
    tone: Tone = "ink"
    marked: bool = False


def text(
    look: Look,
    words: str,
    role: TypeRole = "body",
    tone: Tone = "ink",
    *,
    align: Align = "start",
    expand: int | bool | None = None,
    lines: int | None = None,
) -> ft.Text:
    """Return plain text; ``lines`` cuts it off after so many lines, with an ellipsis."""
    return ft.Text(
        words,
        style=look.style(role, tone),
        text_align=_ALIGN[align],
        expand=expand,
        max_lines=lines,
        overflow=ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP,
        rtl=reads_from_right(words),
    )


def spans(look: Look, *pieces: Span, align: Align = "start", expand: int | bool | None = None) -> ft.Text:
    """Return one text made of pieces, read as one by a screen reader."""
    return ft.Text(
        spans=[ft.TextSpan(p.words, look.style(p.role, p.tone, marked=p.marked)) for p in pieces],
        text_align=_ALIGN[align],
        expand=expand,
        rtl=reads_from_right("".join(p.words for p in pieces)),
    )


def heading(
    look: Look,
    words: str,
    level: Literal[1, 2, 3] = 2,
    *,
    role: TypeRole | None = None,
    tone: Tone = "ink",
    align: Align = "start",
    expand: int | bool | None = None,
    identifier: str | None = None,
) -> ft.Semantics:
    """Return a heading of ``level`` 1 (one a screen) to 3, in the letters of that level or of ``role``."""
    return ft.Semantics(
        content=text(look, words, role or _HEADING_ROLE[level], tone, align=align),
        heading_level=level,
        header=True,
        container=True,
        identifier=identifier,
        expand=expand,
    )


def spoken(content: ft.Control, *, identifier: str) -> ft.Semantics:
    """Have a screen reader say ``content`` when it changes, without taking the focus."""
    return ft.Semantics(content=content, live_region=True, container=True, identifier=identifier)


def icon(
    look: Look, which: ft.IconData, tone: Tone = "ink", size: float = 24, *, name: str | None = None
) -> ft.Icon:
    """Return an icon that grows with the text; ``name`` only where no word stands beside it."""
    return ft.Icon(which, color=look.color(tone), size=look.grown(size), semantics_label=name)


def in_one_breath(parts: Iterable[str]) -> str:
    """Return texts as a screen reader says them one after the other, each ended as a sentence."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in parts if part)

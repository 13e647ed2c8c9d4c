"""Writing: a label above, help under it, the box, and below it what is wrong and what to do.

In declarative Flet every input is controlled: whatever a render says about ``value`` is what the box shows.
While somebody types, the server is always a few letters behind, so that a render for any reason at all (a
clock, an autosave, a letter of a moment ago) would put back an older text and throw the caret to the end.
The box is therefore a component of its own that knows what was typed last:

- text that comes *from the hand* is reported by ``on_change`` and never sent back;
- text that comes *from the model* (``value``) is sent only when it is neither what the model said at the last
  render nor something that was typed here since; then it replaces what stands in the box.

A screen binds a field as ``field(look, label, story.text, identifier="verhaal", on_change=story.say)``, and
may render as often as it likes. The identifier is the identity of the box too: another identifier is another
box, the same identifier further down the list is the same box with its caret.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, cast

import flet as ft

from keukentafel.app.kit.arranging import Expand, column
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.remembering import remembered
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import text

Written = Callable[[str], object]
"""Takes the whole text as it stands in the box."""

_REMEMBERED = 64


@dataclass
class Draft:
    """What stands in one box: what the model said last, and what the hand has made of it since."""

    given: str
    shown: str
    typed: list[str] = dataclass_field(default_factory=list)

    def write(self, words: str) -> None:
        """Take what was typed."""
        self.shown = words
        self.typed = [*self.typed[-_REMEMBERED:], words]

    def show(self, value: str) -> str:
        """Return what the box shows when the model says ``value``."""
        if value != self.given and value not in self.typed:
            self.shown, self.typed = value, []
        self.given = value
        return self.shown


@dataclass(frozen=True)
class Box:
    """How a box is: how high, for what, and what happens when it is left or sent off."""

    label: str
    on_change: Written
    said: str = ""
    """What a screen reader says besides: help, and what is wrong."""
    on_blur: Written | None = None
    on_submit: Written | None = None
    hint: str | None = None
    wrong: bool = False
    lines: int = 1
    most_lines: int | None = None
    longest: int | None = None
    password: bool = False
    autofocus: bool = False
    read_only: bool = False
    keyboard: ft.KeyboardType | None = None
    lamp: bool = False
    """In the light of the lamp, while we listen: a line instead of a box."""


def field(
    look: Look,
    label: str,
    value: str,
    *,
    identifier: str,
    on_change: Written,
    on_blur: Written | None = None,
    on_submit: Written | None = None,
    help: str = "",  # noqa: A002 - the word people use for it
    error: str = "",
    hint: str | None = None,
    lines: int = 1,
    most_lines: int | None = None,
    longest: int | None = None,
    password: bool = False,
    autofocus: bool = False,
    read_only: bool = False,
    keyboard: ft.KeyboardType | None = None,
    expand: Expand = None,
) -> ft.Column:
    """Return a field to write in.

    Args:
        look: The look of this screen.
        label: Above the box, and its name for a screen reader.
        value: What the model holds now.
        identifier: By which a test finds the box, and its identity between renders.
        on_change: Gets the text at every letter.
        on_blur: Gets the text when the box is left.
        on_submit: Gets the text at Enter (one line only).
        help: Under the label; part of what a screen reader says.
        error: Under the box: what is wrong and what to do.
        hint: An example, shown while the box is empty.
        lines: How many lines high; more than one lets the box grow with its words.
        most_lines: Where growing ends and scrolling begins; none is three times ``lines``.
        longest: How many characters fit.
        password: Whether the letters are hidden.
        autofocus: Whether it has the keyboard at once.
        read_only: Whether it can only be read.
        keyboard: Which keyboard a tablet shows.
        expand: Takes the room that is left in a row.
    """
    box = Box(
        label=label,
        said=" ".join(part for part in (help, error) if part),
        on_change=on_change,
        on_blur=on_blur,
        on_submit=on_submit,
        hint=hint,
        wrong=bool(error),
        lines=lines,
        most_lines=most_lines,
        longest=longest,
        password=password,
        autofocus=autofocus,
        read_only=read_only,
        keyboard=keyboard,
    )
    return column(
        *_above(look, label, help),
        _keyed(look, value, box, identifier),
        *_below(look, error),
        gap=6,
        expand=expand,
    )


def lamp_field(
    look: Look,
    label: str,
    value: str,
    *,
    identifier: str,
    on_change: Written,
    on_blur: Written | None = None,
    on_submit: Written | None = None,
    width: float | None = None,
) -> ft.Column:
    """Return the line for key words on the screen of listening; its arguments as for :func:`field`."""
    box = Box(label=label, on_change=on_change, on_blur=on_blur, on_submit=on_submit, lamp=True)
    above = ft.Text(label, style=look.style("meta", None), color=look.listening("quiet"))
    silent = ft.Semantics(content=above, exclude_semantics=True)
    return ft.Column(
        [silent, ft.Container(_keyed(look, value, box, identifier), width=width)], spacing=6, tight=True
    )


def _above(look: Look, label: str, help_words: str) -> list[ft.Control]:
    words = [text(look, label, "label"), *([text(look, help_words, "meta", "soft")] if help_words else [])]
    # The box says them already, as its name.
    return [ft.Semantics(content=one, exclude_semantics=True) for one in words]


def _below(look: Look, error: str) -> list[ft.Control]:
    if not error:
        return []
    drawn = fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, error, "negative", "metabold")
    return [ft.Semantics(content=drawn, live_region=True, container=True)]


def _keyed(look: Look, value: str, box: Box, identifier: str) -> ft.Control:
    component = cast(Callable[..., ft.Control], _typed_in)
    return component(look, value, box, identifier, key=identifier)


@ft.component
def _typed_in(look: Look, value: str, box: Box, identifier: str) -> ft.Control:
    draft = remembered(lambda: Draft(value, value))

    def changed(event: ft.Event[ft.TextField]) -> None:
        draft.write(event.control.value)
        box.on_change(event.control.value)

    written = ft.TextField(
        value=draft.show(value),
        on_change=changed,
        on_blur=_told(box.on_blur),
        on_submit=_told(box.on_submit),
        **_shape(box),
        **(_lamp_face(look) if box.lamp else _face(look, wrong=box.wrong)),
    )
    return ft.MergeSemantics(
        ft.Semantics(content=written, identifier=identifier, label=box.label, hint_text=box.said or None)
    )


def _told(listener: Written | None) -> Callable[[ft.Event[ft.TextField]], None] | None:
    if listener is None:
        return None

    def tell(event: ft.Event[ft.TextField]) -> None:
        listener(event.control.value)

    return tell


def _shape(box: Box) -> dict[str, Any]:
    several = box.lines > 1
    return {
        "multiline": several,
        "min_lines": box.lines,
        "max_lines": (box.most_lines or 3 * box.lines) if several else 1,
        "max_length": box.longest,
        "password": box.password,
        "can_reveal_password": box.password,
        "autocorrect": not box.password,
        "enable_suggestions": not box.password,
        "autofocus": box.autofocus,
        "read_only": box.read_only,
        "keyboard_type": box.keyboard or (ft.KeyboardType.MULTILINE if several else ft.KeyboardType.TEXT),
        "hint_text": box.hint,
    }


def _face(look: Look, *, wrong: bool) -> dict[str, Any]:
    border = look.tokens.border
    resting = (
        _edge(look, look.color("negative"), border["chosen"])
        if wrong
        else _edge(look, look.color("edge"), border["control"])
    )
    return {
        "text_style": look.style("body"),
        "hint_style": look.style("body", "soft"),
        "filled": True,
        "fill_color": look.color("paper"),
        "cursor_color": look.color("pen"),
        "content_padding": ft.Padding.symmetric(horizontal=14, vertical=13),
        "border": {
            ft.ControlState.FOCUSED: _edge(look, look.color("pen"), border["focus"]),
            ft.ControlState.DEFAULT: resting,
        },
    }


def _edge(look: Look, color: str, width: float) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(side=ft.BorderSide(width, color), border_radius=look.tokens.radius["md"])


def _lamp_face(look: Look) -> dict[str, Any]:
    def line(color: str, width: float) -> ft.UnderlineInputBorder:
        return ft.UnderlineInputBorder(side=ft.BorderSide(width, color))

    return {
        "text_style": look.style("table", None),
        "color": look.listening("text"),
        "cursor_color": look.listening("star"),
        "dense": True,
        "border": {
            ft.ControlState.FOCUSED: line(look.listening("star"), look.tokens.border["chosen"]),
            ft.ControlState.DEFAULT: line(look.listening("quiet"), look.tokens.border["hair"]),
        },
    }

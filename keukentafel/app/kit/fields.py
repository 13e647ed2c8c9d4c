"""Writing: a label above, help under it, the box, and below it what is wrong and what to do.

In declarative Flet every input is controlled: what a render says about ``value`` is what the box shows. The
box is therefore a component of its own that remembers what the hand wrote
(:mod:`~keukentafel.app.kit.draft`), so that no render takes letters away or throws the caret to the end.

A screen binds a field as ``field(look, label, box.text, identifier="story", draft=box.draft,
on_change=story.typed)`` and may render as often as it likes. ``draft`` says which text is being written: when
one was written down and the next begins in the same place, the box starts anew from ``value`` and keeps the
keyboard. ``identifier`` is the identity of the box: further down a list it is the same box with its caret.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from keukentafel.app.kit.arranging import Expand, column
from keukentafel.app.kit.direction import reads_from_right
from keukentafel.app.kit.draft import Draft
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.remembering import remembered
from keukentafel.app.kit.sides import laid_across
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import text

Written = Callable[[str], object]
"""Takes the whole text as it stands in the box."""

_ACROSS, _DOWN = 14, 13


@dataclass(frozen=True)
class Box:
    """How a box is: how high, for what, and what happens when it is left or sent off."""

    label: str
    on_change: Written
    draft: str = ""
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
    draft: str = "",
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
        draft: Which text is being written; with another one the box starts anew from ``value``.
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
        draft=draft,
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
    draft: str = "",
    on_blur: Written | None = None,
    on_submit: Written | None = None,
    width: float = 340,
) -> ft.Column:
    """Return the line for key words on the screen of listening; its arguments as for :func:`field`."""
    box = Box(label=label, on_change=on_change, draft=draft, on_blur=on_blur, on_submit=on_submit, lamp=True)
    above = ft.Text(label, style=look.style("meta", None), color=look.listening("quiet"))
    silent = ft.Semantics(content=above, exclude_semantics=True)
    across = min(look.grown(width), look.width - (40 if look.tight else 156))
    return ft.Column(
        [silent, ft.Container(_keyed(look, value, box, identifier), width=across)], spacing=6, tight=True
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
    draft = remembered(lambda: Draft(box.draft, value, value))
    last: list[ft.TextField] = remembered(list)
    for standing in last:
        # The newest letters can be in the control already while their event still waits its turn.
        draft.write(standing.value)

    _, set_empty = ft.use_state(not draft.shown)
    began_from_right = remembered(lambda: [reads_from_right(draft.shown)])
    _, set_from_right = ft.use_state(reads_from_right(draft.shown))

    def changed(event: ft.Event[ft.TextField]) -> None:
        draft.write(event.control.value)
        set_empty(not event.control.value)
        set_from_right(reads_from_right(event.control.value))
        box.on_change(event.control.value)

    shown = draft.show(box.draft, value)
    written = ft.TextField(
        value=shown,
        # Turning the box round under the hand would mount it anew and drop letters; its text may move over.
        rtl=began_from_right[0],
        text_align=_side(shown, from_right=began_from_right[0] or look.mirrored),
        on_change=changed,
        on_blur=_told(box.on_blur),
        on_submit=_told(box.on_submit),
        **_shape(box),
        **(_lamp_face(look) if box.lamp else _face(look, wrong=box.wrong)),
    )
    last[:] = [written]
    name = ft.Semantics(content=written, identifier=identifier, label=box.label, hint_text=box.said or None)
    named = ft.MergeSemantics(name)
    return _with_hint(look, named, box, shown=not draft.shown) if box.hint else named


def _side(words: str, *, from_right: bool) -> ft.TextAlign:
    """At which side of a box words stand that may have another direction than the box."""
    return ft.TextAlign.START if reads_from_right(words) is from_right or not words else ft.TextAlign.END


def _with_hint(look: Look, named: ft.Control, box: Box, *, shown: bool) -> ft.Control:
    """Lay an example over an empty box; Flet's own hint would come and go in the name of the box."""
    # Emptied, not hidden: a control that goes takes the keyboard from the box beside it.
    words = text(look, (shown and box.hint) or "", "body", "soft", lines=box.lines)
    example = ft.Container(
        ft.Semantics(content=words, exclude_semantics=True),
        **laid_across(look, start=_ACROSS + 4, end=_ACROSS),
        top=_DOWN + 2,
        ignore_interactions=True,
    )
    return ft.Stack([named, example], fit=ft.StackFit.PASS_THROUGH)


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
        "filled": True,
        "fill_color": look.color("paper"),
        "cursor_color": look.color("pen"),
        "content_padding": ft.Padding.symmetric(horizontal=_ACROSS, vertical=_DOWN),
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

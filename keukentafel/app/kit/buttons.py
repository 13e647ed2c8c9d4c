"""Buttons: one primary a screen, and everything else quieter.

A button has an ``identifier``, so that a test finds it, and a name that a screen reader says; both end up on
one node of the semantics tree (``ft.MergeSemantics``), because Flet leaves icon buttons nameless. It is 48
pixels high at least and grows with its words. What is disabled shows a lock and says why. What has the
keyboard is yellow with a black border (:mod:`~keukentafel.app.kit.states`).

An ``Action`` takes no arguments; a coroutine function is awaited.
"""

import inspect
from collections.abc import Callable
from typing import Any, Literal

import flet as ft

from keukentafel.app.kit.arranging import Expand
from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.sides import at_start
from keukentafel.app.kit.states import outline, room, style
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import text

Action = Callable[[], object]
"""What a tap does."""

Kind = Literal["primary", "secondary", "quiet", "danger"]
"""How loud a button is."""

_ICON = 22


def primary(look: Look, words: str, on_click: Action, *, identifier: str, **more: Any) -> ft.Control:
    """Return the one button of this screen that goes on; the rest as for :func:`button`."""
    return button(look, words, on_click, identifier=identifier, kind="primary", **more)


def secondary(look: Look, words: str, on_click: Action, *, identifier: str, **more: Any) -> ft.Control:
    """Return a button with an outline; the rest as for :func:`button`."""
    return button(look, words, on_click, identifier=identifier, kind="secondary", **more)


def quiet(look: Look, words: str, on_click: Action, *, identifier: str, **more: Any) -> ft.Control:
    """Return a button of words alone, 48 pixels high; the rest as for :func:`button`."""
    return button(look, words, on_click, identifier=identifier, kind="quiet", **{"small": True, **more})


def danger(look: Look, words: str, on_click: Action, *, identifier: str, **more: Any) -> ft.Control:
    """Return a button for what cannot be undone and is asked again; the rest as for :func:`button`."""
    return button(look, words, on_click, identifier=identifier, kind="danger", **more)


def button(
    look: Look,
    words: str,
    on_click: Action,
    *,
    identifier: str,
    kind: Kind = "secondary",
    icon: ft.IconData | None = None,
    after: ft.IconData | None = None,
    name: str | None = None,
    small: bool = False,
    wide: bool = False,
    expand: Expand = None,
    autofocus: bool = False,
    action: ft.ClientAction | None = None,
) -> ft.Control:
    """Return a button.

    Args:
        look: The look of this screen.
        words: What stands on it, in plain Dutch.
        on_click: What it does.
        identifier: By which a test finds it.
        kind: How loud it is.
        icon: Before the words.
        after: Behind the words.
        name: What a screen reader says, when the words alone do not say which ("Weggooien: Hans van Rooij").
        small: 48 pixels high instead of the 56 of the table.
        wide: As wide as the room there is.
        expand: Takes the room that is left in a row.
        autofocus: Has the keyboard at once (the safe choice of a dialog).
        action: What the client does within the gesture (copying, choosing a file).
    """
    made = _CONTROL[kind](
        content=_face(look, words, icon, after, silent=name is not None),
        style=_style(look, kind, small=small),
        on_click=on_tap(on_click),
        autofocus=autofocus,
        action=action,
    )
    found = _found(made, identifier, name, expand)
    return ft.Row([ft.Container(found, expand=True)]) if wide else found


def locked(
    look: Look, words: str, why: str, *, identifier: str, small: bool = False, expand: Expand = None
) -> ft.Control:
    """Return a button that cannot be used yet, with a lock, and ``why`` under it and in its name."""
    made = ft.OutlinedButton(
        content=_face(look, words, ft.Icons.LOCK_OUTLINE_ROUNDED, None, silent=True),
        style=style(
            look,
            ink=look.color("soft"),
            ground=look.color("inset"),
            side=outline(look, "edge"),
            padding=_padding(look, 22, small=small),
        ),
        disabled=True,
    )
    found = _found(made, identifier, f"{words}. {why}", None)
    reason = text(look, why, "meta", "soft")
    return ft.Column(
        [found, ft.Semantics(content=reason, exclude_semantics=True)], spacing=4, tight=True, expand=expand
    )


def icon_button(
    look: Look,
    icon: ft.IconData,
    name: str,
    on_click: Action,
    *,
    identifier: str,
    ring: bool = False,
    filled: bool = False,
    tone: Tone = "pen",
    size: float = 26,
    side: float | None = None,
) -> ft.Control:
    """Return a round button with an icon alone; ``name`` is shown as a hint and said by a screen reader.

    ``ring`` draws a circle around it, ``filled`` a disc behind it, ``side`` makes it larger than 48 pixels.
    """
    across = max(look.target, side or 0)
    made = ft.IconButton(
        icon=icon,
        icon_size=look.grown(size, 1.4),
        tooltip=name,
        width=across,
        height=across,
        padding=0,
        style=style(
            look,
            ink=look.color("on-pen" if filled else tone),
            ground=look.color("pen" if filled else "paper") if filled or ring else TRANSPARENT,
            hover="pen-hover" if filled else "pen-soft",
            side=outline(look, "edge") if ring else None,
            shape=ft.CircleBorder(),
        ),
        on_click=on_tap(on_click),
    )
    return _found(made, identifier, None, None)


def tappable(
    look: Look,
    content: ft.Control,
    on_click: Action,
    *,
    identifier: str,
    name: str,
    padding: ft.PaddingValue = 0,
    selected: bool | None = None,
    expand: Expand = None,
) -> ft.Control:
    """Return a whole row or card that can be tapped; a screen reader says ``name`` and not its parts."""
    silent = ft.Semantics(content=content, exclude_semantics=True)
    flat = style(look, ink=look.color("ink"), padding=padding, alignment=at_start(look))
    made = ft.TextButton(content=silent, style=flat, on_click=on_tap(on_click))
    return ft.MergeSemantics(
        ft.Semantics(content=made, identifier=identifier, label=name, selected=selected), expand=expand
    )


def on_tap(action: Action) -> Callable[[], Any]:
    """Turn an action into a handler of Flet's.

    Flet looks at the parameters of a handler to decide what to pass, and takes a default value for one of
    them; behind a function of its own an action may be any callable.
    """
    if inspect.iscoroutinefunction(action):

        async def awaited() -> None:
            await action()

        return awaited

    def called() -> None:
        action()

    return called


_CONTROL: dict[Kind, Callable[..., ft.LayoutControl]] = {
    "primary": ft.FilledButton,
    "secondary": ft.OutlinedButton,
    "quiet": ft.TextButton,
    "danger": ft.OutlinedButton,
}
_INK: dict[Kind, Tone] = {"primary": "on-pen", "secondary": "pen", "quiet": "pen", "danger": "negative"}


def _found(made: ft.Control, identifier: str, name: str | None, expand: Expand) -> ft.MergeSemantics:
    return ft.MergeSemantics(ft.Semantics(content=made, identifier=identifier, label=name), expand=expand)


def _face(
    look: Look, words: str, icon: ft.IconData | None, after: ft.IconData | None, *, silent: bool
) -> ft.Control:
    # Without a colour of their own, words and icons take that of the button in its present state.
    label = ft.Text(
        words, style=look.style("label", None), text_align=ft.TextAlign.CENTER, expand=True, expand_loose=True
    )
    before = [ft.Icon(icon, size=look.grown(_ICON))] if icon else []
    behind = [ft.Icon(after, size=look.grown(_ICON))] if after else []
    face = ft.Row([*before, label, *behind], spacing=10, tight=True, alignment=ft.MainAxisAlignment.CENTER)
    return ft.Semantics(content=face, exclude_semantics=True) if silent else face


def _style(look: Look, kind: Kind, *, small: bool) -> ft.ButtonStyle:
    outlined = kind in ("secondary", "danger")
    return style(
        look,
        ink=look.color(_INK[kind]),
        ground=look.color("pen" if kind == "primary" else "paper") if kind != "quiet" else TRANSPARENT,
        hover="pen-hover" if kind == "primary" else "pen-soft",
        side=outline(look, _INK[kind]) if outlined else None,
        padding=_padding(look, 12 if kind == "quiet" else 22, small=small),
    )


def _padding(look: Look, across: float, *, small: bool) -> ft.Padding:
    target = look.tokens.size["target" if small else "target-table"]
    return room(look, across, target=target, line=look.line_height("label"))

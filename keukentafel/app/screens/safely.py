"""Drawing safely: a screen that has gone is not drawn, and one that cannot be drawn does not freeze the rest.

Flet draws everything that changed in one loop, and an exception in it would end that loop for good: the
picture would stand still while the app goes on. So a screen that fails draws an apology with one button, and
a screen whose household was closed a moment ago draws nothing.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.buttons import primary
from keukentafel.app.kit.screen import center_sheet
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation

P = ParamSpec("P")
Draw = Callable[Concatenate[Scene, P], ft.Control]


def screen(draw: Draw[P]) -> Draw[P]:
    """Make a component of a screen, drawn safely."""

    @wraps(draw)
    def drawn(scene: Scene, *more: P.args, **named: P.kwargs) -> ft.Control:
        if _gone(scene, more):
            return ft.Container()
        try:
            return draw(scene, *more, **named)
        except Exception as mishap:
            sys.stderr.write(f"a screen could not be drawn: {type(mishap).__name__}\n")
            return _apology(scene)

    return cast(Draw[P], ft.component(cast(Any, drawn)))


def _gone(scene: Scene, more: tuple[object, ...]) -> bool:
    talks = [one for one in more if isinstance(one, Conversation)]
    return any(scene.visit.conversation is not talk for talk in talks)


def _apology(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    words = column(
        heading(look, t("mishap.title"), 1, role="heading"),
        text(look, t("mishap.body"), "body"),
        primary(look, t("mishap.again"), scene.visit.after_mishap, identifier="again"),
        gap=14,
    )
    sheet = center_sheet(look, words)
    return ft.Container(sheet, alignment=ft.Alignment.CENTER, expand=True, bgcolor=look.color("table"))

"""The plan that people wrote themselves: when there is one, it lies on top, and we read it first."""

import flet as ft

from keukentafel.app.kit.arranging import column, sheet
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.preparation import request


def own_plan(scene: Scene) -> list[ft.Control]:
    """Return the sheet with somebody's own plan, with whose words it is; none when there is none."""
    look, t = scene.look, scene.t
    words = request(scene.talk).own_plan
    if not words:
        return []
    said = [quote(look, one.text, scene.maker(one)) for one in words.versions]
    head = heading(look, t("own_plan.title"), 2)
    paper = column(head, text(look, t("own_plan.first"), "meta", "soft"), *said, gap=10)
    return [ft.Semantics(content=sheet(look, paper), identifier="own-plan-first", container=True)]

"""Liever niet over hebben: one tap on a sheet keeps it, and it is not asked again.

Only the resident opens it again, from *Bladen*, where the sheet says so.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.words import text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.screens import Screen


def rather_not(scene: Scene, what: str) -> ft.Control:
    """Return the quiet button on a sheet (``F04``) that leaves it alone and goes back to the sheets."""

    def leave_alone() -> None:
        scene.talk.leave_alone(what)
        scene.visit.to_table(Screen.SHEETS)

    words = scene.t("rather_not")
    return row(quiet(scene.look, words, leave_alone, identifier="rather-not"))


def after_all(scene: Scene, what: str, title: str, to: Screen, leave_it: Callable[[], object]) -> ft.Control:
    """Ask whether somebody wants to talk about it after all; drawn within the sheet's own tile."""
    look, t, visit = scene.look, scene.t, scene.visit

    def talk_about_it() -> None:
        scene.talk.talk_about_it_after_all(what)
        visit.to_table(to)

    yes = secondary(look, t("rather_not.yes"), talk_about_it, identifier="after-all", small=True)
    no = quiet(look, t("rather_not.no"), leave_it, identifier="leave-it")
    asked = t("rather_not.after_all")
    return column(
        text(look, title, "label"), text(look, asked, "body"), row(yes, no, wrap=True, gap=8), gap=8
    )

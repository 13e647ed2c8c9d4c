"""A sheet that is still shut: kindly why, and, quietly, a way to open it earlier with a reason."""

from functools import partial

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.guide.doors import Door, Reason

PICTURES = {Door.PLAN: "plan", Door.LADDER: "ladder", Door.OFFERS: "buurt"}


@screen
def shut_screen(scene: Scene, talk: Conversation, door: Door) -> ft.Control:
    """Say why this sheet is shut; the worker may open it with one of four reasons, which is kept."""
    t, look, visit = scene.t, scene.look, scene.visit
    asking, set_asking = ft.use_state(False)

    def ask() -> None:
        visit.touch()
        set_asking(True)

    early = quiet(look, t("shut.open_early"), ask, identifier="open-early")
    words = column(
        heading(look, t(f"shut.{door.value}"), 1),
        empty(look, PICTURES[door], t("shut.why")),
        _reasons(scene, talk) if asking else row(early, align=ft.MainAxisAlignment.CENTER),
        gap=12,
    )
    back = primary(look, t("shut.to_story"), lambda: visit.to_table(Screen.STORY), identifier="to-story")
    return at_the_table(scene, row(sheet(look, words, expand=True)), primary=back, scroll=True)


def _reasons(scene: Scene, talk: Conversation) -> ft.Control:
    t, look, visit = scene.t, scene.look, scene.visit

    def open_with(reason: Reason) -> None:
        visit.touch()
        talk.open_early(reason)
        visit.changed()

    buttons = [
        secondary(
            look,
            t(f"shut.reason.{one.value}"),
            partial(open_with, one),
            identifier=f"reason-{one.value}",
            small=True,
        )
        for one in Reason
    ]
    asked = text(look, t("shut.ask"), "label", align="center")
    laid = row(*buttons, wrap=True, gap=8, align=ft.MainAxisAlignment.CENTER)
    return column(asked, text(look, t("shut.kept"), "meta", "soft", align="center"), laid, gap=8)

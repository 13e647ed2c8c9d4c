"""Waar zijn we het niet over eens? Both views go into the account beside each other."""

import flet as ft

from keukentafel.app.kit.arranging import column, sheet
from keukentafel.app.kit.buttons import primary
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.differences import differences_section
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.control import control


@screen
def disagree_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what people see differently, and room for what they see differently besides."""
    look, t = scene.look, scene.t
    head = column(
        heading(look, t("disagree.title"), 1), text(look, t("disagree.subtitle"), "table", "soft"), gap=4
    )
    body = column(head, sheet(look, differences_section(scene, control(talk.dossier))), gap=16)
    return at_the_table(scene, body, primary=to_reading_back(scene), scroll=True)


def to_reading_back(scene: Scene) -> ft.Control:
    """Return the button back to what is read back."""
    return primary(
        scene.look,
        scene.t("assent.back"),
        lambda: scene.visit.to_table(Screen.READ_BACK),
        identifier="to-reading",
        icon=ft.Icons.ARROW_BACK_ROUNDED,
    )

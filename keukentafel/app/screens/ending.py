"""Ending a talk: on to an account and a plan, just contact, or another time. All three are equally good."""

from functools import partial

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, sheet
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.talk import Ending

PICTURES = {Ending.ACCOUNT: "plan", Ending.CONTACT: "rust", Ending.LATER: "dag"}


@screen
def ending_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Ask how this talk ends."""
    look, t, visit = scene.look, scene.t, scene.visit
    del talk
    back = quiet(look, t("ending.listen"), visit.listen, identifier="listen", icon=ft.Icons.BEDTIME_OUTLINED)
    body = column(
        heading(look, t("ending.title"), 1),
        text(look, t("ending.subtitle"), "table", "soft"),
        gap(6),
        *(_way(scene, one) for one in Ending),
        gap=12,
    )
    return at_the_table(scene, body, secondary=back, scroll=True)


def _way(scene: Scene, ending: Ending) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    title, second = t(f"ending.{ending.value}"), t(f"ending.{ending.value}.means")
    words = column(text(look, title, "strong"), text(look, second, "body", "soft"), gap=2, expand=True)
    line = row(pictogram(look, PICTURES[ending], 56 if look.narrow else 64), words, gap=18)
    tapped = tappable(
        look,
        line,
        partial(visit.end_talk, ending),
        identifier=f"end-{ending.value}",
        name=f"{title}. {second}",
        padding=ft.Padding.symmetric(horizontal=16 if look.narrow else 24, vertical=18),
    )
    return sheet(look, tapped, padding=0)

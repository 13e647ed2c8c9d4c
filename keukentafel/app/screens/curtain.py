"""Nothing to be seen: the curtain at the table, and the agenda that is left behind in a hurry."""

from datetime import timedelta

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, row, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, on_tap
from keukentafel.app.kit.listening import lamp_curtain
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.screen import titlebar
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.journal.speaker import Face

DAYS = 7


@screen
def curtain_screen(scene: Scene) -> ft.Control:
    """Draw the curtain: one tap anywhere lifts it."""
    visit, look, t = scene.visit, scene.look, scene.t
    words, ground = _words(scene)
    cloth = ft.Container(
        ft.Semantics(content=words, exclude_semantics=True),
        expand=True,
        alignment=ft.Alignment.CENTER,
        padding=look.margin,
        bgcolor=ground,
        on_click=on_tap(visit.lift_curtain),
    )
    named = ft.Semantics(content=cloth, identifier="curtain", label=t("curtain.lift"), button=True)
    return ft.Column(
        [ft.MergeSemantics(named, expand=True)],
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _words(scene: Scene) -> tuple[ft.Control, str]:
    look, t = scene.look, scene.t
    title, body = t("curtain.title"), t("curtain.body")
    if scene.visit.face is Face.LISTEN:
        return lamp_curtain(look, title, body)
    drawn = centered(
        logo(look, 92 if look.phone else 140),
        gap(8),
        heading(look, title, 1, align="center"),
        text(look, body, "table", "soft", align="center"),
        gap=10,
    )
    return drawn, look.color("table")


@screen
def agenda_screen(scene: Scene) -> ft.Control:
    """Draw an agenda in which nothing stands. The vault is locked; the lock leads to the PIN."""
    visit, look, t = scene.visit, scene.look, scene.t
    today = t.today(visit.house.clock())
    lines = []
    for ahead in range(DAYS):
        day = text(look, t.weekday(today + timedelta(days=ahead)), "label")
        nothing = text(look, t("agenda.nothing"), "meta", "soft")
        lines.append(ft.Container(column(day, nothing, gap=2), padding=ft.Padding.symmetric(vertical=12)))
    lock = icon_button(
        look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("agenda.lock"), visit.to_unlock, identifier="agenda-lock"
    )
    top = titlebar(look, t("agenda.title"), t.weekday(today), tools=[lock])
    return whole_screen(look, row(sheet(look, ruled(look, lines), expand=True)), top=top, scroll=True)

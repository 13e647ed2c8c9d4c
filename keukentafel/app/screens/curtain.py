"""Nothing to be seen: the curtain at the table, and the agenda that is left behind in a hurry."""

from datetime import timedelta

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, row, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, on_tap
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.screen import titlebar
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene

DAYS = 7


@screen
def curtain_screen(scene: Scene) -> ft.Control:
    """Draw the curtain: one tap anywhere lifts it."""
    visit, look, t = scene.visit, scene.look, scene.t
    words = centered(
        logo(look, 92 if look.phone else 140),
        gap(8),
        heading(look, t("curtain.title"), 1, align="center"),
        text(look, t("curtain.body"), "table", "soft", align="center"),
        gap=10,
    )
    cloth = ft.Container(
        ft.Semantics(content=words, exclude_semantics=True),
        expand=True,
        alignment=ft.Alignment.CENTER,
        padding=look.margin,
        bgcolor=look.color("table"),
        on_click=on_tap(visit.lift_curtain),
    )
    named = ft.Semantics(
        content=cloth, identifier="curtain", label=t("curtain.lift"), button=True, expand=True
    )
    return ft.Column([named], expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


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

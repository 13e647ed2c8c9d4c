"""A screen of the worker's own about one household: the way back, what is saved, and sheets."""

import flet as ft

from keukentafel.app.kit.buttons import icon_button
from keukentafel.app.kit.screen import bottombar, screen, titlebar, tool
from keukentafel.app.screens.scene import Scene, saved_note
from keukentafel.app.state.screens import Screen


def at_work(
    scene: Scene,
    title: str,
    body: ft.Control,
    *,
    primary: ft.Control | None = None,
    secondary: ft.Control | None = None,
) -> ft.Control:
    """Return a screen of the work face with the name of the household under its title."""
    visit, look, t = scene.visit, scene.look, scene.t

    def leave() -> None:
        visit.show(Screen.HOUSEHOLD)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), leave, identifier="back")
    agenda = tool(
        look, ft.Icons.CALENDAR_TODAY_OUTLINED, t("app.agenda"), visit.leave_in_a_hurry, identifier="agenda"
    )
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    return screen(
        look,
        body,
        top=titlebar(look, title, scene.talk.name, mark=back, tools=[agenda, lock]),
        bottom=bottombar(
            look, primary=primary, secondary=secondary, note=saved_note(scene.talk.saved, look, t)
        ),
        scroll=True,
    )


def two_halves(scene: Scene, left: list[ft.Control], right: list[ft.Control]) -> ft.Control:
    """Lay sheets in two columns where there is room, and under each other elsewhere."""
    look = scene.look
    if look.columns == 1:
        return ft.Column(
            [*left, *right],
            spacing=16,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    halves: list[ft.Control] = [
        ft.Column(half, spacing=16, expand=1, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        for half in (left, right)
    ]
    return ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)

"""Nazorg: early signs, the pilot light, who cares, income, housing, and when we look together."""

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, row, ruled, sheet
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.check_ins import check_ins
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.settled import settled
from keukentafel.app.screens.signs import signs
from keukentafel.app.screens.writing import pen_holder
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.aftercare import Level

_SUBJECTS: dict[str, ft.IconData] = {
    "informal_care": ft.Icons.HANDSHAKE_OUTLINED,
    "income": ft.Icons.EURO_ROUNDED,
    "housing": ft.Icons.HOME_OUTLINED,
}


@screen
def aftercare_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the aftercare card."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    head = column(
        heading(look, t("aftercare.title"), 1), text(look, t("aftercare.subtitle"), "table", "soft"), gap=2
    )
    levels = by_two(look, signs(editing, Level.ORANGE), signs(editing, Level.RED))
    padding = 20 if look.phone else 24
    subjects = sheet(look, ruled(look, [_subject(editing, name) for name in _SUBJECTS]), padding=padding)
    flame = sheet(look, _flame(editing), padding=padding)
    moments = sheet(look, check_ins(editing), padding=padding)
    onward = onward_button(scene, Screen.AFTERCARE, t("aftercare.to_read_back"))
    apart = to_choose(scene, "sign", "trigger", "pitfall", "helps", "aftercare", "check_in", "agreed_with")
    body = column(head, pen_holder(scene), *apart, _laid(look, levels, flame, moments, subjects), gap=16)
    said = scene.sheet.aftercare(talk.aftercare)
    return at_the_table(scene, body, primary=onward, scroll=True, aloud=said)


def _laid(
    look: Look, levels: ft.Control, flame: ft.Control, moments: ft.Control, subjects: ft.Control
) -> ft.Control:
    if look.columns == 1:
        return column(levels, flame, moments, subjects, gap=16)
    left, right = column(levels, flame, moments, gap=16), subjects
    halves: list[ft.Control] = [ft.Container(left, expand=3), ft.Container(right, expand=2)]
    return ft.Row(halves, spacing=20, vertical_alignment=ft.CrossAxisAlignment.START)


def _flame(editing: Editing) -> ft.Control:
    words = ft.Container(settled(editing, "pilot_light", "heading"), expand=True)
    return row(pictogram(editing.look, "waakvlam", 64), words, gap=14, top=True)


def _subject(editing: Editing, name: str) -> ft.Control:
    look = editing.look
    words = ft.Container(settled(editing, name, "label"), expand=True)
    done = not editing.talk.aftercare.settled[name].open
    check = [icon(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive", 22)] if done else []
    inner = row(icon(look, _SUBJECTS[name], "pen", 24), words, *check, gap=12, top=True)
    return ft.Container(inner, padding=ft.Padding.symmetric(vertical=10))

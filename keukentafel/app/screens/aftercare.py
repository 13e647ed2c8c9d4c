"""Nazorg: early signs, the pilot light, what stays in order, what helps, and when we look together.

What the guide asks of everybody lies open. The rest (what made it go wrong, pitfalls, what does not help,
with whom it was agreed, the way back in) comes with one tap, and stays in sight once something stands there.
"""

from collections.abc import Callable
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, row, ruled, sheet
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.agreed_with import NAME as AGREED_WITH
from keukentafel.app.screens.agreed_with import agreed_with
from keukentafel.app.screens.card_list import FOLDED, HELPS, card_list
from keukentafel.app.screens.check_ins import check_ins
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.pilot_light import pilot_light
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.settled import settled
from keukentafel.app.screens.signs import signs
from keukentafel.app.screens.way_back import NAME as WAY_BACK
from keukentafel.app.screens.way_back import way_back
from keukentafel.app.screens.writing import pen_holder
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.aftercare import Level

_SUBJECTS: Final[dict[str, ft.IconData]] = {
    "informal_care": ft.Icons.HANDSHAKE_OUTLINED,
    "income": ft.Icons.EURO_ROUNDED,
    "housing": ft.Icons.HOME_OUTLINED,
}


@screen
def aftercare_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the aftercare card."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    unfolded, unfold = ft.use_state(False)
    editing = Editing(scene, what, set_what)
    subtitle = [] if look.phone and not talk.aftercare.empty else [_subtitle(editing)]
    head = column(heading(look, t("aftercare.title"), 1), *subtitle, gap=2)
    levels = by_two(look, signs(editing, Level.ORANGE), signs(editing, Level.RED))
    padding = 20 if look.phone else 24
    flame = sheet(
        look, pilot_light(editing), padding=ft.Padding.symmetric(horizontal=padding, vertical=padding - 8)
    )
    around = padded(look, start=padding, end=padding, top=padding, bottom=8)
    moments = sheet(look, check_ins(editing), padding=around)
    lines = [
        *(settled(editing, name, mark) for name, mark in _SUBJECTS.items()),
        card_list(editing, HELPS),
        *_rare(editing, shown=unfolded),
    ]
    more = [] if unfolded or _all_shown(editing) else [_more(editing, lambda: unfold(True))]
    subjects = sheet(
        look,
        column(ruled(look, lines), *more, gap=0),
        padding=ft.Padding.symmetric(horizontal=padding, vertical=8),
    )
    onward = onward_button(scene, Screen.AFTERCARE, t("aftercare.to_read_back"))
    apart = to_choose(scene, "sign", "trigger", "pitfall", "helps", "aftercare", "check_in", "agreed_with")
    if look.columns == 1:
        body = column(head, pen_holder(scene), *apart, levels, flame, moments, subjects, gap=16)
    else:
        halves = [
            ft.Container(column(levels, flame, gap=16), expand=3),
            ft.Container(subjects, expand=2),
        ]
        laid = ft.Row(list(halves), spacing=20, vertical_alignment=ft.CrossAxisAlignment.START)
        body = column(head, pen_holder(scene), *apart, moments, laid, gap=16)
    said = scene.sheet.aftercare(talk.aftercare)
    return at_the_table(scene, body, primary=onward, scroll=True, aloud=said)


def _subtitle(editing: Editing) -> ft.Control:
    return text(editing.look, editing.t("aftercare.subtitle"), "table", "soft")


def _filled(editing: Editing) -> dict[str, bool]:
    """Tell of every subject that is not asked of everybody whether something stands there."""
    card = editing.talk.aftercare
    lists = {one.name: bool(one.things(card)) for one in FOLDED}
    return {**lists, AGREED_WITH: bool(card.agreed_with), WAY_BACK: bool(card.way_back)}


def _all_shown(editing: Editing) -> bool:
    return all(_filled(editing).values())


def _rare(editing: Editing, *, shown: bool) -> list[ft.Control]:
    filled, begun = _filled(editing), editing.talk.boxes.begun
    rows = {one.name: one for one in FOLDED}
    drawn = []
    for name, is_filled in filled.items():
        if shown or is_filled or editing.what == name or begun(name):
            if name in rows:
                drawn.append(card_list(editing, rows[name]))
            else:
                drawn.append(agreed_with(editing) if name == AGREED_WITH else way_back(editing))
    return drawn


def _more(editing: Editing, unfold: Callable[[], object]) -> ft.Control:
    button = quiet(
        editing.look,
        editing.t("aftercare.more"),
        unfold,
        identifier="card-more",
        icon=ft.Icons.EXPAND_MORE_ROUNDED,
    )
    return row(button)

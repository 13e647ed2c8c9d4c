"""Druk en rust: what weighs, as cards with stones; what must go on; rest first; what holds somebody up."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.pressure_card import SLOT, CardEditing, new_card, pressure_card
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.rest import rest
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.triangle import stability
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.pressure import Pressure, pressure
from keukentafel.dossier.quick_plan import quick_plan

_GOES_ON = "must-go-on"


@screen
def pressure_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the sheet; in landscape what weighs at the left, and rest and what holds at the right."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    weighed, set_weighed = ft.use_state("")
    editing = CardEditing(scene, what, set_what, weighed, set_weighed)
    found = pressure(talk.dossier)
    head = heading(look, t("pressure.title"), 1)
    cards, leave = _cards(editing, found), rather_not(scene, STEPS[Screen.PRESSURE])
    if look.columns == 2:
        room = (look.width - 2 * look.margin - 28) * 5 / 11 - 56
        left = column(head, cards, _goes_on(editing, found), leave, gap=16)
        right = column(rest(editing), stability(editing, room), gap=16)
        halves = [ft.Container(_scrolling(left), expand=6), ft.Container(_scrolling(right), expand=5)]
        body: ft.Control = ft.Row(
            list(halves), spacing=28, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH
        )
    else:
        room = look.width - 2 * look.margin - (40 if look.phone else 56)
        weighs = (cards, rest(editing), stability(editing, room), _goes_on(editing, found))
        body = column(head, *weighs, leave, gap=16)
    first, second = _buttons(editing)
    return at_the_table(scene, body, primary=first, secondary=second)


def _buttons(editing: CardEditing) -> tuple[ft.Control | None, ft.Control | None]:
    """Return the one button that goes on and the other one; where rest comes first it is the quick plan."""
    look, t, visit = editing.look, editing.t, editing.scene.visit
    plan = quick_plan(editing.talk.dossier)

    def to_plan() -> None:
        visit.to_table(Screen.QUICK_PLAN)

    if plan.open:
        words = t("quick_plan.see" if plan.actions else "quick_plan.make")
        made = primary(look, words, to_plan, identifier="quick-plan", after=ft.Icons.ARROW_FORWARD_ROUNDED)
        return made, None if look.narrow else _add_card(editing, secondary)
    if plan.actions:
        return _add_card(editing, primary), secondary(
            look, t("quick_plan.see"), to_plan, identifier="quick-plan"
        )
    return _add_card(editing, primary), onward_button(editing.scene, Screen.PRESSURE, first=False)


def _add_card(editing: CardEditing, made: Callable[..., ft.Control]) -> ft.Control:
    def begin() -> None:
        editing.close()
        editing.talk.boxes.renew(SLOT)
        editing.set_weighed("")
        editing.set_what(SLOT)

    return made(
        editing.look,
        editing.t("pressure.add"),
        begin,
        identifier="add-pressure",
        icon=ft.Icons.ADD_ROUNDED,
    )


def _cards(editing: CardEditing, found: Pressure) -> ft.Control:
    look, t = editing.look, editing.t
    known = {card.id: pressure_card(editing, card) for card in found.cards}
    fresh = editing.talk.boxes.fresh(SLOT)
    if editing.what == SLOT or editing.talk.boxes.begun(SLOT):
        known[fresh] = new_card(editing, next((one for one in found.cards if one.id == fresh), None))
    # One list with keys, so that a card being written stays the same box once it exists.
    drawn: list[ft.Control] = [ft.Container(card, key=f"pressure-{key}") for key, card in known.items()]
    if not drawn:
        drawn = [text(look, t("pressure.empty"), "table", "soft")]
    under = look.narrow and quick_plan(editing.talk.dossier).open and editing.what != SLOT
    more = [row(_add_card(editing, quiet))] if under else []
    return column(*drawn, *more, gap=10)


def _goes_on(editing: Editing, found: Pressure) -> ft.Control:
    look, t = editing.look, editing.t
    head = column(
        heading(look, t("pressure.goes_on"), 2), text(look, t("pressure.goes_on.help"), "meta", "soft"), gap=2
    )
    lines = [ruled(look, [_line(editing, one) for one in found.must_go_on])] if found.must_go_on else []
    if editing.what == _GOES_ON or editing.talk.boxes.begun(_GOES_ON):
        foot = adding_box(
            editing.scene, "must_go_on.text", t("pressure.goes_on.add"), identifier=_GOES_ON, lines=1
        )
    else:
        foot = row(
            quiet(
                look,
                t("pressure.goes_on.add"),
                lambda: editing.open(_GOES_ON),
                identifier="add-must-go-on",
                icon=ft.Icons.ADD_ROUNDED,
            )
        )
    return sheet(look, column(head, *lines, foot, gap=8), padding=20 if look.phone else 24)


def _line(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    words = one.words("text").text

    def strike() -> None:
        editing.close()
        editing.talk.strike(one)

    if editing.what == one.id:
        box = editing.talk.boxes.box("must_go_on.text", one.id, words)
        written = writing_box(
            editing.scene, box, t("pressure.goes_on.add"), identifier="must-go-on-change", autofocus=True
        )
        done = quiet(look, t("app.done"), editing.close, identifier="must-go-on-done")
        away = quiet(look, t("pressure.strike"), strike, identifier="must-go-on-strike")
        return column(written, row(done, away, wrap=True), gap=4)
    pen = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {words}",
        lambda: editing.open(one.id),
        identifier=f"edit-{one.id}",
    )
    return row(text(look, words, "table", expand=True), pen, gap=8)


def _scrolling(content: ft.Control) -> ft.Control:
    return ft.Column(
        [content, gap(20)],
        spacing=0,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )

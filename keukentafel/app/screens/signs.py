"""Early signs: what somebody notices first when it goes less well, orange or red, and who calls whom then."""

import flet as ft

from keukentafel.app.kit.arranging import barred, column, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.dossier.aftercare import Level
from keukentafel.dossier.dossier import Thing


def signs(editing: Editing, level: Level) -> ft.Control:
    """Draw the early signs of one level."""
    look, t = editing.look, editing.t
    orange = level is Level.ORANGE
    drawn = ft.Icons.WARNING_AMBER_ROUNDED if orange else ft.Icons.NOTIFICATION_IMPORTANT_OUTLINED
    tone: Tone = "warning" if orange else "negative"
    head = row(
        icon(look, drawn, tone, 28), heading(look, t(f"aftercare.{level.value}"), 2, tone=tone), gap=10
    )
    shown = [_sign(editing, one) for one in editing.talk.aftercare.signs_at(level)]
    if not shown:
        shown = [text(look, t(f"aftercare.{level.value}.empty"), "body", "soft")]
    slot = f"sign-{level.value}"
    writing = editing.what == slot or editing.talk.boxes.begun(slot)
    foot = _writing(editing, level, slot) if writing else _adding(editing, level, slot)
    return barred(
        look,
        column(head, *shown, foot, gap=8),
        tone="warning-soft" if orange else "negative-soft",
        line="warning-line" if orange else "negative-line",
        padding=ft.Padding.symmetric(horizontal=20, vertical=16),
    )


def _sign(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    words, action = text(look, one.words("text").text, "table"), one.words("action").text
    if editing.what == one.id:
        box = editing.talk.boxes.box("sign.action", one.id, action)
        label = t("aftercare.sign.action")
        return column(
            words, writing_box(editing.scene, box, label, identifier="sign-action", autofocus=True), gap=6
        )
    made = made_by_line(editing.scene, [one.id], "sign.text", one.words("text"))
    if action:
        who_calls = fact(look, ft.Icons.CALL_OUTLINED, action, "ink", "metabold")
        return column(words, who_calls, *made, gap=2)
    ask = quiet(
        look,
        t("aftercare.sign.action"),
        lambda: editing.open(one.id),
        identifier=f"sign-action-{one.id}",
        icon=ft.Icons.CALL_OUTLINED,
    )
    return column(words, *made, row(ask), gap=2)


def _adding(editing: Editing, level: Level, slot: str) -> ft.Control:
    t = editing.t
    add = quiet(
        editing.look,
        t("aftercare.sign.add"),
        lambda: editing.open(slot),
        identifier=f"add-{level.value}",
        name=f"{t('aftercare.sign.add')}: {t(f'aftercare.{level.value}')}",
        icon=ft.Icons.ADD_ROUNDED,
    )
    return row(add)


def _writing(editing: Editing, level: Level, slot: str) -> ft.Control:
    return adding_box(
        editing.scene,
        "sign.text",
        editing.t("aftercare.sign.text"),
        identifier=slot,
        lines=1,
        together={"sign.level": level.value},
        made=editing.set_what,
    )

"""Check-ins: when we look together how it goes, who does, and how."""

from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled
from keukentafel.app.kit.buttons import danger, quiet, secondary
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.dossier import Thing


def check_ins(editing: Editing) -> ft.Control:
    """Draw the check-ins, or an invitation to propose some."""
    look, t = editing.look, editing.t
    moments = editing.talk.aftercare.check_ins
    head = heading(look, t("aftercare.check_ins"), 2)
    if moments:
        return column(head, ruled(look, [_check_in(editing, one) for one in moments]), gap=10)
    propose = secondary(
        look,
        t("aftercare.check_ins.propose"),
        lambda: _propose(editing),
        identifier="propose-check-ins",
        icon=ft.Icons.EVENT_OUTLINED,
    )
    return column(head, text(look, t("aftercare.check_ins.empty"), "body", "soft"), row(propose), gap=10)


def _propose(editing: Editing) -> None:
    today = editing.t.today(editing.scene.visit.house.clock())
    for after in After:
        day = proposed_date(after, today).isoformat()
        editing.talk.say_together("check_in", {"after": after.value, "date": day})


def _check_in(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    after, how = one.words("after").text, one.words("how").text
    day = t.day(date.fromisoformat(one.words("date").text)) if one.words("date") else ""
    when = "\u00a0 ·\u00a0 ".join(part for part in (t(f"after.{after}") if after else "", day) if part)
    if editing.what == one.id:
        return _form(editing, one, when, how)
    words = column(
        text(look, when, "label"),
        text(look, how or t("aftercare.check_in.how.empty"), "meta", "soft"),
        gap=0,
        expand=True,
    )
    change = quiet(
        look,
        t("app.edit"),
        lambda: editing.open(one.id),
        identifier=f"check-in-{after}",
        name=f"{t('app.edit')}: {when}",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    mark = icon(look, ft.Icons.EVENT_OUTLINED, "pen", 24)
    return ft.Container(row(mark, words, change, gap=14), padding=ft.Padding.symmetric(vertical=8))


def _form(editing: Editing, one: Thing, when: str, how: str) -> ft.Control:
    look, t = editing.look, editing.t

    def strike() -> None:
        editing.close()
        editing.talk.strike(one)

    box = editing.talk.boxes.box("check_in.how", one.id, how)
    label = f"{when}. {t('aftercare.check_in.how')}"
    buttons = row(
        quiet(look, t("app.done"), editing.close, identifier="check-in-done"),
        danger(look, t("plan.agreement.strike"), strike, identifier="check-in-strike", small=True),
        wrap=True,
    )
    written = writing_box(editing.scene, box, label, identifier="check-in-how", autofocus=True)
    return column(written, buttons, gap=6)

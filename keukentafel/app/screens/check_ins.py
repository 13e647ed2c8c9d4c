"""Check-ins: when we look together how it goes, who does, and how; where there is room, on a time line."""

from collections.abc import Sequence
from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import centered, column, gap, row, ruled
from keukentafel.app.kit.buttons import danger, icon_button, quiet, secondary, tappable
from keukentafel.app.kit.look import TRANSPARENT
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.dossier import Thing

_DOT = 42


def check_ins(editing: Editing) -> ft.Control:
    """Draw the check-ins, or an invitation to propose some."""
    look, t = editing.look, editing.t
    moments = editing.talk.aftercare.check_ins
    head = heading(look, t("aftercare.check_ins"), 2)
    if not moments:
        propose = secondary(
            look,
            t("aftercare.check_ins.propose"),
            lambda: _propose(editing),
            identifier="propose-check-ins",
            icon=ft.Icons.EVENT_OUTLINED,
        )
        return column(head, text(look, t("aftercare.check_ins.empty"), "body", "soft"), row(propose), gap=10)
    open_one = [_form(editing, one) for one in moments if editing.what == one.id]
    if look.narrow:
        return column(head, ruled(look, [_line(editing, one) for one in moments]), *open_one, gap=10)
    return column(head, gap(2), _time_line(editing, moments), *open_one, gap=10)


def _propose(editing: Editing) -> None:
    today = editing.t.today(editing.scene.visit.house.clock())
    for after in After:
        day = proposed_date(after, today).isoformat()
        editing.talk.say_together("check_in", {"after": after.value, "date": day})


def _time_line(editing: Editing, moments: Sequence[Thing]) -> ft.Control:
    last = len(moments) - 1
    cells = [_moment(editing, one, first=at == 0, last=at == last) for at, one in enumerate(moments)]
    parts: list[ft.Control] = [ft.Container(cell, expand=1) for cell in cells]
    return ft.Row(parts, spacing=0, vertical_alignment=ft.CrossAxisAlignment.START)


def _moment(editing: Editing, one: Thing, *, first: bool, last: bool) -> ft.Control:
    look, t = editing.look, editing.t
    after, day, how = _words(editing, one)
    dot = ft.Container(
        icon(look, ft.Icons.EVENT_OUTLINED, "on-pen" if first else "pen", 20),
        width=_DOT,
        height=_DOT,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        bgcolor=look.color("pen" if first else "paper"),
        border=ft.Border.all(look.tokens.border["chosen"], look.color("pen")),
    )
    rail = ft.Row([_rail(editing, not first), dot, _rail(editing, not last)], spacing=0)
    words = centered(
        text(look, after, "label", align="center"),
        text(look, how, "meta", "soft", align="center"),
        text(look, day, "meta", "soft", align="center"),
        gap=2,
    )
    laid = column(rail, words, gap=6)
    return tappable(
        look,
        laid,
        lambda: editing.open(one.id),
        identifier=f"check-in-{one.words('after').text}",
        name=f"{t('app.edit')}: {after}, {day}, {how}",
    )


def _rail(editing: Editing, drawn: bool) -> ft.Control:
    color = editing.look.color("pen") if drawn else TRANSPARENT
    return ft.Container(height=2, bgcolor=color, expand=True)


def _line(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    after, day, how = _words(editing, one)
    words = column(
        text(look, after or day, "label"),
        text(look, f"{day.replace(' ', chr(160))} · {how}" if after and day else how, "meta", "soft"),
        gap=0,
        expand=True,
    )
    change = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {after}, {day}",
        lambda: editing.open(one.id),
        identifier=f"check-in-{one.words('after').text}",
    )
    mark = icon(look, ft.Icons.EVENT_OUTLINED, "pen", 24)
    return ft.Container(row(mark, words, change, gap=14), padding=ft.Padding.symmetric(vertical=8))


def _words(editing: Editing, one: Thing) -> tuple[str, str, str]:
    t, after, day = editing.t, one.words("after").text, one.words("date").text
    return (
        t(f"after.{after}") if after else "",
        t.day(date.fromisoformat(day)) if day else "",
        one.words("how").text or t("aftercare.check_in.how.empty"),
    )


def _form(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    after, day, _ = _words(editing, one)

    def strike() -> None:
        editing.close()
        editing.talk.strike(one)

    box = editing.talk.boxes.box("check_in.how", one.id, one.words("how").text)
    label = f"{after}, {day}. {t('aftercare.check_in.how')}"
    buttons = row(
        quiet(look, t("app.done"), editing.close, identifier="check-in-done"),
        danger(look, t("plan.agreement.strike"), strike, identifier="check-in-strike", small=True),
        wrap=True,
    )
    written = writing_box(editing.scene, box, label, identifier="check-in-how", autofocus=True)
    return column(written, buttons, gap=6)

"""Noticing an early sign at a check-in: one tap, and it is told at once what follows and what to do now."""

import flet as ft

from keukentafel.app.kit.arranging import barred, column, row, ruled, sheet
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.signs import by_whom
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.looking import Looking
from keukentafel.dossier.aftercare import Level
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.noticed import level_of

_ICON = {
    Level.ORANGE: ft.Icons.WARNING_AMBER_ROUNDED,
    Level.RED: ft.Icons.NOTIFICATION_IMPORTANT_OUTLINED,
}
_TONE: dict[Level, Tone] = {Level.ORANGE: "warning", Level.RED: "negative"}


def noticing(editing: Editing, looking: Looking) -> list[ft.Control]:
    """Draw the signs of the card, to say of each that it was noticed; nothing where there are none."""
    look, t, found = editing.look, editing.t, looking.signs
    if not found:
        return []
    ordered = [one for level in Level for one in found if level_of(one) is level]
    lines = [_sign(editing, looking, one) for one in ordered]
    head = heading(look, t("check_in.signs"), 2)
    return [sheet(look, column(head, ruled(look, lines, gap=8), gap=12), padding=20 if look.phone else 24)]


def red_now(editing: Editing, looking: Looking) -> list[ft.Control]:
    """Draw what is to be done now, because a red sign was noticed."""
    red = (one for one in looking.signs if level_of(one) is Level.RED)
    return [_barred(editing, one, _now(editing, one)) for one in red if looking.noticed(one) is not None]


def _sign(editing: Editing, looking: Looking, one: Thing) -> ft.Control:
    look, t, level = editing.look, editing.t, level_of(one)
    words, who = one.words("text").text, by_whom(editing, one)
    if looking.noticed(one) is not None:
        return _follows(editing, looking, one)

    def notice() -> None:
        editing.close()
        looking.notice(one)

    button = quiet(
        look,
        t("check_in.noticed"),
        notice,
        identifier=f"notice-{one.id}",
        name=f"{t('check_in.noticed')}: {words}",
        icon=ft.Icons.VISIBILITY_OUTLINED,
    )
    serious = sign(look, _ICON[level], t(f"aftercare.{level.value}"), _TONE[level], "meta")
    said = column(
        text(look, words, "body"),
        row(serious, *([text(look, who, "meta", "soft")] if who else []), wrap=True, gap=10),
        gap=2,
        expand=True,
    )
    return column(said, row(button), gap=0) if look.narrow else row(said, button, gap=8)


def _follows(editing: Editing, looking: Looking, one: Thing) -> ft.Control:
    """Say what follows: red is for now, orange brings the next look nearer."""
    t, noticed = editing.t, looking.noticed(one)
    red = level_of(one) is Level.RED
    lines = _now(editing, one) if red else _sooner(editing, looking, one)
    if noticed is not None:
        box = editing.talk.boxes.box("noticed.text", noticed.id, noticed.words("text").text)
        label = t("check_in.noticed.text")
        lines.append(writing_box(editing.scene, box, label, identifier=f"noticed-{one.id}"))

    def take_back() -> None:
        editing.close()
        looking.not_noticed(one)

    words = t("check_in.not_noticed")
    lines.append(row(quiet(editing.look, words, take_back, identifier=f"not-noticed-{one.id}")))
    return _barred(editing, one, lines)


def _now(editing: Editing, one: Thing) -> list[ft.Control]:
    t = editing.t
    action = one.words("action").text or t("check_in.call")
    return [
        *_told(editing, one, Level.RED),
        text(editing.look, t("check_in.now", action=action), "strong"),
    ]


def _sooner(editing: Editing, looking: Looking, one: Thing) -> list[ft.Control]:
    look, t = editing.look, editing.t
    lines, task = _told(editing, one, Level.ORANGE), looking.task_of(one)
    if task is not None and task.last_day is not None:
        words = t("check_in.task", task=task.text.text, day=t.day(task.last_day))
        lines.append(fact(look, ft.Icons.TASK_ALT_ROUNDED, words, "ink"))
    day = looking.following.day if looking.following else None
    if day is not None:
        today = day == t.today(editing.scene.visit.house.clock())
        words = t("check_in.today") if today else t("check_in.sooner", day=t.weekday(day))
        lines.append(fact(look, ft.Icons.EVENT_OUTLINED, words, "ink"))
    return lines


def _told(editing: Editing, one: Thing, level: Level) -> list[ft.Control]:
    look, words = editing.look, editing.t(f"check_in.noticed.{level.value}")
    serious = sign(look, _ICON[level], words, _TONE[level], "label")
    return [spoken(serious, identifier=f"told-{one.id}"), text(look, one.words("text").text, "body")]


def _barred(editing: Editing, one: Thing, lines: list[ft.Control]) -> ft.Control:
    red = level_of(one) is Level.RED
    drawn = barred(
        editing.look,
        column(*lines, gap=8),
        tone="negative-soft" if red else "warning-soft",
        line="negative-line" if red else "warning-line",
        padding=ft.Padding.symmetric(horizontal=16, vertical=12),
    )
    return ft.Semantics(content=drawn, identifier=f"follows-{one.id}", container=True)

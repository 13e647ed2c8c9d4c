"""Check-ins: when we look together how it goes, who does, and how; where there is room, on a time line."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import centered, column, inset, row, ruled
from keukentafel.app.kit.buttons import Action, danger, icon_button, quiet, secondary, tappable
from keukentafel.app.kit.look import TRANSPARENT
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.day_box import WhichDay, day_box
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.check_ins import CheckIn, next_one, propose
from keukentafel.dossier.check_ins import check_ins as found
from keukentafel.journal.names import ObjectId

_DOT = 42
_FIT: Final = 6
"""How many moments lie beside each other on a time line."""
_SOON: Final = timedelta(weeks=2)
"""A moment that is added comes after two weeks, until somebody says otherwise."""


def check_ins(editing: Editing) -> ft.Control:
    """Draw the check-ins, or an invitation to propose some."""
    look, t = editing.look, editing.t
    moments = found(editing.talk.dossier)
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
    if len(moments) > _FIT or look.narrow:
        lines = ruled(look, [_line(editing, one) for one in moments])
        below = row(*_ways(editing, _in_words), wrap=True, gap=4)
        return column(head, lines, *open_one, *_due(editing), below, gap=10)
    ways = centered(*_ways(editing, _as_icon), gap=0)
    line = row(ft.Container(_time_line(editing, moments), expand=True), ways, gap=8, top=True)
    return column(line, *open_one, *_due(editing), gap=10)


def _propose(editing: Editing) -> None:
    today = editing.t.today(editing.scene.visit.house.clock())
    editing.talk.say_proposed(propose(editing.talk.dossier, today))


def _due(editing: Editing) -> list[ft.Control]:
    """The way to look together, once the day is there."""
    today, due = editing.t.today(editing.scene.visit.house.clock()), next_one(editing.talk.dossier)
    if due is None or due.day is None or due.day > today:
        return []
    return [row(_look_now(editing, due, "look-together"))]


def _ways(editing: Editing, drawn: Callable[..., ft.Control]) -> list[ft.Control]:
    """Another moment, and the days for one's own calendar."""
    t, visit = editing.t, editing.scene.visit
    calendar = visit.room.follow_up.calendar

    def add() -> None:
        day = t.today(visit.house.clock()) + _SOON
        editing.open(editing.talk.say("check_in.date", day.isoformat()))

    async def save() -> None:
        visit.touch()
        path = await calendar.offer(editing.talk.dossier)
        if path is not None:
            await ft.UrlLauncher().launch_url(path, web_only_window_name="_self")

    ways = [drawn(editing, ft.Icons.ADD_ROUNDED, t("aftercare.check_in.add"), add, "add-check-in")]
    if calendar.possible and next_one(editing.talk.dossier) is not None:
        words = t("aftercare.calendar")
        ways.append(drawn(editing, ft.Icons.CALENDAR_TODAY_OUTLINED, words, save, "calendar"))
    return ways


def _in_words(editing: Editing, mark: ft.IconData, words: str, act: Action, identifier: str) -> ft.Control:
    """Return a way on as a quiet button with its words."""
    return quiet(editing.look, words, act, identifier=identifier, icon=mark)


def _as_icon(editing: Editing, mark: ft.IconData, words: str, act: Action, identifier: str) -> ft.Control:
    """Return a way on as an icon with its words as a name, where the time line asks for the room."""
    return icon_button(editing.look, mark, words, act, identifier=identifier)


def _look_now(editing: Editing, one: CheckIn, identifier: str) -> ft.Control:
    return secondary(
        editing.look,
        editing.t("aftercare.check_in.look"),
        lambda: look_together(editing.scene, one.id),
        identifier=identifier,
        icon=ft.Icons.VISIBILITY_OUTLINED,
        small=True,
    )


def look_together(scene: Scene, check_in: ObjectId) -> None:
    """Lay a check-in on the table."""
    scene.visit.room.follow_up.look_together(scene.talk, check_in)
    scene.visit.to_table(Screen.CHECK_IN)


def _time_line(editing: Editing, moments: Sequence[CheckIn]) -> ft.Control:
    last = len(moments) - 1
    cells = [_moment(editing, one, first=at == 0, last=at == last) for at, one in enumerate(moments)]
    parts: list[ft.Control] = [ft.Container(cell, expand=1) for cell in cells]
    return ft.Row(parts, spacing=0, vertical_alignment=ft.CrossAxisAlignment.START)


def _moment(editing: Editing, one: CheckIn, *, first: bool, last: bool) -> ft.Control:
    look, t = editing.look, editing.t
    after, day, how = words_of(editing, one)
    coming = next_one(editing.talk.dossier)
    filled = coming is not None and coming.id == one.id
    drawn = ft.Icons.CHECK_ROUNDED if one.done_on else ft.Icons.EVENT_OUTLINED
    dot = ft.Container(
        icon(look, drawn, "on-pen" if filled else "pen", 20),
        width=_DOT,
        height=_DOT,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        bgcolor=look.color("pen" if filled else "paper"),
        border=ft.Border.all(look.tokens.border["chosen"], look.color("pen")),
    )
    rail = ft.Row([_rail(editing, not first), dot, _rail(editing, not last)], spacing=0)
    below = (how, day) if after else (how,)
    words = centered(
        text(look, after or day, "label", align="center"),
        *(text(look, one, "meta", "soft", align="center") for one in below),
        gap=2,
    )
    laid = column(rail, words, gap=6)
    return tappable(
        look,
        laid,
        lambda: editing.open(one.id),
        identifier=f"check-in-{one.after or one.id}",
        name=f"{t('app.edit')}: {after}, {day}, {how}",
    )


def _rail(editing: Editing, drawn: bool) -> ft.Control:
    color = editing.look.color("pen") if drawn else TRANSPARENT
    return ft.Container(height=2, bgcolor=color, expand=True)


def _line(editing: Editing, one: CheckIn) -> ft.Control:
    look, t = editing.look, editing.t
    after, day, how = words_of(editing, one)
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
        identifier=f"check-in-{one.after or one.id}",
    )
    drawn = ft.Icons.CHECK_ROUNDED if one.done_on else ft.Icons.EVENT_OUTLINED
    mark = icon(look, drawn, "pen", 24)
    return ft.Container(row(mark, words, change, gap=14), padding=ft.Padding.symmetric(vertical=8))


def words_of(editing: Editing, one: CheckIn) -> tuple[str, str, str]:
    """Return what a check-in is called: how long after the plan, its day, and who looks how."""
    t = editing.t
    day = one.done_on or one.day
    done = t("aftercare.check_in.done") if one.done_on else ""
    return (
        t(f"after.{one.after.value}") if one.after else "",
        t.day(day) if day else "",
        done or one.how.text or t("aftercare.check_in.how.empty"),
    )


def _form(editing: Editing, one: CheckIn) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    after, day, _ = words_of(editing, one)

    def strike() -> None:
        editing.close()
        talk.strike(*(thing for thing in talk.dossier.all("check_in") if thing.id == one.id))

    title = text(look, ", ".join(part for part in (after, day) if part), "label")
    result = [text(look, one.result.text, "body")] if one.result else []
    box = talk.boxes.box("check_in.how", one.id, one.how.text)
    written = writing_box(editing.scene, box, t("aftercare.check_in.how"), identifier="check-in-how")
    moment = WhichDay(t("aftercare.check_in.day"), "check_in.date", one.id, one.day)
    on_day = day_box(editing.scene, moment, identifier="check-in-day")
    changing = [] if one.done_on else [written, on_day]
    buttons = row(
        *([] if one.done_on else [_look_now(editing, one, "look-now")]),
        quiet(look, t("app.done"), editing.close, identifier="check-in-done"),
        danger(look, t("plan.agreement.strike"), strike, identifier="check-in-strike", small=True),
        wrap=True,
    )
    told = ("check_in.how", one.how) if one.how else ("check_in.date", one.dates)
    made = made_by_line(editing.scene, [one.id], *told)
    return inset(look, column(title, *result, *changing, *made, buttons, gap=10))

"""A day that lies ahead, typed the way people say it; what was chosen stands above the box."""

from collections.abc import Callable
from datetime import date

import flet as ft

from keukentafel.app.kit.fields import field
from keukentafel.app.screens.editing import Editing
from keukentafel.app.state.typed_days import coming_day


def day_box(
    editing: Editing,
    label: str,
    chosen: date | None,
    choose: Callable[[date], object],
    *,
    identifier: str,
) -> ft.Control:
    """Return a box for a day; ``choose`` is called with it when the box is left."""
    drawn: ft.Control = _day_box(editing, label, chosen, choose, identifier)
    return drawn


@ft.component
def _day_box(
    editing: Editing, label: str, chosen: date | None, choose: Callable[[date], object], identifier: str
) -> ft.Control:
    look, t = editing.look, editing.t
    today = t.today(editing.scene.visit.house.clock())
    typed: list[str] = ft.use_memo(lambda: [""], [])
    mistake, set_mistake = ft.use_state("")

    def write(words: str) -> None:
        editing.scene.visit.touch()
        typed[0] = words

    def leave(*_: object) -> None:
        day = coming_day(typed[0], today)
        if day is not None and day != chosen:
            choose(day)
        set_mistake(t("day.wrong") if typed[0].strip() and day is None else "")

    return field(
        look,
        label,
        "",
        identifier=identifier,
        draft=chosen.isoformat() if chosen else "",
        on_change=write,
        on_blur=leave,
        on_submit=leave,
        help=t("day.now", day=t.full_day(chosen)) if chosen else "",
        hint=t("day.hint"),
        error=mistake,
    )

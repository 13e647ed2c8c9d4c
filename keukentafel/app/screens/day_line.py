"""A line on which a day is noted with one tap: today. Another day takes one tap more.

It is a line, not a field: until somebody taps there is nothing to fill in. A day that was written down on
another day says so.
"""

from datetime import timedelta

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import icon_button, quiet
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.words import icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.state.preparation import note_day, request, take_day_back
from keukentafel.app.state.typed_days import typed_day


def day_line(editing: Editing, name: str, label: str, sign: ft.IconData, *, whose: str = "") -> ft.Control:
    """Draw what a day is noted for, with the day or the taps to note it.

    ``name`` is a field of the request; ``whose`` says for whom, where one subject has two lines.
    """
    look = editing.look
    noted = request(editing.talk).day(name)
    second = _noted(editing, name) if noted else ""
    spoken = " ".join(part for part in (label, whose) if part)
    below = [text(look, one, "meta", "soft") for one in (whose, second) if one]
    words = column(text(look, label, "label"), *below, gap=0, expand=True)
    head = [icon(look, sign, "pen", 26), words]
    if editing.what == name:
        return column(row(*head, gap=14), _another_day(editing, name), gap=8)
    taps = _change(editing, name, spoken) if noted else _taps(editing, name, spoken)
    if look.narrow and not noted:
        under = ft.Container(row(*taps, gap=4, wrap=True), padding=padded(look, start=look.grown(28)))
        return column(row(*head, gap=14), under, gap=0)
    return row(row(*head, gap=14, expand=True), row(*taps, gap=4, tight=True), gap=4)


def _noted(editing: Editing, name: str) -> str:
    t, words = editing.t, request(editing.talk).words(name)
    day = request(editing.talk).day(name)
    if day is None or words.latest is None:
        return ""
    written = t.today(words.latest.claimed)
    on = t.weekday(day)
    return on if written == day else t("preparation.written_later", day=on, written=t.day(written))


def _taps(editing: Editing, name: str, spoken: str) -> list[ft.Control]:
    look, t = editing.look, editing.t

    def today() -> None:
        editing.close()
        note_day(editing.talk, name, t.today(editing.scene.visit.house.clock()))

    return [
        quiet(
            look,
            t("preparation.today"),
            today,
            identifier=f"today-{name}",
            name=f"{spoken}: {t('preparation.today')}",
            icon=ft.Icons.CHECK_ROUNDED,
        ),
        quiet(
            look,
            t("preparation.another_day"),
            lambda: editing.open(name),
            identifier=f"other-{name}",
            name=f"{spoken}: {t('preparation.another_day')}",
        ),
    ]


def _change(editing: Editing, name: str, spoken: str) -> list[ft.Control]:
    look, t = editing.look, editing.t
    done = icon(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive", 24)
    pen = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {spoken}",
        lambda: editing.open(name),
        identifier=f"other-{name}",
    )
    return [done, pen]


@ft.component
def _another_day(editing: Editing, name: str) -> ft.Control:
    look, t = editing.look, editing.t
    today = t.today(editing.scene.visit.house.clock())
    typed: list[str] = ft.use_memo(lambda: [""], [])
    mistake, set_mistake = ft.use_state("")

    def write(words: str) -> None:
        editing.scene.visit.touch()
        typed[0] = words

    def yesterday() -> None:
        editing.close()
        note_day(editing.talk, name, today - timedelta(days=1))

    def done(*_: object) -> None:
        day = typed_day(typed[0], today)
        if day is not None:
            editing.close()
            note_day(editing.talk, name, day)
        elif typed[0].strip():
            set_mistake(t("preparation.day.wrong"))
        else:
            editing.close()

    def away() -> None:
        editing.close()
        take_day_back(editing.talk, name)

    buttons = [
        quiet(look, t("preparation.yesterday"), yesterday, identifier=f"yesterday-{name}"),
        quiet(look, t("app.done"), done, identifier=f"day-{name}-done", icon=ft.Icons.CHECK_ROUNDED),
    ]
    if request(editing.talk).day(name) is not None:
        buttons.append(quiet(look, t("preparation.not_so"), away, identifier=f"day-{name}-away"))
    written = field(
        look,
        t("preparation.which_day"),
        "",
        identifier=f"day-{name}",
        on_change=write,
        on_submit=done,
        hint=t("preparation.which_day.hint"),
        error=mistake,
        autofocus=True,
    )
    return column(written, row(*buttons, gap=4, wrap=True), gap=4)

"""Tasks in the work face: what has to be done because something was noticed, each done with one tap.

A task whose day is past is told as it is, without an alarm: it can still be done.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import secondary, tappable
from keukentafel.app.kit.words import icon, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.card import Card
from keukentafel.app.state.listing import Listing
from keukentafel.dossier.sentence import day_of
from keukentafel.dossier.tasks import Task
from keukentafel.journal.names import HouseholdId, ObjectId

_SOON: Final = timedelta(days=7)
"""How long before its last day a task comes to the list of the day."""


def task_line(scene: Scene, one: Task) -> ft.Control:
    """Draw a task of the open household."""
    talk, room = scene.talk, scene.visit.room
    who = one.who.text

    def done() -> None:
        scene.visit.touch()
        room.follow_up.task_done(talk.household, one.id, talk)

    words = _words(scene, one.text.text, [who] if who else [], one.last_day)
    return _with_button(scene, words, done, str(one.id), one.text.text)


def task_lines(scene: Scene, listing: Listing, today: date) -> list[ft.Control]:
    """Return, for the list of the day, the first task of every household that has one within a week."""
    return [_listed(scene, household, card) for household, card in listing.tasks(today + _SOON)]


def _listed(scene: Scene, household: HouseholdId, card: Card) -> ft.Control:
    look, visit = scene.look, scene.visit
    day = day_of(card.task_day)

    def done() -> None:
        visit.touch()
        visit.room.follow_up.task_done(household, ObjectId(card.task))
        visit.changed()

    opens = tappable(
        look,
        row(
            icon(look, ft.Icons.TASK_ALT_ROUNDED, "pen", 26),
            _words(scene, card.name, [card.task_what], day),
            gap=16,
        ),
        lambda: visit.open_household(household),
        identifier=f"task-of-{household}",
        name=", ".join((card.name, card.task_what, _when(scene, day))),
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )
    return _with_button(scene, opens, done, card.task, f"{card.name}, {card.task_what}")


def _with_button(
    scene: Scene, words: ft.Control, done: Callable[[], object], task: str, name: str
) -> ft.Control:
    look, t = scene.look, scene.t
    button = secondary(
        look,
        t("task.done"),
        done,
        identifier=f"task-done-{task}",
        name=f"{t('task.done')}: {name}",
        icon=ft.Icons.CHECK_ROUNDED,
        small=True,
    )
    if look.narrow:
        return column(words, row(button), gap=6)
    return row(ft.Container(words, expand=True), button, gap=12)


def _words(scene: Scene, title: str, below: list[str], day: date | None) -> ft.Control:
    look = scene.look
    when = _when(scene, day)
    late = day is not None and day < scene.t.today(scene.visit.house.clock())
    lines = [text(look, line, "meta", "soft") for line in below]
    lines += [text(look, when, "metabold", "warning" if late else "soft")] if when else []
    return column(text(look, title, "label"), *lines, gap=0, expand=True)


def _when(scene: Scene, day: date | None) -> str:
    t = scene.t
    if day is None:
        return ""
    today = t.today(scene.visit.house.clock())
    key = "task.late" if day < today else "task.today" if day == today else "task.by"
    return t(key, day=t.day(day))

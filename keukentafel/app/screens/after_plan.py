"""What comes after the plan, in the work face: tasks, the next check-in, and a card that went further."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading
from keukentafel.app.screens.check_ins import look_together
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.tasks import task_line
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.check_ins import next_one
from keukentafel.dossier.tasks import open_tasks


def after_plan(scene: Scene) -> list[ft.Control]:
    """Draw what is to be done and when we look again; nothing while there is neither."""
    look, t = scene.look, scene.t
    lines = [task_line(scene, one) for one in open_tasks(scene.talk.dossier)]
    moments = _next(scene)
    if not lines and not moments:
        return []
    parts = [heading(look, t("after_plan.title"), 2), ruled(look, lines, gap=12), *moments, *_newer(scene)]
    drawn = column(*(part for part in parts if not isinstance(part, ft.Column) or part.controls), gap=14)
    return [ft.Semantics(content=sheet(look, drawn), identifier="after-plan", container=True)]


def _next(scene: Scene) -> list[ft.Control]:
    look, t, coming = scene.look, scene.t, next_one(scene.talk.dossier)
    if coming is None or coming.day is None:
        return []
    today = t.today(scene.visit.house.clock())
    key = "after_plan.was" if coming.day < today else "after_plan.next"
    said = fact(look, ft.Icons.EVENT_OUTLINED, t(key, day=t.weekday(coming.day)), "ink", "body")
    button = secondary(
        look,
        t("aftercare.check_in.look"),
        lambda: look_together(scene, coming.id),
        identifier="look-together",
        small=True,
    )
    if look.narrow:
        return [column(said, row(button), gap=6)]
    return [row(ft.Container(said, expand=True), button, gap=12)]


def _newer(scene: Scene) -> list[ft.Control]:
    """Tell that the municipality has the card of before, with the way to give the new one along."""
    look, t, visit = scene.look, scene.t, scene.visit
    if not visit.room.follow_up.card_is_newer(scene.talk):
        return []
    go = secondary(
        look,
        t("after_plan.read_back"),
        lambda: visit.to_table(Screen.READ_BACK),
        identifier="read-back-newer",
        small=True,
    )
    title, body = t("after_plan.newer"), t("after_plan.newer.body")
    return [banner(look, "tablet", title, body, identifier="newer-card", action=go)]

"""Bladen: every sheet may be opened, left for later, or passed over. No numbers, no progress."""

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, gap, row, sheet
from keukentafel.app.kit.buttons import quiet, secondary, tappable
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen


@screen
def sheets_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the sheets that lie on the table."""
    visit, look = scene.visit, scene.look
    t, told = scene.t, talk.story
    open_plan = told.assented
    cells = [
        _sheet(scene, Screen.STORY, "verhaal", _count(scene, "story", len(told.quotes))),
        _sheet(scene, Screen.STRENGTHS, "bloem", _count(scene, "strengths", len(told.strengths))),
        _sheet(scene, Screen.PEOPLE, "mensen", _count(scene, "people", len(talk.network))),
        _sheet(scene, Screen.PLAN, "plan", _plan_words(scene), locked=not open_plan),
        _sheet(scene, Screen.AFTERCARE, "waakvlam", _aftercare_words(scene)),
        _sheet(scene, Screen.READ_BACK, "lezen", t("sheets.read_back.later")),
    ]
    body = column(
        *scene.notice(),
        heading(look, t("sheets.title"), 1),
        text(look, t("sheets.subtitle"), "table", "soft"),
        gap(6),
        by_two(look, *cells, gap=8 if look.narrow else 16),
        gap=6,
    )
    listening = secondary(
        look, t("sheets.listen"), visit.listen, identifier="listen", icon=ft.Icons.BEDTIME_OUTLINED
    )
    work = quiet(
        look, t("sheets.work"), visit.ask_pin_for_work, identifier="work", icon=ft.Icons.LOCK_OUTLINE_ROUNDED
    )
    first, second = (listening, work) if look.narrow else (work, listening)
    return at_the_table(scene, body, primary=first, secondary=second, sheets=False, scroll=True)


def _sheet(scene: Scene, to: Screen, picture: str, state: str, *, locked: bool = False) -> ft.Control:
    look, t = scene.look, scene.t
    title = t(f"sheets.{to.value}")
    words = column(text(look, title, "label"), text(look, state, "meta", "soft"), gap=0, expand=True)
    shut = [icon(look, ft.Icons.LOCK_OUTLINE_ROUNDED, "soft", 24)] if locked else []
    line = row(pictogram(look, picture, 48 if look.narrow else 64, faint=locked), words, *shut, gap=16)
    tapped = tappable(
        look,
        line,
        lambda: scene.visit.to_table(to),
        identifier=f"sheet-{to.value}",
        name=f"{title}, {state}",
        padding=ft.Padding.symmetric(horizontal=16, vertical=12)
        if look.narrow
        else ft.Padding.symmetric(horizontal=24, vertical=22),
    )
    return sheet(look, tapped, padding=0)


def _count(scene: Scene, name: str, count: int) -> str:
    if count == 0:
        return scene.t(f"sheets.{name}.empty")
    return scene.t(f"sheets.{name}.one") if count == 1 else scene.t(f"sheets.{name}.some", count=count)


def _plan_words(scene: Scene) -> str:
    if not scene.talk.story.assented:
        return scene.t("sheets.plan.closed")
    return _count(scene, "plan", len(scene.talk.plan.wishes))


def _aftercare_words(scene: Scene) -> str:
    card = scene.talk.aftercare
    if card.empty:
        return scene.t("sheets.aftercare.empty")
    if not card.missing:
        return scene.t("sheets.aftercare.full")
    one = len(card.missing) == 1
    return (
        scene.t("sheets.aftercare.open.one")
        if one
        else scene.t("sheets.aftercare.open", count=len(card.missing))
    )

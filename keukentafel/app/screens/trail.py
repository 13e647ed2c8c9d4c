"""The audit trail for people: by day, newest first, with each break shown at its place."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.about_tablet import following, framed
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.app.state.trail_page import TrailEntry, TrailPage
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.vault.trail import Action, Line

_COUNTED = frozenset({Action.CHANGED, Action.WRONG_PIN, Action.ERASED})
"""What stands in a line once for more than one time."""

_WAYS = {
    "sheet": "trail.way.sheet",
    "organisation": "trail.way.organisation",
    "no organisation": "trail.way.no_organisation",
    "no sheet": "trail.way.no_sheet",
    "none": "trail.way.none",
}
"""How a change of the ways of recovery is called in a line, and the key of its words."""


@following
def trail_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Draw one page of the trail."""
    look, t, visit = scene.look, scene.t, scene.visit
    # Read once for each page that is turned to: the whole chain is followed for it.
    page = ft.use_memo(tablet.look_back, [tablet.page])
    days = [_day(scene, day, list(entries)) for day, entries in _by_day(scene, page)]
    if not days:
        days = [sheet(look, empty(look, "lade", t("trail.empty")))]
    broken = (
        [banner(look, "error", t("trail.broken.title"), t("trail.broken.body"), identifier="trail-broken")]
        if page.breaks
        else []
    )
    cut = [_break(scene)] if page.cut else []
    papers = [text(look, t("trail.what"), "body", "soft"), *broken, *cut, *days, *_pages(scene, tablet, page)]
    drawn = framed(scene, t("trail.title"), papers, back=lambda: visit.show(Screen.TABLET))
    # Another page begins at its top.
    drawn.key = f"page-{tablet.page}"
    return drawn


def _by_day(scene: Scene, page: TrailPage) -> Iterator[tuple[date, Iterator[TrailEntry]]]:
    return groupby(page.entries, lambda entry: scene.t.today(entry.line.at))


def _day(scene: Scene, day: date, entries: list[TrailEntry]) -> ft.Control:
    look = scene.look
    lines: list[ft.Control] = []
    for entry in entries:
        lines.append(_line(scene, entry))
        if entry.broken:
            lines.append(_break(scene, entry.line.action))
    paper = column(heading(look, _day_words(scene, day), 2), ruled(look, lines), gap=4)
    return sheet(look, paper, padding=padded(look, start=look.padding, end=look.padding, top=20, bottom=8))


def _day_words(scene: Scene, day: date) -> str:
    t = scene.t
    today = t.today(scene.visit.house.clock())
    if day == today:
        return t("trail.today")
    if day == today - timedelta(days=1):
        return t("trail.yesterday")
    return t.weekday(day) if day.year == today.year else PaperClock(t, t.zone).day(day.isoformat())


def _line(scene: Scene, entry: TrailEntry) -> ft.Control:
    look, t, line = scene.look, scene.t, entry.line
    about = "\u00a0 ·\u00a0 ".join([*_household(scene, entry), *_more(scene, line)])
    words = column(
        text(look, t(f"trail.{line.action}"), "label"),
        *([text(look, about, "meta", "soft")] if about else []),
        *([sign(look, ft.Icons.BLOCK_ROUNDED, t("trail.refused"), "negative")] if line.refused else []),
        gap=2,
        expand=True,
    )
    time = text(look, t.clock(line.at), "meta", "soft")
    laid = (
        column(time, row(words), gap=2) if look.tight else row(_beside(scene, time), words, gap=12, top=True)
    )
    return ft.Semantics(
        content=ft.Container(laid, padding=ft.Padding.symmetric(vertical=10)),
        identifier=f"line-{line.number}",
        container=True,
    )


def _beside(scene: Scene, time: ft.Control) -> ft.Control:
    return ft.Container(time, width=48 * scene.look.scale, padding=ft.Padding.only(top=2))


def _more(scene: Scene, line: Line) -> list[str]:
    t = scene.t
    if line.action in _COUNTED and line.object.isdecimal() and int(line.object) > 1:
        return [t("trail.times", count=int(line.object))]
    if line.action is Action.RECOVERY_CHANGED and line.object in _WAYS:
        return [t(_WAYS[line.object])]
    return []


def _household(scene: Scene, entry: TrailEntry) -> list[str]:
    if entry.line.household is None:
        return []
    return [entry.name or scene.t("trail.forgotten" if entry.forgotten else "trail.unreadable")]


def _break(scene: Scene, after: Action | None = None) -> ft.Control:
    # The line that tells of a break goes on from whatever was left: nobody knows whether something is gone.
    unknown = after is Action.BREAK_FOUND
    words = scene.t("trail.break.maybe" if unknown else "trail.break")
    drawn = banner(scene.look, "warning" if unknown else "error", words, identifier="break")
    return ft.Container(drawn, padding=ft.Padding.symmetric(vertical=8))


def _pages(scene: Scene, tablet: Tablet, page: TrailPage) -> list[ft.Control]:
    look, t = scene.look, scene.t
    if page.first == 1 and not page.older:
        return []

    def turn(by: int) -> None:
        scene.visit.touch()
        tablet.turn_page(by)

    newer = icon_button(
        look, ft.Icons.CHEVRON_LEFT_ROUNDED, t("trail.newer"), lambda: turn(-1), identifier="newer"
    )
    older = icon_button(
        look, ft.Icons.CHEVRON_RIGHT_ROUNDED, t("trail.older"), lambda: turn(1), identifier="older"
    )
    last = page.first + len(page.entries) - 1
    here = text(
        look, t("trail.page", first=page.first, last=last), "meta", "soft", align="center", expand=True
    )
    room = ft.Container(width=look.target)
    return [row(newer if page.first > 1 else room, here, older if page.older else room)]

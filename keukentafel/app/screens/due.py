"""What asks something of the worker now: check-ins, tasks, clocks of the law, and contacts that may go."""

from datetime import date, timedelta

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.tokens import Tone
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.clocks import near_lines
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.tasks import task_lines
from keukentafel.app.state.card import Card
from keukentafel.app.state.listing import Listing
from keukentafel.app.state.screens import Screen
from keukentafel.journal.names import HouseholdId


def due(scene: Scene, listing: Listing) -> list[ft.Control]:
    """Return the sheet with what is due today and tomorrow, if anything is."""
    look, t = scene.look, scene.t
    today = t.today(scene.visit.house.clock())
    lines = []
    for household, card in listing.due(today + timedelta(days=1)):
        day = date.fromisoformat(card.next_date)
        lines.append(_due_line(scene, household, card, (day - today).days, day))
    lines += task_lines(scene, listing, today)
    lines += near_lines(scene, listing, today)
    if not lines:
        return []
    paper = column(heading(look, t("today.due"), 2), ruled(look, lines), gap=6)
    return [sheet(look, paper, padding=padded(look, start=28, end=28, top=22, bottom=10))]


def may_go(scene: Scene, listing: Listing) -> list[ft.Control]:
    """Return the sheet with just contacts, six weeks after the last word: offered to go, never by itself."""
    look, t = scene.look, scene.t
    lines = [_may_go_line(scene, *one) for one in listing.contacts_over]
    if not lines:
        return []
    head = column(
        heading(look, t("today.may_go"), 2), text(look, t("today.may_go.why"), "meta", "soft"), gap=2
    )
    paper = column(head, ruled(look, lines), gap=6)
    return [sheet(look, paper, padding=padded(look, start=28, end=28, top=22, bottom=10))]


def _may_go_line(scene: Scene, household: HouseholdId, card: Card) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    name = scene.naming.card(card)
    last = t("today.may_go.last", day=t.day(t.today(card.last_word)))

    def look_at_it() -> None:
        visit.open_household(household)
        visit.room.say_farewell()
        visit.show(Screen.FORGET)

    words = column(text(look, name, "label"), text(look, last, "meta", "soft"), gap=0, expand=True)
    return tappable(
        look,
        row(icon(look, ft.Icons.HOME_OUTLINED, "pen", 26), words, gap=16),
        look_at_it,
        identifier=f"may-go-{household}",
        name=f"{name}, {last}",
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )


def _due_line(scene: Scene, household: HouseholdId, card: Card, days: int, day: date) -> ft.Control:
    look, t = scene.look, scene.t
    late, what = t("today.due.late", day=t.day(day)), card.next_what or t("today.check_in")
    when = late if days < 0 else t("today.due.today") if days == 0 else t("today.due.tomorrow")
    words = column(text(look, card.name, "label"), text(look, what, "meta", "soft"), gap=0, expand=True)
    tone: Tone = "warning" if days <= 0 else "ink"
    line = row(
        icon(look, ft.Icons.CALL_OUTLINED, "pen", 26), words, text(look, when, "metabold", tone), gap=16
    )
    return tappable(
        look,
        line,
        lambda: scene.visit.open_household(household),
        identifier=f"due-{household}",
        name=f"{card.name}, {what}, {when}",
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )

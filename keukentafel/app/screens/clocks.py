"""The clocks of the law in plain words, for the worker; on the list when one comes near its last day.

A clock is a day on the calendar. It has no score, no bar and no colour of alarm.
"""

from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.words import icon, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.card import Card
from keukentafel.app.state.listing import Listing
from keukentafel.dossier.deadlines import Clock, Deadline, Standing
from keukentafel.journal.names import HouseholdId

ICONS = {
    Clock.OWN_PLAN: ft.Icons.EDIT_NOTE_ROUNDED,
    Clock.INVESTIGATION: ft.Icons.EVENT_OUTLINED,
    Clock.DECISION: ft.Icons.MARK_EMAIL_READ_OUTLINED,
}


def clock_words(scene: Scene, one: Deadline) -> str:
    """Return what a clock says to the worker today."""
    standing = one.standing(scene.t.today(scene.visit.house.clock()))
    return scene.t(f"clock.{one.clock.value}.{standing.value}", day=scene.t.weekday(one.last))


def near_lines(scene: Scene, listing: Listing, today: date) -> list[ft.Control]:
    """Return a line for every clock that comes near its last day."""
    return [_line(scene, household, card, one, today) for household, card, one in listing.near(today)]


def _line(scene: Scene, household: HouseholdId, card: Card, one: Deadline, today: date) -> ft.Control:
    look = scene.look
    said, when = clock_words(scene, one), _when(scene, one, today)
    left = text(look, when, "metabold")
    below = [left] if look.narrow else []
    words = column(
        text(look, card.name, "label"), text(look, said, "meta", "soft"), *below, gap=0, expand=True
    )
    beside = [] if look.narrow else [left]
    line = row(icon(look, ICONS[one.clock], "pen", 26), words, *beside, gap=16)
    return tappable(
        look,
        line,
        lambda: scene.visit.open_household(household),
        identifier=f"near-{one.clock.value}-{household}",
        name=f"{card.name}, {said}, {when}",
        padding=ft.Padding.symmetric(vertical=12, horizontal=4),
    )


def _when(scene: Scene, one: Deadline, today: date) -> str:
    t, days = scene.t, one.days_left(today)
    if one.standing(today) is Standing.PAST:
        return t("today.due.late", day=t.day(one.last))
    if days < 2:
        return t("today.due.tomorrow") if days else t("today.due.today")
    return t("clock.days_left", days=days)

"""Wat gebeurt er nu, en wanneer? A card for the resident: the last days in plain words, and what one may ask.

It lies on the table only when there is a request; without one nobody waits for anything.
"""

import flet as ft

from keukentafel.app.kit.arranging import beside, column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.clocks import ICONS
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.preparation import request
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.deadlines import Clock, Deadline, Standing, deadline, deadlines


@screen
def what_now_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what happens, in the order in which it does, and what somebody may ask for."""
    look, t = scene.look, scene.t
    lines = sheet(look, ruled(look, _happens(scene, talk), gap=14))
    rights = sheet(look, column(_rights(scene), *_to_call(scene), gap=24))
    body = column(
        heading(look, t("what_now.title"), 1),
        beside(look, lines, rights, ratio=(3, 2), stretch=False),
        gap=14,
    )
    onward = primary(
        look,
        t("what_now.to_story"),
        lambda: scene.visit.to_table(Screen.STORY),
        identifier="onward",
        after=ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    return at_the_table(scene, body, primary=onward, scroll=True, writing=False)


def has_clocks(talk: Conversation) -> bool:
    """Tell whether there is anything to wait for: a request, and no plain contact."""
    return bool(deadlines(talk.dossier))


def what_now_words(scene: Scene) -> str:
    """Return the one sentence that stands on the sheet's tile: by when we are heard of."""
    one = deadline(scene.talk.dossier, Clock.INVESTIGATION)
    return _said(scene, one) if one else scene.t("what_now.decision.later")


def _happens(scene: Scene, talk: Conversation) -> list[ft.Control]:
    t, asked = scene.t, request(talk)
    lines = []
    if asked.date is not None:
        said = t("what_now.asked", day=t.weekday(asked.date))
        lines.append(_line(scene, ft.Icons.CALL_OUTLINED, said, past="request.date"))
    received = asked.day("own_plan_received")
    if received is not None:
        said = t("what_now.received", day=t.weekday(received))
        lines.append(_line(scene, ICONS[Clock.OWN_PLAN], said, past="request.own_plan_received"))
    for one in deadlines(talk.dossier):
        more = (
            t("what_now.investigation.more")
            if one.clock is Clock.INVESTIGATION and not _past(scene, one)
            else ""
        )
        lines.append(_line(scene, ICONS[one.clock], _said(scene, one), more))
    if deadline(talk.dossier, Clock.DECISION) is None:
        lines.append(_line(scene, ICONS[Clock.DECISION], t("what_now.decision.later")))
    return lines


def _past(scene: Scene, one: Deadline) -> bool:
    return one.standing(scene.t.today(scene.visit.house.clock())) is Standing.PAST


def _said(scene: Scene, one: Deadline) -> str:
    standing = one.standing(scene.t.today(scene.visit.house.clock()))
    return scene.t(f"what_now.{one.clock.value}.{standing.value}", day=scene.t.weekday(one.last))


def _line(scene: Scene, sign: ft.IconData, said: str, more: str = "", past: str = "") -> ft.Control:
    """A line; of a day that somebody wrote down (``past``) also who did, to say what one thinks of it."""
    look = scene.look
    second: list[ft.Control] = [text(look, more, "body", "soft")] if more else []
    asked = scene.talk.dossier.one("request")
    if past and asked is not None:
        second += made_by_line(scene, [asked.id], past, asked.words(past.partition(".")[2]))
    return row(
        icon(look, sign, "pen", 28),
        column(text(look, said, "table"), *second, gap=2, expand=True),
        gap=16,
        top=True,
    )


def _rights(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    lines = [
        _line(scene, ft.Icons.HANDSHAKE_OUTLINED, t("what_now.right.support")),
        _line(scene, ft.Icons.EDIT_NOTE_ROUNDED, t("what_now.right.own_plan")),
        _line(scene, ft.Icons.GROUP_OUTLINED, t("what_now.right.somebody")),
    ]
    return column(heading(look, t("what_now.rights"), 2), *lines, gap=14)


def _to_call(scene: Scene) -> list[ft.Control]:
    """The desks of the municipality, when its guide names any."""
    look, desks = scene.look, scene.visit.house.guide.call
    lines = [_line(scene, ft.Icons.CALL_OUTLINED, one.whom, one.number) for one in desks]
    return [column(heading(look, scene.t("what_now.call"), 2), *lines, gap=14)] if lines else []

"""Who belongs to a household, in the work face: with the law under which the part of each of them is kept."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.members import Member, members
from keukentafel.journal.field import Retention

_LABELS = {Retention.WMO: "wmo", Retention.YOUTH: "youth"}


def members_kept(scene: Scene) -> ft.Control:
    """Return the people of the household with how long each one's part is kept."""
    look, t = scene.look, scene.t
    change = quiet(
        look,
        t("members.open"),
        lambda: scene.visit.to_table(Screen.MEMBERS),
        identifier="to-members",
        icon=ft.Icons.GROUP_OUTLINED,
    )
    lines = [_line(scene, one) for one in members(scene.talk.dossier)]
    if not lines:
        return row(change)
    paper = column(heading(look, t("members.kept"), 2), ruled(look, lines, gap=8), row(change), gap=12)
    return sheet(look, paper)


def _line(scene: Scene, one: Member) -> ft.Control:
    look, t, person = scene.look, scene.t, one.person
    second = [text(look, person.relation, "meta", "soft")] if person.relation else []
    label = t(f"members.kept.{_LABELS[one.kept_under]}")
    icon, name = ft.Icons.SCHEDULE_ROUNDED, text(look, person.name, "label")
    words: ft.Control
    if look.narrow:
        words = column(name, *second, fact(look, icon, label), gap=2)
    else:
        words = row(column(name, *second, gap=0, expand=True), sign(look, icon, label, role="meta"), gap=16)
    return ft.Semantics(content=words, identifier=f"kept-{person.name}", container=True)

"""A piece of life that is not open: who may open it, and what is asked first.

The resident opens one by choosing it. A worker who opens one writes first why that is needed, and nothing
else is there until it stands. What somebody would rather not talk about says so and asks nothing; only they
take that back, and are asked whether they want to.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.life_sheet import AFTER_ALL, LifeSheet, opened, opening
from keukentafel.app.screens.scene import short_name
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.notice import Notice


def why(drawn: LifeSheet) -> ft.Control:
    """Ask the worker why this piece is needed, unless the resident chooses it after all."""
    editing, look, t = drawn.editing, drawn.editing.look, drawn.editing.t
    scene, kind = editing.scene, drawn.kind
    worker = short_name(editing.talk.worker)

    def open_it() -> None:
        scene.visit.touch()
        scene.visit.notice = None
        tile = drawn.table.open_with_reason(kind)
        if tile is not None:
            editing.open(opened(tile))
        else:
            scene.visit.notice = Notice("warning", "life.why.missing.title", "life.why.missing.body")

    def chosen() -> None:
        scene.visit.touch()
        scene.visit.notice = None
        tile = drawn.table.choose(kind)
        editing.open(opened(tile) if tile else opening(kind))

    own = secondary(
        look,
        t("life.own_choice", name=drawn.name),
        chosen,
        identifier="own-choice",
        icon=ft.Icons.TOUCH_APP_OUTLINED,
        small=True,
    )
    ways = row(own, drawn.leave_alone(None), wrap=True, gap=12)
    asked = column(
        heading(look, t("life.why.title", name=worker), 2),
        text(look, t("life.why.body", name=drawn.name), "table", "soft"),
        gap=4,
    )
    box = writing_box(
        scene,
        drawn.table.why_box(kind),
        t("life.why.label"),
        identifier="why",
        help_words=t("life.why.help"),
        left=open_it,
    )
    write = primary(look, t("life.why.open"), open_it, identifier="why-open")
    return drawn.laid(ways, rule(look), asked, box, first=write, second=drawn.back())


def choosing(drawn: LifeSheet) -> ft.Control:
    """Ask the resident, who holds the pen, whether it comes on the table."""
    look, t = drawn.editing.look, drawn.editing.t

    def choose() -> None:
        tile = drawn.table.choose(drawn.kind)
        drawn.editing.open(opened(tile) if tile else opening(drawn.kind))

    words = text(look, t("life.choose.explained"), "table", "soft")
    first = primary(look, t("life.choose"), choose, identifier="own-choice")
    return drawn.laid(words, row(drawn.leave_alone(None)), first=first, second=drawn.back())


def left_alone(drawn: LifeSheet) -> ft.Control:
    """Say that this is left alone, and ask nothing."""
    look, t = drawn.editing.look, drawn.editing.t
    again = quiet(
        look,
        t("life.after_all"),
        lambda: drawn.editing.open(f"{AFTER_ALL}{drawn.kind}"),
        identifier="after-all",
    )
    words = text(look, t("life.rather_not.said"), "table")
    told = ft.Semantics(content=words, identifier="left-alone", container=True)
    first = primary(look, t("life.back"), drawn.editing.close, identifier="to-map")
    return drawn.laid(rule(look), told, row(again), first=first)


def after_all(drawn: LifeSheet) -> ft.Control:
    """Ask whether the person wants to talk about it after all."""
    t = drawn.editing.t

    def talk() -> None:
        tile = drawn.table.talk_after_all(drawn.kind)
        drawn.editing.open(opened(tile) if tile else opening(drawn.kind))

    yes = drawn.yes(t("life.after_all.yes"), talk)
    no = drawn.no(t("life.after_all.no"), "")
    explained = t("life.after_all.explained", name=drawn.name)
    return drawn.asked("asked-after-all", t("life.after_all.question"), explained, yes, no)

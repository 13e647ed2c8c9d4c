"""The money of one plan at the desk: what there was and what there will be, per stream and in one total.

It is counted from what the resident heard; nothing is written down here.
"""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.sums import Bar, Sum, sums
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.money import euros
from keukentafel.app.screens.scene import Scene
from keukentafel.edition.budget import Amount, Budget, Stream


def desk_budget(scene: Scene, found: Budget) -> list[ft.Control]:
    """Draw the chart with its total; nothing when there is no money in the plan."""
    if not found.streams:
        return []
    look, t = scene.look, scene.t
    rows = [
        _row(scene, t("desk.budget.total"), found.before, found.after, strong=True),
        *(_row(scene, one.title, one.before, one.after) for one in found.streams if _counts(one)),
    ]
    missing = found.before.unknown + found.after.unknown
    note = [text(look, t("paper.budget.unknown", count=missing), "meta", "soft")] if missing else []
    drawn = column(
        heading(look, t("desk.budget.title"), 2),
        text(look, t("paper.budget.caption"), "meta", "soft"),
        sums(look, rows, identifier="desk-budget"),
        *note,
        gap=12,
    )
    return [drawn]


def _row(scene: Scene, title: str, before: Amount, after: Amount, *, strong: bool = False) -> Sum:
    t = scene.t
    was, will = _words(scene, before), _words(scene, after)
    bars = (
        Bar(t("desk.budget.before"), was, before.cents, full=False),
        Bar(t("desk.budget.after"), will, after.cents, full=True),
    )
    return Sum(title, bars, t("desk.budget.says", title=title, before=was, after=will), strong)


def _counts(one: Stream) -> bool:
    """Whether there is anything to show of a stream; what needs no money has no bar."""
    return any(side != Amount() for side in (one.before, one.after))


def _words(scene: Scene, one: Amount) -> str:
    t = scene.t
    if not one.cents:
        return t("paper.budget.not_known" if one.unknown else "desk.budget.nothing")
    said = euros(t, one.cents)
    return t("desk.budget.and_unknown", amount=said) if one.unknown else said

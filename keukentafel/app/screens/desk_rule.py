"""A rule that stands in the way, at the desk: in the list, on paper, and the bar in which it is decided."""

from collections.abc import Callable
from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import barred, column, gap
from keukentafel.app.kit.buttons import primary, tappable
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import bottombar
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.desk_rules import DeskRule


def rules_listed(scene: Scene, desk: Desk) -> list[ft.Control]:
    """Draw the questions about rules, apart from the plans; nothing when there are none."""
    look, t = scene.look, scene.t
    if not desk.rules.all:
        return []
    lines = [_item(scene, desk, rule) for rule in desk.rules.all]
    return [gap(8), heading(look, t("desk.rules"), 2), gap(2), *lines]


def rule_on_paper(scene: Scene, rule: DeskRule) -> ft.Control:
    """Draw one question: the rule, the decision that is wanted, by when, and what was decided."""
    look, t, asked = scene.look, scene.t, rule.asked.question
    when = t.when(asked.asked_at, scene.visit.house.clock())
    parts = [
        column(text(look, t("desk.rule.rule"), "meta", "soft"), text(look, asked.rule, "table"), gap=2),
        column(text(look, t("desk.rule.wanted"), "meta", "soft"), text(look, asked.decision, "table"), gap=2),
        fact(look, ft.Icons.EVENT_OUTLINED, t("desk.rule.by", day=_day(scene, rule)), "ink", "body"),
    ]
    return column(
        heading(look, t("desk.rule.title"), 1),
        text(look, t("desk.rule.asked_by", name=asked.asked_by, when=when), "meta", "soft"),
        *_decided(scene, rule),
        *parts,
        text(look, t("desk.rule.no_story"), "meta", "soft"),
        gap=16,
    )


def rule_bar(scene: Scene, desk: Desk, rule: DeskRule) -> ft.Control:
    """Draw the bar in which a supervisor writes what is decided."""
    look, t, rules = scene.look, scene.t, desk.rules

    def typed(words: str) -> None:
        scene.visit.touch()
        rules.write(words)

    def send() -> None:
        scene.visit.touch()
        rules.decide()
        desk.changed()

    written = field(
        look,
        t("desk.rule.decision"),
        rules.words,
        identifier="decision",
        draft=f"{rule.id}-{rule.decided_at}",
        on_change=typed,
        error=t("desk.rule.needed") if rules.wanting_words else "",
        lines=2,
    )
    words = t("desk.rule.send", name=rule.asked.card.name.split(" ", 1)[0])
    button = primary(look, words, send, identifier="send-decision", icon=ft.Icons.REPLY_ROUNDED)
    return bottombar(look, primary=button, note=written)


def _item(scene: Scene, desk: Desk, rule: DeskRule) -> ft.Control:
    look, t, asked = scene.look, scene.t, rule.asked.question
    chosen = desk.rules.open is not None and desk.rules.open.id == rule.id
    second = t("desk.rule.by", day=_day(scene, rule))
    icon, state = (
        (ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("desk.rule.decided"))
        if rule.decided
        else (ft.Icons.BLOCK_ROUNDED, t("desk.rule.open"))
    )
    words = column(
        text(look, asked.decision, "label", lines=3),
        text(look, second, "meta", "soft"),
        sign(look, icon, state, "ink" if rule.decided else "pen", "meta"),
        gap=2,
    )
    laid = barred(
        look,
        words,
        tone="paper" if chosen else "table",
        line="pen" if chosen else None,
        padding=padded(look, start=12, end=10, top=12, bottom=12),
        bar=5,
    )
    name = f"{asked.decision}, {second}, {state}"
    return tappable(
        look, laid, _opening(scene, desk, rule), identifier=f"rule-{rule.id}", name=name, selected=chosen
    )


def _opening(scene: Scene, desk: Desk, rule: DeskRule) -> Callable[[], None]:
    def look_at() -> None:
        scene.visit.touch()
        desk.look_at_rule(rule.id)

    return look_at


def _decided(scene: Scene, rule: DeskRule) -> list[ft.Control]:
    if not rule.decided:
        return []
    look, t = scene.look, scene.t
    when = t.when(rule.decided_at, scene.visit.house.clock())
    words = column(
        text(look, t("desk.rule.decided_at", when=when), "label"), text(look, rule.decided, "body"), gap=2
    )
    return [
        ft.Semantics(
            content=barred(look, words, tone="pen-soft", line="pen"), identifier="decided", container=True
        )
    ]


def _day(scene: Scene, rule: DeskRule) -> str:
    return scene.t.day(date.fromisoformat(rule.asked.question.by))

"""Een regel zit in de weg: the rule without the story, what is asked of the supervisor, and by when.

It stands in the work face: the question is the worker's own. What went is not changed any more; what was
decided stands with it, and in the household too.
"""

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, primary, quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.quotes import sentence
from keukentafel.app.kit.screen import bottombar, screen, titlebar
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.scene import Scene, saved_note
from keukentafel.app.screens.status import status_sign
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.bottlenecks import AskedRule, Bottlenecks
from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.bottleneck import Bottleneck
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

SLOT = "bottleneck"
_WITHIN = {"day": timedelta(days=1), "week": timedelta(days=7), "fortnight": timedelta(days=14)}


@safely.screen
def bottleneck_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the small sheet for one question."""
    look, t, visit = scene.look, scene.t, scene.visit
    by, set_by = ft.use_state("")
    wanting, set_wanting = ft.use_state(False)
    rules = visit.room.bottlenecks()
    if rules is None:
        return ft.Container()
    thing = _thing(scene, rules)
    rule, decision = (_box(scene, rules, thing, name) for name in ("rule", "decision"))

    def ask() -> None:
        visit.touch()
        for box in (rule, decision):
            talk.boxes.leave(box)
        asked = rules.ask(Bottleneck(thing, rule.text, decision.text, by), by)
        set_wanting(not asked)
        if asked:
            talk.boxes.renew(SLOT)
            visit.show(Screen.HOUSEHOLD, Notice("saved", "bottleneck.asked.title", "bottleneck.asked.body"))

    def back() -> None:
        visit.show(Screen.HOUSEHOLD)

    arrow = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), back, identifier="back")
    top = titlebar(look, t("bottleneck.title"), mark=arrow)
    body = column(
        text(look, t("bottleneck.explained"), "body", "soft"),
        _written(scene, rule, "rule"),
        _written(scene, decision, "decision"),
        _by(scene, by, set_by),
        *_named(scene, rules, rule, decision),
        *([_needed(scene)] if wanting else []),
        gap=18,
    )
    paper = ft.Container(sheet(look, body, padding=20 if look.phone else 28), width=look.line_length)
    send = primary(
        look, t("bottleneck.ask"), ask, identifier="ask-rule", after=ft.Icons.ARROW_FORWARD_ROUNDED
    )
    note = saved_note(talk.saved, look, t)
    laid = column(*scene.notice(), row(paper) if not look.narrow else paper, gap=16)
    return screen(look, laid, top=top, bottom=bottombar(look, primary=send, note=note), scroll=True)


def rules_in_the_way(scene: Scene) -> ft.Control:
    """Draw, in the household, the quiet entry to a question about a rule, and what was asked before."""
    look, t, visit = scene.look, scene.t, scene.visit
    rules = visit.room.bottlenecks()
    asked = rules.asked if rules is not None else ()
    begun = rules.begun if rules is not None else None
    more = quiet(
        look,
        t("bottleneck.go_on" if begun else "bottleneck.open"),
        lambda: visit.show(Screen.BOTTLENECK),
        identifier="to-bottleneck",
        icon=ft.Icons.BLOCK_ROUNDED,
    )
    if not asked:
        return row(more)
    lines = ruled(look, [_asked(scene, one) for one in asked], gap=14)
    head = heading(look, t("bottleneck.asked"), 2)
    return sheet(look, column(head, lines, row(more), gap=14))


def _asked(scene: Scene, one: AskedRule) -> ft.Control:
    look, t, question = scene.look, scene.t, one.question
    day = t.day(date.fromisoformat(question.by))
    lines: list[ft.Control] = [
        text(look, question.rule, "body"),
        fact(look, ft.Icons.REPLY_ROUNDED, t("bottleneck.wanted", decision=question.decision), "ink"),
        fact(look, ft.Icons.EVENT_OUTLINED, t("bottleneck.until", day=day)),
    ]
    if one.decision is None:
        lines.append(status_sign(look, t, one.status))
    else:
        when = t.when(one.decision.at, scene.visit.house.clock())
        who = Maker(one.decision.by, Role.SUPERVISOR, when)
        decided = sentence(look, one.decision.text, who)
        lines.append(ft.Semantics(content=decided, identifier="decision", container=True))
    return ft.Semantics(content=column(*lines, gap=8), identifier=f"rule-{question.id}", container=True)


def _thing(scene: Scene, rules: Bottlenecks) -> ObjectId:
    begun = rules.begun
    return begun.id if begun else scene.talk.boxes.fresh(SLOT)


def _box(scene: Scene, rules: Bottlenecks, thing: ObjectId, name: str) -> Box:
    begun = rules.begun
    words = {"rule": begun.rule, "decision": begun.decision}[name] if begun else ""
    return scene.talk.boxes.box(f"bottleneck.{name}", thing, words, slot=SLOT)


def _written(scene: Scene, box: Box, name: str) -> ft.Control:
    t = scene.t
    return writing_box(
        scene,
        box,
        t(f"bottleneck.{name}"),
        identifier=f"bottleneck-{name}",
        help_words=t(f"bottleneck.{name}.help"),
        lines=3 if name == "rule" else 1,
        left=scene.talk.changed,
    )


def _named(scene: Scene, rules: Bottlenecks, *boxes: Box) -> list[ft.Control]:
    """Point at a name in the text, without standing in the way."""
    t = scene.t
    found = rules.names(" ".join(box.text for box in boxes), t("initial.passed_over").split())
    if not found:
        return []
    title = t("bottleneck.named", names=", ".join(found))
    return [banner(scene.look, "warning", title, t("bottleneck.named.body"), identifier="named")]


def _by(scene: Scene, by: str, set_by: Callable[[str], None]) -> ft.Control:
    look, t = scene.look, scene.t
    today = t.today(scene.visit.house.clock())
    days = {name: today + within for name, within in _WITHIN.items()}
    options = [
        Choice(day.isoformat(), t(f"bottleneck.within.{name}", day=t.day(day))) for name, day in days.items()
    ]
    question = t("bottleneck.when")
    chosen = pills(look, question, options, by, set_by, identifier="by")
    return column(text(look, question, "label"), chosen, gap=8)


def _needed(scene: Scene) -> ft.Control:
    t = scene.t
    return banner(
        scene.look, "warning", t("bottleneck.needed"), t("bottleneck.needed.body"), identifier="needed"
    )

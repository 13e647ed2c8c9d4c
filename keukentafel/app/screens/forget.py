"""Forgetting a household, one person's part of it, or a talk that nobody wants to keep."""

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, sheet
from keukentafel.app.kit.buttons import danger, icon_button, secondary
from keukentafel.app.kit.choices import Choice, choices
from keukentafel.app.kit.screen import bottombar, titlebar
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.shield import shield_in_words
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.farewell import Farewell, WhatGoes
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import FIRST_HAND_OVER
from keukentafel.journal.names import PersonId

EVERYBODY = "all"


@screen
def forget_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Say what would go and what stays, and ask."""
    visit, look, t = scene.visit, scene.look, scene.t
    farewell = visit.room.farewell
    if farewell is None:
        return ft.Container()

    def leave() -> None:
        visit.show(Screen.HOUSEHOLD)

    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), leave, identifier="back")
    paper = sheet(look, _paper(scene, farewell))
    forget = danger(look, t("forget.go"), lambda: _ask(scene, farewell), identifier="forget")
    keep = secondary(look, t("forget.keep"), leave, identifier="keep")
    return whole_screen(
        look,
        column(*_notice(scene), row(ft.Container(paper, expand=True)), gap=16),
        top=titlebar(look, t("forget.title"), talk.name, mark=back),
        bottom=bottombar(look, primary=forget, secondary=keep),
        scroll=True,
    )


def _notice(scene: Scene) -> list[ft.Control]:
    """Return the message that is up; to what has to be handed over first, the way leads by the shield."""
    if scene.visit.notice is FIRST_HAND_OVER:
        return [scene.banner(FIRST_HAND_OVER, shield_in_words(scene))]
    return scene.notice()


def _paper(scene: Scene, farewell: Farewell) -> ft.Control:
    look, t = scene.look, scene.t
    goes = farewell.what_goes
    lines: list[ft.Control] = [
        fact(look, ft.Icons.CHAT_BUBBLE_OUTLINE_ROUNDED, t("forget.sentences", count=goes.sentences), "ink"),
    ]
    if goes.editions:
        lines.append(
            fact(look, ft.Icons.DESCRIPTION_OUTLINED, t("forget.editions", count=goes.editions), "ink")
        )
    if goes.waiting:
        lines.append(fact(look, ft.Icons.OUTBOX_ROUNDED, t("forget.waiting", count=goes.waiting), "warning"))
    return column(
        *_whom(scene, farewell),
        heading(look, t("forget.goes"), 2),
        *lines,
        gap(6),
        heading(look, t("forget.stays"), 2),
        text(look, t(_what_stays(farewell, goes)), "body"),
        text(look, t("forget.stays.copies"), "meta", "soft"),
        gap=10,
    )


def _what_stays(farewell: Farewell, goes: WhatGoes) -> str:
    if goes.editions:
        return "forget.stays.municipality"
    return "forget.stays.counter" if farewell.may_throw_away else "forget.stays.nothing"


def _whom(scene: Scene, farewell: Farewell) -> list[ft.Control]:
    """Ask whether the whole household is meant, or one person's part; with one person there is no choice."""
    look, t = scene.look, scene.t
    if len(farewell.people) < 2:
        return []
    offered: list[Choice[str]] = [Choice(EVERYBODY, t("forget.all"))]
    offered += [Choice(str(one.id), t("forget.of", name=one.name)) for one in farewell.people]

    def chosen(person: str) -> None:
        scene.visit.touch()
        farewell.person = None if person == EVERYBODY else PersonId(person)
        scene.visit.changed()

    asked = choices(look, t("forget.whom"), offered, farewell.person or EVERYBODY, chosen, identifier="whom")
    return [heading(look, t("forget.whom"), 2), asked, gap(6)]


def _ask(scene: Scene, farewell: Farewell) -> None:
    visit = scene.visit
    person = farewell.chosen
    key, name = ("forget_person", person.name) if person else ("forget_household", farewell.name)
    if person is None and farewell.may_throw_away:
        key = "throw_away"
    act = farewell.throw_away if key == "throw_away" else farewell.forget

    def after() -> None:
        visit.room.forgotten()
        visit.show(Screen.TODAY, Notice("saved", "forget.done.title", "forget.done.body"))

    visit.ask(Question(key, act, Screen.FORGET, after, {"name": name}))

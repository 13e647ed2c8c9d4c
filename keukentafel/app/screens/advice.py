"""Advice: the worker offers what he knows, and the resident says ja, nadenken or nee."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.quotes import sentence
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import adding_box
from keukentafel.app.state.advising import answer, put_in_plan
from keukentafel.dossier.control import Advice, Control, Reply
from keukentafel.journal.speaker import Role


def advice_section(scene: Scene, found: Control) -> ft.Control:
    """Return what was offered, and for the worker a box to offer something."""
    look, t = scene.look, scene.t
    lines: list[ft.Control] = []
    for one in found.advice:
        lines += [rule(look)] if lines else []
        lines.append(_offered(scene, one))
    if scene.talk.writer.role is Role.WORKER:
        lines.append(adding_box(scene, "advice.text", t("advice.add"), identifier="advice"))
    elif not lines:
        lines.append(text(look, t("advice.none"), "body", "soft"))
    title = heading(look, t("advice.title"), 2)
    return column(title, text(look, t("advice.what"), "meta", "soft"), *lines, gap=14)


def _offered(scene: Scene, one: Advice) -> ft.Control:
    look, t = scene.look, scene.t
    latest = one.text.latest
    words = sentence(look, one.text.text, scene.maker(latest, by_hand=False)) if latest else text(look, "")
    options = [Choice(reply, t(f"advice.{reply.value}")) for reply in Reply]

    def choose(reply: Reply) -> None:
        scene.visit.touch()
        answer(scene.talk, one, reply)

    asked = pills(look, one.text.text, options, one.reply, choose, identifier=f"advice-{one.id}")
    return column(words, asked, *_into_plan(scene, one), gap=10)


def _into_plan(scene: Scene, one: Advice) -> list[ft.Control]:
    look, t = scene.look, scene.t
    if one.agreement is not None:
        return [fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("advice.in_plan"), "positive")]
    if one.reply is not Reply.YES:
        return []

    def put() -> None:
        scene.visit.touch()
        put_in_plan(scene.talk, one)

    button = quiet(
        look, t("advice.into_plan"), put, identifier=f"into-plan-{one.id}", icon=ft.Icons.ADD_ROUNDED
    )
    return [row(button)]

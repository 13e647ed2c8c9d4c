"""Eén vraag: one question in large letters, a line to write in, and on to the next. Nothing else.

For who loses the thread among many things: beginning dementia, or a tired afternoon. Nothing counts the
questions, and none of them has to be answered.
"""

import flet as ft

from keukentafel.app.kit.arranging import centered, column, row, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import adding_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.one_question import OneQuestion
from keukentafel.app.state.screens import Screen
from keukentafel.guide.step import Question


@screen
def question_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the question that is up."""
    del talk
    asking = scene.visit.room.one_question
    now = asking.question if asking is not None else None
    if asking is None or now is None:
        return _nothing_left(scene)
    words = now.said(scene.talk.address)
    return at_the_table(
        scene,
        _asked(scene, asking, now, words),
        primary=_next(scene, asking),
        secondary=None if asking.is_first else _back(scene, asking),
        pair=True,
        scroll=True,
        aloud=[words],
    )


def _asked(scene: Scene, asking: OneQuestion, now: Question, words: str) -> ft.Control:
    look, t = scene.look, scene.t

    def leave_alone() -> None:
        scene.visit.touch()
        asking.leave_alone()

    second = scene.second_language.question(now)
    said = column(
        heading(look, words, 1, role="display", align="center", identifier="question"),
        *([text(look, second, "title", "soft", align="center")] if second else []),
        *second_missing(scene),
        gap=12,
    )
    answer = column(
        adding_box(scene, "quote.text", t("question.answer"), identifier="quote", lines=2),
        row(quiet(look, t("rather_not"), leave_alone, identifier="rather-not")),
        gap=12,
    )
    return column(sheet(look, said, padding=28 if look.phone else 56), sheet(look, answer), gap=20)


def second_missing(scene: Scene) -> list[ft.Control]:
    """Say that the guide is not there in the language of the interpreter, where that is so."""
    second = scene.second_language
    if not second.on or second.guide is not None:
        return []
    key = "second_language.missing" if second.name else "second_language.which"
    words = text(scene.look, scene.t(key, name=second.name), "meta", "soft", align="center")
    return [ft.Semantics(content=words, identifier="second-missing", container=True)]


def _next(scene: Scene, asking: OneQuestion) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    if asking.is_last:
        return primary(
            look, t("question.enough"), lambda: visit.to_table(Screen.SHEETS), identifier="questions-done"
        )

    def go_on() -> None:
        visit.touch()
        scene.talk.boxes.leave_all()
        asking.go(1)

    return primary(look, t("question.next"), go_on, identifier="next", after=ft.Icons.ARROW_FORWARD_ROUNDED)


def _back(scene: Scene, asking: OneQuestion) -> ft.Control:
    def go_back() -> None:
        scene.visit.touch()
        scene.talk.boxes.leave_all()
        asking.go(-1)

    return secondary(
        scene.look, scene.t("question.back"), go_back, identifier="previous", icon=ft.Icons.ARROW_BACK_ROUNDED
    )


def _nothing_left(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    words = centered(heading(look, t("listen.nothing_to_ask"), 1), gap=10)
    on = primary(
        look, t("question.enough"), lambda: scene.visit.to_table(Screen.SHEETS), identifier="questions-done"
    )
    return at_the_table(scene, sheet(look, words), primary=on, scroll=True)

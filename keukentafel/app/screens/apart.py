"""Hoe gaat het met ú? The sheet of a carer, with nothing else of the household on it.

Not even the name in the bar above is the household's: who looks over a shoulder sees a carer's questions.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, rule, sheet
from keukentafel.app.kit.buttons import primary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.screen import bottombar, screen, tool, topbar, turned
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.scene import Scene, saved_note, short_name
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.apart import FIELDS, Apart
from keukentafel.app.state.conversation import Conversation
from keukentafel.journal.names import ObjectId

_LINES = {"words": 3, "does": 2, "needs": 2, "lasts": 1}


@safely.screen
def apart_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what a carer is asked."""
    visit, look, t = scene.visit, scene.look, scene.t
    apart = visit.apart
    if apart is None:
        return ft.Container()

    def turn() -> None:
        visit.turned = not visit.turned

    turning = tool(look, ft.Icons.FLIP_CAMERA_ANDROID_ROUNDED, t("app.turn"), turn, identifier="turn")
    done = primary(
        look,
        t("apart.done"),
        visit.leave_apart,
        identifier="apart-done",
        icon=ft.Icons.VISIBILITY_OFF_OUTLINED,
    )
    drawn = screen(
        look,
        _sheet(scene, apart),
        top=topbar(look, apart.carer.name, tools=[turning]),
        bottom=bottombar(look, primary=done, note=saved_note(talk.saved, look, t)),
        scroll=True,
    )
    return turned(look, drawn, visit.turned)


def _sheet(scene: Scene, apart: Apart) -> ft.Control:
    look, t = scene.look, scene.t
    head = column(
        heading(look, t("apart.title"), 1),
        fact(look, ft.Icons.VISIBILITY_OFF_OUTLINED, t("apart.hidden"), "soft", "body"),
        gap=6,
    )
    earlier = (
        [text(look, t("apart.earlier", name=_worker(scene)), "body", "soft")] if apart.told_before else []
    )
    asked: list[ft.Control] = []
    for thing in apart.things:
        asked += [rule(look)] if asked else []
        asked.append(_questions(scene, apart, thing))
    goes = text(look, t("apart.goes"), "meta", "soft")
    body = column(*scene.notice(), head, *earlier, *asked, _hands(scene, apart), goes, gap=20)
    return ft.Container(sheet(look, body), alignment=ft.Alignment.TOP_CENTER)


def _questions(scene: Scene, apart: Apart, thing: ObjectId) -> ft.Control:
    boxes = [
        writing_box(
            scene,
            apart.box(thing, name),
            scene.t(f"apart.{name}"),
            identifier=f"carer-{name}" if thing == apart.things[-1] else f"carer-{name}-{thing}",
            help_words=scene.t("apart.words.help") if name == "words" else "",
            lines=_LINES[name],
        )
        for name in FIELDS
    ]
    return column(*boxes, gap=16)


def _hands(scene: Scene, apart: Apart) -> ft.Control:
    t = scene.t
    hands = {str(one.id): one for one in apart.hands}

    def choose(chosen: str) -> None:
        scene.visit.touch()
        apart.write_with(hands[chosen])

    options = [Choice(each, t("story.writes", name=short_name(one))) for each, one in hands.items()]
    question = t("story.who_writes")
    return column(
        text(scene.look, question, "meta", "soft"),
        pills(scene.look, question, options, str(scene.talk.writer.id), choose, identifier="writer"),
        gap=6,
    )


def _worker(scene: Scene) -> str:
    return short_name(scene.talk.worker)

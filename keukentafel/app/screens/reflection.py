"""Terugkijken: two minutes after a talk. One question is enough, and what is learned stays one's own.

Three questions are the team's; their answers may go to the team without anybody's name. What would go is
shown first, to the letter.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import primary, quiet, secondary, tappable
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, icon, spoken, text
from keukentafel.app.screens.at_work import at_work
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_to_team import going_to_team
from keukentafel.app.screens.own_example import own_example
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.reflecting import FOR_ONESELF, KIND, Reflecting
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.team_questions import questions
from keukentafel.dossier.sentence import day_of
from sync.reflection import ANSWERS


@screen
def reflection_screen(scene: Scene, talk: Conversation, back: Reflecting) -> ft.Control:
    """Draw the questions, or what would go to the team."""
    look, t, visit = scene.look, scene.t, scene.visit
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    if back.going is not None:
        return going_to_team(scene, back)

    if back.rests:
        return _resting(scene, back)

    def look_over() -> None:
        editing.close()
        back.look_over()

    papers = [
        sheet(look, _questions(editing, back)),
        sheet(look, own_example(editing, back)),
        sheet(look, _lesson(scene, back)),
    ]
    intro = text(look, t("reflection.explained"), "table", "soft")
    done = secondary(look, t("app.done"), lambda: visit.show(Screen.HOUSEHOLD), identifier="done")
    share = primary(look, t("reflection.share"), look_over, identifier="share", icon=ft.Icons.GROUPS_OUTLINED)
    body = column(intro, *papers, gap=16)
    return at_work(scene, t("reflection.title"), body, primary=share, secondary=done)


def _resting(scene: Scene, back: Reflecting) -> ft.Control:
    """Draw a look back that was given along: what is taken to the next door stays here."""
    look, t, visit = scene.look, scene.t, scene.visit
    last = back.last
    lesson = last.words(FOR_ONESELF).text if last else ""
    kept = column(text(look, _lesson_question(scene), "label"), text(look, lesson, "table"), gap=6)
    again = quiet(
        look, t("reflection.again"), back.look_again, identifier="again", icon=ft.Icons.EDIT_OUTLINED
    )
    done = primary(look, t("app.done"), lambda: visit.show(Screen.HOUSEHOLD), identifier="done")
    papers = [sheet(look, kept)] if lesson else []
    body = column(*_shared(scene, back), *papers, row(again), gap=16)
    return at_work(scene, t("reflection.title"), body, primary=done)


def _shared(scene: Scene, back: Reflecting) -> list[ft.Control]:
    last = back.last
    day = day_of(last.words("shared").text) if last else None
    if day is None:
        return []
    t = scene.t
    title = t("reflection.sent_on", day=t.weekday(day))
    return [banner(scene.look, "saved", title, t("reflection.sent_on.body"), identifier="shared")]


def _questions(editing: Editing, back: Reflecting) -> ft.Control:
    look = editing.look
    asked = questions(editing.scene.visit.house.guide)
    lines = [_question(editing, back, name, asked[name]) for name in ANSWERS if name in asked]
    head = heading(look, editing.t("reflection.team"), 2)
    none = [] if back.answers or (back.example and back.consented) else [_first(editing, back)]
    return column(head, *none, ruled(look, lines, gap=6), gap=10)


def _first(editing: Editing, back: Reflecting) -> ft.Control:
    look, words = editing.look, editing.t("reflection.none_yet")
    if not back.wanting:
        return text(look, words, "meta", "soft")
    return spoken(
        fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, words, "negative", "metabold"), identifier="wanting"
    )


def _question(editing: Editing, back: Reflecting, name: str, question: str) -> ft.Control:
    look, t = editing.look, editing.t
    answer = _written(back, name)
    if editing.what == name:
        done = quiet(
            look, t("app.done"), editing.close, identifier=f"{name}-done", icon=ft.Icons.CHECK_ROUNDED
        )
        return column(_box(editing.scene, back, name, question, autofocus=True), row(done), gap=2)
    said = [text(look, answer, "body")] if answer else []
    words = column(text(look, question, "label"), *said, gap=2, expand=True)
    return tappable(
        look,
        row(words, icon(look, ft.Icons.EDIT_OUTLINED, "pen", 22), gap=14),
        lambda: editing.open(name),
        identifier=f"answer-{name}",
        name=". ".join(part for part in (question, answer) if part),
        padding=ft.Padding.symmetric(vertical=10),
    )


def _lesson(scene: Scene, back: Reflecting) -> ft.Control:
    look, t = scene.look, scene.t
    stays = fact(look, ft.Icons.TABLET_MAC_ROUNDED, t("reflection.stays"))
    return column(_box(scene, back, FOR_ONESELF, _lesson_question(scene)), stays, gap=8)


def _lesson_question(scene: Scene) -> str:
    return questions(scene.visit.house.guide).get(FOR_ONESELF, scene.t("reflection.lesson"))


def _box(scene: Scene, back: Reflecting, name: str, question: str, *, autofocus: bool = False) -> ft.Control:
    box = scene.talk.boxes.box(f"{KIND}.{name}", back.object, _written(back, name), slot=KIND)
    return writing_box(scene, box, question, identifier=f"reflect-{name}", lines=2, autofocus=autofocus)


def _written(back: Reflecting, name: str) -> str:
    found = back.current
    return found.words(name).text if found else ""

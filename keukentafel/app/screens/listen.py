"""Listening: one question, a star, and a corner for a few words. No fields to fill, no clock, no progress."""

import flet as ft

from keukentafel.app.kit.fields import lamp_field
from keukentafel.app.kit.listening import Press, asked, dark, listen, offered
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.asking import Asking
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.guide.step import Question, Step


@screen
def listen_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the listening face."""
    visit, look = scene.visit, scene.look
    t, asking = scene.t, visit.room.asking
    starred, set_starred = ft.use_state(0)

    def star() -> None:
        visit.touch()
        talk.say("star.moment", visit.house.clock())
        set_starred(starred + 1)

    def to_table() -> None:
        visit.to_table(visit.where if talk.sheet else Screen.STORY)

    corner = ft.Column(
        [
            _corner(scene, "parked.text", "park", t("listen.park")),
            _corner(scene, "keyword.text", "keywords", t("listen.keywords")),
        ],
        tight=True,
        spacing=16,
    )
    return listen(
        look,
        _middle(scene, asking) if asking else ft.Container(),
        leave=Press(t("listen.to_table"), "to-table", to_table),
        star=Press(t("listen.starred") if starred else t("listen.star"), "star", star),
        star_name=t("listen.starred") if starred else t("listen.star"),
        rest=Press(t("listen.not_yet"), "not-yet", visit.not_yet),
        notes=corner,
    )


@screen
def not_yet_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw a dark tablet, because somebody would rather talk first."""
    del talk
    return dark(scene.t("listen.go_on"), "go-on", scene.visit.listen)


def _middle(scene: Scene, asking: Asking) -> ft.Control:
    return _subjects(scene, asking) if asking.choosing else _question(scene, asking)


def _question(scene: Scene, asking: Asking) -> ft.Control:
    visit, t = scene.visit, scene.t

    def choose() -> None:
        visit.touch()
        asking.choose(True)

    def another() -> None:
        visit.touch()
        asking.another()

    def leave_alone() -> None:
        visit.touch()
        asking.leave_alone()

    subject = Press(asking.step.title, "subject", choose)
    if asking.question is None:
        return asked(scene.look, t("listen.nothing_to_ask"), subject=subject)
    ways = [
        Press(t("listen.other"), "other", another),
        Press(t("rather_not"), "rather-not", leave_alone),
    ]
    words = asking.words.replace(". ", ".\n")
    return asked(scene.look, words, subject=subject, ways=ways, second=_second(scene, asking.question))


def _second(scene: Scene, question: Question) -> str:
    """The question in the language of the interpreter, or that it is not there."""
    second = scene.second_language
    if not second.on:
        return ""
    key = "second_language.missing" if second.name else "second_language.which"
    return second.question(question) or scene.t(key, name=second.name)


def _subjects(scene: Scene, asking: Asking) -> ft.Control:
    """What may be listened to, what becomes of the words, and ending the talk: in place of the question."""
    visit, t = scene.visit, scene.t

    def subject(step: Step) -> Press:
        def turn() -> None:
            visit.touch()
            asking.turn_to(step.id)

        return Press(step.title, f"step-{step.id}", turn)

    def away(to: Screen) -> None:
        asking.choosing = False
        visit.to_table(to)

    ways = [
        Press(t("your_words.open"), "your-words", lambda: away(Screen.YOUR_WORDS)),
        Press(t("ending.open"), "ending", lambda: away(Screen.ENDING)),
    ]
    chosen = f"step-{asking.step.id}"
    return offered(scene.look, [subject(one) for one in asking.steps], ways, chosen=chosen)


def _corner(scene: Scene, field: str, slot: str, label: str) -> ft.Control:
    """Return a line for a few words; leaving it writes them down and empties it."""
    boxes = scene.talk.boxes
    box = boxes.box(field, boxes.fresh(slot), slot=slot)

    def typed(words: str) -> None:
        scene.visit.touch()
        boxes.typed(box, words)

    def left(_words: str) -> None:
        if boxes.leave(box):
            boxes.renew(slot)
            scene.talk.changed()

    return lamp_field(
        scene.look,
        label,
        box.text,
        draft=box.draft,
        on_change=typed,
        on_blur=left,
        on_submit=left,
        identifier=slot,
        width=340,
    )

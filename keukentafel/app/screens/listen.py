"""Listening: one question, a star, and a corner for a few words. No fields to fill, no clock, no progress."""

import flet as ft

from keukentafel.app.kit.fields import lamp_field
from keukentafel.app.kit.listening import Press, listen
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation
from keukentafel.guide.step import StepId

FIRST_STEP = StepId("F03")


@screen
def listen_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the listening face."""
    visit, look = scene.visit, scene.look
    t = scene.t
    step = visit.house.guide.step(FIRST_STEP)
    asked, set_asked = ft.use_state(step.questions[0])
    starred, set_starred = ft.use_state(0)

    def star() -> None:
        visit.touch()
        talk.say("star.moment", visit.house.clock())
        set_starred(starred + 1)

    def another() -> None:
        visit.touch()
        set_asked(step.next_question(asked.id))

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
        asked.text.replace(". ", ".\n"),
        leave=Press(t("listen.to_table"), "to-table", visit.to_table),
        star=Press(t("listen.starred") if starred else t("listen.star"), "star", star),
        star_name=t("listen.starred") if starred else t("listen.star"),
        other=Press(t("listen.other"), "other", another),
        notes=corner,
    )


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

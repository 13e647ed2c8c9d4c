"""Listening: one question, a star, and a corner for a few words. No fields to fill, no clock, no progress."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.fields import lamp_field
from keukentafel.app.kit.listening import Press, listen
from keukentafel.app.kit.look import Look
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.box import Box
from keukentafel.app.state.visit import Visit
from keukentafel.guide.step import StepId

FIRST_STEP = StepId("F03")


@ft.component
def listen_screen(visit: Visit, look: Look) -> ft.Control:
    """Draw the listening face."""
    scene = Scene(visit, look)
    t, talk = scene.t, scene.talk
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

    keywords = talk.boxes.box("keyword.text", talk.boxes.fresh("keywords"), slot="keywords")
    parked = talk.boxes.box("parked.text", talk.boxes.fresh("parked"), slot="parked")

    def typing(box: Box) -> Callable[[str], None]:
        def typed(words: str) -> None:
            visit.touch()
            talk.boxes.typed(box, words)

        return typed

    def leaving(box: Box) -> Callable[[str], object]:
        def left(_words: str) -> None:
            if talk.boxes.leave(box):
                talk.boxes.renew(box.slot)
                talk.changed()

        return left

    def corner(box: Box, words: str, name: str) -> ft.Control:
        return lamp_field(
            look,
            words,
            box.text,
            on_change=typing(box),
            on_blur=leaving(box),
            on_submit=leaving(box),
            identifier=f"{name}-{box.object[:6]}",
            width=340,
        )

    kept = t("listen.park") if not talk.story.parked else t("listen.parked")
    notes = ft.Column(
        [corner(parked, kept, "park"), corner(keywords, t("listen.keywords"), "keywords")],
        tight=True,
        spacing=16,
    )
    return listen(
        look,
        asked.text,
        leave=Press(t("listen.to_table"), "to-table", visit.to_table),
        star=Press(t("listen.starred") if starred else t("listen.star"), "star", star),
        star_name=t("listen.star"),
        other=Press(t("listen.other"), "other", another),
        notes=notes,
    )

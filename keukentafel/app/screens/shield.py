"""The shield: a small button in the work face, and the PIN that is asked behind it.

It says nothing of what lies there, not even whether anything does.
"""

import flet as ft

from keukentafel.app.kit.buttons import icon_button, secondary
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.safety import Form, SafetyFile
from keukentafel.app.state.screens import Screen


def shield(scene: Scene) -> ft.Control:
    """Return the shield, as an icon alone."""
    look, words = scene.look, scene.t("safety.open")
    return icon_button(look, ft.Icons.SHIELD_OUTLINED, words, lambda: _ask(scene), identifier="shield")


def shield_in_words(scene: Scene, identifier: str = "shield") -> ft.Control:
    """Return the shield as a button with its word, where something has to be handed over first."""
    look, words = scene.look, scene.t("safety.open")
    return secondary(
        look,
        words,
        lambda: _ask(scene),
        identifier=identifier,
        icon=ft.Icons.SHIELD_OUTLINED,
        small=True,
    )


def ask_to_hand_over(scene: Scene, safety: SafetyFile, reason: Form) -> None:
    """Ask the PIN before everything goes to the officer; what was opened is let go of meanwhile."""
    visit, name = scene.visit, safety.notes.officer
    again = visit.room.ask_safety()

    def act(pin: str) -> None:
        again.notes.hand_over(pin, reason.id, reason.note)

    def after() -> None:
        said = Notice("saved", "safety.over.done.title", "safety.over.done.body", {"name": name})
        if visit.post is not None:
            visit.post.wake()
        _show(scene, again, said)

    question = Question("hand_over", act, Screen.HOUSEHOLD, after, {"name": name}, discreet=True)
    visit.ask(question)


def _ask(scene: Scene) -> None:
    visit = scene.visit
    safety = visit.room.ask_safety()

    def after() -> None:
        _show(scene, safety)

    visit.ask(Question("safety", safety.notes.open, Screen.HOUSEHOLD, after, discreet=True))


def _show(scene: Scene, safety: SafetyFile, notice: Notice | None = None) -> None:
    scene.visit.room.safety = safety
    scene.visit.show(Screen.SAFETY, notice)

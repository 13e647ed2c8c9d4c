"""A note behind the shield that was begun and is not finished: go on with it, or take it away after all."""

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.buttons import danger, quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.safety import SafetyFile
from keukentafel.app.state.safety_note import KeptNote
from keukentafel.vault.safety import SafetyId

_FEW_WORDS = 60


def safety_draft(scene: Scene, safety: SafetyFile, one: KeptNote) -> ft.Control:
    """Draw the first words of what was begun, with the ways on from there."""
    look, t = scene.look, scene.t
    words = one.note.text or one.note.report_reason or one.note.source
    first = f"{words[:_FEW_WORDS]} …" if len(words) > _FEW_WORDS else words
    said = fact(look, ft.Icons.EDIT_NOTE_ROUNDED, t("safety.draft", words=first), "ink")
    ways = _asked(scene, safety, one) if safety.asked_away == one.id else _ways(scene, safety, one)
    return inset(look, column(said, *ways, gap=4))


def _ways(scene: Scene, safety: SafetyFile, one: KeptNote) -> list[ft.Control]:
    look, t, visit = scene.look, scene.t, scene.visit

    def go_on() -> None:
        visit.touch()
        visit.notice = None
        safety.begin(one.note.step, one.note.replaces)

    def ask() -> None:
        visit.touch()
        safety.ask_away(one.id)

    step = one.note.step.value
    begun = quiet(look, t("safety.go_on"), go_on, identifier=f"go-on-{step}", icon=ft.Icons.EDIT_OUTLINED)
    away = quiet(look, t("safety.take_away"), ask, identifier=f"take-away-{step}")
    return [row(begun, away, wrap=True)]


def _asked(scene: Scene, safety: SafetyFile, one: KeptNote) -> list[ft.Control]:
    """Nothing that was typed goes by one tap."""
    look, t, visit = scene.look, scene.t, scene.visit

    def take_away() -> None:
        visit.touch()
        safety.take_away()

    def leave_it() -> None:
        visit.touch()
        safety.ask_away(SafetyId(""))

    step = one.note.step.value
    yes = danger(look, t("safety.take_away.yes"), take_away, identifier=f"away-{step}", small=True)
    no = quiet(look, t("safety.take_away.no"), leave_it, identifier=f"stays-{step}")
    return [text(look, t("safety.take_away.asked"), "body"), row(yes, no, wrap=True, gap=8)]

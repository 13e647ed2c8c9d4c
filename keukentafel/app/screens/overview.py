"""Who keeps the overview of a plan, and who is the one to call: said in a sentence, and chosen."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.buttons import icon_button, quiet
from keukentafel.app.kit.choices import Choice, pills, tabs
from keukentafel.app.kit.people import Maker, disc
from keukentafel.app.kit.words import Span, icon, spans, text
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.scene import Scene, maker_of
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.board import Board, Role
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.sentence import Words
from keukentafel.journal.speaker import Role as VoiceRole

Edit = Callable[[str], None]
"""Opens what is named for writing."""


def views(scene: Scene, here: Screen) -> ft.Control:
    """Return the two ways to look at the one plan: wish by wish, and in the order of its turn."""
    look, t = scene.look, scene.t
    options = [
        Choice(Screen.PLAN.value, t("board.by_wish"), icon=ft.Icons.FAVORITE_BORDER_ROUNDED),
        Choice(Screen.BOARD.value, t("board.in_order"), icon=ft.Icons.VIEW_WEEK_OUTLINED),
    ]

    def show(chosen: str) -> None:
        if chosen != here.value:
            scene.visit.to_table(Screen(chosen))

    return tabs(look, t("plan.title"), options, here.value, show, identifier="view")


def role(scene: Scene, name: Role, words: Words, edit: Edit | None = None) -> ft.Control:
    """Say who the ``lead`` or the ``key_person`` is, with the way to choose somebody unless it only says so.

    Two names where there should be one are both said: people settle it.
    """
    look, t = scene.look, scene.t
    several = Board(scene.talk).several(name)
    if several:
        both = t(f"plan.{name}.several", names=t("board.or").join(several))
        sentence: ft.Control = text(look, both, "metabold", "warning", expand=look.narrow)
        face: list[ft.Control] = [icon(look, ft.Icons.CALL_SPLIT_ROUNDED, "warning", 22)]
    elif not words:
        sentence = text(look, t(f"plan.{name}.missing"), "meta", "soft", expand=look.narrow)
        face = []
    else:
        whole = t(f"plan.{name}.says", name=words.text)
        before, _, after = whole.partition(words.text)
        sentence = spans(
            look, Span(before, "meta"), Span(words.text, "metabold"), Span(after, "meta"), expand=look.narrow
        )
        face = [disc(look, _maker_of(scene, words.text))]
    change = [_choose(scene, name, edit, chosen=bool(words))] if edit else []
    return row(*face, sentence, *change, gap=8, tight=not look.narrow)


def _choose(scene: Scene, name: Role, edit: Edit, *, chosen: bool) -> ft.Control:
    look, t = scene.look, scene.t
    words, identifier = t(f"plan.{name}"), f"choose-{name}"
    if chosen:
        return icon_button(look, ft.Icons.EDIT_OUTLINED, words, lambda: edit(name), identifier=identifier)
    return quiet(look, t("app.choose"), lambda: edit(name), identifier=identifier, name=words)


def _maker_of(scene: Scene, name: str) -> Maker:
    known = {person.name: person.role for person in (*scene.talk.voices, scene.talk.worker)}
    return maker_of(scene.t, name, known.get(name, VoiceRole.WORKER))


def chooser(scene: Scene, name: Role, words: Words, close: Callable[[], None]) -> ft.Control:
    """Ask who it is: somebody of the household, the worker, or a name of one's own."""
    look, t, talk = scene.look, scene.t, scene.talk
    plan_id = talk.only("plan")

    def choose(chosen: str) -> None:
        close()
        Board(talk).name_one(name, chosen)

    people = [person.name for person in (*talk.voices, talk.worker)]
    options = [Choice(each, each) for each in people]
    box = talk.boxes.box(f"plan.{name}", plan_id, "" if words.text in people else words.text, slot="plan")
    other = writing_box(
        scene, box, t("plan.other"), identifier=f"{name}-other", help_words=t(f"plan.{name}.help")
    )
    done = quiet(look, t("app.done"), close, identifier=f"{name}-done")
    chosen = pills(look, t(f"plan.{name}"), options, words.text or None, choose, identifier=name)
    asked = column(text(look, t(f"plan.{name}"), "label"), chosen, gap=8)
    made = made_by_line(scene, [one.id for one in talk.dossier.all("plan")], f"plan.{name}", words)
    return sheet(look, column(asked, other, *made, row(done), gap=16), padding=20 if look.phone else 28)

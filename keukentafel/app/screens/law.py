"""Wmo a tot en met g: after the talk, what was told is tied to the letters of the law.

No list of questions and no percentage: a letter shows what is on it, or says only that we have nothing on it
yet. Tap a fragment, and choose its letters.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import barred, column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, tappable
from keukentafel.app.kit.choices import Choice, tabs
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import chip
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.at_work import at_work, two_halves
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.law_letter import letter_line
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tagging import toggle
from keukentafel.dossier.law_letters import LETTERS, Fragment, fragments, letters

_TOLD, _LAW = "told", "letters"


@screen
def law_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the fragments beside the letters; where there is one column, one of the two."""
    look, t, visit = scene.look, scene.t, scene.visit
    what, set_what = ft.use_state("")
    side, set_side = ft.use_state(_TOLD)
    editing = Editing(scene, what, set_what)

    def show(chosen: str) -> None:
        editing.close()
        set_side(chosen)

    done = primary(
        look,
        t("app.done"),
        lambda: visit.show(Screen.HOUSEHOLD),
        identifier="done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    intro = text(look, t("law.explained"), "body", "soft")
    if look.columns == 2:
        papers = two_halves(scene, [_fragments(editing)], [_letters(editing)])
        return at_work(scene, t("law.title"), column(intro, papers, gap=14), primary=done)
    options = [Choice(_TOLD, t("law.told")), Choice(_LAW, t("law.letters"))]
    which = tabs(look, t("law.title"), options, side, show, identifier="side")
    paper = _fragments(editing) if side == _TOLD else _letters(editing)
    return at_work(scene, t("law.title"), column(intro, which, paper, gap=12), primary=done)


def _fragments(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    found = fragments(editing.talk.dossier)
    if not found:
        return sheet(look, empty(look, "verhaal", t("law.nothing_told")))
    head = [heading(look, t("law.told"), 2)] if look.columns == 2 else []
    lines = ruled(look, [_fragment(editing, one) for one in found], gap=6)
    return sheet(look, column(*head, lines, gap=10))


def _fragment(editing: Editing, one: Fragment) -> ft.Control:
    look, t = editing.look, editing.t
    chosen = editing.what == one.id
    said = " · ".join(one.texts)
    kind = t(f"law.kind.{one.thing.kind}")
    drawn = [chip(look, letter) for letter in one.letters]
    tied = [row(*drawn, gap=6, wrap=True)] if drawn and not chosen else []
    words = column(text(look, kind, "meta", "soft"), text(look, said, "body"), *tied, gap=4, expand=True)
    letters_said = ", ".join(one.letters) or t("law.untied")
    line = tappable(
        look,
        words,
        lambda: editing.open("" if chosen else one.id),
        identifier=f"fragment-{one.id}",
        name=f"{kind}: {said}. {letters_said}",
        padding=ft.Padding.symmetric(vertical=8, horizontal=4),
        selected=chosen,
    )
    if not chosen:
        return line
    return column(line, barred(look, _choosing(editing, one), tone="pen-soft", line="pen", padding=10), gap=4)


def _choosing(editing: Editing, one: Fragment) -> ft.Control:
    look, t = editing.look, editing.t
    made = [_letter_choice(editing, one, letter) for letter in LETTERS]
    done = quiet(look, t("app.done"), editing.close, identifier="tied", icon=ft.Icons.CHECK_ROUNDED)
    return column(text(look, t("law.choose"), "label"), *made, row(done), gap=2)


def _letter_choice(editing: Editing, one: Fragment, letter: str) -> ft.Control:
    look, t = editing.look, editing.t
    on = letter in one.letters
    drawn = ft.Icon(
        ft.Icons.CHECK_BOX_ROUNDED if on else ft.Icons.CHECK_BOX_OUTLINE_BLANK_ROUNDED,
        color=look.color("pen"),
        size=look.grown(24),
    )
    words = text(look, t("law.letter", letter=letter, words=t(f"law.{letter}")), "body", expand=True)
    made = tappable(
        look,
        row(drawn, words, gap=10),
        _tapped(editing, one, letter),
        identifier=f"letter-{letter}",
        name=t("law.letter", letter=letter, words=t(f"law.{letter}")),
        padding=ft.Padding.symmetric(vertical=8, horizontal=4),
    )
    return ft.Semantics(content=made, checked=on)


def _tapped(editing: Editing, one: Fragment, letter: str) -> Callable[[], None]:
    def tapped() -> None:
        editing.scene.visit.touch()
        toggle(editing.talk, one.id, letter)

    return tapped


def _letters(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    head = [heading(look, t("law.letters"), 2)] if look.columns == 2 else []
    lines = ruled(look, [letter_line(editing, one) for one in letters(editing.talk.dossier)], gap=12)
    return sheet(look, column(*head, lines, gap=12))

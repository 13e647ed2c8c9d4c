"""An example for the team, out of one's own talk: what worked, where it belongs, and the resident's yes."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.choices import Choice, pills, switch
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.reflecting import KIND, Reflecting
from keukentafel.app.state.screens import Screen
from sync.reflection import EXAMPLE


def own_example(editing: Editing, back: Reflecting) -> ft.Control:
    """Draw the line of the example; opened, its box and what belongs to it."""
    scene, look, t = editing.scene, editing.look, editing.t
    bank = quiet(
        look,
        t("examples.open"),
        lambda: scene.visit.show(Screen.EXAMPLES),
        identifier="to-examples",
        icon=ft.Icons.MENU_BOOK_OUTLINED,
    )
    head = [heading(look, t("own_example.title"), 2), text(look, t("own_example.explained"), "meta", "soft")]
    if editing.what != EXAMPLE and not back.example:
        add = quiet(
            look,
            t("own_example.add"),
            lambda: editing.open(EXAMPLE),
            identifier="add-example",
            icon=ft.Icons.ADD_ROUNDED,
        )
        return column(*head, row(add, bank, wrap=True), gap=10)
    written = back.current.words(EXAMPLE).text if back.current else ""
    box = editing.talk.boxes.box(f"{KIND}.{EXAMPLE}", back.object, written, slot=KIND)
    typed = writing_box(
        scene, box, t("own_example.field"), identifier="own-example", lines=3, left=editing.talk.changed
    )
    yes = switch(
        look,
        t("own_example.consent"),
        back.consented,
        lambda on: _touched(editing, lambda: back.consent(given=on)),
        identifier="example-consent",
        second=t("own_example.consent.why"),
    )
    return column(*head, typed, _tiles(editing, back), yes, row(bank), gap=14)


def _tiles(editing: Editing, back: Reflecting) -> ft.Control:
    look, t = editing.look, editing.t
    titles = editing.scene.visit.house.guide.titles
    chips = [
        pills(
            look,
            words,
            [Choice(tile, words)],
            tile if tile in back.tiles else None,
            lambda chosen: _touched(editing, lambda: back.touch_tile(chosen)),
            identifier="example-tile",
        )
        for tile, words in titles.items()
    ]
    return column(text(look, t("own_example.tiles"), "label"), row(*chips, wrap=True), gap=8)


def _touched(editing: Editing, act: Callable[[], None]) -> None:
    editing.scene.visit.touch()
    act()

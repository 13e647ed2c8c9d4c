"""One list on the aftercare card: what makes it go wrong, pitfalls, what helps, and what does not help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.buttons import icon_button
from keukentafel.app.kit.words import text
from keukentafel.app.screens.card_row import card_form, card_row
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import adding_box
from keukentafel.dossier.aftercare import Aftercare
from keukentafel.dossier.dossier import Thing
from keukentafel.journal.canonical import Json


@dataclass(frozen=True)
class CardList:
    """A list: its name in `keukentafel.dossier.aftercare`, what it writes, what a new line gets besides."""

    name: str
    writes: str
    icon: ft.IconData
    together: Mapping[str, Json] = field(default_factory=dict)

    def things(self, card: Aftercare) -> tuple[Thing, ...]:
        """Return what stands on it."""
        found: tuple[Thing, ...] = getattr(card, self.name)
        return found


HELPS: Final = CardList("helps", "helps.text", ft.Icons.MUSIC_NOTE_ROUNDED, {"helps.kind": "helps"})
FOLDED: Final = (
    CardList("does_not", "helps.text", ft.Icons.DO_NOT_DISTURB_ON_OUTLINED, {"helps.kind": "does_not"}),
    CardList("triggers", "trigger.text", ft.Icons.WATER_DROP_OUTLINED),
    CardList("pitfalls", "pitfall.text", ft.Icons.REPORT_GMAILERRORRED_ROUNDED),
)
"""What is not asked of everybody; it is out of sight until something stands on it."""


def card_list(editing: Editing, one: CardList) -> ft.Control:
    """Draw a list, or the box in which a line is added to it."""
    t = editing.t
    title, things = t(f"aftercare.{one.name}"), one.things(editing.talk.aftercare)
    if editing.what != one.name and not editing.talk.boxes.begun(one.name):
        return card_row(
            editing,
            one.icon,
            title,
            [thing.words("text").text for thing in things],
            identifier=f"write-{one.name}",
            opens=one.name,
            invite=t(f"aftercare.{one.name}.help"),
        )
    written = adding_box(
        editing.scene,
        one.writes,
        t(f"aftercare.{one.name}.help"),
        identifier=one.name,
        lines=1,
        together=one.together,
    )
    lines = [_line(editing, thing) for thing in things]
    return card_form(editing, title, *lines, written, identifier=one.name)


def _line(editing: Editing, thing: Thing) -> ft.Control:
    words = thing.words("text").text

    def strike() -> None:
        editing.scene.visit.touch()
        editing.talk.strike(thing)

    away = icon_button(
        editing.look,
        ft.Icons.CLOSE_ROUNDED,
        f"{editing.t('aftercare.strike')}: {words}",
        strike,
        identifier=f"strike-{thing.id}",
    )
    return row(text(editing.look, words, "body", expand=True), away, gap=8)

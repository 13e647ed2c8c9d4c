"""The sheet of one piece of life: its picture and title, whose it is, and the buttons that any of them has.

A sheet goes by a name that says what is on it: a tile that lies on the table by its identity, one that does
not by its short name in the guide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.life_map import picture_of
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.coherence import title_of
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import at_the_table, short_name
from keukentafel.app.state.life_table import LifeTable
from keukentafel.dossier.life import Tile

TILE: Final = "tile:"
OPENING: Final = "opening:"
PUT_BACK: Final = "put_back:"
LEAVE: Final = "rather_not:"
AFTER_ALL: Final = "after_all:"


def opened(tile: Tile) -> str:
    """Return by which name the sheet of an opened tile goes."""
    return f"{TILE}{tile.id}"


def opening(kind: str) -> str:
    """Return by which name the sheet of a tile goes that is not open."""
    return f"{OPENING}{kind}"


@dataclass(frozen=True)
class LifeSheet:
    """What a sheet of one tile is drawn with."""

    editing: Editing
    table: LifeTable
    kind: str

    @property
    def name(self) -> str:
        """Whose map it is."""
        return short_name(self.table.person)

    def laid(self, *inner: ft.Control, first: ft.Control, second: ft.Control | None = None) -> ft.Control:
        """Lay the words of a tile on paper under its picture and title."""
        look, scene = self.editing.look, self.editing.scene
        title = heading(look, title_of(scene, self.kind), 1)
        several = len(self.editing.talk.voices) > 1
        whose = [text(look, self.editing.t("life.of", name=self.name), "table", "soft")] if several else []
        drawn = pictogram(look, picture_of(self.kind), 56 if look.phone else 80)
        words = column(title, *whose, gap=2, expand=None if look.tight else True)
        top = column(row(drawn), words) if look.tight else row(drawn, words, gap=16)
        paper = sheet(look, column(top, *inner, gap=20), width=self._width)
        laid = ft.Row([paper], alignment=ft.MainAxisAlignment.CENTER)
        body = column(*scene.notice(), laid, gap=16)
        return at_the_table(scene, body, primary=first, secondary=second, scroll=True)

    @property
    def _width(self) -> float:
        look = self.editing.look
        return min(look.width - 2 * look.margin, look.line_length + 2 * look.padding)

    def back(self) -> ft.Control:
        """Return the button that goes back to the map."""
        look, t = self.editing.look, self.editing.t

        def close() -> None:
            self.editing.scene.visit.notice = None
            self.editing.close()

        return secondary(look, t("life.back"), close, identifier="to-map")

    def leave_alone(self, tile: Tile | None) -> ft.Control:
        """Return the button for what somebody would rather leave; it asks first when words would go."""

        def leave() -> None:
            if tile is not None and self.table.holds_words(tile):
                self.editing.open(f"{LEAVE}{tile.id}")
            else:
                self.editing.close()
                self.table.rather_not(self.kind)

        return quiet(
            self.editing.look,
            self.editing.t("life.rather_not"),
            leave,
            identifier="rather-not",
            icon=ft.Icons.SPEAKER_NOTES_OFF_OUTLINED,
        )

    def asked(self, name: str, question: str, explained: str, yes: ft.Control, no: ft.Control) -> ft.Control:
        """Ask before something that only the person may do, or that words go by."""
        look = self.editing.look
        words = column(
            heading(look, question, 2, identifier=name), text(look, explained, "table", "soft"), gap=6
        )
        return self.laid(rule(look), words, first=yes, second=no)

    def yes(self, words: str, act: Callable[[], object]) -> ft.Control:
        """Return the button that does what was asked about."""

        def do() -> None:
            self.editing.scene.visit.touch()
            act()

        return primary(self.editing.look, words, do, identifier="yes")

    def no(self, words: str, to: str) -> ft.Control:
        """Return the button that leaves things as they are."""
        return secondary(self.editing.look, words, lambda: self.editing.open(to), identifier="no")

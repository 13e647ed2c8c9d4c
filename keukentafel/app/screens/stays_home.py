"""Wat mag niet naar de gemeente? One tap for each thing: it goes along, or it stays home, struck and kept."""

from collections.abc import Iterable
from itertools import groupby

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.spoken import Line
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.stays_home import Piece


@screen
def stays_home_screen(scene: Scene, talk: Conversation, table: AssentTable) -> ft.Control:
    """Draw everything that would go, in the order in which it was read back."""
    del talk
    look, t = scene.look, scene.t
    pieces = table.stays_home.pieces(t)
    papers = [
        sheet(look, column(heading(look, title, 2), ruled(look, _lines(scene, table, group), gap=8), gap=8))
        for title, group in groupby(pieces, key=lambda one: one.heading)
    ]
    empty = [] if papers else [sheet(look, text(look, t("stays_home.empty"), "table"))]
    head = column(
        heading(look, t("stays_home.title"), 1), text(look, t("stays_home.subtitle"), "table", "soft"), gap=4
    )
    back = primary(
        look,
        t("going_out.title"),
        lambda: scene.visit.to_table(Screen.GOING_OUT),
        identifier="to-going-out",
        icon=ft.Icons.ARROW_BACK_ROUNDED,
    )
    heard = [t("stays_home.title"), t("stays_home.subtitle"), *(_said(scene, one) for one in pieces)]
    body = column(head, *papers, *empty, gap=16)
    return at_the_table(scene, body, primary=back, scroll=True, aloud=heard)


def _lines(scene: Scene, table: AssentTable, pieces: Iterable[Piece]) -> list[ft.Control]:
    return [_piece(scene, table, one) for one in pieces]


def _piece(scene: Scene, table: AssentTable, piece: Piece) -> ft.Control:
    look = scene.look

    def turn() -> None:
        scene.visit.touch()
        home = table.stays_home
        (home.let_go if piece.at_home else home.keep_home)(piece.name)
        scene.talk.changed()

    to = quiet(
        look,
        _state(scene, piece),
        turn,
        identifier=f"piece-{piece.name}",
        name=_said(scene, piece),
        icon=ft.Icons.HOME_OUTLINED if piece.at_home else ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    words = column(*(_words(look, line, struck=piece.at_home) for line in piece.lines), gap=2)
    if look.narrow:
        return column(words, row(to), gap=0)
    return row(ft.Container(words, expand=True), to, gap=16)


def _said(scene: Scene, piece: Piece) -> str:
    return f"{piece.lines[0].text}: {_state(scene, piece)}"


def _state(scene: Scene, piece: Piece) -> str:
    return scene.t("stays_home.stays" if piece.at_home else "stays_home.goes")


def _words(look: Look, line: Line, *, struck: bool) -> ft.Text:
    drawn = text(look, line.text, "table", "soft" if struck else "ink")
    if struck and drawn.style:
        drawn.style.decoration = ft.TextDecoration.LINE_THROUGH
    return drawn

"""Wat mag niet naar de gemeente? One tap for each thing: it goes along, or it stays home, struck and kept."""

from collections.abc import Iterable
from itertools import groupby

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, tappable
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
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
        sheet(look, column(heading(look, title, 2), ruled(look, _lines(scene, table, group)), gap=8))
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
    words, state = _words_of(piece), _state(scene, piece)
    icon = ft.Icons.HOME_OUTLINED if piece.at_home else ft.Icons.ARROW_FORWARD_ROUNDED
    stands = sign(look, icon, state, "warning" if piece.at_home else "soft")

    def turn() -> None:
        scene.visit.touch()
        home = table.stays_home
        (home.let_go if piece.at_home else home.keep_home)(piece.name)
        scene.talk.changed()

    said = _words(look, words, struck=piece.at_home)
    laid = column(said, stands, gap=4) if look.narrow else row(said, stands, gap=16)
    if not look.narrow:
        said.expand = True
    return tappable(
        look,
        laid,
        turn,
        identifier=f"piece-{piece.name}",
        name=_said(scene, piece),
        padding=ft.Padding.symmetric(horizontal=4, vertical=12),
        selected=piece.at_home,
    )


def _said(scene: Scene, piece: Piece) -> str:
    return f"{_words_of(piece)} {_state(scene, piece)}"


def _words_of(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines)


def _state(scene: Scene, piece: Piece) -> str:
    return scene.t("stays_home.stays" if piece.at_home else "stays_home.goes")


def _words(look: Look, words: str, *, struck: bool) -> ft.Text:
    drawn = text(look, words, "table", "soft" if struck else "ink")
    if struck and drawn.style:
        drawn.style.decoration = ft.TextDecoration.LINE_THROUGH
    return drawn

"""Leg bij elkaar: two pieces of life that have to do with each other, and in what way if somebody says so.

Two taps pick two pieces; the words are never asked for. A pair that lies together already shows its words
when it is picked again, and can be taken apart.
"""

from functools import partial
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import Action, locked, primary, quiet, secondary, tappable
from keukentafel.app.kit.life_map import picture_of
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.coherence import listed, title_of, titles_of
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import at_the_table
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.life_table import LifeTable
from keukentafel.dossier.life import Link, Tile

LINKS: Final = "links"


def links_sheet(editing: Editing) -> ft.Control:
    """Draw the pieces on the table to pick two of, and what lies together already."""
    table, look, t = LifeTable(editing.talk), editing.look, editing.t
    waiting = table.half_joined()
    picked, set_picked = ft.use_state(tuple(one.id for one in waiting) if waiting else ())
    tiles = table.map.tiles
    pair = [one for one in tiles if one.id in picked]

    def pick(tile: Tile) -> None:
        editing.scene.visit.touch()
        editing.talk.boxes.leave_all()
        kept = tuple(one for one in picked if one != tile.id)
        set_picked((*kept[-1:], tile.id) if kept == picked else kept)

    def join() -> None:
        editing.scene.visit.touch()
        if len(pair) == 2:
            table.join(pair[0], pair[1])
        set_picked(())

    if len(pair) == 2:
        return _joining(editing, table, (pair[0], pair[1]), join, lambda: set_picked(()))
    head = column(heading(look, t("links.title"), 1), text(look, t("links.subtitle"), "table", "soft"), gap=4)
    cards = [_card(editing, one, one.id in picked, partial(pick, one)) for one in tiles]
    body = column(head, _grid(editing, cards), *_known(editing, table), gap=20)
    button = locked(look, t("links.join"), t("links.first_two"), identifier="join")
    back = secondary(look, t("life.back"), editing.close, identifier="to-map")
    return at_the_table(editing.scene, body, primary=button, secondary=back, scroll=True)


def _joining(
    editing: Editing, table: LifeTable, pair: tuple[Tile, Tile], join: Action, others: Action
) -> ft.Control:
    """The two that were picked, and a line that may stay empty."""
    look, t = editing.look, editing.t
    box = table.link_box(*pair)
    written = writing_box(
        editing.scene,
        box,
        t("links.what"),
        identifier="link-text",
        help_words=t("life.optional"),
        left=partial(editing.talk.boxes.renew, box.slot),
    )
    size = 56 if look.phone else 80
    first, second = (pictogram(look, picture_of(one.kind), size) for one in pair)
    knot = icon(look, ft.Icons.LINK_ROUNDED, "pen", 28)
    both = heading(look, listed(t, titles_of(editing.scene, pair)), 2)
    paper = sheet(look, column(row(first, knot, second, gap=16), both, written, gap=16))
    body = column(heading(look, t("links.title"), 1), paper, gap=16)
    button = primary(look, t("links.join"), join, identifier="join", icon=ft.Icons.LINK_ROUNDED)

    def again() -> None:
        editing.talk.boxes.leave_all()
        others()

    back = secondary(look, t("links.others"), again, identifier="pick-others")
    return at_the_table(editing.scene, body, primary=button, secondary=back, scroll=True)


def _card(editing: Editing, tile: Tile, on: bool, tap: Action) -> ft.Control:
    look = editing.look
    title = title_of(editing.scene, tile.kind)
    check = [icon(look, ft.Icons.CHECK_CIRCLE_ROUNDED, "pen", 24)] if on else []
    words = text(look, title, "label", expand=True)
    inner = row(pictogram(look, picture_of(tile.kind), 44), words, *check, gap=12)
    tapped = tappable(
        look,
        inner,
        tap,
        identifier=f"pick-{tile.kind}",
        name=title,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        selected=on,
    )
    return ft.Container(
        tapped,
        bgcolor=look.color("pen-soft" if on else "paper"),
        border=ft.Border.all(
            look.tokens.border["chosen" if on else "control"], look.color("pen" if on else "edge")
        ),
        border_radius=look.tokens.radius["md"],
    )


def _grid(editing: Editing, cards: list[ft.Control]) -> ft.Control:
    look, gap = editing.look, 12
    across = 1 if look.narrow else 2 if look.portrait else 3
    width = (look.width - 2 * look.margin - gap * (across - 1)) / across - 0.1
    return row(*(ft.Container(one, width=width) for one in cards), gap=gap, wrap=True)


def _known(editing: Editing, table: LifeTable) -> list[ft.Control]:
    look, t, links = editing.look, editing.t, table.map.links
    if not links:
        return []
    lines = [_line(editing, table, one) for one in links]
    head = heading(look, t("links.known"), 2)
    padding = ft.Padding.symmetric(horizontal=20 if look.phone else 24, vertical=8)
    return [head, sheet(look, ruled(look, lines), padding=padding)]


def _line(editing: Editing, table: LifeTable, link: Link) -> ft.Control:
    look, t = editing.look, editing.t
    ends = [one for one in table.map.tiles if one.id in {link.one, link.other}]
    pair = listed(t, titles_of(editing.scene, ends))
    told = [text(look, link.text.text, "body", "soft")] if link.text else []
    words = column(text(look, pair, "label"), *told, gap=2, expand=None if look.narrow else True)

    def apart() -> None:
        editing.scene.visit.touch()
        editing.talk.boxes.leave_all()
        table.take_apart(link)

    away = quiet(
        look,
        t("links.take_apart"),
        apart,
        identifier=f"apart-{'-'.join(one.kind for one in ends)}",
        name=f"{t('links.take_apart')}: {pair}",
        icon=ft.Icons.LINK_OFF_ROUNDED,
    )
    laid = column(words, row(away), gap=2) if look.narrow else row(words, away, gap=12)
    return ft.Container(laid, padding=ft.Padding.symmetric(vertical=10))

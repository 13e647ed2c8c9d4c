"""One piece of life on its own sheet: own words, how it goes, and who writes.

Everything on it may stay empty. Who would rather not talk about it says so with one tap, and it can be laid
back with the rest; when words would go by that, it is asked first.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import primary, quiet
from keukentafel.app.kit.faces import faces
from keukentafel.app.kit.quotes import sentence
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import text
from keukentafel.app.screens.coherence import listed, titles_of
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.life_opening import after_all, choosing, left_alone, why
from keukentafel.app.screens.life_sheet import AFTER_ALL, LEAVE, OPENING, PUT_BACK, TILE, LifeSheet, opened
from keukentafel.app.screens.story import said
from keukentafel.app.screens.writing import who_writes, writing_box
from keukentafel.app.state.life_table import LifeTable
from keukentafel.dossier.life import How, Tile
from keukentafel.journal.names import ObjectId


def tile_sheet(editing: Editing) -> ft.Control | None:
    """Draw the sheet of the tile that was tapped; None when none was, or it no longer lies on the table."""
    head, _, rest = editing.what.partition(":")
    table = LifeTable(editing.talk)
    if f"{head}:" in {TILE, PUT_BACK, LEAVE}:
        tile = table.map.tile(ObjectId(rest))
        return _DRAW[f"{head}:"](LifeSheet(editing, table, tile.kind), tile) if tile else None
    if f"{head}:" not in {OPENING, AFTER_ALL}:
        return None
    known = table.map.of_kind(rest)
    drawn = LifeSheet(editing, table, rest)
    if known is not None:
        return _open(drawn, known)
    if rest in table.map.rather_not:
        return after_all(drawn) if f"{head}:" == AFTER_ALL else left_alone(drawn)
    return why(drawn) if table.worker_writes else choosing(drawn)


def _open(drawn: LifeSheet, tile: Tile) -> ft.Control:
    editing, look, t = drawn.editing, drawn.editing.look, drawn.editing.t
    near = titles_of(editing.scene, drawn.table.map.linked_to(tile))
    belongs = [fact(look, ft.Icons.LINK_ROUNDED, t("life.belongs", titles=listed(t, near)))] if near else []

    def put_back() -> None:
        if drawn.table.holds_words(tile):
            editing.open(f"{PUT_BACK}{tile.id}")
        else:
            editing.close()
            drawn.table.put_back(tile)

    away = quiet(
        look, t("life.put_back"), put_back, identifier="put-back", icon=ft.Icons.KEYBOARD_RETURN_ROUNDED
    )
    done = primary(look, t("app.done"), editing.close, identifier="to-map")
    hands = [editing.talk.worker, drawn.table.person]
    return drawn.laid(
        *_known_reason(drawn, tile),
        *belongs,
        how_it_goes(drawn.editing, tile),
        *own_words(drawn.editing, tile),
        who_writes(editing.scene, hands),
        rule(look),
        row(drawn.leave_alone(tile), away, wrap=True),
        first=done,
    )


def how_it_goes(editing: Editing, tile: Tile) -> ft.Control:
    """Return the question how it goes: three faces with their words, and none chosen before somebody does."""
    t, look = editing.t, editing.look
    words = {each: t(f"life.how.{each.value}") for each in How}

    def choose(chosen: How) -> None:
        editing.scene.visit.touch()
        LifeTable(editing.talk).goes(tile, chosen)

    asked = t("life.how")
    return column(text(look, asked, "label"), faces(look, asked, words, tile.how, choose), gap=8)


def own_words(editing: Editing, tile: Tile) -> list[ft.Control]:
    """Return the words on a tile, and the box for them where whoever writes may change them."""
    talk, latest = editing.talk, tile.text.latest
    by_another = latest is not None and (latest.affirmed or not latest.taken_down)
    shown = said(editing.scene, tile.text, "tile-text") if tile.text.contested else []
    if latest is not None and by_another and LifeTable(talk).worker_writes:
        return shown or said(editing.scene, tile.text, "tile-text")
    box = talk.boxes.box("tile.text", tile.id, tile.text.text)
    written = writing_box(
        editing.scene,
        box,
        editing.t("life.own_words"),
        identifier="tile-text",
        help_words=editing.t("life.optional"),
        lines=3,
    )
    return [*shown, written]


def _known_reason(drawn: LifeSheet, tile: Tile) -> list[ft.Control]:
    latest = tile.why_needed.latest
    if latest is None:
        return []
    look, t = drawn.editing.look, drawn.editing.t
    told = sentence(look, latest.text, drawn.editing.scene.maker(latest), role="body")
    known = column(text(look, t("life.why.known"), "meta", "soft"), told, gap=4)
    return [ft.Semantics(content=known, identifier="why-needed", container=True)]


def _leave(drawn: LifeSheet, tile: Tile) -> ft.Control:
    t = drawn.editing.t

    def leave() -> None:
        drawn.editing.close()
        drawn.table.rather_not(drawn.kind)

    yes, no = drawn.yes(t("life.rather_not.yes"), leave), drawn.no(t("app.cancel"), opened(tile))
    question, explained = t("life.rather_not.question"), t("life.rather_not.explained")
    return drawn.asked("asked-rather-not", question, explained, yes, no)


def _put_back(drawn: LifeSheet, tile: Tile) -> ft.Control:
    t = drawn.editing.t

    def put_back() -> None:
        drawn.editing.close()
        drawn.table.put_back(tile)

    yes, no = drawn.yes(t("life.put_back.yes"), put_back), drawn.no(t("app.cancel"), opened(tile))
    return drawn.asked("asked-put-back", t("life.put_back.question"), t("life.put_back.explained"), yes, no)


_DRAW: dict[str, Callable[[LifeSheet, Tile], ft.Control]] = {
    TILE: _open,
    LEAVE: _leave,
    PUT_BACK: _put_back,
}

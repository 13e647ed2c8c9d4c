"""Leven in samenhang: the life map. What is important now lies large on paper; the rest may stay where it is.

A tap of the resident opens a piece. Nothing is obligatory, nothing is counted, and nobody goes through all of
them. The map is one person's; with more people at the table it shows the one who is chosen. What is opened,
a piece, the links, or who is involved, comes up as a sheet of its own, and the map comes back after it.
"""

from collections.abc import Sequence
from itertools import pairwise

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.life_map import GAP, Piece, aside, height_of, in_rows, laid, width_of
from keukentafel.app.kit.people import hand_tone
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.coherence import LIFE_STEP, listed, title_of, titles_of
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.life_sheet import opened, opening
from keukentafel.app.screens.life_tile import tile_sheet
from keukentafel.app.screens.links import LINKS, links_sheet
from keukentafel.app.screens.parties import PARTIES, parties_sheet
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.life_table import LifeTable
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.life import Cluster, LifeMap, Tile


@screen
def life_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the map, or the sheet that was opened from it."""
    del talk
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    return ft.Container(_sheet(editing), expand=True, key=_key(what))


def _key(what: str) -> str:
    """One key for all parts of who is involved, so that the sheet stays in place while one is written."""
    return PARTIES if what.startswith(PARTIES) else what or "map"


def _sheet(editing: Editing) -> ft.Control:
    if editing.what == LINKS:
        return links_sheet(editing)
    if editing.what.startswith(PARTIES):
        return parties_sheet(editing)
    return tile_sheet(editing) or _map(editing)


def _map(editing: Editing) -> ft.Control:
    look, t, found = editing.look, editing.t, LifeTable(editing.talk).map
    subtitle = t("life.subtitle" if found.tiles else "life.subtitle.first")
    head = column(heading(look, t("life.title"), 1), text(look, subtitle, "table", "soft"), gap=4)
    parts = [head, *_whose(editing), *_laid_out(editing, found), _rest(editing, found), _foot(editing)]
    body = column(*editing.scene.notice(), *parts, gap=20 if look.narrow else 24)
    return at_the_table(
        editing.scene,
        body,
        primary=onward_button(editing.scene, Screen.LIFE),
        secondary=_together(editing) if len(found.tiles) > 1 else None,
        pair=True,
        scroll=True,
    )


def _foot(editing: Editing) -> ft.Control:
    involved = quiet(
        editing.look,
        editing.t("life.involved"),
        lambda: editing.open(PARTIES),
        identifier="parties",
        icon=ft.Icons.GROUPS_OUTLINED,
    )
    return row(involved, rather_not(editing.scene, STEPS[Screen.LIFE]), wrap=True)


def _whose(editing: Editing) -> list[ft.Control]:
    talk, t = editing.talk, editing.t
    if len(talk.voices) < 2:
        return []
    people = {str(one.id): one for one in talk.voices}
    options = [Choice(each, one.name) for each, one in people.items()]

    def choose(chosen: str) -> None:
        editing.scene.visit.touch()
        LifeTable(talk).lay(people[chosen])
        talk.changed()

    asked = text(editing.look, t("life.whose"), "meta", "soft")
    chosen = str(talk.speaker.id)
    made = pills(editing.look, t("life.whose"), options, chosen, choose, identifier="whose")
    if editing.look.narrow:
        return [column(asked, made, gap=6)]
    made.expand = True
    return [row(asked, made, gap=12)]


def _laid_out(editing: Editing, found: LifeMap) -> list[ft.Control]:
    clusters = found.clusters
    rows = in_rows(editing.look, [len(one) for one in clusters])
    return [_row(editing, found, [clusters[at] for at in line]) for line in rows]


def _row(editing: Editing, found: LifeMap, clusters: Sequence[Cluster]) -> ft.Control:
    look = editing.look
    pieces = [[_piece(editing, found, tile) for tile in one] for one in clusters]
    least = max(height_of(look, one) for one in pieces)
    sheets: list[ft.Control] = []
    for cluster, drawn in zip(clusters, pieces, strict=True):
        knots = [found.link(one.id, other.id) is not None for one, other in pairwise(cluster)]
        sheets.append(_cluster(editing, found, cluster, laid(look, drawn, knots, least=least)))
    return ft.Row(sheets, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)


def _cluster(editing: Editing, found: LifeMap, cluster: Cluster, drawn: ft.Control) -> ft.Control:
    beneath = [*_words(editing, cluster), *_ties(editing, found, cluster)]
    below = [ft.Container(column(*beneath, gap=6), padding=ft.Padding.symmetric(horizontal=6))]
    inner = column(drawn, *(below if beneath else []), gap=10)
    return ft.Container(inner, width=width_of(editing.look, len(cluster)))


def _piece(editing: Editing, found: LifeMap, tile: Tile) -> Piece:
    t, title = editing.t, title_of(editing.scene, tile.kind)
    word = t(f"life.how.{tile.how.value}") if tile.how else ""
    near = titles_of(editing.scene, found.linked_to(tile))
    belongs = t("life.belongs", titles=listed(t, near)) if near else ""
    name = ". ".join(words for words in (title, word, belongs) if words)
    return Piece(
        f"tile-{tile.kind}",
        tile.kind,
        title,
        name,
        lambda: editing.open(opened(tile)),
        tile.how,
        word,
    )


def _words(editing: Editing, cluster: Sequence[Tile]) -> list[ft.Control]:
    """The words on the tiles, of which the beginning is enough here: the tile has them whole."""
    look = editing.look
    latest = [one.text.latest for one in cluster if one.text.latest]
    role: TypeRole = "body" if look.phone else "quote"
    return [text(look, f"“{one.text}”", role, hand_tone(one.voice.role), lines=4) for one in latest]


def _ties(editing: Editing, found: LifeMap, cluster: Sequence[Tile]) -> list[ft.Control]:
    """What tiles have to do with each other, and the links for which there is no seam to put a knot on."""
    by_id = {one.id: at for at, one in enumerate(cluster)}
    inside = [one for one in found.links if one.one in by_id]
    shown: list[ft.Control] = []
    for link in inside:
        one, other = sorted((by_id[link.one], by_id[link.other]))
        if link.text or other - one > 1:
            pair = listed(editing.t, titles_of(editing.scene, [cluster[one], cluster[other]]))
            words = f"{pair}: {link.text.text}" if link.text else pair
            shown.append(fact(editing.look, ft.Icons.LINK_ROUNDED, words))
    return shown


def _rest(editing: Editing, found: LifeMap) -> ft.Control:
    look, t, table = editing.look, editing.t, LifeTable(editing.talk)
    kinds = [one.id for one in editing.scene.visit.house.guide.step(LIFE_STEP).tiles]
    left = [kind for kind in kinds if found.of_kind(kind) is None]

    def pick(kind: str) -> None:
        chosen = None if table.worker_writes else table.choose(kind)
        editing.open(opened(chosen) if chosen else opening(kind))

    def piece(kind: str) -> Piece:
        title = title_of(editing.scene, kind)
        word = t("life.aside") if kind in found.rather_not else ""
        name = f"{title}. {word}" if word else title
        return Piece(f"tile-{kind}", kind, title, name, lambda: pick(kind), word=word)

    tray = aside(look, [piece(kind) for kind in left], faint=bool(found.tiles))
    if not found.tiles or not left:
        return tray
    return column(gap(1), text(look, t("life.rest"), "metabold", "soft"), tray, gap=8)


def _together(editing: Editing) -> ft.Control:
    # On a phone two buttons share the width: the words alone fit.
    drawn = None if editing.look.phone else ft.Icons.LINK_ROUNDED
    return secondary(
        editing.look,
        editing.t("life.together"),
        lambda: editing.open(LINKS),
        identifier="links",
        icon=drawn,
    )

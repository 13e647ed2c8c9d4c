"""The map of people as it is drawn: rings of paper, lines that differ in form, and discs of one size.

The lines lie on one canvas below; the people are buttons on top of it, so that they take the keyboard and a
screen reader hears of them what the list says too.
"""

from collections.abc import Callable
from typing import Final

import flet as ft
import flet.canvas as cv

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.look import TRANSPARENT, Look
from keukentafel.app.kit.people import initial_of
from keukentafel.app.kit.placing import Box, Guest, Measure, Place, Placing, place, width_of
from keukentafel.app.kit.states import style
from keukentafel.app.kit.words import icon, text
from keukentafel.app.screens.contact_words import said_of
from keukentafel.app.screens.map_lines import rings_and_lines, stroke
from keukentafel.app.screens.scene import Scene
from keukentafel.dossier.network import Contact, Gives, Ring

RINGS: Final = (Ring.CLOSE, Ring.MIDDLE, Ring.FAR)
FREE: Final = "free-"
LARGE: Final = 1.5
"""From this scale of letters on, circles cannot be read and there is a list alone."""


def placing_for(scene: Scene, people: tuple[Contact, ...], width: float) -> Placing | None:
    """Return where everybody goes on a map of this width; None when they cannot be read on it."""
    look = scene.look
    if look.tight or look.scale >= LARGE:
        return None
    disc = look.grown(54 if look.narrow else 74)
    shortest = max(440.0, look.height - (370 if look.narrow else 300))
    measure = Measure(
        width,
        (shortest, max(shortest, 900.0 if look.narrow else 1040.0)),
        disc,
        disc + 2,
        look.letter_size("metabold"),
        look.line_height("meta"),
        (170, 140, 110) if look.narrow else (330, 190, 140),
    )
    return place((*map(_guest, people), *_free(people)), measure)


def reads_well(scene: Scene, placing: Placing) -> bool:
    """Tell whether the whole map is seen at once, more or less; if not, the list comes first."""
    return placing.height <= scene.look.height * 0.8


def network_map(
    scene: Scene,
    people: tuple[Contact, ...],
    placing: Placing,
    open_one: Callable[[str], object],
    add: Callable[[str], object],
) -> ft.Control:
    """Draw the map; ``open_one`` gets whom was tapped, ``add`` the ring of a free place that was."""
    look = scene.look
    known = {str(one.id): one for one in people}
    drawn: list[ft.Control] = [
        rings_and_lines(look, placing, known),
        *_captions(scene, placing),
        _middle(scene, placing),
    ]
    for each in placing.places:
        one = known.get(each.guest.key)
        if one is None:
            drawn.append(_free_place(scene, each, add))
            continue
        drawn += [
            _label(look, each, one, open_one),
            _disc(scene, each, one, open_one),
            *_eye(look, each, one),
        ]
    return ft.Stack(drawn, width=placing.width, height=placing.height)


def legend(scene: Scene, people: tuple[Contact, ...]) -> list[ft.Control]:
    """Return what the lines and the eye mean, as far as they are on the map."""
    look, t = scene.look, scene.t
    on_map = [gives for gives in Gives if any(one.gives is gives for one in people)]
    keys = [_key(look, gives, t(f"people.gives.{gives.value}")) for gives in on_map]
    if any(one.may_read for one in people):
        said = text(look, t("people.line.reads"), "meta")
        keys.append(row(_eye_mark(look), said, gap=8, tight=True))
    return [row(*keys, gap=22, wrap=True)] if keys else []


def _key(look: Look, gives: Gives, words: str) -> ft.Control:
    canvas = cv.Canvas(stroke(look, gives, (2, 10), (40, 10)), width=42, height=20)
    return row(canvas, text(look, words, "meta"), gap=8, tight=True)


def _guest(one: Contact) -> Guest:
    return Guest(str(one.id), RINGS.index(one.place), one.name, one.relation)


def _free(people: tuple[Contact, ...]) -> tuple[Guest, ...]:
    """A free place on each ring that is drawn, as long as there is room."""
    rings = (ring for ring in RINGS if ring is not Ring.MIDDLE or any(one.place is ring for one in people))
    return tuple(Guest(f"{FREE}{ring.value}", RINGS.index(ring), optional=True) for ring in rings)


# ── The people ───────────────────────────────────────────────────────────────────────────────────────────


def _middle(scene: Scene, placing: Placing) -> ft.Control:
    look = scene.look
    letters = look.style("heading", "paper")
    return _at(
        placing.middle,
        ft.Container(
            ft.Text(scene.t("people.you"), style=letters),
            bgcolor=look.color("clay"),
            shape=ft.BoxShape.CIRCLE,
            alignment=ft.Alignment.CENTER,
        ),
    )


def _captions(scene: Scene, placing: Placing) -> list[ft.Control]:
    look = scene.look
    words = {ring: scene.t(f"people.ring.{RINGS[ring].value}") for ring, _, _ in placing.rings}
    height = look.line_height("meta")
    sizes = {ring: (width_of(said, look.letter_size("meta")), height) for ring, said in words.items()}
    return [
        _at(spot, text(look, words[ring], "meta", "soft", align="center", lines=1))
        for ring, spot in placing.captions(sizes).items()
    ]


def _disc(scene: Scene, each: Place, one: Contact, open_one: Callable[[str], object]) -> ft.Control:
    look = scene.look
    missed = one.gives is Gives.MISSED
    letter = initial_of(one.name, scene.t("initial.passed_over").split())
    face = ft.Text(letter, style=ft.TextStyle(size=each.disc.width * 0.4, font_family="DeviceSemi", height=1))
    made = ft.TextButton(
        content=ft.Semantics(content=face, exclude_semantics=True),
        style=style(
            look,
            ink=look.color("leaf"),
            ground=look.color("paper"),
            side=ft.BorderSide(look.tokens.border["chosen"], look.color("edge" if missed else "leaf")),
            shape=ft.CircleBorder(),
        ),
        on_click=lambda _event: open_one(str(one.id)),
        width=each.disc.width,
        height=each.disc.height,
    )
    said = ft.Semantics(content=made, identifier=f"somebody-{one.id}", label=said_of(scene, one))
    return _at(each.disc, ft.MergeSemantics(said))


def _label(look: Look, each: Place, one: Contact, open_one: Callable[[str], object]) -> ft.Control:
    """The name and who it is; a finger may tap it too, a screen reader has the disc."""
    lines: list[ft.Control] = [_line(look, words, strong=True) for words in each.name]
    lines += [_line(look, words, strong=False) for words in each.second]
    laid = ft.Column(lines, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    tapped = ft.GestureDetector(
        content=ft.Semantics(content=laid, exclude_semantics=True),
        on_tap=lambda _event: open_one(str(one.id)),
        mouse_cursor=ft.MouseCursor.CLICK,
        exclude_from_semantics=True,
    )
    return _at(each.label, tapped)


def _line(look: Look, words: str, *, strong: bool) -> ft.Control:
    shown = text(look, words, "metabold" if strong else "meta", "ink" if strong else "soft", align="center")
    shown.no_wrap = True
    return ft.Container(shown, height=look.line_height("meta"), alignment=ft.Alignment.CENTER)


def _eye(look: Look, each: Place, one: Contact) -> list[ft.Control]:
    if not one.may_read:
        return []
    side = look.grown(28)
    spot = Box(each.disc.right - side * 0.66, each.disc.top - side * 0.34, side, side)
    return [_at(spot, ft.TransparentPointer(_eye_mark(look)))]


def _eye_mark(look: Look) -> ft.Control:
    side = look.grown(28)
    mark = ft.Container(
        icon(look, ft.Icons.VISIBILITY_OUTLINED, "on-pen", 18),
        width=side,
        height=side,
        bgcolor=look.color("pen"),
        shape=ft.BoxShape.CIRCLE,
        border=ft.Border.all(2, look.color("paper")),
        alignment=ft.Alignment.CENTER,
    )
    return ft.Semantics(content=mark, exclude_semantics=True)


def _free_place(scene: Scene, each: Place, add: Callable[[str], object]) -> ft.Control:
    look, ring = scene.look, each.guest.key.removeprefix(FREE)
    plus = ft.Icon(ft.Icons.ADD_ROUNDED, size=look.grown(24))
    made = ft.TextButton(
        content=ft.Semantics(content=plus, exclude_semantics=True),
        style=style(
            look,
            ink=look.color("soft"),
            ground=TRANSPARENT,
            shape=ft.CircleBorder(),
        ),
        on_click=lambda _event: add(ring),
        width=each.disc.width,
        height=each.disc.height,
    )
    said = ft.Semantics(content=made, identifier=f"{FREE}{ring}", label=scene.t(f"people.add.{ring}"))
    return _at(each.disc, ft.MergeSemantics(said))


def _at(box: Box, content: ft.Control) -> ft.Container:
    return ft.Container(content, left=box.left, top=box.top, width=box.width, height=box.height)

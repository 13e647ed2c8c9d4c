"""Two versions that were made apart, side by side: people choose which one stands, and nothing vanishes.

One choice is asked at a time. The other version stays in the past of the sentence, and the choice itself can
be undone.
"""

from collections.abc import Sequence
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, sheet
from keukentafel.app.kit.buttons import secondary
from keukentafel.app.kit.people import maker
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.sentence_words import label_of, words_of
from keukentafel.dossier.choosing import Apart, NoSuchVersion, choose, laid_apart
from keukentafel.dossier.sentence import Sentence
from keukentafel.journal.names import FieldName

_TOLD_BY: Final = {
    "agreement": "what",
    "sign": "text",
    "rung": "wish",
    "weighing": "wish",
    "after_all": "wish",
}
"""By which of its sentences people know what a thing is, where the versions do not tell."""


def to_choose(scene: Scene, *kinds: str) -> list[ft.Control]:
    """Return the first choice there is between versions in things of these kinds; nothing when all agree."""
    found = laid_apart(scene.talk.dossier, kinds, scene.visit.house.catalogue)
    return [sheet(scene.look, choice(scene, found[0], more=len(found) - 1))] if found else []


def choice(scene: Scene, one: Apart, *, more: int = 0) -> ft.Control:
    """Lay the versions of one sentence side by side, each with a tap that lets it stand."""
    look, t = scene.look, scene.t
    head = column(
        sign(look, ft.Icons.CALL_SPLIT_ROUNDED, label_of(scene, one.field), "warning"),
        heading(look, t("choosing.title"), 2),
        text(look, t("choosing.explained"), "body", "soft"),
        *_about(scene, one),
        gap=6,
    )
    cards = [_version(scene, one, at, said) for at, said in enumerate(one.words.versions)]
    left = [text(look, t("choosing.more", count=more), "meta", "soft")] if more else []
    body = column(head, *_pairs(scene, cards), *left, gap=14)
    return ft.Semantics(content=body, identifier="choosing", container=True)


def _pairs(scene: Scene, cards: Sequence[ft.Control]) -> list[ft.Control]:
    if scene.look.narrow:
        return list(cards)
    halves = [ft.Container(card, expand=1) for card in cards]
    return [row(*halves[at : at + 2], gap=16, top=True) for at in range(0, len(halves), 2)]


def _about(scene: Scene, one: Apart) -> list[ft.Control]:
    """Say of which agreement or sign it is, where the versions themselves do not."""
    kind, _, name = one.field.partition(".")
    first = _TOLD_BY.get(kind, name)
    if first == name:
        return []
    things = (each for each in scene.talk.dossier.things if each.id in one.among)
    told = next((found for thing in things if (found := thing.words(first).texts)), ())
    words = words_of(scene, FieldName(f"{kind}.{first}"), told[0]) if told else ""
    return [text(scene.look, words, "strong")] if words else []


def _version(scene: Scene, one: Apart, at: int, said: Sentence) -> ft.Control:
    look, t = scene.look, scene.t
    words = words_of(scene, one.field, said.content)

    def stands() -> None:
        scene.visit.touch()
        scene.talk.boxes.leave_all()
        try:
            chosen = choose(scene.talk.dossier, one.field, said.id, among=one.among)
        except NoSuchVersion:
            # Somebody settled it meanwhile: what is drawn next is how it stands.
            scene.talk.changed()
            return
        scene.talk.say_proposed(chosen)

    take = secondary(
        look,
        t("choosing.stands"),
        stands,
        identifier=f"choose-{at}",
        name=f"{t('choosing.stands')}: {words}",
        small=True,
    )
    return inset(
        look,
        column(text(look, words, "table"), maker(look, scene.maker(said)), row(take), gap=10),
        padding=18,
    )

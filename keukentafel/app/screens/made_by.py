"""Who made a sentence, as one quiet tap: it opens what stood there before."""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.people import maker
from keukentafel.app.kit.words import icon
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.past import Past
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.journal.names import ObjectId


def made_by(
    scene: Scene, things: Sequence[ObjectId], field: str, said: Sentence, *, by_hand: bool = True
) -> ft.Control:
    """Return who made a sentence and when; a tap opens its past.

    Args:
        scene: what is drawn with.
        things: the object it is of; several where two tablets each made one of what occurs once.
        field: the field that it stands on, as the catalogue calls it.
        said: the sentence.
        by_hand: whether to say who wrote it down.
    """
    look, t = scene.look, scene.t
    who = scene.maker(said, by_hand=by_hand)
    line = row(
        ft.Container(maker(look, who), expand=True), icon(look, ft.Icons.HISTORY_ROUNDED, "soft", 18), gap=8
    )
    known = ", ".join(one for one in (who.name, who.when) if one)
    name = t("past.open.of", words=said.text, who=known) if said.text else t("past.open")
    return tappable(
        look,
        line,
        lambda: open_past(scene, things, field),
        identifier=f"past-{field.partition('.')[2]}-{things[0]}",
        name=name,
        padding=ft.Padding.symmetric(vertical=11),
    )


def made_by_line(scene: Scene, things: Sequence[ObjectId], field: str, words: Words) -> list[ft.Control]:
    """Return who made what a field says first, with the tap; nothing where nothing is said."""
    return [made_by(scene, things, field, words.latest)] if words.latest and things else []


def open_past(scene: Scene, things: Sequence[ObjectId], field: str) -> None:
    """Lay the past of a sentence on the table."""
    visit = scene.visit
    scene.talk.boxes.leave_all()
    visit.room.past = Past(scene.talk, things, field, visit.screen)
    visit.to_table(Screen.PAST)

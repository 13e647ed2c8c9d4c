"""The quiet button with which something of an earlier step goes on the aftercare card."""

import flet as ft

from keukentafel.app.kit.arranging import row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.screens.scene import Scene
from keukentafel.dossier.from_earlier import Goes, lies_there, put_there
from keukentafel.journal.names import ObjectId

_ICON = {Goes.TRIGGER: ft.Icons.WATER_DROP_OUTLINED, Goes.HELPS: ft.Icons.MUSIC_NOTE_ROUNDED}


def onto_card(scene: Scene, origin: ObjectId, goes: Goes, words: str) -> ft.Control:
    """Return the button; once it lies on the card, that it does."""
    look, t = scene.look, scene.t
    if lies_there(scene.talk.dossier, origin, goes):
        said = fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("onto_card.there"))
        return ft.Semantics(content=said, identifier=f"on-card-{origin}", container=True)

    def put() -> None:
        scene.visit.touch()
        scene.talk.boxes.leave_all()
        scene.talk.say_proposed(put_there(scene.talk.dossier, origin, goes, words))

    said_words = t(f"onto_card.{goes.value}")
    button = quiet(
        look,
        said_words,
        put,
        identifier=f"onto-card-{origin}",
        name=f"{said_words}: {words}",
        icon=_ICON[goes],
    )
    return row(button)

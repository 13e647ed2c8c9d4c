"""The way back in: how somebody comes back without telling their story again."""

import flet as ft

from keukentafel.app.screens.card_row import card_form, card_row
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box

NAME = "way_back"


def way_back(editing: Editing) -> ft.Control:
    """Draw the way back in, or the box in which it is written."""
    t, talk, said = editing.t, editing.talk, editing.talk.aftercare.way_back
    title = t("aftercare.way_back")
    if editing.what != NAME:
        return card_row(
            editing,
            ft.Icons.DOOR_FRONT_DOOR_OUTLINED,
            title,
            said.texts,
            identifier=f"write-{NAME}",
            opens=NAME,
            invite=t("aftercare.way_back.help"),
        )
    box = talk.boxes.box("aftercare.way_back", talk.only("aftercare"), said.text, slot="aftercare")
    written = writing_box(
        editing.scene, box, t("aftercare.way_back.help"), identifier=NAME, lines=2, autofocus=True
    )
    return card_form(editing, title, written, identifier=NAME)

"""A day that lies ahead, typed the way people say it; what was chosen stands above the box.

What cannot be read as a day yet is kept as a draft, says how to write it, and counts nowhere.
"""

from dataclasses import dataclass
from datetime import date

import flet as ft

from keukentafel.app.kit.fields import field
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.typed_days import coming_day_box, no_day_yet
from keukentafel.journal.names import ObjectId


@dataclass(frozen=True)
class WhichDay:
    """What the box asks: the words above it, the field of which object it fills, and what was chosen.

    ``slot`` is where half a day is found again when the object does not exist yet.
    """

    label: str
    field: str
    object: ObjectId
    chosen: date | None
    slot: str = ""


def day_box(scene: Scene, asked: WhichDay, *, identifier: str) -> ft.Control:
    """Return a box for a day, which is written down when the box is left."""
    drawn: ft.Control = _day_box(scene, asked, identifier)
    return drawn


@ft.component
def _day_box(scene: Scene, asked: WhichDay, identifier: str) -> ft.Control:
    t, boxes = scene.t, scene.talk.boxes
    today = t.today(scene.visit.house.clock())
    box = coming_day_box(boxes, asked.field, asked.object, today, slot=asked.slot)
    wrong, set_wrong = ft.use_state(no_day_yet(box))

    def typed(words: str) -> None:
        scene.visit.touch()
        boxes.typed(box, words)
        set_wrong(False)

    def leave(_words: str) -> None:
        written = boxes.leave(box)
        set_wrong(no_day_yet(box))
        if written:
            scene.talk.changed()

    return field(
        scene.look,
        asked.label,
        box.text,
        identifier=identifier,
        draft=box.draft,
        on_change=typed,
        on_blur=leave,
        on_submit=leave,
        help=t("day.now", day=t.full_day(asked.chosen)) if asked.chosen else "",
        hint=t("day.hint"),
        error=t("day.wrong") if wrong else "",
    )

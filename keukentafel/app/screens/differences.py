"""Where resident and worker see things differently: both views beside each other, neither the right one."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.control import Control, Difference
from keukentafel.journal.names import ObjectId

_SLOT = "difference"


@ft.component
def differences_section(scene: Scene, found: Control) -> ft.Control:
    """Return what is seen differently, and a quiet way to write something down."""
    look, t, boxes = scene.look, scene.t, scene.talk.boxes
    writing, set_writing = ft.use_state(False)
    fresh = boxes.fresh(_SLOT)
    known = {one.id for one in found.differences}
    lines: list[ft.Control] = []
    for one in found.differences:
        lines += [rule(look)] if lines else []
        lines.append(_form(scene, one.id, one))
    if (writing or boxes.begun(_SLOT)) and fresh not in known:
        lines += [rule(look)] if lines else []
        lines.append(_form(scene, fresh, None))
    else:
        lines.append(_begin(scene, set_writing, known=fresh in known))
    return column(
        heading(look, t("difference.title"), 2),
        text(look, t("difference.what"), "meta", "soft"),
        *lines,
        gap=14,
    )


def _begin(scene: Scene, set_writing: Callable[[bool], None], *, known: bool) -> ft.Control:
    def begin() -> None:
        scene.visit.touch()
        if known:
            scene.talk.boxes.renew(_SLOT)
        set_writing(True)
        scene.talk.changed()

    words = scene.t("difference.add")
    return row(quiet(scene.look, words, begin, identifier="add-difference", icon=ft.Icons.CALL_SPLIT_ROUNDED))


def _form(scene: Scene, thing: ObjectId, one: Difference | None) -> ft.Control:
    said = {
        "about": one.about.text if one else "",
        "resident": one.resident.text if one else "",
        "worker": one.worker.text if one else "",
    }
    return column(*(_line(scene, thing, name, words) for name, words in said.items()), gap=10)


def _line(scene: Scene, thing: ObjectId, name: str, written: str) -> ft.Control:
    box = scene.talk.boxes.box(f"difference.{name}", thing, written, slot=_SLOT)
    label = scene.t(f"difference.{name}")
    lines = 1 if name == "about" else 2
    return writing_box(scene, box, label, identifier=f"{name}-{thing}", lines=lines)

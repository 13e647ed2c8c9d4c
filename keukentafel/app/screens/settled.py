"""One of the four subjects that aftercare settles: filled in, or not needed because."""

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import icon_button, quiet
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.aftercare import Settled


def settled(editing: Editing, name: str, role: TypeRole) -> ft.Control:
    """Draw one subject, or the box in which it is being written."""
    look, t = editing.look, editing.t
    title = heading(look, t(f"aftercare.{name}"), 3, role=role)
    found = editing.talk.aftercare.settled[name]
    if editing.what in {name, _never(name)}:
        return column(title, _writing(editing, name, found), gap=6)
    said = t("aftercare.not_needed.because", reason=found.text) if found.not_needed else found.text
    shown = text(look, said or t("aftercare.open"), "body", "ink" if said else "warning")
    if found.open:
        return column(title, shown, row(*_ways(editing, name), wrap=True, gap=4), gap=2)
    pen = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {t(f'aftercare.{name}')}",
        lambda: editing.open(name),
        identifier=f"fill-{name}",
    )
    things = [one.id for one in editing.talk.dossier.all("aftercare")]
    made = made_by_line(editing.scene, things, f"aftercare.{name}", found.words)
    return row(ft.Container(column(title, shown, *made, gap=2), expand=True), pen, gap=8, top=True)


def _never(name: str) -> str:
    return f"not-{name}"


def _ways(editing: Editing, name: str) -> list[ft.Control]:
    look, t = editing.look, editing.t
    subject = t(f"aftercare.{name}")
    fill = quiet(
        look,
        t("app.fill"),
        lambda: editing.open(name),
        identifier=f"fill-{name}",
        name=f"{t('app.fill')}: {subject}",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    never = quiet(
        look,
        t("aftercare.not_needed"),
        lambda: editing.open(_never(name)),
        identifier=f"not-needed-{name}",
        name=f"{subject}: {t('aftercare.not_needed')}",
    )
    return [fill, never]


def _writing(editing: Editing, name: str, found: Settled) -> ft.Control:
    t, never = editing.t, editing.what == _never(name)
    before = found.text if found.not_needed == never else ""
    box = editing.talk.boxes.box(
        f"aftercare.{name}",
        editing.talk.only("aftercare"),
        before,
        slot="aftercare",
        settled="not_needed" if never else "filled",
    )
    label = t("aftercare.not_needed") if never else t(f"aftercare.{name}.help")
    written = writing_box(editing.scene, box, label, identifier=f"settle-{name}", lines=2, autofocus=True)
    done = quiet(editing.look, t("app.done"), editing.close, identifier=f"settle-{name}-done")
    return column(written, row(done), gap=4)

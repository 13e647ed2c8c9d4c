"""One of the subjects that aftercare settles: filled in, or not needed because."""

import flet as ft

from keukentafel.app.kit.buttons import quiet
from keukentafel.app.screens.card_row import card_form, card_row
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.aftercare import Settled


def settled(editing: Editing, name: str, mark: ft.IconData) -> ft.Control:
    """Draw one subject, or the box in which it is being written."""
    t = editing.t
    title, found = t(f"aftercare.{name}"), editing.talk.aftercare.settled[name]
    if editing.what in {name, not_needed_of(name)}:
        written, other = settled_box(editing, name), other_answer(editing, name)
        things = [one.id for one in editing.talk.dossier.all("aftercare")]
        made = made_by_line(editing.scene, things, f"aftercare.{name}", found.words)
        return card_form(editing, title, written, *made, identifier=f"settle-{name}", beside=[other])
    said = said_of(editing, found)
    return card_row(
        editing,
        mark,
        title,
        [said] if said else [],
        identifier=f"fill-{name}",
        opens=not_needed_of(name) if found.not_needed else name,
        invite=t("aftercare.open"),
        wanted=True,
    )


def said_of(editing: Editing, found: Settled) -> str:
    """Return what was filled in, or why it is not needed."""
    return editing.t("aftercare.not_needed.because", reason=found.text) if found.not_needed else found.text


def not_needed_of(name: str) -> str:
    """Return the part of the card in which it is written why a subject is not needed."""
    return f"not-{name}"


def settled_box(editing: Editing, name: str) -> ft.Control:
    """Return the box of a subject, for the answer that is being written."""
    t, never = editing.t, editing.what == not_needed_of(name)
    found = editing.talk.aftercare.settled[name]
    box = editing.talk.boxes.box(
        f"aftercare.{name}",
        editing.talk.only("aftercare"),
        found.text if found.not_needed == never else "",
        slot="aftercare",
        settled="not_needed" if never else "filled",
    )
    label = t("aftercare.not_needed") if never else t(f"aftercare.{name}.help")
    return writing_box(editing.scene, box, label, identifier=f"settle-{name}", lines=2, autofocus=True)


def other_answer(editing: Editing, name: str) -> ft.Control:
    """Return the button to the other answer: not needed, or filled in after all."""
    never = editing.what == not_needed_of(name)
    words = editing.t("aftercare.needed" if never else "aftercare.not_needed")
    return quiet(
        editing.look,
        words,
        lambda: editing.open(name if never else not_needed_of(name)),
        identifier=f"needed-{name}" if never else f"not-needed-{name}",
        name=f"{editing.t(f'aftercare.{name}')}: {words}",
    )

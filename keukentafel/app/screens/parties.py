"""Wie is er al mee bezig: who is involved and what they agree now, and rules that work against each other.

It belongs to the household and lies apart from the map, out of the way. Each party is one line until it is
opened; a box is written down when it is left.
"""

from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, ruled, sheet
from keukentafel.app.kit.buttons import danger, icon_button, primary, quiet, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import at_the_table
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.life import clashes, parties
from keukentafel.journal.names import ObjectId

PARTIES: Final = "parties"

_PARTY: Final = "party"
_CLASH: Final = "clash"
_FIELDS: Final = ("name", "person", "what_for", "agreed")


def parties_sheet(editing: Editing) -> ft.Control:
    """Draw who is involved, and below them the rules that clash."""
    look, t = editing.look, editing.t
    head = column(
        heading(look, t("parties.title"), 1), text(look, t("parties.subtitle"), "table", "soft"), gap=4
    )
    padding = ft.Padding.all(20 if look.phone else 28)
    known = sheet(look, _known(editing), padding=padding)
    rules = sheet(look, _clashes(editing), padding=padding)
    back = primary(look, t("life.back"), editing.close, identifier="to-map")
    return at_the_table(editing.scene, column(head, known, rules, gap=16), primary=back, scroll=True)


def _part(thing: str) -> str:
    return f"{PARTIES}:{thing}"


def _known(editing: Editing) -> ft.Control:
    look, t, boxes = editing.look, editing.t, editing.talk.boxes
    lines: dict[str, ft.Control] = {
        str(one.id): _party(editing, one) for one in parties(editing.talk.dossier)
    }
    writing = editing.what == _part(_PARTY) or boxes.begun(_PARTY)
    if writing:
        # The same line with the same key once it exists, so that the box keeps its caret.
        thing = boxes.fresh(_PARTY)
        known = next((one for one in parties(editing.talk.dossier) if one.id == thing), None)
        lines[str(thing)] = _form(editing, thing, known)
    if not lines:
        return column(
            text(look, t("parties.empty"), "body", "soft"),
            row(_adding(editing, _PARTY, t("parties.add"))),
            gap=10,
        )
    keyed = [ft.Container(line, key=f"party-{key}") for key, line in lines.items()]
    return column(
        ruled(look, keyed, gap=16),
        *([] if writing else [row(_adding(editing, _PARTY, t("parties.add")))]),
        gap=16,
    )


def _adding(editing: Editing, slot: str, words: str) -> ft.Control:
    def begin() -> None:
        editing.talk.boxes.leave_all()
        editing.talk.boxes.renew(slot)
        editing.open(_part(slot))

    return quiet(editing.look, words, begin, identifier=f"add-{slot}", icon=ft.Icons.ADD_ROUNDED)


def _party(editing: Editing, one: Thing) -> ft.Control:
    if editing.what == _part(one.id):
        return _form(editing, one.id, one)
    look = editing.look
    name, person, what_for, agreed = (one.words(each).text for each in _FIELDS)
    facts = [
        fact(look, drawn, words)
        for drawn, words in (
            (ft.Icons.PERSON_OUTLINE_ROUNDED, person),
            (ft.Icons.FLAG_OUTLINED, what_for),
            (ft.Icons.HANDSHAKE_OUTLINED, agreed),
        )
        if words
    ]
    said = text(look, name or person or what_for or agreed, "strong")
    words = column(said, *facts, gap=4, expand=True)
    change = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{editing.t('app.edit')}: {name}",
        lambda: editing.open(_part(one.id)),
        identifier=f"edit-{one.id}",
    )
    return row(words, change, gap=8, top=True)


def _form(editing: Editing, thing: ObjectId, known: Thing | None) -> ft.Control:
    t, look = editing.t, editing.look
    boxes = [_box(editing, thing, known, name) for name in _FIELDS]
    buttons = [
        secondary(look, t("app.done"), lambda: editing.open(PARTIES), identifier="party-done", small=True)
    ]
    if known is not None:
        buttons.append(_away(editing, known, "party-strike"))
    return inset(look, column(*boxes, row(*buttons, wrap=True, gap=12), gap=14))


def _box(editing: Editing, thing: ObjectId, known: Thing | None, name: str) -> ft.Control:
    written = known.words(name).text if known else ""
    box = editing.talk.boxes.box(f"party.{name}", thing, written, slot="" if known else _PARTY)
    first = name == _FIELDS[0]
    return writing_box(
        editing.scene, box, editing.t(f"parties.{name}"), identifier=f"party-{name}", autofocus=first
    )


def _clashes(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    lines = [_clash(editing, one) for one in clashes(editing.talk.dossier)]
    shown = (
        [ruled(look, lines, gap=12)] if lines else [text(look, t("parties.clash.explained"), "body", "soft")]
    )
    if editing.what == _part(_CLASH) or editing.talk.boxes.begun(_CLASH):
        words = t("parties.clash.text")
        foot = adding_box(
            editing.scene, "clash.text", words, identifier=_CLASH, made=lambda _: editing.open(PARTIES)
        )
    else:
        foot = row(_adding(editing, _CLASH, t("parties.clash.add")))
    return column(heading(look, t("parties.clashes"), 2), *shown, foot, gap=12)


def _clash(editing: Editing, one: Thing) -> ft.Control:
    look, t = editing.look, editing.t
    words = one.words("text")
    if editing.what == _part(one.id):
        box = editing.talk.boxes.box("clash.text", one.id, words.text)
        written = writing_box(
            editing.scene, box, t("parties.clashes"), identifier="clash-text", lines=2, autofocus=True
        )
        done = secondary(
            look, t("app.done"), lambda: editing.open(PARTIES), identifier="clash-done", small=True
        )
        ways = row(done, _away(editing, one, "clash-strike"), wrap=True, gap=12)
        return inset(look, column(written, ways, gap=14))
    change = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {words.text}",
        lambda: editing.open(_part(one.id)),
        identifier=f"edit-{one.id}",
    )
    return row(text(look, words.text, "table", expand=True), change, gap=8, top=True)


def _away(editing: Editing, thing: Thing, identifier: str) -> ft.Control:
    def strike() -> None:
        editing.open(PARTIES)
        found = next((one for one in editing.talk.dossier.all(thing.kind) if one.id == thing.id), None)
        if found is not None:
            editing.talk.strike(found)

    words = editing.t("parties.remove")
    return danger(editing.look, words, strike, identifier=identifier, small=True)

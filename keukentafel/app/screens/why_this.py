"""Waarom dit? The five sentences of the weighing, as the resident reads them at the table.

Nobody changes the worker's words here. What the resident thinks of them is written beside them.
"""

import flet as ft

from keukentafel.app.kit.arranging import barred, column, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.made_by import made_by
from keukentafel.app.screens.writing import adding_box, who_writes, whose_words
from keukentafel.app.state.weighing import outside_the_rules, weighed
from keukentafel.dossier.sentence import Words
from keukentafel.dossier.weighing import Weighed
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

ICONS = {
    "sensible": ft.Icons.TRACK_CHANGES_ROUNDED,
    "fair": ft.Icons.BALANCE_ROUNDED,
    "frugal": ft.Icons.SAVINGS_OUTLINED,
    "lasting": ft.Icons.ALL_INCLUSIVE_ROUNDED,
    "own_control": ft.Icons.BACK_HAND_OUTLINED,
}
_VIEW = "view"


def why_this(editing: Editing, wish: ObjectId) -> ft.Control:
    """Draw why this is what fits this wish, and what people think of it."""
    look, t, talk = editing.look, editing.t, editing.talk
    found = weighed(talk, wish)
    told = [] if found is None else [_sentence(editing, *one) for one in found.sentences.items() if one[1]]
    lines = told or [text(look, t("why_this.empty"), "body", "soft")]
    return column(
        heading(look, t("why_this.title"), 2),
        ft.Semantics(content=column(*lines, gap=16), identifier="why-this", container=True),
        *(_made(editing, "weighing", found) if found else []),
        *_after_all(editing, wish),
        *(_views(editing, found) if found and found.begun else []),
        gap=18,
    )


def _sentence(editing: Editing, name: str, words: Words) -> ft.Control:
    look, t = editing.look, editing.t
    said = [text(look, one, "table") for one in words.texts]
    told = column(text(look, t(f"account.field.weighing.{name}"), "label"), *said, gap=0, expand=True)
    return row(icon(look, ICONS[name], "pen", 24), told, gap=14, top=True)


def _made(editing: Editing, kind: str, found: Weighed) -> list[ft.Control]:
    """Who wrote last at it, and when: one tap to the past of all its sentences."""
    latest = [(said, name) for name, words in found.sentences.items() if (said := words.latest)]
    if not latest or found.id is None:
        return []
    said, name = max(latest, key=lambda one: one[0].claimed)
    return [made_by(editing.scene, [found.id], f"{kind}.{name}", said)]


def _after_all(editing: Editing, wish: ObjectId) -> list[ft.Control]:
    """A choice outside the rules, with why it is made."""
    look, t = editing.look, editing.t
    found = outside_the_rules(editing.talk, wish)
    if found is None:
        return []
    lines = []
    for name, words in found.sentences.items():
        label = [] if name == "what" else [text(look, t(f"account.field.after_all.{name}"), "meta", "soft")]
        said = [text(look, one, "table" if name == "what" else "body") for one in words.texts]
        lines += [column(*label, *said, gap=0)] if said else []
    made = _made(editing, "after_all", found)
    inner = column(heading(look, t("weighing.after_all"), 3), *lines, *made, gap=10)
    drawn = barred(look, inner, tone="pen-soft", line="pen")
    return [ft.Semantics(content=drawn, identifier="after-all-read", container=True)]


def _views(editing: Editing, found: Weighed) -> list[ft.Control]:
    """What people think of it, each in their own words, and a quiet way to say something too."""
    look, t, scene, talk = editing.look, editing.t, editing.scene, editing.talk
    said = [
        quote(look, one.text, scene.maker(one), role="table", identifier=f"view-{view.id}")
        for view in found.views
        for one in view.text.versions
    ]
    if found.id is None or talk.speaker.role is Role.WORKER:
        return said
    slot = f"{_VIEW}-{found.id}"
    if editing.what != slot and not talk.boxes.begun(slot):
        ask = quiet(
            look,
            t("why_this.view"),
            lambda: editing.open(slot),
            identifier="add-view",
            icon=ft.Icons.CHAT_BUBBLE_OUTLINE_ROUNDED,
        )
        return [*said, row(ask)]
    box = adding_box(
        scene,
        "view.text",
        t("why_this.view"),
        identifier=_VIEW,
        together={"view.about": found.id},
        made=lambda _thing: editing.set_what(""),
        slot=slot,
    )
    return [*said, box, who_writes(scene), *whose_words(scene)]

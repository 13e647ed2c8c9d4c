"""The sheet of somebody on the map: what is known, and the few things that may be asked.

First it lies there to be read. How near somebody is and whether they may read along is answered at once;
the rest is behind *Veranderen*. Asked is what they want, never what they ought to.
"""

from collections.abc import Sequence
from enum import StrEnum

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import danger, icon_button, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.people import disc
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.contact_words import facts_of, gives_icon, who_it_is
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.onto_card import onto_card
from keukentafel.app.screens.scene import maker_of
from keukentafel.app.screens.writing import adding_box, who_writes, whose_words, writing_box
from keukentafel.dossier.from_earlier import Goes, who_helps
from keukentafel.dossier.network import Contact, Gives, Ring, Sort, Wants
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

NEW = "new"
"""The part of the sheet in which somebody is added; with a ring behind a hyphen, on that ring."""

CHANGE = "change-"
"""Before the identifier of whom is being changed."""


def new_contact(editing: Editing) -> ft.Control:
    """Draw the box for somebody new: a name to call them by is all that is asked."""
    scene, look, t = editing.scene, editing.look, editing.t
    ring = editing.what.partition("-")[2]

    def made(thing: ObjectId) -> None:
        editing.set_what(f"{CHANGE}{thing}")

    box = adding_box(
        scene,
        "contact.name",
        t("people.name"),
        identifier="contact",
        lines=1,
        hint=t("people.name.hint"),
        together={"contact.ring": ring} if ring else None,
        made=made,
    )
    head = heading(look, t(f"people.add.{ring}" if ring else "people.add"), 2)
    little = text(look, t("people.little"), "meta", "soft")
    return column(head, box, little, who_writes(scene), *whose_words(scene), gap=16)


def contact_card(editing: Editing, one: Contact) -> ft.Control:
    """Draw what is known of somebody, with how near they are and whether they may read along."""
    look, t = editing.look, editing.t
    change = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {one.name}",
        lambda: editing.open(f"{CHANGE}{one.id}"),
        identifier="contact-change",
    )
    facts = [fact(look, icon, words, "ink", "body") for icon, words in _facts(editing, one)]
    known = column(*facts, gap=10) if facts else text(look, t("people.nothing"), "body", "soft")
    return column(
        row(_head(editing, one), change, gap=4, top=True),
        rule(look),
        known,
        rule(look),
        _ring(editing, one),
        *_reads_along(editing, one),
        *_helps(editing, one),
        text(look, t("people.cover", name=one.name), "meta", "soft"),
        gap=16,
    )


def _helps(editing: Editing, one: Contact) -> list[ft.Control]:
    """The way onto the aftercare card, for whom it can name without giving away who it is."""
    words = who_helps(editing.talk.dossier, one)
    return [onto_card(editing.scene, one.id, Goes.HELPS, words)] if words else []


def contact_form(editing: Editing, one: Contact) -> ft.Control:
    """Draw everything that may be changed of somebody, and the way to take them away."""
    scene, look, t = editing.scene, editing.look, editing.t

    def take_away() -> None:
        editing.close()
        scene.talk.strike(one.thing)

    boxes = [_box(editing, one, name) for name in ("name", "relation")]
    buttons = row(
        secondary(
            look, t("app.done"), lambda: editing.open(str(one.id)), identifier="contact-done", small=True
        ),
        danger(look, t("people.strike"), take_away, identifier="contact-strike", small=True),
        wrap=True,
        gap=12,
    )
    return column(
        *boxes,
        _pills(editing, one, "sort", list(Sort), one.sort),
        _ring(editing, one),
        _pills(editing, one, "gives", list(Gives), one.gives),
        _box(editing, one, "does"),
        _pills(editing, one, "wants", list(Wants), one.wants),
        who_writes(scene),
        *whose_words(scene),
        rule(look),
        buttons,
        gap=18,
    )


def _head(editing: Editing, one: Contact) -> ft.Control:
    look = editing.look
    who = who_it_is(editing.scene, one)
    second = [text(look, who, "meta", "soft")] if who else []
    words = column(heading(look, one.name, 2), *second, gap=0, expand=True)
    return row(disc(look, maker_of(editing.t, one.name, Role.NEAR), 48), words, gap=14, expand=True)


def _facts(editing: Editing, one: Contact) -> list[tuple[ft.IconData, str]]:
    """Whether they may read along stands below, with its answers."""
    reading = editing.t("people.reads_along.says")
    return [each for each in facts_of(editing.scene, one) if each[1] != reading]


def _box(editing: Editing, one: Contact, name: str) -> ft.Control:
    box = editing.talk.boxes.box(f"contact.{name}", one.id, one.thing.words(name).text)
    hint = editing.t(f"people.{name}.hint") if name != "does" else None
    return writing_box(
        editing.scene, box, editing.t(f"people.{name}"), identifier=f"contact-{name}", hint=hint
    )


def _ring(editing: Editing, one: Contact) -> ft.Control:
    return _pills(editing, one, "ring", list(Ring), one.ring)


def _pills(
    editing: Editing, one: Contact, name: str, values: Sequence[StrEnum], chosen: StrEnum | None
) -> ft.Control:
    t = editing.t
    options = [Choice(each.value, t(f"people.{name}.{each.value}"), icon=_icon(each)) for each in values]

    def choose(value: str) -> None:
        editing.scene.visit.touch()
        editing.talk.say(f"contact.{name}", value, one.id)

    question = t(f"people.{name}")
    return column(
        text(editing.look, question, "label"),
        pills(editing.look, question, options, chosen.value if chosen else None, choose, identifier=name),
        gap=8,
    )


def _icon(value: StrEnum) -> ft.IconData | None:
    return gives_icon(value) if isinstance(value, Gives) else None


def _reads_along(editing: Editing, one: Contact) -> list[ft.Control]:
    """Who may read the plan along is the answer of the resident who speaks, and of nobody else."""
    look, t, talk = editing.look, editing.t, editing.talk
    question = text(look, t("people.reads_along"), "label")
    if talk.speaker.role is not Role.RESIDENT:
        own = text(look, t("people.reads_along.own"), "meta", "soft")
        return [column(question, own, *whose_words(editing.scene), gap=8)]

    def choose(value: str) -> None:
        editing.scene.visit.touch()
        talk.answer("contact.reads_along", value, one.id)

    answer = one.reads_along.get(talk.speaker.id)
    chosen = None if answer is None else "yes" if answer else "no"
    options = [Choice(each, t(f"people.reads_along.{each}")) for each in ("yes", "no")]
    answers = pills(look, t("people.reads_along"), options, chosen, choose, identifier="reads-along")
    return [column(question, answers, gap=8)]

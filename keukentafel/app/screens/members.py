"""Wie hoort bij dit huishouden: who lives here, who lives elsewhere and has a say, and who may read along."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.people import disc
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table, maker_of
from keukentafel.app.screens.writing import adding_box, whose_words, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.members import Member, members
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

_ADD = "add-"
_HERE, _ELSEWHERE = "here", "elsewhere"
_ROLES = {_HERE: Role.RESIDENT, _ELSEWHERE: Role.NEAR}
_AGES = ("0", "8", "12", "16")
_GROWN = "grown"


@screen
def members_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the people, one of whom may be open, and the two ways to add somebody."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    known = members(talk.dossier)
    padding = 20 if look.phone else 28
    papers = [
        sheet(
            look, _group(editing, place, [one for one in known if one.person.role is role]), padding=padding
        )
        for place, role in _ROLES.items()
    ]
    head = column(
        heading(look, t("members.title"), 1), text(look, t("members.subtitle"), "table", "soft"), gap=4
    )
    onward = primary(
        look, t("members.done"), lambda: scene.visit.to_table(Screen.SHEETS), identifier="members-done"
    )
    return at_the_table(
        scene,
        column(*scene.notice(), head, *papers, *whose_words(scene), gap=16),
        primary=onward,
        scroll=True,
    )


def _group(editing: Editing, place: str, here: list[Member]) -> ft.Control:
    look, t = editing.look, editing.t
    lines = [_member(editing, one) for one in here]
    listed = [ruled(look, lines, gap=12)] if lines else []
    return column(heading(look, t(f"members.{place}"), 2), *listed, _adding(editing, place), gap=14)


def _adding(editing: Editing, place: str) -> ft.Control:
    t, slot = editing.t, f"{_ADD}{place}"
    if editing.what != slot and not editing.talk.boxes.begun(slot):
        add = quiet(
            editing.look,
            t(f"members.add.{place}"),
            lambda: editing.open(slot),
            identifier=slot,
            icon=ft.Icons.ADD_ROUNDED,
        )
        return row(add)
    return adding_box(
        editing.scene,
        "person.name",
        t("members.name"),
        identifier=f"member-{place}",
        lines=1,
        together={"person.role": _ROLES[place].value},
        made=lambda thing: editing.set_what(str(thing)),
    )


def _member(editing: Editing, one: Member) -> ft.Control:
    look, t, person = editing.look, editing.t, one.person
    facts = [fact(look, icon, words) for icon, words in _facts(editing, one)]
    words = column(
        text(look, person.name, "label"),
        *([text(look, person.relation, "meta", "soft")] if person.relation else []),
        *facts,
        gap=2,
        expand=True,
    )
    face = disc(look, maker_of(t, person.name, person.role), 44)
    change = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {person.name}",
        lambda: editing.open(str(person.id)),
        identifier=f"member-{person.name}",
    )
    line = row(face, words, change, gap=14, top=True)
    asked = _reads_along(editing, one)
    if editing.what != person.id:
        return column(line, *asked, gap=10)
    return column(line, _form(editing, one), *asked, gap=12)


def _facts(editing: Editing, one: Member) -> list[tuple[ft.IconData, str]]:
    t, young = editing.t, one.person.young
    found = []
    if young:
        found.append((ft.Icons.CHILD_CARE_ROUNDED, t(f"members.young.{young}")))
    if one.authority:
        found.append((ft.Icons.FAMILY_RESTROOM_ROUNDED, t("members.has_authority")))
    return found


def _form(editing: Editing, one: Member) -> ft.Control:
    look, t, thing = editing.look, editing.t, ObjectId(one.person.id)
    boxes = [
        writing_box(
            editing.scene,
            editing.talk.boxes.box(f"person.{name}", thing, written),
            t(f"members.{name}"),
            identifier=f"member-{name}",
        )
        for name, written in (("name", one.person.name), ("relation", one.person.relation))
    ]
    done = secondary(look, t("app.done"), editing.close, identifier="member-done", small=True)
    asked = _age(editing, one) if one.lives_here else _authority(editing, one)
    return inset(look, column(*boxes, asked, row(done), gap=14))


def _age(editing: Editing, one: Member) -> ft.Control:
    t, talk, thing = editing.t, editing.talk, ObjectId(one.person.id)

    def choose(age: str) -> None:
        talk.say_together("person", {"young": None if age == _GROWN else age}, thing)

    options = [Choice(_GROWN, t("members.grown")), *(Choice(age, t(f"members.young.{age}")) for age in _AGES)]
    return _asked(editing, "age", options, one.person.young or None, choose)


def _authority(editing: Editing, one: Member) -> ft.Control:
    thing = ObjectId(one.person.id)
    chosen = None if one.authority is None else "yes" if one.authority else "no"

    def choose(answer: str) -> None:
        editing.talk.say("person.authority", answer, thing)

    return _asked(editing, "authority", _yes_or_no(editing), chosen, choose)


def _reads_along(editing: Editing, one: Member) -> list[ft.Control]:
    """Ask the resident who speaks whether somebody from elsewhere may read along, for each of them apart."""
    look, t, talk, person = editing.look, editing.t, editing.talk, one.person
    if one.lives_here or talk.speaker.role is not Role.RESIDENT:
        return []
    answer = one.reads_along.get(talk.speaker.id)
    chosen = None if answer is None else "yes" if answer else "no"

    def choose(said: str) -> None:
        editing.scene.visit.touch()
        talk.boxes.leave_all()
        talk.answer("person.reads_along", said, ObjectId(person.id))

    question = t("members.reads_along", name=person.name)
    asked = pills(
        look, question, _yes_or_no(editing), chosen, choose, identifier=f"reads-along-{person.name}"
    )
    why = [text(look, t("members.authority.why", name=person.name), "meta", "soft")] if one.authority else []
    return [column(text(look, question, "label"), asked, *why, gap=8)]


def _yes_or_no(editing: Editing) -> list[Choice[str]]:
    return [Choice(each, editing.t(f"members.{each}")) for each in ("yes", "no")]


def _asked(
    editing: Editing,
    name: str,
    options: list[Choice[str]],
    chosen: str | None,
    choose: Callable[[str], None],
) -> ft.Control:
    question = editing.t(f"members.{name}")

    def chose(value: str) -> None:
        editing.scene.visit.touch()
        editing.talk.boxes.leave_all()
        choose(value)

    asked = pills(editing.look, question, options, chosen, chose, identifier=f"member-{name}")
    return column(text(editing.look, question, "label"), asked, gap=8)

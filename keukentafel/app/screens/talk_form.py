"""Soort gesprek, and how everybody is spoken to: in the work face alone.

At the table nobody reads that a talk is one for beginning dementia. What a variant changes is said in one
sentence; what it asks of the worker besides stands under it.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import Scene, short_name
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.dossier.people import Person
from keukentafel.guide.address import Address
from keukentafel.guide.variant import VariantId
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

_AGES = ("0", "8", "12", "16")
_GROWN = "grown"


def talk_form(scene: Scene) -> ft.Control:
    """Draw the choice of a variant, with what it means."""
    look, t = scene.look, scene.t
    form = TalkForm(scene.talk, scene.visit.house.guide)

    def choose(chosen: str) -> None:
        scene.visit.touch()
        form.choose(VariantId(chosen))

    options = [Choice(str(one.id), one.title) for one in form.variants]
    asked = t("variant.title")
    chosen = pills(look, asked, options, str(form.variant.id), choose, identifier="variant")
    means = ft.Semantics(
        content=text(look, form.variant.means, "body", "soft"), identifier="variant-means", container=True
    )
    return column(heading(look, asked, 2), chosen, means, *_besides(scene, form), gap=12)


def _besides(scene: Scene, form: TalkForm) -> list[ft.Control]:
    look, t, chosen = scene.look, scene.t, form.variant.id
    if len(form.variant.visits) > 1:
        return [_which_visit(scene, form)]
    if chosen is VariantId.DEMENTIA:
        apart = quiet(
            look,
            t("variant.carer"),
            scene.visit.to_carers,
            identifier="variant-carers",
            icon=ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
        )
        return [row(apart), fact(look, ft.Icons.BADGE_OUTLINED, t("variant.representative"))]
    if chosen is VariantId.YOUTH and not scene.talk.young:
        return [fact(look, ft.Icons.FACE_OUTLINED, t("variant.who_is_young"))]
    return []


def _which_visit(scene: Scene, form: TalkForm) -> ft.Control:
    look, t = scene.look, scene.t

    def choose(chosen: str) -> None:
        scene.visit.touch()
        form.choose_visit(int(chosen))

    options = [Choice("1", t("variant.visit.first")), Choice("2", t("variant.visit.second"))]
    question = t("variant.visit")
    return column(
        text(look, question, "label"),
        pills(look, question, options, str(form.visit), choose, identifier="visit"),
        gap=8,
    )


def spoken_to(editing: Editing) -> ft.Control:
    """Draw how everybody is spoken to, and who is young; a tap on somebody opens it."""
    look, t = editing.look, editing.t
    lines = [_line(editing, one) for one in editing.talk.voices]
    return column(heading(look, t("spoken_to.title"), 2), ruled(look, lines, gap=4), gap=10)


def _line(editing: Editing, person: Person) -> ft.Control:
    look, name = editing.look, f"spoken-to-{person.id}"
    if editing.what == name:
        return _asked(editing, person)
    said = _said(editing, person)
    words = column(text(look, person.name, "label"), text(look, said, "meta", "soft"), gap=0, expand=True)
    line = row(words, icon(look, ft.Icons.EDIT_OUTLINED, "pen", 22), gap=14)
    return tappable(
        look,
        line,
        lambda: editing.open(name),
        identifier=name,
        name=f"{short_name(person)}: {said}",
        padding=ft.Padding.symmetric(vertical=8),
    )


def _said(editing: Editing, person: Person) -> str:
    t = editing.t
    address = t(f"spoken_to.{person.address.value}")
    return f"{address}  ·  {t(f'spoken_to.age.{person.young}')}" if person.young else address


def _asked(editing: Editing, person: Person) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    thing = ObjectId(person.id)

    def address(chosen: str) -> None:
        editing.scene.visit.touch()
        talk.say("person.address", chosen, thing)

    def age(chosen: str) -> None:
        editing.scene.visit.touch()
        talk.say_together("person", {"young": None if chosen == _GROWN else chosen}, thing)

    forms = [Choice(one.value, t(f"spoken_to.{one.value}")) for one in Address]
    asked: list[ft.Control] = [
        text(look, person.name, "label"),
        pills(look, person.name, forms, person.address.value, address, identifier="address"),
    ]
    if person.role is Role.RESIDENT:
        question = t("spoken_to.age")
        ages = [Choice(_GROWN, t("spoken_to.age.grown"))]
        ages += [Choice(one, t(f"spoken_to.age.{one}")) for one in _AGES]
        asked.append(pills(look, question, ages, person.young or _GROWN, age, identifier="age"))
    if person.young:
        asked.append(fact(look, ft.Icons.BALANCE_OUTLINED, t(f"spoken_to.law.{person.young}")))
    done = quiet(look, t("app.done"), editing.close, identifier="spoken-to-done", icon=ft.Icons.CHECK_ROUNDED)
    return ft.Container(column(*asked, row(done), gap=10), padding=ft.Padding.symmetric(vertical=8))

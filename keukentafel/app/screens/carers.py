"""With whom the worker speaks apart: in the work face, behind the PIN."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, tappable
from keukentafel.app.kit.people import disc
from keukentafel.app.kit.screen import empty, screen, titlebar
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.scene import Scene, maker_of
from keukentafel.app.screens.writing import adding_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.people import Person
from keukentafel.journal.speaker import Role


@safely.screen
def carers_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the people near, of whom one can be chosen, and a box for another."""
    visit, look, t = scene.visit, scene.look, scene.t
    back = icon_button(
        look,
        ft.Icons.ARROW_BACK_ROUNDED,
        t("app.back"),
        lambda: visit.show(Screen.HOUSEHOLD),
        identifier="back",
    )
    near = [person for person in talk.voices if person.role is Role.NEAR]
    listed: ft.Control = ruled(look, [_line(scene, one) for one in near], gap=4)
    if not near:
        listed = empty(look, "mensen", t("apart.nobody"))
    who = column(
        heading(look, t("apart.choose"), 1), text(look, t("apart.explained"), "body", "soft"), listed, gap=12
    )
    another = adding_box(
        scene,
        "person.name",
        t("apart.another"),
        identifier="near",
        lines=1,
        together={"person.role": Role.NEAR.value},
    )
    young = [sheet(look, _young(scene))] if talk.young else []
    body = column(*scene.notice(), sheet(look, who), *young, sheet(look, another), gap=16)
    return screen(look, body, top=titlebar(look, talk.name, mark=back), scroll=True)


def _young(scene: Scene) -> ft.Control:
    """Whoever has a sheet of their own, and what of it they share with the worker."""
    look, t = scene.look, scene.t
    lines = [_own_line(scene, one) for one in scene.talk.young]
    head = column(
        heading(look, t("own_sheet.whose"), 2),
        text(look, t("own_sheet.whose.explained"), "body", "soft"),
        gap=4,
    )
    return column(head, ruled(look, lines, gap=4), gap=12)


def _own_line(scene: Scene, person: Person) -> ft.Control:
    look, t = scene.look, scene.t
    cards = scene.talk.shared_by(person)
    told = t("own_sheet.shares", name=person.name) if cards else ""
    face = disc(look, maker_of(t, person.name, person.role), 40)
    words = column(text(look, person.name, "label"), gap=0, expand=True)
    tapped = tappable(
        look,
        row(face, words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=16),
        lambda: scene.visit.to_own_sheet(person),
        identifier=f"own-sheet-{person.id}",
        name=t("own_sheet.of", name=person.name),
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
    )
    shared = [
        text(
            look, t("own_sheet.shared", house=t(f"own_sheet.{one.house.value}"), words=one.words.text), "body"
        )
        for one in cards
    ]
    below = [column(text(look, told, "meta", "soft"), *shared, gap=4)] if cards else []
    return column(tapped, *below, gap=4)


def _line(scene: Scene, person: Person) -> ft.Control:
    look, t = scene.look, scene.t
    told = t("apart.told") if person in scene.talk.carers else ""
    second = "  ·  ".join(words for words in (person.relation, told) if words)
    words = column(
        text(look, person.name, "label"),
        *([text(look, second, "meta", "soft")] if second else []),
        gap=0,
        expand=True,
    )
    face = disc(look, maker_of(t, person.name, Role.NEAR), 40)
    line = row(face, words, icon(look, ft.Icons.CHEVRON_RIGHT_ROUNDED, "soft", 28), gap=16)
    return tappable(
        look,
        line,
        lambda: scene.visit.speak_apart(person),
        identifier=f"carer-{person.id}",
        name=", ".join(words for words in (person.name, person.relation, told) if words),
        padding=ft.Padding.symmetric(vertical=10, horizontal=4),
    )

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
    body = column(*scene.notice(), sheet(look, who), sheet(look, another), gap=16)
    return screen(look, body, top=titlebar(look, talk.name, mark=back), scroll=True)


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

"""Wat goed gaat: strengths, pleasure and pride come on paper first; the plan begins with them."""

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, row, sheet
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.made_by import made_by_line
from keukentafel.app.screens.onto_card import onto_card
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.story import strength
from keukentafel.app.screens.talent import talent_section
from keukentafel.app.screens.writing import adding_box, who_writes, whose_words
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.from_earlier import Goes
from keukentafel.dossier.rest import asks_own_strength
from keukentafel.guide.doors import Door


@screen
def strengths_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the strength cards and a box for another."""
    look, t, told = scene.look, scene.t, talk.story
    head = ft.Row(
        [
            pictogram(look, "bloem", 56),
            column(
                heading(look, t("strengths.title"), 1),
                text(look, t("strengths.question"), "table", "soft"),
                gap=4,
                expand=True,
            ),
        ],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    cards = [sheet(look, _card(scene, one), padding=20) for one in told.strengths]
    shown = by_two(look, *cards) if cards else sheet(look, empty(look, "bloem", t("strengths.first")))
    label = t("strengths.add") if cards else t("strengths.first")
    box = column(
        adding_box(scene, "strength.text", label, identifier="strength"),
        who_writes(scene),
        *whose_words(scene),
        rather_not(scene, "F04"),
        gap=16,
    )
    onward = onward_button(scene, Screen.STRENGTHS)
    body = column(head, shown, sheet(look, box), talent_section(scene), gap=16)
    return at_the_table(scene, body, primary=onward, scroll=True, aloud=scene.sheet.strengths(told))


def _card(scene: Scene, one: Thing) -> ft.Control:
    """A strength card; once the plan is open, something can be agreed that begins with it.

    While rest comes first nobody is asked what they could do with what they are good at.
    """
    talk, visit, t = scene.talk, scene.visit, scene.t
    words = one.words("text").text
    helps = onto_card(scene, one.id, Goes.HELPS, words)
    said = column(
        strength(scene, one, named=False),
        *made_by_line(scene, [one.id], "strength.text", one.words("text")),
        gap=0,
    )
    if Door.PLAN not in talk.doors or not asks_own_strength(talk.dossier):
        return column(said, helps, gap=4)

    def put() -> None:
        talk.say("agreement.what", words)
        visit.to_table(Screen.PLAN)

    button = quiet(
        scene.look,
        t("strengths.into_plan"),
        put,
        identifier=f"into-plan-{one.id}",
        name=f"{t('strengths.into_plan')}: {words}",
        icon=ft.Icons.POST_ADD_ROUNDED,
    )
    return column(said, row(button, helps, wrap=True), gap=4)

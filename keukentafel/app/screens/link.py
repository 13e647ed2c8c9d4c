"""Laying a talk without a name with a household that is there already, before the PIN is asked."""

from functools import partial

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, primary
from keukentafel.app.kit.choices import Choice, choices, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.screen import bottombar, titlebar
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.journal.names import HouseholdId, PersonId

MOST = 8
"""How many households are shown; typing part of a name shows others."""


@screen
def link_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Ask with which household this talk belongs, and whose words they are there."""
    visit, look, t = scene.visit, scene.look, scene.t
    linking = visit.room.linking
    if linking is None:
        return ft.Container()
    back = icon_button(
        look,
        ft.Icons.ARROW_BACK_ROUNDED,
        t("app.back"),
        lambda: visit.show(Screen.HOUSEHOLD),
        identifier="back",
    )
    top = titlebar(look, t("link.title"), talk.name, mark=back)
    if linking.obstacle:
        told = banner(look, "warning", t("link.not_now"), t(linking.obstacle), identifier="obstacle")
        return whole_screen(look, column(told), top=top, scroll=True)
    go = primary(look, t("link.go"), partial(_ask, scene, linking), identifier="link")
    bottom = bottombar(look, primary=go if linking.may_go else None) if linking.may_go else None
    paper = sheet(look, _paper(scene, linking), expand=True)
    return whole_screen(
        look, column(*scene.notice(), row(paper), gap=16), top=top, bottom=bottom, scroll=True
    )


def _paper(scene: Scene, linking: Linking) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit

    def typed(words: str) -> None:
        visit.touch()
        linking.look_for(words)
        visit.changed()

    def chosen(household: str) -> None:
        visit.touch()
        linking.choose(HouseholdId(household))
        visit.changed()

    listed = linking.households[:MOST]
    options = [Choice(str(one), card.name, card.place) for one, card in listed]
    found = choices(
        look, t("link.which"), options, str(linking.household or ""), chosen, identifier="household"
    )
    nobody = text(look, t("link.nobody"), "body", "soft")
    return column(
        *_explained(scene, linking),
        field(look, t("link.look_for"), linking.wanted, identifier="look-for", on_change=typed),
        found if options else nobody,
        *_whose(scene, linking),
        gap=16,
    )


def _explained(scene: Scene, linking: Linking) -> list[ft.Control]:
    """What goes along; of a contact with a name it is asked first whether they want this themselves."""
    look, t, visit, name = scene.look, scene.t, scene.visit, scene.talk.name
    if not linking.asks_first:
        return [text(look, t("link.explained"), "body")]

    def answered(said: str) -> None:
        visit.touch()
        linking.wanted_by_themselves = said == "yes"
        visit.changed()

    asked = t("link.contact.asked", name=name)
    options = [Choice(one, t(f"link.contact.{one}")) for one in ("yes", "no")]
    said = "yes" if linking.wanted_by_themselves else ""
    made = pills(look, asked, options, said, answered, identifier="wanted")
    return [text(look, t("link.contact.explained"), "body"), heading(look, asked, 2), made]


def _whose(scene: Scene, linking: Linking) -> list[ft.Control]:
    """Whose words they are, where more than one person lives there."""
    if len(linking.people) < 2:
        return []
    look, t, visit = scene.look, scene.t, scene.visit

    def chosen(person: str) -> None:
        visit.touch()
        linking.choose_person(PersonId(person))
        visit.changed()

    options = [Choice(str(one.id), one.name) for one in linking.people]
    asked = t("story.whose_words")
    made = pills(look, asked, options, str(linking.person or ""), chosen, identifier="whose")
    return [gap(2), heading(look, asked, 2), made]


def _ask(scene: Scene, linking: Linking) -> None:
    visit = scene.visit
    household, name = linking.household, linking.name
    done = "link.contact.done" if linking.asks_first else "link.done.body"

    def after() -> None:
        visit.room.forgotten()
        if household is not None:
            visit.open_household(household)
        visit.notice = Notice("saved", "link.done.title", done, {"name": name})

    asked = "link_contact" if linking.asks_first else "link"
    visit.ask(Question(asked, linking.link, Screen.LINK, after, {"name": name}))

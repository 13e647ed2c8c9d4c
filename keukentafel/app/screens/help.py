"""Uitleg: the pages for workers in the work face and at the door, the resident's card at the table."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, sheet
from keukentafel.app.kit.buttons import icon_button, primary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.leaflets import leaflet as on_paper
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.screen import titlebar
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import text
from keukentafel.app.leaflet import Page, leaflet
from keukentafel.app.screens.language import language_choice
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.letters import Letters
from keukentafel.app.state.screens import Screen


@screen
def help_screen(scene: Scene) -> ft.Control:
    """Draw the explanations, one at a time, and how large the letters are."""
    visit, look, t = scene.visit, scene.look, scene.t
    page, set_page = ft.use_state(Page.WORKERS)

    def turn_to(chosen: str) -> None:
        visit.touch()
        set_page(Page(chosen))

    options = [
        Choice(Page.WORKERS.value, t("help.workers")),
        Choice(Page.RESIDENTS.value, t("help.residents")),
        Choice(Page.ACCESSIBILITY.value, t("help.accessibility")),
    ]
    which = pills(look, t("help.which"), options, page.value, turn_to, identifier="help")
    back = icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), visit.leave_help, identifier="back")
    body = column(which, _paper(scene, page), _letters(scene), _language(scene), gap=16)
    return whole_screen(look, body, top=titlebar(look, t("help.title"), mark=back), scroll=True)


@screen
def card_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the card for residents, at the table."""
    del talk
    body = column(_paper(scene, Page.RESIDENTS), _letters(scene), _language(scene), gap=16)
    said = [one.words for one in leaflet(Page.RESIDENTS, scene.visit.language)]
    done = primary(
        scene.look,
        scene.t("app.done"),
        lambda: scene.visit.to_table(Screen.SHEETS),
        identifier="done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    return at_the_table(scene, body, primary=done, scroll=True, aloud=said, writing=False)


def _paper(scene: Scene, page: Page) -> ft.Control:
    look = scene.look
    role: TypeRole = "table" if page is Page.RESIDENTS else "body"
    drawn = on_paper(look, leaflet(page, scene.visit.language), role)
    return _narrowed(scene, ft.Semantics(content=drawn, identifier=f"page-{page.value}"))


def _letters(scene: Scene) -> ft.Control:
    visit, look, t = scene.visit, scene.look, scene.t
    options = [Choice(one.value, t(f"letters.{one.value}")) for one in Letters]

    def choose(chosen: str) -> None:
        visit.touch()
        visit.letters = Letters(chosen)

    chosen = pills(look, t("letters.title"), options, visit.letters.value, choose, identifier="letters")
    return _narrowed(scene, column(text(look, t("letters.title"), "label"), chosen, gap=10))


def _language(scene: Scene) -> ft.Control:
    return _narrowed(scene, language_choice(scene))


def _narrowed(scene: Scene, content: ft.Control) -> ft.Control:
    """Lay something on a sheet on which lines are not too long to read."""
    look = scene.look
    widest = look.line_length + 2 * look.padding
    return row(sheet(look, content, width=min(widest, look.width - 2 * look.margin)))

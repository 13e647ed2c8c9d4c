"""The ways of recovery as every screen shows them: whether there is one, and the button that changes it.

Each change asks the PIN first, on a screen that says what is about to change.
"""

import flet as ft

from keukentafel.app.kit.buttons import primary, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.vault.slots import Way


def way_sign(scene: Scene, tablet: Tablet, way: Way) -> ft.Control:
    """Say whether a way of recovery was chosen."""
    chosen = way in tablet.ways
    words = scene.t(f"ways.{way}.yes" if chosen else f"ways.{way}.no")
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED if chosen else ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED
    drawn = fact(scene.look, icon, words, "positive" if chosen else "soft", "metabold")
    return ft.Semantics(content=drawn, identifier=f"way-{way}", container=True)


def sheet_button(scene: Scene, tablet: Tablet, back: Screen, *, first: bool = False) -> ft.Control:
    """Return the button that makes a recovery sheet; the ``first`` one is what the screen is for."""
    visit, t = scene.visit, scene.t
    again = Way.SHEET in tablet.ways
    key = "new_sheet" if again else "make_sheet"

    def ask() -> None:
        visit.ask(Question(key, tablet.make_sheet, back, lambda: visit.show(Screen.SHEET)))

    made = primary if first else secondary
    return made(
        scene.look,
        t("ways.sheet.again" if again else "ways.sheet.make"),
        ask,
        identifier="make-sheet",
        icon=ft.Icons.DESCRIPTION_OUTLINED,
    )


def organisation_button(scene: Scene, tablet: Tablet, back: Screen) -> ft.Control:
    """Return the button that lets the municipality recover this tablet, or takes that back."""
    if Way.ORGANISATION in tablet.ways:
        return _stop_button(scene, tablet, back)
    visit, t = scene.visit, scene.t
    allowed = Notice("saved", "ways.allowed.title", "ways.allowed.body")

    def ask() -> None:
        visit.ask(
            Question("let_organisation", tablet.let_organisation, back, lambda: visit.show(back, allowed))
        )

    return secondary(
        scene.look,
        t("ways.organisation.allow"),
        ask,
        identifier="let-organisation",
        icon=ft.Icons.ACCOUNT_BALANCE_OUTLINED,
    )


def _stop_button(scene: Scene, tablet: Tablet, back: Screen) -> ft.Control:
    visit, t = scene.visit, scene.t
    # Without a sheet nobody can recover this tablet after that; the question says so.
    key = "stop_organisation" if Way.SHEET in tablet.ways else "stop_last"
    stopped = Notice("saved", "ways.stopped.title", "ways.stopped.body")

    def stop(pin: str) -> None:
        tablet.give_up(pin, Way.ORGANISATION)

    def ask() -> None:
        visit.ask(Question(key, stop, back, lambda: visit.show(back, stopped)))

    return secondary(
        scene.look,
        t("ways.organisation.stop"),
        ask,
        identifier="stop-organisation",
        icon=ft.Icons.BLOCK_ROUNDED,
    )

"""The vaults that were put aside on this tablet: what they are, since when, and throwing one away."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.words import text
from keukentafel.app.screens.about_tablet import section
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.vault.aside import PutAside

_MEGABYTE = 1_000_000


def aside_section(scene: Scene, tablet: Tablet) -> ft.Control:
    """Return the section with every vault that was put aside here."""
    t = scene.t
    lines = [_line(scene, tablet, number, one) for number, one in enumerate(tablet.put_aside)]
    return section(scene, t("aside.title"), text(scene.look, t("aside.what")), *lines)


def _line(scene: Scene, tablet: Tablet, number: int, aside: PutAside) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    when = t.when(aside.since, visit.house.clock())
    gone = Notice("saved", "aside.gone.title", "aside.gone.body")

    def ask() -> None:
        visit.ask(
            Question(
                "discard",
                lambda pin: tablet.discard(pin, aside),
                Screen.TABLET,
                lambda: visit.show(Screen.TABLET, gone),
                {"when": when},
            )
        )

    size = -(-aside.size // _MEGABYTE)
    words = text(look, t("aside.line", when=when, size=size), "label")
    button = quiet(
        look,
        t("aside.discard"),
        ask,
        identifier=f"discard-{number}",
        icon=ft.Icons.DELETE_OUTLINE_ROUNDED,
    )
    return column(rule(look), row(ft.Container(words, expand=True), button, gap=12), gap=12)

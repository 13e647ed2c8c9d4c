"""How this device draws: on light or dark paper, and in which letters; for everybody who uses it."""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.about_tablet import section
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.letters import Letters
from keukentafel.app.state.paper import Paper


def appearance_section(scene: Scene) -> ft.Control:
    """Ask which paper and which letters this device draws with."""
    t = scene.t
    return section(scene, t("tablet.looks"), text(scene.look, t("tablet.looks.what")), _paper(scene))


def letters_asked(scene: Scene) -> ft.Control:
    """Ask how large the letters are: of the household that is open, else of this device."""
    visit, look, t = scene.visit, scene.look, scene.t
    options = [Choice(one.value, t(f"letters.{one.value}")) for one in Letters]

    def choose(chosen: str) -> None:
        visit.choose_letters(Letters(chosen))

    chosen = pills(look, t("letters.title"), options, visit.letters.value, choose, identifier="letters")
    return column(text(look, t("letters.title"), "label"), chosen, gap=10)


def _paper(scene: Scene) -> ft.Control:
    visit, look, t = scene.visit, scene.look, scene.t
    options = [Choice(one.value, t(f"looks.{one.value}")) for one in Paper]

    def choose(chosen: str) -> None:
        visit.choose_paper(Paper(chosen))

    chosen = pills(look, t("looks.title"), options, visit.paper.value, choose, identifier="looks")
    return column(text(look, t("looks.title"), "label"), chosen, letters_asked(scene), gap=14)

"""In which language the screens speak: chosen for the device at work, for this household at the table."""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.spoken_here import other_language


def language_choice(scene: Scene) -> ft.Control:
    """Return the languages to choose from, each called by its own name."""
    return column(text(scene.look, scene.t("language.title"), "label"), language_pills(scene), gap=10)


def language_pills(scene: Scene) -> ft.Control:
    """Return the same without words above it."""
    visit, t = scene.visit, scene.t
    options = [Choice(one, t(f"language.{one}")) for one in visit.house.languages]
    choose, title = visit.choose_language, t("language.title")
    return pills(scene.look, title, options, visit.language, choose, identifier="language")


def language_button(scene: Scene) -> list[ft.Control]:
    """Return the quiet button that speaks the other language at once; none where there is only one."""
    other = other_language(scene.visit)
    if other is None:
        return []
    return [
        quiet(
            scene.look,
            scene.t(f"language.{other}"),
            lambda: scene.visit.choose_language(other),
            identifier="other-language",
            icon=ft.Icons.LANGUAGE_ROUNDED,
        )
    ]

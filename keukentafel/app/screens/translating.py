"""What an interpreter made of somebody's words: under the words themselves, which stay as they were said."""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.words import text
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.dossier import Thing


def translation(scene: Scene, quote: Thing) -> list[ft.Control]:
    """Return the translation of a quote; where somebody interprets, a box to write it in."""
    look, t, words = scene.look, scene.t, quote.words("translation")
    if not scene.second_language.on:
        if not words:
            return []
        said = text(look, words.text, "table")
        return [column(text(look, t("translation.title"), "meta", "soft"), said, gap=2)]
    box = scene.talk.boxes.box("quote.translation", quote.id, words.text)
    return [writing_box(scene, box, t("translation.title"), identifier=f"translation-{quote.id}", lines=2)]

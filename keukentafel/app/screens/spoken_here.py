"""The button in the bar of the table that speaks the other language at once."""

import flet as ft

from keukentafel.app.kit.look import Look
from keukentafel.app.kit.screen import tool
from keukentafel.app.state.visit import Visit
from keukentafel.app.texts import Language, Texts


def language_tool(look: Look, visit: Visit, t: Texts) -> list[ft.Control]:
    """Return the button, called by the name of that language; none where there is only one."""
    other = other_language(visit)
    if other is None:
        return []
    choose, words = visit.choose_language, t(f"language.{other}")
    icon = ft.Icons.LANGUAGE_ROUNDED
    return [tool(look, icon, words, lambda: choose(other), identifier="other-language")]


def other_language(visit: Visit) -> Language | None:
    """Return the language that comes after the one that is spoken; the last is followed by the first."""
    known = visit.house.languages
    after = known[(known.index(visit.language) + 1) % len(known)]
    return after if after != visit.language else None

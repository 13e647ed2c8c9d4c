"""What somebody pays themselves, and what it is to buy help oneself: in plain words, with the day of telling.

The days are those of part g of the law; the worker finds them back under *Wmo a tot en met g*.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, rule
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.day_line import day_line
from keukentafel.app.screens.editing import Editing
from keukentafel.dossier.law_letters import EXPLAINED

_SENTENCES = 4


def explained(editing: Editing) -> ft.Control:
    """Draw both explanations."""
    look = editing.look
    parts: list[ft.Control] = []
    for name in EXPLAINED:
        parts += [rule(look)] if parts else []
        parts.append(_one(editing, name))
    return column(*parts, gap=16)


def _one(editing: Editing, name: str) -> ft.Control:
    look, t = editing.look, editing.t
    said = [text(look, t(f"budget.{name}.{number}"), "body") for number in range(1, _SENTENCES + 1)]
    told = day_line(editing, name, t("budget.explained"), ft.Icons.FORUM_OUTLINED)
    return column(heading(look, t(f"budget.{name}"), 2), *said, told, gap=8)

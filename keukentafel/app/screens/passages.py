"""Passages of a reading on paper: at the table to be read back, and at the desk to be reviewed."""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.people import Maker
from keukentafel.app.kit.quotes import quote, sentence
from keukentafel.app.kit.tokens import TypeRole
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.scene import maker_of
from keukentafel.app.spoken import Line, Passage
from keukentafel.app.texts import Texts
from keukentafel.edition.reading import Said
from keukentafel.journal.speaker import Role


def passage(look: Look, texts: Texts, one: Passage, role: TypeRole) -> ft.Control:
    """Draw one passage with its heading, in letters of ``role``."""
    return column(
        heading(look, one.heading, 2), *(_line(look, texts, line, role) for line in one.lines), gap=12
    )


def _line(look: Look, texts: Texts, line: Line, role: TypeRole) -> ft.Control:
    if line.said is None:
        return text(look, line.text, role)
    who = voice_of(line.said, texts)
    if not line.quoted:
        return sentence(look, line.text, who, role=role)
    return quote(look, line.text, who, role="heading" if line.wish else role)


def voice_of(said: Said, texts: Texts) -> Maker:
    """Return whose words these are, and who wrote them down when that was another."""
    name = said.voice_name.split(" ", 1)[0] if said.voice_role is Role.WORKER else said.voice_name
    if said.own_hand or not said.hand_name:
        return maker_of(texts, name, said.voice_role)
    taken_down = texts("story.taken_down", name=said.hand_name.split(" ", 1)[0])
    return maker_of(texts, name, said.voice_role, taken_down)

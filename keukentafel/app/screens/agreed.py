"""An agreement in words: what it is called, who does it and when, and what more was said of it."""

import flet as ft

from keukentafel.app.screens.scene import Scene
from keukentafel.dossier.plan import Agreement


def title(scene: Scene, one: Agreement) -> str:
    """Return what an agreement is called: what was agreed; before that, who is told to wait."""
    return one.what.text or one.who.text or scene.t("plan.agreement.what")


def who_and_when(scene: Scene, one: Agreement) -> str:
    """Return in one line who does it and when; that nobody does it yet when nobody said."""
    who = one.who.text if one.what else ""
    said = [words for words in (who, one.when.text) if words]
    return ", ".join(said) or ("" if one.who else scene.t("plan.no_who"))


def notes(scene: Scene, one: Agreement) -> list[tuple[ft.IconData, str]]:
    """Return what more was said: why not now, how people notice that it works, and how often one comes by."""
    t, a_week = scene.t, one.visits_a_week
    often = (
        "" if not a_week else t("board.visits.one") if a_week == 1 else t("board.visits.some", count=a_week)
    )
    found = (
        (ft.Icons.SUBDIRECTORY_ARROW_RIGHT_ROUNDED, one.reason.text),
        (ft.Icons.VISIBILITY_OUTLINED, one.notice.text),
        (ft.Icons.DOOR_FRONT_DOOR_OUTLINED, often),
    )
    return [(icon, words) for icon, words in found if words]

"""Whose turn is it: now, later, wait or stop, with why where it is not now."""

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.agreeing import Agreeing
from keukentafel.dossier.plan import ASKS_A_REASON, Pace


@ft.component
def pace_choice(editing: Editing, agreeing: Agreeing, *, stops: bool = False) -> ft.Control:
    """Ask where an agreement lies on the board; nothing stops without a word of why.

    With ``stops`` somebody tried to let it stop, and the word is asked for at once.
    """
    t, look, known = editing.t, editing.look, agreeing.known
    stopping, set_stopping = ft.use_state(stops)
    if known is None:
        return ft.Container()

    def choose(chosen: str) -> None:
        editing.scene.visit.touch()
        set_stopping(not agreeing.move(Pace(chosen)))

    asked = t("plan.agreement.pace")
    options = [Choice(each.value, t(f"pace.{each.value}")) for each in Pace]
    drawn = column(
        text(look, asked, "label"),
        pills(look, asked, options, known.pace.value, choose, identifier="pace"),
        gap=8,
    )
    if not stopping and known.pace not in ASKS_A_REASON:
        return drawn
    needed = [banner(look, "warning", t("plan.stops.why"), identifier="stops-why")] if stopping else []
    # Whichever way the box is left, it stops with these words, and not before.
    along = {"agreement.pace": Pace.STOPS.value} if stopping else {}
    box = agreeing.talk.boxes.box("agreement.reason", agreeing.thing, known.reason.text, along=along)
    why = writing_box(
        editing.scene,
        box,
        t("plan.agreement.reason"),
        identifier="agreement-reason",
        left=lambda: set_stopping(False),
        autofocus=stopping,
    )
    return column(drawn, *needed, why, gap=12)

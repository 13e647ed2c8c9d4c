"""Writing one agreement: what, who and when; whatever else there is to say of it comes behind one button."""

from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.buttons import danger, quiet, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.agreement_more import agreement_more
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.agreeing import Agreeing
from keukentafel.dossier.plan import Pace
from keukentafel.journal.names import ObjectId

_A_FEW: Final = 4
"""How many parties show at once; nine are too many to choose from before anybody asks."""


def slot_of(wish: ObjectId) -> str:
    """Return the slot in which a new agreement for a wish is written."""
    return f"agreement-{wish}"


def new_for(editing: Editing, wish: ObjectId) -> Agreeing:
    """Return the agreement that is being written for a wish."""
    slot = slot_of(wish)
    new = {"wish": wish, "pace": Pace.NOW.value}
    return Agreeing(editing.talk, editing.talk.boxes.fresh(slot), slot, new)


def agreement_form(editing: Editing, agreeing: Agreeing) -> ft.Control:
    """Return the form of an agreement; a new one comes into being with what is said of it first."""
    t, look, known = editing.t, editing.look, agreeing.known
    boxes = column(
        _box(editing, agreeing, "what", known.what.text if known else "", first=True),
        column(_box(editing, agreeing, "who", agreeing.who), _parties(editing, agreeing), gap=8),
        _box(editing, agreeing, "when", known.when.text if known else ""),
        gap=14,
    )
    buttons = [secondary(look, t("app.done"), editing.close, identifier="agreement-done", small=True)]
    if known is None:
        return inset(look, column(boxes, row(*buttons), gap=14))

    def strike() -> None:
        editing.close()
        found = next((one for one in editing.talk.dossier.all("agreement") if one.id == known.id), None)
        if found is not None:
            editing.talk.strike(found)

    words = t("plan.agreement.strike")
    buttons.append(danger(look, words, strike, identifier="agreement-strike", small=True))
    more = agreement_more(editing, agreeing)
    return inset(look, column(boxes, more, row(*buttons, wrap=True, gap=12), gap=14))


def _box(editing: Editing, agreeing: Agreeing, name: str, words: str, *, first: bool = False) -> ft.Control:
    t = editing.t
    box = editing.talk.boxes.box(
        f"agreement.{name}", agreeing.thing, words, slot=agreeing.slot, together=agreeing.together(name)
    )
    return writing_box(
        editing.scene,
        box,
        t(f"plan.agreement.{name}"),
        identifier=f"agreement-{name}",
        hint=t("plan.agreement.what.hint") if first else None,
        lines=2 if first else 1,
        autofocus=first,
    )


@ft.component
def _parties(editing: Editing, agreeing: Agreeing) -> ft.Control:
    """Ask whether it is somebody who is involved already: one tap, and nobody writes a name twice.

    Where there are many, only who was chosen shows until somebody asks for the rest.
    """
    look, t, chosen = editing.look, editing.t, agreeing.party
    asking, ask = ft.use_state(False)
    by_id = {str(one.id): one for one in agreeing.parties}
    if not by_id:
        return ft.Container()

    def choose(party: str) -> None:
        editing.scene.visit.touch()
        agreeing.choose_party(None if party == chosen else by_id[party])
        ask(False)

    asked, shown = t("plan.agreement.party"), asking or len(by_id) <= _A_FEW
    options = [Choice(party, one.name.text) for party, one in by_id.items() if shown or party == chosen]
    drawn = pills(look, asked, options, chosen, choose, identifier="agreement-party")
    if shown:
        return column(text(look, asked, "meta", "soft"), drawn, gap=8)
    rest = quiet(
        look,
        asked,
        lambda: ask(True),
        identifier="agreement-parties",
        icon=ft.Icons.EXPAND_MORE_ROUNDED,
    )
    return column(*([drawn] if options else []), row(rest, wrap=True), gap=4)

"""Writing one agreement: what, who, when, and where it lies on the board."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import danger, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.plan import Agreement, Pace
from keukentafel.journal.names import ObjectId


def slot_of(wish: ObjectId) -> str:
    """Return the slot in which a new agreement for a wish is written."""
    return f"agreement-{wish}"


def agreement_form(
    scene: Scene, thing: ObjectId, known: Agreement | None, wish: ObjectId | None, close: Callable[[], None]
) -> ft.Control:
    """Return the form of an agreement; a new one comes into being with its first sentence."""
    t, look = scene.t, scene.look
    boxes = column(
        _box(scene, thing, wish, "what", known.what.text if known else "", first=True),
        _box(scene, thing, wish, "who", known.who.text if known else ""),
        _box(scene, thing, wish, "when", known.when.text if known else ""),
        gap=14,
    )
    buttons = [secondary(look, t("app.done"), close, identifier="agreement-done", small=True)]
    if known is None:
        return inset(look, column(boxes, row(*buttons), gap=14))

    def strike() -> None:
        close()
        found = next((one for one in scene.talk.dossier.all("agreement") if one.id == thing), None)
        if found is not None:
            scene.talk.strike(found)

    words = t("plan.agreement.strike")
    buttons.append(danger(look, words, strike, identifier="agreement-strike", small=True))
    return inset(look, column(boxes, _pace(scene, known), row(*buttons, wrap=True, gap=12), gap=14))


def _box(
    scene: Scene, thing: ObjectId, wish: ObjectId | None, name: str, words: str, *, first: bool = False
) -> ft.Control:
    t = scene.t
    new = {"agreement.wish": wish, "agreement.pace": Pace.NOW.value} if wish else {}
    slot = slot_of(wish) if wish else ""
    box = scene.talk.boxes.box(f"agreement.{name}", thing, words, slot=slot, together=new)
    return writing_box(
        scene,
        box,
        t(f"plan.agreement.{name}"),
        identifier=f"agreement-{name}",
        hint=t("plan.agreement.what.hint") if first else None,
        lines=2 if first else 1,
        autofocus=first,
    )


@ft.component
def _pace(scene: Scene, known: Agreement) -> ft.Control:
    """Where the agreement lies on the board; nothing stops without a word of why."""
    t, look, talk = scene.t, scene.look, scene.talk
    stopping, set_stopping = ft.use_state(False)
    paces = [Choice(each.value, t(f"pace.{each.value}")) for each in Pace]

    def choose(chosen: str) -> None:
        scene.visit.touch()
        talk.boxes.leave_all()
        needs_words = chosen == Pace.STOPS and not known.reason.text
        set_stopping(needs_words)
        if not needs_words:
            talk.say("agreement.pace", chosen, known.id)

    asked = pills(look, t("plan.agreement.pace"), paces, known.pace.value, choose, identifier="pace")
    if not stopping and known.pace not in {Pace.STOPS, Pace.WAIT}:
        return asked
    needed = [banner(look, "warning", t("plan.stops.why"), identifier="stops-why")] if stopping else []
    # Whichever way the box is left, it stops with these words, and not before.
    stops = {"agreement.pace": Pace.STOPS.value} if stopping else {}
    box = talk.boxes.box("agreement.reason", known.id, known.reason.text, along=stops)
    label = t("plan.agreement.reason")
    why = writing_box(
        scene, box, label, identifier="agreement-reason", left=lambda: set_stopping(False), autofocus=stopping
    )
    return column(asked, *needed, why, gap=12)

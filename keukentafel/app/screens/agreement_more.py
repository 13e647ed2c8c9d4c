"""What else there is to say of an agreement, behind one quiet button: not everything is asked at once.

Each section is a question of its own. What an agreement costs, and which money it is paid from, would be one
more of ``SECTIONS``.
"""

from collections.abc import Callable
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.choices import Choice, choices, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.pace import pace_choice
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.agreeing import Agreeing
from keukentafel.app.state.board import OFTEN
from keukentafel.journal.names import ObjectId

Section = Callable[[Editing, Agreeing], list[ft.Control]]
"""Draws one more question about an agreement that stands; nothing where it is none."""

_NO_WISH: Final = "none"


@ft.component
def agreement_more(editing: Editing, agreeing: Agreeing) -> ft.Control:
    """Draw the button behind which the rest is, and the rest once it was tapped."""
    look, t = editing.look, editing.t
    opened, set_opened = ft.use_state(False)
    if agreeing.known is None:
        return ft.Container()

    def fold() -> None:
        editing.scene.visit.touch()
        agreeing.talk.boxes.leave_object(agreeing.thing)
        set_opened(not opened)

    sign = ft.Icons.EXPAND_LESS_ROUNDED if opened else ft.Icons.EXPAND_MORE_ROUNDED
    opener = row(
        quiet(
            look,
            t("plan.agreement.more"),
            fold,
            identifier="agreement-more",
            icon=sign,
            name=_name(agreeing, t("plan.agreement.more")),
        )
    )
    if not opened:
        return opener
    asked = [one for section in SECTIONS if (one := section(editing, agreeing))]
    laid = [column(rule(look), *one, gap=14) for one in asked]
    return column(opener, *laid, gap=18)


def _name(agreeing: Agreeing, words: str) -> str:
    known = agreeing.known
    return f"{words}: {known.what.text}" if known and known.what.text else words


def _notice(editing: Editing, agreeing: Agreeing) -> list[ft.Control]:
    """F09-4: how people will notice that it works."""
    known = agreeing.known
    box = agreeing.talk.boxes.box("agreement.notice", agreeing.thing, known.notice.text if known else "")
    label = editing.t("plan.agreement.notice")
    return [writing_box(editing.scene, box, label, identifier="agreement-notice", lines=2)]


def _pace(editing: Editing, agreeing: Agreeing) -> list[ft.Control]:
    return [pace_choice(editing, agreeing)]


def _visits(editing: Editing, agreeing: Agreeing) -> list[ft.Control]:
    known = agreeing.known
    asked = editing.t("plan.agreement.visits")
    chosen = known.visits_a_week if known else None
    drawn = often(editing, asked, chosen, agreeing.choose_visits, identifier="agreement-visits")
    return [column(text(editing.look, asked, "label"), drawn, gap=8)]


def _wish(editing: Editing, agreeing: Agreeing) -> list[ft.Control]:
    look, t, plan = editing.look, editing.t, editing.talk.plan
    if not plan.wishes:
        return []
    served = next(
        (wish.id for wish in plan.wishes if any(one.id == agreeing.thing for one in wish.agreements)), None
    )

    def choose(chosen: str) -> None:
        agreeing.serve(None if chosen == _NO_WISH else ObjectId(chosen))
        # It lies with another wish now: from there it is the same form, of an agreement that stands.
        agreeing.talk.boxes.renew(agreeing.slot)
        editing.open(agreeing.thing)

    options = [Choice(str(one.id), one.text.text) for one in plan.wishes if one.text]
    options.append(Choice(_NO_WISH, t("plan.agreement.no_wish")))
    asked = t("plan.agreement.wish")
    chosen = served or _NO_WISH
    drawn = choices(look, asked, options, chosen, choose, identifier="agreement-wish")
    return [column(text(look, asked, "label"), drawn, gap=8)]


def often(
    editing: Editing, asked: str, chosen: int | None, choose: Callable[[int], object], *, identifier: str
) -> ft.Control:
    """Return how often a week, to choose with one tap."""
    numbers = sorted({*OFTEN, *([chosen] if chosen is not None else [])})

    def tapped(number: str) -> None:
        editing.scene.visit.touch()
        choose(int(number))

    options = [Choice(str(one), str(one)) for one in numbers]
    said = str(chosen) if chosen is not None else None
    return pills(editing.look, asked, options, said, tapped, identifier=identifier)


SECTIONS: Final[tuple[Section, ...]] = (_notice, _pace, _visits, _wish)
"""What is asked behind the button, in this order."""

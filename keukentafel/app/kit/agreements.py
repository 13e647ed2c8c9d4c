"""One agreement: what, who, when, where it lies on the board, what more was said, and whose sentence it is.

Where words have the room of a phone the sign of the board comes first, and who and when stand under each
other.
"""

from collections.abc import Sequence

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.board import pace_sign
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.people import Maker, maker
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import text
from keukentafel.dossier.plan import Pace


def agreement(
    look: Look,
    what: str,
    *,
    who: str = "",
    when: str = "",
    pace: Pace,
    pace_word: str,
    notes: Sequence[tuple[ft.IconData, str]] = (),
    made_by: Maker | None = None,
    made: ft.Control | None = None,
    compact: bool = False,
    identifier: str | None = None,
) -> ft.Control:
    """Return an agreement; what is not known yet (``who``, ``when``) is left out.

    ``made`` stands in place of ``made_by``, where that can be tapped. ``notes`` are sentences that stand
    under it, each with its icon.
    """
    name = text(look, what, "body" if compact else "strong", expand=True)
    sign_of_pace = pace_sign(look, pace, pace_word)
    head = [sign_of_pace, row(name)] if look.narrow else [row(name, sign_of_pace, gap=16, top=True)]
    makers = [made] if made else [maker(look, made_by)] if made_by else []
    below = [fact(look, icon, words) for icon, words in notes]
    laid = column(*head, *_facts(look, who, when), *below, *makers, gap=6)
    return ft.Semantics(content=laid, identifier=identifier) if identifier else laid


def _facts(look: Look, who: str, when: str) -> list[ft.Control]:
    known = [(ft.Icons.PERSON_OUTLINE_ROUNDED, who), (ft.Icons.EVENT_OUTLINED, when)]
    shown = [(icon, words) for icon, words in known if words]
    if not shown:
        return []
    if look.narrow:
        return [column(*(fact(look, icon, words) for icon, words in shown), gap=4)]
    return [row(*(sign(look, icon, words, "soft", "meta") for icon, words in shown), gap=18, wrap=True)]

"""Who takes part: whoever has no place in the plan yet is asked about; the rest lies behind a button."""

from collections.abc import Callable
from functools import partial
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled
from keukentafel.app.kit.board import pace_sign
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import adding_box
from keukentafel.app.state.board import Board
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.party import Party
from keukentafel.dossier.plan import Pace

Begin = Callable[[Party], object]
"""Begins an agreement with a party."""

_ALL: Final = "all-parties"
_AT_ONCE: Final = 3
"""How many are asked about at once: nine questions are too many."""


def parties_section(editing: Editing, begin: Begin) -> ft.Control:
    """Draw who has no place yet, and behind a button who does what."""
    look, t, board = editing.look, editing.t, Board(editing.talk)
    open_ones, known = board.without_place, board.parties
    asked = [_asked(editing, board, one, begin) for one in open_ones[:_AT_ONCE]]
    rest = len(open_ones) - len(asked)
    return column(
        heading(look, t("board.parties"), 2),
        *([ruled(look, asked, gap=10)] if asked else []),
        *(
            [
                text(
                    look,
                    t("board.parties.rest.one") if rest == 1 else t("board.parties.rest.some", count=rest),
                    "meta",
                    "soft",
                )
            ]
            if rest
            else []
        ),
        *([_all_placed(editing)] if known and not open_ones else []),
        *([] if known else [text(look, t("board.parties.empty"), "body", "soft")]),
        *_who_does_what(editing, known),
        _rules(editing),
        gap=12,
    )


def _asked(editing: Editing, board: Board, one: Party, begin: Begin) -> ft.Control:
    """F09-3 and F09-5: what does this party do, or does it wait."""
    look, t, name = editing.look, editing.t, one.name.text or one.person.text

    def wait() -> None:
        editing.close()
        board.let_wait(one)

    words, waits = t("plan.agreement.add"), t("pace.wait")
    ways = row(
        quiet(
            look,
            words,
            partial(begin, one),
            identifier=f"place-{one.id}",
            name=f"{words}: {name}",
            icon=ft.Icons.ADD_ROUNDED,
        ),
        quiet(
            look,
            waits,
            wait,
            identifier=f"wait-{one.id}",
            name=f"{waits}: {name}",
            icon=ft.Icons.PAUSE_CIRCLE_OUTLINE_ROUNDED,
        ),
        wrap=True,
        gap=4,
    )
    said = ft.Semantics(
        content=text(look, t("board.no_place", name=name), "body"),
        identifier=f"no-place-{one.id}",
        container=True,
    )
    return ft.Container(column(said, ways, gap=2), key=f"no-place-{one.id}")


def _all_placed(editing: Editing) -> ft.Control:
    words = fact(
        editing.look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, editing.t("board.parties.all"), "soft", "body"
    )
    return ft.Semantics(content=words, identifier="all-placed", container=True)


def _who_does_what(editing: Editing, known: tuple[Party, ...]) -> list[ft.Control]:
    look, t = editing.look, editing.t
    opened = editing.what == _ALL
    sign = ft.Icons.EXPAND_LESS_ROUNDED if opened else ft.Icons.EXPAND_MORE_ROUNDED
    fold = editing.close if opened else partial(editing.open, _ALL)
    opener = row(
        quiet(look, t("board.who_does_what"), fold, identifier="who-does-what", icon=sign), wrap=True
    )
    if not opened:
        return [opener]
    lines = [_party(editing, one) for one in known if one.agreements]
    adding = adding_box(editing.scene, "party.name", t("parties.name"), identifier="board-party", lines=1)
    return [opener, *([ruled(look, lines, gap=10)] if lines else []), adding]


def _party(editing: Editing, one: Party) -> ft.Control:
    look, t = editing.look, editing.t
    paces = [pace for pace in Pace if any(each.pace is pace for each in one.agreements)]
    signs = [pace_sign(look, pace, t(f"pace.{pace.value}")) for pace in paces]
    return column(
        text(look, one.name.text or one.person.text, "strong"), row(*signs, wrap=True, gap=16), gap=2
    )


def _rules(editing: Editing) -> ft.Control:
    visit = editing.scene.visit
    words = editing.t("rules.open")
    opener = quiet(
        editing.look,
        words,
        lambda: visit.to_table(Screen.GROUND_RULES),
        identifier="to-rules",
        icon=ft.Icons.HANDSHAKE_OUTLINED,
    )
    return row(opener, wrap=True)

"""How often somebody comes by in a week, held against how often is enough; said calmly, and never refused."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.agreed import title
from keukentafel.app.screens.agreement_more import often
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.board import Board
from keukentafel.dossier.visits import PartyVisits, Visits

_LIMIT = "limit"
_HOW_OFTEN = "how-often"


def visits_section(editing: Editing) -> ft.Control:
    """Draw the visits a week: the sum, party by party, and the limit that the resident sets."""
    look, t, board = editing.look, editing.t, Board(editing.talk)
    counted = board.visits
    words = spoken(text(look, _sum(editing.scene, counted), "table"), identifier="visits")
    by_party = [_line(editing, one) for one in counted.parties]
    return column(
        heading(look, t("board.visits"), 2),
        words,
        *by_party,
        *_over(editing, counted),
        _limit(editing, board, counted),
        *_unknown(editing, board, counted),
        gap=12,
    )


def visits_words(scene: Scene) -> list[str]:
    """Return what is read aloud of it."""
    counted = Board(scene.talk).visits
    return [
        scene.t("board.visits"),
        _sum(scene, counted),
        *([_too_many(scene, counted)] if counted.over else []),
    ]


def _sum(scene: Scene, counted: Visits) -> str:
    t, a_week, most = scene.t, counted.a_week, counted.most
    if most is None:
        return (
            t("board.sum.none")
            if not a_week
            else t("board.sum.one")
            if a_week == 1
            else t("board.sum.some", count=a_week)
        )
    return t("board.sum.of", count=a_week, most=most)


def _too_many(scene: Scene, counted: Visits) -> str:
    return scene.t("board.over.one") if counted.over == 1 else scene.t("board.over.some", count=counted.over)


def _over(editing: Editing, counted: Visits) -> list[ft.Control]:
    """Say by how much it is too much, and ask what can wait."""
    if not counted.over:
        return []
    look = editing.look
    words = fact(look, ft.Icons.INFO_OUTLINE_ROUNDED, _too_many(editing.scene, counted), "ink", "body")
    return [spoken(inset(look, words, tone="honey-soft"), identifier="over")]


def _line(editing: Editing, one: PartyVisits) -> ft.Control:
    t = editing.t
    name = Board(editing.talk).name_of(one.party) or ", ".join(
        title(editing.scene, each) for each in one.agreements
    )
    often_words = t("board.visits.one") if one.a_week == 1 else t("board.visits.some", count=one.a_week)
    return fact(
        editing.look, ft.Icons.DOOR_FRONT_DOOR_OUTLINED, f"{name.rstrip('.')}: {often_words}", "ink", "body"
    )


def _limit(editing: Editing, board: Board, counted: Visits) -> ft.Control:
    """Ask how many visits a week are enough; where that was said, behind a quiet button."""
    look, t = editing.look, editing.t
    asked = t("board.limit.question")
    if editing.what != _LIMIT:
        words = t("board.limit.change") if counted.most is not None else asked
        return row(_opener(editing, words, _LIMIT, identifier="limit-open"), wrap=True)

    def choose(a_week: int) -> None:
        board.limit(a_week)
        editing.close()

    drawn = often(editing, asked, counted.most, choose, identifier="limit")
    return column(text(look, asked, "label"), drawn, gap=8)


def _unknown(editing: Editing, board: Board, counted: Visits) -> list[ft.Control]:
    """Ask how often somebody comes for what is done now; one question for each, behind one button."""
    look, t, unknown = editing.look, editing.t, counted.unknown
    if not unknown:
        return []
    if editing.what != _HOW_OFTEN:
        return [row(_opener(editing, t("board.how_often"), _HOW_OFTEN, identifier="how-often"), wrap=True)]
    asked: list[ft.Control] = []
    for one in unknown:
        words = t("board.how_often.of", name=title(editing.scene, one).rstrip("."))
        choose: Callable[[int], object] = board.agreeing(one.id).choose_visits
        pills = often(editing, words, None, choose, identifier=f"often-{one.id}")
        asked.append(ft.Container(column(text(look, words, "label"), pills, gap=8), key=f"often-{one.id}"))
    return [column(*asked, gap=16)]


def _opener(editing: Editing, words: str, part: str, *, identifier: str) -> ft.Control:
    return quiet(
        editing.look,
        words,
        lambda: editing.open(part),
        identifier=identifier,
        icon=ft.Icons.EXPAND_MORE_ROUNDED,
    )

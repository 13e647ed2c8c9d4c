"""One letter of the law: what is tied to it, or that we have nothing on it yet, or why it plays no part."""

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.sides import at_top_start
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import text
from keukentafel.app.screens.day_line import day_line
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.law_letters import EXPLAINED, Letter

_LONGEST = 120


def letter_line(editing: Editing, one: Letter) -> ft.Control:
    """Draw one letter with what is on it."""
    look, t = editing.look, editing.t
    mark = ft.Container(
        text(look, one.letter, "strong", "pen"),
        width=look.grown(32),
        alignment=at_top_start(look),
    )
    words = [text(look, t(f"law.{one.letter}"), "label"), *_under(editing, one)]
    if one.letter == "g":
        words += [day_line(editing, name, t(f"law.{name}"), ft.Icons.FORUM_OUTLINED) for name in EXPLAINED]
    drawn = row(mark, column(*words, gap=6, expand=True), gap=6, top=True)
    return ft.Semantics(content=drawn, identifier=f"law-{one.letter}", container=True)


def _under(editing: Editing, one: Letter) -> list[ft.Control]:
    look, t = editing.look, editing.t
    if editing.what == _passing(one):
        return [_why_not(editing, one)]
    told: list[ft.Control] = [
        text(look, _short(" · ".join(part.texts)), "body", "soft") for part in one.fragments
    ]
    if one.reason:
        said = t("law.not_relevant.because", reason=one.reason.text)
        return [
            *told,
            fact(look, ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED, said, "ink"),
            row(*_again(editing, one), wrap=True),
        ]
    if one.nothing_yet:
        return [text(look, t("law.nothing_yet"), "body", "soft"), row(_pass_over(editing, one))]
    return told


def _passing(one: Letter) -> str:
    return f"not-relevant-{one.letter}"


def _pass_over(editing: Editing, one: Letter) -> ft.Control:
    t = editing.t
    return quiet(
        editing.look,
        t("law.not_relevant"),
        lambda: editing.open(_passing(one)),
        identifier=_passing(one),
        name=t("law.letter", letter=one.letter, words=t("law.not_relevant")),
    )


def _again(editing: Editing, one: Letter) -> list[ft.Control]:
    look, t = editing.look, editing.t

    def after_all() -> None:
        editing.close()
        if one.not_relevant is not None:
            editing.talk.strike(one.not_relevant)

    change = quiet(look, t("app.edit"), lambda: editing.open(_passing(one)), identifier=_passing(one))
    back = quiet(look, t("law.relevant_after_all"), after_all, identifier=f"relevant-{one.letter}")
    return [change, back]


def _why_not(editing: Editing, one: Letter) -> ft.Control:
    t, boxes = editing.t, editing.talk.boxes
    slot = _passing(one)
    thing = one.not_relevant.id if one.not_relevant else boxes.fresh(slot)
    together = {"not_relevant.letter": one.letter}
    box = boxes.box("not_relevant.reason", thing, one.reason.text, slot=slot, together=together)

    def done() -> None:
        editing.close()
        boxes.renew(slot)

    written = writing_box(
        editing.scene, box, t("law.not_relevant"), identifier=f"why-not-{one.letter}", autofocus=True
    )
    closer = quiet(
        editing.look,
        t("app.done"),
        done,
        identifier=f"why-not-{one.letter}-done",
        icon=ft.Icons.CHECK_ROUNDED,
    )
    return column(written, row(closer), gap=2)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"

"""With whom it was agreed: a name, where from, and whether they said yes, no, or still have to be asked."""

from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.buttons import danger
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.words import text
from keukentafel.app.screens.card_row import card_form, card_row
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.sentence import day_of
from keukentafel.journal.canonical import Json

NAME = "agreed_with"
_ANSWERS = ("yes", "no", "ask")


def agreed_with(editing: Editing) -> ft.Control:
    """Draw with whom it was agreed, or the sheet on which that is written."""
    t, found = editing.t, editing.talk.aftercare.agreed_with
    title = t("aftercare.agreed_with")
    if editing.what != NAME and not editing.talk.boxes.begun(NAME):
        return card_row(
            editing,
            ft.Icons.HOW_TO_REG_OUTLINED,
            title,
            [_said(editing, one) for one in found],
            identifier=f"write-{NAME}",
            opens=NAME,
            invite=t("aftercare.agreed_with.help"),
        )
    written = adding_box(
        editing.scene,
        "agreed_with.who",
        t("aftercare.agreed_with.who"),
        identifier=NAME,
        lines=1,
        together={"agreed_with.answer": "ask"},
    )
    return card_form(editing, title, *(_form(editing, one) for one in found), written, identifier=NAME)


def _said(editing: Editing, one: Thing) -> str:
    t, day = editing.t, day_of(one.words("date").text)
    who = ", ".join(words for words in (one.words("who").text, one.words("organisation").text) if words)
    answer = one.words("answer").text
    word = t(f"aftercare.agreed_with.{answer if answer in _ANSWERS else 'ask'}").lower()
    return f"{who}: {word}" + (f", {t.day(day)}" if day and answer in {"yes", "no"} else "")


def _form(editing: Editing, one: Thing) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    who = one.words("who").text

    def answer(chosen: str) -> None:
        editing.scene.visit.touch()
        today: date = t.today(editing.scene.visit.house.clock())
        said: dict[str, Json] = {"answer": chosen, "date": today.isoformat() if chosen != "ask" else None}
        talk.say_together(NAME, said, one.id)

    options = [Choice(each, t(f"aftercare.agreed_with.{each}")) for each in _ANSWERS]
    asked = pills(look, who, options, one.words("answer").text, answer, identifier=f"agrees-{one.id}")
    box = talk.boxes.box("agreed_with.organisation", one.id, one.words("organisation").text)
    where = writing_box(
        editing.scene, box, t("aftercare.agreed_with.organisation"), identifier=f"organisation-{one.id}"
    )

    def strike() -> None:
        editing.scene.visit.touch()
        talk.strike(one)

    away = danger(look, t("aftercare.strike"), strike, identifier=f"strike-{one.id}", small=True)
    return inset(look, column(text(look, who, "label"), asked, where, row(away), gap=10))

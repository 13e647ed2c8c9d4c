"""De waakvlam: who keeps an eye on things, how, how often and until when; or one sentence from before."""

from datetime import date

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import tappable
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.card_row import card_form
from keukentafel.app.screens.day_box import day_box
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.settled import not_needed_of, other_answer, said_of, writing_settled
from keukentafel.app.screens.writing import writing_box

_NAME = "pilot_light"


def pilot_light(editing: Editing) -> ft.Control:
    """Draw the pilot light, or what is being written of it."""
    look, t = editing.look, editing.t
    title, card = t("aftercare.pilot_light"), editing.talk.aftercare
    picture = pictogram(look, "waakvlam", 64)
    if editing.what in {_NAME, not_needed_of(_NAME)}:
        form = card_form(editing, title, *_writing(editing), identifier=f"settle-{_NAME}")
        return row(picture, ft.Container(form, expand=True), gap=14, top=True)
    found = card.settled[_NAME]
    lines = [line for line in (said_of(editing, found), *_told(editing)) if line]
    shown = [text(look, line, "table") for line in lines] or [
        text(look, t("aftercare.open"), "table", "warning")
    ]
    words = column(heading(look, title, 3, role="heading"), *shown, gap=2, expand=True)
    return tappable(
        look,
        row(picture, words, gap=14, top=True),
        lambda: editing.open(not_needed_of(_NAME) if found.not_needed else _NAME),
        identifier=f"fill-{_NAME}",
        name=f"{title}: {'. '.join(lines) or t('aftercare.open')}. {t('app.edit')}",
        padding=ft.Padding.symmetric(vertical=6),
    )


def _told(editing: Editing) -> list[str]:
    t, light = editing.t, editing.talk.aftercare.pilot_light
    whole = ", ".join(words.text for words in (light.who, light.how, light.often) if words)
    until = t("aftercare.pilot_until.says", day=t.full_day(light.last_day)) if light.last_day else ""
    return [part for part in (whole, until) if part]


def _writing(editing: Editing) -> list[ft.Control]:
    talk = editing.talk
    if editing.what == not_needed_of(_NAME):
        return writing_settled(editing, _NAME)
    found, light = talk.aftercare.settled[_NAME], talk.aftercare.pilot_light
    # Written before there were small fields: that sentence can still be changed.
    sentence = writing_settled(editing, _NAME)[:1] if found.text and not found.not_needed else []
    boxes = [
        _box(editing, name, said.text, first=not at and not sentence)
        for at, (name, said) in enumerate(
            (("pilot_who", light.who), ("pilot_how", light.how), ("pilot_often", light.often))
        )
    ]

    def until(day: date) -> None:
        talk.say("aftercare.pilot_until", day.isoformat(), talk.only("aftercare"))

    asked = day_box(
        editing, editing.t("aftercare.pilot_until"), light.last_day, until, identifier="pilot-until"
    )
    return [*sentence, *boxes, asked, other_answer(editing, _NAME)]


def _box(editing: Editing, name: str, said: str, *, first: bool) -> ft.Control:
    talk, t = editing.talk, editing.t
    box = talk.boxes.box(f"aftercare.{name}", talk.only("aftercare"), said, slot="aftercare")
    return writing_box(
        editing.scene,
        box,
        t(f"aftercare.{name}"),
        identifier=name.replace("_", "-"),
        hint=t(f"aftercare.{name}.hint"),
        autofocus=first,
    )

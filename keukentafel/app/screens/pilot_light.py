"""De waakvlam: who keeps an eye on things, how, how often and until when; or one sentence from before."""

import flet as ft

from keukentafel.app.kit.arranging import by_two, column, row
from keukentafel.app.kit.buttons import quiet, tappable
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.card_row import card_form
from keukentafel.app.screens.day_box import WhichDay, day_box
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.settled import not_needed_of, other_answer, said_of, settled_box
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.aftercare import PilotLight

_NAME, _PARTS = "pilot_light", "pilot-parts"


def pilot_light(editing: Editing) -> ft.Control:
    """Draw the pilot light, or what is being written of it."""
    look, t = editing.look, editing.t
    title, card = t("aftercare.pilot_light"), editing.talk.aftercare
    picture = pictogram(look, "waakvlam", 64)
    if editing.what in {_NAME, _PARTS, not_needed_of(_NAME)}:
        return _beside(editing, picture, _form(editing, title))
    found = card.settled[_NAME]
    lines = [line for line in (said_of(editing, found), *_told(editing)) if line]
    shown = [text(look, line, "table") for line in lines] or [
        text(look, t("aftercare.open"), "table", "warning")
    ]
    words = column(heading(look, title, 3, role="heading"), *shown, gap=2)
    return tappable(
        look,
        _beside(editing, picture, words),
        lambda: editing.open(not_needed_of(_NAME) if found.not_needed else _NAME),
        identifier=f"fill-{_NAME}",
        name=f"{title}: {'. '.join(lines) or t('aftercare.open')}. {t('app.edit')}",
        padding=ft.Padding.symmetric(vertical=6),
    )


def _beside(editing: Editing, picture: ft.Control, words: ft.Control) -> ft.Control:
    """Lay the flame beside the words, or above them where even one word needs the whole width."""
    if editing.look.tight:
        return column(row(picture), words, gap=4)
    return row(picture, ft.Container(words, expand=True), gap=14, top=True)


def _told(editing: Editing) -> list[str]:
    t, light = editing.t, editing.talk.aftercare.pilot_light
    whole = ", ".join(words.text for words in (light.who, light.how, light.often) if words)
    until = t("aftercare.pilot_until.says", day=t.full_day(light.last_day)) if light.last_day else ""
    return [part for part in (whole, until) if part]


def _form(editing: Editing, title: str) -> ft.Control:
    """What was written in one sentence, before there were small fields, is changed as one."""
    found, light = editing.talk.aftercare.settled[_NAME], editing.talk.aftercare.pilot_light
    sentence = bool(found.text) and not found.not_needed and not light.begun and editing.what == _NAME
    if sentence or editing.what == not_needed_of(_NAME):
        parts, beside = [settled_box(editing, _NAME)], [other_answer(editing, _NAME)]
        beside += [_to_parts(editing)] if sentence else []
    else:
        parts, beside = _boxes(editing, light), [other_answer(editing, _NAME)]
    return card_form(editing, title, *parts, identifier=f"settle-{_NAME}", role="heading", beside=beside)


def _to_parts(editing: Editing) -> ft.Control:
    words = editing.t("aftercare.pilot_parts")
    return quiet(editing.look, words, lambda: editing.open(_PARTS), identifier="pilot-parts")


def _boxes(editing: Editing, light: PilotLight) -> list[ft.Control]:
    talk = editing.talk
    label, thing = editing.t("aftercare.pilot_until"), talk.only("aftercare")
    until = WhichDay(label, "aftercare.pilot_until", thing, light.last_day, "aftercare")
    made = [
        _box(editing, "pilot_who", light.who.text, first=True),
        _box(editing, "pilot_how", light.how.text),
        _box(editing, "pilot_often", light.often.text),
        day_box(editing.scene, until, identifier="pilot-until"),
    ]
    return [by_two(editing.look, *made, gap=10)]


def _box(editing: Editing, name: str, said: str, *, first: bool = False) -> ft.Control:
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

"""Eerst rust: the switch that always stands there, the one line why, and going on without it again.

Switching is done together: it takes a word from both sides of the table, and without a reason it is not on.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.choices import switch
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.words import text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.scene import short_name
from keukentafel.app.screens.writing import writing_box
from keukentafel.dossier.rest import NO, YES, Rest
from keukentafel.dossier.rest import rest as rest_in

_ON, _OFF, _WANTING = "rest-on", "rest-off", "rest-wanting"


def rest(editing: Editing) -> ft.Control:
    """Draw the switch, with why it is on, or what it takes to change it."""
    look, t = editing.look, editing.t
    now = rest_in(editing.talk.dossier)

    def switched(on: bool) -> None:
        editing.open(_ON if on and not now.on else _OFF if now.on and not on else "")

    made = switch(
        look, t("rest.title"), now.on, switched, identifier="rest", second=t("rest.explained"), role="heading"
    )
    head = row(pictogram(look, "rust", 56), ft.Container(made, expand=True), gap=14)
    return ft.Container(
        column(head, *_below(editing, now), gap=12),
        padding=ft.Padding.symmetric(horizontal=18, vertical=14),
        bgcolor=look.color("honey-soft"),
        border=ft.Border.all(look.tokens.border["hair"], look.color("honey")),
        border_radius=look.tokens.radius["md"],
    )


def _below(editing: Editing, now: Rest) -> list[ft.Control]:
    if now.on:
        return [_switching_off(editing)] if editing.what == _OFF else [_why(editing, now)]
    return [_switching_on(editing, now)] if editing.what in {_ON, _WANTING} else []


def _why(editing: Editing, now: Rest) -> ft.Control:
    look, t, said = editing.look, editing.t, now.said
    lines = [text(look, t("rest.why", reason=now.reason.text), "body")]
    if said is not None:
        voice, hand = (short_name(editing.talk.person(one)) for one in (said.voice, said.hand))
        names = voice if voice == hand else t("rest.both", one=voice, other=hand)
        when = t.when(said.claimed, editing.scene.visit.house.clock())
        lines.append(text(look, t("rest.since", when=when, names=names), "meta"))
    return ft.Semantics(content=column(*lines, gap=2), identifier="rest-why", container=True)


def _switching_on(editing: Editing, now: Rest) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    thing = talk.only("rest")
    box = talk.boxes.box("rest.reason", thing, now.reason.text, slot="rest")

    def together() -> None:
        editing.scene.visit.touch()
        talk.boxes.leave(box)
        if not rest_in(talk.dossier).reason:
            editing.set_what(_WANTING)
            return
        talk.say("rest.first", YES, thing)
        editing.set_what("")

    written = writing_box(
        editing.scene,
        box,
        t("rest.reason"),
        identifier="rest-reason",
        help_words=t("rest.reason.help"),
        hint=t("rest.reason.hint"),
        autofocus=True,
    )
    wanting = [text(look, t("rest.reason.needed"), "metabold", "warning")] if editing.what == _WANTING else []
    yes = secondary(look, t("rest.on"), together, identifier="rest-together", small=True)
    no = quiet(look, t("app.cancel"), editing.close, identifier="rest-cancel")
    return column(written, *wanting, row(yes, no, wrap=True), gap=10)


def _switching_off(editing: Editing) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk

    def together() -> None:
        editing.scene.visit.touch()
        talk.say_together("rest", {"first": NO, "reason": None}, talk.only("rest"))
        editing.set_what("")

    yes = secondary(look, t("rest.off"), together, identifier="rest-off-together", small=True)
    no = quiet(look, t("rest.stays"), editing.close, identifier="rest-stays")
    return column(text(look, t("rest.off.explained"), "body"), row(yes, no, wrap=True), gap=10)

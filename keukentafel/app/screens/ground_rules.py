"""Zo werken we samen: the five ground rules, who agreed to them and on what day, and what to do in a crisis.

A party is one line until it is opened. Agreeing is one tap for all five, or a rule at a time; a day that was
another one is put right for all of them at once.
"""

from datetime import timedelta

import flet as ft

from keukentafel.app.kit.arranging import beside, column, inset, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary, tappable
from keukentafel.app.kit.choices import switch
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, icon, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import adding_box, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.partners import Partners
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.typed_days import typed_day
from keukentafel.dossier.ground_rules import Agreed, PartyRules, Rule


@screen
def ground_rules_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the rules, and beside them who agreed to them."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    padding = 20 if look.phone else 28
    rules = sheet(look, _rules(scene), padding=padding)
    crisis = sheet(look, _crisis(editing), padding=padding)
    partners = sheet(look, _partners(editing, Partners(talk)), padding=padding)
    head = column(heading(look, t("rules.title"), 1), text(look, t("rules.subtitle"), "table", "soft"), gap=4)
    laid = beside(look, column(rules, crisis, gap=16), partners, stretch=False)
    back = primary(look, t("rules.back"), lambda: scene.visit.to_table(Screen.BOARD), identifier="to-board")
    said = [t("rules.title"), *(_words(scene, rule) for rule in Rule)]
    return at_the_table(scene, column(head, laid, gap=16), primary=back, scroll=True, aloud=said)


def _words(scene: Scene, rule: Rule) -> str:
    return scene.t(f"rules.{rule.value}")


def _rules(scene: Scene) -> ft.Control:
    look = scene.look
    lines = [fact(look, ft.Icons.CHECK_ROUNDED, _words(scene, rule), "ink", "table") for rule in Rule]
    return ruled(look, lines, gap=12)


def _crisis(editing: Editing) -> ft.Control:
    """Who does what when it goes wrong after all: it is agreed with the same people."""
    look, t, talk = editing.look, editing.t, editing.talk
    box = talk.boxes.box("plan.crisis", talk.only("plan"), talk.plan.crisis.text, slot="plan")
    written = writing_box(
        editing.scene, box, t("rules.crisis"), identifier="crisis", help_words=t("rules.crisis.help"), lines=2
    )
    return column(heading(look, t("rules.crisis.title"), 2), written, gap=10)


def _partners(editing: Editing, partners: Partners) -> ft.Control:
    look, t, everybody = editing.look, editing.t, partners.all
    lines = [_partner(editing, partners, one) for one in everybody]
    known = [ruled(look, lines, gap=8)] if lines else [text(look, t("rules.empty"), "body", "soft")]
    # A box below a list that grows keeps its place: it is found by its name.
    adding = adding_box(editing.scene, "party.name", t("parties.name"), identifier="rules-party", lines=1)
    return column(heading(look, t("rules.partners"), 2), *known, *([] if everybody else [adding]), gap=12)


def _partner(editing: Editing, partners: Partners, one: PartyRules) -> ft.Control:
    look, name, state = editing.look, one.name.text, _state(editing, one)
    drawn = icon(look, ft.Icons.HANDSHAKE_OUTLINED, "pen", 26)
    if one.agreed_to_all:
        drawn = icon(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, "positive", 26)
    words = column(text(look, name, "label"), text(look, state, "meta", "soft"), gap=0, expand=True)
    opened = editing.what == one.party
    arrow = ft.Icons.EXPAND_LESS_ROUNDED if opened else ft.Icons.EXPAND_MORE_ROUNDED
    line = tappable(
        look,
        row(drawn, words, icon(look, arrow, "pen", 24), gap=14),
        editing.close if opened else lambda: editing.open(one.party),
        identifier=f"partner-{one.party}",
        name=f"{name}, {state}",
        padding=ft.Padding.symmetric(vertical=8),
    )
    inner = [_form(editing, partners, one)] if opened else []
    return ft.Container(column(line, *inner, gap=8), key=f"partner-{one.party}")


def _state(editing: Editing, one: PartyRules) -> str:
    t, days = editing.t, sorted({said.day for said in one.rules.values() if said.agreed and said.day})
    if not one.asked:
        return t("rules.not_asked")
    if one.agreed_to_all:
        return t("rules.agreed_all", day=t.day(days[-1]))
    open_ones = len(one.open)
    return t("rules.open.one") if open_ones == 1 else t("rules.open.some", count=open_ones)


def _form(editing: Editing, partners: Partners, one: PartyRules) -> ft.Control:
    look, t = editing.look, editing.t
    today = t.today(editing.scene.visit.house.clock())
    lines = [_rule(editing, partners, one, said) for said in one.rules.values()]

    def agree() -> None:
        editing.scene.visit.touch()
        partners.agree(one, Rule, today)

    everything = secondary(
        look, t("rules.agree_all"), agree, identifier="agree-all", small=True, icon=ft.Icons.CHECK_ROUNDED
    )
    asked_at_once = [] if one.agreed_to_all else [row(everything, wrap=True)]
    said_yes = any(said.said_yes for said in one.rules.values())
    day = [_another_day(editing, partners, one)] if said_yes else []
    return inset(look, column(*asked_at_once, *lines, *day, gap=14))


def _rule(editing: Editing, partners: Partners, one: PartyRules, said: Agreed) -> ft.Control:
    look, t = editing.look, editing.t
    today = t.today(editing.scene.visit.house.clock())

    def turn(on: bool) -> None:
        editing.scene.visit.touch()
        if on:
            partners.agree(one, [said.rule], today)
        else:
            partners.leave_open(one, said.rule)

    second = t("rules.agreed", day=t.day(said.day)) if said.agreed and said.day else t("rules.still_open")
    return switch(
        look,
        _words(editing.scene, said.rule),
        said.agreed,
        turn,
        identifier=f"rule-{said.rule.value}",
        second=second,
        role="body",
    )


@ft.component
def _another_day(editing: Editing, partners: Partners, one: PartyRules) -> ft.Control:
    look, t = editing.look, editing.t
    today = t.today(editing.scene.visit.house.clock())
    asking, ask = ft.use_state(False)
    typed: list[str] = ft.use_memo(lambda: [""], [])
    mistake, set_mistake = ft.use_state("")

    def opened() -> None:
        editing.scene.visit.touch()
        ask(True)

    def write(words: str) -> None:
        editing.scene.visit.touch()
        typed[0] = words

    def done(*_: object) -> None:
        day = typed_day(typed[0], today)
        if day is not None:
            partners.note_day(one, day)
        if day is not None or not typed[0].strip():
            ask(False)
            set_mistake("")
        else:
            set_mistake(t("preparation.day.wrong"))

    def yesterday() -> None:
        editing.scene.visit.touch()
        partners.note_day(one, today - timedelta(days=1))
        ask(False)

    if not asking:
        return row(quiet(look, t("preparation.another_day"), opened, identifier="rules-day-open"), wrap=True)
    written = field(
        look,
        t("preparation.which_day"),
        "",
        identifier="rules-day",
        on_change=write,
        on_submit=done,
        hint=t("preparation.which_day.hint"),
        error=mistake,
        autofocus=True,
    )
    buttons = row(
        quiet(look, t("preparation.yesterday"), yesterday, identifier="rules-yesterday"),
        quiet(look, t("app.done"), done, identifier="rules-day-done", icon=ft.Icons.CHECK_ROUNDED),
        wrap=True,
        gap=4,
    )
    return column(written, buttons, gap=4)

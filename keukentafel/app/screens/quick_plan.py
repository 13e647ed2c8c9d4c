"""Snel plan: at most three small things, one of them today still. A fourth is not taken, and that is said."""

from datetime import timedelta

import flet as ft

from keukentafel.app.kit.arranging import beside, column, row, ruled, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import danger, icon_button, primary, secondary
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import adding_box, pen_holder, writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.plan import Pace
from keukentafel.dossier.quick_plan import Action, Quick, QuickPlan, quick_plan
from keukentafel.journal.canonical import Json

_A_WEEK = timedelta(days=7)


@screen
def quick_plan_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the quick plan; it is open where rest comes first, and shut else unless it was begun then."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    plan = quick_plan(talk.dossier)
    back = primary(
        look, t("quick_plan.back"), lambda: scene.visit.to_table(Screen.PRESSURE), identifier="to-pressure"
    )
    if not plan.open and not plan.actions:
        shut = column(
            heading(look, t("quick_plan.title"), 1), empty(look, "rust", t("quick_plan.closed")), gap=12
        )
        return at_the_table(scene, sheet(look, shut), primary=back, scroll=True)
    today, week = (_part(editing, plan, quick) for quick in Quick)
    body = column(
        _head(editing),
        pen_holder(scene),
        *_said(editing, plan),
        beside(look, today, week, stretch=False),
        gap=16,
    )
    onward = onward_button(scene, Screen.PRESSURE, first=False)
    return at_the_table(scene, body, primary=back, secondary=onward, scroll=True)


def _head(editing: Editing) -> ft.Control:
    look, t = editing.look, editing.t
    words = column(
        heading(look, t("quick_plan.title"), 1), text(look, t("quick_plan.explained"), "table", "soft"), gap=4
    )
    return row(pictogram(look, "rust", 56), ft.Container(words, expand=True), gap=16, top=True)


def _said(editing: Editing, plan: QuickPlan) -> list[ft.Control]:
    """Say what is still missing, or why nothing more fits."""
    look, t = editing.look, editing.t
    if plan.wants_today:
        safe = t("quick_plan.today_missing.full" if plan.full else "quick_plan.today_missing.body")
        return [banner(look, "warning", t("quick_plan.today_missing"), safe, identifier="today-missing")]
    if plan.full:
        words = fact(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("quick_plan.full"), "ink", "body")
        return [spoken(words, identifier="quick-full")]
    return []


def _part(editing: Editing, plan: QuickPlan, quick: Quick) -> ft.Control:
    look, t = editing.look, editing.t
    lines = [_action(editing, one) for one in plan.at(quick)]
    laid = [ruled(look, lines, gap=10)] if lines else []
    head = heading(look, t(f"quick_plan.{quick.value}"), 2)
    foot = _adding(editing, plan, quick)
    return sheet(look, column(head, *laid, *foot, gap=14), padding=20 if look.phone else 24)


def _adding(editing: Editing, plan: QuickPlan, quick: Quick) -> list[ft.Control]:
    """Return the box for another action; what was typed for a fourth stays there, as a draft."""
    look, t, talk = editing.look, editing.t, editing.talk
    slot = f"quick-{quick.value}"
    if plan.full and not talk.boxes.begun(slot):
        return []
    refused = (
        [spoken(text(look, t("quick_plan.fourth"), "metabold", "warning"), identifier="fourth")]
        if plan.full
        else []
    )
    box = adding_box(
        editing.scene,
        "agreement.what",
        t(f"quick_plan.{quick.value}.add"),
        identifier=slot,
        hint=t(f"quick_plan.{quick.value}.hint"),
        together=_together(editing, quick),
        made=editing.set_what,
        allowed=lambda: not quick_plan(talk.dossier).full,
    )
    return [box, *refused]


def _together(editing: Editing, quick: Quick) -> dict[str, Json]:
    t = editing.t
    today = t.today(editing.scene.visit.house.clock())
    day = t.day(today if quick is Quick.TODAY else today + _A_WEEK)
    return {
        "agreement.quick": quick.value,
        "agreement.pace": Pace.NOW.value,
        "agreement.when": t(f"quick_plan.{quick.value}.when", day=day),
    }


def _action(editing: Editing, action: Action) -> ft.Control:
    look, t, agreed = editing.look, editing.t, action.agreement
    if editing.what == agreed.id:
        return _form(editing, action)
    words = column(
        text(look, agreed.what.text or t("plan.agreement.what"), "strong"),
        fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, agreed.who.text or t("plan.no_who")),
        *([fact(look, ft.Icons.EVENT_OUTLINED, agreed.when.text)] if agreed.when else []),
        gap=4,
        expand=True,
    )
    found = ft.Semantics(content=words, identifier=f"action-{agreed.id}", container=True, expand=True)
    pen = icon_button(
        look,
        ft.Icons.EDIT_OUTLINED,
        f"{t('app.edit')}: {agreed.what.text}",
        lambda: editing.open(agreed.id),
        identifier=f"edit-{agreed.id}",
    )
    return row(found, pen, gap=8, top=True)


def _form(editing: Editing, action: Action) -> ft.Control:
    look, t, talk, agreed = editing.look, editing.t, editing.talk, action.agreement

    def strike() -> None:
        editing.close()
        found = next((one for one in talk.dossier.all("agreement") if one.id == agreed.id), None)
        if found is not None:
            talk.strike(found)

    said = {"what": agreed.what.text, "who": agreed.who.text, "when": agreed.when.text}
    boxes = [
        writing_box(
            editing.scene,
            talk.boxes.box(f"agreement.{name}", agreed.id, words),
            t(f"plan.agreement.{name}"),
            identifier=f"action-{name}",
            autofocus=name == "who",
        )
        for name, words in said.items()
    ]
    done = secondary(look, t("app.done"), editing.close, identifier="action-done", small=True)
    away = danger(look, t("plan.agreement.strike"), strike, identifier="action-strike", small=True)
    return column(*boxes, row(done, away, wrap=True, gap=12), gap=14)

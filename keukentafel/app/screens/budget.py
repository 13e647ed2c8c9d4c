"""Wat kost het, en wie betaalt? One budget for the household, in plain words, with what there was before.

Nobody asks what somebody earns or owns. What nobody knows yet may stay unknown, and is never taken for zero.
"""

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet
from keukentafel.app.kit.screen import empty
from keukentafel.app.kit.signs import sign
from keukentafel.app.kit.words import heading, in_one_breath, text
from keukentafel.app.screens.budget_line import budget_line
from keukentafel.app.screens.editing import Editing
from keukentafel.app.screens.explained import explained
from keukentafel.app.screens.money import cost, euros, who_pays
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import adding_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.budget import OWN, Budget, Item, Side, Sum, budget

_FORMER = "former"


@screen
def budget_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw what the plan costs a year, who pays for it, and what there was before."""
    look, t = scene.look, scene.t
    what, set_what = ft.use_state("")
    editing = Editing(scene, what, set_what)
    found = budget(talk.dossier)
    total, now = sheet(look, _total(scene, found)), sheet(look, _now(editing, found))
    before, help_ = sheet(look, _before(editing, found)), sheet(look, explained(editing))
    if look.columns == 2:
        halves: list[ft.Control] = [
            ft.Container(column(now, before, gap=16), expand=3),
            ft.Container(column(total, help_, gap=16), expand=2),
        ]
        papers: ft.Control = ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)
    else:
        papers = column(total, now, before, help_, gap=16)
    to_plan = primary(
        look,
        t("budget.to_plan"),
        lambda: scene.visit.to_table(Screen.PLAN),
        identifier="to-plan",
        after=ft.Icons.ARROW_FORWARD_ROUNDED,
    )
    body = column(*scene.notice(), heading(look, t("budget.title"), 1), papers, gap=14)
    return at_the_table(scene, body, primary=to_plan, scroll=True, aloud=_said_aloud(scene, found))


def _total(scene: Scene, found: Budget) -> ft.Control:
    look, t = scene.look, scene.t
    if found.empty:
        return empty(look, "geld", t("budget.empty"))
    lines = [text(look, said, "table") for said in _in_words(scene, found)]
    side = [sign(look, ft.Icons.CALL_SPLIT_ROUNDED, t("story.two_versions"), "warning")]
    marked = side if found.before.contested or found.after.contested else []
    drawn = column(heading(look, t("budget.total"), 2), _amounts(scene, found), *marked, *lines, gap=12)
    return ft.Semantics(content=drawn, identifier="budget-total", container=True)


def _amounts(scene: Scene, found: Budget) -> ft.Control:
    """The two totals in large letters; a screen reader says them as sentences."""
    look, t = scene.look, scene.t
    large = [("budget.now", found.after.cents)]
    if found.on(Side.BEFORE):
        large.insert(0, ("budget.before", found.before.cents))
    drawn: list[ft.Control] = [
        ft.Container(
            column(text(look, t(word), "label"), text(look, euros(t, cents), "title"), gap=0),
            expand=None if look.narrow else 1,
        )
        for word, cents in large
    ]
    laid = column(*drawn, gap=8) if look.narrow else row(*drawn, gap=24)
    silent = ft.Semantics(content=laid, exclude_semantics=True)
    return ft.Semantics(content=silent, label=" ".join(_totals(scene, found)), container=True)


def _totals(scene: Scene, found: Budget) -> list[str]:
    t = scene.t
    before = [t("budget.before.says", amount=euros(t, found.before.cents))] if found.on(Side.BEFORE) else []
    return [t("budget.after.says", amount=euros(t, found.after.cents)), *before]


def _in_words(scene: Scene, found: Budget) -> list[str]:
    """Return what the two totals mean; more or less only where both sides are known."""
    t = scene.t
    said = _difference(scene, found) if found.on(Side.BEFORE) else []
    own = sum(one.cents or 0 for one in found.on(Side.AFTER, OWN))
    if own:
        said = [*said, t("budget.own.says", amount=euros(t, own))]
    return [*said, *_unknown(scene, found.after)]


def _difference(scene: Scene, found: Budget) -> list[str]:
    t = scene.t
    if found.before.unknown or found.after.unknown:
        return []
    if not found.saved:
        return [t("budget.same")]
    key = "budget.less" if found.saved > 0 else "budget.more"
    return [t(key, amount=euros(t, abs(found.saved)))]


def _unknown(scene: Scene, one: Sum) -> list[str]:
    if not one.unknown:
        return []
    t = scene.t
    return [t("budget.unknown.one") if one.unknown == 1 else t("budget.unknown.some", count=one.unknown)]


def _now(editing: Editing, found: Budget) -> ft.Control:
    look, t = editing.look, editing.t
    lines = [budget_line(editing, one) for one in found.on(Side.AFTER)]
    shown = ruled(look, lines, gap=6) if lines else text(look, t("budget.now.empty"), "body", "soft")
    return column(heading(look, t("budget.now.title"), 2), shown, gap=10)


def _before(editing: Editing, found: Budget) -> ft.Control:
    look, t, talk = editing.look, editing.t, editing.talk
    lines = [budget_line(editing, one) for one in found.on(Side.BEFORE)]
    shown = [ruled(look, lines, gap=6)] if lines else [text(look, t("budget.before.empty"), "body", "soft")]
    if editing.what == _FORMER or talk.boxes.begun(_FORMER):
        foot: ft.Control = adding_box(
            editing.scene,
            "former_cost.what",
            t("budget.former"),
            identifier=_FORMER,
            hint=t("budget.former.hint"),
            lines=1,
            made=editing.set_what,
        )
    else:
        add = quiet(
            look,
            t("budget.former.add"),
            lambda: editing.open(_FORMER),
            identifier="add-former",
            icon=ft.Icons.ADD_ROUNDED,
        )
        foot = row(add)
    return column(heading(look, t("budget.before.title"), 2), *shown, foot, gap=10)


def _said_aloud(scene: Scene, found: Budget) -> list[str]:
    t = scene.t
    said = [t("budget.title"), *_aloud_in_all(scene, found)]
    for side, title in ((Side.AFTER, "budget.now.title"), (Side.BEFORE, "budget.before.title")):
        items = found.on(side)
        said += [t(title), *(_one_aloud(scene, one) for one in items)] if items else []
    return said


def _aloud_in_all(scene: Scene, found: Budget) -> list[str]:
    return [scene.t("budget.empty")] if found.empty else [*_totals(scene, found), *_in_words(scene, found)]


def _one_aloud(scene: Scene, one: Item) -> str:
    return in_one_breath((one.what.text, who_pays(scene, one), cost(scene, one)))

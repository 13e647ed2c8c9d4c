"""Toetsing: the list of what came in, one plan as the resident heard it, five questions, and an answer."""

import flet as ft

from keukentafel.app.kit.arranging import barred, column, gap, row, rule, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, quiet, tappable
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.screen import empty, screen, titlebar, tool, topbar
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.desk_plan import looking, plan_bar, plan_on_paper
from keukentafel.app.screens.desk_rule import rule_bar, rule_on_paper, rules_listed
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.status import status_sign, status_words
from keukentafel.app.state.card import Card
from keukentafel.app.state.desk import Desk, OpenPlan
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.screens import Screen
from keukentafel.journal.names import HouseholdId


@safely.screen
def desk_screen(scene: Scene, desk: Desk, post: PostOffice) -> ft.Control:
    """Draw the desk: on a phone one thing at a time, elsewhere the list beside the plan."""
    visit, look = scene.visit, scene.look
    t = scene.t
    lock = icon_button(
        look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock"
    )
    name = visit.account.name if visit.account else ""
    who = [] if look.narrow else [text(look, name, "meta", "soft")]
    top = titlebar(look, t("desk.title"), mark=logo(look, 34), tools=[*scene.demo_mark(), *who, lock])
    offline = [_offline(scene)] if post.reachable is False else []
    opened, rule = desk.open, desk.rules.open
    if look.narrow:
        if rule is not None:
            return screen(
                look,
                column(*offline, sheet(look, rule_on_paper(scene, rule)), gap=14),
                top=topbar(look, t("desk.title"), left=_back(scene, desk)),
                bottom=rule_bar(scene, desk, rule),
                scroll=True,
            )
        if opened is None:
            return screen(
                look,
                column(*offline, sheet(look, _queue(scene, desk), padding=14), gap=14),
                top=top,
                scroll=True,
            )
        papers = column(
            *offline, sheet(look, plan_on_paper(scene, opened)), sheet(look, looking(scene, desk)), gap=14
        )
        return screen(
            look,
            papers,
            top=topbar(look, t("desk.title"), left=_back(scene, desk)),
            bottom=plan_bar(scene, desk, opened),
            scroll=True,
        )
    body = ft.Row(
        [
            ft.Container(_scrolling(_queue(scene, desk)), width=264 if look.landscape else 236),
            *_papers(scene, desk, opened),
        ],
        spacing=22,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        expand=True,
    )
    bottom = rule_bar(scene, desk, rule) if rule else plan_bar(scene, desk, opened) if opened else None
    papers = ft.Column([*offline, ft.Container(body, padding=ft.Padding.only(bottom=20), expand=True)])
    return screen(look, papers, top=top, bottom=bottom, scroll=False)


def _back(scene: Scene, desk: Desk) -> ft.Control:
    words = scene.t("app.back")
    return tool(scene.look, ft.Icons.ARROW_BACK_ROUNDED, words, desk.put_back, identifier="back")


def _papers(scene: Scene, desk: Desk, opened: OpenPlan | None) -> list[ft.Control]:
    look, t = scene.look, scene.t
    if desk.rules.open is not None:
        return [sheet(look, _scrolling(rule_on_paper(scene, desk.rules.open), 26), padding=0, expand=True)]
    if opened is None:
        key = "desk.choose" if desk.queue() else "desk.empty.body"
        return [sheet(look, empty(look, "lezen", t(key)), expand=True)]
    if look.landscape:
        plan = sheet(look, _scrolling(plan_on_paper(scene, opened), 26), padding=0, expand=True)
        return [
            plan,
            ft.Container(_scrolling(looking(scene, desk)), width=270, padding=ft.Padding.only(top=4)),
        ]
    both = column(plan_on_paper(scene, opened), rule(look), looking(scene, desk), gap=16)
    return [sheet(look, _scrolling(both, 24), padding=0, expand=True)]


def _queue(scene: Scene, desk: Desk) -> ft.Control:
    look, t = scene.look, scene.t
    found = desk.queue()
    lines: list[ft.Control] = [heading(look, t("desk.inbox"), 2), gap(2)]
    lines += [_item(scene, desk, household, card) for household, card in found]
    if not found:
        lines.append(text(look, t("desk.empty"), "body", "soft"))
    if desk.unreadable:
        lines.append(text(look, t("desk.unreadable", count=desk.unreadable), "meta", "warning"))
    team = quiet(
        look,
        t("team.open"),
        lambda: scene.visit.show(Screen.TEAM),
        identifier="to-team",
        icon=ft.Icons.GROUPS_OUTLINED,
    )
    lines += [*rules_listed(scene, desk), gap(8), row(team)]
    return column(*lines, gap=4)


def _item(scene: Scene, desk: Desk, household: HouseholdId, card: Card) -> ft.Control:
    look, t = scene.look, scene.t
    chosen = desk.open is not None and desk.open.household == household
    when = t.when(int(card.place), scene.visit.house.clock()) if card.place.isdigit() else ""
    second = t("desk.from", name=card.sender.split(" ", 1)[0], when=when)
    if card.version > 1:
        second = t("desk.newer", first=second, number=card.version)
    words = column(
        text(look, card.name, "label"),
        text(look, second, "meta", "soft"),
        status_sign(look, t, card.status, at_the_desk=True),
        gap=2,
    )
    laid = barred(
        look,
        words,
        tone="paper" if chosen else "table",
        line="pen" if chosen else None,
        padding=padded(look, start=12, end=10, top=12, bottom=12),
        bar=5,
    )

    def look_at() -> None:
        scene.visit.touch()
        desk.look_at(household)

    name = f"{card.name}, {second}, {status_words(t, card.status, at_the_desk=True)}"
    return tappable(look, laid, look_at, identifier=f"plan-{household}", name=name, selected=chosen)


def _offline(scene: Scene) -> ft.Control:
    return banner(scene.look, "offline", scene.t("desk.waiting"), identifier="offline")


def _scrolling(content: ft.Control, padding: float = 0) -> ft.Control:
    """Return a column that scrolls by itself; its padding scrolls along, so that words run to the edge."""
    return ft.Column(
        [ft.Container(content, padding=padding)],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )

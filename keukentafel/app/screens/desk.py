"""Toetsing: the list of what came in, one plan as the resident heard it, five questions, and an answer."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import barred, column, gap, row, rule, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import icon_button, primary, quiet, secondary, tappable
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.pictures import logo
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.screen import bottombar, empty, screen, titlebar, tool, topbar
from keukentafel.app.kit.sides import padded
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.desk_rule import rule_bar, rule_on_paper, rules_listed
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.scene import Scene, maker_of
from keukentafel.app.screens.status import status_sign, status_words
from keukentafel.app.spoken import passages
from keukentafel.app.state.card import Card, Status
from keukentafel.app.state.desk import Desk, OpenPlan
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.screens import Screen
from keukentafel.edition.assent import Assent
from keukentafel.journal.names import HouseholdId
from sync.receipt import Outcome

_QUESTIONS = 5


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
            *offline, sheet(look, _plan(scene, opened)), sheet(look, _looking(scene, desk)), gap=14
        )
        return screen(
            look,
            papers,
            top=topbar(look, t("desk.title"), left=_back(scene, desk)),
            bottom=_bar(scene, desk, opened),
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
    bottom = rule_bar(scene, desk, rule) if rule else _bar(scene, desk, opened) if opened else None
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
        plan = sheet(look, _scrolling(_plan(scene, opened), 26), padding=0, expand=True)
        return [
            plan,
            ft.Container(_scrolling(_looking(scene, desk)), width=270, padding=ft.Padding.only(top=4)),
        ]
    both = column(_plan(scene, opened), rule(look), _looking(scene, desk), gap=16)
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


def _plan(scene: Scene, opened: OpenPlan) -> ft.Control:
    look, t, desk = scene.look, scene.t, scene.visit.desk
    waits = desk is not None and desk.answer_waits
    when = t.when(int(opened.card.place), scene.visit.house.clock()) if opened.card.place.isdigit() else ""
    received = t("desk.received", when=when, number=opened.card.version)
    head = column(
        heading(look, opened.card.name, 1),
        sign(look, ft.Icons.MARK_EMAIL_READ_OUTLINED, received, "positive", "meta"),
        gap=4,
    )
    said = [_assent(scene, one) for one in opened.plan.bundle.assents]
    read = [passage(look, t, one, "table") for one in passages(opened.reading, t)]
    answered = _answered(scene, opened, waits=waits)
    return column(head, *answered, heading(look, t("desk.assents"), 2), *said, *read, gap=16)


def _assent(scene: Scene, one: Assent) -> ft.Control:
    look, t = scene.look, scene.t
    words = t("household.assent", name=one.person.name, state=t(f"read_back.{one.state.value}"))
    lines: list[ft.Control] = [fact(look, ft.Icons.PERSON_OUTLINE_ROUNDED, words, "ink")]
    if one.remark:
        lines.append(quote(look, one.remark, maker_of(t, one.person.name, one.person.role)))
    if one.signature:
        lines.append(text(look, t("desk.signed"), "meta", "soft"))
    return column(*lines, gap=6)


def _answered(scene: Scene, opened: OpenPlan, *, waits: bool) -> list[ft.Control]:
    look, t, card = scene.look, scene.t, opened.card
    if card.status not in {Status.AGREED, Status.QUESTION} or not card.next_date.isdigit():
        return []
    when = t.when(int(card.next_date), scene.visit.house.clock())
    words = column(
        text(look, t(f"desk.answered.{card.status.value}", when=when), "label"),
        *([text(look, card.next_what, "body")] if card.next_what else []),
        *([text(look, t("desk.answer.waits"), "meta", "soft")] if waits else []),
        gap=2,
    )
    drawn = barred(look, words, tone="pen-soft", line="pen")
    return [ft.Semantics(content=drawn, identifier="answered", container=True)]


def _looking(scene: Scene, desk: Desk) -> ft.Control:
    look, t = scene.look, scene.t
    lines: list[ft.Control] = [heading(look, t("desk.questions"), 2)]
    for number in range(1, _QUESTIONS + 1):
        question = t(f"desk.question.{number}")
        options = [Choice("yes", t("desk.yes")), Choice("not_yet", t("desk.not_yet"))]
        answers = pills(
            look,
            question,
            options,
            desk.looked.get(number),
            _looking_into(scene, desk, number),
            identifier=f"look-{number}",
        )
        lines.append(column(text(look, f"{number}.  {question}", "body"), answers, gap=6))
    return column(*lines, gap=14)


def _looking_into(scene: Scene, desk: Desk, number: int) -> Callable[[str], None]:
    def look_into(chosen: str) -> None:
        scene.visit.touch()
        desk.look_into(number, chosen)

    return look_into


def _bar(scene: Scene, desk: Desk, opened: OpenPlan) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit
    if desk.asking:
        return _question_bar(scene, desk)

    def agree() -> None:
        visit.touch()
        desk.answer(Outcome.AGREED)

    name = opened.plan.card.name.split(" ", 1)[0]
    note = text(look, t("desk.read_only"), "meta", "soft") if not look.narrow else None
    return bottombar(
        look,
        primary=primary(look, t("desk.agree"), agree, identifier="agree", icon=ft.Icons.CHECK_ROUNDED),
        secondary=secondary(
            look, t("desk.ask", name=name), desk.ask, identifier="ask", icon=ft.Icons.REPLY_ROUNDED
        ),
        note=note,
    )


def _question_bar(scene: Scene, desk: Desk) -> ft.Control:
    look, t, visit = scene.look, scene.t, scene.visit

    def typed(words: str) -> None:
        visit.touch()
        desk.write_question(words)

    written = field(
        look,
        t("desk.ask.text"),
        desk.question,
        identifier="question",
        on_change=typed,
        help=t("desk.ask.help"),
        error=t("desk.ask.needed") if desk.wanting_words else "",
        lines=2,
        autofocus=True,
    )

    def send() -> None:
        visit.touch()
        desk.answer(Outcome.QUESTION)

    def stop() -> None:
        desk.asking = False

    return bottombar(
        look,
        primary=primary(
            look, t("desk.ask.send"), send, identifier="send-question", icon=ft.Icons.REPLY_ROUNDED
        ),
        secondary=secondary(look, t("app.cancel"), stop, identifier="cancel-question"),
        note=written,
        pair=True,
    )


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

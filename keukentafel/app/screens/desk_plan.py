"""One plan at the desk: as the resident heard it, five questions to look with, and an answer."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import barred, column
from keukentafel.app.kit.buttons import primary, secondary
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.quotes import quote
from keukentafel.app.kit.screen import bottombar
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.desk_budget import desk_budget
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.scene import Scene, maker_of
from keukentafel.app.spoken import passages
from keukentafel.app.state.card import Status
from keukentafel.app.state.desk import Desk, OpenPlan
from keukentafel.edition.assent import Assent
from sync.receipt import Outcome

_QUESTIONS = 5


def plan_on_paper(scene: Scene, opened: OpenPlan) -> ft.Control:
    """Draw one plan as the resident heard it, with what people said of it."""
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
    money = desk_budget(scene, opened.reading.budget)
    answered = _answered(scene, opened, waits=waits)
    return column(head, *answered, heading(look, t("desk.assents"), 2), *said, *read, *money, gap=16)


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


def looking(scene: Scene, desk: Desk) -> ft.Control:
    """Draw the five questions that the supervisor looks at a plan with; the answers go nowhere."""
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


def plan_bar(scene: Scene, desk: Desk, opened: OpenPlan) -> ft.Control:
    """Draw the two answers to a plan, or the question that is being written."""
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

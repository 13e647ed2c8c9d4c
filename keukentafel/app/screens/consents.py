"""Wie mag wat weten? One sentence and one tap for each recipient; *nee* is as good as *ja*."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, row, ruled, sheet
from keukentafel.app.kit.buttons import primary, quiet, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.day_box import WhichDay, day_box
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.writing import who_writes, whose_words, writing_box
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.consenting import Consenting, Given
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.consent import Consent
from keukentafel.dossier.majority import members
from keukentafel.dossier.party import Party
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role

_SLOT = "consent"
_ELSE = ("recipient", "what", "purpose")


@screen
def consents_screen(scene: Scene, talk: Conversation, table: AssentTable) -> ft.Control:
    """Draw what is asked of the person who speaks, and what they said before."""
    look, t, consenting = scene.look, scene.t, table.consenting
    head = column(
        heading(look, t("consents.title"), 1), text(look, t("consents.subtitle"), "table", "soft"), gap=4
    )
    whose = [*([who_writes(scene)] if talk.writer.role is not Role.WORKER else []), *whose_words(scene)]
    person = talk.speaker
    young = {one.person.id for one in members(talk.dossier) if one.is_child}
    why = [text(look, t("consents.child", name=person.name), "body", "soft")] if person.id in young else []
    asked = [_asked(scene, consenting, one) for one in consenting.to_ask(person)]
    asked += [_open(scene, consenting, one) for one in consenting.unanswered(person)]
    said = [_said(scene, consenting, one) for one in consenting.said_by(person)]
    nothing = [] if asked or said else [text(look, t("consents.nothing"), "table", "soft")]
    lines = [*asked, *said, *nothing]
    paper = sheet(look, column(*whose, *why, ruled(look, lines, gap=14), _something_else(scene), gap=18))
    back = primary(
        look,
        t("copies.back"),
        lambda: scene.visit.to_table(_before(scene)),
        identifier="consents-done",
        icon=ft.Icons.ARROW_BACK_ROUNDED,
    )
    heard = [t("consents.title"), t("consents.subtitle")]
    heard += [t("consents.ask", name=one.name.text) for one in consenting.to_ask(person)]
    return at_the_table(scene, column(head, paper, gap=16), primary=back, scroll=True, aloud=heard)


def _before(scene: Scene) -> Screen:
    back = scene.visit.read_back
    return Screen.COPIES if back is not None and back.delivered is not None else Screen.GOING_OUT


def _asked(scene: Scene, consenting: Consenting, party: Party) -> ft.Control:
    look, t, name = scene.look, scene.t, party.name.text
    person = scene.talk.speaker

    def answer(said: str) -> None:
        scene.visit.touch()
        consenting.answer(person, party, said)

    words = column(
        text(look, t("consents.ask", name=name), "table"),
        text(look, t("consents.ask.what"), "body", "soft"),
        gap=2,
    )
    return column(words, _yes_or_no(scene, party.id, name, answer), gap=10)


def _open(scene: Scene, consenting: Consenting, one: Consent) -> ft.Control:
    """A question of another kind: asked once who, what and what for were written down."""
    look, t = scene.look, scene.t
    if set(one.missing) - {"answer", "given"}:
        lacks = fact(look, ft.Icons.EDIT_OUTLINED, t("consents.ask.lacks"), "soft", "body")
        boxes = [_box(scene, one, name) for name in _ELSE]
        return column(lacks, *boxes, gap=10)
    name = one.recipient.text

    def answer(said: str) -> None:
        scene.visit.touch()
        consenting.answer_card(one, said)

    words = t("consents.ask.else", name=name, what=one.what.text, purpose=one.purpose.text)
    return column(text(look, words, "table"), _yes_or_no(scene, one.id, name, answer), gap=10)


def _yes_or_no(scene: Scene, asked: ObjectId, name: str, answer: Callable[[str], None]) -> ft.Control:
    """Two answers of the same weight, each saying whom it is about."""

    def way(said: str) -> ft.Control:
        return secondary(
            scene.look,
            scene.t(f"consents.{said}"),
            lambda: answer(said),
            identifier=f"{said}-{asked}",
            name=scene.t(f"consents.{said}.name", name=name),
        )

    return row(way("yes"), way("no"), wrap=True, gap=12)


def _box(scene: Scene, one: Consent, name: str) -> ft.Control:
    written = {"recipient": one.recipient, "what": one.what, "purpose": one.purpose}[name].text
    box = scene.talk.boxes.box(f"consent.{name}", one.id, written, slot=_SLOT)
    label = scene.t(f"consents.else.{name}")
    return writing_box(scene, box, label, identifier=f"{name}-{one.id}", left=scene.talk.changed)


def _said(scene: Scene, consenting: Consenting, given: Given) -> ft.Control:
    look, t, one, name = scene.look, scene.t, given.consent, given.recipient
    if given.holds:
        other = not given.party
        words = t("consents.said.else.yes", name=name, what=one.what.text) if other else ""
        words = words or t("consents.said.yes", name=name)
    elif given.over:
        words = t("consents.said.over", name=name)
    else:
        words = t("consents.said.back" if one.withdrawn_on else "consents.said.no", name=name)
    day = one.withdrawn_on or one.given_on

    def turn() -> None:
        scene.visit.touch()
        if given.holds:
            consenting.withdraw(given)
        else:
            consenting.say_again(given, "yes")

    to = quiet(
        look,
        t("consents.withdraw" if given.holds else "consents.again"),
        turn,
        identifier=f"turn-{one.party or one.id}",
        name=f"{name}: {t('consents.withdraw' if given.holds else 'consents.again')}",
    )
    icon = ft.Icons.CHECK_ROUNDED if given.holds else ft.Icons.BLOCK_ROUNDED
    when = [text(look, t("consents.said.day", day=t.full_day(day)), "meta", "soft")] if day else []
    until = [_until(scene, consenting, one)] if given.holds else []
    said = fact(look, icon, words, "positive" if given.holds else "soft", "table")
    shown = column(said, *when, *until, gap=2)
    if look.narrow:
        return column(shown, row(to), gap=2)
    return row(ft.Container(shown, expand=True), to, gap=12)


@ft.component
def _until(scene: Scene, consenting: Consenting, one: Consent) -> ft.Control:
    """Say until when a yes holds, and let its person choose the last day, or none."""
    look, t, boxes = scene.look, scene.t, scene.talk.boxes
    asking, ask = ft.use_state(False)
    last = t("consents.until", day=t.full_day(one.last_day)) if one.last_day else t("consents.until.none")

    def turn(to: bool) -> None:
        scene.visit.touch()
        boxes.leave_object(one.id)
        ask(to)

    def forget_day() -> None:
        turn(False)
        consenting.without_end(one)

    shown = text(look, last, "meta", "soft")
    if not asking:
        change, of = t("consents.until.change"), one.party or one.id
        name = f"{last}. {change}"
        return column(
            shown, row(quiet(look, change, lambda: turn(True), identifier=f"until-{of}", name=name)), gap=0
        )
    asked = WhichDay(t("consents.until.last"), "consent.until", one.id, one.last_day)
    ways = [quiet(look, t("app.done"), lambda: turn(False), identifier="until-done")]
    if one.last_day:
        ways.append(quiet(look, t("consents.until.none"), forget_day, identifier="until-without"))
    return column(shown, day_box(scene, asked, identifier="until-day"), row(*ways, wrap=True), gap=6)


@ft.component
def _something_else(scene: Scene) -> ft.Control:
    """Offer to ask something of another kind; who, what and what for are written down first."""
    look, t, boxes = scene.look, scene.t, scene.talk.boxes
    writing, set_writing = ft.use_state(False)
    fresh = boxes.fresh(_SLOT)
    known = any(one.id == fresh for one in scene.talk.dossier.all("consent"))
    if known or not (writing or boxes.begun(_SLOT)):

        def begin() -> None:
            scene.visit.touch()
            if known:
                boxes.renew(_SLOT)
            set_writing(True)
            scene.talk.changed()

        more = quiet(look, t("consents.else"), begin, identifier="ask-else", icon=ft.Icons.ADD_ROUNDED)
        return row(more)
    drawn = []
    for name in _ELSE:
        box = boxes.box(f"consent.{name}", fresh, slot=_SLOT)
        drawn.append(writing_box(scene, box, t(f"consents.else.{name}"), identifier=f"else-{name}"))

    def put() -> None:
        scene.visit.touch()
        boxes.leave_all()
        set_writing(False)
        scene.talk.changed()

    done = quiet(look, t("consents.else.put"), put, identifier="else-put", icon=ft.Icons.CHECK_ROUNDED)
    return column(*drawn, row(done), gap=12)

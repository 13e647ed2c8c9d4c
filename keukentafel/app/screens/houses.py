"""Drie huizen: the own sheet of a child or a young person, with nothing else of the household on it.

Wat is fijn, wat is niet fijn, wat wil ik. A child gets large pictures and few words, somebody older the same
houses with more of them. Under every card stands who may see it; nobody, until the writer says otherwise.
"""

from functools import partial
from typing import Final

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, ruled, sheet
from keukentafel.app.kit.buttons import icon_button, primary, quiet
from keukentafel.app.kit.choices import Choice, pills
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.screen import bottombar, screen, tool, topbar, turned
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens import safely
from keukentafel.app.screens.scene import Scene, saved_note, short_name
from keukentafel.app.screens.writing import writing_box
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.own_sheet import OwnSheet
from keukentafel.dossier.sharing import House, OwnCard, With

PICTURES: Final = {House.GOOD: "plezier", House.HARD: "steen-2", House.WANT: "bloem"}
CHILD: Final = "8"
"""From eight to twelve: the houses are drawn large."""

_NOBODY: Final = "nobody"


@safely.screen
def houses_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the three houses."""
    visit, look, t = scene.visit, scene.look, scene.t
    own = visit.own_sheet
    if own is None:
        return ft.Container()

    def turn() -> None:
        visit.turned = not visit.turned

    turning = tool(look, ft.Icons.FLIP_CAMERA_ANDROID_ROUNDED, t("app.turn"), turn, identifier="turn")
    done = primary(
        look,
        t("own_sheet.done"),
        visit.leave_apart,
        identifier="own-done",
        icon=ft.Icons.VISIBILITY_OFF_OUTLINED,
    )
    drawn = screen(
        look,
        _body(scene, own),
        top=topbar(look, own.person.name, tools=[turning]),
        bottom=bottombar(look, primary=done, note=saved_note(talk.saved, look, t)),
        scroll=True,
    )
    return turned(look, drawn, visit.turned)


def _body(scene: Scene, own: OwnSheet) -> ft.Control:
    look = scene.look
    houses = [_house(scene, own, house) for house in House]
    if look.columns == 2:
        laid: ft.Control = ft.Row(
            [ft.Container(one, expand=1) for one in houses],
            spacing=16,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    else:
        laid = column(*houses, gap=16)
    return column(*scene.notice(), _head(scene, own), laid, *_say(scene, own), _hands(scene, own), gap=16)


def _head(scene: Scene, own: OwnSheet) -> ft.Control:
    look, t = scene.look, scene.t
    hidden = fact(look, ft.Icons.VISIBILITY_OFF_OUTLINED, t("own_sheet.hidden"), "soft", "body")
    worker = short_name(scene.talk.worker)
    before = [text(look, t("own_sheet.before", name=worker), "body", "soft")] if own.wrote_before else []
    return column(heading(look, t("own_sheet.title"), 1), hidden, *before, gap=6)


def _house(scene: Scene, own: OwnSheet, house: House) -> ft.Control:
    look, t = scene.look, scene.t
    child = own.person.young == CHILD
    name = t(f"own_sheet.{house.value}")
    picture = pictogram(look, PICTURES[house], 112 if child else 64)
    title = heading(look, name, 2, role="title" if child else "heading", expand=None if child else True)
    head = column(row(picture), title, gap=6) if child else row(picture, title, gap=12)
    cards = [_card(scene, own, card) for card in own.cards(house)]
    laid = [ruled(look, cards, gap=12), rule(look)] if cards else []
    box = writing_box(
        scene,
        own.box(house),
        t("own_sheet.child.write") if child else t("own_sheet.write"),
        identifier=f"own-{house.value}",
        hint=t(f"own_sheet.{house.value}.hint"),
        lines=2,
        left=partial(own.begin_another, house),
    )
    down = quiet(
        look,
        t("story.write"),
        partial(own.write, house),
        identifier=f"own-{house.value}-write",
        name=f"{t('story.write')}: {name}",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    return sheet(
        look, column(head, *laid, column(box, row(down), gap=4), gap=14), padding=20 if look.phone else 24
    )


def _card(scene: Scene, own: OwnSheet, card: OwnCard) -> ft.Control:
    look, t, talk = scene.look, scene.t, scene.talk
    whom = {
        _NOBODY: t("own_sheet.share.nobody"),
        With.WORKER.value: t("own_sheet.share.worker", name=short_name(talk.worker)),
        With.TABLE.value: t("own_sheet.share.table"),
    }

    def share(chosen: str) -> None:
        scene.visit.touch()
        own.share(card, None if chosen == _NOBODY else With(chosen))

    def away() -> None:
        scene.visit.touch()
        own.take_away(card)

    said = card.words.text
    question = t("own_sheet.share", words=said)
    options = [Choice(each, words) for each, words in whom.items()]
    chosen = card.shared.value if card.shared else _NOBODY
    asked = pills(look, question, options, chosen, share, identifier=f"share-{card.id}")
    big = own.person.young == CHILD
    gone = icon_button(
        look,
        ft.Icons.DELETE_OUTLINE_ROUNDED,
        t("own_sheet.away", words=said),
        away,
        identifier=f"own-away-{card.id}",
    )
    words = text(look, said, "quote" if big else "table", expand=True)
    return column(
        row(words, gone, top=True), text(look, t("own_sheet.who_sees"), "meta", "soft"), asked, gap=6
    )


def _say(scene: Scene, own: OwnSheet) -> list[ft.Control]:
    """What the law gives somebody of this age: to talk along from twelve, to decide from sixteen."""
    look, t, young = scene.look, scene.t, own.person.young
    if young not in {"12", "16"}:
        return []
    said = [t(f"own_sheet.say.{young}"), t("own_sheet.goes")]
    return [column(*(text(look, words, "meta", "soft") for words in said), gap=2)]


def _hands(scene: Scene, own: OwnSheet) -> ft.Control:
    t = scene.t
    hands = {str(one.id): one for one in own.hands}

    def choose(chosen: str) -> None:
        scene.visit.touch()
        own.write_with(hands[chosen])

    options = [Choice(each, t("story.writes", name=short_name(one))) for each, one in hands.items()]
    question = t("story.who_writes")
    return column(
        text(scene.look, question, "meta", "soft"),
        pills(scene.look, question, options, str(scene.talk.writer.id), choose, identifier="writer"),
        gap=6,
    )

"""Own control: what somebody wants, what is within reach, what the worker offers. A *nee* is an answer."""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import column, gap, row, rule, sheet
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.advice import advice_section
from keukentafel.app.screens.choosing import to_choose
from keukentafel.app.screens.differences import differences_section
from keukentafel.app.screens.going_on import onward_button
from keukentafel.app.screens.rather_not import rather_not
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.screens.story import said
from keukentafel.app.screens.writing import adding_box, pen_holder, whose_words, writing_box
from keukentafel.app.state.advising import control_of
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.onward import STEPS
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.control import Attainment
from keukentafel.dossier.rest import asks_own_strength
from keukentafel.journal.names import ObjectId


@screen
def control_screen(scene: Scene, talk: Conversation) -> ft.Control:
    """Draw the wishes with what is within reach, what was offered, and where people differ."""
    visit, look, t = scene.visit, scene.look, scene.t
    opened, set_opened = ft.use_state(ObjectId(""))
    found = control_of(talk)
    titled = column(
        heading(look, t("control.title"), 1), text(look, t("control.subtitle"), "table", "soft"), gap=4
    )
    head = column(titled, pen_holder(scene), *to_choose(scene, "wish"), gap=14)
    wishes = [sheet(look, _wish(scene, one, opened, set_opened)) for one in found.wishes]
    new = column(
        adding_box(
            scene,
            "wish.text",
            t("control.wish.add") if wishes else t("control.wish.first"),
            identifier="control-wish",
        ),
        *whose_words(scene),
        rather_not(scene, STEPS[Screen.CONTROL]),
        gap=16,
    )
    papers = [*wishes, sheet(look, new)]
    beside = [sheet(look, advice_section(scene, found)), sheet(look, differences_section(scene, found))]
    if look.columns == 2:
        halves: list[ft.Control] = [
            ft.Container(column(*papers, gap=16), expand=3),
            ft.Container(column(*beside, gap=16), expand=2),
        ]
        body: ft.Control = ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)
    else:
        body = column(*papers, *beside, gap=16)
    nearby = secondary(
        look,
        t("control.nearby"),
        lambda: visit.to_table(Screen.OFFERS),
        identifier="to-offers",
        icon=ft.Icons.PLACE_OUTLINED,
    )
    onward = onward_button(scene, Screen.CONTROL, t("control.to_plan"))
    whole = column(*scene.notice(), head, *_rest_first(scene), gap(2), body, gap=14)
    return at_the_table(scene, whole, primary=onward, secondary=nearby, scroll=True)


def _wish(
    scene: Scene, one: Attainment, opened: ObjectId, set_opened: Callable[[ObjectId], None]
) -> ft.Control:
    look, t = scene.look, scene.t
    quoted = column(
        *said(scene, one.text, f"control-wish-{one.wish}", role="heading", past=(one.wish, "wish.text")),
        gap=10,
    )
    if not asks_own_strength(scene.talk.dossier):
        return column(quoted, *_reached(scene, one), gap=12)
    if not one.begun and opened != one.wish:
        ask = quiet(
            look,
            t("control.reach"),
            lambda: set_opened(one.wish),
            identifier=f"reach-{one.wish}",
            name=f"{t('control.reach')}: {one.text.text}",
            icon=ft.Icons.STAIRS_OUTLINED,
        )
        return column(quoted, row(ask), gap=12)
    moments = [_moment(scene, one.wish, name, words.text) for name, words in one.within_reach]
    return column(quoted, rule(look), *moments, gap=14)


def _rest_first(scene: Scene) -> list[ft.Control]:
    """While rest comes first nothing is asked of own strength, and that is said."""
    if asks_own_strength(scene.talk.dossier):
        return []
    said = fact(scene.look, ft.Icons.COFFEE_OUTLINED, scene.t("control.rest_first"), "ink", "table")
    return [ft.Semantics(content=said, identifier="rest-first", container=True)]


def _reached(scene: Scene, one: Attainment) -> list[ft.Control]:
    """What was said before about what is within reach; it stands, and nothing more is asked."""
    look, t = scene.look, scene.t
    said = [(name, words.text) for name, words in one.within_reach if words]
    return [
        column(text(look, t(f"control.{name}"), "label"), text(look, words, "table"), gap=2)
        for name, words in said
    ]


def _moment(scene: Scene, wish: ObjectId, name: str, written: str) -> ft.Control:
    """A line for what is within reach at one moment, and a tap that says that help stays needed."""
    look, t, talk = scene.look, scene.t, scene.talk
    box = talk.boxes.box(f"wish.{name}", wish, written)
    line = writing_box(scene, box, t(f"control.{name}"), identifier=f"{name}-{wish}")
    if written:
        return line

    def help_stays() -> None:
        scene.visit.touch()
        talk.boxes.leave_all()
        talk.say(f"wish.{name}", t("control.help_stays"), wish)

    words = t("control.help_stays")
    stays = quiet(
        look, words, help_stays, identifier=f"help-{name}-{wish}", name=f"{t(f'control.{name}')}: {words}"
    )
    return column(line, row(stays), gap=2)

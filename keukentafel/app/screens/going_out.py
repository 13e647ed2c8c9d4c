"""Voordat het weggaat: exactly what goes to whom, and the sentences that are worth reading once more.

Nothing here blocks anything. What was pointed at is changed where it was said, with one tap.
"""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, ruled, sheet
from keukentafel.app.kit.buttons import quiet
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, text
from keukentafel.app.screens.disagree import to_reading_back
from keukentafel.app.screens.passages import passage
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene, at_the_table
from keukentafel.app.spoken import Passage
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.going_out import SecondLook, ToParty
from keukentafel.app.state.screens import Screen

_LOOKS, _FIRST = "looks", 3
"""The sentences to read once more lie in a drawer too, but for the first few."""


@dataclass(frozen=True)
class _Drawer:
    """Whose sentences are shown, and how to show those of another; only one drawer is open at a time."""

    name: str
    open: Callable[[str], None]


@screen
def going_out_screen(scene: Scene, talk: Conversation, table: AssentTable) -> ft.Control:
    """Draw the second looks, and then what goes to the municipality, to others and to the resident."""
    del talk
    look, t = scene.look, scene.t
    opened, set_opened = ft.use_state("")
    head = column(
        heading(look, t("going_out.title"), 1), text(look, t("going_out.subtitle"), "table", "soft"), gap=4
    )
    drawer = _Drawer(opened, set_opened)

    papers = [
        *_second_looks(scene, table, drawer),
        sheet(look, _municipality(scene, table, drawer)),
        sheet(look, _parties(scene, table, drawer)),
        sheet(look, _copy(scene, table)),
    ]
    body, back = column(head, *papers, gap=16), to_reading_back(scene)
    heard = _heard(scene, table)
    return at_the_table(scene, body, primary=back, scroll=True, writing=False, aloud=heard)


def _heard(scene: Scene, table: AssentTable) -> list[str]:
    t, going = scene.t, table.going_out
    parties = [
        f"{one.name} {t('going_out.parties.yes' if one.allowed else 'going_out.parties.no')}."
        for one in going.to_parties(t)
    ]
    first = [t("going_out.title"), t("going_out.municipality.what", team=going.team)]
    return [*first, *(parties or [t("going_out.parties.none")]), t("going_out.copy.what")]


def _second_looks(scene: Scene, table: AssentTable, drawer: _Drawer) -> list[ft.Control]:
    look, t = scene.look, scene.t
    found = table.going_out.second_looks()
    if not found:
        return []
    title = column(
        heading(look, t("going_out.look"), 2, identifier="second-looks"),
        text(look, t("going_out.look.why"), "body", "soft"),
        gap=2,
    )
    shown = found if drawer.name == _LOOKS else found[:_FIRST]
    lines = [_second_look(scene, number, one) for number, one in enumerate(shown)]
    more = [_all_of_them(scene, drawer, len(found))] if len(shown) < len(found) else []
    return [sheet(look, column(title, ruled(look, lines, gap=12), *more, gap=14))]


def _all_of_them(scene: Scene, drawer: _Drawer, count: int) -> ft.Control:
    look, t = scene.look, scene.t

    def all_of_them() -> None:
        scene.visit.touch()
        drawer.open(_LOOKS)

    words = t("going_out.look.all", count=count)
    return row(quiet(look, words, all_of_them, identifier="all-looks", icon=ft.Icons.EXPAND_MORE_ROUNDED))


def _second_look(scene: Scene, number: int, one: SecondLook) -> ft.Control:
    look, t = scene.look, scene.t
    words = ", ".join(one.words)
    why = "; ".join(t(f"going_out.look.{reason.value}", words=words) for reason in one.why[:1])
    change = quiet(
        look,
        t("going_out.look.change"),
        lambda: scene.visit.to_table(one.where),
        identifier=f"change-{number}",
        name=f"{t('going_out.look.change')}: {one.sentence}",
        icon=ft.Icons.EDIT_OUTLINED,
    )
    said = column(text(look, one.sentence, "table", lines=3), text(look, why, "meta", "soft"), gap=2)
    if look.narrow:
        return column(said, row(change), gap=2)
    return row(ft.Container(said, expand=True), change, gap=12)


def _municipality(scene: Scene, table: AssentTable, drawer: _Drawer) -> ft.Control:
    look, t, going = scene.look, scene.t, table.going_out
    heard = going.to_municipality(t)
    what = t("going_out.municipality.what", team=going.team) if heard else t("going_out.municipality.nothing")
    desk = [text(look, t("going_out.municipality.desk"), "body", "soft")] if going.more_for_the_desk else []
    count = table.stays_home.count
    key = "none" if not count else "one" if count == 1 else "some"
    home = t(f"going_out.at_home.{key}", count=count) if key == "some" else t(f"going_out.at_home.{key}")
    hold = quiet(
        look,
        t("stays_home.open"),
        lambda: scene.visit.to_table(Screen.STAYS_HOME),
        identifier="to-stays-home",
        icon=ft.Icons.HOME_OUTLINED,
    )
    return column(
        heading(look, t("going_out.municipality"), 2),
        text(look, what, "table"),
        *desk,
        text(look, home, "body", "soft"),
        *_shown(scene, heard, "municipality", going.team, drawer),
        row(hold),
        gap=10,
    )


def _parties(scene: Scene, table: AssentTable, drawer: _Drawer) -> ft.Control:
    look, t = scene.look, scene.t
    parties = table.going_out.to_parties(t)
    lines = [_party(scene, one, drawer) for one in parties]
    why = t("going_out.parties.why" if parties else "going_out.parties.none")
    ask = quiet(
        look,
        t("consents.title"),
        lambda: scene.visit.to_table(Screen.CONSENTS),
        identifier="to-consents",
        icon=ft.Icons.GROUP_OUTLINED,
    )
    return column(
        heading(look, t("going_out.parties"), 2),
        text(look, why, "body", "soft"),
        *([ruled(look, lines, gap=10), rule(look)] if lines else []),
        row(ask),
        gap=10,
    )


def _party(scene: Scene, one: ToParty, drawer: _Drawer) -> ft.Control:
    look, t = scene.look, scene.t
    key = "going_out.parties.yes" if one.allowed else "going_out.parties.no"
    icon = ft.Icons.CHECK_ROUNDED if one.allowed else ft.Icons.BLOCK_ROUNDED
    words = column(
        text(look, one.name, "label"),
        fact(look, icon, t(key), "positive" if one.allowed else "soft", "body"),
        gap=2,
    )
    shown = _shown(scene, one.heard, one.id, one.name, drawer) if one.allowed else []
    return column(words, *shown, gap=6)


def _shown(
    scene: Scene, heard: tuple[Passage, ...], name: str, title: str, drawer: _Drawer
) -> list[ft.Control]:
    """Every sentence that goes, shut until somebody wants to see it."""
    look, t = scene.look, scene.t
    if not heard:
        return []

    def turn() -> None:
        scene.visit.touch()
        drawer.open("" if drawer.name == name else name)

    is_open = drawer.name == name
    button = quiet(
        look,
        t("going_out.hide" if is_open else "going_out.show"),
        turn,
        identifier=f"show-{name}",
        name=t("going_out.hide") if is_open else t("going_out.show.name", name=title),
        icon=ft.Icons.VISIBILITY_OFF_OUTLINED if is_open else ft.Icons.VISIBILITY_OUTLINED,
    )
    told = [passage(look, t, one, "table") for one in heard] if is_open else []
    return [column(row(button), *told, gap=14)]


def _copy(scene: Scene, table: AssentTable) -> ft.Control:
    look, t = scene.look, scene.t
    names = ", ".join(dict.fromkeys(one.who for one in table.handing_out.given))
    given = [text(look, t("going_out.copy.given", names=names), "body", "soft")] if names else []
    return column(
        heading(look, t("going_out.copy"), 2),
        text(look, t("going_out.copy.what"), "table"),
        *given,
        gap=8,
    )

"""A fresh recovery sheet: the code large on the screen, to be printed, and proved to be on paper.

The code is shown this once. Whoever typed its last group from the paper is done; whoever leaves before that
is told that the sheet works all the same, but that nobody has seen whether it is on paper.
"""

from collections.abc import Callable

import flet as ft

from keukentafel.app.kit.arranging import beside, column, row, rule, sheet
from keukentafel.app.kit.buttons import locked, primary, quiet, secondary
from keukentafel.app.kit.code import code
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.screen import bottombar, empty
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.about_tablet import fetch, following, framed, onward
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.tablet import Tablet
from keukentafel.edition.paper.clock import PaperClock

_CODE, _PAPER = 6, 5
"""How wide the code and what is asked are beside each other."""


@following
def sheet_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Show the fresh recovery sheet, until somebody shows that it is on paper."""
    look, t = scene.look, scene.t
    typed, set_typed = ft.use_state("")
    leaving, set_leaving = ft.use_state(False)
    if not tablet.groups:
        return _put_away(scene, tablet)
    proved = tablet.proves(typed)
    papers = beside(
        look,
        sheet(look, _code(scene, tablet)),
        sheet(
            look,
            column(*_printing(scene, tablet), rule(look), *_proving(scene, typed, set_typed, proved), gap=14),
        ),
        ratio=(_CODE, _PAPER),
        stretch=False,
    )
    bar = _leaving(scene, tablet, set_leaving) if leaving and not proved else _bar(scene, tablet, proved)
    return framed(scene, t("sheet.title"), [papers], back=lambda: set_leaving(True), bottom=bar)


def _code(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    made = PaperClock(t, t.zone).day(t.today(scene.visit.house.clock()).isoformat())
    names = [
        t("sheet.group", number=number, signs=" ".join(signs))
        for number, signs in enumerate(tablet.groups, start=1)
    ]
    return column(
        heading(look, t("sheet.code"), 2),
        text(look, t("sheet.what")),
        code(look, tablet.groups, names, _room(look, _CODE), identifier="group"),
        text(look, t("sheet.made", day=made), "meta", "soft"),
        gap=14,
    )


def _room(look: Look, share: int) -> float:
    """Return how many pixels wide words may be on one of the two sheets."""
    across = look.width - 2 * look.margin
    if look.columns == 2:
        across = (across - 24) * share / (_CODE + _PAPER)
    return across - 2 * look.padding


def _printing(scene: Scene, tablet: Tablet) -> list[ft.Control]:
    look, t = scene.look, scene.t
    head = heading(look, t("sheet.paper"), 2)
    if not tablet.hands_over:
        return [head, text(look, t("sheet.by_hand"))]

    async def hand_over() -> None:
        scene.visit.touch()
        await fetch(await tablet.print_sheet())

    button = secondary(look, t("sheet.print"), hand_over, identifier="print", icon=ft.Icons.PRINT_OUTLINED)
    throw = fact(look, ft.Icons.DELETE_OUTLINE_ROUNDED, t("sheet.throw_file_away"), "ink")
    return [head, text(look, t("sheet.print.what")), row(button, wrap=True), throw]


def _proving(scene: Scene, typed: str, set_typed: Callable[[str], None], proved: bool) -> list[ft.Control]:
    look, t = scene.look, scene.t

    def write(words: str) -> None:
        scene.visit.touch()
        set_typed(words)

    box = field(
        look,
        t("sheet.last"),
        typed,
        identifier="last-group",
        on_change=write,
        help=t("sheet.last.help"),
        error=t("sheet.last.wrong") if len(typed.strip()) >= 4 and not proved else "",
    )
    right = sign(look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, t("sheet.proved"), "positive")
    few = ft.Container(box, width=min(360 * look.scale, _room(look, _PAPER)))
    return [row(few), *([spoken(right, identifier="proved")] if proved else [])]


def _bar(scene: Scene, tablet: Tablet, proved: bool) -> ft.Control:
    look, t = scene.look, scene.t

    def done() -> None:
        _go(scene, tablet, Notice("saved", "sheet.done.title", "sheet.done.body"))

    if not proved:
        return bottombar(look, primary=locked(look, t("app.done"), t("sheet.not_yet"), identifier="done"))
    go = primary(look, t("app.done"), done, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
    return bottombar(look, primary=go)


def _leaving(scene: Scene, tablet: Tablet, set_leaving: Callable[[bool], None]) -> ft.Control:
    look, t = scene.look, scene.t

    def leave() -> None:
        _go(scene, tablet, Notice("warning", "sheet.left.title", "sheet.left.body"))

    words = spoken(text(look, t("sheet.leaving"), "metabold", "warning"), identifier="leaving")
    stay = primary(look, t("sheet.stay"), lambda: set_leaving(False), identifier="stay")
    return bottombar(
        look, primary=stay, secondary=secondary(look, t("sheet.leave"), leave, identifier="leave"), note=words
    )


def _put_away(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t

    def on() -> None:
        scene.visit.show(onward(scene, tablet))

    go = quiet(look, t("sheet.gone.go"), on, identifier="done", icon=ft.Icons.ARROW_FORWARD_ROUNDED)
    return framed(scene, t("sheet.title"), [sheet(look, empty(look, "lade", t("sheet.gone"), go))])


def _go(scene: Scene, tablet: Tablet, notice: Notice) -> None:
    tablet.put_away()
    scene.visit.show(onward(scene, tablet), notice)

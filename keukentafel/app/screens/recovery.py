"""What if you forget your PIN: the two ways of recovery, the choice for none, and a fresh recovery sheet.

What each choice means is said before it is made. Who chooses for none taps twice, because what is lost then
is lost for good.
"""

import flet as ft

from keukentafel.app.kit.arranging import barred, beside, column, row, sheet
from keukentafel.app.kit.buttons import danger, locked, primary, quiet, secondary
from keukentafel.app.kit.code import code
from keukentafel.app.kit.fields import field
from keukentafel.app.kit.look import Look
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.screen import bottombar, empty
from keukentafel.app.kit.signs import fact, sign
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.about_tablet import fetch, following, framed, home, section
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.vault.slots import Way


@following
def recovery_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Ask how this tablet can be recovered, or show what was chosen."""
    visit, look, t = scene.visit, scene.look, scene.t
    sure, set_sure = ft.use_state(False)
    papers: list[ft.Control] = [text(look, t("recovery.why"), "table", "soft"), _two_ways(scene, tablet)]
    if not tablet.ways:
        papers.append(sheet(look, _neither(scene, tablet, sure=sure, set_sure=set_sure)))

    def on() -> None:
        visit.show(_after(scene, tablet))

    if tablet.is_decided:
        done = primary(look, t("app.done"), on, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
        bottom = bottombar(look, primary=done)
    else:
        later = secondary(
            look, t("recovery.later"), on, identifier="later", icon=ft.Icons.SCHEDULE_ROUNDED
        )
        bottom = bottombar(look, secondary=later, note=text(look, t("recovery.later.why"), "meta", "soft"))
    return framed(scene, t("recovery.title"), papers, bottom=bottom)


@following
def sheet_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Show the fresh recovery sheet, until somebody shows that it is on paper."""
    visit, look, t = scene.visit, scene.look, scene.t
    typed, set_typed = ft.use_state("")
    leaving, set_leaving = ft.use_state(False)
    if not tablet.groups:
        return _nothing_left(scene, tablet)

    def put_away(notice: Notice) -> None:
        tablet.put_away()
        visit.show(_after(scene, tablet), notice)

    def done() -> None:
        put_away(Notice("saved", "sheet.done.title", "sheet.done.body"))

    def leave() -> None:
        put_away(Notice("warning", "sheet.left.title", "sheet.left.body"))

    def write(words: str) -> None:
        visit.touch()
        set_typed(words)

    proved = tablet.proves(typed)
    if leaving and not proved:
        bottom = _leaving(scene, leave, lambda: set_leaving(False))
    elif proved:
        go = primary(look, t("app.done"), done, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
        bottom = bottombar(look, primary=go)
    else:
        bottom = bottombar(look, primary=locked(look, t("app.done"), t("sheet.not_yet"), identifier="done"))
    shown = sheet(look, _code(scene, tablet))
    asked = sheet(look, _on_paper(scene, tablet, write, proved=proved))
    papers = beside(look, shown, asked, ratio=(6, 5), stretch=False)
    return framed(scene, t("sheet.title"), [papers], back=lambda: set_leaving(True), bottom=bottom)


def ask_for_sheet(scene: Scene, tablet: Tablet, back: Screen) -> None:
    """Ask the PIN before a sheet is made, saying so when an older one stops working by it."""
    visit = scene.visit
    key = "new_sheet" if Way.SHEET in tablet.ways else "make_sheet"
    visit.ask(Question(key, tablet.make_sheet, back, lambda: visit.show(Screen.SHEET)))


def ask_for_organisation(scene: Scene, tablet: Tablet, back: Screen) -> None:
    """Ask the PIN before the municipality can open this tablet."""
    visit = scene.visit
    allowed = Notice("saved", "recovery.allowed.title", "recovery.allowed.body")
    visit.ask(
        Question("let_organisation", tablet.let_organisation, back, lambda: visit.show(back, allowed))
    )


def ask_to_stop_organisation(scene: Scene, tablet: Tablet, back: Screen) -> None:
    """Ask the PIN before the municipality cannot any more, saying so when nobody can then."""
    visit = scene.visit
    key = "stop_organisation" if Way.SHEET in tablet.ways else "stop_last"

    def act(pin: str) -> None:
        tablet.give_up(pin, Way.ORGANISATION)

    stopped = Notice("saved", "recovery.stopped.title", "recovery.stopped.body")
    visit.ask(Question(key, act, back, lambda: visit.show(back, stopped)))


def way_sign(scene: Scene, tablet: Tablet, way: Way) -> ft.Control:
    """Say whether a way of recovery was chosen."""
    chosen = way in tablet.ways
    words = scene.t(f"recovery.{way.value}.yes" if chosen else f"recovery.{way.value}.no")
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED if chosen else ft.Icons.REMOVE_CIRCLE_OUTLINE_ROUNDED
    drawn = fact(scene.look, icon, words, "positive" if chosen else "soft", "metabold")
    return ft.Semantics(content=drawn, identifier=f"way-{way.value}", container=True)


def _after(scene: Scene, tablet: Tablet) -> Screen:
    following_screen = tablet.after_deciding()
    return home(scene) if following_screen is Screen.TODAY else following_screen


def _two_ways(scene: Scene, tablet: Tablet) -> ft.Control:
    look = scene.look
    return beside(
        look,
        sheet(look, _sheet_way(scene, tablet)),
        sheet(look, _organisation_way(scene, tablet)),
        stretch=False,
    )


def _sheet_way(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    has_one = Way.SHEET in tablet.ways
    make = secondary if tablet.is_decided else primary
    button = make(
        look,
        t("recovery.sheet.again" if has_one else "recovery.sheet.make"),
        lambda: ask_for_sheet(scene, tablet, Screen.RECOVERY),
        identifier="make-sheet",
        icon=ft.Icons.DESCRIPTION_OUTLINED,
    )
    return _way(
        scene,
        "plan",
        t("recovery.sheet"),
        t("recovery.sheet.what"),
        fact(look, ft.Icons.VISIBILITY_OUTLINED, t("recovery.sheet.who"), "ink"),
        way_sign(scene, tablet, Way.SHEET),
        row(button, wrap=True),
    )


def _organisation_way(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    lines: list[ft.Control] = [
        fact(look, ft.Icons.VISIBILITY_OUTLINED, t("recovery.organisation.who"), "ink"),
        way_sign(scene, tablet, Way.ORGANISATION),
    ]
    if not tablet.organisation_can:
        lines.append(text(look, t("recovery.organisation.cannot"), "meta", "soft"))
    else:
        lines.append(row(organisation_button(scene, tablet, Screen.RECOVERY), wrap=True))
    return _way(scene, "wonen", t("recovery.organisation"), t("recovery.organisation.what"), *lines)


def organisation_button(scene: Scene, tablet: Tablet, back: Screen) -> ft.Control:
    """Return the button that lets the municipality recover this tablet, or stops that."""
    look, t = scene.look, scene.t
    if Way.ORGANISATION in tablet.ways:
        return secondary(
            look,
            t("recovery.organisation.stop"),
            lambda: ask_to_stop_organisation(scene, tablet, back),
            identifier="stop-organisation",
            icon=ft.Icons.BLOCK_ROUNDED,
        )
    return secondary(
        look,
        t("recovery.organisation.allow"),
        lambda: ask_for_organisation(scene, tablet, back),
        identifier="let-organisation",
        icon=ft.Icons.ACCOUNT_BALANCE_OUTLINED,
    )


def _way(scene: Scene, picture: str, title: str, what: str, *lines: ft.Control) -> ft.Control:
    look = scene.look
    head = row(pictogram(look, picture, 48), heading(look, title, 2, expand=True), gap=14)
    return column(head, text(look, what), *lines, gap=14)


def _neither(scene: Scene, tablet: Tablet, *, sure: bool, set_sure: "object") -> ft.Control:
    raise NotImplementedError

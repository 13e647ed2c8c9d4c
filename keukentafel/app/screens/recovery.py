"""What if you forget your PIN: two ways of recovery and what each means, and the choice for none.

Asked the first time that somebody opens the tablet, and there to be looked at again afterwards. Who chooses
for none taps twice, because what is lost then is lost for good, and the screen says so before the first tap.
"""

import flet as ft

from keukentafel.app.kit.arranging import beside, column, row, sheet
from keukentafel.app.kit.buttons import Action, danger, primary, quiet, secondary
from keukentafel.app.kit.pictures import pictogram
from keukentafel.app.kit.screen import bottombar
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.about_tablet import following, framed, onward
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.ways import organisation_button, sheet_button, way_sign
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.vault.slots import Way


@following
def recovery_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Ask how this tablet can be recovered, or show what was chosen."""
    look, t = scene.look, scene.t
    sure, set_sure = ft.use_state(False)

    def on() -> None:
        scene.visit.show(onward(scene, tablet))

    ways = beside(
        look, sheet(look, _sheet(scene, tablet)), sheet(look, _organisation(scene, tablet)), stretch=False
    )
    papers = [text(look, t("ways.why"), "table", "soft"), ways]
    if not tablet.ways:
        papers.append(sheet(look, _neither(scene, tablet, lambda: set_sure(True))))
    bar = _once_more(scene, tablet, lambda: set_sure(False)) if sure else _bar(scene, tablet, on)
    return framed(scene, t("ways.title"), papers, back=on if tablet.is_decided else None, bottom=bar)


def _bar(scene: Scene, tablet: Tablet, on: Action) -> ft.Control:
    look, t = scene.look, scene.t
    if tablet.is_decided:
        done = primary(look, t("app.done"), on, identifier="done", icon=ft.Icons.CHECK_ROUNDED)
        return bottombar(look, primary=done)
    later = quiet(look, t("ways.later"), on, identifier="later", icon=ft.Icons.SCHEDULE_ROUNDED)
    return bottombar(look, secondary=later, note=text(look, t("ways.later.why"), "meta", "soft"))


def _once_more(scene: Scene, tablet: Tablet, not_so: Action) -> ft.Control:
    look, t = scene.look, scene.t

    def choose() -> None:
        tablet.decide_for_none()
        scene.visit.show(onward(scene, tablet))

    words = spoken(text(look, t("ways.none.sure"), "metabold", "warning"), identifier="sure")
    stay = secondary(look, t("ways.none.no"), not_so, identifier="not-none")
    go = danger(look, t("ways.none.yes"), choose, identifier="none")
    return bottombar(look, primary=stay, secondary=go, note=words)


def _sheet(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    return _way(
        scene,
        "lade",
        t("ways.sheet"),
        text(look, t("ways.sheet.what")),
        fact(look, ft.Icons.VISIBILITY_OUTLINED, t("ways.sheet.who"), "ink", "body"),
        way_sign(scene, tablet, Way.SHEET),
        row(sheet_button(scene, tablet, Screen.RECOVERY, first=not tablet.is_decided), wrap=True),
    )


def _organisation(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    change = (
        row(organisation_button(scene, tablet, Screen.RECOVERY), wrap=True)
        if tablet.organisation_can
        else text(look, t("ways.organisation.cannot"), "meta", "soft")
    )
    return _way(
        scene,
        "buurt",
        t("ways.organisation"),
        text(look, t("ways.organisation.what")),
        fact(look, ft.Icons.VISIBILITY_OUTLINED, t("ways.organisation.who"), "ink", "body"),
        way_sign(scene, tablet, Way.ORGANISATION),
        change,
    )


def _way(scene: Scene, picture: str, title: str, *lines: ft.Control) -> ft.Control:
    look = scene.look
    head = row(pictogram(look, picture, 44), heading(look, title, 2, expand=True), gap=14)
    return column(head, *lines, gap=14)


def _neither(scene: Scene, tablet: Tablet, choose: Action) -> ft.Control:
    look, t = scene.look, scene.t
    if tablet.is_decided:
        words = fact(look, ft.Icons.WARNING_AMBER_ROUNDED, t("ways.none.chosen"), "warning", "metabold")
        last: ft.Control = ft.Semantics(content=words, identifier="way-none", container=True)
    else:
        last = row(secondary(look, t("ways.none.choose"), choose, identifier="choose-none"), wrap=True)
    return column(heading(look, t("ways.none"), 2), text(look, t("ways.none.what")), last, gap=14)

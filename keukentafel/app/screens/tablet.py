"""This tablet: its PIN, what if that is forgotten, a backup, looking everything over, and what was done."""

import flet as ft

from keukentafel.app.kit.arranging import column, row, rule, sheet
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import quiet, secondary
from keukentafel.app.kit.words import text
from keukentafel.app.screens.about_tablet import busy_sign, fetch, following, framed, home, section
from keukentafel.app.screens.aside import aside_section
from keukentafel.app.screens.check import check_section
from keukentafel.app.screens.language import language_pills
from keukentafel.app.screens.scene import Scene
from keukentafel.app.screens.ways import organisation_button, sheet_button, way_sign
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet
from keukentafel.vault.slots import Way


@following
def tablet_screen(scene: Scene, tablet: Tablet) -> ft.Control:
    """Draw what the worker can do about the tablet itself."""
    look = scene.look
    pin, recovery = sheet(look, _pin(scene)), sheet(look, _recovery(scene, tablet))
    backup, check = sheet(look, _backup(scene, tablet)), sheet(look, check_section(scene, tablet))
    trail = sheet(look, _trail(scene, tablet))
    aside = [sheet(look, aside_section(scene, tablet))] if tablet.put_aside else []
    explained = sheet(look, _help(scene))
    language = sheet(look, _language(scene))
    papers: list[ft.Control] = [pin, recovery, backup, *aside, check, trail, language, explained]
    if look.columns == 2:
        halves: list[ft.Control] = [
            ft.Container(column(pin, recovery, language, explained, gap=20), expand=1),
            ft.Container(column(backup, *aside, check, trail, gap=20), expand=1),
        ]
        papers = [ft.Row(halves, spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)]
    return framed(scene, scene.t("tablet.title"), papers, back=lambda: scene.visit.show(home(scene)))


def _language(scene: Scene) -> ft.Control:
    what = text(scene.look, scene.t("language.tablet"))
    return section(scene, scene.t("language.title"), what, language_pills(scene))


def _help(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    open_ = secondary(
        look,
        t("help.title"),
        scene.visit.to_help,
        identifier="to-help",
        icon=ft.Icons.HELP_OUTLINE_ROUNDED,
    )
    return section(scene, t("help.title"), text(look, t("help.tablet")), row(open_, wrap=True))


def _pin(scene: Scene) -> ft.Control:
    look, t = scene.look, scene.t
    change = secondary(
        look,
        t("tablet.pin.change"),
        lambda: scene.visit.show(Screen.NEW_PIN),
        identifier="change-pin",
        icon=ft.Icons.PIN_OUTLINED,
    )
    return section(scene, t("tablet.pin"), text(look, t("tablet.pin.what")), row(change, wrap=True))


def _recovery(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    organisation = [row(organisation_button(scene, tablet, Screen.TABLET), wrap=True)]
    explain = quiet(
        look,
        t("tablet.recovery.explain"),
        lambda: scene.visit.show(Screen.RECOVERY),
        identifier="explain-recovery",
        icon=ft.Icons.HELP_OUTLINE_ROUNDED,
    )
    return section(
        scene,
        t("tablet.recovery"),
        *([] if tablet.ways else [_nobody(scene)]),
        way_sign(scene, tablet, Way.SHEET),
        row(sheet_button(scene, tablet, Screen.TABLET), wrap=True),
        rule(look),
        way_sign(scene, tablet, Way.ORGANISATION),
        *(organisation if tablet.organisation_can else []),
        rule(look),
        row(explain, wrap=True),
    )


def _nobody(scene: Scene) -> ft.Control:
    title, body = scene.t("tablet.recovery.nobody.title"), scene.t("tablet.recovery.nobody.body")
    return banner(scene.look, "warning", title, body, identifier="nobody-recovers")


def _backup(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t = scene.look, scene.t
    title, what = t("tablet.backup"), text(look, t("tablet.backup.what"))
    if not tablet.hands_over:
        return section(scene, title, what, text(look, t("tablet.backup.not_here"), "body", "soft"))

    async def make() -> None:
        scene.visit.touch()
        await fetch(await tablet.backup())

    button = secondary(
        look, t("tablet.backup.make"), make, identifier="backup", icon=ft.Icons.SAVE_ALT_ROUNDED
    )
    busy = [busy_sign(scene, t("tablet.backup.busy"))] if tablet.busy == "backup" else []
    return section(scene, title, what, row(button, wrap=True), *busy, *_backed_up(scene, tablet))


def _backed_up(scene: Scene, tablet: Tablet) -> list[ft.Control]:
    told, t = tablet.backed_up, scene.t
    if told is None:
        return []
    title, body = t(told.title, **told.values), t(told.body)
    return [banner(scene.look, told.kind, title, body, identifier="backed-up")]  # type: ignore[arg-type]


def _trail(scene: Scene, tablet: Tablet) -> ft.Control:
    look, t, gone = scene.look, scene.t, tablet.thrown_away
    open_ = secondary(
        look,
        t("tablet.trail.open"),
        lambda: scene.visit.show(Screen.TRAIL),
        identifier="trail",
        icon=ft.Icons.HISTORY_ROUNDED,
    )
    counted = t("tablet.thrown_away.one") if gone == 1 else t("tablet.thrown_away", count=gone)
    thrown_away = ft.Semantics(
        content=text(look, counted, "meta", "soft"), identifier="thrown-away", container=True
    )
    return section(
        scene,
        t("trail.title"),
        text(look, t("tablet.trail.what")),
        row(open_, wrap=True),
        *([thrown_away] if gone else []),
    )

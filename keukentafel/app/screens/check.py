"""Looking everything over: all is well, or which household is not as it was left, and what to do then."""

import flet as ft

from keukentafel.app.kit.arranging import column, inset, row
from keukentafel.app.kit.banners import banner
from keukentafel.app.kit.buttons import secondary
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken, text
from keukentafel.app.screens.about_tablet import busy_sign, section
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.tablet import Checked, Tablet
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.inspection import FindingKind


def check_section(scene: Scene, tablet: Tablet) -> ft.Control:
    """Return what stands on the sheet *Nakijken*."""
    look, t = scene.look, scene.t

    async def check() -> None:
        scene.visit.touch()
        await tablet.check()

    button = secondary(look, t("check.do"), check, identifier="check", icon=ft.Icons.FACT_CHECK_OUTLINED)
    return section(
        scene, t("check.title"), text(look, t("check.what")), row(button, wrap=True), *_found(scene, tablet)
    )


def _found(scene: Scene, tablet: Tablet) -> list[ft.Control]:
    t, checked = scene.t, tablet.checked
    if tablet.busy == "check":
        return [busy_sign(scene, t("check.busy"))]
    if tablet.check_failed:
        return [_banner(scene, t("check.failed.title"), t("check.failed.body"))]
    if checked is None:
        return []
    time = t.clock(checked.at)
    return [_well(scene, time)] if checked.well else _wrong(scene, tablet, checked, time)


def _well(scene: Scene, time: str) -> ft.Control:
    words = scene.t("check.well", time=time)
    drawn = fact(scene.look, ft.Icons.CHECK_CIRCLE_OUTLINE_ROUNDED, words, "positive", "metabold")
    return spoken(drawn, identifier="checked")


def _wrong(scene: Scene, tablet: Tablet, checked: Checked, time: str) -> list[ft.Control]:
    t = scene.t
    found = [_one(scene, tablet, household, kinds) for household, kinds in checked.by_household.items()]
    if checked.breaks:
        found.append(_named(scene, t("trail.title"), t("check.trail")))
    return [_banner(scene, t("check.wrong.title", time=time), t("check.wrong.body")), *found]


def _one(
    scene: Scene, tablet: Tablet, household: HouseholdId | None, kinds: tuple[FindingKind, ...]
) -> ft.Control:
    t = scene.t
    name = t("check.itself") if household is None else tablet.name_of(household) or t("trail.unreadable")
    return _named(scene, name, *(t(f"check.kind.{kind}") for kind in kinds))


def _named(scene: Scene, name: str, *sentences: str) -> ft.Control:
    look = scene.look
    lines = [fact(look, ft.Icons.ERROR_OUTLINE_ROUNDED, one, "ink") for one in sentences]
    return inset(look, column(heading(look, name, 3), *lines, gap=6))


def _banner(scene: Scene, title: str, body: str) -> ft.Control:
    return banner(scene.look, "error", title, body, identifier="checked")

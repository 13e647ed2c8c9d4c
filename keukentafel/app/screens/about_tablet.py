"""What the screens about the tablet have in common: they follow its state, and have one frame."""

from collections.abc import Callable, Sequence

import flet as ft

from keukentafel.app.kit.arranging import column
from keukentafel.app.kit.buttons import Action, icon_button
from keukentafel.app.kit.screen import screen as whole_screen
from keukentafel.app.kit.screen import titlebar, tool
from keukentafel.app.kit.signs import fact
from keukentafel.app.kit.words import heading, spoken
from keukentafel.app.screens.safely import screen
from keukentafel.app.screens.scene import Scene
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import Tablet

Draw = Callable[[Scene, Tablet], ft.Control]


def following(draw: Draw) -> Callable[[Scene], ft.Control]:
    """Make a screen that is drawn anew when the tablet's state changes, and draws nothing after the lock."""

    @screen
    def followed(scene: Scene, tablet: Tablet) -> ft.Control:
        visit = scene.visit
        return draw(scene, tablet) if visit.is_open and visit.room.tablet is tablet else ft.Container()

    @screen
    def drawn(scene: Scene) -> ft.Control:
        return followed(scene, scene.visit.room.tablet) if scene.visit.is_open else ft.Container()

    return drawn


def framed(
    scene: Scene,
    title: str,
    papers: Sequence[ft.Control],
    *,
    back: Action | None = None,
    bottom: ft.Control | None = None,
) -> ft.Control:
    """Return a whole screen of the work face: title, lock, the message that is up, and sheets."""
    look, t, visit = scene.look, scene.t, scene.visit
    mark = (
        icon_button(look, ft.Icons.ARROW_BACK_ROUNDED, t("app.back"), back, identifier="back")
        if back
        else None
    )
    lock = tool(look, ft.Icons.LOCK_OUTLINE_ROUNDED, t("app.lock"), visit.lock_by_hand, identifier="lock")
    top = titlebar(look, title, mark=mark, tools=[lock])
    return whole_screen(look, column(*scene.notice(), *papers, gap=16), top=top, bottom=bottom, scroll=True)


def busy_sign(scene: Scene, words: str) -> ft.Control:
    """Say that something is going on that takes a moment."""
    return spoken(fact(scene.look, ft.Icons.HOURGLASS_EMPTY_ROUNDED, words), identifier="busy")


def section(scene: Scene, title: str, *lines: ft.Control) -> ft.Control:
    """Return what stands on one sheet: a heading, and lines under it."""
    return column(heading(scene.look, title, 2), *lines, gap=12)


def home(scene: Scene) -> Screen:
    """Return the screen that somebody at work begins on."""
    return Screen.TODAY if scene.visit.desk is None else Screen.DESK


def onward(scene: Scene, tablet: Tablet) -> Screen:
    """Return where one goes on after recovery was decided: the first time to work, later to the tablet."""
    return home(scene) if tablet.ends_first_day() else Screen.TABLET


async def fetch(path: str | None) -> None:
    """Have the browser fetch what lies ready for it."""
    if path is not None:
        await ft.UrlLauncher().launch_url(path, web_only_window_name="_self")

"""From a data folder to screens: what the start-up furnishes, and what one browser sees."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft

from keukentafel.app.clock import wall_clock
from keukentafel.app.demo.prepare import Demo, DemoMaker, read_demo
from keukentafel.app.house import Downloads, House, read_accounts
from keukentafel.app.kit.look import FONTS, look_for, theme_of
from keukentafel.app.own_guide import own_guide
from keukentafel.app.screens.stage import stage
from keukentafel.app.state.notice import Notice
from keukentafel.app.state.visit import Visit
from keukentafel.app.texts import DUTCH, ENGLISH, LANGUAGES, Language, Texts
from keukentafel.app.tongue import DeviceLanguage, tongues_of
from keukentafel.app.voices import Voices
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import bundled_catalogue

GRACE_SECONDS = 10.0
"""How long a visit outlives its socket before it locks: long enough for a page to load again."""

_LOCALES = {DUTCH: ft.Locale("nl", "NL"), ENGLISH: ft.Locale("en", "GB")}

Main = Callable[[ft.Page], Awaitable[None]]
BrowserOf = Callable[[ft.Page], str]


def furnish_demo(
    home: Path, relay: str, texts: Texts, downloads: Downloads | None, voices: Voices | None = None
) -> tuple[House, Demo]:
    """Open the demo in a data folder, making it when it is not there; ``texts`` tell what is wrong."""
    demo, catalogue = read_demo(), bundled_catalogue()
    DemoMaker(home, demo, texts, catalogue, wall_clock).make_once()
    people = {one.id: {"name": one.name, "title": one.title} for one in demo.accounts}
    tongues = tongues_of(own_guide(home, texts, demo=True, language=one) for one in LANGUAGES)
    house = House(
        accounts=read_accounts(home, people),
        relay=relay,
        texts=tongues[0].texts,
        catalogue=catalogue,
        schema=PlanSchema(catalogue),
        guide=tongues[0].guide,
        downloads=downloads,
        voices=voices or Voices(),
        demo=True,
        organisation=demo.organisation,
        tongues=tongues,
        device_language=DeviceLanguage(home),
    )
    return house, demo


def make_main(house: House, browser_of: BrowserOf) -> Main:
    """Return what draws the page of one browser."""
    # Flet logs the texts of exceptions; those of other people's libraries may quote what was typed.
    logging.getLogger("flet").setLevel(logging.CRITICAL)

    async def main(page: ft.Page) -> None:
        visit = Visit(house, browser_of(page))
        _dress(page, visit.house.texts)
        watch = Watch(page, visit)
        page.on_resize = watch.resized
        page.on_connect = watch.connected
        page.on_disconnect = watch.disconnected
        page.on_close = watch.closed
        page.on_app_lifecycle_state_change = watch.moved
        # Flet would show a traceback; what goes wrong in a handler is told in words instead.
        page.session.error = watch.went_wrong  # type: ignore[method-assign]
        watch.draw()

    return main


def _dress(page: ft.Page, texts: Texts) -> None:
    look = look_for(page.width or 820, page.height or 1180)
    page.title = texts("app.name")
    page.padding, page.spacing = 0, 0
    page.fonts = dict(FONTS)
    page.theme = page.dark_theme = theme_of(look)
    page.theme_mode = ft.ThemeMode.LIGHT
    page.bgcolor = look.color("table")
    page.locale_configuration = _locale(texts.language)


def _locale(language: Language) -> ft.LocaleConfiguration:
    """The language that the browser, a screen reader and Flet's own controls are told."""
    return ft.LocaleConfiguration(
        supported_locales=list(_LOCALES.values()), current_locale=_LOCALES[language]
    )


class Watch:
    """Keeps an eye on one page: its size, its socket, and whether anybody still looks at it."""

    def __init__(self, page: ft.Page, visit: Visit, grace_seconds: float = GRACE_SECONDS) -> None:
        self._page = page
        self._grace_seconds = grace_seconds
        self._visit = visit
        self._times_drawn = 0
        self._leaving: asyncio.TimerHandle | None = None
        # The observable holds its listeners weakly; keeping the way to stop keeps the listener.
        self._stop_listening = visit.listen_to(self._spoken)

    def draw(self) -> None:
        """Draw the whole tree; after a lost socket under a new key, so that no picture stays frozen."""
        self._times_drawn += 1
        self._measure()
        self._page.render(stage, self._visit, key=f"stage-{self._times_drawn}")

    def resized(self, _event: object) -> None:
        """The window has another size."""
        self._measure()

    def connected(self, _event: object) -> None:
        """The browser is back."""
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None
        self._visit.connected = True
        self.draw()

    def disconnected(self, _event: object) -> None:
        """The socket is gone: what was typed is saved, and without a browser the vault locks soon."""
        self._visit.connected = False
        self._visit.keep()
        self._leaving = asyncio.get_running_loop().call_later(self._grace_seconds, self._leave)

    def closed(self, _event: object) -> None:
        """The session is over."""
        self._leave()

    def moved(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        """The app went out of sight: on a tablet that locks; in a browser a curtain falls at the table."""
        if event.state not in {ft.AppLifecycleState.PAUSE, ft.AppLifecycleState.HIDE}:
            return
        if self._page.web:
            self._visit.draw_curtain()
        else:
            self._visit.lock()

    def went_wrong(self, message: str) -> None:
        """Something went wrong in a handler: only its kind is logged, and the session locks."""
        del message
        kind = sys.exc_info()[0]
        sys.stderr.write(f"something went wrong: {kind.__name__ if kind else 'unknown'}\n")
        self._visit.after_mishap()

    def _spoken(self, _sender: object, field: str | None) -> None:
        if field == "language":
            self._page.locale_configuration = _locale(self._visit.language)
            self._page.update()

    def _leave(self) -> None:
        if self._visit.holds_keys:
            self._visit.lock(Notice("tablet", "unlock.lost.title", "unlock.lost.body"))

    def _measure(self) -> None:
        self._visit.width = float(self._page.width or 820)
        self._visit.height = float(self._page.height or 1180)

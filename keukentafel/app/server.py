"""The screens as a web app on this machine: Flet behind the gate, served on loopback only.

Flet keeps a session, with everything decrypted in it, for an hour after its browser has gone. Here it goes
within twenty seconds: ten in which a page that loads again finds its session, and at most ten until Flet's
next sweep. No setting from the environment may stretch that, move the page or let files in, so Flet's own
variables are taken out first.
"""

import os
import socket
from collections.abc import Awaitable, Callable

import flet as ft
import flet_web.fastapi  # type: ignore[import-untyped]
import uvicorn
from starlette.types import ASGIApp

from keukentafel.app.browsers import BrowserId, Browsers
from keukentafel.app.downloads import Downloads
from keukentafel.app.gate import Gate
from keukentafel.app.index_page import ROUTES, doorstep, index_page
from keukentafel.app.letters import Letters
from keukentafel.app.showcase import Showcase
from keukentafel.app.texts import LANGUAGES, Language, Texts, read_texts
from keukentafel.app.voices import Voices
from keukentafel.journal.assets import assets_folder

Main = Callable[[ft.Page], Awaitable[None]]
"""Draws one browser's page."""

LOOPBACK = "127.0.0.1"
SESSION_SECONDS = 10
PING_SECONDS = 5.0
GOODBYE_SECONDS = 2


def browser_of(page: ft.Page) -> BrowserId:
    """Return which browser looks at this page: the gate gives it to Flet as the address of the client."""
    return BrowserId(page.client_ip or "")


def build(
    main: Main,
    *,
    port: int,
    texts: Texts,
    downloads: Downloads,
    voices: Voices | None = None,
    session_seconds: int = SESSION_SECONDS,
) -> ASGIApp:
    """Return the whole web app: the gate, our own page, and Flet behind them.

    Args:
        main: draws the page of one browser.
        port: the port in the address that people open; other hosts and ports are refused.
        texts: the words of the page itself, in the language in which it begins.
        downloads: the copies that wait for a browser.
        voices: hears what the pages tell about reading aloud.
        session_seconds: how long a session outlives its socket, before Flet's sweep of every ten seconds.

    Raises:
        IndexPageChanged: the installed Flet package has another page than we know.
        LettersChanged: it has no icons.
    """
    _forget_flet_settings()
    screens = flet_web.fastapi.app(
        main,
        assets_dir=str(assets_folder()),
        app_name=texts("page.title"),
        no_cdn=True,
        route_url_strategy=ROUTES,
        session_timeout_seconds=session_seconds,
    )
    return Gate(
        Letters(screens),
        port=port,
        index=index_page(texts, *_others(texts.language)),
        doorstep=doorstep(texts),
        showcase=Showcase(assets_folder()),
        browsers=Browsers(),
        downloads=downloads,
        voices=voices or Voices(),
    )


def _others(language: Language) -> tuple[Texts, ...]:
    return tuple(read_texts(one) for one in LANGUAGES if one != language)


def make_server(app: ASGIApp, ready: Callable[[], None]) -> uvicorn.Server:
    """Return a quiet server for the app; ``ready`` is called at the moment that its port answers."""
    settings = uvicorn.Config(
        app,
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    return _AnnouncingServer(settings, ready)


def serve(app: ASGIApp, door: socket.socket, ready: Callable[[], None]) -> None:
    """Serve the app on a socket that is already bound, until a signal ends it."""
    make_server(app, ready).run(sockets=[door])


class _AnnouncingServer(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _forget_flet_settings() -> None:
    for name in [name for name in os.environ if name.startswith("FLET_")]:
        del os.environ[name]

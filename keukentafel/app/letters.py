"""Which letters the client loads before its first picture: those of our screens only.

Flet's client asks for every typeface in its list before it draws anything, among them twenty for formulas
that no screen of ours has. Our own letters come with the page (``page.fonts``), so that of the list only the
icons are left, and what the client falls back on.
"""

import json
from pathlib import Path

from flet_web import get_package_web_dir  # type: ignore[import-untyped]
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

LIST_PATH = "/assets/FontManifest.json"
NEEDED = "MaterialIcons"
FALLBACK = {"family": "Roboto", "fonts": [{"asset": "fonts/roboto.woff2"}]}
"""What the client takes when a letter is nowhere else; it comes with the package, but not in its list."""


class LettersChanged(RuntimeError):
    """The installed Flet package no longer has the icons that our screens draw."""


def needed_letters(packaged: bytes) -> bytes:
    """Return the client's list of typefaces with only those in it that our screens need.

    Raises:
        LettersChanged: the icons are not in the list.
    """
    needed = [one for one in json.loads(packaged) if one.get("family") == NEEDED]
    if not needed:
        raise LettersChanged("The icons are not among the letters of the installed Flet package")
    return json.dumps([*needed, FALLBACK]).encode()


class Letters:
    """An ASGI app that answers with our list of letters, and passes on everything else."""

    def __init__(self, app: ASGIApp) -> None:
        """Read the installed package's list.

        Raises:
            LettersChanged: the icons are not in the list.
        """
        packaged = Path(get_package_web_dir(), LIST_PATH.lstrip("/")).read_bytes()
        self._app, self._list = app, needed_letters(packaged)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "http" and scope["path"] == LIST_PATH and scope["method"] in {"GET", "HEAD"}:
            await Response(self._list, media_type="application/json")(scope, receive, send)
        else:
            await self._app(scope, receive, send)

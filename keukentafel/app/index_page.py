"""The page that the browser loads: ours, made at start-up from the one in the installed Flet package.

Flet's page knows which files its client needs, so it is not copied but changed in memory, piece by piece.
The piece we put in switches the semantics on (a screen reader then needs no hidden button), shows our own
words until our own screen is there, and covers the fields when the socket drops: Flet itself would leave a
picture standing that no longer listens. A second piece reads aloud, with voices of this machine only. Our
words have another id than the ones in the package, because the client takes those away before it has drawn
more than a wheel of its own. They are there in every language, and the language of the page shows one:
Flutter sets that when another is chosen, without loading the page again. If a new version of the package no
longer has what we change, the app refuses to start instead of showing a page without the cover.
"""

import html
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flet.controls.types import RouteUrlStrategy
from flet_web import get_package_web_dir, patch_index_html  # type: ignore[import-untyped]

from keukentafel.app.texts import Texts
from keukentafel.journal.assets import asset_text

SOCKET_PATH = "/ws"
ROUTES = RouteUrlStrategy.PATH

_LOADING = re.compile(r'<div id="loading".*?</div>', re.DOTALL)
_TEXT = re.compile(r"\{\{([a-z.]+)\}\}")
_NEEDED = (
    "<!-- fletAppConfig -->",
    '<script src="flutter_bootstrap.js" async></script>',
    "webSocketEndpoint:",
)
_COLOURS = ("table", "ink", "soft", "marker")


class IndexPageChanged(RuntimeError):
    """The page in the installed Flet package is no longer the one that we know how to change."""


def index_page(*spoken: Texts) -> bytes:
    """Return our page, made from the installed package's, ready to be served at ``/``.

    It begins in the first of the languages that are ``spoken``.

    Raises:
        IndexPageChanged: the package's page lacks something that we change or rely on.
    """
    packaged = Path(get_package_web_dir(), "index.html").read_text(encoding="utf-8")
    return _with_flet_settings(dress(packaged, *spoken)).encode()


def doorstep(texts: Texts) -> bytes:
    """Return the empty page in our colour that asks for its own address once more, from our own site."""
    page = (
        f'<!DOCTYPE html>\n<html lang="{texts.language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0">\n<title>{html.escape(texts("page.title"))}</title>\n'
        f"<style>html {{ background: {_colours()['table']}; }}</style>\n"
    )
    return page.encode()


def dress(packaged: str, *spoken: Texts) -> str:
    """Return the packaged page with our head, our loading screen and our cover in it.

    Raises:
        IndexPageChanged: something that we change or rely on is not there, or there twice.
    """
    for needed in _NEEDED:
        if packaged.count(needed) != 1:
            raise IndexPageChanged(f"The page of the installed Flet package has no single {needed}")
    page = packaged
    for old, new in _changes(spoken).items():
        page = _replace(page, old, new)
    return _replace_loading(page, _filled(asset_text("web", "page.html"), spoken))


def _changes(spoken: Sequence[Texts]) -> dict[str, str]:
    texts = spoken[0]
    title, about = html.escape(texts("page.title")), html.escape(texts("page.description"))
    icon = 'href="brand/logo-512.png"'
    return {
        "<html>": f'<html lang="{texts.language}">',
        "<title>Flet</title>": f"<title>{title}</title>",
        'content="Flet application."': f'content="{about}"',
        'web-app-title" content="Flet"': f'web-app-title" content="{title}"',
        'rel="apple-touch-icon" href="icons/apple-touch-icon-192.png"': f'rel="apple-touch-icon" {icon}',
        'rel="icon" type="image/png" href="favicon.png"': f'rel="icon" type="image/png" {icon}',
        'rel="manifest" href="manifest.json"': 'rel="manifest" href="web/manifest.json"',
        "</head>": f"{_head(spoken)}\n</head>",
    }


def _head(spoken: Sequence[Texts]) -> str:
    colours = _colours()
    variables = " ".join(f"--{name}: {colours[name]};" for name in _COLOURS)
    languages = " ".join(_hidden(one.language) for one in spoken)
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="theme-color" content="{colours["table"]}">\n'
        f"<style>\n:root {{ {variables} }}\n{languages}\n{asset_text('web', 'page.css')}</style>\n"
        f"<script>\n{asset_text('web', 'page.js')}</script>\n"
        f"<script>\n{asset_text('web', 'voice.js')}</script>"
    )


def _hidden(language: str) -> str:
    """The rule that hides what is in other languages as long as the page is in this one."""
    return f"html:lang({language}) span[lang]:not(:lang({language})) {{ display: none; }}"


def _colours() -> dict[str, str]:
    colours: dict[str, str] = json.loads(asset_text("brand", "tokens.json"))["color"]["light"]
    return colours


def _filled(fragment: str, spoken: Sequence[Texts]) -> str:
    def words(found: re.Match[str]) -> str:
        return "".join(f'<span lang="{one.language}">{html.escape(one(found[1]))}</span>' for one in spoken)

    return _TEXT.sub(words, fragment)


def _replace(page: str, old: str, new: str) -> str:
    if page.count(old) != 1:
        raise IndexPageChanged(f"The page of the installed Flet package has no single {old}")
    return page.replace(old, new)


def _replace_loading(page: str, fragment: str) -> str:
    if len(_LOADING.findall(page)) != 1:
        raise IndexPageChanged("The page of the installed Flet package has no single loading screen")
    return _LOADING.sub(lambda _: fragment, page)


def _with_flet_settings(page: str) -> str:
    # Flet writes its settings into a file; this one lives only for the length of that call.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index.html")
        path.write_text(page, encoding="utf-8")
        patch_index_html(
            str(path),
            base_href="/",
            websocket_endpoint_path=SOCKET_PATH,
            route_url_strategy=ROUTES,
            no_cdn=True,
        )
        return path.read_text(encoding="utf-8")

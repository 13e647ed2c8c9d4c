"""The page that is made from the installed package's."""

import re
from pathlib import Path

import pytest
from flet_web import get_package_web_dir  # type: ignore[import-untyped]

from keukentafel.app.index_page import IndexPageChanged, dress, index_page
from keukentafel.app.texts import Texts, read_texts

PACKAGED = Path(get_package_web_dir(), "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return read_texts()


def test_our_words_look_and_cover_are_in_the_page(texts: Texts) -> None:
    page = index_page(texts).decode()
    assert '<html lang="nl">' in page
    assert "<title>Keukentafel</title>" in page
    assert "Keukentafel wordt klaargezet …" in page
    assert "Even geen verbinding" in page
    assert "--table: #EFE8DC;" in page
    assert "brand/logo-512.png" in page
    assert "{{" not in page


def test_the_client_does_not_find_our_words_to_take_them_away_too_soon(texts: Texts) -> None:
    page = index_page(texts).decode()
    assert 'id="loading"' in PACKAGED
    assert 'id="loading"' not in page
    assert page.count('<div id="arriving" role="status">') == 1


def test_nothing_that_a_visitor_sees_is_still_flets(texts: Texts) -> None:
    seen = re.sub(r"<script>.*?</script>", "", index_page(texts).decode(), flags=re.DOTALL)
    assert "Flet" in PACKAGED
    assert not re.search(r"\bFlet\b|loading-animation|favicon\.png", re.sub(r"<!--.*?-->", "", seen))


def test_flets_own_settings_are_in_the_page_and_come_from_this_machine(texts: Texts) -> None:
    page = index_page(texts).decode()
    assert 'flet.webSocketEndpoint="/ws";' in page
    assert "flet.noCdn=true;" in page
    assert 'flet.canvasKitBaseUrl="/canvaskit/";' in page


@pytest.mark.parametrize(
    "anchor",
    [
        "<html>",
        "</head>",
        "<title>Flet</title>",
        "<!-- fletAppConfig -->",
        '<div id="loading"',
        "flutter_bootstrap.js",
        "webSocketEndpoint:",
        'href="manifest.json"',
    ],
)
def test_a_package_with_another_page_is_refused(texts: Texts, anchor: str) -> None:
    assert PACKAGED.count(anchor) == 1
    with pytest.raises(IndexPageChanged):
        dress(PACKAGED.replace(anchor, "<p>"), texts)


def test_a_package_with_two_loading_screens_or_two_titles_is_refused(texts: Texts) -> None:
    for doubled in ('<div id="loading"></div>', "<title>Flet</title>"):
        with pytest.raises(IndexPageChanged):
            dress(PACKAGED + doubled, texts)

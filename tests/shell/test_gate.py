"""The gate, in front of a real Flet app on a real port."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection

import flet as ft
import httpx
import pytest
from websockets.exceptions import InvalidStatus

from keukentafel.app.browsers import AT_MOST, BrowserId, Browsers
from keukentafel.app.downloads import Downloads
from keukentafel.app.server import browser_of, build, make_server
from keukentafel.app.showcase import SHOWN
from keukentafel.app.texts import read_texts
from keukentafel.app.voices import Voices
from keukentafel.journal.assets import assets_folder
from tests.browser.running_house import free_port
from tests.shell.client import Visitor


@dataclass
class Served:
    """A web app on a port, its waiting copies, and the browsers whose page was drawn."""

    address: str
    downloads: Downloads = field(default_factory=Downloads)
    voices: Voices = field(default_factory=Voices)
    drawn: dict[str, BrowserId] = field(default_factory=dict)
    left: threading.Event = field(default_factory=threading.Event)

    async def main(self, page: ft.Page) -> None:
        """Draw a page, and remember which browser looks at it."""
        self.drawn[page.session.id] = browser_of(page)
        page.on_disconnect = lambda _: self.left.set()
        page.add(ft.Text("Goedemorgen"))


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    port = free_port()
    house = Served(f"http://127.0.0.1:{port}/")
    app = build(
        house.main,
        port=port,
        texts=read_texts(),
        downloads=house.downloads,
        voices=house.voices,
        session_seconds=60,
    )
    ready = threading.Event()
    server = make_server(app, ready.set)
    server.config.host, server.config.port = "127.0.0.1", port
    thread = threading.Thread(target=server.run)
    thread.start()
    assert ready.wait(15)
    yield house
    server.should_exit = True
    thread.join(15)


def drawn_for(served: Served, visitor: Visitor) -> BrowserId:
    with visitor.socket() as opened:
        session = visitor.register(opened)
        while session not in served.drawn:
            opened.recv(timeout=10)
    return served.drawn[session]


def refusal(visitor: Visitor, **headers: str) -> int:
    with pytest.raises(InvalidStatus) as refused, visitor.socket(**headers):
        pass
    return refused.value.response.status_code


def test_a_browser_that_loaded_our_page_may_open_the_socket(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    with visitor.socket() as opened:
        assert visitor.register(opened)


def test_a_socket_without_a_known_cookie_is_refused(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    assert refusal(visitor, Cookie="") == 403
    assert refusal(visitor, Cookie=visitor.cookie[:-1] + "~") == 403


def test_a_socket_from_a_foreign_page_is_refused(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    for origin in ("", "null", "https://evil.example", served.address.rstrip("/") + "0"):
        assert refusal(visitor, Origin=origin) == 403


def test_a_foreign_name_that_points_at_this_machine_is_refused(served: Served) -> None:
    port = served.address.rstrip("/").rsplit(":", 1)[1]
    for host in (f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example", f"localhost:{port}0"):
        answer = httpx.get(served.address, headers={"Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers
    assert httpx.get(f"http://localhost:{port}/").status_code == 200


def test_every_answer_carries_the_policy_and_lets_no_other_site_read_it(served: Served) -> None:
    for path in ("", "flutter_bootstrap.js", "copy/nothing", "nowhere.png"):
        headers = httpx.get(served.address + path).headers
        assert "access-control-allow-origin" not in headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["permissions-policy"] == "camera=(), microphone=(), geolocation=()"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_index_is_ours_and_is_never_stored(served: Served) -> None:
    for path in ("", "gesprek/verhaal"):
        page = httpx.get(served.address + path)
        assert "Keukentafel wordt klaargezet" in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "etag" not in page.headers
    head = httpx.head(served.address)
    assert head.status_code == 200
    assert head.headers["content-length"] == str(len(httpx.get(served.address).content))


def test_the_cookie_is_a_secret_for_this_site_only_and_a_known_browser_keeps_it(served: Served) -> None:
    given = httpx.get(served.address).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(given.split("; ")[1:])
    visitor = Visitor.arrive(served.address)
    assert len(visitor.cookie.split("=")[1]) >= 43
    assert "set-cookie" not in visitor.get("/").headers


def test_a_page_elsewhere_that_asks_for_ours_as_a_picture_gets_no_cookie(served: Served) -> None:
    asked = httpx.get(served.address, headers={"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site"})
    assert "set-cookie" not in asked.headers
    visit = httpx.get(served.address, headers={"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"})
    assert "set-cookie" in visit.headers


def asked_by(site: str, dest: str, mode: str = "navigate") -> dict[str, str]:
    return {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": dest, "Sec-Fetch-Mode": mode}


@pytest.mark.parametrize("site", ["none", "same-origin", "same-site"])
def test_whoever_opens_the_app_here_or_from_another_program_is_welcome(served: Served, site: str) -> None:
    visit = httpx.get(served.address, headers=asked_by(site, "document"))
    assert "set-cookie" in visit.headers
    assert "Keukentafel wordt klaargezet" in visit.text


def test_hidden_frames_on_another_site_push_nobody_out(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    with httpx.Client() as client:
        for dest in AT_MOST * ("iframe", "frame", "object", "embed"):
            for site in ("cross-site", "same-site"):
                framed = client.get(served.address, headers=asked_by(site, dest))
                assert "set-cookie" not in framed.headers
    with visitor.socket() as opened:
        assert visitor.register(opened)


def test_a_link_on_another_site_leads_in_by_way_of_the_doorstep(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    for _ in range(AT_MOST + 1):
        step = httpx.get(served.address, headers=asked_by("cross-site", "document"))
    assert step.status_code == 200
    assert visitor.cookie.split("=")[0] + "=" not in step.headers["set-cookie"]
    assert '<meta http-equiv="refresh" content="0">' in step.text
    assert step.headers["cache-control"] == "no-store"
    assert step.headers["content-security-policy"].startswith("default-src 'self'; ")
    own = asked_by("same-origin", "document")
    again = httpx.get(served.address, headers=own | {"Cookie": visitor.cookie})
    assert "Keukentafel wordt klaargezet" in again.text
    assert "set-cookie" not in again.headers
    assert "set-cookie" in httpx.get(served.address, headers=own).headers


def test_a_browser_that_gets_no_further_than_the_doorstep_does_not_go_round_for_ever(served: Served) -> None:
    elsewhere = asked_by("cross-site", "document")
    given = httpx.get(served.address, headers=elsewhere).headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Max-Age=5"} <= set(given)
    again = httpx.get(served.address, headers=elsewhere | {"Cookie": given[0]})
    assert 'http-equiv="refresh"' not in again.text
    assert "Keukentafel wordt klaargezet" in again.text
    assert "set-cookie" not in again.headers


def test_of_the_assets_only_what_is_shown_can_be_fetched(served: Served) -> None:
    shown = {path.name for path in assets_folder().iterdir() if path.name in SHOWN}
    hidden = {path.name for path in assets_folder().iterdir()} - shown
    assert shown == SHOWN
    assert {"demo", "guide", "texts"} <= hidden
    for path in ("/brand/logo.svg", "/fonts/Literata-SemiBold.ttf", "/web/manifest.json"):
        assert raw_status(served, path) == 200
    for written in (
        "/demo/waterkerke.json",
        "//demo/waterkerke.json",
        "/./demo//waterkerke.json",
        "/brand/../demo/waterkerke.json",
        "/brand/..%2Fdemo/waterkerke.json",
        "/%64emo/waterkerke.json",
        *(f"/{folder}" for folder in hidden),
    ):
        assert raw_status(served, written) == 404, written


def raw_status(served: Served, path: str) -> int:
    """Ask for a path exactly as it is written; httpx would tidy it up."""
    connection = HTTPConnection(httpx.URL(served.address).netloc.decode())
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_what_flet_opens_and_we_do_not_use_is_shut(served: Served) -> None:
    for path in ("docs", "redoc", "openapi.json", "oauth_callback"):
        assert httpx.get(served.address + path).status_code == 404


def test_the_page_knows_its_browser_and_not_its_secret(served: Served) -> None:
    first, second = Visitor.arrive(served.address), Visitor.arrive(served.address)
    assert drawn_for(served, first) == drawn_for(served, first)
    assert drawn_for(served, first) != drawn_for(served, second)
    assert drawn_for(served, first) not in first.cookie


def test_a_browser_that_leaves_in_the_middle_of_an_answer_is_noticed(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    for _ in range(5):
        served.left.clear()
        with visitor.socket() as opened:
            visitor.register(opened)
        assert served.left.wait(5)


def test_a_session_is_taken_up_again_by_its_own_browser_and_by_no_other(served: Served) -> None:
    owner, thief = Visitor.arrive(served.address), Visitor.arrive(served.address)
    served.left.clear()
    with owner.socket() as opened:
        session = owner.register(opened)
    assert served.left.wait(10)
    with thief.socket() as opened:
        assert thief.register(opened, session) != session
    with owner.socket() as opened:
        assert owner.register(opened, session) == session


def test_a_copy_is_handed_over_once_and_only_to_its_own_browser(served: Served) -> None:
    owner, other = Visitor.arrive(served.address), Visitor.arrive(served.address)
    path = served.downloads.offer(drawn_for(served, owner), b"%PDF", "application/pdf", "plan-1.pdf")
    assert other.get(path).status_code == 404
    assert httpx.get(served.address.rstrip("/") + path).status_code == 404
    copy = owner.get(path)
    assert copy.content == b"%PDF"
    assert copy.headers["content-type"] == "application/pdf"
    assert copy.headers["content-disposition"] == 'attachment; filename="plan-1.pdf"'
    assert copy.headers["cache-control"] == "no-store"
    assert owner.get(path).status_code == 404


def test_a_look_at_the_head_of_a_copy_does_not_use_it_up(served: Served) -> None:
    owner = Visitor.arrive(served.address)
    path = served.downloads.offer(
        drawn_for(served, owner), b"<html>", "text/html; charset=utf-8", "plan.html"
    )
    assert owner.get(path, "HEAD").status_code == 404
    assert owner.get(path).content == b"<html>"


def test_the_browser_not_seen_for_longest_is_forgotten_first() -> None:
    browsers = Browsers(at_most=2)
    kept, dropped = browsers.welcome(), browsers.welcome()
    assert browsers.recognise(kept)
    newest = browsers.welcome()
    assert browsers.recognise(dropped) is None
    assert browsers.recognise(kept) != browsers.recognise(newest)
    assert len(browsers) == 2


def test_only_our_own_page_in_a_known_browser_tells_of_its_voices(served: Served) -> None:
    visitor = Visitor.arrive(served.address)
    own, address = served.address.rstrip("/"), served.address + "voice/can-nl"
    for origin, cookie in (("https://evil.example", visitor.cookie), ("", visitor.cookie), (own, "")):
        refused = httpx.post(address, headers={"Origin": origin, "Cookie": cookie})
        assert refused.status_code == 403
    known = {"Origin": own, "Cookie": visitor.cookie}
    assert httpx.get(address, headers=known).status_code == 403
    assert httpx.post(served.address + "voice/Annie", headers=known).status_code == 404
    assert served.voices.of(drawn_for(served, visitor)) == frozenset()
    assert httpx.post(address, headers=known).status_code == 204
    assert served.voices.of(drawn_for(served, visitor)) == {"nl"}

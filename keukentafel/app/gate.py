"""The gate in front of the screens when they are shown in a browser.

Flet answers whoever reaches its port: it does not look at the origin of a socket and lets every site read
what it serves. The gate stands before it as plain ASGI, so that it sees sockets too, and asks three things:
is the host our own (a foreign name that was made to point at loopback is not), does a socket come from our
own page, and does the browser show the secret that it got with that page. Everything that goes out is given
a content security policy under which nothing can leave this machine.

The app learns which browser a socket belongs to as the address of its client: on loopback that address says
nothing, Flet hands it to the page as ``client_ip``, and mixes it into the name of the session, so that a
session cannot be taken over from another browser.
"""

import contextlib
import hmac
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keukentafel.app.arrival import Arrival, arrival_of
from keukentafel.app.browsers import BrowserId, Browsers
from keukentafel.app.downloads import PREFIX, Download, Downloads
from keukentafel.app.showcase import Showcase
from keukentafel.app.voices import PREFIX as VOICE
from keukentafel.app.voices import Voices

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)

PROTECTION = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

NOT_USED = frozenset({"/docs", "/docs/oauth2-redirect", "/redoc", "/openapi.json", "/oauth_callback"})
"""What Flet and FastAPI open by themselves and this app has no use for."""

STEP_SECONDS = 5
"""How long a browser is remembered to have stood on the doorstep."""

UNKNOWN_BROWSER = 4401
FOREIGN_ORIGIN = 4403


class Gate:
    """An ASGI app that lets through to Flet only what comes from our own page in a browser we know."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        port: int,
        index: bytes,
        doorstep: bytes,
        showcase: Showcase,
        browsers: Browsers,
        downloads: Downloads,
        voices: Voices,
    ) -> None:
        self._app = app
        self._index = index
        self._doorstep = doorstep
        self._showcase = showcase
        self._browsers = browsers
        self._downloads = downloads
        self._voices = voices
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        # Cookies do not know ports, so two houses on one machine need two names.
        self._cookie = f"keukentafel-{port}"
        self._step = f"{self._cookie}-step"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or socket, or pass it on."""
        match scope["type"]:
            case "http":
                await self._request(scope, receive, send)
            case "websocket":
                await self._socket(scope, receive, send)
            case _:
                await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        reply = _Reply(send)
        if not self._is_own_host(headers):
            await Response(status_code=421)(scope, receive, reply.send)
        elif scope["path"] in NOT_USED or self._showcase.hides(scope["path"]):
            await Response(status_code=404)(scope, receive, reply.send)
        elif scope["path"].startswith(PREFIX):
            await self._hand_over(scope, self._browser(headers))(scope, receive, reply.send)
        elif scope["path"].startswith(VOICE):
            await self._listen(scope, headers)(scope, receive, reply.send)
        elif (arrival := self._newcomer(scope, headers)) is Arrival.LINK:
            await self._step_in()(scope, receive, reply.send)
        else:
            cookie = self._new_cookie if arrival is Arrival.VISIT else None
            page = _Page(reply.send, self._index, cookie, with_body=scope["method"] != "HEAD")
            await self._app(scope, receive, page.send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        browser = self._browser(headers)
        if not self._is_own_host(headers) or not self._is_own_origin(headers):
            await _refuse(receive, send, FOREIGN_ORIGIN)
        elif browser is None:
            await _refuse(receive, send, UNKNOWN_BROWSER)
        else:
            await self._app({**scope, "client": (browser, 0)}, receive, _unhurt_by_leaving(send))

    def _hand_over(self, scope: Scope, browser: BrowserId | None) -> Response:
        found = self._downloads.take(browser, scope["path"]) if scope["method"] == "GET" else None
        return _attachment(found) if found else Response(status_code=404)

    def _listen(self, scope: Scope, headers: Headers) -> Response:
        browser = self._browser(headers)
        if scope["method"] != "POST" or browser is None or not self._is_own_origin(headers):
            return Response(status_code=403)
        known = self._voices.hear(browser, scope["path"].removeprefix(VOICE))
        return Response(status_code=204 if known else 404)

    def _new_cookie(self) -> str:
        return f"{self._cookie}={self._browsers.welcome()}; Path=/; HttpOnly; SameSite=Strict"

    def _newcomer(self, scope: Scope, headers: Headers) -> Arrival | None:
        if self._browser(headers) is not None:
            return None
        arrival = arrival_of(scope["method"], headers)
        # Whoever comes from our doorstep and still seems to come from elsewhere would go round for ever.
        stepped = cookie_parser(headers.get("cookie", "")).get(self._step)
        return Arrival.PASSING if arrival is Arrival.LINK and stepped else arrival

    def _step_in(self) -> Response:
        step = f"{self._step}=1; Path=/; Max-Age={STEP_SECONDS}; HttpOnly; SameSite=Lax"
        headers = {"cache-control": "no-store", "set-cookie": step}
        return Response(self._doorstep, media_type="text/html; charset=utf-8", headers=headers)

    def _browser(self, headers: Headers) -> BrowserId | None:
        return self._browsers.recognise(cookie_parser(headers.get("cookie", "")).get(self._cookie))

    def _is_own_host(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and hosts[0] in self._hosts

    def _is_own_origin(self, headers: Headers) -> bool:
        own = f"http://{headers['host']}"
        return hmac.compare_digest(headers.get("origin", "").encode(), own.encode())


class _Reply:
    """One answer on its way out, protected."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def send(self, message: Message) -> None:
        """Pass on one ASGI message of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            del headers["access-control-allow-origin"]
            headers.update(PROTECTION)
            message = {**message, "headers": headers.raw}
        await self._send(message)


class _Page:
    """One answer of Flet's: whatever it gives as its page, ours goes out in its place."""

    def __init__(
        self, send: Send, index: bytes, cookie: Callable[[], str] | None, *, with_body: bool
    ) -> None:
        self._send = send
        self._index = index
        self._cookie = cookie
        self._with_body = with_body
        self._is_index = False

    async def send(self, message: Message) -> None:
        """Pass on one ASGI message of the answer."""
        if message["type"] == "http.response.start":
            await self._send(self._start(message))
        elif not self._is_index:
            await self._send(message)
        elif not message.get("more_body", False):
            await self._send({"type": "http.response.body", "body": self._index if self._with_body else b""})

    def _start(self, message: Message) -> Message:
        headers = MutableHeaders(raw=list(message["headers"]))
        self._is_index = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
        if self._is_index:
            self._dress(headers)
        return {**message, "headers": headers.raw}

    def _dress(self, headers: MutableHeaders) -> None:
        for stale in ("etag", "last-modified", "accept-ranges"):
            del headers[stale]
        headers["content-length"] = str(len(self._index))
        headers["cache-control"] = "no-store"
        if self._cookie is not None:
            headers.append("set-cookie", self._cookie())


def _unhurt_by_leaving(send: Send) -> Send:
    # Flet lets a failed send end its handler before the session is told that its browser has left: that
    # session would never lock and never end. What is sent to nobody is dropped; the receiver hears the end.
    async def quietly(message: Message) -> None:
        with contextlib.suppress(OSError):
            await send(message)

    return quietly


async def _refuse(receive: Receive, send: Send, code: int) -> None:
    await receive()
    await send({"type": "websocket.close", "code": code})


def _attachment(download: Download) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{download.file_name}"',
        "cache-control": "no-store",
    }
    return Response(download.data, media_type=download.media_type, headers=headers)

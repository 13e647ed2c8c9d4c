"""Speaks to the web app as Flet's client in a browser does, with headers that a test may bend."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import msgpack  # type: ignore[import-untyped]
from websockets.sync.client import ClientConnection, connect

_REGISTER = 1
_COOKIE = re.compile(r"(keukentafel-\d+)=([A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Visitor:
    """One browser, as far as a server can tell browsers apart."""

    address: str
    cookie: str

    @classmethod
    def arrive(cls, address: str) -> "Visitor":
        """Load the index page and keep the cookie that comes with it."""
        given = _COOKIE.match(httpx.get(address).headers["set-cookie"])
        assert given is not None
        return cls(address, given[0])

    def get(self, path: str, method: str = "GET") -> httpx.Response:
        """Ask for a path with this browser's cookie."""
        return httpx.request(method, self.address.rstrip("/") + path, headers={"Cookie": self.cookie})

    @contextmanager
    def socket(self, **headers: str) -> Iterator[ClientConnection]:
        """Open the app's socket; headers given replace the browser's own."""
        own = {"Origin": self.address.rstrip("/"), "Cookie": self.cookie}
        sent = {name: value for name, value in {**own, **headers}.items() if value}
        with connect(self.address.replace("http", "ws", 1) + "ws", additional_headers=sent) as opened:
            yield opened

    def register(self, opened: ClientConnection, session: str = "") -> str:
        """Register as Flet's client, if possible on an earlier session, and return the session's id."""
        page: dict[str, Any] = {"route": "/", "width": 800, "height": 600}
        body = {"session_id": session, "page_name": "", "page": page}
        opened.send(b"\x00" + msgpack.packb([_REGISTER, body]))
        answer = opened.recv(timeout=10)
        assert isinstance(answer, bytes)
        _, registered = msgpack.unpackb(answer[1:], ext_hook=lambda code, data: None)
        return str(registered["session_id"])

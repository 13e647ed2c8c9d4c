"""The wire between browser and machine: a small SOCKS5 proxy (RFC 1928) that a test can cut and mend.

Everything the browser of one test sends goes over it, sockets too, so cutting it is what a broken
connection really is, and what it has seen is the whole list of where the browser tried to go.
"""

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_REFUSED = b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"
_GRANTED = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the browser asked to be connected to."""

    host: str
    port: int


class Wire:
    """A proxy on a free port; use it as a context manager."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._live: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._whole = True
        self._asked: list[Destination] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._welcome, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._door.close()
        self.cut()

    @property
    def address(self) -> str:
        """The proxy's address, as Playwright wants it."""
        return f"socks5://127.0.0.1:{self._door.getsockname()[1]}"

    @property
    def outside(self) -> list[Destination]:
        """Every destination that was asked for and is not this machine; none of them was reached."""
        with self._lock:
            return [asked for asked in self._asked if asked.host not in LOOPBACK]

    def cut(self) -> None:
        """Break every connection at once and refuse new ones."""
        with self._lock:
            self._whole = False
            live, self._live = self._live, set()
        for end in live:
            _reset(end)

    def mend(self) -> None:
        """Let new connections through again."""
        with self._lock:
            self._whole = True

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._door.accept()
                threading.Thread(target=self._connect, args=(browser,), daemon=True).start()

    def _connect(self, browser: socket.socket) -> None:
        try:
            server = self._reach(browser)
        except (OSError, EOFError):
            browser.close()
            return
        if not self._join(browser, server):
            return
        threading.Thread(target=self._carry, args=(server, browser), daemon=True).start()
        self._carry(browser, server)

    def _reach(self, browser: socket.socket) -> socket.socket:
        destination = _ask(browser)
        with self._lock:
            self._asked.append(destination)
            allowed = self._whole and destination.host in LOOPBACK
        if not allowed:
            browser.sendall(_REFUSED)
            raise EOFError
        try:
            server = socket.create_connection((destination.host, destination.port), timeout=5)
        except OSError:
            browser.sendall(_REFUSED)
            raise
        server.settimeout(None)
        browser.sendall(_GRANTED)
        return server

    def _join(self, browser: socket.socket, server: socket.socket) -> bool:
        with self._lock:
            if self._whole:
                self._live |= {browser, server}
                return True
        _reset(browser)
        _reset(server)
        return False

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            with self._lock:
                self._live.discard(end)


def _ask(browser: socket.socket) -> Destination:
    _, methods = _read(browser, 2)
    _read(browser, methods)
    browser.sendall(b"\x05\x00")
    _, _, _, kind = _read(browser, 4)
    match kind:
        case 1:
            host = socket.inet_ntop(socket.AF_INET, _read(browser, 4))
        case 4:
            host = socket.inet_ntop(socket.AF_INET6, _read(browser, 16))
        case _:
            host = _read(browser, _read(browser, 1)[0]).decode("ascii")
    return Destination(host, int.from_bytes(_read(browser, 2), "big"))


def _read(browser: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = browser.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        end.shutdown(socket.SHUT_RDWR)

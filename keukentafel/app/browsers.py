"""The browsers that may talk to this app.

Everything on this machine, and every web page open in a browser here, can reach a port on loopback. So a
browser gets a secret with the page itself, as a cookie that other sites can neither read nor send along,
and only a browser that shows it may open the socket. The app never sees the secret: it knows a browser by
another random name, which may be kept in state without harm.
"""

import hmac
import secrets
from collections import OrderedDict
from threading import Lock
from typing import NewType

BrowserToken = NewType("BrowserToken", str)
"""The secret in the cookie: 256 random bits, URL-safe base64."""

BrowserId = NewType("BrowserId", str)
"""What the app knows a browser by: 32 lower-case hexadecimal digits, random, no secret."""

AT_MOST = 64
"""How many browsers are known at once; the one not seen for longest is forgotten first."""


class Browsers:
    """The secrets handed out since the app started, in memory only."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._at_most = at_most
        self._known: OrderedDict[BrowserToken, BrowserId] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def welcome(self) -> BrowserToken:
        """Hand out a new secret, forgetting the browser not seen for longest if there are too many."""
        token = BrowserToken(secrets.token_urlsafe(32))
        with self._lock:
            self._known[token] = BrowserId(secrets.token_hex(16))
            while len(self._known) > self._at_most:
                self._known.popitem(last=False)
        return token

    def recognise(self, shown: str | None) -> BrowserId | None:
        """Return which browser shows this secret, or None; each comparison takes constant time."""
        if not shown:
            return None
        with self._lock:
            matches = [token for token in self._known if hmac.compare_digest(token.encode(), shown.encode())]
            for token in matches:
                self._known.move_to_end(token)
                return self._known[token]
        return None

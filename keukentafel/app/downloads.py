"""Copies on their way to a browser: kept in memory, for one browser, for one time.

A resident's copy of the plan goes to the browser as a file. It is never written to disk on the way, its
address is random, and it can be fetched once, within two minutes, by the browser it was offered to and by
no other.
"""

import hmac
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import NewType

DownloadPath = NewType("DownloadPath", str)
"""The address of one offered copy: ``/copy/`` and 256 random bits."""

PREFIX = "/copy/"
LIFETIME_SECONDS = 120.0
AT_MOST = 16
"""How many copies wait at once; the oldest gives way."""

_NEUTRAL_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\.[a-z0-9]{1,8}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?")


class UnfitDownload(ValueError):
    """The file name or the media type is not a plain, neutral one."""


@dataclass(frozen=True, slots=True)
class Download:
    """One copy, as it goes out."""

    data: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class _Offer:
    browser: str
    until: float
    download: Download


class Downloads:
    """The copies that wait to be fetched."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._offers: OrderedDict[DownloadPath, _Offer] = OrderedDict()
        self._lock = Lock()

    def offer(self, browser: str, data: bytes, media_type: str, file_name: str) -> DownloadPath:
        """Lay a copy ready for one browser and return the path where it can be fetched.

        Args:
            browser: who may fetch it: the ``BrowserId`` of the page that offers it.
            data: the bytes of the file.
            media_type: for instance ``application/pdf``.
            file_name: lower-case letters, digits and hyphens with an extension; never a person's name.

        Raises:
            UnfitDownload: the name or the media type has another form.
        """
        if not _NEUTRAL_NAME.fullmatch(file_name) or not _MEDIA_TYPE.fullmatch(media_type):
            raise UnfitDownload("A copy needs a neutral file name and a plain media type.")
        path = DownloadPath(PREFIX + secrets.token_urlsafe(32))
        with self._lock:
            self._sweep()
            self._offers[path] = _Offer(
                browser, self._clock() + LIFETIME_SECONDS, Download(data, media_type, file_name)
            )
            while len(self._offers) > AT_MOST:
                self._offers.popitem(last=False)
        return path

    def take(self, browser: str | None, path: str) -> Download | None:
        """Return the copy at a path and forget it; None if it is not there for this browser."""
        with self._lock:
            self._sweep()
            offer = self._offers.get(DownloadPath(path))
            if offer is None or browser is None or not hmac.compare_digest(offer.browser, browser):
                return None
            return self._offers.pop(DownloadPath(path)).download

    def withdraw(self, browser: str) -> None:
        """Forget whatever waits for one browser, as when the app locks."""
        with self._lock:
            for path in [path for path, offer in self._offers.items() if offer.browser == browser]:
                del self._offers[path]

    def _sweep(self) -> None:
        now = self._clock()
        for path in [path for path, offer in self._offers.items() if offer.until <= now]:
            del self._offers[path]

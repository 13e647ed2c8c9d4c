"""How a request came about, as the browser itself tells: Fetch Metadata (W3C), which no page can bend.

Any web page that is open on this machine can make its browser ask for our page, as a picture, as a hidden
frame or by a link. Only somebody who opens the app is a newcomer who gets a secret: otherwise sixty-four
hidden frames would push out the browser that somebody is working in.

A link on another site is a case of its own. With it the browser holds our cookie back (``SameSite=Strict``,
RFC 6265bis, section 5.2), so a known browser looks like a newcomer, and a new secret would take the place of
the good one. It is let in by way of a doorstep: an empty page of ours that asks for the same address once
more, now from our own site and with the cookie, if there is one.

An address that is typed, kept as a bookmark, or opened by another program has no site it comes from
(``none``). A program that is no browser, and a browser from before these headers, tells nothing at all; it
is taken at its word as a visit.
"""

from collections.abc import Mapping
from enum import Enum, auto

_OWN = frozenset({"none", "same-origin", "same-site"})


class Arrival(Enum):
    """How somebody whom we do not know came to ask for something."""

    VISIT = auto()
    """The app is opened, here or from a page on this machine."""

    LINK = auto()
    """A link on another site was followed, in the window itself."""

    PASSING = auto()
    """A frame, a picture, a script, or a look at the head: nobody came in."""


def arrival_of(method: str, headers: Mapping[str, str]) -> Arrival:
    """Tell how a request came about, from its method and its headers (names in lower case)."""
    goes = headers.get("sec-fetch-mode", "navigate") == "navigate"
    whole = headers.get("sec-fetch-dest", "document") == "document"
    if method != "GET" or not goes or not whole:
        return Arrival.PASSING
    return Arrival.VISIT if headers.get("sec-fetch-site", "none") in _OWN else Arrival.LINK

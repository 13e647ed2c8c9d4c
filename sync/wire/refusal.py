"""Why the relay says no, in words that both ends know.

An answer that refuses is JSON: ``{"reason": …, "sentence": …}``. The reason is for the program, the sentence
for whoever runs the relay; neither repeats anything of the request.
"""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """The reasons there are."""

    MALFORMED = "malformed"
    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    STALE = "stale"
    REPLAYED = "replayed"
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_DEVICE = "unknown_device"
    REVOKED = "revoked"
    NOT_ALLOWED = "not_allowed"
    TOO_BUSY = "too_busy"
    UNAVAILABLE = "unavailable"


STATUS: Final = {
    Reason.MALFORMED: 400,
    Reason.NOT_FOUND: 404,
    Reason.TOO_LARGE: 413,
    Reason.STALE: 401,
    Reason.REPLAYED: 401,
    Reason.BAD_SIGNATURE: 401,
    Reason.UNKNOWN_DEVICE: 401,
    Reason.REVOKED: 403,
    Reason.NOT_ALLOWED: 403,
    Reason.TOO_BUSY: 429,
    Reason.UNAVAILABLE: 503,
}
"""The HTTP status that goes with each reason (RFC 9110)."""


class Refused(Exception):
    """A request is refused, for a reason and with one sentence."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence

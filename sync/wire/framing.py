"""The outside of an envelope: the little that the relay may look at.

An envelope begins with eight fixed bytes and is at most 2 MiB. What follows is read by `sync.envelope`; the
relay stops here.
"""

from typing import Final

PREFIX: Final = b"ktenv\x00\x01\n"
"""Name, a zero, the version of the frame, and a line end that shows damage by text conversion."""

LARGEST_ENVELOPE: Final = 2 * 1024 * 1024
SMALLEST_ENVELOPE: Final = 256


def looks_like_an_envelope(data: bytes) -> bool:
    """Tell whether bytes have the size and the beginning of an envelope; nothing more is claimed."""
    return SMALLEST_ENVELOPE <= len(data) <= LARGEST_ENVELOPE and data.startswith(PREFIX)

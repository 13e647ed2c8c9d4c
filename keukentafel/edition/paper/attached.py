"""What lies in a file that people keep: the data of a plan, by itself or attached to the plan on paper.

A plan on paper is one file with its data in it (PDF/A-3, ISO 19005-3). Whoever kept only that file has
everything that is needed to verify it, and to begin with it again.
"""

from io import BytesIO
from typing import Final

from keukentafel.edition.bundle import LARGEST_BUNDLE
from keukentafel.edition.paper.document import PLAN_NAME
from keukentafel.edition.paper.extract_paper import EXTRACT_NAME

LARGEST_FILE: Final = 8 * 1024 * 1024
"""More than any plan on paper, in bytes; of a larger file nothing is read."""

_DOCUMENT: Final = b"%PDF-"
_ORIGINALS: Final = (PLAN_NAME, EXTRACT_NAME)


def original_of(data: bytes) -> bytes:
    """Return the data that a file holds: what is attached to a document, and any other file as it is.

    Of a document with nothing of ours attached nothing is left, which is no plan; nor of what is larger than
    a plan can be.
    """
    if len(data) > LARGEST_FILE:
        return b""
    found = _attached(data) if data.startswith(_DOCUMENT) else data
    return found[: LARGEST_BUNDLE + 1]


def _attached(data: bytes) -> bytes:
    # Hardly anybody opens a document here, and reading one takes a large library.
    from pypdf import PdfReader

    try:
        files = PdfReader(BytesIO(data), strict=True).attachments
        return next((files[name][0] for name in _ORIGINALS if name in files), b"")
    except Exception:  # a document that was tampered with makes its reader fail in every way there is
        return b""

"""One way to write a document down as bytes, so that a digest means the same to everyone.

JSON after RFC 8785 (JSON Canonicalization Scheme), with two rules of our own: text is in Unicode
normalisation form C, and numbers are integers that fit in 53 bits. Reading refuses every other spelling of
the same document, so that one document never has two digests.
"""

import hashlib
import json
import unicodedata
from typing import Any, TypeAlias

import rfc8785

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 16


class NotCanonical(ValueError):
    """The document cannot be written down in one way only."""


def canonical(document: Json) -> bytes:
    """Write a document as canonical JSON (RFC 8785), UTF-8.

    Raises:
        NotCanonical: it holds a float, a huge integer, text outside NFC, or is nested too deeply.
    """
    _check(document, DEEPEST)
    try:
        return rfc8785.dumps(document)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError):
        # Not chained, here and below: the originals quote or hold the document, which may be personal.
        raise NotCanonical("this document cannot be written as canonical JSON") from None


def parse_canonical(data: bytes) -> Json:
    """Read canonical JSON, and refuse any bytes that ``canonical`` would not have written.

    Raises:
        NotCanonical: the bytes are not JSON, or another spelling of it.
    """
    try:
        document: Json = json.loads(data.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError):
        raise NotCanonical("these bytes are not a JSON document") from None
    if canonical(document) != data:
        raise NotCanonical("this document is not spelled canonically")
    return document


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def nfc(text: str) -> str:
    """Return text in Unicode normalisation form C."""
    return unicodedata.normalize("NFC", text)


def _no_float(text: str) -> Any:
    raise ValueError(f"{len(text)} characters that are not an integer")


def _check(document: Json, depth: int) -> None:
    if depth == 0:
        raise NotCanonical("this document is nested too deeply")
    if isinstance(document, dict):
        for key, item in document.items():
            _check_text(key)
            _check(item, depth - 1)
    elif isinstance(document, list):
        for item in document:
            _check(item, depth - 1)
    else:
        _check_leaf(document)


def _check_leaf(leaf: object) -> None:
    if isinstance(leaf, str):
        _check_text(leaf)
    elif isinstance(leaf, int):
        if abs(leaf) > LARGEST_INTEGER:
            raise NotCanonical("this integer is too large")
    elif leaf is not None:
        raise NotCanonical("only text, integers, lists and objects may stand in a document")


def _check_text(text: object) -> None:
    if not isinstance(text, str) or not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("this text is not in Unicode form C")

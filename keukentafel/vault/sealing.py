"""Sealing bytes so that they can be read, and changed, only with the key and only in their own place.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. The *place* is the associated data: purpose, format
version, household, row id, row version and the row's open columns. Bytes moved to another row, or put under
another version number, do not open. Random nonces allow 2^32 seals under one key; a household in which
something is saved every second gets there in a century.

Lengths tell tales ("no", or a long story), so a payload is padded before it is sealed: to a power of two
from 128 bytes to 4 KiB, then to multiples of 4 KiB.

    sealed = format (1 byte) ‖ nonce (12) ‖ AES-256-GCM( length (4) ‖ payload ‖ zeros ) ‖ tag (16)
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from keukentafel.vault.mistakes import Unsealable

SealedBytes = NewType("SealedBytes", bytes)
"""Bytes that came out of ``Sealer.seal``: the only ones that go into a table."""

Place = NewType("Place", bytes)
"""Where sealed bytes belong, written down unambiguously."""

FORMAT: Final = 1
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
_FORMAT_BYTE: Final = bytes([FORMAT])
_INTEGER: Final = b"i"
_LENGTH_BYTES: Final = 4
_SMALLEST: Final = 128
_PAGE: Final = 4096
_LABEL: Final = b"keukentafel/vault\x00" + _FORMAT_BYTE
_SHORTEST: Final = 1 + NONCE_BYTES + _SMALLEST + TAG_BYTES


class Sealer:
    """One key, ready to seal and open with; making it costs more than using it, so it is kept."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, place: Place, payload: bytes) -> SealedBytes:
        """Seal a payload for one place."""
        nonce = os.urandom(NONCE_BYTES)
        return SealedBytes(_FORMAT_BYTE + nonce + self._aead.encrypt(nonce, padded(payload), place))

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Return the payload of sealed bytes that lie where they belong.

        Raises:
            Unsealable: one bit differs, they belong elsewhere, or another key sealed them.
        """
        if not isinstance(sealed, bytes) or len(sealed) < _SHORTEST or sealed[:1] != _FORMAT_BYTE:
            raise Unsealable
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return _unpadded(self._aead.decrypt(nonce, body, place))
        except InvalidTag as reason:
            raise Unsealable from reason


class Plot:
    """A place without its version: what stays the same when something is written over."""

    __slots__ = ("_before", "_behind")

    def __init__(self, purpose: str, scope: str, row: str, *columns: object) -> None:
        self._before = _LABEL + _apart((purpose, scope, row))
        self._behind = _apart(columns)

    def at(self, version: int) -> Place:
        """Return the place of one version."""
        return Place(self._before + _INTEGER + version.to_bytes(8, signed=True) + self._behind)


def place_of(purpose: str, scope: str, row: str, version: int, *columns: object) -> Place:
    """Write down where sealed bytes belong.

    Every part is preceded by its kind and length, so that no two places are written alike. Bytes take part
    by their SHA-256.
    """
    return Place(_LABEL + _apart((purpose, scope, row, version, *columns)))


def written_apart(*parts: str) -> bytes:
    """Join texts such that no two lists of texts give the same bytes."""
    return _apart(parts)


def tag_of(sealed: bytes) -> bytes:
    """Return the authentication tag, which names these exact bytes."""
    return sealed[-TAG_BYTES:]


def padded(payload: bytes) -> bytes:
    """Return the payload with its length in front and zeros behind."""
    length = _LENGTH_BYTES + len(payload)
    if length <= _SMALLEST:
        size = _SMALLEST
    elif length <= _PAGE:
        size = 1 << (length - 1).bit_length()
    else:
        size = -(-length // _PAGE) * _PAGE
    return (len(payload).to_bytes(_LENGTH_BYTES) + payload).ljust(size, b"\x00")


def _unpadded(padded_payload: bytes) -> bytes:
    length = int.from_bytes(padded_payload[:_LENGTH_BYTES])
    if length > len(padded_payload) - _LENGTH_BYTES:
        raise Unsealable
    return padded_payload[_LENGTH_BYTES : _LENGTH_BYTES + length]


def _apart(parts: Iterable[object]) -> bytes:
    # One loop, and no call for each part: every save writes down some twenty of them.
    written: list[bytes] = []
    for part in parts:
        if isinstance(part, str):
            data = part.encode("utf-8", "surrogatepass")
            written += (b"s", len(data).to_bytes(4), data)
        elif isinstance(part, int):
            written += (_INTEGER, part.to_bytes(8, signed=True))
        elif isinstance(part, bytes):
            written += (b"b", sha256(part).digest())
        else:
            written.append(b"n")
    return b"".join(written)

"""Sealing to a public key: who holds the other half opens it, and whoever sealed it cannot.

HPKE (RFC 9180) in base mode, single shot: X25519, HKDF-SHA256, AES-256-GCM. What a box is for, and where it
belongs, goes into ``info``: a box that was moved elsewhere does not open.
"""

from typing import Final, NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from keukentafel.vault.mistakes import Unsealable

PublicKey = NewType("PublicKey", bytes)
"""An X25519 public key: 32 bytes."""

_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def public_of(key: X25519PrivateKey) -> PublicKey:
    """Return the public half of a key."""
    return PublicKey(key.public_key().public_bytes_raw())


def seal_to(public: PublicKey, payload: bytes, place: bytes) -> bytes:
    """Seal a payload for who holds the private half of this key, and for one place.

    Raises:
        Unsealable: these 32 bytes are no usable key.
    """
    try:
        return _SUITE.encrypt(payload, X25519PublicKey.from_public_bytes(public), info=place)
    except ValueError as reason:
        raise Unsealable from reason


def open_box(key: X25519PrivateKey, box: bytes, place: bytes) -> bytes:
    """Return what was sealed for this key and this place.

    Raises:
        Unsealable: it was changed, moved, or sealed for another key.
    """
    try:
        return _SUITE.decrypt(box, key, info=place)
    except (InvalidTag, ValueError) as reason:
        raise Unsealable from reason

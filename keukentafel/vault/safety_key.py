"""The worker's safety key: what opens the safety line, and nothing else does.

An X25519 key whose private half is wrapped for the PIN, with a salt and a label of its own. It is not under
the vault key: recovery by the organisation, which gives the vault key, does not open it. It is never kept in
memory longer than one reading takes, so the PIN is asked each time.
"""

import secrets
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.key_derivation import OPENS_SAFETY, SALT_BYTES
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.sealing import Place, SealedBytes, Sealer, place_of
from keukentafel.vault.slots import SAFETY, Slot

__all__ = ["OPENS_SAFETY", "new_salt", "open_safety", "wrap_safety"]

_PURPOSE: Final = "key_slot"


def new_salt() -> bytes:
    """Draw the salt for one wrapping of the safety key."""
    return secrets.token_bytes(SALT_BYTES)


def wrap_safety(vault: str, salt: bytes, key: bytes, safety: X25519PrivateKey) -> Slot:
    """Wrap a safety key with the key that the PIN gives under ``OPENS_SAFETY`` and this salt."""
    sealed = Sealer(key).seal(_place(vault, salt), safety.private_bytes_raw())
    return Slot(SAFETY, salt, public_of(safety), b"", sealed)


def open_safety(vault: str, slot: Slot | None, key: bytes) -> X25519PrivateKey | None:
    """Return the safety key, or None when this PIN and this device do not open it."""
    if slot is None:
        return None
    try:
        raw = Sealer(key).open(_place(vault, slot.salt), SealedBytes(slot.sealed))
    except Unsealable:
        return None
    return X25519PrivateKey.from_private_bytes(raw)


def _place(vault: str, salt: bytes) -> Place:
    return place_of(_PURPOSE, vault, SAFETY, 1, salt)

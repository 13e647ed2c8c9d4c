"""From a PIN or passphrase to the key that opens the vault.

    stretched = Argon2id(PIN, salt from the header, parameters from the header)        RFC 9106
    key       = HKDF-SHA256(stretched, salt = device secret, info = label)              RFC 5869

The PIN is never the only factor: without the device secret the stretched PIN opens nothing. No verifier is
stored anywhere: a right PIN is one that unwraps the vault key.

Argon2id comes from ``cryptography`` where its OpenSSL has it (3.2 or newer) and otherwise, on phones and
tablets, from ``argon2-cffi``; they give identical bytes. Each is asked for a known answer before it is used.
Where neither works the vault stays shut: there is no weaker way in.
"""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keukentafel.journal.canonical import nfc
from keukentafel.vault.mistakes import DamagedVault, NoArgon2, WeakParameters
from keukentafel.vault.sealing import KEY_BYTES

SALT_BYTES: Final = 16
OPENS_VAULT: Final = b"keukentafel/vault/key-encryption/1"
"""Label of the key that wraps the vault key."""

OPENS_SAFETY: Final = b"keukentafel/vault/safety/1"
"""Label of the key that wraps the worker's safety key."""


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """How much work one guess costs: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def at_least(self, other: "Argon2Parameters") -> bool:
        """Tell whether none of the three is lower than the other's."""
        return (
            self.memory_kib >= other.memory_kib and self.passes >= other.passes and self.lanes >= other.lanes
        )


STANDARD: Final = Argon2Parameters()
"""What a new vault gets, and the least an existing one must have (160 to 180 ms on a small machine)."""

MOST: Final = Argon2Parameters(memory_kib=1_048_576, passes=32, lanes=16)
"""More than this is no protection but a header that was tampered with to exhaust the device."""

Argon2 = Callable[[bytes, bytes, Argon2Parameters], bytes]
"""Computes Argon2id version 1.3 of (secret, salt, parameters): 32 bytes."""


def argon2_of_cryptography(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
    """Compute Argon2id with OpenSSL 3.2 or newer.

    Raises:
        UnsupportedAlgorithm: this OpenSSL has no Argon2id.
    """
    argon2 = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return argon2.derive(secret)


def argon2_of_reference(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
    """Compute Argon2id with the reference implementation that argon2-cffi carries."""
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


BACK_ENDS: Final[tuple[Argon2, ...]] = (argon2_of_cryptography, argon2_of_reference)

# From the test suite of the reference implementation (phc-winner-argon2, src/test.c, Argon2id version 0x13).
_KNOWN_COST: Final = Argon2Parameters(memory_kib=256, passes=2, lanes=2)
_KNOWN_ANSWER: Final = bytes.fromhex("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037")


def find_argon2(back_ends: Iterable[Argon2] = BACK_ENDS) -> Argon2:
    """Return the first back end that gives the known answer.

    Raises:
        NoArgon2: none of them does.
    """
    for back_end in back_ends:
        if gives_known_answer(back_end):
            return back_end
    raise NoArgon2


def gives_known_answer(back_end: Argon2) -> bool:
    """Tell whether a back end works here, and rightly."""
    try:
        answer = back_end(b"password", b"somesalt", _KNOWN_COST)
    except (UnsupportedAlgorithm, HashingError, ValueError, MemoryError):
        return False
    return hmac.compare_digest(answer, _KNOWN_ANSWER)


def check_parameters(asked: Argon2Parameters, minimum: Argon2Parameters) -> None:
    """Refuse parameters from a header that are too weak or absurd.

    Raises:
        WeakParameters: lower than the minimum; parameters may only go up.
        DamagedVault: higher than any keukentafel would write.
    """
    if not asked.at_least(minimum):
        raise WeakParameters
    if not MOST.at_least(asked):
        raise DamagedVault


def key_encryption_key(
    argon2: Argon2,
    pin: str,
    salt: bytes,
    device_secret: bytes,
    cost: Argon2Parameters,
    *,
    label: bytes = OPENS_VAULT,
) -> bytes:
    """Return the 32-byte key that a PIN and a device secret give; takes a noticeable part of a second."""
    return bound(stretched(argon2, pin, salt, cost), device_secret, label)


def stretched(argon2: Argon2, pin: str, salt: bytes, cost: Argon2Parameters) -> bytes:
    """Return what Argon2id makes of a PIN: the slow half."""
    return argon2(nfc(pin).encode("utf-8", "surrogatepass"), salt, cost)


def bound(stretched_pin: bytes, device_secret: bytes, label: bytes) -> bytes:
    """Bind a stretched PIN to this device, for one use: the quick half."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=device_secret, info=label).derive(stretched_pin)

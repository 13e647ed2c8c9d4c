"""The ladder of keys: PIN → vault key → household keys → compartment keys.

A *branch* is one random 32-byte key and the keys for its uses, each derived with HKDF-Expand (RFC 5869)
under a label of its own: to seal rows, to wrap the keys below it, to digest names, and to tally rows. Every
key below the vault key is random and lies wrapped in the file, so that forgetting a household or a
compartment is deleting one wrapped key, and a new PIN wraps one key anew.

The courier's branch hangs beside the households. It seals envelopes that are sealed for others already, and
is kept while the vault is narrowed, so that post keeps going at the table.
"""

import hmac
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from keukentafel.vault.sealed_box import PublicKey, seal_to
from keukentafel.vault.sealing import KEY_BYTES, Sealer, written_apart

_LABEL: Final = b"keukentafel/vault/branch/1/"


class Branch:
    """One key of the ladder, ready for its four uses."""

    __slots__ = ("_key", "_name_key", "_sealer", "_tally", "_wrapper")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._sealer: Sealer | None = None
        self._wrapper: Sealer | None = None
        self._name_key: bytes | None = None
        self._tally: HMAC | None = None

    @property
    def sealer(self) -> Sealer:
        """Seals rows."""
        if self._sealer is None:
            self._sealer = Sealer(self._for(b"seal"))
        return self._sealer

    @property
    def wrapper(self) -> Sealer:
        """Wraps the keys below this one."""
        if self._wrapper is None:
            self._wrapper = Sealer(self._for(b"wrap"))
        return self._wrapper

    def sealed_for(self, public: PublicKey, before: bytes, place: bytes) -> bytes:
        """Return some bytes and this key, sealed to a public key."""
        return seal_to(public, before + self._key, place)

    def digest(self, *names: str) -> str:
        """Return a keyed digest (HMAC-SHA256) under which names are found: 64 hexadecimal digits."""
        if self._name_key is None:
            self._name_key = self._for(b"name")
        return hmac.digest(self._name_key, written_apart(*names), "sha256").hex()

    def mark(self, row: bytes) -> int:
        """Return what one row adds to the tally: a keyed digest as a number of 256 bits."""
        if self._tally is None:
            self._tally = HMAC(self._for(b"tally"), SHA256())
        tally = self._tally.copy()
        tally.update(row)
        return int.from_bytes(tally.finalize())

    def _for(self, use: bytes) -> bytes:
        return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=_LABEL + use).derive(self._key)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows: a household, the vault itself, or the courier, with the branch that seals them."""

    name: str
    branch: Branch

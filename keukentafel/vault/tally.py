"""The tally of a scope: how many rows it has, and an incremental digest over them.

The digest is the sum, modulo 2^256, of a keyed digest of every row's place (which holds its version) and tag:
a multiset hash (Clarke and others, "Incremental multiset hash functions", 2003) whose key and value an
outsider never sees. A row is taken out by subtracting it.
"""

from dataclasses import dataclass
from typing import Final

_MODULUS: Final = 1 << 256
_COUNT_BYTES: Final = 8
_DIGEST_BYTES: Final = 32


@dataclass(slots=True)
class Tally:
    """How often a scope was written, how many rows it has, and the digest over them."""

    counter: int = 0
    rows: int = 0
    digest: int = 0

    def add(self, mark: int) -> None:
        """Count a row in."""
        self.rows += 1
        self.digest = (self.digest + mark) % _MODULUS

    def take_out(self, mark: int) -> None:
        """Count a row out."""
        self.rows -= 1
        self.digest = (self.digest - mark) % _MODULUS

    def payload(self) -> bytes:
        """Return what is sealed."""
        return self.rows.to_bytes(_COUNT_BYTES) + self.digest.to_bytes(_DIGEST_BYTES)

    def change(self, before: int | None, after: int | None) -> None:
        """Count one row out, another in, or both."""
        self.rows += (after is not None) - (before is not None)
        self.digest = (self.digest + (after or 0) - (before or 0)) % _MODULUS


def read_tally(counter: int, payload: bytes) -> Tally:
    """Read what `Tally.payload` wrote."""
    return Tally(counter, int.from_bytes(payload[:_COUNT_BYTES]), int.from_bytes(payload[_COUNT_BYTES:]))

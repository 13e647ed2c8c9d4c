"""The household seal: proof that the rows of a household are the ones that were last written.

A sealed row proves that it was written for its own place, but not that it is the newest, nor that none is
missing. So each scope has an authenticated head: a counter of its transactions, the number of its rows, and
an incremental digest over them, all written in the same transaction as the rows. The digest is the sum,
modulo 2^256, of a keyed digest of every row's place (which holds its version) and tag: a multiset hash
(Clarke and others, "Incremental multiset hash functions", 2003) whose key and value an outsider never sees. A
row is taken out by subtracting it.

What a head in the file cannot see is the whole file put back, or all rows of one household together with
their seal. For that the sum of all counters is kept beside the device secret, and never lowered.
"""

import contextlib
from dataclasses import dataclass
from typing import Final

from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.sealing import Place, place_of
from keukentafel.vault.tables import HouseholdSeal

TABLE: Final = str(HouseholdSeal.__tablename__)
_MODULUS: Final = 1 << 256
_COUNT_BYTES: Final = 8
_DIGEST_BYTES: Final = 32
_SELECT: Final = f"SELECT counter, sealed FROM {TABLE} WHERE scope = ?"  # noqa: S608
_UPSERT: Final = (
    f"INSERT INTO {TABLE} (scope, counter, sealed) VALUES (?, ?, ?) "  # noqa: S608
    "ON CONFLICT (scope) DO UPDATE SET counter = excluded.counter, sealed = excluded.sealed"
)
_SUM: Final = f"SELECT coalesce(sum(counter), 0) FROM {TABLE}"  # noqa: S608


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


class Seals:
    """The household seals of one open vault; takes part in every transaction."""

    def __init__(self, database: Database, secret: DeviceSecret) -> None:
        self._database = database
        self._secret = secret
        self._touched: dict[str, tuple[Scope, Tally]] = {}
        self._sum = 0
        self._floor = 0
        database.watch(self)

    def is_behind(self) -> bool:
        """Tell whether the counters in the file are lower than this device knows they were."""
        ((self._sum,),) = self._database.run(_SUM)
        self._floor = self._secret.counter()
        return self._sum < self._floor

    def begin(self, scope: Scope, counter: int = 0) -> None:
        """Give a new scope its seal, inside the transaction that makes it."""
        self._touched[scope.name] = (scope, Tally(counter))
        self._sum += counter

    def change(self, scope: Scope, before: int | None, after: int | None) -> None:
        """Take the mark of a row out, put another in, or both; inside a transaction."""
        _, tally = self._touched.get(scope.name) or self._touch(scope)
        if before is not None:
            tally.take_out(before)
        if after is not None:
            tally.add(after)

    def read(self, scope: Scope) -> Tally:
        """Return the seal of a scope as the file has it.

        Raises:
            Unsealable: it is not there, or was changed.
        """
        rows = self._database.run(_SELECT, (scope.name,))
        if not rows:
            raise Unsealable(scope.name, TABLE)
        counter, sealed = rows[0]
        try:
            payload = scope.branch.sealer.open(_place(scope.name, counter), sealed)
        except Unsealable as reason:
            raise Unsealable(scope.name, TABLE) from reason
        return Tally(counter, int.from_bytes(payload[:_COUNT_BYTES]), int.from_bytes(payload[_COUNT_BYTES:]))

    def before_commit(self) -> None:
        """See `Watcher.before_commit`: write the seals of every scope that was touched."""
        for scope, tally in self._touched.values():
            tally.counter += 1
            sealed = scope.branch.sealer.seal(_place(scope.name, tally.counter), tally.payload())
            self._database.run(_UPSERT, (scope.name, tally.counter, sealed))

    def after_commit(self) -> None:
        """See `Watcher.after_commit`: tell the device secret.

        A counter that lags behind is what a crash leaves too, so failing to write it undoes nothing.
        """
        self._sum += len(self._touched)
        written = bool(self._touched)
        self._touched.clear()
        if written:
            with contextlib.suppress(OSError):
                self._secret.set_counter(max(self._sum, self._floor))

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: the file still has the seals from before."""
        self._touched.clear()

    def _touch(self, scope: Scope) -> tuple[Scope, Tally]:
        touched = self._touched[scope.name] = (scope, self.read(scope))
        return touched


def _place(scope: str, counter: int) -> Place:
    return place_of(TABLE, scope, scope, counter)

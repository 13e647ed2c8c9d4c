"""The household seal: proof that the rows of a household are the ones that were last written.

A sealed row proves that it was written for its own place, but not that it is the newest, nor that none is
missing. So each scope has an authenticated head: a counter of its transactions, the number of its rows, and
an incremental digest over them (`keukentafel.vault.tally`), written in the same transaction as the rows.

Seals and roll are remembered from one transaction to the next, and read again once somebody else has written
in the file.

What a seal cannot see is that it was put back itself, together with all rows of its household, or with the
whole file. For that the roll lists the counter of every seal, and the generation of the roll is kept beside
the device secret, where it is never lowered. A scope whose seal is not the one on the roll is not written on.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import Locked, Unsealable, VaultMistake
from keukentafel.vault.roll import Held, Keeper, Roll, read_roll
from keukentafel.vault.sealing import Place, Plot, place_of
from keukentafel.vault.tables import OWN_SCOPES, HouseholdSeal
from keukentafel.vault.tally import Tally, read_tally

TABLE: Final = str(HouseholdSeal.__tablename__)
_SELECT: Final = f"SELECT counter, sealed FROM {TABLE} WHERE scope = ?"  # noqa: S608
_UPSERT: Final = (
    f"INSERT INTO {TABLE} (scope, counter, sealed) VALUES (?, ?, ?) "  # noqa: S608
    "ON CONFLICT (scope) DO UPDATE SET counter = excluded.counter, sealed = excluded.sealed"
)
_DELETE: Final = f"DELETE FROM {TABLE} WHERE scope = ?"  # noqa: S608
_COUNTERS: Final = f"SELECT scope, counter FROM {TABLE}"  # noqa: S608


Listener = Callable[[Iterable[str] | None], None]
"""Is told which scopes were written in, or None when that cannot be said."""


class Seals:
    """The household seals of one open vault; takes part in every transaction."""

    def __init__(self, database: Database, secret: DeviceSecret) -> None:
        self._database = database
        self._secret = secret
        self._keeper: Keeper = _nobody
        self._known: dict[str, Tally] = {}
        self._plots: dict[str, Plot] = {}
        self._touched: dict[str, Scope] = {}
        self._ended: set[str] = set()
        self._resealed: set[str] = set()
        self._roll: Roll | None = None
        self._written = False
        self._listener: Listener = _nobody_listens
        database.watch(self)

    def tell(self, listener: Listener) -> None:
        """Tell somebody which scopes were written in, after each transaction; None when it may be any."""
        self._listener = listener

    def entrust(self, keeper: Keeper) -> None:
        """Say who seals the roll, before anything is read or written."""
        self._keeper = keeper

    def begin_roll(self, generation: int = 0, counters: Mapping[str, int] | None = None) -> None:
        """Give a vault a new roll, inside a transaction; ``counters`` are those of the scopes it has already.

        Its generation goes on from whatever this device has seen, or it would seem an older copy.
        """
        self._roll = Roll(max(generation, self._secret.counter()))
        for scope, counter in (counters or {}).items():
            self._roll.note(scope, counter)
        self._written = True

    def go_on_from(self, generation: int) -> None:
        """Let the roll go on from a generation that this device has seen, inside a transaction."""
        roll = self._roll_now()
        roll.generation = max(roll.generation, generation)
        self._written = True

    def begin(self, scope: Scope) -> None:
        """Give a new scope its seal, inside the transaction that makes it."""
        self._roll_now()
        self._known[scope.name] = Tally()
        self._touched[scope.name] = scope

    def end(self, scope: str) -> None:
        """Take a scope's seal away and strike it off the roll, inside the transaction that forgets it."""
        self._roll_now().strike(scope)
        self._known.pop(scope, None)
        self._touched.pop(scope, None)
        self._ended.add(scope)
        self._database.run(_DELETE, (scope,))
        self._written = True

    def is_behind(self) -> bool:
        """Tell whether the file is of an earlier generation than this device knows there was.

        Raises:
            DamagedVault: the roll is gone or changed, so that nothing can be told.
        """
        # A roll that a migration has just begun is not in the file until its transaction ends.
        roll = self._roll if self._written and self._roll is not None else self.roll()
        return roll.generation < self._secret.counter()

    def roll(self) -> Roll:
        """Return the roll as the file has it.

        Raises:
            DamagedVault: it is gone or changed.
        """
        return read_roll(self._database, self._keeper())

    def counters(self) -> dict[str, int]:
        """Return the counters of all seals as the file has them; worth nothing until a seal was opened."""
        return dict(self._database.run(_COUNTERS))

    def change(self, scope: Scope, before: int | None, after: int | None) -> Tally:
        """Take the mark of a row out, put another in, or both; inside a transaction. Returns the tally."""
        tally = self._touch(scope)
        tally.change(before, after)
        return tally

    def remembers(self, scope: str, tally: Tally) -> bool:
        """Tell whether this very tally is still the one of a scope: nobody else has written since."""
        return self._known.get(scope) is tally

    def is_last(self, scope: Scope) -> bool:
        """Tell whether the seal of a scope opens and is the last one, as far as the roll can say.

        Raises:
            Unsealable: it is not there, or was changed.
        """
        return self._roll_now().lists(scope.name, self.read(scope).counter)

    def reseal(self, scope: Scope, tally: Tally) -> None:
        """Give a scope a tally that was made anew, inside the transaction that re-wrote its rows."""
        tally.counter = max(tally.counter, self._roll_now().counter(scope.name))
        self._known[scope.name] = tally
        self._touched[scope.name] = scope
        # Also its row among the seals is made anew: with new keys, the one from before would not open.
        self._resealed.add(scope.name)

    def read(self, scope: Scope) -> Tally:
        """Return the seal of a scope as the file has it.

        Raises:
            Unsealable: it is not there, or was changed.
        """
        held = self._roll_now().held(scope.name)
        return self._opened(scope, held.counter, held.sealed) if held else self._in_row(scope)

    def has_its_row(self, scope: Scope) -> bool:
        """Tell whether the row of a seal is the one that was written last; while it is held, an old one.

        True when that can't be told, because the leaf of the roll is damaged.
        """
        wanted = self._roll_now().rows(scope.name)
        if not wanted:
            return wanted is None or not self._database.run(_SELECT, (scope.name,))
        try:
            return self._in_row(scope).counter == wanted
        except Unsealable:
            return False

    def _in_row(self, scope: Scope) -> Tally:
        rows = self._database.run(_SELECT, (scope.name,))
        if not rows:
            raise Unsealable(scope.name, TABLE)
        return self._opened(scope, *rows[0])

    def _opened(self, scope: Scope, counter: int, sealed: bytes) -> Tally:
        try:
            payload = scope.branch.sealer.open(_place(scope.name, counter), sealed)
        except (Unsealable, OverflowError) as reason:
            raise Unsealable(scope.name, TABLE) from reason
        return read_tally(counter, payload)

    def last(self, scope: Scope) -> Tally:
        """Return the last seal of a scope, also inside the transaction that has begun or changed it.

        Raises:
            Unsealable: it is not there, was changed, or is not the one that the roll lists.
        """
        if scope.name in self._touched:
            return self._known[scope.name]
        seal = self.read(scope)
        if not self._roll_now().lists(scope.name, seal.counter):
            raise Unsealable(scope.name, TABLE)
        return seal

    def rest(self, scope: Scope, marks: Iterable[int]) -> Tally:
        """Return what the last seal of a scope counts beside these marks: nothing, if all is well.

        A scope that is sealed anew begins with it, so what was missing, older or too many stays known.

        Raises:
            Unsealable: there is no seal to say it; see `last`.
        """
        seal = self.last(scope)
        rest = Tally(0, seal.rows, seal.digest)
        for mark in marks:
            rest.take_out(mark)
        return rest

    def after_begin(self, written_elsewhere: bool) -> None:
        """See `Watcher.after_begin`: what was remembered is worth nothing once somebody else has written."""
        if written_elsewhere:
            self._forget()
            self._listener(None)

    def before_commit(self) -> None:
        """See `Watcher.before_commit`: write the seals of every scope that was touched, and the roll."""
        if not (self._touched or self._written):
            return
        roll, to_hold = self._roll_now(), self._to_hold()
        for scope in self._touched.values():
            tally = self._known[scope.name]
            tally.counter += 1
            sealed = scope.branch.sealer.seal(self._plot(scope.name).at(tally.counter), tally.payload())
            if scope.name == to_hold:
                self._make_room(roll.hold(Held(scope.name, tally.counter, sealed)))
            else:
                roll.note(scope.name, tally.counter)
                self._database.run(_UPSERT, (scope.name, tally.counter, sealed))
        roll.write(self._database, self._keeper())
        self._written = True

    def _to_hold(self) -> str | None:
        """Return the household that was touched last in this transaction, if its row can stay as it is."""
        for scope in reversed(self._touched):
            if scope not in OWN_SCOPES and scope not in self._resealed:
                return scope
        return None

    def _make_room(self, held: Held | None) -> None:
        if held is not None:
            self._database.run(_UPSERT, (held.scope, held.counter, held.sealed))
            # On a leaf that is damaged no household is proved to be the last any more, and so not this one.
            with contextlib.suppress(Unsealable):
                self._roll_now().note(held.scope, held.counter)

    def after_commit(self) -> None:
        """See `Watcher.after_commit`: tell the device secret.

        A counter that lags behind is what a crash leaves too, so failing to write it undoes nothing.
        """
        roll, written = self._roll, self._written
        self._listener((*self._touched, *self._ended))
        self._touched.clear()
        self._ended.clear()
        self._resealed.clear()
        self._written = False
        if not written or roll is None:
            return
        try:
            self._secret.set_counter(roll.generation)
        except (OSError, VaultMistake):
            return

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: the file still has the seals and the roll from before."""
        self._listener((*self._touched, *self._ended))
        self._forget()

    def forget_known(self) -> None:
        """Let go of what was remembered."""
        self._forget()

    def _touch(self, scope: Scope) -> Tally:
        known = self._known.get(scope.name)
        if known is None:
            known = self._known[scope.name] = self.last(scope)
        self._touched[scope.name] = scope
        return known

    def _plot(self, scope: str) -> Plot:
        plot = self._plots.get(scope)
        if plot is None:
            plot = self._plots[scope] = Plot(TABLE, scope, scope)
        return plot

    def _forget(self) -> None:
        self._known.clear()
        self._plots.clear()
        self._touched.clear()
        self._ended.clear()
        self._resealed.clear()
        self._roll = None
        self._written = False

    def _roll_now(self) -> Roll:
        if self._roll is None:
            self._roll = self.roll()
        return self._roll


def _nobody_listens(scopes: Iterable[str] | None) -> None:
    """Nobody wants to know."""


def _nobody() -> Scope:
    raise Locked


def _place(scope: str, counter: int) -> Place:
    return place_of(TABLE, scope, scope, counter)

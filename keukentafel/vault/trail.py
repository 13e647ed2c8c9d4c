"""The audit trail: who opened, read, changed, exported or forgot what, and when.

The lines (`keukentafel.vault.trail_line`) are sealed and chained (`keukentafel.vault.chain`). A line that was
changed, taken away or put in shows as a *break* at its number. The trail goes on after a break. At unlocking
it is seen whether lines were cut off or the seal of the trail was tampered with, and a line says so; the
whole is followed when somebody looks at it, or looks the vault over.

A line is written in the transaction of what it tells of. Writing on several fields at once makes one line.
What happens at the table is in it too, so a key that seals a line stays while the vault is narrowed. Lines of
the work face are sealed with one that does not: at the table nobody reads in the trail what was done before,
and so nobody can tell by it that there is a safety line.
"""

import contextlib
from collections.abc import Iterator
from typing import Final

from keukentafel.journal.names import DeviceKey, HouseholdId, PersonId
from keukentafel.vault.chain import BEGINNING, UNKNOWN, Chain, Followed, link_of, name_of
from keukentafel.vault.gate import Clock
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import Found, Rows
from keukentafel.vault.tables import TrailRow
from keukentafel.vault.tally import Tally
from keukentafel.vault.trail_line import Action, Actor, Line, read_line, write_line

__all__ = ["Action", "Actor", "Chain", "Line", "Trail"]

_TABLE: Final = str(TrailRow.__tablename__)
_ROWS: Final = f"SELECT id, version, sealed, place_in_line FROM {_TABLE} WHERE scope = ?"  # noqa: S608
_NO_NUMBER: Final = "length(id) != 16 OR id GLOB '*[^0-9]*'"
_BETWEEN: Final = f"{_ROWS} AND id > ? AND id <= ? AND NOT ({_NO_NUMBER}) ORDER BY id"
_PAGE: Final = f"{_ROWS} AND id <= ? AND NOT ({_NO_NUMBER}) ORDER BY id DESC LIMIT ? OFFSET ?"
_NO_LINE: Final = f"({_NO_NUMBER} OR id > ?)"
_COUNT: Final = f"SELECT count(*), coalesce(sum({_NO_LINE}), 0) FROM {_TABLE} WHERE scope = ?"  # noqa: S608
_DELETE: Final = f"DELETE FROM {_TABLE} WHERE {_NO_LINE} AND scope = ?"  # noqa: S608
_BEHIND_ALL: Final = "\U0010ffff"
_FEW: Final = 50


class Trail:
    """The audit trail of one open vault; takes part in every transaction, to write what was changed in it.

    ``actor`` is who works with the vault; ``found_broken`` tells whether the trail had been tampered with
    when the vault was opened.
    """

    def __init__(self, rows: Rows, ring: KeyRing, clock: Clock) -> None:
        self._rows = rows
        self._ring = ring
        self._clock = clock
        self._changed: dict[HouseholdId, int] = {}
        self._opened: set[HouseholdId] = set()
        self._opening: set[HouseholdId] = set()
        self._unseen = False
        self._reached: int | None = None
        self._reaching = 0
        self._followed = Followed()
        self.actor = Actor()
        self.found_broken = False
        rows.database.watch(self)

    def add(
        self,
        action: Action,
        household: HouseholdId | None = None,
        about: PersonId | None = None,
        *,
        object: str = "",  # noqa: A002 -- the word of NEN 7513
        ground: str = "",
        refused: bool = False,
    ) -> None:
        """Write a line, in the transaction under way or in one of its own."""
        with self._rows.database.transaction():
            last, link = self._last_line()
            at = int(self._clock() * 1000)
            line = Line(
                last + 1, at, self.actor, self._device(), action, household, about, object, ground, refused
            )
            self._put(line, UNKNOWN if action is Action.BREAK_FOUND else link)

    def begin(self, wrong_pins: int, migrated_from: int | None) -> None:
        """Write that the vault was opened. A trail that was tampered with goes on, and says so in a line."""
        with self._rows.database.transaction():
            missing, strange = self._compared()
            if missing != 0 or strange or self._last_number() != self._reached:
                self.found_broken = True
                self._reseal()
                self.add(Action.BREAK_FOUND, object="" if missing is None else str(max(missing, 0)))
            if migrated_from is not None:
                self.add(Action.MIGRATED, object=str(migrated_from))
            if wrong_pins:
                self.add(Action.WRONG_PIN, object=str(wrong_pins), refused=True)
            self.add(Action.UNLOCKED)

    @contextlib.contextmanager
    def unseen(self) -> Iterator[None]:
        """While this lasts the program reads by itself, and nobody sees it: no household counts as opened."""
        before, self._unseen = self._unseen, True
        try:
            yield
        finally:
            self._unseen = before

    def opened(self, household: HouseholdId) -> None:
        """Write that a household was opened, once in each unlocking and each time at the table.

        Raises:
            Locked, NoSuchHousehold, Unsealable: it is out of reach, so it was not opened.
        """
        self._ring.household(household)
        if not self._unseen and household not in self._opened and household not in self._opening:
            with self._rows.database.transaction():
                self._opening.add(household)
                self.add(Action.OPENED, household)

    def changed(self, household: HouseholdId) -> None:
        """Take note that something was written on a household in the transaction under way."""
        self._changed[household] = self._changed.get(household, 0) + 1

    def chain(self, offset: int = 0, limit: int | None = None) -> Chain:
        """Return part of the trail, newest first, and every break in the whole of it.

        The first time the whole is followed, some 20 ms for a thousand lines; after that what was added.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        with self._rows.database.transaction():
            _ = self._ring.own
            last = name_of(self._last_number())
            for row in self._found(_BETWEEN, self._followed.row, last):
                self._followed.follow(row, self._read(row))
            page = self._found(_PAGE, last, -1 if limit is None else limit, offset)
            lines = tuple(read[0] for row in page if (read := self._read(row)))
            return Chain(lines, self._followed.found(*self._compared()))

    def after_begin(self, written_elsewhere: bool) -> None:
        """See `Watcher.after_begin`: what was followed may not be what the file has now."""
        if written_elsewhere:
            self._followed = Followed()

    def before_commit(self) -> None:
        """See `Watcher.before_commit`: write one line for each household that was written on."""
        changed, self._changed = self._changed, {}
        for household, operations in changed.items():
            self.add(Action.CHANGED, household, object=str(operations))

    def after_commit(self) -> None:
        """See `Watcher.after_commit`."""
        self._opened |= self._opening
        self._opening.clear()
        if self._reaching:
            self._reached, self._reaching = self._reaching, 0

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: nothing was changed or opened, and the last line is another one."""
        self._changed.clear()
        self._opening.clear()
        self._reaching = 0
        self._followed = Followed()

    def forget_known(self) -> None:
        """Let go of what was remembered."""
        self._opened.clear()
        self._followed = Followed()

    def _put(self, line: Line, previous: str) -> None:
        sealer = None if self._ring.is_narrow else self._ring.own.branch.sealer
        name, payload = name_of(line.number), write_line(line, previous)
        self._rows.put(TrailRow, self._ring.trail, name, payload, sealer, place_in_line=line.number)
        self._reaching = line.number

    def _last_line(self) -> tuple[int, str]:
        """Return the number after which the next line comes, and what that one has to name."""
        number = self._last_number()
        if not number:
            return 0, BEGINNING
        last = self._rows.get(TrailRow, self._ring.trail, name_of(number))
        # When it was cut off while the vault was open, its number is not used again.
        return number, UNKNOWN if last is None else link_of(last)

    def _last_number(self) -> int:
        """Return the last number that is in use; a row that was put in far behind has not used any."""
        if self._reached is None:
            self._reached = self._last_that_opens()
        number = max(self._reached, self._reaching)
        while self._rows.get(TrailRow, self._ring.trail, name_of(number + 1)) is not None:
            number += 1
        return number

    def _last_that_opens(self) -> int:
        before, offset = self._rows.count(TrailRow, self._ring.trail), 0
        while offset < before:
            for row in self._found(_PAGE, _BEHIND_ALL, _FEW, offset):
                read = self._read(row)
                if read is not None:
                    return read[0].number
            offset += _FEW
        return 0

    def _compared(self) -> tuple[int | None, int]:
        """Return how many lines fewer there are than the seal says, and how many rows that are no line.

        None when there is no seal to say it.
        """
        seals, scope = self._rows.seals, self._ring.trail
        ((rows, strange),) = self._rows.database.run(_COUNT, (name_of(self._last_number()), scope.name))
        try:
            seal = seals.last(scope)
        except Unsealable:
            return None, strange
        return seal.rows - (rows - strange), strange

    def _reseal(self) -> None:
        """Make the seal anew, over what is here; what is no line and never was is taken out."""
        scope, tally = self._ring.trail, Tally()
        self._rows.database.run(_DELETE, (name_of(self._last_number()), scope.name))
        for row in self._found(_BETWEEN, "", _BEHIND_ALL):
            with contextlib.suppress(TypeError, ValueError, OverflowError):
                tally.add(row.mark)
        self._rows.seals.reseal(scope, tally)

    def _read(self, row: Found) -> tuple[Line, str] | None:
        for sealer in (self._ring.own.branch.sealer, None):
            try:
                return read_line(row.open(sealer))
            except Unsealable:
                continue
        return None

    def _found(self, statement: str, *parameters: object) -> Iterator[Found]:
        scope = self._ring.trail
        for row, version, sealed, place in self._rows.database.run(statement, (scope.name, *parameters)):
            yield Found(scope, TrailRow, row, version, sealed, (place,))

    def _device(self) -> DeviceKey:
        return DeviceKey(self._ring.signing.public_key().public_bytes_raw().hex())

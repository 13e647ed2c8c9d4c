"""The audit trail: who opened, read, changed, exported or forgot what, and when.

Each line has the fields of NEN 7513: the moment, who (person, role, organisation), on which device, what was
done, to which household and about whom, on what ground, and whether it was refused. There are no names and no
words in it, only ids: what was forgotten stays forgotten.

The lines are sealed and chained: each holds the SHA-256 of the one before it. A line that was changed, taken
away or put in shows as a *break* at its number. The trail goes on after a break, and says so in a line.

A line is written in the transaction of what it tells of. Writing on several fields at once makes one line.
The key of the trail stays while the vault is narrowed, so that what happens at the table is in it too.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from keukentafel.journal.names import DeviceKey, HouseholdId, PersonId
from keukentafel.vault.gate import Clock
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.mistakes import DamagedVault, Unsealable
from keukentafel.vault.rows import Found, Rows
from keukentafel.vault.seals import Tally
from keukentafel.vault.tables import TrailRow

_BEGINNING: Final = "0" * 64


class Action(StrEnum):
    """What was done."""

    UNLOCKED = "unlocked"
    WRONG_PIN = "wrong_pin"
    OPENED = "opened"
    CHANGED = "changed"
    SEARCHED = "searched"
    SENT = "sent"
    EXPORTED = "exported"
    FORGOT = "forgot"
    ERASED = "erased"
    CLEANED = "cleaned"
    ROTATED = "rotated"
    PIN_CHANGED = "pin_changed"
    RECOVERY_CHANGED = "recovery_changed"
    RECOVERED = "recovered"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SAFETY = "safety"
    HANDED_OVER = "handed_over"
    MIGRATED = "migrated"
    BREAK_FOUND = "break_found"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works with this vault, as on the device card; empty before the device was enrolled."""

    person: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``at`` is this device's clock in milliseconds since 1970; ``number`` counts from 1.

    ``about`` is whom it concerns, ``object`` what (an edition, a compartment, a number of wrong PINs), and
    ``ground`` why, as a word of the program or a sentence that the worker gave.
    """

    number: int
    at: int
    actor: Actor
    device: str
    action: Action
    household: HouseholdId | None = None
    about: PersonId | None = None
    object: str = ""
    ground: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines in order, and the numbers at which the chain is broken."""

    lines: tuple[Line, ...]
    breaks: tuple[int, ...]


class Trail:
    """The audit trail of one open vault; takes part in every transaction, to write what was changed in it.

    ``actor`` is who works with the vault; ``found_broken`` tells whether the trail had been changed outside
    the vault when it was opened.
    """

    def __init__(self, rows: Rows, ring: KeyRing, clock: Clock) -> None:
        self._rows = rows
        self._ring = ring
        self._clock = clock
        self._changed: dict[HouseholdId, int] = {}
        self._opened: set[HouseholdId] = set()
        self._last: tuple[int, str] | None = None
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
            number, previous = self._last_line()
            line = Line(
                number + 1,
                int(self._clock() * 1000),
                self.actor,
                self._device(),
                action,
                household,
                about,
                object,
                ground,
                refused,
            )
            payload = _written(line, previous)
            self._rows.put(TrailRow, self._ring.trail, _name(line.number), payload, place_in_line=line.number)
            self._last = (line.number, sha256(payload).hexdigest())

    def begin(self, wrong_pins: int, migrated_from: int | None) -> None:
        """Write that the vault was opened. A trail that was tampered with goes on, and says so in a line."""
        with self._rows.database.transaction():
            if self._is_broken():
                self.found_broken = True
                self._reseal()
                self.add(Action.BREAK_FOUND)
            if migrated_from is not None:
                self.add(Action.MIGRATED, object=str(migrated_from))
            if wrong_pins:
                self.add(Action.WRONG_PIN, object=str(wrong_pins), refused=True)
            self.add(Action.UNLOCKED)

    def opened(self, household: HouseholdId) -> None:
        """Write that a household was opened, once in each unlocking."""
        if household not in self._opened:
            self._opened.add(household)
            self.add(Action.OPENED, household)

    def changed(self, household: HouseholdId) -> None:
        """Take note that something was written on a household in the transaction under way."""
        self._changed[household] = self._changed.get(household, 0) + 1

    def chain(self, offset: int = 0, limit: int | None = None) -> Chain:
        """Return part of the trail, newest first, and every break in the whole of it."""
        read = list(self._read())
        lines = [line for line, _, _ in read if line is not None]
        newest = lines[::-1][offset : None if limit is None else offset + limit]
        return Chain(tuple(newest), tuple(_breaks(read)))

    def after_begin(self, written_elsewhere: bool) -> None:
        """See `Watcher.after_begin`."""
        if written_elsewhere:
            self._last = None

    def before_commit(self) -> None:
        """See `Watcher.before_commit`: write one line for each household that was written on."""
        changed, self._changed = self._changed, {}
        for household, operations in changed.items():
            self.add(Action.CHANGED, household, object=str(operations))

    def after_commit(self) -> None:
        """See `Watcher.after_commit`."""

    def after_rollback(self) -> None:
        """See `Watcher.after_rollback`: nothing was changed, and the last line is another one."""
        self._changed.clear()
        self._opened.clear()
        self._last = None

    def forget_known(self) -> None:
        """Let go of what was remembered."""
        self.after_rollback()

    def _is_broken(self) -> bool:
        """Tell whether nothing may be written here: the seal is gone, older, or not of these rows."""
        try:
            seal = self._rows.seals.read(self._ring.trail)
        except Unsealable:
            return True
        if not self._rows.seals.roll().lists(self._ring.trail.name, seal.counter):
            return True
        tally = self._tally()
        return (tally.rows, tally.digest) != (seal.rows, seal.digest)

    def _tally(self) -> Tally:
        tally = Tally()
        for found in self._rows.find(TrailRow, self._ring.trail):
            tally.add(found.mark)
        return tally

    def _reseal(self) -> None:
        self._last = None
        self._rows.seals.reseal(self._ring.trail, self._tally())

    def _device(self) -> str:
        return DeviceKey(self._ring.signing.public_key().public_bytes_raw().hex())

    def _last_line(self) -> tuple[int, str]:
        if self._last is None:
            number = self._rows.next_in_line(TrailRow) - 1
            found = self._rows.get(TrailRow, self._ring.trail, _name(number)) if number else None
            self._last = (number, _hash_of(found))
        return self._last

    def _read(self) -> Iterator[tuple[Line | None, str, str]]:
        """Give each line with the hash it names and its own, in order; None for one that does not open."""
        rows = self._rows.find(TrailRow, self._ring.trail)
        for found in sorted(rows, key=lambda row: row.id):
            try:
                payload = found.open()
            except Unsealable:
                yield None, "", ""
                continue
            document = json.loads(payload)
            yield _line(document), document["previous"], sha256(payload).hexdigest()


def _breaks(read: list[tuple[Line | None, str, str]]) -> Iterator[int]:
    number, last = 0, _BEGINNING
    for line, previous, own in read:
        number += 1
        if line is None:
            yield number
            last = ""
            continue
        if line.number != number or previous != last:
            yield number
        number, last = line.number, own


def _hash_of(found: Found | None) -> str:
    if found is None:
        return _BEGINNING
    try:
        return sha256(found.open()).hexdigest()
    except Unsealable:
        return _BEGINNING


def _name(number: int) -> str:
    return f"{number:016d}"


def _written(line: Line, previous: str) -> bytes:
    document = asdict(line) | {"previous": previous}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _line(document: dict[str, object]) -> Line:
    fields = {name: value for name, value in document.items() if name in Line.__slots__}
    actor = fields["actor"]
    if not isinstance(actor, dict):
        raise DamagedVault
    fields |= {"actor": Actor(**actor), "action": Action(str(fields["action"]))}
    return Line(**fields)  # type: ignore[arg-type]

"""Looking the vault over, whole or one household: is every row the one that was last written?

Every row is opened, the seal of its scope is computed again from the rows, and the seal is held against the
roll. What is found stays contained: a household that was tampered with is named, and the others remain
usable. One household takes some milliseconds, so it can be looked over whenever it is opened.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.journal.names import CompartmentId, HouseholdId
from keukentafel.vault.key_ring import HOUSEHOLD_KEY, KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.roll import TABLE as ROLL_TABLE
from keukentafel.vault.roll import Roll
from keukentafel.vault.rows import Found, Rows, marks_of
from keukentafel.vault.seals import TABLE as SEAL_TABLE
from keukentafel.vault.tables import OWN_SCOPES, SEALED_TABLES, DocumentRow, TrailRow, WrappedKey
from keukentafel.vault.tally import Tally


class FindingKind(StrEnum):
    """What can be wrong with the rows of a household."""

    CHANGED = "changed"
    """A row, or an open column of it, is not what was written there: flipped or swapped."""

    MISSING = "missing"
    """There are fewer rows than there should be."""

    SUPERFLUOUS = "superfluous"
    """There are more rows than there should be: a deleted one was put back."""

    OLDER = "older"
    """The number is right but these are not the last ones: an older version was put back, of a row, or (when
    the table is that of the seals) of all rows together with their seal."""

    SEAL_LOST = "seal_lost"
    """The seal of the household is gone or changed."""

    KEY_LOST = "key_lost"
    """The key of the household is gone or changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong; ``household`` is None when it concerns the vault itself or the courier.

    ``table`` is where, as far as that can be told.
    """

    household: HouseholdId | None
    kind: FindingKind
    table: str = ""


class Inspection:
    """Looks over what is within reach: narrowed, that is one household and the courier."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the scopes within reach; an empty tuple when nothing is."""
        with self._rows.database.transaction():
            roll = self._rows.seals.roll()
            found = [*self._of_own(roll), *self._of_scope(self._ring.trail, roll)]
            found += [*self._of_strange_seals(roll), *self._of_pages()]
            for household in self._ring.within_reach() if self._ring.is_narrow else self._listed(roll):
                found += self._of_household(household, roll)
        return tuple(dict.fromkeys(found))

    def findings_of(self, household: HouseholdId) -> tuple[Finding, ...]:
        """Return what is wrong with one household.

        Raises:
            NoSuchHousehold: it was never in this vault.
        """
        with self._rows.database.transaction():
            roll = self._rows.seals.roll()
            if not roll.knows(household):
                self._ring.household(household)
            return tuple(dict.fromkeys(self._of_household(household, roll)))

    def own_findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the vault's own rows, the courier's, and the seal of any household.

        Of the audit trail only the number of lines is looked at; `Trail.chain` follows it.
        """
        with self._rows.database.transaction():
            roll = self._rows.seals.roll()
            found = [*self._of_own(roll), *self._of_trail(roll), *self._of_strange_seals(roll)]
            if not self._ring.is_narrow:
                found += self._of_seals(roll)
        return tuple(dict.fromkeys(found))

    def _of_pages(self) -> Iterator[Finding]:
        """Ask SQLite whether its own bookkeeping holds: a page or an index hides rows without a word."""
        if self._rows.database.run("PRAGMA integrity_check(1)") != [("ok",)]:
            yield Finding(None, FindingKind.CHANGED)

    def holds(self, scope: Scope) -> bool:
        """Tell whether every row of a scope is the one that was last written."""
        with self._rows.database.transaction():
            return not any(self._of_scope(scope, self._rows.seals.roll()))

    def has_damaged_documents(self, household: HouseholdId) -> bool:
        """Tell whether a document of a household was changed, or a row is missing, older or too many.

        False when its key is gone: then nothing of it can be read any more, nor handed over.
        """
        if self._scope_or_none(household) is None:
            return False
        elsewhere = {str(table.__tablename__) for table in SEALED_TABLES if table is not DocumentRow}
        return any(one.table not in elsewhere for one in self.findings_of(household))

    def has_broken_seal(self) -> bool:
        """Tell whether the key or seal of any household is gone, changed or older."""
        with self._rows.database.transaction():
            return any(self._of_seals(self._rows.seals.roll()))

    def _listed(self, roll: Roll) -> tuple[HouseholdId, ...]:
        # The roll still lists a household whose key was taken away.
        keys = {one.id for one in self._rows.find(WrappedKey, self._ring.vault, kind=HOUSEHOLD_KEY)}
        return tuple(HouseholdId(one) for one in sorted((keys | set(roll.scopes())) - OWN_SCOPES))

    def _of_own(self, roll: Roll) -> Iterator[Finding]:
        yield from self._of_scope(self._ring.courier, roll)
        if not self._ring.is_narrow:
            for scope in (self._ring.vault, self._ring.own):
                yield from self._of_scope(scope, roll)

    def _of_trail(self, roll: Roll) -> Iterator[Finding]:
        """Count the lines; a year of them, each opened, would take longer than unlocking may."""
        scope = self._ring.trail
        yield from self._of_seal(scope, roll)
        with contextlib.suppress(Unsealable):
            missing = self._rows.seals.read(scope).rows - self._rows.count(TrailRow, scope)
            if missing:
                yield Finding(None, FindingKind.MISSING if missing > 0 else FindingKind.SUPERFLUOUS)

    def _of_strange_seals(self, roll: Roll) -> Iterator[Finding]:
        if not roll.is_whole:
            yield Finding(None, FindingKind.CHANGED, ROLL_TABLE)
        if any(not roll.knows(scope) for scope in self._rows.seals.counters()):
            yield Finding(None, FindingKind.SUPERFLUOUS, SEAL_TABLE)

    def _of_seals(self, roll: Roll) -> Iterator[Finding]:
        for household in self._listed(roll):
            scope = self._scope_or_none(household)
            if scope is None:
                yield Finding(household, FindingKind.KEY_LOST)
            else:
                yield from self._of_seal(scope, roll)
                if roll.held(household) is not None:
                    # It cannot be put back by itself, and so tells nothing of a household that was.
                    yield from self._of_tally(scope, _counted(self._all_rows(scope)))

    def _of_seal(self, scope: Scope, roll: Roll) -> Iterator[Finding]:
        try:
            seal = self._rows.seals.read(scope)
        except Unsealable:
            yield Finding(_named(scope), FindingKind.SEAL_LOST, SEAL_TABLE)
        else:
            if not roll.lists(scope.name, seal.counter):
                yield Finding(_named(scope), FindingKind.OLDER, SEAL_TABLE)
            elif not self._rows.seals.has_its_row(scope):
                yield Finding(_named(scope), FindingKind.SEAL_LOST, SEAL_TABLE)

    def _of_household(self, household: HouseholdId, roll: Roll) -> Iterator[Finding]:
        scope = self._scope_or_none(household)
        if scope is None:
            yield Finding(household, FindingKind.KEY_LOST)
        else:
            yield from self._of_scope(scope, roll)

    def _scope_or_none(self, household: HouseholdId) -> Scope | None:
        try:
            return self._ring.household(household)
        except (Unsealable, NoSuchHousehold):
            return None

    def _of_scope(self, scope: Scope, roll: Roll) -> Iterator[Finding]:
        named = _named(scope)
        tally = Tally()
        for row in self._all_rows(scope):
            try:
                tally.add(row.mark)
                self._open(scope, row)
            except (Unsealable, TypeError, ValueError, OverflowError):
                yield Finding(named, FindingKind.CHANGED, row.shape.name)
        yield from self._of_seal(scope, roll)
        yield from self._of_tally(scope, tally)

    def _of_tally(self, scope: Scope, tally: Tally) -> Iterator[Finding]:
        with contextlib.suppress(Unsealable):
            kind = _difference(self._rows.seals.read(scope), tally)
            if kind is not None:
                yield Finding(_named(scope), kind)

    def _all_rows(self, scope: Scope) -> Iterator[Found]:
        for model in SEALED_TABLES:
            yield from self._rows.find(model, scope)

    def _open(self, scope: Scope, row: Found) -> None:
        compartment: CompartmentId | None = None
        if "compartment" in row.shape.columns:
            compartment = row.column("compartment")
        try:
            row.open(self._ring.sealer_of(row.model, scope, compartment))
        except Unsealable:
            if not self._ring.hides(row):
                raise


def _counted(rows: Iterable[Found]) -> Tally:
    tally = Tally()
    for mark in marks_of(rows):
        tally.add(mark)
    return tally


def _named(scope: Scope) -> HouseholdId | None:
    return None if scope.name in OWN_SCOPES else HouseholdId(scope.name)


def _difference(seal: Tally, rows: Tally) -> FindingKind | None:
    if rows.rows < seal.rows:
        return FindingKind.MISSING
    if rows.rows > seal.rows:
        return FindingKind.SUPERFLUOUS
    return None if rows.digest == seal.digest else FindingKind.OLDER

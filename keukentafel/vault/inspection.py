"""Looking the whole vault over: is every row the one that was last written?

Every row is opened, and the seal of every scope is computed again from its rows. What is found stays
contained: a household that was tampered with is named, and the others remain usable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.journal.names import CompartmentId, HouseholdId
from keukentafel.vault.key_ring import HOUSEHOLD_KEY, KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.rows import Found, Rows
from keukentafel.vault.seals import TABLE as SEAL_TABLE
from keukentafel.vault.seals import Tally
from keukentafel.vault.tables import COURIER, SEALED_TABLES, VAULT, WrappedKey


class FindingKind(StrEnum):
    """What can be wrong with the rows of a household."""

    CHANGED = "changed"
    """A row, or an open column of it, is not what was written there: flipped or swapped."""

    MISSING = "missing"
    """There are fewer rows than there should be."""

    SUPERFLUOUS = "superfluous"
    """There are more rows than there should be: a deleted one was put back."""

    OLDER = "older"
    """The number is right but the rows are not the last ones: an older version was put back."""

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
    """Looks over everything that is within reach: narrowed, that is one household and the courier.

    ``behind`` tells that the file was behind the device's counter when it was opened. It was opened all the
    same because a broken seal may explain that; whether more is older than it should be cannot be told then.
    """

    def __init__(self, rows: Rows, ring: KeyRing, *, behind: bool) -> None:
        self._rows = rows
        self._ring = ring
        self._behind = behind

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the scopes within reach; an empty tuple when nothing is."""
        with self._rows.database.transaction():
            found = list(self._of_scope(self._ring.courier))
            if not self._ring.is_narrow:
                found += self._of_scope(self._ring.vault)
            for household in self._ring.within_reach() if self._ring.is_narrow else self._listed():
                found += self._of_household(household)
        if self._behind:
            found.append(Finding(None, FindingKind.OLDER, SEAL_TABLE))
        return tuple(dict.fromkeys(found))

    def has_broken_seal(self) -> bool:
        """Tell whether the key or seal of any household is gone or changed."""
        try:
            for household in self._listed():
                self._rows.seals.read(self._ring.household(household))
        except (Unsealable, NoSuchHousehold):
            return True
        return False

    def _listed(self) -> tuple[HouseholdId, ...]:
        # A household whose key row was taken away still has its seal.
        keys = {one.id for one in self._rows.find(WrappedKey, self._ring.vault, kind=HOUSEHOLD_KEY)}
        seals = {str(scope) for (scope,) in self._rows.database.run(f"SELECT scope FROM {SEAL_TABLE}")}  # noqa: S608
        return tuple(HouseholdId(one) for one in sorted((keys | seals) - {VAULT, COURIER}))

    def _of_household(self, household: HouseholdId) -> Iterator[Finding]:
        try:
            scope = self._ring.household(household)
        except (Unsealable, NoSuchHousehold):
            yield Finding(household, FindingKind.KEY_LOST)
            return
        yield from self._of_scope(scope)

    def _of_scope(self, scope: Scope) -> Iterator[Finding]:
        named = None if scope.name in {VAULT, COURIER} else HouseholdId(scope.name)
        tally = Tally()
        for row in self._all_rows(scope):
            try:
                tally.add(row.mark)
                self._open(scope, row)
            except (Unsealable, TypeError, ValueError, OverflowError):
                yield Finding(named, FindingKind.CHANGED, row.shape.name)
        try:
            seal = self._rows.seals.read(scope)
        except Unsealable:
            yield Finding(named, FindingKind.SEAL_LOST, SEAL_TABLE)
            return
        kind = _difference(seal, tally)
        if kind is not None:
            yield Finding(named, kind)

    def _all_rows(self, scope: Scope) -> Iterator[Found]:
        for model in SEALED_TABLES:
            yield from self._rows.find(model, scope)

    def _open(self, scope: Scope, row: Found) -> None:
        compartment: CompartmentId | None = None
        if "compartment" in row.shape.columns:
            compartment = row.column("compartment")
        row.open(self._ring.sealer_of(row.model, scope, compartment))


def _difference(seal: Tally, rows: Tally) -> FindingKind | None:
    if rows.rows < seal.rows:
        return FindingKind.MISSING
    if rows.rows > seal.rows:
        return FindingKind.SUPERFLUOUS
    return None if rows.digest == seal.digest else FindingKind.OLDER

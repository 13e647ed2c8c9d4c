"""Cleaning up: what need not stay on the tablet any longer goes, without anybody asking.

After a signed receipt and a grace the working notes of a household, what was half typed, and the history of
its sentences go. What stands on every field now, the last edition, the aftercare and the check-ins stay. Of a
sentence that was replaced the skeleton stays, without its words, so that what others write on it still fits;
working notes, which never leave the tablet, go as a whole. Nothing that was written after the edition is
touched.

Whoever cleans says which fields are working notes and how far back; that is read from the catalogue
(`keukentafel.journal.retention`), and a vault knows no catalogue. The keys are turned when the PIN is given
next.
"""

from collections.abc import Callable
from dataclasses import dataclass

from keukentafel.journal.names import FieldName, HouseholdId, OperationId
from keukentafel.journal.operation import Operation, SignedOperation
from keukentafel.vault.due import RotationDue
from keukentafel.vault.parts import Parts
from keukentafel.vault.shelf import VaultShelf
from keukentafel.vault.tables import DraftRow
from keukentafel.vault.trail import Action

Over = Callable[[Operation], bool]
"""Tells whether the term of what was said is over."""

Gone = Callable[[FieldName, int], bool]
"""Tells whether what was said on a field, at a claimed moment (milliseconds since 1970), need not stay."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How much went: sentences as a whole, words of replaced sentences, drafts, and earlier editions."""

    notes: int = 0
    history: int = 0
    drafts: int = 0
    documents: int = 0

    def __bool__(self) -> bool:
        """Whether anything went."""
        return bool(self.notes or self.history or self.drafts or self.documents)


class Cleaning:
    """Cleans up in one open vault."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._due = RotationDue(parts.rows, parts.ring)

    def after_receipt(
        self, household: HouseholdId, notes: Gone, before: int, keep: Callable[[str, str], bool]
    ) -> Cleaned:
        """Clean a household of which an edition was received long enough ago.

        Args:
            household: which.
            notes: which fields are working notes.
            before: only what was said before this moment, in milliseconds since 1970.
            keep: tells of a document, by kind and name, whether it stays.
        """
        shelf = self._shelf(household)
        with self._parts.rows.database.transaction():
            gone = [one.id for one in shelf.operations() if self._is(one, notes, before)]
            shelf.drop(gone)
            heads = shelf.standing()
            old = [one.id for one in shelf.operations() if self._is_replaced(one, heads, before)]
            worded = [one for one in old if shelf.has_words(one)]
            shelf.erase(worded, marked=False)
            cleaned = Cleaned(
                len(gone), len(worded), self._drop_drafts(household, before), self._drop(household, keep)
            )
            self._close(household, cleaned)
        return cleaned

    def expired(self, household: HouseholdId, is_over: Over) -> Cleaned:
        """Clean a household of everything whose term is over."""
        shelf = self._shelf(household)
        with self._parts.rows.database.transaction():
            over = [one.id for one in shelf.operations() if is_over(one.operation)]
            shelf.drop(over)
            cleaned = Cleaned(len(over))
            self._close(household, cleaned)
        return cleaned

    def _close(self, household: HouseholdId, cleaned: Cleaned) -> None:
        if cleaned:
            self._due.mark(household)
            counts = f"{cleaned.notes}/{cleaned.history}/{cleaned.drafts}/{cleaned.documents}"
            self._parts.trail.add(Action.CLEANED, household, object=counts)
            self._parts.rows.database.checkpoint_after()

    def _is(self, signed: SignedOperation, notes: Gone, before: int) -> bool:
        said = signed.operation
        return said.claimed < before and notes(said.field, said.claimed)

    def _is_replaced(self, signed: SignedOperation, heads: frozenset[OperationId], before: int) -> bool:
        return signed.id not in heads and signed.operation.claimed < before

    def _drop_drafts(self, household: HouseholdId, before: int) -> int:
        scope = self._parts.ring.household(household)
        old = [one for one in self._parts.drafts.all(household) if one.saved < before]
        for draft in old:
            self._parts.rows.drop(DraftRow, scope, draft.id)
        return len(old)

    def _drop(self, household: HouseholdId, keep: Callable[[str, str], bool]) -> int:
        gone = [one for one in self._parts.documents.every(household) if not keep(one.kind, one.id)]
        for document in gone:
            self._parts.documents.drop(document)
        return len(gone)

    def _shelf(self, household: HouseholdId) -> VaultShelf:
        parts = self._parts
        return VaultShelf(household, parts.rows, parts.ring, parts.households, parts.trail)

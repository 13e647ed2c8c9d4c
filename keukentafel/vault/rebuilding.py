"""Rebuilding the heads of a household from its journal in the vault; see `keukentafel.journal.rebuilding`.

The inspection looks at rows and needs to know nothing of what is in them; this reads them. It is not written
in the trail as opening a household is, because nobody gets to see what was read.
"""

from keukentafel.journal.names import HouseholdId
from keukentafel.journal.rebuilding import Discrepancy, discrepancies
from keukentafel.vault.parts import Parts
from keukentafel.vault.shelf import VaultShelf


class Rebuilding:
    """Rebuilds heads in one open vault."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def discrepancies(self, household: HouseholdId) -> tuple[Discrepancy, ...]:
        """Return where the heads of a household differ from its journal; nothing when all is well.

        Raises:
            Unsealable: a row was changed outside the vault, so nothing can be rebuilt.
            NoSuchHousehold: the vault holds no household with this id.
            Locked: the vault is locked, or narrowed to another household.
        """
        parts = self._parts
        shelf = VaultShelf(household, parts.rows, parts.ring, parts.households, parts.trail)
        with parts.rows.database.transaction():
            compartments = [one.id for one in parts.households.compartments(household)]
            return discrepancies(shelf, shelf.every_entry(compartments), shelf.entries())

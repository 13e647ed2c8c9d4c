"""What guards an open vault: audit trail, recovery, rotation, safety line, forgetting, backup, search.

Made from the parts of one open vault, once, and let go of with it. `OpenVault` hands them out.
"""

from collections.abc import Iterable

from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.operation import Entry
from keukentafel.vault.cleaning import Cleaning
from keukentafel.vault.copying import Copying
from keukentafel.vault.draft import Draft
from keukentafel.vault.forgetting import Forgetting
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.parts import Parts
from keukentafel.vault.rebuilding import Rebuilding
from keukentafel.vault.recovery import Recovery
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.safety import SafetyLine
from keukentafel.vault.search import Search
from keukentafel.vault.shelf import VaultShelf


class Keeping:
    """The guards of one open vault."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._search: Search | None = None
        self.rotation = Rotation(parts)
        self.recovery = Recovery(parts, self.rotation)
        self.safety = SafetyLine(parts, self.rotation)
        self.copying = Copying(parts, self.rotation)
        self.cleaning = Cleaning(parts)
        self.forgetting = Forgetting(parts, self.safety, self.rotation)
        self.rebuilding = Rebuilding(parts)
        parts.rows.seals.tell(self._touched)

    def search(self, catalogue: Catalogue) -> Search:
        """Return what searches everything that is unlocked; its list is made at the first question.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        if self._parts.ring.is_narrow or not self._parts.rows.database.is_open:
            raise Locked
        if self._search is None:
            self._search = Search(_Reach(self._parts), catalogue)
        return self._search

    def forget_known(self) -> None:
        """Let go of what is in memory: the list that is searched, and the last line of the trail."""
        if self._search is not None:
            self._search.forget()
        self._parts.trail.forget_known()

    def _touched(self, scopes: Iterable[str] | None) -> None:
        if self._search is None:
            return
        if scopes is None:
            self._search.forget()
        for scope in scopes or ():
            self._search.touched(HouseholdId(scope))


class _Reach:
    """What a search reads; not written in the trail household by household, as opening one is."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def households(self) -> tuple[HouseholdId, ...]:
        return self._parts.households.all()

    def entries(self, household: HouseholdId) -> tuple[Entry, ...]:
        parts = self._parts
        return VaultShelf(household, parts.rows, parts.ring, parts.households, parts.trail).entries()

    def drafts(self, household: HouseholdId) -> tuple[Draft, ...]:
        return self._parts.drafts.all(household)

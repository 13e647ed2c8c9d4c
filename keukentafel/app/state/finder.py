"""Looking something up in everything that is unlocked; what was found is forgotten with the lock."""

import asyncio

from keukentafel.app.state.observed import Observed
from keukentafel.journal.catalogue import Catalogue
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.search import SearchResult
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault

MOST = 50
"""How many sentences are shown; the result says how many there are."""


class Finder(Observed):
    """One question at a time, and its answer. The first takes about a second, for the list to be made."""

    def __init__(self, vault: OpenVault, catalogue: Catalogue) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._noted = False
        self.query = ""
        self.result: SearchResult | None = None
        self.busy = False

    async def find(self, query: str) -> None:
        """Look for the sentences that hold all of these words; a newer question makes this one void."""
        self.query = query
        if not query.strip():
            self.result = None
            return
        self.busy = True
        try:
            found = await asyncio.to_thread(self._found, query)
        except Locked:
            found = None
        if query == self.query:
            self.result, self.busy = found, False

    def forget(self) -> None:
        """Forget what was found."""
        self.query, self.result, self.busy = "", None, False

    def _found(self, query: str) -> SearchResult:
        if not self._noted:
            self._noted = True
            self._vault.trail.add(Action.SEARCHED)
        return self._vault.search(self._catalogue).find(query, MOST)

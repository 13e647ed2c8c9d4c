"""What a worker has marked to be left out of one person's copy, and why; kept sealed until it went out.

It lies in that person's own compartment, so that it is forgotten along with them.
"""

from collections.abc import Mapping
from typing import Final

from keukentafel.dossier.people import Person
from keukentafel.journal.canonical import Json, NotCanonical, canonical, parse_canonical
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.open_vault import OpenVault

KIND: Final = "own-data"
"""The kind of document in the vault."""


class OwnMarks:
    """The marks on one person's copy: for each thing that stays out, the reason."""

    def __init__(self, vault: OpenVault, household: HouseholdId, person: Person) -> None:
        self._vault = vault
        self._household = household
        self._person = person
        kept = vault.document(household, KIND, person.id)
        self.left_out: Mapping[str, str] = _read(kept.data) if kept else {}

    def keep(self, left_out: Mapping[str, str]) -> None:
        """Keep these marks."""
        self._put(canonical(dict[str, Json](left_out)))
        self.left_out = left_out

    def forget(self) -> None:
        """Keep the marks no longer, in the transaction under way: what they were for has gone out."""
        if self.left_out:
            self._put(b"")

    def _put(self, data: bytes) -> None:
        compartment = self._vault.compartment(self._household, CompartmentKind.PERSON.value, self._person.id)
        self._vault.keep_document(self._household, KIND, self._person.id, data, compartment)


def _read(data: bytes) -> dict[str, str]:
    try:
        document = parse_canonical(data) if data else {}
    except NotCanonical:
        return {}
    listed = document.items() if isinstance(document, dict) else ()
    return {thing: str(reason) for thing, reason in listed}

"""Whole documents beside the journal: editions, assents, receipts, reviews.

A document is bytes that mean something elsewhere (a signed bundle, a receipt); the vault keeps them as they
are. The file shows neither the kind nor the name of a document: both are found by keyed digests.
"""

from dataclasses import dataclass
from typing import Final

from keukentafel.journal.names import CompartmentId, HouseholdId
from keukentafel.vault.households import Households
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import Found, Rows, read, written
from keukentafel.vault.tables import DocumentRow

_LENGTH_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a household; without a compartment it is sealed for the household as a whole."""

    household: HouseholdId
    kind: str
    id: str
    data: bytes
    compartment: CompartmentId | None = None


class Documents:
    """The documents of one open vault."""

    def __init__(self, rows: Rows, ring: KeyRing, households: Households) -> None:
        self._rows = rows
        self._ring = ring
        self._households = households

    def keep(self, document: Document) -> None:
        """Keep a document; one of the same kind and name is replaced, in its place."""
        with self._rows.database.transaction():
            scope = self._ring.household(document.household)
            name = scope.branch.digest("document", document.kind, document.id)
            sealer = scope.branch.sealer
            if document.compartment is not None:
                sealer = self._households.sealer(document.household, document.compartment)
            known = self._rows.get(DocumentRow, scope, name)
            line = known.column("place_in_line") if known else self._rows.next_in_line(DocumentRow)
            columns = {
                "compartment": document.compartment,
                "kind": scope.branch.digest("kind", document.kind),
                "place_in_line": line,
            }
            self._rows.put(DocumentRow, scope, name, _payload(document), sealer, **columns)

    def all(self, household: HouseholdId, kind: str) -> tuple[Document, ...]:
        """Return the documents of one kind, in the order in which they were first kept."""
        scope = self._ring.household(household)
        found = self._rows.find(DocumentRow, scope, kind=scope.branch.digest("kind", kind))
        opened = [(one.column("place_in_line"), self._open(scope, one)) for one in found]
        return tuple(document for _, document in sorted(opened, key=lambda pair: pair[0]))

    def every(self, household: HouseholdId) -> tuple[Document, ...]:
        """Return all documents of a household but those of the safety line, first kept first."""
        scope = self._ring.household(household)
        opened = [
            (row.column("place_in_line"), document)
            for row in self._rows.find(DocumentRow, scope)
            if (document := self._open_if_ours(scope, row))
        ]
        return tuple(document for _, document in sorted(opened, key=lambda pair: pair[0]))

    def drop(self, document: Document) -> None:
        """Delete a document; one that is not there is left at that."""
        scope = self._ring.household(document.household)
        self._rows.drop(DocumentRow, scope, scope.branch.digest("document", document.kind, document.id))

    def one(self, household: HouseholdId, kind: str, name: str) -> Document | None:
        """Return one document, or None."""
        scope = self._ring.household(household)
        found = self._rows.get(DocumentRow, scope, scope.branch.digest("document", kind, name))
        return None if found is None else self._open(scope, found)

    def _open_if_ours(self, scope: Scope, found: Found) -> Document | None:
        try:
            return self._open(scope, found)
        except Unsealable:
            if self._ring.hides(found):
                return None
            raise

    def _open(self, scope: Scope, found: Found) -> Document:
        compartment: CompartmentId | None = found.column("compartment")
        payload = found.open(self._ring.sealer_of(DocumentRow, scope, compartment))
        length = int.from_bytes(payload[:_LENGTH_BYTES])
        kind, name = names_in(payload)
        data = payload[_LENGTH_BYTES + length :]
        return Document(HouseholdId(scope.name), kind, name, data, compartment)


def document_names(branch: Branch, kind: str, name: str) -> tuple[str, str]:
    """Return the name of a document's row, and the digest of its kind."""
    return branch.digest("document", kind, name), branch.digest("kind", kind)


def names_in(payload: bytes) -> tuple[str, str]:
    """Return the kind and the name that stand in the payload of a document."""
    length = int.from_bytes(payload[:_LENGTH_BYTES])
    kind, name = read(payload[_LENGTH_BYTES : _LENGTH_BYTES + length])
    return str(kind), str(name)


def _payload(document: Document) -> bytes:
    names = written([document.kind, document.id])
    return len(names).to_bytes(_LENGTH_BYTES) + names + document.data

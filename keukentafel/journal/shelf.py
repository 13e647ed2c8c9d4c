"""Where the journal of one household is kept.

The journal itself does no input or output: it decides what is accepted and what the heads are, and writes
that through this protocol. In the product the vault is the shelf (sealed rows, one transaction); in tests
and in memory it is ``MemoryShelf``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.operation import Entry

Place = tuple[ObjectId, FieldName]
"""One field of one object."""


class Shelf(Protocol):
    """Keeps the entries, heads and waiting entries of one household."""

    def entry(self, operation: OperationId) -> Entry | None:
        """Return an accepted entry, with its value if that is still there."""

    def keep(self, entry: Entry) -> None:
        """Keep an accepted entry; one that is there already gets its value filled in.

        The journal never offers a value for an operation of which ``is_erased`` is true.
        """

    def heads(self, place: Place) -> frozenset[OperationId]:
        """Return the operations on this field that nobody has replaced."""

    def put_heads(self, place: Place, heads: frozenset[OperationId]) -> None:
        """Replace the heads of one field."""

    def erase(self, operations: Iterable[OperationId]) -> None:
        """Take the value and salt of these accepted operations away for good, and remember that."""

    def is_erased(self, operation: OperationId) -> bool:
        """Tell whether ``erase`` has named this operation, whether or not it had a value then."""

    def wait(self, missing: OperationId, entry: Entry) -> None:
        """Keep an entry until the operation it has seen arrives.

        An entry that waits already is not kept twice; if it had no value it gets this one.
        """

    def waiting_for(self, arrived: OperationId) -> tuple[Entry, ...]:
        """Take out and return the entries that waited for this operation."""

    def waiting_count(self) -> int:
        """Return how many entries wait."""

    def places(self) -> tuple[Place, ...]:
        """Return every field that has heads."""


@dataclass(slots=True)
class MemoryShelf:
    """A shelf in memory."""

    entries: dict[OperationId, Entry] = field(default_factory=dict)
    head_sets: dict[Place, frozenset[OperationId]] = field(default_factory=dict)
    erased: set[OperationId] = field(default_factory=set)
    waiting: dict[OperationId, dict[OperationId, Entry]] = field(default_factory=dict)

    def entry(self, operation: OperationId) -> Entry | None:
        """See `Shelf.entry`."""
        return self.entries.get(operation)

    def keep(self, entry: Entry) -> None:
        """See `Shelf.keep`."""
        self.entries[entry.signed.id] = entry

    def heads(self, place: Place) -> frozenset[OperationId]:
        """See `Shelf.heads`."""
        return self.head_sets.get(place, frozenset())

    def put_heads(self, place: Place, heads: frozenset[OperationId]) -> None:
        """See `Shelf.put_heads`."""
        self.head_sets[place] = heads

    def erase(self, operations: Iterable[OperationId]) -> None:
        """See `Shelf.erase`."""
        for one in operations:
            self.entries[one] = Entry(self.entries[one].signed, None)
            self.erased.add(one)

    def is_erased(self, operation: OperationId) -> bool:
        """See `Shelf.is_erased`."""
        return operation in self.erased

    def wait(self, missing: OperationId, entry: Entry) -> None:
        """See `Shelf.wait`."""
        queue = self.waiting.setdefault(missing, {})
        known = queue.get(entry.signed.id)
        if known is None or known.value is None:
            queue[entry.signed.id] = entry

    def waiting_for(self, arrived: OperationId) -> tuple[Entry, ...]:
        """See `Shelf.waiting_for`."""
        return tuple(self.waiting.pop(arrived, {}).values())

    def waiting_count(self) -> int:
        """See `Shelf.waiting_count`."""
        return sum(len(queue) for queue in self.waiting.values())

    def places(self) -> tuple[Place, ...]:
        """See `Shelf.places`."""
        return tuple(self.head_sets)

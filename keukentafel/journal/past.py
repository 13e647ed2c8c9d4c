"""What lies behind an operation: walking back over what it has seen."""

from collections.abc import Iterable, Iterator

from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.shelf import Shelf


def entries(shelf: Shelf, operations: Iterable[OperationId]) -> Iterator[Entry]:
    """Return the accepted entries among these operations."""
    found = (shelf.entry(one) for one in operations)
    return (entry for entry in found if entry is not None)


def closure(shelf: Shelf, operations: Iterable[OperationId]) -> frozenset[OperationId]:
    """Return these operations with everything that they, directly or through others, have seen."""
    reached: set[OperationId] = set()
    ahead = list(operations)
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead.extend(seen for entry in entries(shelf, [one]) for seen in entry.signed.operation.seen)
    return frozenset(reached)


def for_display(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by claimed time and then by identifier: an order to show, which decides nothing."""
    return tuple(sorted(found, key=lambda entry: (entry.signed.operation.claimed, entry.signed.id)))

"""Rebuilding the heads of a journal from what was accepted, and comparing them with what a shelf shows.

A shelf keeps the heads of every field beside the operations, so that a dossier is read without its history.
They follow from the operations alone: what stands on a field is what nobody there has replaced. So they can
be made again from nothing and laid beside what is kept. A seal tells that a row is the one that was written;
this tells that what was written was right.

An operation that waits for another one was not accepted and is left out. A field from which something was
taken as a whole (working notes that were cleaned up) is rebuilt from what is left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry, MalformedOperation, SignedOperation, matches, read_operation
from keukentafel.journal.shelf import Place, Shelf


class DiscrepancyKind(StrEnum):
    """How a journal and what is shown of it can differ."""

    NOT_SHOWN = "not_shown"
    """Nobody has replaced this operation, and it does not stand on its field."""

    REPLACED = "replaced"
    """It stands on its field, and it was replaced."""

    UNKNOWN = "unknown"
    """It stands on a field, and was never accepted there."""

    OTHER_WORDS = "other_words"
    """It stands with other words, or another skeleton, than were accepted."""

    NOT_SIGNED = "not_signed"
    """What is kept is not what its device has signed."""

    NOT_ERASED = "not_erased"
    """It was erased, and its words are there."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One operation about which the journal and what is shown do not agree."""

    kind: DiscrepancyKind
    operation: OperationId


def rebuilt_heads(operations: Iterable[SignedOperation]) -> dict[Place, frozenset[OperationId]]:
    """Return what stands on every field: the operations that no other one on that field has seen."""
    known: dict[Place, set[OperationId]] = defaultdict(set)
    seen: dict[Place, set[OperationId]] = defaultdict(set)
    for one in operations:
        known[_place_of(one)].add(one.id)
        seen[_place_of(one)].update(one.operation.seen)
    return {place: frozenset(known[place] - seen[place]) for place in known}


def discrepancies(
    shelf: Shelf, accepted: Iterable[Entry], standing: Iterable[Entry]
) -> tuple[Discrepancy, ...]:
    """Rebuild the heads of a shelf and return where they differ from what it shows; nothing when all is well.

    Every signature is verified anew, which costs some 200 µs each.

    Args:
        shelf: where the journal is kept.
        accepted: everything that was accepted on it, with its words as far as they are there.
        standing: everything that it shows as standing on some field now, with its words.
    """
    kept = {entry.signed.id: entry for entry in accepted}
    rebuilt = rebuilt_heads(entry.signed for entry in kept.values())
    found = [*_of_heads(shelf, kept, rebuilt), *_of_words(kept, standing), *_of_entries(shelf, kept)]
    return tuple(dict.fromkeys(found))


def _of_heads(
    shelf: Shelf, kept: Mapping[OperationId, Entry], rebuilt: Mapping[Place, frozenset[OperationId]]
) -> Iterator[Discrepancy]:
    for place in dict.fromkeys((*rebuilt, *shelf.places())):
        wanted, shown = rebuilt.get(place, frozenset()), shelf.heads(place)
        for one in sorted(wanted - shown):
            yield Discrepancy(DiscrepancyKind.NOT_SHOWN, one)
        for one in sorted(shown - wanted):
            known = kept.get(one)
            is_here = known is not None and _place_of(known.signed) == place
            yield Discrepancy(DiscrepancyKind.REPLACED if is_here else DiscrepancyKind.UNKNOWN, one)


def _of_words(kept: Mapping[OperationId, Entry], standing: Iterable[Entry]) -> Iterator[Discrepancy]:
    for entry in standing:
        accepted = kept.get(entry.signed.id)
        if accepted is None:
            yield Discrepancy(DiscrepancyKind.UNKNOWN, entry.signed.id)
        elif accepted != entry:
            yield Discrepancy(DiscrepancyKind.OTHER_WORDS, entry.signed.id)


def _of_entries(shelf: Shelf, kept: Mapping[OperationId, Entry]) -> Iterator[Discrepancy]:
    for one, entry in kept.items():
        if not _is_signed(entry):
            yield Discrepancy(DiscrepancyKind.NOT_SIGNED, one)
        if entry.value is not None and shelf.is_erased(one):
            yield Discrepancy(DiscrepancyKind.NOT_ERASED, one)


def _is_signed(entry: Entry) -> bool:
    try:
        read_operation(entry.signed.skeleton, entry.signed.signature)
    except MalformedOperation:
        return False
    return entry.value is None or matches(entry.signed, entry.value)


def _place_of(signed: SignedOperation) -> Place:
    return signed.operation.object, signed.operation.field

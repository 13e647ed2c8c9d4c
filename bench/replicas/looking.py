"""Looking whether all tablets hold the same plan, and whether a sentence is gone.

It knows nothing of how a journal merges. It takes what was signed, and says from that alone what must be
there: every sentence that was written, with its words unless they were erased, and among what stands unless
something came in its place that might: on the same field, and in the same voice where words are one's own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from keukentafel.journal.field import Replace
from keukentafel.journal.journal import Journal
from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act
from tests.journal.household import CATALOGUE, shelf_of, state


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, counted once for each tablet.

    ``lost`` are sentences that are gone, ``returned`` erased words that came back, ``displaced`` sentences in
    whose place something came that might not.
    """

    converged: bool
    lost: int
    returned: int
    displaced: int


def look(
    tablets: Iterable[Journal], said: Mapping[OperationId, Entry], hostile: Mapping[OperationId, Entry]
) -> Found:
    """Look on every tablet.

    Args:
        tablets: the tablets, to which everything was delivered.
        said: what honest tablets wrote, as it was when it was written.
        hostile: what was sent with a list that lies; it may have been accepted or not.
    """
    everywhere = tuple(tablets)
    states = [state(one) for one in everywhere]
    counted = sum((Counter(_faults(one, said, hostile)) for one in everywhere), Counter[str]())
    return Found(
        all(one == states[0] for one in states), *(counted[one] for one in ("lost", "returned", "displaced"))
    )


def _faults(
    tablet: Journal, said: Mapping[OperationId, Entry], hostile: Mapping[OperationId, Entry]
) -> Iterator[str]:
    shelf = shelf_of(tablet)
    accepted = {
        one: entry for one, entry in {**said, **hostile}.items() if one in said or one in shelf.entries
    }
    erased = _erased(accepted)
    replaced = {one for entry in accepted.values() for one in entry.signed.operation.seen}
    standing = {one for heads in shelf.head_sets.values() for one in heads}
    for entry in accepted.values():
        yield from ("displaced" for one in entry.signed.operation.seen if _may_not(entry, accepted.get(one)))
    for one, entry in accepted.items():
        kept = shelf.entries.get(one)
        if one in erased:
            if kept is not None and kept.value is not None:
                yield "returned"
        elif kept is None or kept.value != entry.value or (one not in replaced and one not in standing):
            yield "lost"


def _may_not(new: Entry, old: Entry | None) -> bool:
    if old is None:
        return True
    came, was = new.signed.operation, old.signed.operation
    elsewhere = (came.object, came.field, came.compartment) != (was.object, was.field, was.compartment)
    own = CATALOGUE.field(was.field).replace is Replace.VOICE
    return elsewhere or (own and came.voice != was.voice)


def _erased(accepted: Mapping[OperationId, Entry]) -> set[OperationId]:
    """What lies behind the erasures that were accepted."""
    ahead = [
        seen
        for entry in accepted.values()
        if entry.signed.operation.act is Act.ERASE
        for seen in entry.signed.operation.seen
    ]
    erased: set[OperationId] = set()
    while ahead:
        one = ahead.pop()
        if one in accepted and one not in erased:
            erased.add(one)
            ahead.extend(accepted[one].signed.operation.seen)
    return erased

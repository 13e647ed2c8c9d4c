"""What became of a sentence: whether it still stands, or who came after it.

The dossier reads only what stands now. Whoever tells the whole history (a person's own data) needs to say of
every sentence what happened to it, from all entries of the household together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act

WITH_WORDS: Final = frozenset({Act.SAY, Act.AFFIRM})
"""The acts that say something; a strike or an erasure has no words of its own."""


class Standing(StrEnum):
    """What became of a sentence. ``ABSENT``: its words were cleaned up, or never came to this tablet."""

    STANDS = "stands"
    AFFIRMED = "affirmed"
    REPLACED = "replaced"
    STRUCK = "struck"
    ERASED = "erased"
    ABSENT = "absent"


def standings(entries: Iterable[Entry]) -> dict[OperationId, Standing]:
    """Return what became of each of these entries, which are heads and history of the fields they are on."""
    known = {entry.signed.id: entry for entry in entries}
    followed: dict[OperationId, set[Act]] = defaultdict(set)
    for entry in known.values():
        for seen in entry.signed.operation.seen:
            followed[seen].add(entry.signed.operation.act)
    erased = frozenset(_erased(known))
    return {one: _standing(entry, followed[one], one in erased) for one, entry in known.items()}


def _standing(entry: Entry, followed_by: set[Act], erased: bool) -> Standing:
    if entry.signed.operation.act in WITH_WORDS:
        if erased:
            return Standing.ERASED
        if entry.value is None:
            return Standing.ABSENT
        if Act.STRIKE in followed_by:
            return Standing.STRUCK
    if Act.SAY in followed_by:
        return Standing.REPLACED
    return Standing.AFFIRMED if Act.AFFIRM in followed_by else Standing.STANDS


def _erased(known: Mapping[OperationId, Entry]) -> Iterator[OperationId]:
    """Walk back from every erasure over what it has seen, as the journal does when it erases."""
    ahead = [
        seen
        for entry in known.values()
        if entry.signed.operation.act is Act.ERASE
        for seen in entry.signed.operation.seen
    ]
    reached: set[OperationId] = set()
    while ahead:
        one = ahead.pop()
        if one in known and one not in reached:
            reached.add(one)
            ahead.extend(known[one].signed.operation.seen)
            yield one

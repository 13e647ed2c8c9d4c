"""Searching in everything that is unlocked: any part of a word, whatever its case and accents.

Dutch glues words together, so ``schuld`` must find ``jeugdschulden``; an index of whole words does not. All
sentences within reach are therefore kept in memory a second time, *folded*: without case, accents and
ligatures, and with the quotes and dashes of a typewriter. A query is folded likewise and looked for in each.
Nothing of this is ever on disk. The list is made at the first search and let go of on locking; in between,
only the households that were written in are read again.

What is searched is what stands on a field now, and text being typed, of the fields in which the catalogue
says that people write. Codes, dates and references are not, nor what a newer catalogue knows and this one
does not. The safety line cannot be found: its entries lie in sealed documents, which a search never reads,
and no field that the catalogue gives to the safety line is taken in. Nor is the own sheet of somebody young:
a search would tell what they share with nobody.

Searching belongs to the worker's own face of the tablet. At the table other people look along, so while the
vault is narrowed a search raises ``Locked``, also about the household that is open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as column
from itertools import chain
from typing import Final, Protocol

from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, CompartmentKind, Field, Sight, ValueKind
from keukentafel.journal.names import (
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    is_digest,
    is_random_id,
)
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act
from keukentafel.vault.draft import Draft
from keukentafel.vault.excerpt import Excerpt, excerpt_of
from keukentafel.vault.folding import Folding
from keukentafel.vault.mistakes import DamagedVault, Unsealable

_FREE: Final = frozenset({ValueKind.LINE, ValueKind.TEXT, ValueKind.SETTLED})
_QUERY: Final = re.compile(r'"([^"]*)"|([^\s"]+)')


class Reach(Protocol):
    """What a search reads from: an `OpenVault`. Every method raises ``Locked`` when that is locked."""

    def households(self) -> tuple[HouseholdId, ...]:
        """Return every household; raises ``Locked`` while narrowed, and so does a search then."""

    def entries(self, household: HouseholdId) -> tuple[Entry, ...]:
        """Return everything that stands on any field of a household now."""

    def drafts(self, household: HouseholdId) -> tuple[Draft, ...]:
        """Return the text being typed in a household."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence in which everything was found; a draft has no ``operation`` and no ``claimed`` time.

    ``claimed`` is in milliseconds since 1970, by the clock of the device on which it was written.
    """

    household: HouseholdId
    object: ObjectId
    field: FieldName
    operation: OperationId | None
    claimed: int | None
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found: drafts first, then the newest by claimed time.

    ``total`` counts every sentence found, also those beyond the limit. ``unread`` are the households that
    were changed outside the vault: they are left out, and the others are searched all the same.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    unread: tuple[HouseholdId, ...] = ()


@dataclass(frozen=True, slots=True)
class _Note:
    """One sentence, as it was written and folded."""

    household: HouseholdId
    object: ObjectId
    field: FieldName
    operation: OperationId | None
    claimed: int | None
    text: str
    folded: str

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Lowest for the newest; the identifier is there so that equal times keep one order."""
        return self.claimed is not None, -(self.claimed or 0), self.operation or self.object


@dataclass(slots=True)
class _Kept:
    """What is in memory: the notes of each household, None for one that cannot be read, and all in order."""

    folding: Folding = column(default_factory=Folding)
    pages: dict[HouseholdId, tuple[_Note, ...] | None] = column(default_factory=dict)
    stale: set[HouseholdId] = column(default_factory=set)
    notes: list[_Note] | None = None

    def drop(self, household: HouseholdId) -> None:
        self.stale.add(household)
        self.notes = None
        self.pages.pop(household, None)


class Search:
    """Searches in everything within reach of one open vault, whose owner says what has changed.

    ``touched`` and ``forget`` may be called from another thread while a search goes on.
    """

    def __init__(self, reach: Reach, catalogue: Catalogue) -> None:
        self._reach = reach
        self._fields = frozenset(one.name for one in catalogue.fields if _is_searched(one, catalogue))
        self._kept = _Kept()

    def find(self, query: str, limit: int) -> SearchResult:
        """Return the sentences in which all words of a query are found, at most ``limit`` of them.

        Words between double quotes are looked for as they stand there, together. A query that is empty when
        folded finds nothing.

        Raises:
            Locked: the vault is locked or narrowed.
        """
        kept = self._kept
        households = self._reach.households()
        words = _words_of(query.translate(kept.folding))
        if not words:
            return SearchResult()
        notes = self._notes(kept, households)
        for word in words:
            notes = [note for note in notes if word in note.folded]
        unread = tuple(one for one in households if kept.pages.get(one, ()) is None)
        hits = tuple(_hit(note, words, kept.folding) for note in notes[: max(0, limit)])
        return SearchResult(hits, len(notes), unread)

    def touched(self, household: HouseholdId) -> None:
        """Let go of what was kept of a household, and read it again at the next search if it is still there.

        Call this when a transaction that wrote in it has ended, also when that was undone.
        """
        self._kept.drop(household)

    def forget(self) -> None:
        """Let go of everything; a search that is going on leaves nothing behind for the next one."""
        self._kept = _Kept()

    def _notes(self, kept: _Kept, households: Sequence[HouseholdId]) -> list[_Note]:
        """Return every note, newest first, after reading what is not there or not as it was."""
        for gone in kept.pages.keys() - set(households):
            kept.drop(gone)
        for household in households:
            if household in kept.stale or household not in kept.pages:
                # Before reading: what is written meanwhile makes it stale again.
                kept.stale.discard(household)
                kept.notes, kept.pages[household] = None, self._page(household, kept.folding)
        notes = kept.notes
        if notes is None:
            pages = (page or () for page in list(kept.pages.values()))
            notes = kept.notes = sorted(chain.from_iterable(pages), key=lambda note: note.rank)
        return notes

    def _page(self, household: HouseholdId, folding: Folding) -> tuple[_Note, ...] | None:
        try:
            entries, drafts = self._reach.entries(household), self._reach.drafts(household)
        except (Unsealable, DamagedVault):
            return None
        said = (_said(entry, folding) for entry in entries if entry.signed.operation.field in self._fields)
        typed = (_typed(draft, folding) for draft in drafts if draft.field in self._fields)
        return tuple(note for note in chain(said, typed) if note.folded)


def _is_searched(field: Field, catalogue: Catalogue) -> bool:
    kind = catalogue.object_kind(field.object)
    is_safety = Sight.SAFETY in field.sees or kind.compartment is CompartmentKind.SAFETY
    return field.value in _FREE and kind.searched and not is_safety


def _said(entry: Entry, folding: Folding) -> _Note:
    operation = entry.signed.operation
    # A head that strikes or erases has no words; should one have come with some, they do not stand.
    stands = entry.value is not None and operation.act in {Act.SAY, Act.AFFIRM}
    text = "\n".join(_texts_in(entry.value.content)) if entry.value and stands else ""
    return _Note(
        operation.household,
        operation.object,
        operation.field,
        entry.signed.id,
        operation.claimed,
        text,
        text.translate(folding),
    )


def _typed(draft: Draft, folding: Folding) -> _Note:
    folded = draft.text.translate(folding)
    return _Note(draft.household, draft.object, draft.field, None, None, draft.text, folded)


def _texts_in(content: Json) -> Iterator[str]:
    """Return what people wrote in a value: no keys, identifiers, or the state of what is settled."""
    if isinstance(content, str) and not is_random_id(content) and not is_digest(content):
        yield content
    elif isinstance(content, dict):
        yield from chain.from_iterable(_texts_in(one) for name, one in content.items() if name != "state")
    elif isinstance(content, list):
        yield from chain.from_iterable(map(_texts_in, content))


def _words_of(folded: str) -> tuple[str, ...]:
    """Return the words and phrases of a folded query, each once, the longest first."""
    found = {" ".join((phrase or word).split()) for phrase, word in _QUERY.findall(folded)}
    return tuple(sorted(found - {""}, key=lambda word: (-len(word), word)))


def _hit(note: _Note, words: Sequence[str], folding: Folding) -> Hit:
    excerpt = excerpt_of(note.text, note.folded, words, folding)
    return Hit(note.household, note.object, note.field, note.operation, note.claimed, excerpt)

"""What goes when something is forgotten, row by row, inside a transaction that somebody else has begun.

Everything that lies in a compartment carries its id, so a compartment goes without being read. One person's
words in the common part must be looked for: by their voice, and by the object that the person is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from keukentafel.journal.names import CompartmentId, HouseholdId, OperationId, PersonId
from keukentafel.journal.operation import Operation
from keukentafel.vault.document import Document
from keukentafel.vault.draft import Draft
from keukentafel.vault.due import RotationDue
from keukentafel.vault.entry_payload import read_entry
from keukentafel.vault.households import Compartment
from keukentafel.vault.key_ring import HOUSEHOLD_KEY
from keukentafel.vault.ladder import Scope
from keukentafel.vault.marks import erased_mark, keep_mark, person_mark
from keukentafel.vault.mistakes import NoSuchHousehold, Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.rows import Found, marks_of, read
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.shelf import VaultShelf
from keukentafel.vault.tables import OWN_SCOPES, OutboxRow, WaitingRow, WrappedKey
from keukentafel.vault.tally import Tally
from keukentafel.vault.trail import Action

Rewrite = Callable[[Document], bytes | None]
"""Gives a document without the words of somebody, or None to delete it."""

_RESTORED: Final = "restore"


class Removal:
    """Removes from one open vault, and marks what was removed."""

    def __init__(self, parts: Parts) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._households = parts.households
        self._drafts = parts.drafts
        self._documents = parts.documents
        self._outbox = parts.outbox
        self._trail = parts.trail
        self._due = RotationDue(parts.rows, parts.ring)

    def household(self, household: HouseholdId, ground: str) -> None:
        """Remove a household, in whatever state it is.

        Raises:
            NoSuchHousehold: it is not in this vault.
        """
        if not self._is_known(household):
            raise NoSuchHousehold
        self._drop_outgoing(household)
        self._rows.drop_scope(household)
        self._drop_key(household)
        self._ring.drop_household(household)
        self._households.forget_known()
        self.mark(household)
        self._trail.add(Action.FORGOT, household, ground=ground)

    def compartments(
        self, household: HouseholdId, gone: list[CompartmentId], person: PersonId | None, ground: str
    ) -> None:
        """Remove compartments with everything in them; it is about this person, if about anybody."""
        scope = self._ring.household(household)
        for compartment in gone:
            for model, shape in SHAPES.items():
                if "compartment" in shape.columns:
                    for row in self._rows.find(model, scope, compartment=compartment):
                        self._rows.drop(model, scope, row.id)
            self._rows.drop(WrappedKey, scope, compartment)
            self._ring.drop_compartment(household, compartment)
            self._households.strike(household, compartment)
            self.mark(compartment)
        self._due.mark(household)
        self._trail.add(Action.FORGOT, household, person, object=f"compartments: {len(gone)}", ground=ground)

    def person(self, household: HouseholdId, person: PersonId, rewrite: Rewrite, ground: str) -> None:
        """Remove one person's part."""
        owned = [one.id for one in self._households.compartments(household) if one.person == person]
        self.compartments(household, owned, person, ground)
        shelf = self._shelf(household)
        shelf.erase([one.id for one in shelf.operations() if _is_of(one.operation, person)], marked=False)
        self._drop_drafts(household, person)
        self._drop_waiting(household, person)
        self._rewrite_documents(household, rewrite)
        self._drop_outgoing(household)
        self.mark(person_mark(household, person))

    def again(self, household: HouseholdId, wanted: frozenset[str]) -> int:
        """Remove again what these marks name of a household; tells how much of it was there."""
        if household in wanted:
            self.household(household, _RESTORED)
            return 1
        people = self._people_among(household, wanted)
        gone = [one.id for one in self._listed(household) if one.id in wanted]
        if gone:
            self.compartments(household, gone, None, _RESTORED)
        erased = self._erased_among(household, wanted)
        if erased:
            self._shelf(household).erase(erased, marked=False)
        for person in people:
            rewrite = _without(person, self._documents.every(household))
            self.person(household, person, rewrite, _RESTORED)
            self._households.put_card(household, None)
        return len(gone) + len(people) + len(erased)

    def _erased_among(self, household: HouseholdId, marks: frozenset[str]) -> list[OperationId]:
        """Return what was erased, by the marks, and has words again; none when it cannot be read."""
        shelf = self._shelf(household)
        try:
            named = [one.id for one in shelf.operations() if erased_mark(one.id) in marks]
        except Unsealable:
            return []
        return [one for one in named if shelf.has_words(one)]

    def mark(self, forgotten: str) -> None:
        """Keep a mark."""
        keep_mark(self._rows, self._ring.own, forgotten)

    def _drop_key(self, household: HouseholdId) -> None:
        vault = self._ring.vault
        found = self._rows.get(WrappedKey, vault, household)
        self._rows.drop(WrappedKey, vault, household)
        if found is None or not _opens(found, vault):
            # That it was damaged or taken away is over, now that the household is.
            tally = Tally()
            for mark in marks_of(self._rows.find(WrappedKey, vault)):
                tally.add(mark)
            self._rows.seals.reseal(vault, tally)

    def _is_known(self, household: HouseholdId) -> bool:
        found = self._rows.get(WrappedKey, self._ring.vault, household)
        if found is not None:
            return bool(found.column("kind") == HOUSEHOLD_KEY)
        # Its key was taken away outside the vault, but what that opened is still here.
        return household not in OWN_SCOPES and self._rows.seals.roll().knows(household)

    def _drop_drafts(self, household: HouseholdId, person: PersonId) -> None:
        for draft in self._drafts.all(household):
            if _is_of(draft, person):
                self._drafts.drop(draft.id)

    def _drop_waiting(self, household: HouseholdId, person: PersonId) -> None:
        scope = self._ring.household(household)
        for row in self._rows.find(WaitingRow, scope):
            sealer = self._ring.sealer_of(WaitingRow, scope, CompartmentId(row.column("compartment")))
            if _is_of(read_entry(read(row.open(sealer))).signed.operation, person):
                self._rows.drop(WaitingRow, scope, row.id)

    def _people_among(self, household: HouseholdId, marks: frozenset[str]) -> set[PersonId]:
        """Return who of a household was forgotten, by the marks; nobody when it cannot be read."""
        try:
            people = {one.person for one in self._households.compartments(household) if one.person}
            for one in self._shelf(household).operations():
                people |= {one.operation.voice.who, PersonId(one.operation.object)}
        except Unsealable:
            return set()
        return {one for one in people if person_mark(household, one) in marks}

    def _rewrite_documents(self, household: HouseholdId, rewrite: Rewrite) -> None:
        for document in self._documents.every(household):
            data = rewrite(document)
            if data is None:
                self._documents.drop(document)
            elif data != document.data:
                self._documents.keep(
                    Document(household, document.kind, document.id, data, document.compartment)
                )

    def _drop_outgoing(self, household: HouseholdId) -> None:
        for row in self._rows.find(OutboxRow, self._ring.courier, household=household):
            self._outbox.drop(row.id)

    def _listed(self, household: HouseholdId) -> Iterator[Compartment]:
        try:
            yield from self._households.compartments(household)
        except Unsealable:
            return

    def _shelf(self, household: HouseholdId) -> VaultShelf:
        return VaultShelf(household, self._rows, self._ring, self._households, self._trail)


def _opens(found: Found, vault: Scope) -> bool:
    try:
        return bool(found.open(vault.branch.wrapper))
    except Unsealable:
        return False


def _is_of(said: Operation | Draft, person: PersonId) -> bool:
    return str(person) in {said.voice.who, said.object}


def _without(person: PersonId, documents: Iterable[Document]) -> Rewrite:
    named = {one.id for one in documents if person.encode("ascii") in one.data}
    return lambda document: None if document.id in named else document.data

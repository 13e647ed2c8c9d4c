"""The heads are made again from the journal; what is shown wrongly is found, whatever its seal says."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings

from keukentafel.journal.names import CompartmentId, HouseholdId, ObjectId, OperationId
from keukentafel.journal.operation import Entry, Value
from keukentafel.journal.rebuilding import Discrepancy, DiscrepancyKind, discrepancies
from keukentafel.journal.shelf import MemoryShelf, Place
from keukentafel.journal.speaker import Act
from keukentafel.vault.entry_payload import write_entry, write_signed, write_value
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.tables import HeadRow, OperationRow, ValueRow
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.journal.household import Move, moves, shelf_of, visit
from tests.vault.material import STORY, Workshop, entry, place


def in_memory(shelf: MemoryShelf) -> tuple[Discrepancy, ...]:
    heads = [one for where in shelf.places() for one in shelf.heads(where)]
    return discrepancies(shelf, shelf.entries.values(), [shelf.entries[one] for one in heads])


@settings(max_examples=60, deadline=None)
@given(moves())
def test_whatever_was_said_on_four_tablets_the_heads_follow_from_the_operations(played: list[Move]) -> None:
    for tablet in visit(played).tablets:
        shelf = shelf_of(tablet)
        assert in_memory(shelf) == ()
        where = shelf.places()[0]
        (first, *_) = heads = shelf.heads(where)
        shelf.put_heads(where, heads - {first})
        assert in_memory(shelf) == (Discrepancy(DiscrepancyKind.NOT_SHOWN, first),)
        shelf.put_heads(where, heads)


@dataclass
class Kitchen:
    """A household in a vault: one sentence, the one that replaced it, and one in another place."""

    vault: OpenVault
    household: HouseholdId
    own: CompartmentId
    before: Entry
    after: Entry
    elsewhere: Entry

    def head(self, place: Place, *entries: Entry) -> None:
        """Write a head row through the vault's own rows, so that every seal is right."""
        document = {"object": place[0], "field": place[1], "entries": [write_entry(one) for one in entries]}
        shelf = self.vault.shelf(self.household)
        name = shelf._scope.branch.digest("head", *place, self.own)
        shelf._put(HeadRow, name, self.own, document, place=shelf._name_of(place))

    def value(self, one: Entry, value: Value) -> None:
        shelf = self.vault.shelf(self.household)
        shelf._put(ValueRow, one.signed.id, self.own, write_value(value))

    def operation(self, one: Entry, *, erased: bool) -> None:
        shelf = self.vault.shelf(self.household)
        shelf._put(OperationRow, one.signed.id, self.own, write_signed(one.signed) | {"erased": erased})

    def found(self) -> set[tuple[DiscrepancyKind, OperationId]]:
        assert self.vault.check() == ()
        return {(one.kind, one.operation) for one in self.vault.check_heads(self.household)}


@pytest.fixture
def kitchen(workshop: Workshop) -> Kitchen:
    vault = workshop.open()
    household = vault.new_household()
    own = vault.compartment(household, "person", None)
    before = entry(household, own, "Ik red het wel")
    after = entry(household, own, "Ik red het bijna", seen=(before.signed.id,))
    elsewhere = entry(household, own, "De kat heet Moos", thing="e" * 32)
    shelf = vault.shelf(household)
    for one in (before, after, elsewhere):
        shelf.keep(one)
        shelf.put_heads(place(one), frozenset({one.signed.id}))
    made = Kitchen(vault, household, own, before, after, elsewhere)
    assert made.found() == set()
    return made


def lost(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    kitchen.vault.shelf(kitchen.household).put_heads(place(kitchen.after), frozenset())
    return DiscrepancyKind.NOT_SHOWN, kitchen.after


def brought_back(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    kitchen.head(place(kitchen.before), kitchen.before, kitchen.after)
    return DiscrepancyKind.REPLACED, kitchen.before


def never_accepted(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    stranger = entry(kitchen.household, kitchen.own, "Ik wil hier weg", seen=(kitchen.before.signed.id,))
    kitchen.head(place(kitchen.after), kitchen.after, stranger)
    return DiscrepancyKind.UNKNOWN, stranger


def under_another_place(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    kitchen.head((ObjectId("f" * 32), STORY), kitchen.elsewhere)
    return DiscrepancyKind.UNKNOWN, kitchen.elsewhere


def other_words(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    kitchen.head(place(kitchen.after), replace(kitchen.after, value=Value("Ik red het niet")))
    return DiscrepancyKind.OTHER_WORDS, kitchen.after


def words_that_nobody_signed(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    forged = replace(kitchen.after, value=Value("Ik red het niet"))
    assert forged.value is not None
    kitchen.value(forged, forged.value)
    kitchen.head(place(forged), forged)
    return DiscrepancyKind.NOT_SIGNED, forged


def a_signature_of_nobody(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    signed = replace(kitchen.after.signed, signature=bytes(64))
    forged = Entry(signed, kitchen.after.value)
    kitchen.operation(forged, erased=False)
    kitchen.head(place(forged), forged)
    return DiscrepancyKind.NOT_SIGNED, forged


def words_after_erasing(kitchen: Kitchen) -> tuple[DiscrepancyKind, Entry]:
    kitchen.operation(kitchen.before, erased=True)
    return DiscrepancyKind.NOT_ERASED, kitchen.before


@pytest.mark.parametrize(
    "planted",
    [
        lost,
        brought_back,
        never_accepted,
        under_another_place,
        other_words,
        words_that_nobody_signed,
        a_signature_of_nobody,
        words_after_erasing,
    ],
)
def test_what_is_shown_wrongly_is_found_although_every_seal_is_right(
    kitchen: Kitchen, planted: Callable[[Kitchen], tuple[DiscrepancyKind, Entry]]
) -> None:
    kind, one = planted(kitchen)
    assert kitchen.found() == {(kind, one.signed.id)}


def test_what_was_struck_erased_cleaned_up_or_waits_is_no_discrepancy(kitchen: Kitchen) -> None:
    vault, shelf = kitchen.vault, kitchen.vault.shelf(kitchen.household)
    struck = entry(kitchen.household, kitchen.own, None, seen=(kitchen.after.signed.id,), act=Act.STRIKE)
    shelf.keep(struck)
    shelf.put_heads(place(struck), frozenset({struck.signed.id}))
    shelf.erase([kitchen.before.signed.id, kitchen.after.signed.id])
    shelf.drop([kitchen.elsewhere.signed.id])
    unheard = OperationId("9" * 64)
    shelf.wait(unheard, entry(kitchen.household, kitchen.own, "later", thing="a" * 32, seen=(unheard,)))
    assert kitchen.found() == set()
    assert [one.action for one in vault.trail.chain().lines].count(Action.OPENED) == 1


def test_a_household_with_a_row_that_does_not_open_cannot_be_rebuilt_and_the_others_can(
    kitchen: Kitchen, workshop: Workshop
) -> None:
    vault, other = kitchen.vault, kitchen.vault.new_household()
    workshop.tamper("UPDATE head SET sealed = zeroblob(64) WHERE scope = ?", kitchen.household)
    with pytest.raises(Unsealable):
        vault.check_heads(kitchen.household)
    assert vault.check_heads(other) == ()

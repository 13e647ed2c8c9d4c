"""The vault is a shelf like the one in memory, and it forgets what is erased."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.journal.journal import Journal
from keukentafel.journal.names import CompartmentId, HouseholdId, OperationId, random_id
from keukentafel.journal.operation import Entry
from keukentafel.journal.shelf import MemoryShelf, Shelf
from keukentafel.vault.vault import OpenVault
from tests.journal.household import (
    CATALOGUE,
    HOUSEHOLD,
    KEYS,
    KINDS,
    Move,
    deliveries,
    journal,
    moves,
    take_in_all,
    visit,
)
from tests.vault.material import Workshop, entry, place

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "keep bare", "heads", "erase", "wait", "wait bare", "release"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=25,
)


def _step(shelf: Shelf, entries: list[Entry], act: str, one: int, other: int) -> object:
    first, second = entries[one], entries[other]
    bare = Entry(first.signed, None)
    kept = [entry for entry in (first, second) if shelf.entry(entry.signed.id) is not None]
    if act == "keep" and not shelf.is_erased(first.signed.id):
        shelf.keep(first)
    elif act == "keep bare" and shelf.entry(first.signed.id) is None:
        shelf.keep(bare)
    elif act == "heads":
        same = {entry.signed.id for entry in kept if place(entry) == place(first)}
        if same:
            shelf.put_heads(place(first), frozenset(same))
    elif act == "erase":
        # The journal erases what an accepted operation has replaced, so never a head.
        shelf.erase([entry.signed.id for entry in kept])
    elif act in {"wait", "wait bare"}:
        shelf.wait(second.signed.id, first if act == "wait" else bare)
    elif act == "release":
        return frozenset(shelf.waiting_for(first.signed.id))
    return None


def _state(shelf: Shelf, entries: list[Entry]) -> object:
    return (
        [shelf.entry(one.signed.id) for one in entries],
        [shelf.is_erased(one.signed.id) for one in entries],
        {where: shelf.heads(where) for where in shelf.places()},
        shelf.waiting_count(),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_it_behaves_like_the_shelf_in_memory(workshop: Workshop, steps: list[tuple[str, int, int]]) -> None:
    vault = workshop.open()
    household = vault.new_household()
    own = vault.compartment(household, "person", None)
    foreign = CompartmentId(random_id())
    entries = [
        entry(household, (own, foreign)[number % 2], f"zin {number}", thing=f"{number // 3:032x}")
        for number in range(6)
    ]
    memory, kept = MemoryShelf(), vault.shelf(household)
    for step in steps:
        assert _step(memory, entries, *step) == _step(kept, entries, *step)
        assert _state(memory, entries) == _state(kept, entries)
    assert set(vault.entries(household)) == {
        memory.entries[one] for heads in memory.head_sets.values() for one in heads
    }
    assert vault.check() == ()
    vault.lock()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves(), st.integers(0, 2**16))
def test_a_journal_on_it_agrees_with_a_journal_in_memory(
    workshop: Workshop, history: list[Move], seed: int
) -> None:
    workshop.file.unlink()
    vault = workshop.make().open()
    shelf = vault.shelf(vault._households.begin(HOUSEHOLD))
    memory = journal()
    kept = Journal(HOUSEHOLD, CATALOGUE, shelf, KEYS.__contains__, KINDS.get)
    entries = deliveries(visit(history).written, seed)
    with vault.writing():
        assert take_in_all(memory, entries) == take_in_all(kept, entries)
    assert set(memory.places()) == set(kept.places())
    for place_ in memory.places():
        assert memory.heads(*place_) == kept.heads(*place_)
        assert memory.history(*place_) == kept.history(*place_)
    vault.lock()
    vault = workshop.open()
    standing = {one for place_ in memory.places() for one in memory.heads(*place_)}
    assert set(vault.entries(HOUSEHOLD)) == standing
    assert vault.check() == ()
    vault.lock()


def test_what_stands_on_a_field_is_there_after_a_restart(workshop: Workshop) -> None:
    vault = workshop.open()
    household, (one, other) = _two(vault)
    vault.lock()
    vault = workshop.open()
    assert set(vault.entries(household)) == {one, other}
    shelf = vault.shelf(household)
    assert shelf.heads(place(one)) == {one.signed.id, other.signed.id}
    assert shelf.entry(OperationId("0" * 64)) is None


def _two(vault: OpenVault) -> tuple[HouseholdId, tuple[Entry, Entry]]:
    household = vault.new_household()
    compartment = vault.compartment(household, "person", None)
    one, other = (entry(household, compartment, text) for text in ("eerste zin", "tweede zin"))
    shelf = vault.shelf(household)
    with vault.writing():
        shelf.keep(one)
        shelf.keep(other)
        shelf.put_heads(place(one), frozenset({one.signed.id, other.signed.id}))
    return household, (one, other)


def test_an_erased_value_is_gone_from_every_file_and_its_skeleton_stays(workshop: Workshop) -> None:
    vault = workshop.open()
    household, (one, other) = _two(vault)
    rows = workshop.tamper("SELECT sealed FROM value WHERE id = ?", one.signed.id)
    heads = workshop.tamper("SELECT sealed FROM head")
    assert all(workshop.finds(sealed[20:60]) for (sealed,) in rows + heads)
    shelf = vault.shelf(household)
    shelf.erase([one.signed.id])
    assert shelf.entry(one.signed.id) == Entry(one.signed, None)
    assert set(vault.entries(household)) == {Entry(one.signed, None), other}
    assert not any(workshop.finds(sealed[20:60]) for (sealed,) in rows + heads)
    shelf.keep(one)
    assert shelf.entry(one.signed.id) == Entry(one.signed, None)
    assert vault.check() == ()

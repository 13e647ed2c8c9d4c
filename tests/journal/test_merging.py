"""Whatever is written on whichever tablet, however it arrives: all agree, and no sentence is lost."""

from collections.abc import Iterable

from hypothesis import event, given, settings
from hypothesis import strategies as st

from keukentafel.journal.journal import Journal, Outcome
from keukentafel.journal.names import OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.shelf import Place
from keukentafel.journal.speaker import Act, Face
from tests.journal.household import (
    ANNIE,
    COMMON,
    DEVICES,
    QUOTE,
    WHAT,
    Move,
    author,
    deliveries,
    journal,
    moves,
    outcome,
    shelf_of,
    state,
    take_in_all,
    visit,
)

MODEST = settings(max_examples=60, deadline=None)
YEAR = 366 * 24 * 3600 * 1000


@MODEST
@given(moves(), st.lists(st.integers(0, 2**32), min_size=2, max_size=2))
def test_replicas_agree_in_any_order_and_with_duplicates(history: list[Move], orders: list[int]) -> None:
    played = visit(history)
    fresh = [journal() for _ in orders]
    for replica, order in zip(fresh, orders, strict=True):
        assert take_in_all(replica, deliveries(played.written, order)) == []
    for tablet in played.tablets:
        assert take_in_all(tablet, played.written) == []
    seen = state(fresh[0])
    assert all(state(replica) == seen for replica in [*fresh, *played.tablets])
    assert seen["accepted"] == {one.signed.id for one in played.written}
    event(
        "side by side" if any(len(heads) > 1 for heads in seen["heads"].values()) else "one after the other"
    )
    event("something erased" if seen["erased"] else "nothing erased")


@MODEST
@given(moves(), st.integers(0, 2**32))
def test_no_sentence_disappears(history: list[Move], order: int) -> None:
    played = visit(history)
    replica = journal()
    take_in_all(replica, deliveries(played.written, order))
    replaced = {one for entry in played.written for one in entry.signed.operation.seen}
    erased = _erased(played.written)
    for entry in played.written:
        place = (entry.signed.operation.object, entry.signed.operation.field)
        if entry.signed.id not in replaced:
            assert entry in replica.heads(*place)
        if entry.signed.id not in erased:
            assert entry in replica.history(*place)


@MODEST
@given(
    moves(clocks=st.just(1_790_000_000_000)),
    st.lists(st.sampled_from([-YEAR, 0, YEAR]), min_size=4, max_size=4),
)
def test_clocks_a_year_off_change_nothing(history: list[Move], skews: list[int]) -> None:
    right = visit(history)
    wrong = visit([_at(move, move.claimed + skews[move.device]) for move in history])
    assert _shape(right.by_move, right.tablets) == _shape(wrong.by_move, wrong.tablets)


def test_a_clock_before_1970_loses_no_sentence() -> None:
    entry = journal().write(author(claimed=-5), *QUOTE, "Vroeger")
    assert outcome(journal(), entry) is Outcome.ACCEPTED


def test_two_people_who_write_at_once_are_laid_side_by_side_until_one_settles_it() -> None:
    kitchen, car = journal(), journal()
    first = kitchen.write(author(claimed=2), *QUOTE, "Ik slaap slecht")
    second = car.write(author(claimed=1, device=DEVICES[1]), *QUOTE, "Ik lig wakker")
    take_in_all(kitchen, [second])
    assert kitchen.heads(*QUOTE) == (second, first)
    settled = kitchen.write(author(hand=ANNIE), *QUOTE, "Ik slaap slecht en lig wakker")
    assert kitchen.heads(*QUOTE) == (settled,)
    assert set(kitchen.history(*QUOTE)) == {first, second, settled}


def test_heads_are_shown_by_claimed_time() -> None:
    reader = journal()
    clocks = [5, 1, 4, 0, 3, 2, 6]
    take_in_all(reader, [journal().write(author(claimed=one), *QUOTE, "zin") for one in clocks])
    assert [one.signed.operation.claimed for one in reader.heads(*QUOTE)] == sorted(clocks)
    assert reader.history(*QUOTE) == reader.heads(*QUOTE)


def test_striking_a_sentence_does_not_strike_what_was_written_meanwhile() -> None:
    kitchen, car = journal(), journal()
    said = kitchen.write(author(), *QUOTE, "Ik red het niet")
    take_in_all(car, [said])
    stricken = car.write(author(device=DEVICES[1]), *QUOTE, act=Act.STRIKE)
    changed = kitchen.write(author(), *QUOTE, "Ik red het niet alleen")
    take_in_all(kitchen, [stricken])
    assert set(kitchen.heads(*QUOTE)) == {stricken, changed}
    assert said in kitchen.history(*QUOTE)


def test_an_entry_waits_for_what_it_has_seen() -> None:
    writer, reader = journal(), journal()
    first = writer.write(author(), *QUOTE, "een")
    second = writer.write(author(), *QUOTE, "twee")
    third = writer.write(author(), *QUOTE, "drie")
    assert [outcome(reader, one) for one in (third, second, third)] == [Outcome.WAITING] * 3
    assert reader.heads(*QUOTE) == ()
    intake = reader.take_in(first)
    assert intake.outcome is Outcome.ACCEPTED
    assert intake.accepted == (first, second, third)
    assert reader.heads(*QUOTE) == (third,)
    assert shelf_of(reader).waiting_count() == 0
    assert outcome(reader, second) is Outcome.KNOWN


def test_the_places_are_those_on_which_something_was_said() -> None:
    replica = journal()
    replica.write(author(), *QUOTE, "een")
    replica.write(author(compartment=COMMON), *WHAT, "bellen")
    assert set(replica.places()) == {QUOTE, WHAT}


def test_affirming_says_again_what_stands_there() -> None:
    replica = journal()
    said = replica.write(author(face=Face.LISTEN), *QUOTE, "Ik mis mijn man")
    affirmed = replica.write(author(), *QUOTE, act=Act.AFFIRM)
    assert affirmed.value is not None
    assert affirmed.value.content == "Ik mis mijn man"
    assert affirmed.signed.operation.seen == (said.signed.id,)
    assert replica.heads(*QUOTE) == (affirmed,)


def _erased(written: list[Entry]) -> set[OperationId]:
    seen_by = {one.signed.id: one.signed.operation.seen for one in written}
    erased: set[OperationId] = set()
    for entry in written:
        if entry.signed.operation.act is Act.ERASE:
            ahead = [*entry.signed.operation.seen]
            while ahead:
                one = ahead.pop()
                erased.add(one)
                ahead.extend(seen_by[one])
    return erased


def _at(move: Move, claimed: int) -> Move:
    return Move(**{**vars(move), "claimed": claimed})


def _shape(by_move: dict[int, OperationId], tablets: Iterable[Journal]) -> list[dict[Place, set[int]]]:
    move_of = {operation: at for at, operation in by_move.items()}
    shapes = []
    for tablet in tablets:
        heads = {place: {move_of[one.signed.id] for one in tablet.heads(*place)} for place in tablet.places()}
        shapes.append(heads)
    return shapes

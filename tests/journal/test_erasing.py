"""Erased words are gone for good, and the chain of who changed what still holds."""

from dataclasses import replace
from itertools import permutations

import pytest

from keukentafel.journal.journal import NotOne, Outcome
from keukentafel.journal.operation import read_operation
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.speaker import Act, Face
from tests.journal.household import (
    ANNIE,
    DEVICES,
    QUOTE,
    SAMIRA,
    author,
    journal,
    outcome,
    shelf_of,
    state,
    take_in_all,
)

SECRET = "kanariegeel geheim"


def test_an_erased_value_leaves_a_skeleton_that_verifies() -> None:
    replica = journal()
    said = replica.write(author(), *QUOTE, SECRET)
    assert SECRET in repr(shelf_of(replica))
    erasure = replica.write(author(), *QUOTE, act=Act.ERASE)
    assert SECRET not in repr(shelf_of(replica))
    left = shelf_of(replica).entries[said.signed.id]
    assert left.value is None
    assert read_operation(left.signed.skeleton, left.signed.signature) == said.signed
    assert replica.heads(*QUOTE) == (erasure,)


def test_erasing_reaches_everything_before_it() -> None:
    replica = journal()
    before = [
        replica.write(author(), *QUOTE, f"{SECRET} 1"),
        replica.write(author(), *QUOTE, f"{SECRET} 2"),
        replica.write(author(), *QUOTE, act=Act.AFFIRM),
        replica.write(author(), *QUOTE, act=Act.STRIKE),
    ]
    replica.write(author(), *QUOTE, act=Act.ERASE)
    assert shelf_of(replica).erased == {one.signed.id for one in before}
    assert SECRET not in repr(shelf_of(replica))


def test_an_erased_value_does_not_come_back() -> None:
    replica = journal()
    said = replica.write(author(), *QUOTE, SECRET)
    replica.write(author(), *QUOTE, act=Act.ERASE)
    assert outcome(replica, said) is Outcome.KNOWN
    assert SECRET not in repr(shelf_of(replica))


def test_a_value_that_was_erased_while_it_waited_is_not_handed_out() -> None:
    writer, reader = journal(), journal()
    said = writer.write(author(), *QUOTE, SECRET)
    erasure = writer.write(author(), *QUOTE, act=Act.ERASE)
    reader.take_in(erasure)
    intake = reader.take_in(said)
    assert [one.signed.id for one in intake.accepted] == [said.signed.id, erasure.signed.id]
    assert SECRET not in repr(intake)
    assert SECRET not in repr(shelf_of(reader))


def test_erasing_leaves_what_was_written_meanwhile() -> None:
    writer, other = journal(), journal()
    said = writer.write(author(), *QUOTE, SECRET)
    take_in_all(other, [said])
    changed = other.write(author(device=DEVICES[1]), *QUOTE, "Dit mag blijven")
    erasure = writer.write(author(), *QUOTE, act=Act.ERASE)
    states = []
    for order in permutations([said, changed, erasure]):
        replica = journal()
        take_in_all(replica, order)
        assert set(replica.heads(*QUOTE)) == {changed, erasure}
        states.append(state(replica))
    assert all(one == states[0] for one in states)


def test_nobody_erases_away_from_the_table_what_was_affirmed_there_long_ago() -> None:
    replica = journal()
    replica.write(author(), *QUOTE, "Ik wil hier blijven wonen")
    replica.write(author(), *QUOTE, act=Act.AFFIRM)
    replica.write(author(), *QUOTE, "Ik wil graag hier blijven wonen")
    with pytest.raises(Refused) as refused:
        replica.write(author(face=Face.WORK), *QUOTE, act=Act.ERASE)
    assert refused.value.reason is Refusal.ONLY_AT_THE_TABLE
    replica.write(author(hand=ANNIE), *QUOTE, act=Act.ERASE)


def test_a_value_that_was_not_there_is_filled_in_when_it_comes() -> None:
    writer, reader = journal(), journal()
    said = writer.write(author(), *QUOTE, "later")
    assert reader.take_in(replace(said, value=None)).accepted == (replace(said, value=None),)
    assert outcome(reader, said) is Outcome.KNOWN
    assert reader.heads(*QUOTE) == (said,)
    assert outcome(reader, replace(said, value=None)) is Outcome.KNOWN
    assert reader.heads(*QUOTE) == (said,)


def test_a_value_is_filled_in_while_its_operation_waits() -> None:
    writer, reader = journal(), journal()
    first = writer.write(author(), *QUOTE, "een")
    second = writer.write(author(), *QUOTE, "twee")
    take_in_all(reader, [replace(second, value=None), second, first])
    assert reader.heads(*QUOTE) == (second,)


@pytest.mark.parametrize("act", [Act.STRIKE, Act.ERASE])
def test_what_was_taken_away_cannot_be_affirmed(act: Act) -> None:
    replica = journal()
    replica.write(author(hand=SAMIRA), *QUOTE, SECRET)
    replica.write(author(), *QUOTE, act=act)
    with pytest.raises(NotOne):
        replica.write(author(), *QUOTE, act=Act.AFFIRM)

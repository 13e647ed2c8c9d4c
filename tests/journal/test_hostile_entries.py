"""A trusted device that lies about what it has seen erases nobody's words, and all replicas agree on that."""

import json
import random
import traceback
from dataclasses import replace

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from keukentafel.journal.canonical import canonical
from keukentafel.journal.journal import MOST_WAITING, Outcome
from keukentafel.journal.names import CompartmentId, HouseholdId, OperationId, random_id
from keukentafel.journal.operation import (
    Entry,
    MalformedOperation,
    Operation,
    Value,
    device_key_of,
    matches,
    parse_operation,
    read_operation,
    sign,
)
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.speaker import Act, Face
from tests.journal.household import (
    ANNIE,
    COMMON,
    DEVICES,
    HOUSEHOLD,
    OF_ANNIE,
    OF_PIET,
    ON_THE_SAME_OBJECT,
    OTHER_QUOTE,
    PEOPLE,
    PLACES,
    QUOTE,
    SAMIRA,
    STRANGER,
    Move,
    author,
    journal,
    moves,
    outcome,
    shelf_of,
    state,
    take_in_all,
    visit,
)

MODEST = settings(max_examples=60, deadline=None)


def forged(seen: tuple[OperationId, ...] = (), act: Act = Act.SAY, **otherwise: object) -> Entry:
    """An entry that no honest journal would write, signed by a trusted device."""
    value = Value("weg ermee" if act in {Act.SAY, Act.AFFIRM} else None)
    honest = Operation(
        device=device_key_of(DEVICES[3]),
        household=HOUSEHOLD,
        compartment=OF_ANNIE,
        object=QUOTE[0],
        field=QUOTE[1],
        act=act,
        voice=ANNIE,
        hand=SAMIRA,
        face=Face.TABLE,
        claimed=1,
        catalogue=1,
        seen=tuple(sorted(set(seen))),
        digest=value.digest(),
    )
    return Entry(sign(replace(honest, **otherwise), DEVICES[3]), value)


def by_a_stranger(entry: Entry) -> Entry:
    """The same operation, signed by a device that nobody trusts."""
    operation = replace(entry.signed.operation, device=device_key_of(STRANGER))
    return Entry(sign(operation, STRANGER), None)


@st.composite
def forgeries(draw: st.DrawFn, written: list[Entry]) -> list[Entry]:
    """Entries that name anything as seen: other fields, other objects, unknown ids, and each other."""
    made: list[Entry] = []
    for _ in range(draw(st.integers(1, 6))):
        known = [one.signed.id for one in [*written, *made]]
        pool = st.sampled_from([*known, OperationId(draw(st.sampled_from(["00", "ff"])) * 32)])
        place = draw(st.sampled_from(PLACES))
        entry = forged(
            tuple(draw(st.lists(pool, max_size=3))),
            draw(st.sampled_from(Act)),
            object=place[0],
            field=place[1],
            compartment=draw(st.sampled_from([OF_ANNIE, OF_ANNIE, OF_PIET, COMMON])),
            voice=draw(st.sampled_from([ANNIE, *PEOPLE])),
            face=draw(st.sampled_from([Face.TABLE, Face.TABLE, Face.WORK])),
        )
        made.append(entry)
    return made


@MODEST
@given(moves(), st.data(), st.integers(0, 2**32))
def test_hostile_lists_of_seen_heads_remove_no_head_elsewhere(
    history: list[Move], data: st.DataObject, seed: int
) -> None:
    written = visit(history).written
    hostile = data.draw(forgeries(written))
    parcels = [*written, *hostile, *hostile]
    replicas = [journal(), journal(), journal()]
    for at, replica in enumerate(replicas):
        random.Random(seed + at).shuffle(parcels)
        take_in_all(replica, parcels)
    assert all(state(replica) == state(replicas[0]) for replica in replicas)

    accepted = shelf_of(replicas[0]).entries
    assert {one.signed.id for one in written} <= set(accepted)
    for entry in accepted.values():
        here = (entry.signed.operation.object, entry.signed.operation.field)
        replaced = {one for other in _on(accepted.values(), here) for one in other.signed.operation.seen}
        assert replaced <= {one.signed.id for one in _on(accepted.values(), here)}
        assert (entry in replicas[0].heads(*here)) == (entry.signed.id not in replaced)
    event(f"{sum(one.signed.id in accepted for one in hostile)} of {len(hostile)} forgeries fitted after all")


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"object": OTHER_QUOTE[0]},
        {"field": ON_THE_SAME_OBJECT[1]},
        {"compartment": OF_PIET},
    ],
    ids=["object", "field", "compartment"],
)
def test_an_entry_that_names_one_elsewhere_as_seen_is_refused_before_and_after_it_arrives(
    elsewhere: dict[str, object],
) -> None:
    quote = journal().write(author(), *QUOTE, "Laat dit staan")
    attack = forged((quote.signed.id,), **elsewhere)
    early, late = journal(), journal()
    assert outcome(early, attack) is Outcome.WAITING
    assert early.take_in(quote).refused == (attack.signed.id,)
    assert take_in_all(late, [quote, attack]) == [attack.signed.id]
    assert early.heads(*QUOTE) == late.heads(*QUOTE) == (quote,)
    assert state(early) == state(late)


def test_an_unsorted_or_doubled_list_of_seen_heads_is_no_operation() -> None:
    for seen in (("ff" * 32, "00" * 32), ("00" * 32, "00" * 32)):
        entry = forged()
        twisted = sign(replace(entry.signed.operation, seen=tuple(map(OperationId, seen))), DEVICES[3])
        with pytest.raises(MalformedOperation):
            read_operation(twisted.skeleton, twisted.signature)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (forged(household=HouseholdId("ab" * 16)), Refusal.HOUSEHOLD),
        (forged(compartment=CompartmentId("ab" * 16)), Refusal.COMPARTMENT),
        (forged(compartment=COMMON), Refusal.COMPARTMENT),
        (forged(act=Act.AFFIRM), Refusal.NOTHING_SEEN),
        (forged(act=Act.STRIKE), Refusal.NOTHING_SEEN),
        (forged(act=Act.ERASE), Refusal.NOTHING_SEEN),
        (forged(voice=SAMIRA), Refusal.VOICE),
        (replace(forged(), value=Value("iets anders")), Refusal.VALUE),
        (by_a_stranger(forged()), Refusal.DEVICE),
    ],
)
def test_what_does_not_belong_here_is_refused(entry: Entry, reason: Refusal) -> None:
    replica = journal()
    with pytest.raises(Refused) as refused:
        replica.take_in(entry)
    assert refused.value.reason is reason
    assert replica.places() == ()


def test_too_many_entries_that_wait_are_refused_and_those_that_need_not_wait_are_not() -> None:
    replica = journal()
    entry = forged((OperationId("00" * 32),))
    shelf = shelf_of(replica)
    for n in range(MOST_WAITING):
        shelf.wait(OperationId(f"{n:064x}"), entry)
    with pytest.raises(Refused) as refused:
        replica.take_in(entry)
    assert refused.value.reason is Refusal.TOO_MANY_WAITING
    assert outcome(replica, forged()) is Outcome.ACCEPTED


def test_an_unknown_operation_cannot_be_named_as_seen_when_writing() -> None:
    with pytest.raises(Refused) as refused:
        journal().write(author(), *QUOTE, "een", seen=[OperationId("00" * 32)])
    assert refused.value.reason is Refusal.UNKNOWN_SEEN


def test_another_device_cannot_sign_the_same_operation() -> None:
    signed = forged().signed
    with pytest.raises(MalformedOperation):
        sign(signed.operation, STRANGER)
    with pytest.raises(MalformedOperation):
        read_operation(signed.skeleton, STRANGER.sign(b"keukentafel/operation/1\x00" + signed.skeleton))


@MODEST
@given(st.data())
def test_an_operation_with_any_bit_flipped_is_refused(data: st.DataObject) -> None:
    signed = forged((OperationId("0a" * 32),)).signed
    parts = [signed.skeleton, signed.signature]
    which = data.draw(st.integers(0, 1))
    flipped = bytearray(parts[which])
    flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    parts[which] = bytes(flipped)
    assert read_operation(signed.skeleton, signed.signature) == signed
    with pytest.raises(MalformedOperation):
        read_operation(parts[0], parts[1])


@pytest.mark.parametrize(
    "change",
    [
        {"device": device_key_of(DEVICES[0])},
        {"household": random_id()},
        {"compartment": COMMON},
        {"object": OTHER_QUOTE[0]},
        {"field": "strength.text"},
        {"act": Act.ERASE},
        {"voice": SAMIRA},
        {"hand": ANNIE},
        {"face": Face.LISTEN},
        {"claimed": 2},
        {"catalogue": 2},
        {"seen": ("00" * 32,)},
        {"digest": "00" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_operation_with_any_column_changed_is_refused(change: dict[str, object]) -> None:
    signed = forged().signed
    with pytest.raises(MalformedOperation):
        read_operation(replace(signed.operation, **change).skeleton(), signed.signature)


@MODEST
@given(st.text(max_size=20), st.binary(min_size=32, max_size=32))
def test_no_other_value_matches_the_digest(content: str, salt: bytes) -> None:
    entry = forged()
    assume(content != "weg ermee")
    assert entry.value is not None
    assert matches(entry.signed, entry.value)
    assert not matches(entry.signed, Value(content, entry.value.salt))
    assert not matches(entry.signed, Value("weg ermee", salt))


def _on(entries: object, place: object) -> list[Entry]:
    return [one for one in entries if (one.signed.operation.object, one.signed.operation.field) == place]


@pytest.mark.parametrize("format_", [True, 1.0, 2, "1", None])
def test_an_operation_has_one_spelling_of_its_format(format_: object) -> None:
    skeleton = forged().signed.skeleton
    assert parse_operation(skeleton)
    with pytest.raises(MalformedOperation):
        parse_operation(skeleton.replace(b'"v":1', f'"v":{json.dumps(format_)}'.encode()))


def test_what_stood_in_a_malformed_operation_stands_in_no_traceback() -> None:
    words = "Annie kan niet meer slapen"
    document = json.loads(forged().signed.skeleton)
    for bent in (
        {**document, "act": words},
        {**document, words: 1},
        {**document, "voice": [words, "1" * 32]},
    ):
        with pytest.raises(MalformedOperation) as refused:
            parse_operation(canonical(bent))
        assert words not in "".join(traceback.format_exception(refused.value))

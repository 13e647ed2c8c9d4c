"""One budget: what was and what will be, per stream and in one total, whatever the order of merging."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.dossier.budget import UNKNOWN, Budget, Side, Sum, budget
from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.plan import Pace, plan
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId
from tests.dossier.saying import Saying
from tests.journal.household import HOUSEHOLD, SAMIRA, journal, take_in_all

STREAMS = ("youth", "debt", "none", "unknown", None)
AMOUNTS = st.none() | st.integers(0, 10_000_000)
ROWS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(STREAMS), AMOUNTS, AMOUNTS, st.sampled_from(list(Pace))),
    max_size=8,
)
Row = tuple[bool, str | None, int | None, int | None, Pace]


def _filled(saying: Saying, kind: str, **contents: Json) -> ObjectId:
    given_ = {f"{kind}__{name}": content for name, content in contents.items() if content is not None}
    return saying.thing(**given_)


def _written(rows: list[Row]) -> Saying:
    """Agreements and former costs, some with another amount that was written apart."""
    saying = Saying()
    for former, stream, cost, other, pace in rows:
        kind = "former_cost" if former else "agreement"
        at = {} if former else {"pace": pace.value}
        thing = _filled(saying, kind, what="Iets", stream=stream, cost=cost, **at)
        if other is not None:
            saying.say(f"{kind}.cost", other, thing, voice=SAMIRA, seen=())
    return saying


def test_the_totals_are_told_per_stream_and_once_before_and_after() -> None:
    saying = Saying()
    _filled(saying, "former_cost", what="Dagbehandeling", stream="youth", cost=3_000_000)
    _filled(saying, "former_cost", what="Bewind", stream="debt", cost=1_100_000)
    _filled(saying, "agreement", what="Maatje", stream="youth", cost=900_000)
    _filled(saying, "agreement", what="Regeling", stream="debt", cost=1_050_000, pace="later")
    found = budget(saying.dossier)
    assert (found.before, found.after, found.saved) == (Sum(4_100_000), Sum(1_950_000), 2_150_000)
    assert [(one.stream, one.before.cents, one.after.cents) for one in found.streams] == [
        ("debt", 1_100_000, 1_050_000),
        ("youth", 3_000_000, 900_000),
    ]
    assert not found.empty


def test_what_has_no_amount_is_counted_apart_and_what_needs_no_money_is_zero() -> None:
    saying = Saying()
    _filled(saying, "agreement", what="Maatje", stream="youth")
    _filled(saying, "agreement", what="Fysio")
    _filled(saying, "agreement", what="Oma rijdt", stream="none")
    found = budget(saying.dossier)
    assert found.after == Sum(0, unknown=2)
    assert {one.stream: one.after.unknown for one in found.streams} == {"none": 0, UNKNOWN: 1, "youth": 1}
    assert Budget(()).empty
    assert budget(Saying().dossier) == Budget(())


def test_what_stops_costs_nothing_any_more() -> None:
    saying = Saying()
    coach = _filled(saying, "agreement", what="Begeleider", stream="youth", cost=500_000)
    assert budget(saying.dossier).after == Sum(500_000)
    saying.say("agreement.pace", "stops", coach)
    assert budget(saying.dossier).after == Sum()


def test_of_two_amounts_the_highest_counts_once_and_is_marked_until_somebody_chose() -> None:
    saying = Saying()
    mate = _filled(saying, "agreement", what="Maatje", stream="youth", cost=300)
    saying.say("agreement.cost", 200, mate, voice=SAMIRA, seen=())
    assert budget(saying.dossier).after == Sum(300, contested=1)
    saying.say("agreement.cost", 200, mate)
    assert budget(saying.dossier).after == Sum(200)


def test_the_same_amount_written_twice_needs_no_choosing() -> None:
    saying = Saying()
    mate = _filled(saying, "agreement", what="Maatje", stream="youth", cost=300)
    saying.say("agreement.cost", 300, mate, voice=SAMIRA, seen=())
    assert budget(saying.dossier).after == Sum(300)


def test_of_two_streams_the_latest_has_it_and_it_counts_once() -> None:
    saying = Saying()
    mate = _filled(saying, "agreement", what="Maatje", stream="youth", cost=300)
    saying.say("agreement.stream", "fund", mate, voice=SAMIRA, seen=())
    (total,) = budget(saying.dossier).streams
    assert (total.stream, total.after) == ("fund", Sum(300, contested=1))


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_the_sum_per_stream_is_the_sum_over_what_was_agreed(rows: list[Row]) -> None:
    dossier = _written(rows).dossier
    found = budget(dossier)
    counted = [one for one in plan(dossier).agreements if one.pace is not Pace.STOPS]
    per_stream: Counter[str] = Counter()
    for one in counted:
        per_stream[one.stream.text or UNKNOWN] += max(one.cost.numbers, default=0)
    assert {one.stream: one.after.cents for one in found.streams if one.after != Sum()} == {
        stream: cents for stream, cents in per_stream.items() if _tells(found, stream)
    }
    assert found.after.cents == sum(per_stream.values())
    for side, total in ((Side.BEFORE, found.before), (Side.AFTER, found.after)):
        sums = [one.before if side is Side.BEFORE else one.after for one in found.streams]
        assert total == Sum(
            sum(one.cents for one in sums),
            sum(one.unknown for one in sums),
            sum(one.contested for one in sums),
        )


@settings(deadline=None, max_examples=40)
@given(ROWS, st.integers(0, 2**32))
def test_it_does_not_matter_in_which_order_it_came(rows: list[Row], seed: int) -> None:
    written = _written(rows)
    entries = [one for place in written.journal.places() for one in written.journal.history(*place)]
    order = random.Random(seed)
    parcels = [*entries, *(replace(one, value=None) for one in entries)]
    order.shuffle(parcels)
    other = journal()
    take_in_all(other, parcels)
    heads = [head for place in other.places() for head in other.heads(*place)]
    assert budget(read_dossier(HOUSEHOLD, heads)) == budget(written.dossier)


@pytest.mark.parametrize("side", list(Side))
def test_items_are_asked_by_side_and_stream(side: Side) -> None:
    saying = Saying()
    _filled(saying, "former_cost", what="Bewind", stream="debt", cost=1)
    _filled(saying, "agreement", what="Maatje", stream="youth", cost=2)
    found = budget(saying.dossier)
    assert [one.what.text for one in found.on(side)] == ["Bewind" if side is Side.BEFORE else "Maatje"]
    assert found.on(side, "fund") == ()


def _tells(found: Budget, stream: str) -> bool:
    return any(one.after != Sum() for one in found.streams if one.stream == stream)

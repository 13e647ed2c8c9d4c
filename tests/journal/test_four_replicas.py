"""One plan on four tablets, invented step by step: all hold the same in the end, and no sentence is gone.

The long runs are in ``python -m bench replicas``, with the same tablets, post, lies and looking.
"""

import random
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bench.replicas import play
from bench.replicas.controls import CLEAN, controls
from bench.replicas.hostile import plant
from bench.replicas.looking import look
from bench.replicas.table import ACTS, ANYWHERE, FACES, HANDS, PEOPLE, Stroke
from bench.replicas.tablets import TABLETS, YEAR, FourTablets
from tests.journal.household import journal

TABLET = st.integers(0, TABLETS - 1)
STROKES = st.builds(
    Stroke,
    st.sampled_from(ANYWHERE),
    st.sampled_from(ACTS),
    st.sampled_from(PEOPLE),
    st.sampled_from(HANDS),
    st.sampled_from(FACES),
    st.integers(0, 10**6),
)


class FourReplicas(RuleBasedStateMachine):
    """People write, the post goes wrong, and in the end everything has been told."""

    @initialize(seed=st.integers(0, 2**32), skews=st.tuples(*[st.sampled_from([-YEAR, 0, YEAR])] * TABLETS))
    def begin(self, seed: int, skews: tuple[int, ...]) -> None:
        self.chance = random.Random(seed)
        self.world = FourTablets(self.chance, skews)

    @rule(tablet=TABLET, stroke=STROKES)
    def somebody_writes(self, tablet: int, stroke: Stroke) -> None:
        self.world.write(tablet, stroke)

    @rule(tablet=TABLET, strokes=st.lists(STROKES, min_size=2, max_size=6))
    def somebody_goes_on_writing(self, tablet: int, strokes: list[Stroke]) -> None:
        for stroke in strokes:
            self.world.write(tablet, stroke)

    @rule(tablet=TABLET, words=st.integers(0, 10**6))
    def a_list_lies(self, tablet: int, words: int) -> None:
        plant(self.world, tablet, self.chance, words)

    @rule(tablet=TABLET, to=TABLET, answered=st.booleans())
    def it_is_sent(self, tablet: int, to: int, answered: bool) -> None:
        if tablet != to:
            self.world.send(tablet, to, answered=answered)

    @rule(tablet=TABLET, most=st.integers(1, 20))
    def some_of_it_comes(self, tablet: int, most: int) -> None:
        self.world.deliver(tablet, most)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.world.all_is_told()
        new = journal()
        self.world.tell(new)
        found = look([*self.world.tablets, new], self.world.said, self.world.hostile)
        assert found == CLEAN


TestFourReplicas: Any = FourReplicas.TestCase
TestFourReplicas.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_longer_history_holds_as_well(seed: int) -> None:
    played = play(random.Random(seed), 600)
    assert played.found == CLEAN
    assert min(played.said, played.hostile, played.refused, played.erased, played.side_by_side) > 0


def test_looking_finds_what_was_planted() -> None:
    found = {name: holds for name, holds, _ in controls()}
    assert len(found) == 6
    assert [name for name, holds in found.items() if not holds] == []

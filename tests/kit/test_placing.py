"""People around somebody: no name lies over another, and everybody is on the paper."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.app.kit.placing import Box, Guest, Measure, Placing, lines_of, place, width_of

PHONE = Measure(358, (480, 900), 54, 56, 16, 22, (170, 140, 110))
PORTRAIT = Measure(756, (640, 1040), 74, 76, 16, 22)
LANDSCAPE = Measure(728, (520, 1040), 74, 76, 16, 22)
SIZES = {"phone": PHONE, "portrait": PORTRAIT, "landscape": LANDSCAPE}
LONG = "mevrouw Van der Meulen-Achterberg"
TWELVE = (
    (LONG, "buurvrouw van de overkant"),
    ("Marga", "dochter"),
    ("Rob", "zoon, in Spanje"),
    ("Cor", "buurman"),
    ("Els", "van het koor"),
    ("meneer Van Rooij-Hendrikse", "schilder"),
    ("dokter Oosterhuis", "huisarts, al 20 jaar"),
    ("Fatima", "wijkverpleegkundige"),
    ("tante Riet", ""),
    ("Sjoerd-Willem", "kleinzoon"),
    ("Annelies", "vriendin van vroeger"),
    ("Bart", "vrijwilliger"),
)

words = st.text(alphabet="abdeiklmnoprstvwABCMW -é", max_size=40)
names = st.one_of(words.map(lambda one: f"A{one}"), st.just(LONG), st.just("W" * 60))
rings = st.integers(0, 2)


@st.composite
def companies(draw: st.DrawFn) -> tuple[Guest, ...]:
    drawn = draw(st.lists(st.tuples(names, words, rings), max_size=14))
    people = [Guest(str(at), ring, name, second) for at, (name, second, ring) in enumerate(drawn)]
    free = [Guest(f"free-{ring}", ring, optional=True) for ring in draw(st.sets(rings))]
    return (*people, *free)


measures = st.builds(
    lambda width, height, disc, letter: Measure(
        width, (height, height * 1.6), disc, disc + 2, letter, letter * 1.4, (width * 0.4, width * 0.3)
    ),
    st.integers(300, 1000),
    st.integers(420, 1000),
    st.integers(48, 90),
    st.sampled_from((16, 20, 24)),
)


def boxes_of(placing: Placing) -> list[Box]:
    return [
        placing.middle,
        *(one.disc for one in placing.places),
        *(one.label for one in placing.places if one.label.height),
    ]


def company(count: int, name: str = "") -> tuple[Guest, ...]:
    return tuple(
        Guest(str(at), at % 3, name or who, second) for at, (who, second) in enumerate(TWELVE[:count])
    )


@settings(max_examples=120, deadline=None)
@given(companies(), measures)
def test_nothing_lies_over_anything_and_everybody_is_on_the_paper(
    guests: tuple[Guest, ...], measure: Measure
) -> None:
    placing = place(guests, measure)
    if placing is None:
        return
    paper, boxes = Box(0, 0, placing.width, placing.height), boxes_of(placing)
    assert all(box.within(paper) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    needed = {one.key for one in guests if not one.optional}
    assert needed <= {one.guest.key for one in placing.places}
    assert {(one.disc.width, one.disc.height) for one in placing.places} <= {(measure.disc, measure.disc)}


@settings(max_examples=120, deadline=None)
@given(companies(), measures)
def test_the_word_of_a_ring_lies_over_nobody_and_over_no_other_word(
    guests: tuple[Guest, ...], measure: Measure
) -> None:
    placing = place(guests, measure)
    if placing is None:
        return
    spots = placing.captions(dict.fromkeys(range(3), (90, 22)))
    boxes = [*boxes_of(placing), *spots.values()]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", range(9))
def test_eight_people_fit_on_every_size(size: str, count: int) -> None:
    placing = place(company(count), SIZES[size])
    assert placing is not None
    assert len(placing.places) == count


@pytest.mark.parametrize("size", ["portrait", "landscape"])
@pytest.mark.parametrize("name", ["", LONG])
def test_twelve_people_fit_on_a_tablet_also_with_long_names(size: str, name: str) -> None:
    placing = place(company(12, name), SIZES[size])
    assert placing is not None
    assert len(placing.places) == 12


def test_twelve_people_with_usual_names_are_seen_at_once_on_a_tablet() -> None:
    for measure in (PORTRAIT, LANDSCAPE):
        placing = place(company(12), measure)
        assert placing is not None
        assert placing.height <= 680


def test_who_cannot_be_read_on_the_paper_has_no_place() -> None:
    assert place(company(12, LONG), PHONE) is None


def test_who_is_near_sits_nearer_than_who_is_far() -> None:
    placing = place(company(12), PORTRAIT)
    assert placing is not None
    axes = {ring: (across, down) for ring, across, down in placing.rings}
    outer = axes[2]
    for one in placing.places:
        x, y = one.center[0] - placing.width / 2, one.center[1] - placing.height / 2
        share = ((x / outer[0]) ** 2 + (y / outer[1]) ** 2) ** 0.5
        nearest, farthest = ((0.43, 0.51), (0.64, 0.75), (0.86, 1.01))[one.guest.ring]
        assert nearest <= share <= farthest


def test_a_free_place_is_left_out_rather_than_anybody() -> None:
    crowded = (*company(12), *(Guest(f"free-{at}", at % 3, optional=True) for at in range(20)))
    placing = place(crowded, PORTRAIT)
    assert placing is not None
    placed = {one.guest.key for one in placing.places}
    assert {str(at) for at in range(12)} <= placed
    assert len(placed) < 32


@given(words, st.sampled_from((60.0, 110.0, 190.0)))
def test_the_lines_of_a_name_say_the_whole_name_and_none_is_too_wide(said: str, widest: float) -> None:
    lines = lines_of(said, 16, widest)
    assert "".join("".join(lines).split()) == "".join(said.split())
    assert all(width_of(line, 16) <= widest for line in lines)


def test_a_name_breaks_after_a_space_or_a_hyphen_and_else_where_it_must() -> None:
    assert lines_of(LONG, 16, 190) == ("mevrouw Van der", "Meulen-Achterberg")
    assert lines_of(LONG, 16, 110) == ("mevrouw", "Van der", "Meulen-", "Achterberg")
    assert lines_of("Wwwwwwwwwww", 16, 60) == ("Www", "www", "www", "ww")


def test_a_word_stays_in_one_piece_also_where_names_are_narrow() -> None:
    guests = (*company(11), Guest("fatima", 1, "Fatima", "wijkverpleegkundige"))
    for measure in (PORTRAIT, LANDSCAPE):
        placing = place(guests, measure)
        assert placing is not None
        fatima = next(one for one in placing.places if one.guest.key == "fatima")
        assert fatima.second == ("wijkverpleegkundige",)

"""Amounts: what Dutch people type becomes whole cents, or is kept as it is and said to be unreadable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.app.state.amount import amount_box, awaits_reading, cents_of, typed_as, unreadable
from keukentafel.dossier.budget import budget
from keukentafel.journal.content import LARGEST_NUMBER
from keukentafel.journal.speaker import Face
from tests.app.test_boxes import type_into
from tests.app.town import Town, begun, reopened, standing


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.250,50", 125_050),
        ("1250,50", 125_050),
        ("1250", 125_000),
        ("1.250", 125_000),
        ("€ 1.250,-", 125_000),
        ("1.250,-- euro", 125_000),
        ("12.345.678,09", 1_234_567_809),
        (" 0 ", 0),
        ("0,05", 5),
    ],
)
def test_an_amount_is_read_as_dutch_people_write_it(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1" * 5000,
        "1" + ".000" * 2000,
        "1,250.50",
        "12.50",
        "1.25",
        "1250,5",
        "1250,505",
        "1.2500",
        "-5",
        "ongeveer 100",
        "1 of 2",
        "€",
        ",",
    ],
)
def test_what_could_mean_two_things_is_not_guessed_at(typed: str) -> None:
    assert cents_of(typed) is None


@given(st.integers(0, LARGEST_NUMBER))
def test_an_amount_that_is_shown_is_read_back_as_the_same(cents: int) -> None:
    assert cents_of(typed_as(cents)) == cents


def test_an_amount_beyond_any_household_is_none() -> None:
    assert cents_of(typed_as(LARGEST_NUMBER + 1)) is None
    assert typed_as(None) == ""


def test_what_cannot_be_read_stays_a_draft_over_a_lock_and_counts_nowhere(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    thing = talk.say_together("former_cost", {"what": "Hulp in huis", "stream": "household_help"})
    box = amount_box(talk.boxes, "former_cost.cost", thing, None)
    type_into(talk, box, "zo'n 40 per week")
    assert not talk.boxes.leave(box)
    assert unreadable(box)
    assert budget(talk.dossier).before.unknown == 1
    room, talk = reopened(town, room)
    box = amount_box(talk.boxes, "former_cost.cost", thing, None)
    assert box.text == "zo'n 40 per week"
    assert awaits_reading(box)
    type_into(talk, box, "2.080")
    talk.boxes.leave_all()
    assert budget(talk.dossier).before.cents == 208_000
    (kept,) = standing(room, talk, "former_cost.cost")
    assert kept.value is not None
    assert kept.value.content == 208_000
    room.close()

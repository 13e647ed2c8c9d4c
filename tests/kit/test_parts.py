"""Parts that can be judged without a screen: pictures, people, a box while somebody types, a pen on a pad."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.app.kit.draft import Draft
from keukentafel.app.kit.look import look_for
from keukentafel.app.kit.people import initial_of
from keukentafel.app.kit.pictures import (
    NoSuchPicture,
    logo_svg,
    pictogram,
    pictogram_names,
    pictogram_svg,
)
from keukentafel.app.kit.signature import (
    BOX_HEIGHT,
    BOX_WIDTH,
    LONGEST_STROKE,
    MOST_STROKES,
    Drawing,
    Pad,
)
from keukentafel.edition import assent

WORDS = st.text(alphabet="abé ", min_size=1, max_size=6)


@pytest.mark.parametrize("name", pictogram_names())
def test_every_pictogram_loads_in_the_colours_of_both_themes(name: str) -> None:
    for theme in ("light", "dark"):
        look = look_for(820, 1180, "dark" if theme == "dark" else "light")
        svg = pictogram(look, name).src
        assert isinstance(svg, str)
        assert ET.fromstring(svg).tag.endswith("svg")
        assert look.color("ink") in svg
        assert look.color("honey") in svg


def test_there_are_pictograms_for_all_tiles_and_steps() -> None:
    assert len(pictogram_names()) == 24
    assert "#F1EADD" in logo_svg("#F1EADD")


@pytest.mark.parametrize("name", ["geen", "../brand/logo", "Wonen", ""])
def test_a_picture_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(NoSuchPicture):
        pictogram_svg(name, "#000000", "#FFFFFF")


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("mevrouw De Wit", "W"),
        ("familie Van der Meulen-Achterberg", "M"),
        ("oma Riet", "R"),
        ("Samira", "S"),
        ("huisarts", "H"),
        ("de", "D"),
        ("", "?"),
        ("'t Hooft", "H"),
    ],
)
def test_the_initial_passes_over_titles_and_particles(name: str, initial: str) -> None:
    assert initial_of(name, ("de", "van", "der", "mevrouw", "familie", "'t")) == initial


@given(typed=st.lists(WORDS, max_size=8), lag=st.integers(0, 8))
def test_no_render_takes_back_what_the_hand_wrote_however_far_the_model_is_behind(
    typed: list[str], lag: int
) -> None:
    draft, model = Draft("one", "", ""), ["", *typed]
    for at, words in enumerate(typed, start=1):
        draft.write(words)
        assert draft.show("one", model[max(0, at - lag)]) == words


@given(typed=st.lists(WORDS, max_size=4), other=st.text(alphabet="xyz", min_size=7, max_size=9))
def test_what_the_model_changes_itself_replaces_what_stands_in_the_box(typed: list[str], other: str) -> None:
    draft = Draft("one", "", "")
    for words in typed:
        draft.write(words)
        draft.show("one", words)
    assert draft.show("one", other) == other
    assert draft.show("one", "") == ""


def test_a_box_starts_anew_with_the_next_draft_even_when_the_model_never_followed() -> None:
    draft = Draft("one", "", "")
    draft.write("Cor gaat mee")
    assert draft.show("one", "") == "Cor gaat mee"
    assert draft.show("two", "") == ""


def test_text_that_the_model_only_normalised_stays_as_the_hand_wrote_it() -> None:
    draft = Draft("one", "", "")
    draft.write("cafe\u0301")
    assert draft.show("one", "caf\u00e9") == "cafe\u0301"


@given(
    st.lists(st.tuples(st.floats(-50, 900), st.floats(-50, 400)), min_size=1, max_size=30),
    st.floats(200, 800),
    st.floats(80, 200),
)
def test_strokes_always_fit_in_the_box(
    points: list[tuple[float, float]], width: float, height: float
) -> None:
    pad = Pad(width, height)
    pad.down(*points[0])
    for point in points[1:]:
        pad.move(*point)
    assert all(0 <= x <= BOX_WIDTH and 0 <= y <= BOX_HEIGHT for stroke in pad.drawn() for x, y in stroke)


def test_a_pad_that_is_full_takes_no_more() -> None:
    pad = Pad(1000, 300)
    pad.down(0, 0)
    for at in range(9000):
        pad.move(at % 1000, at % 300)
    assert sum(map(len, pad.drawn())) == 4000


def test_however_long_somebody_draws_it_stays_a_signature_that_can_be_sent() -> None:
    pad = Pad(1000, 300)
    for at in range(MOST_STROKES + 5):
        pad.down(at, 0)
        assert (pad.move(at, 1) is None) == (at >= MOST_STROKES)
    assert len(pad.strokes) == MOST_STROKES
    pad = Pad(1000, 300)
    pad.down(0, 0)
    for at in range(LONGEST_STROKE + 500):
        pad.move(at % 1000, at % 300)
    assert [len(stroke) for stroke in pad.drawn()] == [LONGEST_STROKE, 501]
    assert pad.drawn()[0][-1] == pad.drawn()[1][0]
    assert (MOST_STROKES, LONGEST_STROKE) == (assent.MOST_STROKES, assent.MOST_POINTS)


def test_a_render_while_the_pen_is_down_does_not_take_the_stroke_away() -> None:
    drawing = Drawing(Pad(1000, 300))
    drawing.pad.down(10, 10)
    drawing.show(())
    assert drawing.pad.drawn() == (((10, 10),),)
    drawing.show((((1, 1), (2, 2)),))
    assert drawing.pad.drawn() == (((1, 1), (2, 2)),)

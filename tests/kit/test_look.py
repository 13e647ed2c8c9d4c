"""What follows from the size of a screen, its theme and the size of its letters."""

from typing import get_args

import pytest

from keukentafel.app.kit.look import Look, flet_color, look_for, theme_of
from keukentafel.app.kit.tokens import Tone, TypeRole


def _shape(look: Look) -> tuple[str, bool, int, int]:
    kind = "phone" if look.phone else "landscape" if look.landscape else "portrait"
    return kind, look.narrow, look.columns, look.margin


@pytest.mark.parametrize(
    ("width", "height", "scale", "shape"),
    [
        (390, 844, 1.0, ("phone", True, 1, 16)),
        (820, 1180, 1.0, ("portrait", False, 1, 32)),
        (1180, 820, 1.0, ("landscape", False, 2, 32)),
        (390, 844, 2.0, ("phone", True, 1, 16)),
        (820, 1180, 2.0, ("portrait", True, 1, 32)),
        (1180, 820, 2.0, ("landscape", False, 2, 32)),
        (1120, 820, 2.0, ("landscape", False, 2, 32)),
        (1119, 820, 2.0, ("landscape", True, 1, 32)),
        (599, 900, 1.0, ("phone", False, 1, 16)),
    ],
)
def test_words_reflow_by_the_room_they_have(
    width: float, height: float, scale: float, shape: tuple[str, bool, int, int]
) -> None:
    assert _shape(look_for(width, height, scale=scale)) == shape


@pytest.mark.parametrize("role", get_args(TypeRole))
def test_no_letters_are_smaller_than_sixteen_pixels(role: TypeRole) -> None:
    assert all(look_for(width, 800).letter_size(role) >= 16 for width in (390, 820, 1180))


@pytest.mark.parametrize("role", ["quote", "read", "label", "body", "table", "meta"])
def test_text_that_is_read_doubles_at_200_percent_on_every_screen(role: TypeRole) -> None:
    for width in (390, 820, 1180):
        once, twice = look_for(width, 800), look_for(width, 800, scale=2.0)
        assert twice.letter_size(role) == pytest.approx(2 * once.letter_size(role))


def test_titles_on_a_phone_at_200_percent_are_no_smaller_than_doubled_text() -> None:
    look = look_for(390, 844, scale=2.0)
    assert look.tight
    assert look.letter_size("title") >= look_for(390, 844, scale=2.0).letter_size("body")


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_targets_are_never_smaller_than_48_pixels(scale: float) -> None:
    assert look_for(390, 844, scale=scale).target >= 48


def test_every_colour_has_a_value_that_flet_understands() -> None:
    for theme in ("light", "dark"):
        look = look_for(820, 1180, "dark" if theme == "dark" else "light")
        assert all(look.color(tone).startswith("#") for tone in get_args(Tone))
    assert flet_color("#11223344") == "#44112233"


def test_no_motion_means_no_motion() -> None:
    assert look_for(820, 1180, still=True).milliseconds("turn") == 0
    assert look_for(820, 1180).milliseconds("turn") == 320


def test_the_flet_theme_has_the_same_colours() -> None:
    look = look_for(820, 1180, "dark")
    scheme = theme_of(look).color_scheme
    assert scheme is not None
    assert (scheme.primary, scheme.surface) == (look.color("pen"), look.color("paper"))

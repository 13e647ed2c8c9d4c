"""Sealed bytes open in their own place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.sealing import Sealer, padded, place_of

SEALER = Sealer(b"k" * 32)
HERE = place_of("draft", "h", "r", 1, "c")
columns = st.one_of(st.none(), st.text(max_size=4), st.binary(max_size=4), st.integers(0, 300))
places = st.tuples(
    st.text(max_size=3), st.text(max_size=3), st.text(max_size=3), st.integers(0, 9), columns, columns
)


@given(st.binary(max_size=9000))
def test_what_was_sealed_opens_again(payload: bytes) -> None:
    assert SEALER.open(HERE, SEALER.seal(HERE, payload)) == payload


@pytest.mark.parametrize("size", [0, 100, 700])
def test_every_bit_of_every_byte_counts(size: int) -> None:
    sealed = SEALER.seal(HERE, b"x" * size)
    for index in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[index] ^= 1 << (index % 8)
        with pytest.raises(Unsealable):
            SEALER.open(HERE, bytes(flipped))


@given(st.integers(0, 200))
def test_a_piece_of_it_does_not_open(length: int) -> None:
    sealed = SEALER.seal(HERE, b"x")
    for piece in (sealed[:length], sealed + b"\0", b""):
        if piece != sealed:
            with pytest.raises(Unsealable):
                SEALER.open(HERE, piece)


@given(places, places)
def test_no_two_places_are_written_alike(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert (place_of(*one) == place_of(*other)) == (one == other)  # type: ignore[arg-type]


def test_another_place_or_another_key_does_not_open_it() -> None:
    sealed = SEALER.seal(HERE, b"x")
    for place in (
        place_of("head", "h", "r", 1, "c"),
        place_of("draft", "i", "r", 1, "c"),
        place_of("draft", "h", "s", 1, "c"),
        place_of("draft", "h", "r", 2, "c"),
        place_of("draft", "h", "r", 1, "d"),
    ):
        with pytest.raises(Unsealable):
            SEALER.open(place, sealed)
    with pytest.raises(Unsealable):
        Sealer(b"l" * 32).open(HERE, sealed)


def test_lengths_show_in_coarse_steps_only() -> None:
    sizes = {len(padded(bytes(length))) for length in range(20_000)}
    assert sizes == {128, 256, 512, 1024, 2048, 4096, 8192, 12288, 16384, 20480}


def test_the_same_words_are_never_sealed_alike() -> None:
    assert len({SEALER.seal(HERE, b"ja") for _ in range(50)}) == 50

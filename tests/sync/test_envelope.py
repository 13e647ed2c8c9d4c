import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.envelope import (
    LARGEST_BODY,
    CannotSeal,
    EnvelopeRefused,
    NotForUs,
    SealingKey,
    bucket,
    open_envelope,
    seal,
    sealing_key_of,
)
from sync.wire.framing import LARGEST_ENVELOPE, PREFIX, looks_like_an_envelope

SENDER = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
READERS = [X25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(2, 6)]
STRANGER = X25519PrivateKey.from_private_bytes(b"\x09" * 32)
BODY = b"Ik wil geen vreemde in mijn slaapkamer."
SEALED = seal(BODY, [sealing_key_of(READERS[0])], SENDER)


@given(st.binary(max_size=20_000), st.sets(st.sampled_from(range(4)), min_size=1))
@settings(max_examples=30, deadline=None)
def test_every_reader_opens_what_was_sealed_and_a_stranger_does_not(body: bytes, chosen: set[int]) -> None:
    envelope = seal(body, [sealing_key_of(READERS[number]) for number in chosen], SENDER)
    for number in chosen:
        opened = open_envelope(envelope, READERS[number])
        assert opened.body == body
        assert opened.sender == SENDER.public_key().public_bytes_raw().hex()
    with pytest.raises(NotForUs):
        open_envelope(envelope, STRANGER)


def test_every_flipped_byte_is_refused() -> None:
    assert open_envelope(SEALED, READERS[0]).body == BODY
    for at in range(len(SEALED)):
        flipped = SEALED[:at] + bytes([SEALED[at] ^ 1]) + SEALED[at + 1 :]
        with pytest.raises(EnvelopeRefused) as refusal:
            open_envelope(flipped, READERS[0])
        assert not isinstance(refusal.value, NotForUs)


def test_every_cut_and_every_addition_is_refused() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(EnvelopeRefused):
            open_envelope(SEALED[:length], READERS[0])
    with pytest.raises(EnvelopeRefused):
        open_envelope(SEALED + b"\x00", READERS[0])


def test_an_envelope_signed_by_another_than_it_names_is_refused() -> None:
    other = seal(BODY, [sealing_key_of(READERS[0])], Ed25519PrivateKey.generate())
    with pytest.raises(EnvelopeRefused, match="not signed by the sender"):
        open_envelope(SEALED[:-64] + other[-64:], READERS[0])


@given(st.binary(max_size=600), st.booleans(), st.integers(0, len(SEALED)), st.integers(0, len(SEALED)))
@settings(max_examples=300, deadline=None)
def test_malformed_bytes_raise_nothing_but_a_refusal(
    noise: bytes, framed: bool, start: int, end: int
) -> None:
    mangled = SEALED[: min(start, end)] + noise + SEALED[max(start, end) :]
    data = PREFIX + noise if framed else mangled
    try:
        assert open_envelope(data, READERS[0]).body == BODY
        assert data == SEALED
    except EnvelopeRefused:
        assert data != SEALED


def test_the_outside_tells_neither_the_kind_nor_the_exact_length() -> None:
    reader = [sealing_key_of(READERS[0])]
    short, long = seal(b"", reader, SENDER), seal(b"x" * 4_000, reader, SENDER)
    assert len(short) == len(long)
    assert b"plan" not in long
    assert b"x" * 16 not in long
    assert [bucket(size) for size in (1, 4096, 4097, 65_536, 65_537)] == [4096, 4096, 8192, 65_536, 131_072]


def test_the_largest_body_fits_and_a_larger_one_is_refused() -> None:
    readers = [sealing_key_of(X25519PrivateKey.generate()) for _ in range(16)]
    largest = seal(b"\x01" * LARGEST_BODY, readers, SENDER)
    assert len(largest) <= LARGEST_ENVELOPE
    assert looks_like_an_envelope(largest)
    with pytest.raises(CannotSeal):
        seal(b"\x01" * (LARGEST_BODY + 1), readers, SENDER)


@pytest.mark.parametrize("key", ["", "00" * 32, "zz" * 32, "ab"])
def test_a_reader_without_a_usable_key_is_refused(key: str) -> None:
    with pytest.raises(CannotSeal):
        seal(BODY, [SealingKey(key)], SENDER)
    with pytest.raises(CannotSeal):
        seal(BODY, [], SENDER)

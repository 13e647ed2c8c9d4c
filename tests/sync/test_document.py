"""Signed documents have one spelling, and hold whole numbers only."""

import pytest

from sync.wire.document import DocumentRefused, canonical_json, parse_json


@pytest.mark.parametrize("fraction", [0.0, 1.0, 1.5, -0.0, float("nan"), float("inf"), 1e300])
def test_a_number_that_is_not_whole_is_never_written(fraction: float) -> None:
    for document in (fraction, {"a": [1, {"b": fraction}]}, [(fraction,)]):
        with pytest.raises(DocumentRefused):
            canonical_json(document)


@pytest.mark.parametrize("integer", [0, 1, -1, True, 2**53 - 1])
def test_a_whole_number_is_written_and_read_back(integer: int) -> None:
    assert parse_json(canonical_json({"a": [integer]})) == {"a": [integer]}


def test_a_number_beyond_53_bits_and_a_document_without_end_are_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    for document in (2**53, endless):
        with pytest.raises(DocumentRefused):
            canonical_json(document)

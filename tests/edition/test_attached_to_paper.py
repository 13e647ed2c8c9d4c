"""A plan on paper has its data in it: whoever kept only the PDF can have it verified, and begin with it."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.edition.bundle import Bundle
from keukentafel.edition.extract import extract_schema
from keukentafel.edition.paper.attached import LARGEST_FILE, original_of
from keukentafel.edition.paper.document import Typesetter
from keukentafel.edition.paper.extract_paper import extract_pdf
from keukentafel.edition.schema import PlanSchema
from keukentafel.edition.verdict import verdict_on
from tests.edition.kitchen import CATALOGUE, dossier, frozen
from tests.edition.test_other_papers import extract_of, family
from tests.edition.test_paper import bundle_of, pdf_of, typesetter, words

__all__ = ["typesetter", "words"]

SCHEMA, EXTRACTS = PlanSchema(CATALOGUE), extract_schema(CATALOGUE)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return bundle_of(frozen(dossier()))


@pytest.fixture(scope="module")
def pdf(bundle: Bundle, words: Mapping[str, str], typesetter: Typesetter) -> bytes:
    return pdf_of(bundle, words, typesetter)


def test_the_data_comes_out_of_the_document_to_the_byte_and_proves_itself(pdf: bytes, bundle: Bundle) -> None:
    data = original_of(pdf)
    assert data == bundle.to_bytes()
    assert verdict_on(data, SCHEMA, EXTRACTS).is_good


def test_an_extract_on_paper_is_known_as_an_extract(words: Mapping[str, str], typesetter: Typesetter) -> None:
    extract = extract_of(family())
    assert original_of(extract_pdf(extract, words.__getitem__, typesetter)) == extract.to_bytes()


def test_what_is_no_document_is_read_as_it_is_and_what_is_too_large_not_at_all(bundle: Bundle) -> None:
    assert original_of(bundle.to_bytes()) == bundle.to_bytes()
    assert original_of(b"%PDF-1.7\nnothing of ours") == b""
    assert original_of(b" " * (LARGEST_FILE + 1)) == b""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_document_never_gives_another_plan_that_holds(
    pdf: bytes, bundle: Bundle, data: st.DataObject
) -> None:
    damaged = bytearray(pdf)
    for at in data.draw(st.lists(st.integers(5, len(pdf) - 1), min_size=1, max_size=40)):
        damaged[at] = data.draw(st.integers(0, 255))
    found = original_of(bytes(damaged[: data.draw(st.integers(0, len(pdf)))]))
    verdict = verdict_on(found, SCHEMA, EXTRACTS)
    assert not verdict.is_good or found == bundle.to_bytes()

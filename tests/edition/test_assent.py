"""What one person says of one edition."""

from dataclasses import replace

import pytest

from keukentafel.edition.assent import AssentMeans, AssentState, MalformedAssent, assent_of, checked
from keukentafel.journal.canonical import Json
from tests.edition.kitchen import assent_to, dossier, frozen

EDITION = frozen(dossier())
REMARK = "Ja, máár…  niet op maandag.\nEn niet vóór tien uur!"


def test_a_remark_is_kept_to_the_letter() -> None:
    assent = assent_to(EDITION, AssentState.NOT_AGREED, REMARK)
    assert assent_of(assent.document()).remark == REMARK
    assert checked(assent) == assent


def test_text_from_another_keyboard_gets_the_one_unicode_form() -> None:
    assent = assent_to(EDITION, AssentState.NOT_AGREED, "cafe\u0301")
    assert checked(assent).remark == "café"
    assert checked(assent).hash == assent.hash


@pytest.mark.parametrize(
    "strokes",
    [(((1001, 0),),), (((0, 301),),), (((-1, 0),),), ((),), (), (((0, 0),) * 2001,), (((0, 0),),) * 201],
)
def test_a_signature_outside_its_box_or_bounds_is_refused(
    strokes: tuple[tuple[tuple[int, int], ...], ...],
) -> None:
    with pytest.raises(MalformedAssent):
        checked(assent_to(EDITION, strokes=strokes))


def test_what_contradicts_itself_is_no_assent() -> None:
    with pytest.raises(MalformedAssent):
        assent_to(EDITION, AssentState.AGREED, "maar niet heus")
    with pytest.raises(MalformedAssent):
        assent_to(EDITION, AssentState.AGREED_WITH_REMARKS, "  ")
    with pytest.raises(MalformedAssent):
        replace(assent_to(EDITION), how=AssentMeans.DRAWN)
    with pytest.raises(MalformedAssent):
        assent_to(EDITION, AssentState.NOT_AGREED, "nul\u0000")


@pytest.mark.parametrize(
    "change", [{"note": "x"}, {"state": "yes"}, {"given_at": "vandaag"}, {"person": None}]
)
def test_an_assent_out_of_form_is_refused(change: dict[str, Json]) -> None:
    with pytest.raises(MalformedAssent):
        assent_of(assent_to(EDITION).document() | change)

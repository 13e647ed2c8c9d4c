"""What a carer tells goes to the municipality with the carer's own yes, and is never on the table."""

from dataclasses import replace

import pytest

from keukentafel.edition.assent import Assent, AssentState
from keukentafel.edition.bundle import Bundle, BundleRefused, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition
from keukentafel.edition.part import Part
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Role, Speaker
from tests.edition.kitchen import CATALOGUE, COR, DEVICE, WIT, assent_to, dossier, entry, frozen, object_id

SCHEMA = PlanSchema(CATALOGUE)
NEEDS = "Ik word elke nacht gebeld. Ik moet slapen."


def told(voice: Speaker = COR) -> Entry:
    return entry(object_id(400), "carer.needs", NEEDS, voice=voice)


def edition_with(*said: Entry) -> Edition:
    return frozen([*dossier(), *said])


def sent(edition: Edition, *assents: Assent) -> Bundle:
    return read_bundle(make_bundle(edition, assents, DEVICE, SCHEMA), SCHEMA)


def carers_in(bundle: Bundle) -> list[Part]:
    return [part for part in bundle.edition.parts if part.kind == "carer"]


@pytest.mark.parametrize("state", [AssentState.AGREED, AssentState.AGREED_WITH_REMARKS])
def test_a_carers_words_go_with_the_carers_own_yes(state: AssentState) -> None:
    edition = edition_with(told())
    remark = "Maar zeg het niet tegen mijn moeder." if state is AssentState.AGREED_WITH_REMARKS else ""
    (part,) = carers_in(sent(edition, assent_to(edition, state, remark, person=COR)))
    assert [one.value for one in part.versions("carer.needs")] == [NEEDS]


def test_without_that_yes_they_stay_home_and_everything_else_goes() -> None:
    edition = edition_with(told())
    for assents in (
        (),
        (assent_to(edition),),
        (assent_to(edition, AssentState.NOT_AGREED, person=COR),),
        (assent_to(edition), assent_to(edition, AssentState.SEEN_ONLY, person=COR)),
    ):
        bundle = sent(edition, *assents)
        assert carers_in(bundle) == []
        assert NEEDS not in bundle.to_bytes().decode()
        assert bundle.manifest == edition.manifest
        assert len(bundle.edition.parts) == len(edition.parts) - 1


def test_words_of_two_carers_at_once_wait_for_neither() -> None:
    other = Speaker(Role.NEAR, WIT.who)
    edition = edition_with(told(), told(other))
    assert carers_in(sent(edition, assent_to(edition, person=COR), assent_to(edition))) == []


def test_the_resident_never_gets_them_also_not_after_the_yes() -> None:
    edition = edition_with(told())
    bundle = sent(edition, assent_to(edition, person=COR))
    copy = bundle.copy_for(Sight.RESIDENT)
    assert carers_in(bundle)
    assert NEEDS not in copy.to_bytes().decode()
    assert read_bundle(copy.to_bytes(), SCHEMA, Sight.RESIDENT) == copy
    review = bundle.copy_for(Sight.REVIEW)
    assert carers_in(read_bundle(review.to_bytes(), SCHEMA, Sight.REVIEW))


def test_a_bundle_with_them_and_without_the_yes_is_refused() -> None:
    edition = edition_with(told())
    with_yes = sent(edition, assent_to(edition, person=COR))
    without = sent(edition)
    smuggled = replace(without, edition=with_yes.edition)
    kept_back = replace(with_yes, edition=without.edition)
    for bundle in (smuggled, kept_back):
        with pytest.raises(BundleRefused, match="the parts are not those"):
            read_bundle(bundle.to_bytes(), SCHEMA)


def test_a_part_listed_under_somebody_elses_name_is_refused() -> None:
    edition = edition_with(told())
    listed = tuple(
        replace(one, person=WIT.who) if one.kind == "carer" else one for one in edition.manifest.parts
    )
    renamed = Edition(replace(edition.manifest, parts=listed), edition.parts)
    with pytest.raises(BundleRefused, match="not the one that the manifest lists"):
        make_bundle(renamed, [assent_to(renamed)], DEVICE, SCHEMA)

"""What a carer tells goes to the municipality with the carer's own yes, and is never on the table."""

from dataclasses import replace

import pytest

from keukentafel.edition.assent import Assent, AssentState
from keukentafel.edition.bundle import Bundle, BundleRefused, make_bundle, read_bundle
from keukentafel.edition.freeze import Edition
from keukentafel.edition.part import Part
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Role, Speaker
from tests.edition.kitchen import (
    CATALOGUE,
    COR,
    DEVICE,
    SAMIRA,
    WIT,
    assent_to,
    dossier,
    entry,
    frozen,
    object_id,
)

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


# ── The own sheet of somebody young ──────────────────────────────────────────────────────────────────────

SEM = Speaker(Role.RESIDENT, PersonId("4" * 32))
SPELL, VOICES = "Ik bouw een spel.", "Boze stemmen in huis."


def own_sheet(shared_with: str = "table", by: Speaker = SEM) -> list[Entry]:
    """Two cards of Sem: one that is shared, and one that he keeps to himself."""
    shared, kept, sharing = object_id(501), object_id(502), object_id(503)
    return [
        entry(ObjectId(SEM.who), "person.name", "Sem", voice=SAMIRA),
        entry(shared, "own_card.house", "good", voice=SEM),
        entry(shared, "own_card.text", SPELL, voice=SEM),
        entry(kept, "own_card.house", "hard", voice=SEM),
        entry(kept, "own_card.text", VOICES, voice=SEM),
        entry(sharing, "shared.about", shared, voice=by),
        entry(sharing, "shared.with", shared_with, voice=by),
    ]


def test_a_card_that_a_child_keeps_to_itself_is_not_even_listed() -> None:
    edition = edition_with(*own_sheet())
    (part,) = [one for one in edition.parts if one.kind == "own_card"]
    assert [one.value for one in part.versions("own_card.text")] == [SPELL]
    assert len([one for one in edition.manifest.parts if one.kind == "own_card"]) == 1
    assert VOICES not in make_bundle(edition, [assent_to(edition, person=SEM)], DEVICE, SCHEMA).decode()


@pytest.mark.parametrize(("with_whom", "by"), [("worker", SEM), ("table", WIT)])
def test_what_is_shared_with_the_worker_or_by_somebody_else_is_in_no_edition(
    with_whom: str, by: Speaker
) -> None:
    edition = edition_with(*own_sheet(with_whom, by))
    assert [one for one in edition.manifest.parts if one.kind == "own_card"] == []


def test_what_a_child_lays_on_the_table_goes_along_with_its_own_yes_alone() -> None:
    edition = edition_with(*own_sheet())
    assert SPELL not in sent(edition, assent_to(edition)).to_bytes().decode()
    with_yes = sent(edition, assent_to(edition), assent_to(edition, person=SEM))
    assert SPELL in with_yes.to_bytes().decode()
    copy = with_yes.copy_for(Sight.RESIDENT)
    assert read_bundle(copy.to_bytes(), SCHEMA, Sight.RESIDENT) == copy

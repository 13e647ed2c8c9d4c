"""What people hear is what is frozen, with its makers; and what a plan still lacks."""

from keukentafel.edition.account import KINDS_HEARD
from keukentafel.edition.kind import part_kinds
from keukentafel.edition.reader import reading_of
from keukentafel.edition.readiness import (
    Lack,
    is_ready,
    lacks_for_agreement,
    lacks_for_ready,
    may_agree,
    tells_pilot_light,
)
from keukentafel.edition.reading import Reading
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Role
from tests.edition.kitchen import CATALOGUE, NAMES, SAMIRA, WIT, dossier, entry, frozen, object_id


def reading(said: list[Entry]) -> Reading:
    return reading_of(frozen(said).parts, NAMES)


def without(*fields: str) -> list[Entry]:
    return [one for one in dossier() if one.signed.operation.field not in fields]


def test_every_kind_of_part_in_the_catalogue_is_heard() -> None:
    assert set(part_kinds(CATALOGUE)) == KINDS_HEARD


def test_a_sentence_tells_whose_words_it_is_and_who_wrote_it() -> None:
    ((quote,),) = reading(dossier()).quotes
    assert quote.text == "Ik wil geen vreemde in mijn slaapkamer."
    assert (quote.voice_name, quote.voice_role) == ("Annie de Wit", Role.RESIDENT)
    assert (quote.hand_name, quote.hand_role, quote.own_hand) == ("Samira", Role.WORKER, False)


def test_a_wish_is_heard_with_its_agreements_and_the_others_apart() -> None:
    heard = reading(dossier())
    (wish,) = heard.wishes
    assert [said.text for one in wish.agreements for said in one.who] == ["Cor"]
    assert [said.text for one in heard.loose_agreements for said in one.what] == ["De post samen openmaken"]


def test_an_agreement_whose_wish_was_withheld_is_still_heard() -> None:
    heard = reading(without("wish.text"))
    assert heard.wishes == ()
    assert len(heard.loose_agreements) == 2


def test_two_versions_are_heard_as_two() -> None:
    own = entry(object_id(100), "wish.text", "Ik wil dansen.", hand=WIT)
    (wish,) = reading([*dossier(), own]).wishes
    assert {said.text for said in wish.text} == {"Ik wil weer zingen.", "Ik wil dansen."}
    assert {said.own_hand for said in wish.text} == {True, False}


def test_check_ins_come_by_day() -> None:
    later = entry(object_id(1), "check_in.date", "2027-01-10", claimed=1)
    undated = entry(object_id(2), "check_in.how", "even bellen", claimed=1)
    days = [one.date[0].text if one.date else "" for one in reading([later, undated, *dossier()]).check_ins]
    assert days == ["2026-12-05", "2027-01-10", ""]


def test_agreement_needs_exactly_one_lead() -> None:
    assert may_agree(reading(dossier()))
    assert lacks_for_agreement(reading(without("plan.lead"))) == (Lack.LEAD,)
    second = entry(object_id(99), "plan.lead", "Samira", voice=SAMIRA)
    assert lacks_for_agreement(reading([*dossier(), second])) == (Lack.ONE_LEAD,)
    same = entry(object_id(99), "plan.lead", "Annie de Wit", voice=SAMIRA)
    assert may_agree(reading([*dossier(), same]))
    other_letters = entry(object_id(97), "plan.lead", "annie  de Wit", voice=SAMIRA)
    assert may_agree(reading([*dossier(), other_letters]))


def test_two_key_persons_are_asked_about_and_make_no_edition_unreadable() -> None:
    another = entry(object_id(99), "plan.key_person", "Iemand anders", voice=SAMIRA)
    two = reading([*dossier(), another])
    assert lacks_for_agreement(two) == (Lack.ONE_KEY_PERSON,)
    assert may_agree(two)
    both = reading([*without("plan.lead"), another])
    assert lacks_for_agreement(both) == (Lack.LEAD, Lack.ONE_KEY_PERSON)


def test_ready_needs_all_four_of_aftercare_or_a_reason_why_not() -> None:
    assert is_ready(reading(dossier()))
    assert lacks_for_ready(reading(without("aftercare.income", "aftercare.housing"))) == (
        Lack.INCOME,
        Lack.HOUSING,
    )
    assert len(lacks_for_ready(reading([]))) == 4


def test_a_pilot_light_is_told_by_who_and_how_or_in_one_sentence_as_before() -> None:
    def told(*fields: str) -> Reading:
        new = [entry(object_id(101), f"aftercare.{name}", "Joris", claimed=1) for name in fields]
        return reading([*without("aftercare.pilot_light"), *new])

    assert not tells_pilot_light(reading(dossier()))
    assert lacks_for_ready(reading(dossier())) == ()
    for half in (("pilot_who",), ("pilot_how",), ("pilot_who", "pilot_often"), ()):
        assert lacks_for_ready(told(*half)) == (Lack.PILOT_LIGHT,)
    assert is_ready(told("pilot_who", "pilot_how"))

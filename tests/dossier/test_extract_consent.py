"""An extract goes to a party for which a resident's yes stands, and to no other."""

from datetime import date

import pytest

from keukentafel.dossier.consent import consenting_parties, in_force
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Role, Speaker
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, JOKE

TODAY = date(2026, 11, 22)


@pytest.fixture
def saying() -> Saying:
    return Saying()


WHOLE = {"purpose": "de huur regelen", "what": "haar eigen afspraken", "given": "2026-11-19"}
"""What every consent has besides an answer: there is none for everything."""


def card(saying: Saying, party: str, voice: Speaker = ANNIE, **fields: Json) -> ObjectId:
    thing = ObjectId(random_id())
    for name, content in {"party": party, **WHOLE, **fields}.items():
        saying.say(f"consent.{name}", content, thing, voice=voice, hand=voice)
    return thing


def landlord(saying: Saying) -> ObjectId:
    return saying.thing(party__name="De Dijk", party__domain="housing")


def goes(saying: Saying) -> bool:
    return bool(consenting_parties(saying.dossier, TODAY))


def test_a_residents_yes_opens_the_way_for_that_party_alone(saying: Saying) -> None:
    party, other = landlord(saying), landlord(saying)
    assert not goes(saying)
    card(saying, party, answer="yes")
    assert consenting_parties(saying.dossier, TODAY) == {party}
    assert other not in consenting_parties(saying.dossier, TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answer": "no"},
        {"answer": "yes", "withdrawn": "2026-11-20"},
        {"answer": "yes", "until": "2026-11-21"},
        {"until": "2027-11-21"},
    ],
)
def test_a_no_a_withdrawal_a_time_that_is_over_and_silence_do_not(
    saying: Saying, fields: dict[str, Json]
) -> None:
    card(saying, landlord(saying), **fields)
    assert not goes(saying)


def test_a_yes_until_today_still_counts_today(saying: Saying) -> None:
    card(saying, landlord(saying), answer="yes", until="2026-11-22")
    assert goes(saying)


def test_a_yes_may_come_back_after_it_was_withdrawn(saying: Saying) -> None:
    party = landlord(saying)
    card(saying, party, answer="yes", withdrawn="2026-11-20")
    assert not goes(saying)
    card(saying, party, answer="yes")
    assert goes(saying)
    card(saying, party, answer="no")
    assert not goes(saying)


def test_what_was_said_last_counts_and_not_the_card_that_came_last(saying: Saying) -> None:
    party = landlord(saying)
    first = card(saying, party, answer="yes")
    card(saying, party, answer="yes")
    saying.say("consent.withdrawn", "2026-11-21", first)
    assert not goes(saying)


def test_somebody_near_cannot_open_the_way_but_their_no_shuts_it(saying: Saying) -> None:
    party = landlord(saying)
    card(saying, party, JOKE, answer="yes")
    assert not goes(saying)
    card(saying, party, ANNIE, answer="yes")
    assert goes(saying)
    card(saying, party, JOKE, answer="no")
    assert not goes(saying)


def test_two_answers_side_by_side_are_no_yes(saying: Saying) -> None:
    thing = card(saying, landlord(saying), answer="yes")
    saying.say("consent.answer", "no", thing, voice=ANNIE, hand=ANNIE, seen=())
    assert not goes(saying)


def test_under_sixteen_a_yes_does_not_open_the_way_and_a_no_shuts_it(saying: Saying) -> None:
    party, child = landlord(saying), PersonId(saying.thing(person__role="resident", person__young="12"))
    sem = Speaker(Role.RESIDENT, child)
    card(saying, party, sem, answer="yes")
    assert not goes(saying)
    card(saying, party, ANNIE, answer="yes")
    assert goes(saying)
    card(saying, party, sem, answer="no")
    assert not goes(saying)
    card(saying, party, sem, answer="yes")
    assert goes(saying)


def test_from_sixteen_on_a_yes_is_as_good_as_anybodys(saying: Saying) -> None:
    party, bo = landlord(saying), PersonId(saying.thing(person__role="resident", person__young="16"))
    card(saying, party, Speaker(Role.RESIDENT, bo), answer="yes")
    assert goes(saying)


def test_a_card_that_names_two_parties_opens_the_way_to_neither(saying: Saying) -> None:
    thing = card(saying, landlord(saying), answer="yes")
    saying.say("consent.party", landlord(saying), thing, voice=ANNIE, hand=ANNIE, seen=())
    assert not goes(saying)


@pytest.mark.parametrize("left_out", list(WHOLE))
def test_a_yes_without_a_purpose_without_data_or_without_a_day_is_no_consent(
    saying: Saying, left_out: str
) -> None:
    thing, party = ObjectId(random_id()), landlord(saying)
    for name, content in {"party": party, "answer": "yes", **WHOLE}.items():
        if name != left_out:
            saying.say(f"consent.{name}", content, thing, voice=ANNIE, hand=ANNIE)
    assert not goes(saying)


def test_what_holds_on_a_day_is_one_rule_for_the_list_and_for_an_extract(saying: Saying) -> None:
    party = landlord(saying)
    card(saying, party, answer="yes", until="2026-11-23", withdrawn="2026-11-22")
    days = [date(2026, 11, day) for day in range(18, 26)]
    listed = [bool(in_force(saying.dossier, day)) for day in days]
    assert listed == [bool(consenting_parties(saying.dossier, day)) for day in days]
    assert [day.day for day, holds in zip(days, listed, strict=True) if holds] == [19, 20, 21]


def test_a_consent_for_a_party_that_is_not_there_opens_nothing(saying: Saying) -> None:
    card(saying, "f" * 32, answer="yes")
    assert not goes(saying)

"""The story, the plan and the aftercare card, read from what was said."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.dossier.aftercare import SETTLED, After, Level, Settled, aftercare, proposed_date
from keukentafel.dossier.plan import Pace, plan
from keukentafel.dossier.story import story
from keukentafel.journal.canonical import Json
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying
from tests.journal.household import SAMIRA

DAYS = st.dates(date(1970, 1, 1), date(9000, 12, 31))
MONTHS = {After.THREE_MONTHS: 3, After.SIX_MONTHS: 6, After.A_YEAR: 12}


# ── Story ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_story_has_begun_with_its_first_quote_and_is_somebodys_after_they_say_so() -> None:
    saying = Saying()
    saying.say("parked.text", "scootmobiel")
    assert not story(saying.dossier).begun
    saying.say("quote.text", "Ik wil hier niet weg.")
    told = story(saying.dossier)
    assert (told.begun, told.assented) == (True, False)
    saying.thing(story__text="Mevrouw woont er lang.", story__assent="said_aloud")
    told = story(saying.dossier)
    assert told.assented
    assert (told.in_short.text, told.assent.text) == ("Mevrouw woont er lang.", "said_aloud")


def test_what_listening_kept_is_there_by_kind() -> None:
    saying = Saying()
    saying.say("parked.text", "scootmobiel")
    saying.say("strength.text", "Zingt alles uit het hoofd")
    saying.say("plan.lead", "Annie")
    told = story(saying.dossier)
    assert [one.words("text").text for one in told.parked] == ["scootmobiel"]
    assert [one.words("text").text for one in told.strengths] == ["Zingt alles uit het hoofd"]
    assert (told.quotes, told.stars, told.keywords) == ((), (), ())


# ── Plan ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_agreement_lies_with_its_wish_in_the_order_of_the_wishes() -> None:
    saying = Saying()
    sing, drawer = (saying.thing(wish__text=words) for words in ("Zingen", "Die la moet leeg"))
    post = saying.thing(agreement__what="Een maatje helpt", agreement__wish=drawer, agreement__pace="later")
    saying.thing(agreement__what="Samen naar het koor", agreement__wish=sing, agreement__who="Cor")
    saying.thing(plan__lead="Annie", plan__key_person="Samira")
    found = plan(saying.dossier)
    assert [one.text.text for one in found.wishes] == ["Zingen", "Die la moet leeg"]
    assert [one.what.text for one in found.wishes[0].agreements] == ["Samen naar het koor"]
    assert [(one.id, one.pace) for one in found.wishes[1].agreements] == [(post, Pace.LATER)]
    assert found.wishes[0].agreements[0].pace is Pace.NOW
    assert (found.loose, found.lead.text, found.key_person.text) == ((), "Annie", "Samira")


def test_an_agreement_whose_wish_is_gone_stays_as_a_loose_one() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    saying.thing(agreement__what="Samen naar het koor", agreement__wish=wish)
    saying.thing(agreement__what="Marga belt")
    assert [one.what.text for one in plan(saying.dossier).loose] == ["Marga belt"]
    saying.say("wish.text", None, wish, act=Act.STRIKE)
    found = plan(saying.dossier)
    assert found.wishes == ()
    assert [one.what.text for one in found.loose] == ["Samen naar het koor", "Marga belt"]
    assert found.agreements == found.loose


def test_two_leads_at_once_are_both_shown() -> None:
    saying = Saying()
    head = saying.thing(plan__lead="Annie")
    saying.say("plan.lead", "Marga", head, voice=SAMIRA, seen=())
    assert plan(saying.dossier).lead.contested
    assert [one.text for one in plan(saying.dossier).lead.versions] == ["Annie", "Marga"]


# ── Aftercare ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_card_is_empty_at_first_and_misses_all_four_subjects() -> None:
    card = aftercare(Saying().dossier)
    assert card.empty
    assert card.missing == SETTLED


@pytest.mark.parametrize(
    ("content", "text", "not_needed"),
    [
        ({"state": "filled", "text": "Marga belt."}, "Marga belt.", False),
        ({"state": "not_needed", "reason": "Rob regelt dat."}, "Rob regelt dat.", True),
    ],
)
def test_a_subject_is_settled_when_it_is_filled_or_not_needed_because(
    content: Json, text: str, not_needed: bool
) -> None:
    saying = Saying()
    saying.thing(aftercare__income=content)
    card = aftercare(saying.dossier)
    found = card.settled["income"]
    assert (found.text, found.not_needed, found.open) == (text, not_needed, False)
    assert card.missing == tuple(name for name in SETTLED if name != "income")
    assert not card.empty
    assert card.settled["housing"] == Settled(card.settled["housing"].words)
    assert card.settled["housing"].open


def test_early_signs_are_asked_by_level_and_check_ins_come_by_date() -> None:
    saying = Saying()
    saying.thing(sign__text="Pannen zwart", sign__level="red")
    saying.thing(sign__text="De post blijft dicht", sign__level="orange")
    for day in ("2026-12-24", "2026-12-01"):
        saying.thing(check_in__date=day)
    card = aftercare(saying.dossier)
    assert [one.words("text").text for one in card.signs_at(Level.RED)] == ["Pannen zwart"]
    assert [one.words("text").text for one in card.signs_at(Level.ORANGE)] == ["De post blijft dicht"]
    assert [one.words("date").text for one in card.check_ins] == ["2026-12-01", "2026-12-24"]


@given(DAYS, st.sampled_from(list(MONTHS)))
def test_a_check_in_after_months_falls_in_the_month_asked_on_the_same_day_or_its_last(
    start: date, after: After
) -> None:
    day = proposed_date(after, start)
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == MONTHS[after]
    assert day.day == min(start.day, monthrange(day.year, day.month)[1])


@given(DAYS)
def test_a_check_in_after_weeks_falls_on_the_same_day_of_the_week(start: date) -> None:
    assert proposed_date(After.TWO_WEEKS, start) - start == timedelta(days=14)
    assert proposed_date(After.SIX_WEEKS, start) - start == timedelta(days=42)


@pytest.mark.parametrize(
    ("start", "after", "day"),
    [
        (date(2026, 11, 30), After.THREE_MONTHS, date(2027, 2, 28)),
        (date(2027, 11, 30), After.THREE_MONTHS, date(2028, 2, 29)),
        (date(2026, 8, 31), After.SIX_MONTHS, date(2027, 2, 28)),
        (date(2026, 6, 30), After.SIX_MONTHS, date(2026, 12, 30)),
        (date(2028, 2, 29), After.A_YEAR, date(2029, 2, 28)),
    ],
)
def test_a_month_without_that_day_ends_at_its_last_day(start: date, after: After, day: date) -> None:
    assert proposed_date(after, start) == day

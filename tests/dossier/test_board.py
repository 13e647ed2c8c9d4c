"""The board: a reason for what is not done now, one lead, few visits, and a place for every party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.dossier.choosing import NoSuchVersion, choose
from keukentafel.dossier.party import Domain, Share, parties_in_plan, without_place
from keukentafel.dossier.plan import HowMany, Pace, how_many, plan, wants_reason
from keukentafel.dossier.to_say import follows_from
from keukentafel.dossier.visits import visits
from keukentafel.journal.names import FieldName, OperationId, is_random_id
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import ANNIE, SAMIRA


@pytest.mark.parametrize(
    ("pace", "wants"), [("now", False), ("later", True), ("wait", True), ("stops", True)]
)
def test_what_is_not_done_now_asks_for_a_reason(pace: str, wants: bool) -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Leerplicht wacht", agreement__pace=pace)
    assert [wants_reason(one) for one in plan(saying.dossier).agreements] == [wants]
    assert len(plan(saying.dossier).without_reason) == wants
    saying.say("agreement.reason", "Kijken in week zes", agreed)
    assert plan(saying.dossier).without_reason == ()
    assert [one.id for one in plan(saying.dossier).at(Pace(pace))] == [agreed]


def test_an_agreement_says_what_it_takes() -> None:
    saying = Saying()
    school = saying.thing(party__name="School")
    saying.thing(
        agreement__what="Twee ochtenden in de bibliotheek",
        agreement__notice="Sem gaat vanzelf",
        agreement__party=school,
        agreement__visits=2,
        agreement__stream="youth",
        agreement__cost=250000,
    )
    (one,) = plan(saying.dossier).agreements
    assert (one.notice.text, one.parties, one.stream.text) == ("Sem gaat vanzelf", (school,), "youth")
    assert (one.visits_a_week, one.cents) == (2, 250000)


# ── Who keeps the overview ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], HowMany.NOBODY),
        (["  "], HowMany.NOBODY),
        (["Kim"], HowMany.ONE),
        (["Kim", " kim", "KIM "], HowMany.ONE),
        (["Van der Meulen-Achterberg", "van der  Meulen-Achterberg"], HowMany.ONE),
        (["Kim", "Joris"], HowMany.SEVERAL),
    ],
)
def test_one_name_is_one_lead_however_it_was_typed(names: list[str], found: HowMany) -> None:
    assert how_many(names) is found


def test_a_plan_has_exactly_one_lead_and_one_key_person() -> None:
    saying = Saying()
    assert (plan(saying.dossier).leads, plan(saying.dossier).key_people) == (HowMany.NOBODY, HowMany.NOBODY)
    head = saying.thing(plan__lead="Kim", plan__key_person="Joris")
    assert (plan(saying.dossier).leads, plan(saying.dossier).key_people) == (HowMany.ONE, HowMany.ONE)
    saying.say("plan.lead", "Marco", head, voice=SAMIRA, seen=())
    assert plan(saying.dossier).leads is HowMany.SEVERAL


def test_the_plans_of_two_tablets_are_two_leads_until_somebody_chooses() -> None:
    saying = Saying()
    kims, others = saying.say("plan.lead", "Kim"), saying.say("plan.lead", "Joris", voice=SAMIRA)
    assert plan(saying.dossier).lead.texts == ("Kim", "Joris")
    saying.write(
        choose(
            saying.dossier,
            FieldName("plan.lead"),
            kims.signed.id,
            among={one.id for one in saying.dossier.all("plan")},
        )
    )
    assert plan(saying.dossier).lead.texts == ("Kim",)
    assert others in saying.journal.history(thing_of(others), FieldName("plan.lead"))


def test_what_was_chosen_of_two_versions_stands_in_the_voice_of_who_said_it() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    other = saying.say("agreement.what", "Joris belt", agreed, voice=SAMIRA, seen=())
    saying.write(choose(saying.dossier, FieldName("agreement.what"), other.signed.id, among=(agreed,)))
    (one,) = plan(saying.dossier).agreements
    assert [(each.text, each.voice) for each in one.what.versions] == [("Joris belt", SAMIRA)]
    assert len(saying.journal.history(agreed, FieldName("agreement.what"))) == 3


def test_what_is_not_contested_needs_no_choosing_and_what_is_gone_cannot_be_chosen() -> None:
    saying = Saying()
    first = saying.say("wish.text", "Zingen")
    wish, field = thing_of(first), FieldName("wish.text")
    assert choose(saying.dossier, field, first.signed.id, among=(wish,)) == ()
    for gone in (OperationId("0" * 64), first.signed.id):
        saying.say("wish.text", "Dansen", wish)
        with pytest.raises(NoSuchVersion):
            choose(saying.dossier, field, gone, among=(wish,))


def test_what_follows_from_something_is_the_same_object_everywhere() -> None:
    assert follows_from("a", "b") == follows_from("a", "b")
    assert (
        len({follows_from("a", "b"), follows_from("ab"), follows_from("a", "b", ""), follows_from("b", "a")})
        == 4
    )
    assert is_random_id(follows_from("a"))


# ── Visits a week ────────────────────────────────────────────────────────────────────────────────────────


def test_visits_of_what_is_done_now_are_held_against_the_limit_party_by_party() -> None:
    saying = Saying()
    school, debt = saying.thing(party__name="School"), saying.thing(party__name="Schuldhulp")
    saying.thing(agreement__what="Rekenen", agreement__party=school, agreement__visits=1)
    saying.thing(agreement__what="Lezen", agreement__party=school, agreement__visits=1)
    saying.thing(agreement__what="Post", agreement__party=debt, agreement__visits=1)
    saying.thing(agreement__what="Koffie", agreement__visits=1, agreement__pace="now")
    for pace in ("later", "wait", "stops"):
        saying.thing(
            agreement__what="Niet nu", agreement__party=debt, agreement__visits=3, agreement__pace=pace
        )
    found = visits(saying.dossier)
    assert (found.a_week, found.most, found.over, found.room) == (4, None, 0, None)
    assert {one.party: one.a_week for one in found.parties} == {school: 2, debt: 1, None: 1}
    assert found.parties[0].party == school
    limit = saying.thing(plan__visits_a_week=2)
    assert (visits(saying.dossier).over, visits(saying.dossier).room) == (2, 0)
    saying.say("plan.visits_a_week", 6, limit)
    assert (visits(saying.dossier).over, visits(saying.dossier).room) == (0, 2)


def test_a_party_that_comes_now_without_saying_how_often_is_asked_for() -> None:
    saying = Saying()
    school = saying.thing(party__name="School")
    asked = saying.thing(agreement__what="Rekenen", agreement__party=school)
    saying.thing(agreement__what="Later", agreement__party=school, agreement__pace="later")
    saying.thing(agreement__what="Zelf bellen")
    assert [one.id for one in visits(saying.dossier).unknown] == [asked]
    saying.say("agreement.visits", 0, asked)
    assert visits(saying.dossier).unknown == ()
    assert visits(saying.dossier).parties == ()


def test_of_two_versions_the_highest_number_of_visits_and_the_lowest_limit_count_once() -> None:
    saying = Saying()
    school, youth = saying.thing(party__name="School"), saying.thing(party__name="Jongerenwerk")
    agreed = saying.thing(agreement__what="Maatje", agreement__party=school, agreement__visits=1)
    limit = saying.thing(plan__visits_a_week=4)
    saying.say("agreement.visits", 3, agreed, voice=SAMIRA, seen=())
    saying.say("agreement.party", youth, agreed, voice=SAMIRA, seen=())
    saying.say("plan.visits_a_week", 2, limit, voice=SAMIRA, seen=())
    found = visits(saying.dossier)
    assert (found.a_week, found.most, found.over) == (3, 2, 1)
    assert [one.party for one in found.parties] == [youth]


@given(
    st.lists(st.tuples(st.sampled_from(list(Pace)), st.integers(0, 9), st.integers(0, 3)), max_size=8),
    st.none() | st.integers(0, 20),
)
def test_the_visits_of_all_parties_are_the_visits_of_everything_that_is_done_now(
    agreed: list[tuple[Pace, int, int]], most: int | None
) -> None:
    saying = Saying()
    parties = [saying.thing(party__name=f"Partij {n}") for n in range(3)]
    for pace, often, party in agreed:
        with_party = {"agreement__party": parties[party]} if party < 3 else {}
        saying.thing(
            agreement__what="Afspraak", agreement__pace=pace.value, agreement__visits=often, **with_party
        )
    if most is not None:
        saying.thing(plan__visits_a_week=most)
    found = visits(saying.dossier)
    now = sum(often for pace, often, _ in agreed if pace is Pace.NOW)
    assert found.a_week == now
    assert found.over == (max(0, now - most) if most is not None else 0)


# ── Involved parties ─────────────────────────────────────────────────────────────────────────────────────


def test_every_party_does_something_or_waits_and_who_does_neither_is_named() -> None:
    saying = Saying()
    names = ("School", "Leerplicht", "Begeleider", "Corporatie", "Ggz")
    school, duty, coach, landlord, care = (saying.thing(party__name=name) for name in names)
    saying.thing(agreement__what="Rekenen", agreement__party=school, agreement__pace="later")
    saying.thing(agreement__party=duty, agreement__pace="wait")
    saying.thing(agreement__what="Overdragen", agreement__party=coach, agreement__pace="stops")
    saying.thing(agreement__party=care, agreement__when="morgen")
    found = {one.id: one.share for one in parties_in_plan(saying.dossier)}
    assert found == {
        school: Share.DOES,
        duty: Share.WAITS,
        coach: Share.DOES,
        landlord: Share.NOTHING,
        care: Share.NOTHING,
    }
    assert [one.name.text for one in without_place(saying.dossier)] == ["Corporatie", "Ggz"]


def test_a_struck_agreement_gives_a_party_no_place() -> None:
    saying = Saying()
    school = saying.thing(party__name="School", party__domain="school", party__person="juf Els")
    agreed = saying.thing(agreement__what="Rekenen")
    saying.say("agreement.party", school, agreed)
    (party,) = parties_in_plan(saying.dossier)
    assert (party.domain, party.person.text, [one.id for one in party.agreements]) == (
        Domain.SCHOOL,
        "juf Els",
        [agreed],
    )
    saying.say("agreement.what", None, agreed, act=Act.STRIKE, voice=ANNIE)
    assert [one.id for one in without_place(saying.dossier)] == [school]


def test_an_agreement_of_which_two_versions_name_two_parties_stands_with_both() -> None:
    saying = Saying()
    school, youth = saying.thing(party__name="School"), saying.thing(party__name="Jongerenwerk")
    agreed = saying.thing(agreement__what="Maatje", agreement__party=school)
    saying.say("agreement.party", youth, agreed, voice=SAMIRA, seen=())
    assert without_place(saying.dossier) == ()

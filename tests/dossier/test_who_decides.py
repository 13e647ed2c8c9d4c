"""Consents per person, purpose and recipient; and who decides at which age."""

from datetime import date
from itertools import product

import pytest

from keukentafel.dossier.consent import consents, consents_of, in_force
from keukentafel.dossier.majority import (
    Age,
    asked,
    children_without_authority,
    deciders,
    may_read,
    members,
    readers_of,
    still_asked,
)
from keukentafel.journal.names import ObjectId, PersonId
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, PIET, SAMIRA

GIVEN = {
    "consent__purpose": "Samen opletten",
    "consent__recipient": "De huisarts",
    "consent__what": "De nazorg",
    "consent__answer": "yes",
    "consent__given": "2026-11-22",
}


# ── Consents ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, [False, True, True, True]),
        ({"consent__until": "2026-12-01"}, [False, True, True, False]),
        ({"consent__withdrawn": "2026-12-01"}, [False, True, False, False]),
        ({"consent__withdrawn": "2026-11-22"}, [False, False, False, False]),
        ({"consent__answer": "no"}, [False, False, False, False]),
    ],
)
def test_a_consent_holds_from_its_day_until_its_last_or_until_it_is_withdrawn(
    more: dict[str, str], holds: list[bool]
) -> None:
    saying = Saying()
    saying.thing(**{**GIVEN, **more})
    days = [date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 1), date(2026, 12, 2)]
    assert [bool(in_force(saying.dossier, day)) for day in days] == holds


@pytest.mark.parametrize("left_out", list(GIVEN))
def test_there_is_no_consent_for_everything(left_out: str) -> None:
    saying = Saying()
    saying.thing(**{name: words for name, words in GIVEN.items() if name != left_out})
    (found,) = consents(saying.dossier)
    assert found.missing == (left_out.removeprefix("consent__"),)
    assert not found.in_force(date(2026, 11, 22))


def test_a_party_is_a_recipient_too() -> None:
    saying = Saying()
    school = saying.thing(party__name="School")
    saying.thing(
        **{
            **{name: said for name, said in GIVEN.items() if "recipient" not in name},
            "consent__party": school,
        }
    )
    assert [one.party for one in in_force(saying.dossier, date(2026, 11, 22))] == [school]


def test_nobody_consents_in_somebody_elses_place() -> None:
    saying = Saying()
    card = saying.thing(**{**GIVEN, "consent__answer": "no"})
    saying.say("consent.answer", "yes", card, voice=PIET, seen=())
    assert [one.person for one in consents(saying.dossier)] == [ANNIE]
    assert in_force(saying.dossier, date(2026, 11, 22)) == ()
    assert consents_of(saying.dossier, PIET.who) == ()
    assert [one.id for one in consents_of(saying.dossier, ANNIE.who)] == [card]


def test_somebody_elses_answer_on_the_card_neither_gives_nor_takes() -> None:
    saying = Saying()
    unanswered = saying.thing(**{name: said for name, said in GIVEN.items() if "answer" not in name})
    saying.say("consent.answer", "yes", unanswered, voice=PIET, seen=())
    assert in_force(saying.dossier, date(2026, 11, 22)) == ()
    given = saying.thing(**GIVEN)
    saying.say("consent.answer", "no", given, voice=PIET, seen=())
    assert [one.id for one in in_force(saying.dossier, date(2026, 11, 22))] == [given]


def test_of_two_answers_a_no_counts_and_of_two_days_the_strictest() -> None:
    saying = Saying()
    card = saying.thing(**GIVEN, consent__until="2026-12-31")
    saying.say("consent.until", "2026-12-01", card, seen=())
    saying.say("consent.given", "2026-11-25", card, seen=())
    (found,) = consents(saying.dossier)
    assert (found.given_on, found.last_day) == (date(2026, 11, 25), date(2026, 12, 1))
    saying.say("consent.answer", "no", card, seen=())
    assert not consents(saying.dossier)[0].in_force(date(2026, 11, 26))


# ── Who decides ──────────────────────────────────────────────────────────────────────────────────────────


def _person(saying: Saying, name: str, role: str = "resident", **more: str) -> PersonId:
    told = {f"person__{key}": value for key, value in more.items()}
    return PersonId(saying.thing(person__name=name, person__role=role, **told))


def _bakker(sem: str | None = "12", lotte: str | None = "8") -> tuple[Saying, dict[str, PersonId]]:
    saying = Saying()
    ages = {"sem": sem, "lotte": lotte}
    told = {name: {"young": age} if age else {} for name, age in ages.items()}
    who = {
        "marco": _person(saying, "Marco", "near", authority="yes"),
        "riet": _person(saying, "Oma Riet", "near"),
        "kim": _person(saying, "Kim", authority="yes"),
        "sem": _person(saying, "Sem", **told["sem"]),
        "lotte": _person(saying, "Lotte", **told["lotte"]),
        "joris": _person(saying, "Joris", "worker"),
    }
    return saying, who


def _names(saying: Saying, whose: PersonId) -> tuple[bool, set[str]]:
    found = deciders(saying.dossier, whose)
    return found.own, {one.name for one in found.authority}


def test_under_twelve_those_with_authority_decide_then_both_and_from_sixteen_the_child_alone() -> None:
    parents = {"Kim", "Marco"}
    for age, (own, authority) in {
        "0": (False, parents),
        "8": (False, parents),
        "12": (True, parents),
        "16": (True, set()),
        None: (True, set()),
    }.items():
        saying, who = _bakker(sem=age)
        assert _names(saying, who["sem"]) == (own, authority)
        assert _names(saying, who["kim"]) == (True, set())


def test_two_people_with_authority_are_each_asked_also_one_who_lives_elsewhere() -> None:
    saying, who = _bakker()
    rows = {one.person.name: [child.name for child in one.for_whom] for one in asked(saying.dossier)}
    assert rows == {"Kim": ["Kim", "Sem", "Lotte"], "Sem": ["Sem"], "Marco": ["Sem", "Lotte"]}
    waits = [one.person.name for one in still_asked(saying.dossier, {who["kim"], who["lotte"]})]
    assert waits == ["Sem", "Marco"]
    assert still_asked(saying.dossier, {who["kim"], who["sem"], who["marco"]}) == ()


def test_from_sixteen_on_a_parent_elsewhere_is_not_asked() -> None:
    saying, _ = _bakker(sem="16", lotte="16")
    assert [one.person.name for one in asked(saying.dossier)] == ["Kim", "Sem", "Lotte"]


def test_a_child_for_whom_nobody_is_known_to_have_authority_is_pointed_out() -> None:
    saying = Saying()
    child = _person(saying, "Lotte", young="8")
    assert deciders(saying.dossier, child).nobody
    assert [one.name for one in children_without_authority(saying.dossier)] == ["Lotte"]
    assert asked(saying.dossier) == ()
    _person(saying, "Kim", authority="yes")
    assert children_without_authority(saying.dossier) == ()
    assert not deciders(saying.dossier, child).nobody


def test_a_child_has_no_authority_and_who_is_not_known_decides_alone() -> None:
    saying = Saying()
    child = _person(saying, "Sem", young="12", authority="yes")
    assert deciders(saying.dossier, child).authority == ()
    assert deciders(saying.dossier, SAMIRA.who).own


def test_of_two_ages_the_youngest_group_counts() -> None:
    saying, who = _bakker(sem="16")
    saying.say("person.young", "12", ObjectId(who["sem"]), voice=SAMIRA, seen=())
    assert {one.person.name: one.age for one in members(saying.dossier)}["Sem"] is Age.FROM_12


def test_what_a_plan_holds_of_a_child_is_read_by_the_child_and_until_sixteen_by_who_has_authority() -> None:
    saying, who = _bakker(lotte="16")
    assert [one.name for one in readers_of(saying.dossier, who["sem"])] == ["Sem", "Kim", "Marco"]
    assert [one.name for one in readers_of(saying.dossier, who["lotte"])] == ["Lotte"]
    assert [one.name for one in readers_of(saying.dossier, who["kim"])] == ["Kim"]
    readers = {
        (whose, reader)
        for whose, reader in product(who, who)
        if may_read(saying.dossier, who[whose], who[reader])
    }
    grown = {(name, name) for name in ("kim", "sem", "lotte", "marco", "riet")}
    assert readers == {*grown, ("sem", "kim"), ("sem", "marco")}

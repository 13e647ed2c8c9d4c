"""The ladder, the weighing, what the resident thinks of it, and the five ground rules."""

from datetime import date

import pytest

from keukentafel.dossier.ground_rules import Rule, agreed_to_all, ground_rules
from keukentafel.dossier.ladder import Said, Step, ladders
from keukentafel.dossier.weighing import FIVE, FOUNDED, after_all, views, weighings
from keukentafel.journal.speaker import Act, Face
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, SAMIRA

# ── The ladder ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_rung_says_what_was_discussed_or_why_it_was_passed_over_or_nothing() -> None:
    saying = Saying()
    wish, other = saying.thing(wish__text="Zingen"), saying.thing(wish__text="De la leeg")
    cor = saying.thing(rung__wish=wish, rung__step="4", rung__text="Cor gaat mee")
    saying.thing(rung__wish=wish, rung__step="2", rung__skipped="Mevrouw woont alleen")
    saying.thing(rung__wish=other, rung__step="1", rung__text="Samen openmaken")
    sing, drawer = ladders(saying.dossier)
    assert [one.step for one in sing.rungs] == list(Step)
    assert (sing.rung(Step.CIRCLE).said, sing.rung(Step.CIRCLE).id) == (Said.DISCUSSED, cor)
    assert sing.rung(Step.HOUSEHOLD).said is Said.SKIPPED
    assert (sing.rung(Step.SELF).said, sing.rung(Step.SELF).id) == (Said.NOTHING, None)
    assert [one.said for one in drawer.rungs] == [Said.DISCUSSED] + [Said.NOTHING] * 5
    assert (sing.begun, drawer.text.text) == (True, "De la leeg")


def test_a_ladder_that_was_not_climbed_is_there_all_the_same() -> None:
    saying = Saying()
    saying.thing(wish__text="Zingen")
    (found,) = ladders(saying.dossier)
    assert (found.begun, len(found.rungs), found.may_wait) == (False, 6, False)


def test_what_was_discussed_goes_before_why_it_was_passed_over() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    rung = saying.thing(rung__wish=wish, rung__step="6", rung__skipped="Nog niet nodig")
    saying.say("rung.text", "Een taxipas", rung)
    (found,) = ladders(saying.dossier)
    assert found.rung(Step.ARRANGED).said is Said.DISCUSSED


def test_the_same_rung_made_on_two_tablets_shows_what_both_say() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    first = saying.thing(rung__wish=wish, rung__step="4", rung__text="Cor gaat mee")
    saying.thing(rung__wish=wish, rung__step="4", rung__text="Els haalt op")
    (found,) = ladders(saying.dossier)
    assert found.rung(Step.CIRCLE).text.texts == ("Cor gaat mee", "Els haalt op")
    assert found.rung(Step.CIRCLE).id == first


def test_where_rest_comes_first_the_ladder_may_wait() -> None:
    saying = Saying()
    saying.thing(wish__text="Zingen")
    saying.thing(rest__first="yes", rest__reason="Te veel aan het hoofd")
    assert [one.may_wait for one in ladders(saying.dossier)] == [True]


# ── The weighing ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_weighing_says_which_of_its_five_sentences_are_missing() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Het huis netjes")
    (empty,) = weighings(saying.dossier)
    assert (empty.missing, empty.begun, empty.id) == (FIVE, False, None)
    weighed = _weigh(
        saying, "weighing", wish=wish, sensible="Raakt vier wensen", lasting="Marga blijft werken"
    )
    (found,) = weighings(saying.dossier)
    assert (found.missing, found.begun, found.id) == (("fair", "frugal", "own_control"), True, weighed)
    assert found.sentences["sensible"].text == "Raakt vier wensen"


def test_a_choice_outside_the_rules_is_there_once_it_was_begun() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Het huis netjes")
    assert after_all(saying.dossier) == ()
    _weigh(saying, "after_all", wish=wish, what="Een tablet", purpose="Meedoen")
    (found,) = after_all(saying.dossier)
    assert (found.wish, found.missing) == (
        wish,
        tuple(one for one in FOUNDED if one not in ("what", "purpose")),
    )


def test_what_the_resident_thinks_stands_beside_the_weighing_with_its_maker() -> None:
    saying = Saying()
    wish, request = saying.thing(wish__text="Zingen"), saying.thing(request__date="2026-11-01")
    weighed = _weigh(saying, "weighing", wish=wish, sensible="Ja")
    saying.thing(view__about=weighed, view__text="Dat zie ik anders")
    late = saying.thing(view__about=request, view__text="Ik belde een week eerder")
    (found,) = weighings(saying.dossier)
    assert [(one.text.text, one.maker) for one in found.views] == [("Dat zie ik anders", ANNIE)]
    assert [one.id for one in views(saying.dossier)[request]] == [late]
    saying.say("view.text", None, late, act=Act.STRIKE)
    assert request not in views(saying.dossier)


def _weigh(saying: Saying, kind: str, **contents: str) -> str:
    thing = None
    for name, content in contents.items():
        entry = saying.say(f"{kind}.{name}", content, thing, voice=SAMIRA, face=Face.WORK)
        thing = entry.signed.operation.object
    assert thing
    return thing


# ── The five ground rules ────────────────────────────────────────────────────────────────────────────────


def test_a_rule_is_agreed_to_with_a_yes_and_a_day() -> None:
    saying = Saying()
    school = saying.thing(party__name="School")
    rule = saying.thing(ground_rule__party=school, ground_rule__rule="calm", ground_rule__answer="yes")
    said = ground_rules(saying.dossier)[0].rules[Rule.CALM]
    assert (said.agreed, said.wants_a_day, said.id) == (False, True, rule)
    saying.say("ground_rule.date", "2026-11-22", rule)
    said = ground_rules(saying.dossier)[0].rules[Rule.CALM]
    assert (said.agreed, said.day, said.wants_a_day) == (True, date(2026, 11, 22), False)
    assert ground_rules(saying.dossier)[0].open == tuple(one for one in Rule if one is not Rule.CALM)


@pytest.mark.parametrize("last", ["yes", "open", None])
def test_a_party_agreed_to_all_when_no_rule_is_open(last: str | None) -> None:
    saying = Saying()
    school, debt = saying.thing(party__name="School"), saying.thing(party__name="Schuldhulp")
    for rule in Rule:
        answer = last if rule is Rule.ACROSS_RULES else "yes"
        if answer:
            saying.thing(
                ground_rule__party=school,
                ground_rule__rule=rule.value,
                ground_rule__answer=answer,
                ground_rule__date="2026-11-22",
            )
    assert agreed_to_all(saying.dossier) == ((school,) if last == "yes" else ())
    assert [(one.party, one.asked) for one in ground_rules(saying.dossier)] == [(school, True), (debt, False)]


def test_a_yes_beside_an_open_is_open() -> None:
    saying = Saying()
    school = saying.thing(party__name="School")
    for answer in ("yes", "open"):
        saying.thing(
            ground_rule__party=school,
            ground_rule__rule="calm",
            ground_rule__answer=answer,
            ground_rule__date="2026-11-22",
        )
    assert not ground_rules(saying.dossier)[0].rules[Rule.CALM].agreed

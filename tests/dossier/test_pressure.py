"""What weighs, what holds somebody up, and what follows when rest comes first."""

from itertools import permutations

import pytest

from keukentafel.dossier.bottleneck import bottlenecks, names_in
from keukentafel.dossier.plan import plan
from keukentafel.dossier.pressure import Weight, pressure
from keukentafel.dossier.quick_plan import Quick, quick_plan
from keukentafel.dossier.rest import asks_own_strength, may_wait, order_of_sheets, rest
from keukentafel.dossier.stability import Change, Corner, Hold, changes, compared, triangles
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, SAMIRA

SHEETS = ("story", "control", "plan", "ladder", "aftercare")
TITLES = ("mevrouw", "de", "gezin", "mevr.", "’t")


def with_rest(reason: str | None = "Het hoofd is vol") -> tuple[Saying, ObjectId]:
    saying = Saying()
    said = {"rest__reason": reason} if reason else {}
    return saying, saying.thing(**said, rest__first="yes")


# ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────


def test_cards_lie_in_the_order_in_which_they_were_told_and_not_by_weight() -> None:
    saying = Saying()
    saying.thing(pressure__what="De nachten", pressure__weight="light")
    saying.thing(pressure__what="De huur", pressure__weight="too_heavy", pressure__who="Joris")
    saying.thing(pressure__what="De post")
    saying.thing(must_go_on__text="Het inkomen")
    found = pressure(saying.dossier)
    assert [card.what.text for card in found.cards] == ["De nachten", "De huur", "De post"]
    assert [card.weight for card in found.cards] == [Weight.LIGHT, Weight.TOO_HEAVY, None]
    assert found.cards[1].who.text == "Joris"
    assert [one.words("text").text for one in found.must_go_on] == ["Het inkomen"]


def test_one_to_three_stones_lie_on_a_card() -> None:
    assert [weight.stones for weight in Weight] == [1, 2, 3]


def test_without_a_word_there_is_no_pressure() -> None:
    assert pressure(Saying().dossier).empty


# ── The triangle ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_triangle_is_of_one_person_and_the_earliest_moment_comes_first() -> None:
    saying = Saying()
    later = saying.thing(triangle__moment=2_000, triangle__taking_part="firm")
    earlier = saying.thing(
        triangle__moment=1_000, triangle__taking_part="loose", triangle__check_in="ab" * 16
    )
    found = triangles(saying.dossier, ANNIE.who)
    assert [one.id for one in found] == [earlier, later]
    assert (found[0].check_in, found[1].check_in) == ("ab" * 16, None)
    assert found[1].hold(Corner.TAKING_PART) is Hold.FIRM
    assert found[1].hold(Corner.CONTINUITY) is None
    assert triangles(saying.dossier, PersonId("77" * 16)) == ()


def test_only_what_was_said_both_times_and_differs_is_a_change() -> None:
    saying = Saying()
    saying.thing(triangle__moment=1, triangle__taking_part="loose", triangle__continuity="shaky")
    saying.thing(
        triangle__moment=2,
        triangle__taking_part="firm",
        triangle__continuity="shaky",
        triangle__surroundings="loose",
    )
    before, now = triangles(saying.dossier, ANNIE.who)
    assert changes(before, now) == (Change(Corner.TAKING_PART, Hold.LOOSE, Hold.FIRM),)
    assert changes(now, now) == ()


@pytest.mark.parametrize(("most", "shown"), [(1, [1]), (2, [1, 4]), (3, [1, 3, 4]), (9, [1, 2, 3, 4])])
def test_the_first_triangle_and_the_last_ones_are_laid_beside_each_other(most: int, shown: list[int]) -> None:
    saying = Saying()
    for moment in range(1, 5):
        saying.thing(triangle__moment=moment, triangle__taking_part="firm")
    course = triangles(saying.dossier, ANNIE.who)
    assert [one.moment for one in compared(course, most)] == shown


# ── Rest first ───────────────────────────────────────────────────────────────────────────────────────────


def test_rest_first_is_off_until_somebody_sets_it_with_a_reason() -> None:
    assert not rest(Saying().dossier).on
    saying, thing = with_rest(reason=None)
    assert not rest(saying.dossier).on
    saying.say("rest.reason", "Het hoofd is vol", thing)
    found = rest(saying.dossier)
    assert found.on
    assert found.said is not None
    assert (found.said.voice, found.said.hand) == (ANNIE, SAMIRA)


def test_rest_that_ended_asks_for_a_new_reason() -> None:
    saying, thing = with_rest()
    saying.say("rest.first", "no", thing)
    assert not rest(saying.dossier).on
    saying.say("rest.reason", None, thing, act=Act.STRIKE)
    saying.say("rest.first", "yes", thing)
    assert not rest(saying.dossier).on


@pytest.mark.parametrize("sheets", list(permutations(SHEETS, 5))[::17])
def test_rest_first_puts_own_control_and_the_ladder_at_the_back_in_that_order(
    sheets: tuple[str, ...],
) -> None:
    saying, _ = with_rest()
    others = [sheet for sheet in sheets if sheet not in {"control", "ladder"}]
    assert order_of_sheets(saying.dossier, sheets) == (*others, "control", "ladder")
    assert [sheet for sheet in sheets if may_wait(saying.dossier, sheet)] == [
        sheet for sheet in sheets if sheet in {"control", "ladder"}
    ]
    assert not asks_own_strength(saying.dossier)
    assert order_of_sheets(Saying().dossier, sheets) == sheets
    assert not any(may_wait(Saying().dossier, sheet) for sheet in sheets)
    assert asks_own_strength(Saying().dossier)


def test_heavy_cards_never_set_rest_first_by_themselves() -> None:
    saying = Saying()
    for what in ("De huur", "De nachten", "De post", "Elke dag iemand"):
        saying.thing(pressure__what=what, pressure__weight="too_heavy")
    saying.thing(triangle__taking_part="loose", triangle__surroundings="loose", triangle__continuity="loose")
    assert not rest(saying.dossier).on


# ── The quick plan ───────────────────────────────────────────────────────────────────────────────────────


def test_a_quick_plan_holds_three_things_and_wants_one_of_them_today() -> None:
    saying, _ = with_rest()
    assert (quick_plan(saying.dossier).open, quick_plan(saying.dossier).wants_today) == (True, False)
    for what in ("Bellen", "Schrijven"):
        saying.thing(agreement__what=what, agreement__quick="week", agreement__pace="now")
    saying.thing(agreement__what="Koor", agreement__pace="now")
    found = quick_plan(saying.dossier)
    assert (found.full, found.wants_today) == (False, True)
    saying.thing(agreement__what="Brief openen", agreement__quick="today", agreement__pace="now")
    found = quick_plan(saying.dossier)
    assert (found.full, found.wants_today) == (True, False)
    assert [one.agreement.what.text for one in found.at(Quick.TODAY)] == ["Brief openen"]
    assert len(plan(saying.dossier).loose) == 4


def test_what_stops_makes_room_in_the_quick_plan() -> None:
    saying, _ = with_rest()
    made = [saying.thing(agreement__what="x", agreement__quick="today") for _ in range(3)]
    assert quick_plan(saying.dossier).full
    saying.say("agreement.pace", "stops", made[0])
    assert not quick_plan(saying.dossier).full


def test_the_quick_plan_is_shut_where_rest_does_not_come_first() -> None:
    assert not quick_plan(Saying().dossier).open


# ── A rule that stands in the way ────────────────────────────────────────────────────────────────────────


def test_a_bottleneck_is_complete_with_rule_decision_and_day() -> None:
    saying = Saying()
    thing = ObjectId("ee" * 16)
    fields = {"rule": "De toeslag stopt", "decision": "Laat doorlopen", "by": "2026-11-30"}
    for name, words in fields.items():
        assert not any(one.complete for one in bottlenecks(saying.dossier))
        saying.say(f"bottleneck.{name}", words, thing, voice=SAMIRA)
    (found,) = bottlenecks(saying.dossier)
    assert found.complete


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De toeslag telt het inkomen van de partner mee.", ()),
        ("Kim krijgt te weinig, want KIM werkt ’s nachts.", ("Kim", "KIM")),
        ("De post van mevrouw De Wit", ("Wit",)),
        ("Zoë en zoe en zoek", ("Zoë", "zoe")),
        ("Volgens Marga-Achterberg mag het niet", ("Marga", "Achterberg")),
    ],
)
def test_a_name_of_the_household_in_a_rule_is_pointed_at(text: str, names: tuple[str, ...]) -> None:
    saying = Saying()
    saying.thing(household__name="gezin De Wit")
    for name in ("Kim", "mevrouw De Wit", "Zoë", "’t Hart"):
        saying.thing(person__name=name, person__role="resident")
    saying.thing(contact__name="Marga Van der Meulen-Achterberg")
    assert names_in(saying.dossier, text, (*TITLES, "van", "der")) == names

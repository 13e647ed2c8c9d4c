"""The board: who has a place, what is moved, how many visits are enough, and the rules that are agreed to."""

from datetime import date

import pytest

from keukentafel.app.state.agreeing import Agreeing
from keukentafel.app.state.board import Board
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.partners import Partners
from keukentafel.dossier.ground_rules import Rule, agreed_to_all
from keukentafel.dossier.party import Party, Share
from keukentafel.dossier.plan import Agreement, Pace
from keukentafel.journal.names import ObjectId, random_id
from keukentafel.journal.speaker import Face
from tests.app.town import Town, begun, reopened

TODAY, BEFORE = date(2026, 11, 19), date(2026, 11, 12)


@pytest.fixture
def talk(town: Town) -> Conversation:
    """A talk at the table with a school and a doctor who are involved."""
    talk = begun(town.room(), "Kim")
    talk.face = Face.TABLE
    for name in ("school", "huisarts"):
        talk.say("party.name", name)
    return talk


def party(talk: Conversation, name: str) -> Party:
    return next(one for one in Board(talk).parties if one.name.text == name)


def the_one(talk: Conversation) -> Agreement:
    (found,) = talk.plan.agreements
    return found


def for_wish(talk: Conversation, wish: ObjectId) -> Agreeing:
    return Agreeing(talk, ObjectId(random_id()), "agreement", {"wish": wish, "pace": Pace.NOW.value})


def test_a_new_agreement_begins_with_a_tap_on_who_does_it_and_gets_its_wish_along(talk: Conversation) -> None:
    wish = talk.say("wish.text", "Rust in huis")
    new = for_wish(talk, wish)
    new.choose_party(party(talk, "school"))
    agreed = talk.plan.wishes[0].agreements[0]
    assert (agreed.id, agreed.who.text, agreed.pace) == (new.thing, "school", Pace.NOW)
    assert agreed.parties == (party(talk, "school").id,)


def test_who_does_it_follows_the_party_unless_somebody_wrote_other_names(talk: Conversation) -> None:
    made = Agreeing(talk, talk.say("agreement.what", "Lotte kan praten op school"))
    made.choose_party(party(talk, "school"))
    made.choose_party(party(talk, "huisarts"))
    assert the_one(talk).who.text == "huisarts"
    made.choose_party(None)
    assert (the_one(talk).who.text, the_one(talk).parties) == ("", ())
    made.say(who="oma en school")
    made.choose_party(party(talk, "school"))
    assert the_one(talk).who.text == "oma en school"


def test_nothing_stops_without_a_word_of_why_and_everything_else_moves_at_once(talk: Conversation) -> None:
    made = Agreeing(talk, talk.say("agreement.what", "De begeleider komt op dinsdag"))
    assert made.move(Pace.LATER)
    assert not made.move(Pace.STOPS)
    assert the_one(talk).pace is Pace.LATER
    made.say(reason="Twee bezoeken zijn genoeg")
    assert made.move(Pace.STOPS)
    assert the_one(talk).pace is Pace.STOPS


def test_an_agreement_goes_to_another_wish_or_to_none(talk: Conversation) -> None:
    first, second = talk.say("wish.text", "Rust"), talk.say("wish.text", "Naar school")
    made = for_wish(talk, first)
    made.say(what="Twee ochtenden in de bibliotheek")
    made.serve(second)
    assert [len(one.agreements) for one in talk.plan.wishes] == [0, 1]
    made.serve(None)
    assert [one.id for one in talk.plan.loose] == [made.thing]


def test_a_party_has_a_place_once_it_does_something_or_waits(talk: Conversation) -> None:
    board = Board(talk)
    assert [one.name.text for one in board.without_place] == ["school", "huisarts"]
    board.let_wait(party(talk, "huisarts"))
    assert party(talk, "huisarts").share is Share.WAITS
    new = board.new_agreement(party(talk, "school"))
    assert new.who == "school"
    new.say(what="De school belt één keer per week")
    assert board.without_place == ()
    assert party(talk, "school").share is Share.DOES


def test_what_is_more_than_enough_is_counted_and_never_refused(town: Town) -> None:
    room = town.room()
    talk = begun(room, "Kim")
    talk.face = Face.TABLE
    made = Agreeing(talk, talk.say("agreement.what", "De thuiszorg komt"))
    made.choose_visits(3)
    board = Board(talk)
    assert (board.visits.a_week, board.visits.most, board.visits.over) == (3, None, 0)
    board.limit(2)
    _, again = reopened(town, room)
    counted = Board(again).visits
    assert (counted.a_week, counted.most, counted.over) == (3, 2, 1)


def test_the_same_number_again_takes_it_back(talk: Conversation) -> None:
    made, board = Agreeing(talk, talk.say("agreement.what", "De thuiszorg komt")), Board(talk)
    for _ in range(2):
        made.choose_visits(3)
        board.limit(2)
    assert (the_one(talk).visits_a_week, talk.plan.most_visits) == (None, None)


def test_whoever_is_named_is_the_only_one_also_where_two_tablets_each_made_a_plan(
    talk: Conversation,
) -> None:
    board = Board(talk)
    talk.say("plan.lead", "Kim", talk.only("plan"))
    talk.say("plan.lead", "Marco", ObjectId(random_id()))
    assert board.several("lead") == ("Kim", "Marco")
    assert board.several("key_person") == ()
    board.name_one("lead", "Kim")
    assert board.several("lead") == ()
    assert talk.plan.lead.texts == ("Kim",)


def test_what_was_parked_becomes_an_agreement_in_the_voice_of_who_named_it(talk: Conversation) -> None:
    named_by = talk.speaker.speaker
    talk.say("parked.text", "gezinscoach", voice=named_by)
    talk.speaker = talk.worker
    talk.make_of_parked(talk.story.parked[0], "agreement.what")
    agreed = the_one(talk)
    assert agreed.what.latest is not None
    assert (agreed.what.text, agreed.what.latest.voice) == ("gezinscoach", named_by)
    assert talk.story.parked == ()


def test_a_party_agrees_to_all_five_rules_with_one_tap_and_the_day_can_be_put_right(
    talk: Conversation,
) -> None:
    partners, school = Partners(talk), party(talk, "school").id
    partners.agree(partners.all[0], Rule, TODAY)
    assert agreed_to_all(talk.dossier) == (school,)
    partners.note_day(partners.all[0], BEFORE)
    assert {said.day for said in partners.all[0].rules.values()} == {BEFORE}
    partners.agree(partners.all[0], Rule, TODAY)
    assert {said.day for said in partners.all[0].rules.values()} == {BEFORE}


def test_a_rule_that_is_open_again_has_no_day_and_stands_there_once(talk: Conversation) -> None:
    partners = Partners(talk)
    partners.agree(partners.all[1], [Rule.CALM], TODAY)
    partners.leave_open(partners.all[1], Rule.CALM)
    said = partners.all[1].rules[Rule.CALM]
    assert (said.answer.texts, said.day, said.agreed) == (("open",), None, False)
    partners.agree(partners.all[1], [Rule.CALM], BEFORE)
    assert len(talk.dossier.all("ground_rule")) == 1
    assert partners.all[1].rules[Rule.CALM].day == BEFORE

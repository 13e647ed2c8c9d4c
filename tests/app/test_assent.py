"""Reading back and what lies around it: who is asked, what stays home, who may know, and the copies."""

from datetime import timedelta

import pytest

from keukentafel.app.downloads import Downloads
from keukentafel.app.spoken import Passage
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.board import Board
from keukentafel.app.state.consenting import Given
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.handing_out import Form, How
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.stays_home import Piece
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.people import Person
from keukentafel.dossier.taking_part import Standing
from keukentafel.edition.assent import AssentState
from keukentafel.edition.extract import NotConsented
from keukentafel.edition.readiness import Lack
from keukentafel.edition.warning import Why
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face
from tests.app.town import Clock, Town, begun

RENT = "De huur in vier keer betalen"
SCHOOL = "Twee ochtenden naar de bibliotheek"


class Told:
    """A household at the table with a landlord and a school, read back."""

    def __init__(self, town: Town) -> None:
        town.house.downloads = Downloads()
        self.town = town
        self.room: Workroom = town.room()
        self.talk: Conversation = begun(self.room, "mevrouw Jansen")
        self.talk.face = Face.TABLE
        talk = self.talk
        talk.say("story.text", "Els helpt mij met de post.", talk.only("story"))
        self.landlord = talk.say_together("party", {"name": "De Dijk", "domain": "housing"})
        self.school = talk.say_together("party", {"name": "De Regenboog", "domain": "school"})
        self.rent = talk.say_together("agreement", {"what": RENT, "party": self.landlord})
        talk.say_together("agreement", {"what": SCHOOL, "party": self.school})
        talk.say_together("contact", {"name": "Els", "relation": "vriendin"})
        talk.say_together("plan", {"lead": "mevrouw Jansen", "key_person": "Samira"}, talk.only("plan"))
        card = talk.only("aftercare")
        talk.say("aftercare.housing", {"state": "filled", "text": "De Dijk belt Samira"}, card)
        talk.say("aftercare.income", {"state": "filled", "text": "De AOW loopt door"}, card)
        self.room.start_read_back()

    @property
    def back(self) -> ReadBack:
        assert self.room.read_back is not None
        return self.room.read_back

    @property
    def table(self) -> AssentTable:
        assert self.room.assent is not None
        return self.room.assent

    def said(self, who: Person | None = None) -> tuple[Given, ...]:
        return self.table.consenting.said_by(who or self.talk.speaker)

    def ask(self, party: ObjectId, answer: str, who: Person | None = None) -> None:
        person = who or self.talk.speaker
        asked = next(one for one in self.table.consenting.to_ask(person) if one.id == party)
        self.table.consenting.answer(person, asked, answer)

    def somebody(self, name: str, role: str = "resident", **more: str) -> Person:
        who = ObjectId(random_id())
        self.talk.say_together("person", {"name": name, "role": role, **more}, who)
        return next(one for one in self.talk.people if one.id == PersonId(who))

    def receivers(self) -> list[str]:
        return [one.name for one in self.table.handing_out.receivers(self.back.edition)]

    def fetched(self, path: str | None) -> bytes:
        assert path is not None
        assert isinstance(self.town.house.downloads, Downloads)
        found = self.town.house.downloads.take("a browser", path)
        assert found is not None
        return found.data


@pytest.fixture
def told(town: Town) -> Told:
    return Told(town)


def heard(passages: tuple[Passage, ...]) -> str:
    return "\n".join(line.text for one in passages for line in one.lines)


def piece(told: Told, words: str) -> Piece:
    pieces = told.table.stays_home.pieces(told.town.house.texts)
    return next(one for one in pieces if any(words in line.text for line in one.lines))


# ── Who is asked ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_is_ready_only_when_everybody_who_decides_said_yes(told: Told) -> None:
    told.talk.say("person.authority", "yes", ObjectId(told.talk.speaker.id))
    child = told.somebody("Lotte", young="8")
    father = told.somebody("Marco", "near", authority="yes")
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    assert [one.name for one in told.back.still_asked] == ["Marco"]
    told.back.choose_person(child)
    assert told.back.part.standing is Standing.HEARD
    told.back.choose(AssentState.NOT_AGREED)
    told.back.choose_person(father)
    assert told.back.part.standing is Standing.AUTHORITY
    told.back.choose(AssentState.AGREED)
    assert told.back.still_asked == ()
    card = told.talk.only("aftercare")
    for subject in ("pilot_light", "informal_care"):
        told.talk.say(f"aftercare.{subject}", {"state": "filled", "text": "Samira"}, card)
    told.back.look_again()
    assert told.back.given == ()
    for person, state in ((told.talk.speaker, "agreed"), (child, "not_agreed"), (father, "agreed")):
        told.back.choose_person(person)
        told.back.choose(AssentState(state))
    assert told.back.finish()
    assert told.back.delivered is not None
    assert told.back.delivered.ready
    assert {one.person.name for one in told.back.delivered.bundle.assents} == {
        "mevrouw Jansen",
        "Lotte",
        "Marco",
    }


@pytest.mark.parametrize("asked", [True, False])
def test_as_long_as_somebody_who_decides_was_not_asked_the_plan_is_not_ready(told: Told, asked: bool) -> None:
    told.somebody("Lotte", young="8")
    father = told.somebody("Marco", "near", authority="yes")
    card = told.talk.only("aftercare")
    for subject in ("pilot_light", "informal_care"):
        told.talk.say(f"aftercare.{subject}", {"state": "filled", "text": "Samira"}, card)
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    if asked:
        told.back.choose_person(father)
        told.back.choose(AssentState.AGREED)
    assert told.back.finish()
    assert told.back.delivered is not None
    assert told.back.delivered.ready is asked


def test_as_long_as_nobody_is_known_to_decide_for_a_child_the_plan_is_not_ready(told: Told) -> None:
    child = told.somebody("Lotte", young="8")
    card = told.talk.only("aftercare")
    for subject in ("pilot_light", "informal_care"):
        told.talk.say(f"aftercare.{subject}", {"state": "filled", "text": "Samira"}, card)
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    assert [one.id for one in told.back.unspoken_for] == [child.id]
    assert told.back.finish()
    assert told.back.delivered is not None
    assert not told.back.delivered.ready


def test_a_no_of_one_of_two_with_authority_leaves_the_account_and_no_ready_plan(told: Told) -> None:
    told.somebody("Lotte", young="8")
    father = told.somebody("Marco", "near", authority="yes")
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    told.back.choose_person(father)
    told.back.choose(AssentState.NOT_AGREED)
    assert told.back.finish(anyway=True)
    assert told.back.delivered is not None
    assert not told.back.delivered.ready


# ── Something changed ────────────────────────────────────────────────────────────────────────────────────


def test_a_yes_waits_until_two_key_persons_are_one(told: Told) -> None:
    told.talk.say_together("plan", {"key_person": "Rob"}, ObjectId(random_id()))
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    assert not told.back.finish(anyway=True)
    assert told.back.lacks == (Lack.ONE_KEY_PERSON,)
    Board(told.talk).name_one("key_person", "Samira")
    told.back.look_again()
    told.back.choose(AssentState.AGREED)
    assert told.back.finish(anyway=True)


def test_an_answer_stands_as_long_as_nothing_changed_and_is_asked_again_when_something_did(
    told: Told,
) -> None:
    told.back.choose(AssentState.AGREED)
    told.back.draw((((1, 1), (2, 2)),))
    mark = told.back.edition.manifest.hash
    told.room.start_read_back()
    assert told.back.answer.state is AssentState.AGREED
    assert told.back.edition.manifest.hash == mark
    told.talk.say("agreement.what", "De huur in zes keer betalen", told.rent)
    told.room.start_read_back()
    assert (told.back.answer.state, told.back.answer.strokes, told.back.wanting) == (None, (), "changed")
    assert told.back.edition.manifest.hash != mark


def test_what_changed_after_an_answer_does_not_go_with_that_answer(told: Told) -> None:
    told.table.apply(applies=True)
    told.back.choose(AssentState.SEEN_ONLY)
    told.talk.changes.undo()
    assert told.table.applied is None
    assert not told.back.finish(anyway=True)
    assert (told.back.wanting, told.back.given, told.room.sent_plans()) == ("changed", (), ())
    told.back.choose(AssentState.SEEN_ONLY)
    assert told.back.finish(anyway=True)
    assert told.back.delivered is not None
    assert b"request.applied" not in told.back.delivered.bundle.to_bytes()


def test_what_is_held_back_after_an_answer_does_not_go(told: Told) -> None:
    told.back.choose(AssentState.SEEN_ONLY)
    told.table.stays_home.keep_home(piece(told, SCHOOL).name)
    assert not told.back.finish(anyway=True)
    told.back.choose(AssentState.SEEN_ONLY)
    assert told.back.finish(anyway=True)
    assert told.back.delivered is not None
    assert SCHOOL not in told.back.delivered.bundle.to_bytes().decode()


def test_an_application_has_a_day_and_can_be_none_after_all(told: Told) -> None:
    assert (told.table.applied, told.table.not_applied) == (None, None)
    told.table.apply(applies=True)
    assert told.table.applied == told.table.today
    assert told.table.today.isoformat() in str([part.content() for part in told.back.edition.parts])
    told.table.apply(applies=False)
    assert (told.table.applied, told.table.not_applied) == (None, told.table.today)
    told.back.choose(AssentState.SEEN_ONLY)
    assert told.back.finish(anyway=True)
    assert told.back.delivered is not None
    assert b"request.not_applied" in told.back.delivered.bundle.to_bytes()


# ── What stays home ──────────────────────────────────────────────────────────────────────────────────────


def test_a_piece_that_stays_home_is_struck_and_kept_and_goes_nowhere(told: Told) -> None:
    found = piece(told, SCHOOL)
    assert not found.at_home
    told.table.stays_home.keep_home(found.name)
    assert piece(told, SCHOOL).at_home
    told.back.look_again()
    assert SCHOOL not in heard(told.table.going_out.to_municipality(told.town.house.texts))
    assert [one.name for one in told.table.going_out.to_parties(told.town.house.texts)] == ["De Dijk"]
    told.back.choose(AssentState.SEEN_ONLY)
    assert told.back.finish(anyway=True)
    assert told.back.delivered is not None
    assert SCHOOL not in told.back.delivered.bundle.to_bytes().decode()
    told.table.stays_home.let_go(found.name)
    assert not piece(told, SCHOOL).at_home
    assert told.table.stays_home.count == 0


def test_of_the_aftercare_card_each_subject_stays_home_by_itself(told: Told) -> None:
    told.table.stays_home.keep_home(piece(told, "De AOW loopt door").name)
    assert piece(told, "De AOW loopt door").at_home
    assert not piece(told, "De Dijk belt Samira").at_home
    told.back.look_again()
    kinds = {part.kind for part in told.back.edition.parts}
    assert "aftercare_housing" in kinds
    assert "aftercare_income" not in kinds


def test_who_and_when_are_no_pieces_to_hold_back(told: Told) -> None:
    told.table.apply(applies=True)
    names = {one.name for one in told.table.stays_home.pieces(told.town.house.texts)}
    assert not names & {told.talk.speaker.id, told.talk.only("plan"), told.talk.only("request")}


# ── Who may know ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_yes_is_of_one_person_for_one_party_and_is_taken_back_with_one_tap(told: Told) -> None:
    assert told.receivers() == []
    told.ask(told.landlord, "yes")
    assert told.receivers() == ["De Dijk"]
    assert [(one.recipient, one.holds) for one in told.said()] == [("De Dijk", True)]
    assert [one.name.text for one in told.table.consenting.to_ask(told.talk.speaker)] == ["De Regenboog"]
    told.table.consenting.withdraw(told.said()[0])
    assert told.receivers() == []
    assert [(one.recipient, one.holds) for one in told.said()] == [("De Dijk", False)]
    assert isinstance(told.town.clock, Clock)
    told.town.clock.pass_seconds(1)
    told.table.consenting.say_again(told.said()[0], "yes")
    assert told.receivers() == ["De Dijk"]
    assert len(told.talk.dossier.all("consent")) == 2


def test_a_yes_with_a_last_day_ends_by_itself_and_is_not_called_a_no(told: Told) -> None:
    told.ask(told.landlord, "yes")
    (given,) = told.said()
    told.talk.say("consent.until", "2026-12-01", given.consent.id)
    assert told.receivers() == ["De Dijk"]
    assert isinstance(told.town.clock, Clock)
    told.town.clock.pass_seconds(timedelta(days=365).total_seconds())
    told.room.start_read_back()
    assert told.receivers() == []
    assert [(one.holds, one.over) for one in told.said()] == [(False, True)]
    told.table.consenting.without_end(told.said()[0].consent)
    assert told.receivers() == ["De Dijk"]


def test_a_no_of_somebody_else_shuts_the_way(told: Told) -> None:
    marga = told.somebody("Marga", "near")
    told.ask(told.landlord, "yes")
    told.ask(told.landlord, "no", marga)
    assert told.receivers() == []
    assert [one.holds for one in told.said()] == [True]


def test_there_is_no_consent_for_everything(told: Told) -> None:
    whole = {"purpose": "samen opletten", "recipient": "de huisarts", "what": "de nazorg"}
    for name in whole:
        card = told.talk.say_together("consent", {one: words for one, words in whole.items() if one != name})
        (asked,) = told.table.consenting.unanswered(told.talk.speaker)
        assert not told.table.consenting.answer_card(asked, "yes")
        told.talk.strike(next(one for one in told.talk.dossier.all("consent") if one.id == card))
    told.talk.say_together("consent", {**whole})
    (asked,) = told.table.consenting.unanswered(told.talk.speaker)
    assert told.said() == ()
    assert told.table.consenting.answer_card(asked, "yes")
    assert [(one.recipient, one.holds) for one in told.said()] == [("de huisarts", True)]
    assert told.table.consenting.unanswered(told.talk.speaker) == ()


# ── What goes to whom ────────────────────────────────────────────────────────────────────────────────────


def test_each_recipient_is_shown_exactly_what_they_get(told: Told) -> None:
    told.ask(told.landlord, "yes")
    told.back.look_again()
    texts = told.town.house.texts
    parties = {one.name: one for one in told.table.going_out.to_parties(texts)}
    assert {name: one.allowed for name, one in parties.items()} == {"De Dijk": True, "De Regenboog": False}
    words = heard(parties["De Dijk"].heard)
    for there in (RENT, "De Dijk belt Samira", "Samira"):
        assert there in words
    for absent in (SCHOOL, "AOW", "Els", "post"):
        assert absent not in words
    assert SCHOOL in heard(told.table.going_out.to_municipality(texts))


def test_a_name_a_diagnosis_and_a_number_are_pointed_at_where_they_are_changed(told: Told) -> None:
    told.talk.say("agreement.what", "Met 111222333 en dementie naar de huisarts", told.rent)
    told.back.look_again()
    looks = told.table.going_out.second_looks()
    found = {one.sentence: (set(one.why), one.where) for one in looks}
    assert found["Els helpt mij met de post."] == ({Why.NAME}, Screen.STORY)
    rent = found["Met 111222333 en dementie naar de huisarts"]
    assert rent == ({Why.DIAGNOSIS, Why.CITIZEN_NUMBER}, Screen.PLAN)
    told.back.choose(AssentState.AGREED)
    assert told.back.finish(anyway=True)


# ── Copies ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_extract_is_made_with_a_yes_and_holds_only_what_is_for_its_reader(told: Told) -> None:
    edition, hands = told.back.edition, told.table.handing_out
    with pytest.raises(NotConsented):
        hands.extract(edition, told.landlord, Form.PAGE)
    told.ask(told.landlord, "yes")
    page = told.fetched(hands.extract(edition, told.landlord, Form.PAGE)).decode()
    for there in (RENT, "De Dijk belt Samira", "Uitsnede voor De Dijk"):
        assert there in page
    for absent in (SCHOOL, "AOW", "Els"):
        assert absent not in page
    assert told.fetched(hands.extract(edition, told.landlord, Form.PDF)).startswith(b"%PDF-")


def test_what_was_held_back_after_the_edition_went_is_in_no_extract_either(told: Told) -> None:
    edition, hands = told.back.edition, told.table.handing_out
    told.ask(told.landlord, "yes")
    told.table.stays_home.keep_home(piece(told, "De Dijk belt Samira").name)
    page = told.fetched(hands.extract(edition, told.landlord, Form.PAGE)).decode()
    assert RENT in page
    assert "De Dijk belt Samira" not in page
    told.table.stays_home.keep_home(piece(told, RENT).name)
    assert told.receivers() == []
    told.table.stays_home.let_go(piece(told, RENT).name)
    told.table.stays_home.keep_home(told.landlord)
    assert [one.name for one in hands.receivers(edition)] == []


def test_a_copy_is_noted_with_whom_how_and_when_and_taken_back(told: Told) -> None:
    hands = told.table.handing_out
    hands.note("De Dijk", How.PAPER)
    (given,) = hands.given
    assert (given.who, given.how, given.day) == ("De Dijk", How.PAPER, told.table.today)
    hands.take_back(given.id)
    assert hands.given == ()


def test_the_page_about_what_happens_now_has_the_days_and_nothing_of_the_story(told: Told) -> None:
    asked = told.table.today - timedelta(days=3)
    told.talk.say("request.date", asked.isoformat(), told.talk.only("request"))
    path = told.table.handing_out.what_now(told.back.edition.manifest.frozen_at, Form.PAGE)
    page = told.fetched(path).decode()
    assert "Wat gebeurt er nu, en wanneer?" in page
    assert "Samira" in page
    desks = told.town.house.record.guide.call
    assert desks
    assert all(one.number in page for one in desks)
    assert "Els" not in page

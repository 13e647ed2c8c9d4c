"""The talks with a household: how they ended, what opened the doors, and what was left alone."""

import pytest

from keukentafel.dossier.people import residents
from keukentafel.dossier.story import sentences_in
from keukentafel.dossier.talk import is_contact, last_talk, last_word, rather_not, reason_for_early
from keukentafel.guide.doors import Reason
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import SAMIRA


def begun(saying: Saying, started: int = 1_790_000_000_000) -> ObjectId:
    return thing_of(saying.say("conversation.started", started, voice=SAMIRA))


def ended(saying: Saying, talk: ObjectId, how: str) -> None:
    saying.say("conversation.ended", how, talk, voice=SAMIRA)


def test_a_talk_that_ended_as_just_contact_is_one_without_a_single_problem() -> None:
    saying = Saying()
    talk = begun(saying)
    assert not is_contact(saying.dossier)
    ended(saying, talk, "contact")
    saying.say("strength.text", "Vakman, grappig, kent iedereen")
    assert is_contact(saying.dossier)


@pytest.mark.parametrize("case", ["wish.text", "agreement.what", "request.date"])
def test_what_makes_a_case_after_it_ends_the_contact(case: str) -> None:
    saying = Saying()
    ended(saying, begun(saying), "contact")
    saying.say(case, "2026-10-13" if case == "request.date" else "Iets met verf")
    assert not is_contact(saying.dossier)


def test_who_says_otherwise_ends_the_contact_and_may_make_it_one_again() -> None:
    saying = Saying()
    saying.say("wish.text", "Ik wil schilderen")
    talk = begun(saying)
    for how, contact in (("contact", True), ("account", False), ("contact", True), ("later", False)):
        seen = [one for one in saying.heads() if one.signed.operation.field == "conversation.ended"]
        saying.say("conversation.ended", how, talk, voice=SAMIRA, seen=tuple(one.signed.id for one in seen))
        assert is_contact(saying.dossier) is contact


def test_the_last_talk_is_the_one_that_began_last() -> None:
    saying = Saying()
    assert last_talk(saying.dossier).id is None
    second = begun(saying, 1_790_000_900_000)
    begun(saying, 1_790_000_100_000)
    saying.say("conversation.place", "sportclub", second)
    assert (last_talk(saying.dossier).id, last_talk(saying.dossier).place.text) == (second, "sportclub")


def test_the_reason_for_opening_early_is_kept_with_the_talk() -> None:
    saying = Saying()
    talk = begun(saying)
    assert reason_for_early(saying.dossier) is None
    saying.say("conversation.opened_early", "haste", talk, voice=SAMIRA)
    assert reason_for_early(saying.dossier) is Reason.HASTE


def test_what_was_left_alone_may_be_opened_again() -> None:
    saying = Saying()
    left = saying.say("rather_not.what", "F06")
    assert len(rather_not(saying.dossier, "F06")) == 1
    assert rather_not(saying.dossier, "F0") == ()
    saying.say("rather_not.what", None, thing_of(left), act=Act.STRIKE, seen=(left.signed.id,))
    assert rather_not(saying.dossier, "F06") == ()


def test_the_last_word_is_the_latest_that_stands() -> None:
    saying = Saying()
    assert last_word(saying.dossier) == 0
    saying.say("quote.text", "Eerder gezegd", moment=1_790_000_500_000)
    saying.say("quote.text", "Later gezegd", moment=1_790_000_700_000)
    assert last_word(saying.dossier) == 1_790_000_700_000


def test_somebody_without_a_name_is_a_resident_all_the_same() -> None:
    saying = Saying()
    saying.thing(person__role="resident")
    assert [one.name for one in residents(saying.dossier)] == [""]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("…", 0),
        ("Een", 1),
        ("Een. Twee", 2),
        ("Echt?! Ja. 1,5 uur.", 3),
        ("Regel\nregel\n\nregel", 3),
    ],
)
def test_sentences_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert sentences_in(text) == count

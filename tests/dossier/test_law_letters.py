"""The law without a form: what is tied to a to g, and what a letter says when nothing is."""

from keukentafel.dossier.law_letters import LETTERS, fragments, letters, tags
from keukentafel.journal.names import ObjectId, random_id
from keukentafel.journal.speaker import Act, Face
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import SAMIRA


def tie(saying: Saying, about: ObjectId, letter: str) -> ObjectId:
    tag = ObjectId(random_id())
    for name, content in (("about", about), ("letter", letter)):
        saying.say(f"tag.{name}", content, tag, voice=SAMIRA, face=Face.WORK)
    return tag


def test_a_letter_with_nothing_under_it_has_nothing_yet() -> None:
    found = letters(Saying().dossier)
    assert "".join(one.letter for one in found) == "abcdefg"
    assert all(one.nothing_yet for one in found)


def test_one_fragment_is_tied_to_as_many_letters_as_it_fits() -> None:
    saying = Saying()
    quote = thing_of(saying.say("quote.text", "Marga moppert, maar ze is zo moe."))
    for letter in ("d", "a"):
        tie(saying, quote, letter)
    assert [one.letters for one in fragments(saying.dossier)] == [("a", "d")]
    under = {one.letter: [part.id for part in one.fragments] for one in letters(saying.dossier)}
    assert under == {letter: [quote] if letter in "ad" else [] for letter in LETTERS}
    assert [one.letter for one in letters(saying.dossier) if not one.nothing_yet] == ["a", "d"]


def test_a_tag_that_is_crossed_out_ties_nothing() -> None:
    saying = Saying()
    quote = thing_of(saying.say("quote.text", "Ik wil hier niet weg."))
    tag = tie(saying, quote, "a")
    assert [one.id for one in tags(saying.dossier, quote, "a")] == [tag]
    for field in ("about", "letter"):
        saying.say(f"tag.{field}", None, tag, voice=SAMIRA, face=Face.WORK, act=Act.STRIKE)
    assert tags(saying.dossier, quote, "a") == ()
    assert letters(saying.dossier)[0].nothing_yet


def test_what_was_passed_over_for_now_stays_out_and_what_was_told_can_be_tied() -> None:
    saying = Saying()
    saying.say("parked.text", "scootmobiel")
    saying.thing(contact__name="Cor", contact__relation="buurman")
    saying.say("wish.text", "Ik wil weer zingen")
    assert [one.texts for one in fragments(saying.dossier)] == [("Cor", "buurman"), ("Ik wil weer zingen",)]


def test_a_letter_that_does_not_play_a_part_says_why() -> None:
    saying = Saying()
    passed = ObjectId(random_id())
    saying.say("not_relevant.letter", "d", passed, voice=SAMIRA, face=Face.WORK)
    saying.say("not_relevant.reason", "er is geen mantelzorger", passed, voice=SAMIRA, face=Face.WORK)
    d = letters(saying.dossier)[3]
    assert (d.reason.text, d.nothing_yet) == ("er is geen mantelzorger", False)


def test_what_was_explained_about_money_counts_for_g_alone() -> None:
    saying = Saying()
    saying.say("request.pgb_explained", "2026-11-22", voice=SAMIRA)
    found = letters(saying.dossier)
    assert found[-1].explained == ("pgb_explained",)
    assert [one.letter for one in found if not one.nothing_yet] == ["g"]

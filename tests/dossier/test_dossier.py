"""What stands in a household: both versions of two, nothing of what was taken back, and everybody by name."""

from dataclasses import replace

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.people import name_of, people, residents
from keukentafel.dossier.sentence import words_of
from keukentafel.journal.speaker import Act, Role, Speaker
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import ANNIE, HOUSEHOLD, JOKE, SAMIRA


def test_a_field_in_which_nothing_was_said_says_nothing() -> None:
    words = words_of(())
    assert not words
    assert (words.text, words.content, words.latest, words.contested) == ("", None, None, False)
    assert Dossier(HOUSEHOLD).name == ""
    assert Dossier(HOUSEHOLD).one("story") is None


def test_two_sentences_that_did_not_know_of_each_other_both_stand() -> None:
    saying = Saying()
    first = saying.say("quote.text", "De bus komt niet.")
    saying.say("quote.text", "De bus komt te laat.", thing_of(first), voice=JOKE, hand=JOKE, seen=())
    words = saying.dossier.all("quote")[0].words("text")
    assert words.contested
    assert [one.text for one in words.versions] == ["De bus komt niet.", "De bus komt te laat."]
    assert [one.voice for one in words.versions] == [ANNIE, JOKE]
    assert [one.taken_down for one in words.versions] == [True, False]


def test_a_sentence_that_replaces_another_stands_alone() -> None:
    saying = Saying()
    thing = thing_of(saying.say("quote.text", "De bus komt niet."))
    saying.say("quote.text", "De bus komt wel.", thing)
    words = saying.dossier.all("quote")[0].words("text")
    assert not words.contested
    assert words.text == "De bus komt wel."


def test_what_was_crossed_out_or_erased_says_nothing_and_its_object_is_gone() -> None:
    saying = Saying()
    for act in (Act.STRIKE, Act.ERASE):
        thing = thing_of(saying.say("quote.text", "Zeg dat maar niet."))
        assert len(saying.dossier.all("quote")) == 1
        saying.say("quote.text", None, thing, act=act)
        assert saying.dossier.all("quote") == ()
    assert len(saying.heads()) == 2


def test_a_sentence_whose_words_are_not_here_says_nothing() -> None:
    saying = Saying()
    saying.say("quote.text", "Zeg dat maar niet.")
    (head,) = saying.heads()
    assert words_of([head])
    assert not words_of([replace(head, value=None)])


def test_one_version_that_was_crossed_out_leaves_the_other() -> None:
    saying = Saying()
    first = saying.say("quote.text", "De bus komt niet.")
    thing = thing_of(first)
    saying.say("quote.text", "De bus komt te laat.", thing, voice=JOKE, hand=JOKE, seen=())
    saying.say("quote.text", None, thing, act=Act.STRIKE, seen=(first.signed.id,))
    words = saying.dossier.all("quote")[0].words("text")
    assert [one.text for one in words.versions] == ["De bus komt te laat."]


def test_what_was_affirmed_says_the_same_in_the_same_voice() -> None:
    saying = Saying()
    thing = thing_of(saying.say("quote.text", "Ik wil hier niet weg."))
    assert not saying.dossier.all("quote")[0].words("text").versions[0].affirmed
    saying.say("quote.text", None, thing, act=Act.AFFIRM)
    (said,) = saying.dossier.all("quote")[0].words("text").versions
    assert said.affirmed
    assert (said.text, said.voice) == ("Ik wil hier niet weg.", ANNIE)


def test_residents_come_first_and_everybody_in_the_order_in_which_they_came() -> None:
    saying = Saying()
    for name, role in (("Marga", "near"), ("Samira", "worker"), ("Annie", "resident"), ("Piet", "resident")):
        saying.thing(person__name=name, person__role=role)
    saying.thing(person__relation="buurman")
    found = people(saying.dossier)
    assert [one.name for one in found] == ["Annie", "Piet", "Marga", "Samira"]
    assert [one.name for one in residents(saying.dossier)] == ["Annie", "Piet"]
    assert found[2].speaker == Speaker(Role.NEAR, found[2].id)
    assert name_of(saying.dossier, found[2].speaker, "iemand") == "Marga"
    assert name_of(saying.dossier, SAMIRA, "iemand") == "iemand"


def test_somebody_without_a_role_is_somebody_near() -> None:
    saying = Saying()
    saying.thing(person__name="Cor", person__relation="buurman")
    (cor,) = people(saying.dossier)
    assert (cor.role, cor.relation) == (Role.NEAR, "buurman")


def test_two_tablets_that_each_began_a_story_use_the_same_one() -> None:
    saying = Saying()
    late, early = (saying.say("story.text", text, moment=moment) for text, moment in (("B", 20), ("A", 10)))
    story = saying.dossier.one("story")
    assert story is not None
    assert story.id == thing_of(early) != thing_of(late)


def test_objects_can_be_asked_by_whose_words_they_hold() -> None:
    saying = Saying()
    saying.say("quote.text", "Ik breng haar wel.", voice=JOKE)
    saying.say("quote.text", "Ik durf de bus niet in.")
    (found,) = saying.dossier.of_person("quote", JOKE.who)
    assert found.words("text").text == "Ik breng haar wel."
    assert found.words("mood") == words_of(())
    assert saying.dossier.of_person("quote", SAMIRA.who) == ()

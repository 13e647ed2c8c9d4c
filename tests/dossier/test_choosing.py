"""What is laid before people to choose: versions that were made apart, and that they can settle."""

from keukentafel.dossier.choosing import choose, laid_apart
from keukentafel.dossier.ladder import ladders
from tests.dossier.saying import Saying
from tests.journal.household import CATALOGUE, PIET


def test_only_what_people_can_settle_is_laid_before_them_to_choose() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt", agreement__who="Kim")
    saying.say("agreement.who", "Joris", agreed, seen=())
    wish = saying.thing(wish__text="Zingen")
    saying.say("wish.text", "Dansen", wish, voice=PIET, seen=())
    own = saying.thing(wish__text="Koken")
    saying.say("wish.text", "Bakken", own, seen=())
    saying.thing(plan__lead="Kim", plan__key_person="Joris")
    saying.thing(plan__lead="Joris")
    housing, school = saying.thing(party__name="De Dijk"), saying.thing(party__name="De Regenboog")
    saying.say("agreement.party", housing, agreed)
    saying.say("agreement.party", school, agreed, seen=())
    found = laid_apart(saying.dossier, ("agreement", "wish", "plan"), CATALOGUE)
    laid = {(one.field, one.among, one.words.texts) for one in found}
    assert laid == {
        ("agreement.who", (agreed,), ("Kim", "Joris")),
        ("agreement.party", (agreed,), (housing, school)),
        ("wish.text", (own,), ("Koken", "Bakken")),
        ("plan.lead", tuple(one.id for one in saying.dossier.all("plan")), ("Kim", "Joris")),
    }
    for one in found:
        saying.write(choose(saying.dossier, one.field, one.words.versions[0].id, among=one.among))
    assert laid_apart(saying.dossier, ("agreement", "wish", "plan"), CATALOGUE) == ()


def test_the_same_rung_made_on_two_tablets_is_one_choice_and_another_rung_is_none() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    here = saying.thing(rung__wish=wish, rung__step="1", rung__text="Zelf naar het koor")
    there = saying.thing(rung__wish=wish, rung__step="1", rung__text="Met de taxi")
    saying.thing(rung__wish=wish, rung__step="2", rung__text="Rob rijdt")
    (one,) = laid_apart(saying.dossier, ("rung",), CATALOGUE)
    assert (one.field, set(one.among)) == ("rung.text", {here, there})
    chosen = next(version for version in one.words.versions if version.text == "Met de taxi")
    saying.write(choose(saying.dossier, one.field, chosen.id, among=one.among))
    assert laid_apart(saying.dossier, ("rung",), CATALOGUE) == ()
    (ladder,) = ladders(saying.dossier)
    assert [rung.text.text for rung in ladder.rungs[:2]] == ["Met de taxi", "Rob rijdt"]

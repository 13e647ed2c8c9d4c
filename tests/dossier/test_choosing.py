"""What is laid before people to choose: versions that were made apart, and that they can settle."""

from keukentafel.dossier.choosing import choose, laid_apart
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
    found = laid_apart(saying.dossier, ("agreement", "wish", "plan"), CATALOGUE)
    laid = {(one.field, one.among, one.words.texts) for one in found}
    assert laid == {
        ("agreement.who", agreed, ("Kim", "Joris")),
        ("wish.text", own, ("Koken", "Bakken")),
        ("plan.lead", None, ("Kim", "Joris")),
    }
    for one in found:
        saying.write(choose(saying.dossier, one.field, one.words.versions[0].id, among=one.among))
    assert laid_apart(saying.dossier, ("agreement", "wish", "plan"), CATALOGUE) == ()

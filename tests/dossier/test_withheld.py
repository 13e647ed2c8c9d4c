"""What somebody held back at the table stays home, until it is taken back there."""

from keukentafel.dossier.withheld import withheld
from keukentafel.journal.speaker import Act
from tests.dossier.saying import Saying, thing_of


def test_what_is_held_back_stays_home_until_that_is_taken_back() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Ik wil weer zingen.")
    assert withheld(saying.dossier) == frozenset()
    said = saying.say("withheld.about", wish)
    assert withheld(saying.dossier) == {wish}
    saying.say("withheld.about", wish, thing_of(said), act=Act.STRIKE)
    assert withheld(saying.dossier) == frozenset()


def test_where_two_versions_stand_both_stay_home() -> None:
    saying = Saying()
    said = saying.say("withheld.about", "a" * 32)
    saying.say("withheld.about", "b" * 32, thing_of(said), seen=())
    assert withheld(saying.dossier) == {"a" * 32, "b" * 32}

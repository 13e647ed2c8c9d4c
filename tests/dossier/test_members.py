"""Who belongs to a household: who lives there, who has authority, who may read along, how long it is kept."""

from keukentafel.dossier.members import members
from keukentafel.journal.field import Retention
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE


def test_a_parent_who_lives_elsewhere_has_authority_and_reads_along_only_when_a_resident_says_so() -> None:
    told = Saying()
    told.thing(person__name="Kim", person__role="resident")
    marco = told.thing(person__name="Marco", person__role="near", person__authority="yes")
    kim_first, second = members(told.dossier)
    assert (kim_first.lives_here, kim_first.authority) == (True, None)
    assert (second.lives_here, second.authority, second.may_read) == (False, True, False)
    told.say("person.reads_along", "yes", marco, voice=ANNIE)
    assert members(told.dossier)[1].may_read


def test_what_is_of_somebody_young_is_kept_under_the_jeugdwet() -> None:
    told = Saying()
    told.thing(person__name="Kim", person__role="resident")
    told.thing(person__name="Sem", person__role="resident", person__young="12")
    kept = {one.person.name: one.kept_under for one in members(told.dossier)}
    assert kept == {"Kim": Retention.WMO, "Sem": Retention.YOUTH}

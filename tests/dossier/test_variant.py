"""Which variant of a talk was chosen, which visit it is, and how somebody is spoken to."""

from keukentafel.dossier.people import people
from keukentafel.dossier.quick_plan import quick_plan
from keukentafel.dossier.variant import variant_of, visit_of
from keukentafel.guide.address import Address
from keukentafel.guide.variant import VariantId
from keukentafel.journal.names import ObjectId
from tests.dossier.saying import Saying
from tests.journal.household import SAMIRA


def talk(household: Saying, variant: str = "") -> ObjectId:
    chosen = {"conversation__variant": variant} if variant else {}
    thing = ObjectId(f"{household.moment:032x}")
    for place, content in {"conversation__started": household.moment, **chosen}.items():
        household.say(place.replace("__", "."), content, thing, voice=SAMIRA)
    return thing


def test_a_talk_is_full_until_somebody_chooses() -> None:
    household = Saying()
    talk(household)
    assert variant_of(household.dossier) is VariantId.FULL
    assert variant_of(Saying().dossier) is VariantId.FULL


def test_the_variant_that_was_chosen_last_goes_on_at_the_next_talk() -> None:
    household = Saying()
    first = talk(household, "two_visits")
    talk(household)
    assert variant_of(household.dossier) is VariantId.TWO_VISITS
    household.say("conversation.variant", "short", first, voice=SAMIRA)
    assert variant_of(household.dossier) is VariantId.SHORT


def test_a_second_talk_in_two_visits_is_the_second_visit() -> None:
    household = Saying()
    talk(household)
    talk(household, "two_visits")
    assert visit_of(household.dossier) == 1
    talk(household)
    assert visit_of(household.dossier) == 2


def test_the_worker_says_otherwise_which_visit_it_is() -> None:
    household = Saying()
    only = talk(household, "two_visits")
    household.say("conversation.visit", "second", only, voice=SAMIRA)
    assert visit_of(household.dossier) == 2


def test_in_another_variant_no_visits_are_counted() -> None:
    household = Saying()
    talk(household, "two_visits")
    talk(household, "crisis")
    talk(household)
    assert visit_of(household.dossier) == 1
    talk(household, "two_visits")
    assert visit_of(household.dossier) == 1


def test_the_quick_plan_is_open_in_a_crisis() -> None:
    household = Saying()
    talk(household, "short")
    assert not quick_plan(household.dossier).open
    talk(household, "crisis")
    assert quick_plan(household.dossier).open


def test_somebody_young_is_spoken_to_with_je_unless_they_say_otherwise() -> None:
    household = Saying()
    sem = household.thing(person__name="Sem", person__role="resident", person__young="12")
    household.thing(person__name="Kim", person__role="resident")
    household.thing(person__name="Hans", person__role="resident", person__address="je")
    assert [one.address for one in people(household.dossier)] == [Address.JE, Address.U, Address.JE]
    household.say("person.address", "u", sem)
    assert people(household.dossier)[0].address is Address.U

"""The map of people, and what a carer tells apart."""

from keukentafel.dossier.carer import carers, for_the_table, told_by
from keukentafel.dossier.network import Gives, Ring, Sort, Wants, network
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Act, Role, Speaker
from tests.dossier.saying import Saying, thing_of
from tests.journal.household import ANNIE
from tests.journal.household import JOKE as MARGA

SEM = Speaker(Role.RESIDENT, PersonId(random_id()))


def contact(household: Saying, name: str, **fields: str) -> ObjectId:
    said = {f"contact__{field}": words for field, words in fields.items()}
    return household.thing(contact__name=name, **said)


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_nearest_come_first_and_within_a_ring_who_was_named_first() -> None:
    household = Saying()
    for name, ring in (("Rob", "far"), ("Cor", "close"), ("Els", "middle"), ("Marga", "close")):
        contact(household, name, ring=ring)
    assert [one.name for one in network(household.dossier)] == ["Cor", "Marga", "Els", "Rob"]


def test_what_was_not_said_of_somebody_is_not_made_up() -> None:
    household = Saying()
    contact(household, "Cor")
    (cor,) = network(household.dossier)
    assert (cor.ring, cor.gives, cor.sort, cor.wants) == (None, None, None, None)
    assert cor.place is Ring.MIDDLE
    assert not cor.may_read


def test_everything_that_was_said_of_somebody_is_read() -> None:
    household = Saying()
    contact(
        household,
        "Marga",
        relation="dochter",
        sort="family",
        ring="close",
        gives="both",
        does="Doet de was.",
        wants="ask",
    )
    (marga,) = network(household.dossier)
    assert (marga.relation, marga.does) == ("dochter", "Doet de was.")
    assert (marga.sort, marga.ring, marga.gives) == (Sort.FAMILY, Ring.CLOSE, Gives.BOTH)
    assert marga.wants is Wants.ASK


def test_one_no_is_enough_when_two_residents_say_who_may_read_along() -> None:
    household = Saying()
    marga = contact(household, "Marga")
    household.say("contact.reads_along", "yes", marga)
    assert network(household.dossier)[0].may_read
    household.say("contact.reads_along", "no", marga, voice=SEM, seen=())
    (after,) = network(household.dossier)
    assert after.reads_along == {ANNIE.who: True, SEM.who: False}
    assert not after.may_read


def test_somebody_without_a_name_is_not_on_the_map() -> None:
    household = Saying()
    household.thing(contact__ring="close")
    assert network(household.dossier) == ()


def test_who_was_taken_away_is_gone_from_the_map() -> None:
    household = Saying()
    said = household.say("contact.name", "Cor")
    household.say("contact.name", thing=thing_of(said), act=Act.STRIKE)
    assert network(household.dossier) == ()


# ── What a carer tells ───────────────────────────────────────────────────────────────────────────────────


def test_what_a_carer_tells_apart_is_not_for_the_table() -> None:
    household = Saying()
    household.say("quote.text", "Ik wil hier niet weg.")
    needs = household.say("carer.needs", "Een nacht slapen.", voice=MARGA)
    dossier = household.dossier
    assert [one.id for one in told_by(dossier, MARGA.who)] == [thing_of(needs)]
    assert carers(dossier) == (MARGA.who,)
    table = for_the_table(dossier)
    assert table.all("carer") == ()
    assert [one.words("text").text for one in table.all("quote")] == ["Ik wil hier niet weg."]


def test_one_carer_does_not_read_what_another_told() -> None:
    household = Saying()
    household.say("carer.needs", "Een nacht slapen.", voice=MARGA)
    rob = Speaker(Role.NEAR, PersonId(random_id()))
    own = household.say("carer.needs", "Vaker bellen.", voice=rob)
    assert [one.id for one in told_by(household.dossier, rob.who)] == [thing_of(own)]


def test_a_household_without_a_carer_is_whole_at_the_table() -> None:
    household = Saying()
    household.say("quote.text", "Ik wil hier niet weg.")
    dossier = household.dossier
    assert for_the_table(dossier) is dossier

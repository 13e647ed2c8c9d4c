"""The Bakker family for the tests: a plan with parties, money and consents, in a house with many doors."""

from collections.abc import Sequence
from itertools import count

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Role, Speaker
from tests.edition.kitchen import SAMIRA, entry, object_id

KIM = Speaker(Role.RESIDENT, PersonId("4" * 32))
RIET = Speaker(Role.NEAR, PersonId("5" * 32))
LANDLORD, DEBTS, SCHOOL = ObjectId("b1" * 16), ObjectId("b2" * 16), ObjectId("b3" * 16)
WISH, CARD = ObjectId("b4" * 16), ObjectId("b5" * 16)
RENT, BUDGET, MORNINGS = ObjectId("c1" * 16), ObjectId("c2" * 16), ObjectId("c3" * 16)
CONSENT = ObjectId("d1" * 16)


def family(more: Sequence[str] = ()) -> list[Entry]:
    """Everything that was said, in that order; ``more`` are agreements with the landlord."""
    said: list[tuple[str, str, Json, Speaker]] = [
        (KIM.who, "person.name", "Kim Bakker", SAMIRA),
        (KIM.who, "person.role", "resident", SAMIRA),
        (RIET.who, "person.name", "Riet", SAMIRA),
        (RIET.who, "person.role", "near", SAMIRA),
        ("e1" * 16, "story.text", "Elke dag iemand over de vloer.", KIM),
        ("e2" * 16, "pressure.what", "De huur van twee maanden", KIM),
        (LANDLORD, "party.name", "Woonstichting De Dijk", KIM),
        (LANDLORD, "party.domain", "housing", SAMIRA),
        (DEBTS, "party.name", "Schuldhulp", KIM),
        (DEBTS, "party.domain", "income", SAMIRA),
        (SCHOOL, "party.name", "De Regenboog", KIM),
        (SCHOOL, "party.domain", "school", SAMIRA),
        (WISH, "wish.text", "Ik wil hier blijven wonen.", KIM),
        (RENT, "agreement.what", "De achterstand in vier keer betalen", KIM),
        (RENT, "agreement.wish", WISH, KIM),
        (RENT, "agreement.who", "Kim, met de woonstichting", KIM),
        (RENT, "agreement.party", LANDLORD, KIM),
        (RENT, "agreement.pace", "now", KIM),
        (RENT, "agreement.stream", "debts", SAMIRA),
        (RENT, "agreement.cost", 110_000, SAMIRA),
        (BUDGET, "agreement.what", "De budgetcoach komt drie keer", KIM),
        (BUDGET, "agreement.party", DEBTS, KIM),
        (MORNINGS, "agreement.what", "Twee ochtenden naar de bibliotheek", RIET),
        (MORNINGS, "agreement.party", SCHOOL, RIET),
        ("c4" * 16, "agreement.what", "Paardrijden om de week", RIET),
        ("e3" * 16, "plan.lead", "Kim Bakker", KIM),
        ("e3" * 16, "plan.key_person", "Joris de Boer", KIM),
        ("e3" * 16, "plan.visits_a_week", 2, KIM),
        ("e3" * 16, "plan.crisis", "Riet haalt de kinderen", KIM),
        (
            CARD,
            "aftercare.housing",
            {"state": "filled", "text": "Bij een week te laat belt De Dijk Joris"},
            KIM,
        ),
        (CARD, "aftercare.income", {"state": "filled", "text": "De toeslagen lopen door"}, KIM),
        (CARD, "aftercare.informal_care", {"state": "filled", "text": "Riet, elke woensdag"}, RIET),
        (CARD, "aftercare.pilot_light", {"state": "filled", "text": "Joris, koffie"}, KIM),
        (CARD, "aftercare.way_back", "Joris bellen", KIM),
        (CONSENT, "consent.purpose", "de huur regelen", KIM),
        (CONSENT, "consent.party", LANDLORD, KIM),
        (CONSENT, "consent.answer", "yes", KIM),
    ]
    for number, what in enumerate(more):
        said.append((object_id(3000 + number), "agreement.what", what, KIM))
        said.append((object_id(3000 + number), "agreement.party", LANDLORD, KIM))
    clock = count(1_790_000_000_000, 60_000)
    return [
        entry(ObjectId(thing), field, content, voice=voice, claimed=next(clock))
        for thing, field, content, voice in said
    ]


def full_family() -> list[Entry]:
    """The same with a ladder, a weighing, what it cost before, and two versions side by side."""
    said: list[tuple[int, str, Json, Speaker]] = [
        (800, "former_cost.what", "Ambulante begeleiding", SAMIRA),
        (800, "former_cost.stream", "youth", SAMIRA),
        (800, "former_cost.cost", 2_450_000, SAMIRA),
        (801, "former_cost.what", "Hulp waarvan niemand weet wat die kost", SAMIRA),
        (810, "rung.wish", WISH, KIM),
        (810, "rung.step", "1", KIM),
        (810, "rung.text", "Kim belt zelf met de huurdersvereniging", KIM),
        (811, "rung.wish", WISH, KIM),
        (811, "rung.step", "3", KIM),
        (811, "rung.skipped", "Er is niemand die al voor Kim zorgt", KIM),
        (820, "weighing.wish", WISH, SAMIRA),
        (820, "weighing.sensible", "Zonder huis lukt niets anders", SAMIRA),
        (820, "weighing.frugal", "Betalen in delen kost minder dan een uitzetting", SAMIRA),
        (821, "view.about", object_id(820), KIM),
        (821, "view.text", "Daar ben ik het mee eens.", KIM),
    ]
    more = [entry(object_id(at), field, value, voice=voice) for at, field, value, voice in said]
    apart = entry(RENT, "agreement.what", "De achterstand in zes keer betalen", voice=KIM, claimed=5)
    return [*family(), *more, apart]

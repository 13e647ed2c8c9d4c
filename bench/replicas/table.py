"""One plan as four tablets have it: which sentences there are, who says them, and what they say.

The places meet every way of merging: a field that anybody changes and one that only its speaker does, in the
common part and in somebody's own, written at the table and behind the work face. Every sentence is unlike all
others, so that one that is gone is missed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.journal.canonical import Json
from keukentafel.journal.field import ValueKind
from keukentafel.journal.names import CompartmentId, FieldName, ObjectId
from keukentafel.journal.shelf import Place
from keukentafel.journal.speaker import Act, Face, Speaker
from tests.journal.household import ANNIE, CATALOGUE, COMMON, JOKE, OF_ANNIE, PIET, SAMIRA

AGREEMENT = ObjectId("d1" * 16)
OTHER_AGREEMENT = ObjectId("d2" * 16)

PLACES: dict[Place, CompartmentId] = {
    (AGREEMENT, FieldName("agreement.what")): COMMON,
    (AGREEMENT, FieldName("agreement.who")): COMMON,
    (AGREEMENT, FieldName("agreement.cost")): COMMON,
    (AGREEMENT, FieldName("agreement.pace")): COMMON,
    (OTHER_AGREEMENT, FieldName("agreement.what")): COMMON,
    (ObjectId("d3" * 16), FieldName("plan.lead")): COMMON,
    (ObjectId("d4" * 16), FieldName("wish.text")): COMMON,
    (ObjectId("d5" * 16), FieldName("aftercare.housing")): COMMON,
    (ObjectId("d6" * 16), FieldName("check_in.date")): COMMON,
    (ObjectId("d7" * 16), FieldName("weighing.fair")): COMMON,
    (ObjectId("d8" * 16), FieldName("view.text")): OF_ANNIE,
}
"""The fields of the plan that everybody writes in, with the compartment of each."""

ANYWHERE = tuple(PLACES)
ERASED_NOW_AND_THEN = frozenset(ANYWHERE[4:8])
"""Where long histories erase. An erasure takes all that was said before it on its field, so that elsewhere
there is none: what nobody erased must all be there in the end."""

PEOPLE = (ANNIE, PIET, JOKE, SAMIRA)
ACTS = (*([Act.SAY] * 7), Act.AFFIRM, Act.STRIKE, Act.ERASE)
FACES = (*([Face.TABLE] * 6), Face.LISTEN, Face.WORK)
HANDS = (SAMIRA, SAMIRA, ANNIE, PIET)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One thing that somebody does on one field of the plan; ``words`` makes it unlike any other."""

    place: Place
    act: Act
    voice: Speaker
    hand: Speaker
    face: Face
    words: int


def act_on(place: Place, act: Act) -> Act:
    """Return what is done on a field when somebody wants to do this: struck, where nothing is erased."""
    return Act.STRIKE if act is Act.ERASE and place not in ERASED_NOW_AND_THEN else act


def content_for(place: Place, words: int) -> Json:
    """Return content that fits in a field, and is nowhere else; a choice has too few for that."""
    field = CATALOGUE.field(place[1])
    match field.value:
        case ValueKind.NUMBER:
            return words
        case ValueKind.CHOICE:
            return field.choices[words % len(field.choices)]
        case ValueKind.DATE:
            return str(date(1900, 1, 1) + timedelta(days=words % 1_000_000))
        case ValueKind.SETTLED:
            return {"state": "filled", "text": f"zin {words}"}
        case _:
            return f"zin {words}"

"""A household for the dossier's tests: a real journal in memory, read as the app reads it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.canonical import Json
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.journal import Journal
from keukentafel.journal.names import FieldName, ObjectId, OperationId, random_id
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act, Face, Speaker
from tests.journal.household import ANNIE, CATALOGUE, COMMON, HOUSEHOLD, OF_ANNIE, SAMIRA, author, journal

IN_COMMON = tuple(
    kind
    for kind in dict.fromkeys(field.object for field in CATALOGUE.fields)
    if CATALOGUE.object_kind(kind).compartment is CompartmentKind.COMMON
)


@dataclass
class Saying:
    """Writes sentences one moment after another, and reads what stands."""

    journal: Journal = field(default_factory=journal)
    moment: int = 1_790_000_000_000

    def say(
        self,
        place: str,
        content: Json = None,
        thing: ObjectId | None = None,
        *,
        voice: Speaker = ANNIE,
        hand: Speaker = SAMIRA,
        face: Face = Face.TABLE,
        act: Act = Act.SAY,
        seen: tuple[OperationId, ...] | None = None,
        moment: int | None = None,
    ) -> Entry:
        self.moment += 1
        compartment = COMMON if place.split(".", 1)[0] in IN_COMMON else OF_ANNIE
        claimed = self.moment if moment is None else moment
        writer = author(voice=voice, hand=hand, face=face, compartment=compartment, claimed=claimed)
        on = thing or ObjectId(random_id())
        return self.journal.write(writer, on, FieldName(place), content, act, seen=seen)

    def thing(self, **fields: Json) -> ObjectId:
        """An object with some fields, which are written ``kind__name``."""
        thing = ObjectId(random_id())
        for place, content in fields.items():
            self.say(place.replace("__", "."), content, thing)
        return thing

    def write(self, sayings: Iterable[ToSay]) -> None:
        """What a thinking floor proposed, written in Annie's voice unless it says whose."""
        for one in sayings:
            voice = one.voice or ANNIE
            self.say(one.field, one.content, one.thing, voice=voice, act=one.act, seen=one.seen)

    def heads(self) -> list[Entry]:
        return [head for place in self.journal.places() for head in self.journal.heads(*place)]

    @property
    def dossier(self) -> Dossier:
        return read_dossier(HOUSEHOLD, self.heads())


def thing_of(entry: Entry) -> ObjectId:
    return entry.signed.operation.object

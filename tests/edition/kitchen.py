"""A small household for the tests: mevrouw De Wit, her neighbour Cor, and Samira of the district team."""

from itertools import count

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keukentafel.edition.assent import Assent, Assenter, AssentMeans, AssentState, Recorder
from keukentafel.edition.freeze import Edition, freeze
from keukentafel.edition.manifest import GuideStamp
from keukentafel.edition.marks import ManifestHash, Moment
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, bundled_catalogue
from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, OperationId, PersonId
from keukentafel.journal.operation import Entry, Operation, Value, device_key_of, sign
from keukentafel.journal.speaker import Act, Face, Role, Speaker

CATALOGUE: Catalogue = bundled_catalogue()
DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
HOUSEHOLD = HouseholdId("a" * 32)
COMMON = CompartmentId("c" * 32)
SECRET = b"\x05" * 32
WIT = Speaker(Role.RESIDENT, PersonId("1" * 32))
COR = Speaker(Role.NEAR, PersonId("2" * 32))
SAMIRA = Speaker(Role.WORKER, PersonId("3" * 32))
NAMES = {SAMIRA.who: "Samira"}
GUIDE = GuideStamp("gespreksgids", "1", "0" * 64)
FROZEN = Moment("2026-11-21T14:02:00Z")


def object_id(number: int) -> ObjectId:
    return ObjectId(f"{number:032x}")


def entry(
    thing: ObjectId,
    field: str,
    content: Json,
    *,
    voice: Speaker = WIT,
    hand: Speaker = SAMIRA,
    act: Act = Act.SAY,
    claimed: int = 1_790_000_000_000,
    seen: tuple[OperationId, ...] = (),
    household: HouseholdId = HOUSEHOLD,
    compartment: CompartmentId = COMMON,
) -> Entry:
    value = Value(content, b"\x01" * 32)
    operation = Operation(
        device_key_of(DEVICE),
        household,
        compartment,
        thing,
        FieldName(field),
        act,
        voice,
        hand,
        Face.TABLE,
        claimed,
        1,
        seen,
        value.digest(),
    )
    return Entry(sign(operation, DEVICE), value)


def dossier() -> list[Entry]:
    """Everything said at the first visit, in the order in which it was said."""
    numbers, clock = count(100), count(1_790_000_000_000, 60_000)
    wish, pilot = object_id(next(numbers)), object_id(next(numbers))
    agreement, check_in = object_id(next(numbers)), object_id(next(numbers))
    said: list[tuple[ObjectId, str, Json, Speaker]] = [
        (ObjectId(HOUSEHOLD), "household.name", "mevrouw De Wit", SAMIRA),
        (ObjectId(HOUSEHOLD), "household.neighbourhood", "Waterkant-Zuid", SAMIRA),
        (ObjectId(WIT.who), "person.name", "Annie de Wit", SAMIRA),
        (ObjectId(WIT.who), "person.role", "resident", SAMIRA),
        (ObjectId(COR.who), "person.name", "Cor", SAMIRA),
        (ObjectId(COR.who), "person.role", "near", SAMIRA),
        (ObjectId(COR.who), "person.relation", "buurman", SAMIRA),
        (object_id(next(numbers)), "keyword.text", "la met post, blauw oog", SAMIRA),
        (object_id(next(numbers)), "story.text", "Sinds Jan dood is, is het stil in huis.", WIT),
        (object_id(next(numbers)), "quote.text", "Ik wil geen vreemde in mijn slaapkamer.", WIT),
        (object_id(next(numbers)), "strength.text", "Ze kent elk lied van het koor.", COR),
        (wish, "wish.text", "Ik wil weer zingen.", WIT),
        (agreement, "agreement.what", "Meegaan naar het koor", COR),
        (agreement, "agreement.wish", wish, COR),
        (agreement, "agreement.who", "Cor", COR),
        (agreement, "agreement.when", "donderdag", COR),
        (agreement, "agreement.pace", "now", COR),
        (object_id(next(numbers)), "agreement.what", "De post samen openmaken", SAMIRA),
        (object_id(99), "plan.lead", "Annie de Wit", WIT),
        (object_id(99), "plan.key_person", "Samira", WIT),
        (object_id(98), "sign.text", "Ik doe de gordijnen niet open.", WIT),
        (object_id(98), "sign.level", "orange", WIT),
        (object_id(98), "sign.action", "Cor belt Samira", COR),
        (pilot, "aftercare.pilot_light", {"state": "filled", "text": "Cor drinkt koffie, elke week"}, COR),
        (pilot, "aftercare.informal_care", {"state": "not_needed", "reason": "Cor redt het zo"}, COR),
        (pilot, "aftercare.income", {"state": "filled", "text": "AOW loopt door"}, WIT),
        (pilot, "aftercare.housing", {"state": "filled", "text": "Huur gaat vanzelf"}, WIT),
        (check_in, "check_in.after", "2w", SAMIRA),
        (check_in, "check_in.date", "2026-12-05", SAMIRA),
        (check_in, "check_in.how", "Samira belt", SAMIRA),
    ]
    return [
        entry(thing, field, content, voice=voice, claimed=next(clock))
        for thing, field, content, voice in said
    ]


def frozen(
    entries: list[Entry],
    *,
    number: int = 1,
    previous: ManifestHash | None = None,
    withheld: frozenset[str] = frozenset(),
    secret: bytes = SECRET,
    catalogue: Catalogue = CATALOGUE,
) -> Edition:
    return freeze(
        entries,
        catalogue,
        household=HOUSEHOLD,
        number=number,
        previous=previous,
        frozen_at=FROZEN,
        organisation="waterkerke",
        guide=GUIDE,
        secret=secret,
        withheld=withheld,
    )


def assent_to(
    edition: Edition,
    state: AssentState = AssentState.AGREED,
    remark: str = "",
    *,
    person: Speaker = WIT,
    strokes: tuple[tuple[tuple[int, int], ...], ...] | None = None,
) -> Assent:
    return Assent(
        manifest_hash=edition.manifest.hash,
        person=Assenter(person.who, "Annie de Wit" if person == WIT else "Cor", person.role),
        state=state,
        remark=remark,
        how=AssentMeans.TAPPED if strokes is None else AssentMeans.DRAWN,
        signature=strokes,
        given_at=Moment("2026-11-21T14:10:00Z"),
        hand=Recorder(SAMIRA.who, SAMIRA.role),
    )

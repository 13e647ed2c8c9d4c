"""Random dossiers, frozen: what may go is in exactly one part, and nothing else is in any.

What should be in an edition is worked out here once more, from the rows of the catalogue and without the code
that freezes, reads or extracts.
"""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.dossier.sharing import kept_to_oneself
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import make_bundle, read_bundle
from keukentafel.edition.extract import CARDS, extract_schema, make_extract, read_extract
from keukentafel.edition.own_yes import OWN_YES, with_own_yes
from keukentafel.edition.part import Part
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.canonical import Json, canonical
from keukentafel.journal.catalogue import Field, Sight, ValueKind
from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Act
from tests.edition.kitchen import CATALOGUE, COR, DEVICE, SAMIRA, WIT, assent_to, entry, frozen, object_id
from tests.edition.test_freezing import UNDER_COVER, content_for

SCHEMA = PlanSchema(CATALOGUE)
EXTRACTS = extract_schema(CATALOGUE)
OBJECTS = 12
PARTED = [field for field in CATALOGUE.fields if field.part]
OF_PARTIES = [
    field for field in CATALOGUE.fields if field.object in ("party", "agreement", "aftercare", "plan")
]
LEAVING = {"G", "T"}

Place = tuple[str, str, str]
"""Part, object and field."""

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Told:
    """A dossier with its whole history, and what somebody held back."""

    entries: tuple[Entry, ...]
    withheld: frozenset[str]


@st.composite
def dossiers(draw: st.DrawFn) -> Told:
    fields = st.sampled_from(CATALOGUE.fields) | st.sampled_from(PARTED) | st.sampled_from(OF_PARTIES)
    said: list[Entry] = []
    for field in draw(st.lists(st.sampled_from(OF_PARTIES), max_size=20)):
        # Few objects that often point at each other, so that parties have agreements and domains.
        content = (
            st.integers(0, 2).map(object_id) if field.value is ValueKind.REFERENCE else content_for(field)
        )
        said.append(draw(sentences(field, object_id(draw(st.integers(0, 2))), content)))
    for field in draw(st.lists(fields, max_size=30)):
        said.append(draw(sentences(field, object_id(draw(st.integers(0, OBJECTS))))))
    for earlier in list(said):
        if draw(st.integers(0, 3)) == 0:
            said.append(draw(replies(earlier)))
    objects = draw(st.lists(st.integers(0, OBJECTS).map(object_id), max_size=3))
    kinds = draw(st.lists(st.sampled_from(PARTED), max_size=3))
    parts = {part_id_of(field.part, thing) for field in kinds if field.part for thing in objects}
    held = frozenset(objects) if draw(st.booleans()) else frozenset(parts)
    return Told(tuple(said), frozenset(map(str, held)))


@st.composite
def sentences(
    draw: st.DrawFn, field: Field, thing: ObjectId, contents: st.SearchStrategy[Json] | None = None
) -> Entry:
    voice, hand = draw(st.sampled_from((WIT, COR, SAMIRA))), draw(st.sampled_from((WIT, SAMIRA)))
    content = draw(content_for(field) if contents is None else contents)
    claimed = draw(st.integers(0, 2**40))
    return entry(thing, field.name, content, voice=voice, hand=hand, claimed=claimed)


@st.composite
def replies(draw: st.DrawFn, earlier: Entry) -> Entry:
    """Somebody says it otherwise, crosses it out, or wipes it out."""
    operation = earlier.signed.operation
    act = draw(st.sampled_from((Act.SAY, Act.SAY, Act.STRIKE, Act.ERASE)))
    content = draw(content_for(CATALOGUE.field(operation.field)))
    seen = (earlier.signed.id,)
    return entry(
        operation.object, operation.field, content, act=act, claimed=draw(st.integers(0, 2**40)), seen=seen
    )


def expected(told: Told, reader: str = "") -> dict[Place, Counter[bytes]]:
    """What should be in the parts: every version that stands and that its maker shared, by place."""
    seen = {one for said in told.entries for one in said.signed.operation.seen}
    found: dict[Place, Counter[bytes]] = defaultdict(Counter)
    own = kept_to_oneself(told.entries[0].signed.operation.household, told.entries) if told.entries else ()
    for said in told.entries:
        operation = said.signed.operation
        if operation.object in own and operation.field.startswith("own_card."):
            continue
        field = CATALOGUE.field(operation.field)
        sees = {sight.value for sight in field.sees}
        stands = said.signed.id not in seen and operation.act is Act.SAY and said.value is not None
        if not (
            field.part and sees & LEAVING and "V" not in sees and stands and (not reader or reader in sees)
        ):
            continue
        if told.withheld & {operation.object, part_id_of(field.part, operation.object)}:
            continue
        version = [said.value.content if said.value else None, operation.voice.who, operation.hand.who]
        found[field.part, operation.object, operation.field][canonical([*version, operation.claimed])] = 1
    return {place: versions for place, versions in found.items() if place[2] not in UNDER_COVER}


def part_id_of(kind: str, thing: ObjectId) -> str:
    return sha256(b"keukentafel/part-id/1\0" + kind.encode() + b"\0" + thing.encode()).hexdigest()[:32]


def there(parts: tuple[Part, ...]) -> dict[Place, Counter[bytes]]:
    """What is in parts, counted, so that nothing may be there twice."""
    found: dict[Place, Counter[bytes]] = defaultdict(Counter)
    for part in parts:
        for name, versions in part.fields.items():
            for one in versions:
                said: list[Json] = [one.value, one.voice.who, one.hand.who, one.claimed]
                found[part.kind, part.object, name][canonical(said)] += 1
    return {place: versions for place, versions in found.items() if place[2] not in UNDER_COVER}


@slow
@given(dossiers(), st.randoms(use_true_random=False))
def test_every_value_that_may_go_is_in_exactly_one_part_and_nothing_else_is(
    told: Told, chance: random.Random
) -> None:
    edition = frozen(list(told.entries), withheld=told.withheld)
    assert there(edition.parts) == expected(told)
    assert len({part.id for part in edition.parts}) == len(edition.parts)
    shuffled = list(told.entries)
    chance.shuffle(shuffled)
    again = frozen(shuffled, withheld=told.withheld)
    assert again.manifest.hash == edition.manifest.hash
    assert again == edition


@slow
@given(dossiers())
def test_a_carers_words_are_in_what_leaves_only_with_that_carers_own_yes(told: Told) -> None:
    edition = frozen(list(told.entries), withheld=told.withheld)
    yes = [assent_to(edition, AssentState.AGREED, person=COR)]
    whose = {place[1]: set[str]() for place in expected(told) if place[0] in OWN_YES}
    for part in edition.parts:
        if part.kind in OWN_YES:
            whose[part.object] = {one.voice.who for said in part.fields.values() for one in said}
    for assents, agreed in ((yes, {str(COR.who)}), ([], set[str]())):
        leaving = {
            place: said
            for place, said in expected(told).items()
            if place[0] not in OWN_YES or (len(whose[place[1]]) == 1 and whose[place[1]] <= agreed)
        }
        assert there(with_own_yes(edition, assents).parts) == leaving


@slow
@given(dossiers())
def test_a_readers_copy_holds_that_readers_parts_and_no_other(told: Told) -> None:
    edition = frozen(list(told.entries), withheld=told.withheld)
    bundle = read_bundle(
        make_bundle(edition, [assent_to(edition, AssentState.SEEN_ONLY)], DEVICE, SCHEMA), SCHEMA
    )
    for reader in (Sight.RESIDENT, Sight.MUNICIPALITY, Sight.REVIEW):
        copy = read_bundle(bundle.copy_for(reader).to_bytes(), SCHEMA, reader)
        theirs = {
            place: said for place, said in expected(told, reader.value).items() if place[0] not in OWN_YES
        }
        assert there(copy.edition.parts) == theirs
        assert copy.manifest.hash == edition.manifest.hash


@slow
@given(dossiers())
def test_an_extract_holds_what_concerns_its_reader_and_nothing_of_anybody_else(told: Told) -> None:
    edition, whole = frozen(list(told.entries), withheld=told.withheld), expected(told)
    for party in {place[1] for place in whole if place[2] == "party.name"}:
        data = make_extract(edition, ObjectId(party), {ObjectId(party)}, DEVICE, EXTRACTS)
        assert there(read_extract(data, EXTRACTS).parts) == concerning(party, whole)


def concerning(party: str, whole: dict[Place, Counter[bytes]]) -> dict[Place, Counter[bytes]]:
    domains = values(whole.get(("party", party, "party.domain"), Counter()))
    card = CARDS.get(str(next(iter(domains)))) if len(domains) == 1 else None
    own = {
        thing
        for kind, thing, field in whole
        if field == "agreement.party" and values(whole[kind, thing, field]) == {party}
    }
    return {
        place: said
        for place, said in whole.items()
        if place[0] in {"key_person", card} or (place[0] == "agreement" and place[1] in own)
    }


def values(said: Counter[bytes]) -> set[Json]:
    return {json.loads(one)[0] for one in said}


def test_the_reckoning_of_these_tests_finds_a_leak_a_loss_and_a_double() -> None:
    said = [entry(object_id(1), "wish.text", "Zingen"), entry(object_id(1), "wish.now", "Thuis")]
    told = Told(tuple(said), frozenset())
    (part,) = frozen(said).parts
    assert there((part,)) == expected(told)
    assert there(()) != expected(told)
    assert there((part, part)) != expected(told)
    assert there((part,)) != expected(Told(tuple(said[:1]), frozenset()))
    assert there((part,)) != expected(Told(tuple(said), frozenset({object_id(1)})))

"""Beginning with a plan that is there already: whose words, what follows, and what is refused."""

import asyncio
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keukentafel.app.state.begun import Beginning
from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.sent_plan import bundles, sent_plans
from keukentafel.app.state.workroom import Workroom
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle, make_bundle
from keukentafel.edition.freeze import Edition, copy_for, listing_of
from keukentafel.edition.marks import PartKind
from keukentafel.edition.paper.document import pdf_document
from keukentafel.edition.part import SALT_BYTES, Version, salted
from keukentafel.edition.reader import reading_of
from keukentafel.edition.verdict import Finding
from keukentafel.journal.canonical import LARGEST_INTEGER, canonical, parse_canonical
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role, Speaker
from tests.app.town import JORIS, Town, talk_in, texts

NAME = "mevrouw De Wit"


def given_along(room: Workroom, name: str = NAME) -> tuple[Conversation, Bundle]:
    """A plan that was read back and given along on the first tablet."""
    household = next(one for one, card in room.cards() if card.name == name)
    room.open_household(household)
    talk = talk_in(room)
    # The law's letters are for the municipality, and not in the copy of a resident.
    letter = {"letter": "b", "reason": "Speelt hier niet."}
    talk.say_together("not_relevant", dict(letter), voice=room.worker.speaker)
    talk.face = Face.TABLE
    back = ReadBack(talk, room.vault, room.member, room._house)
    back.choose(AssentState.AGREED)
    assert back.finish(anyway=True), back.wanting
    return talk, bundles(room.vault, household, room._house.schema)[-1]


def beginning(room: Workroom, data: bytes) -> Beginning:
    room.begin_with()
    assert room.beginning is not None
    room.beginning.look_at(data)
    return room.beginning


def said(bundle: Bundle) -> set[tuple[object, ...]]:
    """Every version of every field: which thing, what it says, whose words, whose hand, and when."""
    return {
        (part.object, name, json.dumps(one.value, sort_keys=True), one.voice, one.hand, one.claimed)
        for part in bundle.edition.parts
        for name, versions in part.fields.items()
        for one in versions
    }


def forged(room: Workroom, bundle: Bundle, field: str, one: Version, number: int = 0) -> bytes:
    """The same plan with one thing more in it, well formed and signed, by a device that nobody knows."""
    schema, name = room._house.schema, FieldName(field)
    kind = PartKind(str(room._house.catalogue.field(name).part))
    more = salted(kind, ObjectId(random_id()), {name: (one,)}, b"s" * SALT_BYTES)
    parts = (*bundle.edition.parts, more)
    listings = tuple(listing_of(part, schema.kinds[part.kind]) for part in parts)
    manifest = replace(
        bundle.manifest,
        parts=listings,
        number=number or bundle.manifest.number,
        previous=bundle.manifest.hash if number else bundle.manifest.previous,
    )
    return make_bundle(Edition(manifest, parts), (), Ed25519PrivateKey.generate(), schema)


def on_paper(room: Workroom, bundle: Bundle) -> bytes:
    """The copy of a resident as they keep it: a PDF."""
    copy, house = bundle.copy_for(Sight.RESIDENT), room._house
    reading = reading_of(copy.edition.parts)
    return pdf_document(reading, copy.manifest, copy.assents, house.record.texts, copy.to_bytes())


STRANGER, COLLEAGUE = Speaker(Role.RESIDENT, PersonId("a" * 32)), Speaker(Role.WORKER, PersonId("b" * 32))


def test_another_worker_goes_on_where_the_first_one_was(town: Town) -> None:
    first = town.room()
    talk, bundle = given_along(first)
    second = town.room(JORIS)
    begin = beginning(second, bundle.to_bytes())
    assert begin.bundle is not None
    assert (begin.name, begin.obstacle, begin.is_ours) == (NAME, "", True)
    household = begin.begin()
    assert household == talk.household
    assert household is not None
    second.open_household(household)
    again = talk_in(second)
    again.face = Face.TABLE
    assert again.name == NAME
    assert [one.text.text for one in again.plan.wishes] == [one.text.text for one in talk.plan.wishes]
    assert again.story.assented
    back = ReadBack(again, second.vault, second.member, second._house)
    manifest = back.edition.manifest
    assert (manifest.number, manifest.previous) == (bundle.manifest.number + 1, bundle.manifest.hash)
    followed = Bundle(back.edition, (), bundle.device, b"")
    new = said(followed) - said(bundle)
    assert said(bundle) <= said(followed)
    assert {name for _, name, *_ in new} == {"conversation.started"}
    assert [
        (one.number, one.status) for one in sent_plans(second.vault, household, second._house.schema)
    ] == [(bundle.manifest.number, Status.BEGUN)]
    assert read_card(second.vault.card(household)).status is Status.BEGUN


def test_who_wrote_on_another_tablet_is_a_colleague_and_who_spoke_keeps_their_name(town: Town) -> None:
    _, bundle = given_along(town.room())
    second = town.room(JORIS)
    household = beginning(second, bundle.to_bytes()).begin()
    assert household is not None
    second.open_household(household)
    talk = talk_in(second)
    quote = talk.story.quotes[0].words("text").latest
    assert quote is not None
    assert talk.person(quote.voice).name == NAME
    assert talk.person(quote.hand).name == texts()("begun.colleague")
    assert quote.affirmed


def test_the_story_that_was_somebodys_own_is_still_changed_at_the_table_alone(town: Town) -> None:
    _, bundle = given_along(town.room())
    second = town.room(JORIS)
    household = beginning(second, bundle.to_bytes()).begin()
    assert household is not None
    second.open_household(household)
    talk = talk_in(second)
    quote = talk.story.quotes[0]
    before = quote.words("text").text
    talk.face = Face.WORK
    talk.say("quote.text", "Mevrouw opent haar post niet.", quote.id, quote.words("text").versions[0].voice)
    assert talk.story.quotes[0].words("text").text == before


@pytest.mark.parametrize(
    ("reader", "paper"), [(Sight.RESIDENT, False), (Sight.MUNICIPALITY, False), (Sight.RESIDENT, True)]
)
def test_a_copy_of_one_reader_is_enough_to_begin_with_on_paper_too(
    town: Town, reader: Sight, paper: bool
) -> None:
    first = town.room()
    _, bundle = given_along(first)
    second = town.room(JORIS)
    copy = bundle.copy_for(reader).to_bytes()
    begin = beginning(second, on_paper(first, bundle) if paper else copy)
    assert begin.verdict is not None
    assert begin.verdict.reader is (Sight.RESIDENT if reader is Sight.RESIDENT else None)
    household = begin.begin()
    assert household is not None
    (kept,) = bundles(second.vault, household, second._house.schema)
    assert kept.edition == copy_for(bundle.edition, reader)
    second.open_household(household)
    letters = talk_in(second).dossier.all("not_relevant")
    assert len(letters) == (reader is Sight.MUNICIPALITY)


def test_a_card_is_not_newer_because_it_lies_on_another_tablet(town: Town) -> None:
    _, bundle = given_along(town.room())
    second = town.room(JORIS)
    household = beginning(second, bundle.to_bytes()).begin()
    assert household is not None
    second.open_household(household)
    talk = talk_in(second)
    assert not second.follow_up.card_is_newer(talk)
    talk.face = Face.TABLE
    talk.say("trigger.text", "Een brief met een rode rand")
    assert second.follow_up.card_is_newer(talk)


def test_a_file_in_which_a_word_was_changed_makes_nothing(town: Town) -> None:
    _, bundle = given_along(town.room())
    document = parse_canonical(bundle.to_bytes())
    written = canonical(document).replace(b"Piet deed altijd", b"Piet deed nooit ", 1)
    assert written != bundle.to_bytes()
    second = town.room(JORIS)
    before = second.count()
    begin = beginning(second, written)
    assert begin.obstacle == "bad"
    assert begin.verdict is not None
    assert Finding.BAD in begin.verdict.steps.values()
    assert begin.begin() is None
    assert second.count() == before


def test_a_plan_that_was_only_looked_at_is_not_there_any_more_when_another_household_is(town: Town) -> None:
    _, bundle = given_along(town.room())

    async def go() -> None:
        visit = await town.at_work(JORIS)
        beginning(visit.room, bundle.to_bytes())
        visit.to_new()
        assert visit.room.beginning is None
        beginning(visit.room, bundle.to_bytes())
        visit.begin("meneer Smit")
        assert visit.room.beginning is None

    asyncio.run(go())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"{}", b"\x00" * 4096, b"null"])
def test_what_is_no_plan_is_said_to_be_none(town: Town, data: bytes) -> None:
    room = town.room(JORIS)
    begin = beginning(room, data)
    assert (begin.obstacle, begin.bundle, begin.begin()) == ("bad", None, None)


@pytest.mark.parametrize(
    ("field", "one", "number"),
    [
        ("not_relevant.letter", Version("c", COLLEAGUE, STRANGER, 5), 0),
        ("wish.text", Version("Rust", STRANGER, COLLEAGUE, LARGEST_INTEGER), 0),
        ("conversation.started", Version(LARGEST_INTEGER, COLLEAGUE, COLLEAGUE, 5), 0),
        ("wish.text", Version("Rust", STRANGER, COLLEAGUE, 5), 1_000_000),
    ],
    ids=["a hand that may not", "a clock without end", "a talk without end", "the last number"],
)
def test_what_holds_and_cannot_be_said_again_makes_nothing_and_is_told(
    town: Town, field: str, one: Version, number: int
) -> None:
    _, bundle = given_along(town.room())
    second = town.room(JORIS)
    before = second.count()
    begin = beginning(second, forged(second, bundle, field, one, number))
    assert begin.obstacle == ""
    assert begin.begin() is None
    assert (begin.obstacle, second.count()) == ("unfit", before)
    begin.look_at(bundle.to_bytes())
    assert begin.begin() == bundle.manifest.household
    assert second.count() == before + 1


def test_a_newer_plan_of_a_household_that_is_here_is_laid_beside_what_stands_here(town: Town) -> None:
    first, second = town.room(), town.room(JORIS)
    talk, bundle = given_along(first)
    household = beginning(second, bundle.to_bytes()).begin()
    assert household is not None
    second.open_household(household)
    there = talk_in(second)
    there.face = Face.TABLE
    one, two, three = (agreed.id for agreed in talk.plan.agreements[:3])
    there.say("agreement.what", "Daar veranderd", one)
    there.say("agreement.what", "Daar anders", two)
    there.say("quote.text", "Ik zong gisteren weer.")
    back = ReadBack(there, second.vault, second.member, second._house)
    back.choose(AssentState.AGREED)
    assert back.finish(anyway=True), back.wanting
    newer = bundles(second.vault, household, second._house.schema)[-1]

    talk.say("agreement.what", "Hier anders", two)
    struck = next(thing for thing in talk.dossier.all("agreement") if thing.id == three)
    talk.strike(struck)
    begin = beginning(first, newer.to_bytes())
    assert (begin.obstacle, begin.is_here) == ("", True)
    assert begin.begin() == household
    first.open_household(household)
    here = talk_in(first)
    said = {thing.id: thing.words("what").texts for thing in here.dossier.all("agreement")}
    assert said[one] == ("Daar veranderd",)
    assert set(said[two]) == {"Hier anders", "Daar anders"}
    assert three not in said
    assert "Ik zong gisteren weer." in {quote.words("text").text for quote in here.story.quotes}
    manifest = ReadBack(here, first.vault, first.member, first._house).edition.manifest
    assert (manifest.number, manifest.previous) == (newer.manifest.number + 1, newer.manifest.hash)
    assert beginning(first, newer.to_bytes()).obstacle == "here"
    assert beginning(first, bundle.to_bytes()).obstacle == "here"


def test_a_household_that_is_here_already_is_opened_and_one_that_was_forgotten_stays_so(town: Town) -> None:
    first = town.room()
    talk, bundle = given_along(first)
    assert beginning(first, bundle.to_bytes()).obstacle == "here"
    first.say_farewell()
    assert first.farewell is not None
    first.farewell.forget(town.pin(first._account.id))
    first.forgotten()
    begin = beginning(first, bundle.to_bytes())
    assert begin.obstacle == ""
    assert begin.begin() is None
    assert begin.obstacle == "forgotten"
    assert talk.household not in first.vault.households()

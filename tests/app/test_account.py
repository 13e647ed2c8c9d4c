"""What people hear of the whole account: at the table, at the desk, and a carer alone."""

import asyncio
from typing import NamedTuple

import pytest

from keukentafel.app.spoken import Passage, passages
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.visit import Visit
from keukentafel.dossier.correction import GOES_ALONG, STAYS_HERE, kind_for
from keukentafel.dossier.people import Person
from keukentafel.edition.account import KINDS_AT
from keukentafel.edition.assent import AssentState
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.reader import reading_of
from keukentafel.edition.reading import Reading
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role
from tests.app.town import CATALOGUE, Town, begun, talk_of

NEEDS = "Ik word elke nacht gebeld."


class Told(NamedTuple):
    """A conversation in which something was told at every step."""

    talk: Conversation
    marga: Person


def told(talk: Conversation) -> Told:
    talk.face = Face.TABLE
    talk.say("story.text", "Sinds Piet dood is, is het stil.", talk.only("story"))
    money = talk.say_together("tile", {"kind": "geld", "text": "Ik doe de la maar dicht.", "how": "costs"})
    mind = talk.say_together("tile", {"kind": "hoofd", "how": "so_so"})
    talk.say_together("link", {"one": money, "other": mind})
    talk.say_together("party", {"name": "Humanitas", "what_for": "de post"})
    talk.say_together("pressure", {"what": "De la met post", "weight": "too_heavy"})
    talk.say_together("contact", {"name": "Cor de Boer", "relation": "buurman", "gives": "support"})
    talk.say_together("contact", {"name": "Els", "relation": "koorvriendin"})
    wish = talk.say_together(
        "wish", {"text": "Ik wil weer zingen", "now": "thuis", "year": "Blijft hulp nodig"}
    )
    talk.say_together("agreement", {"wish": wish, "what": "Mee naar het koor", "who": "Els", "quick": "week"})
    talk.say("plan.lead", "mevrouw Jansen", talk.only("plan"))
    by_the_worker(talk, money)
    return Told(talk, marga_tells(talk))


def by_the_worker(talk: Conversation, tile: ObjectId) -> None:
    resident, talk.speaker = talk.speaker, talk.worker
    talk.say_together(
        "bottleneck", {"rule": "Eerst een ontruimingsbrief nodig", "decision": "mag het eerder"}
    )
    talk.face = Face.WORK
    talk.say_together("tag", {"about": tile, "letter": "a"})
    talk.say_together("not_relevant", {"letter": "g", "reason": "geen kosten"})
    talk.speaker = resident


def marga_tells(talk: Conversation) -> Person:
    marga = PersonId(random_id())
    talk.say_together("person", {"name": "Marga", "role": "near", "relation": "dochter"}, ObjectId(marga))
    resident, talk.speaker = talk.speaker, Person(marga, "Marga", Role.NEAR, "dochter")
    talk.say_together("carer", {"needs": NEEDS})
    talk.speaker, talk.face = resident, Face.TABLE
    return next(one for one in talk.voices if one.id == marga)


def words_of(heard: tuple[Passage, ...]) -> str:
    return "\n".join(line.text for passage in heard for line in (*passage.lines,))


def headings(reading: Reading, town: Town) -> list[str]:
    return [one.heading for one in passages(reading, town.house.texts)]


def read_back(town: Town) -> tuple[Told, ReadBack]:
    room = town.room()
    account = told(begun(room))
    room.start_read_back()
    assert room.read_back is not None
    return account, room.read_back


def whole(back: ReadBack, town: Town) -> Reading:
    """What the desk reads, with every yes given."""
    return reading_of(back.edition.parts, titles=town.house.guide.titles)


def test_what_was_told_at_every_step_is_read_back_in_the_order_of_the_account(town: Town) -> None:
    _, back = read_back(town)
    heard = passages(back.reading, town.house.texts)
    assert [one.heading for one in heard] == [
        "Uw verhaal",
        "Wat belangrijk is",
        "Wie er al helpen",
        "Wat druk geeft",
        "Mensen om u heen",
        *(town.house.texts(f"read_back.{name}") for name in ("wishes", "people")),
    ]
    lines = words_of(heard).splitlines()
    for line in (
        "Geld. Hoe het gaat: kost veel kracht.",
        "Ik doe de la maar dicht.",
        "Dit: Geld. Hangt samen met: Mijn hoofd en gevoel.",
        "Humanitas. Waarvoor: de post.",
        "De la met post",
        "Hoe zwaar: te zwaar.",
        "Wat nu lukt: thuis. Over een jaar: Blijft hulp nodig.",
    ):
        assert line in lines
    assert any(line.endswith("Snel geregeld: deze week.") for line in lines)


def test_own_words_stand_by_themselves_with_who_said_them(town: Town) -> None:
    _, back = read_back(town)
    lines = [line for one in passages(back.reading, town.house.texts) for line in one.lines]
    own = next(line for line in lines if line.text == "Ik doe de la maar dicht.")
    assert own.said is not None
    assert own.said.voice_name == "mevrouw Jansen"


def test_neighbours_stand_under_a_cover_name_unless_they_have_an_agreement(town: Town) -> None:
    _, back = read_back(town)
    contacts = next(
        one for one in passages(back.reading, town.house.texts) if one.heading == "Mensen om u heen"
    )
    assert {line.text for line in contacts.lines} == {"buurman.", "Els. Wie het is: koorvriendin."}
    assert "Cor de Boer" not in str([part.content() for part in back.edition.parts])


def test_what_was_held_back_at_the_table_is_not_frozen_and_comes_back_when_that_is_taken_back(
    town: Town,
) -> None:
    room = town.room()
    talk = told(begun(room)).talk
    (quiet,) = talk.dossier.all("pressure")
    (agreed,) = talk.dossier.all("agreement")
    held = talk.say("withheld.about", quiet.id)
    room.start_read_back()
    assert room.read_back is not None
    kept = {part.object for part in room.read_back.edition.parts}
    assert quiet.id not in kept
    assert agreed.id in kept
    assert "De la met post" not in words_of(passages(room.read_back.reading, town.house.texts))
    assert "withheld" not in {part.kind for part in room.read_back.edition.parts}
    talk.strike(next(one for one in talk.dossier.all("withheld") if one.id == held))
    room.start_read_back()
    assert quiet.id in {part.object for part in room.read_back.edition.parts}


def test_rules_and_the_letters_of_the_law_are_for_the_desk_and_not_for_the_table(town: Town) -> None:
    _, back = read_back(town)
    at_the_table = words_of(passages(back.reading, town.house.texts))
    at_the_desk = words_of(passages(whole(back, town), town.house.texts))
    for text in ("ontruimingsbrief", "mag het eerder", "Hoort bij: a", "geen kosten", NEEDS):
        assert text not in at_the_table
        assert text in at_the_desk
    assert "Geld. Hoort bij: a: wat iemand nodig heeft en zelf wil." in at_the_desk


def test_every_place_of_the_account_has_a_heading_or_a_passage_of_its_own(town: Town) -> None:
    spoken = {f"account.{place}" for place in KINDS_AT} & town.house.texts.messages.keys()
    assert len(spoken) == 25


# ── A carer ──────────────────────────────────────────────────────────────────────────────────────────────


async def at_the_table(town: Town) -> tuple[Visit, ReadBack, Person]:
    visit = await town.at_work()
    visit.begin("mevrouw Jansen")
    visit.to_table(Screen.STORY)
    marga = told(talk_of(visit)).marga
    visit.to_table(Screen.READ_BACK)
    assert visit.read_back is not None
    visit.read_back.choose(AssentState.SEEN_ONLY)
    return visit, visit.read_back, marga


def own_words(back: ReadBack, town: Town) -> str:
    return words_of(passages(back.own_part, town.house.texts)) if back.own_part else ""


def delivered(back: ReadBack) -> Bundle:
    assert back.delivered is not None
    return back.delivered.bundle


def test_a_carer_reads_their_own_part_alone_before_a_yes_takes_it_along(town: Town) -> None:
    async def scene() -> None:
        visit, back, marga = await at_the_table(town)
        assert own_words(back, town) == ""
        back.choose_person(marga)
        assert NEEDS in own_words(back, town)
        assert back.own_part is not None
        assert [one.voice_name for field in back.own_part.blocks[0].fields for one in field.sayings] == [
            "Marga"
        ]
        back.choose(AssentState.AGREED)
        visit.finish_plan(anyway=True)
        assert (back.wanting, [one.name for one in back.unread]) == ("own_part", ["Marga"])
        back.open_own_part()
        visit.finish_plan(anyway=True)
        assert NEEDS in delivered(back).to_bytes().decode()
        assert NEEDS not in delivered(back).copy_for(Sight.RESIDENT).to_bytes().decode()

    asyncio.run(scene())


def test_an_own_part_is_shut_again_when_somebody_else_is_asked(town: Town) -> None:
    async def scene() -> None:
        _, back, marga = await at_the_table(town)
        resident = back.person
        back.choose_person(marga)
        back.open_own_part()
        back.choose_person(resident)
        assert (back.own_part, back.own_part_open) == (None, False)
        back.choose_person(marga)
        assert not back.own_part_open

    asyncio.run(scene())


def test_what_a_carer_says_is_not_right_goes_no_further_than_what_they_told() -> None:
    kinds = {
        name: kind_for(CATALOGUE.field(FieldName(name)))
        for name in ("carer.needs", "tile.text", "tag.letter")
    }
    assert kinds == {"carer.needs": STAYS_HERE, "tile.text": GOES_ALONG, "tag.letter": GOES_ALONG}


@pytest.mark.parametrize("state", [None, AssentState.NOT_AGREED, AssentState.SEEN_ONLY])
def test_without_the_carers_yes_the_plan_goes_and_their_words_do_not(
    town: Town, state: AssentState | None
) -> None:
    async def scene() -> None:
        visit, back, marga = await at_the_table(town)
        if state is not None:
            back.choose_person(marga)
            back.choose(state)
        visit.finish_plan(anyway=True)
        assert visit.screen is Screen.SENT
        assert NEEDS not in delivered(back).to_bytes().decode()

    asyncio.run(scene())

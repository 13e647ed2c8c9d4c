"""People around somebody at the table, and the sheet of a carer that nobody else's table shows."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.saved import Saving
from keukentafel.app.state.screens import AT_THE_TABLE, Screen
from keukentafel.app.state.visit import Visit
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.network import Ring
from keukentafel.dossier.people import Person
from keukentafel.journal.names import ObjectId
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Face, Role
from tests.app.town import SAMIRA, Town, begun, standing, talk_of

CANARY = "Ik heb mij al twee keer ziek gemeld"


def in_a_loop(test: Callable[[Town], Coroutine[None, None, None]]) -> Callable[[Town], None]:
    """Run a test in an event loop of its own, as a browser session has."""

    @wraps(test)
    def run(town: Town) -> None:
        asyncio.run(test(town))

    return run


def with_marga(room: Workroom) -> tuple[Conversation, Person]:
    talk = begun(room, "mevrouw De Wit")
    talk.face = Face.TABLE
    talk.say_together("person", {"name": "Marga", "role": Role.NEAR.value, "relation": "dochter"})
    return talk, next(one for one in talk.voices if one.name == "Marga")


async def visit_with_marga(town: Town) -> tuple[Visit, Conversation, Person]:
    visit = await town.at_work()
    _, marga = with_marga(visit.room)
    visit.show(Screen.HOUSEHOLD)
    return visit, talk_of(visit), marga


def write_apart(visit: Visit, name: str, words: str) -> ObjectId:
    assert visit.apart is not None
    box = visit.apart.box(visit.apart.things[-1], name)
    boxes = talk_of(visit).boxes
    boxes.typed(box, words)
    assert boxes.leave(box)
    return box.object


def one(entries: list[Entry]) -> Entry:
    assert len(entries) == 1
    return entries[0]


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────


def test_moving_somebody_keeps_them_on_the_other_ring(town: Town) -> None:
    talk = begun(town.room())
    talk.face = Face.TABLE
    cor = talk.say_together("contact", {"name": "Cor", "ring": "close"})
    talk.say("contact.ring", "far", cor)
    assert [(who.name, who.ring) for who in talk.network] == [("Cor", Ring.FAR)]


def test_each_resident_answers_for_themselves_who_may_read_along(town: Town) -> None:
    room = town.room()
    talk = begun(room, "Kim")
    talk.face = Face.TABLE
    talk.say_together("person", {"name": "Sem", "role": Role.RESIDENT.value})
    kim, sem = talk.voices
    riet = talk.say_together("contact", {"name": "oma Riet"})
    for speaker, answer in ((kim, "yes"), (sem, "yes"), (kim, "no"), (sem, "yes")):
        talk.speaker = speaker
        talk.answer("contact.reads_along", answer, riet)
    assert talk.saved.saving is Saving.SAVED
    (who,) = talk.network
    assert who.reads_along == {kim.id: False, sem.id: True}
    assert not who.may_read


def test_who_is_taken_away_is_kept_crossed_out(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    thing = talk.say_together("contact", {"name": "Cor", "ring": "close"})
    talk.answer("contact.reads_along", "yes", thing)
    talk.strike(talk.network[0].thing)
    assert talk.network == ()
    assert one(standing(room, talk, "contact.name")).signed.operation.act.value == "strike"


# ── Apart ────────────────────────────────────────────────────────────────────────────────────────────────


@in_a_loop
async def test_what_a_carer_tells_lies_in_the_carers_own_compartment_in_the_carers_voice(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    visit.to_carers()
    visit.speak_apart(marga)
    write_apart(visit, "words", CANARY)
    operation = one(standing(visit.room, talk, "carer.words")).signed.operation
    assert (operation.voice.who, operation.voice.role) == (marga.id, Role.NEAR)
    assert operation.hand.who == visit.room.worker.id
    assert operation.compartment == visit.room.vault.compartment(talk.household, "person", marga.id)
    assert standing(visit.room, talk, "quote.text") == []


@in_a_loop
async def test_on_no_table_screen_the_dossier_holds_what_a_carer_told_apart(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    visit.to_carers()
    visit.speak_apart(marga)
    write_apart(visit, "needs", CANARY)
    visit.leave_apart()
    assert visit.screen is Screen.BACK_TO_WORK
    for screen in [*AT_THE_TABLE, Screen.LISTEN]:
        visit.show(screen)
        assert CANARY not in str(talk.dossier)
        assert talk.dossier.all("carer") == ()
        assert talk.carers == ()
    visit.show(Screen.HOUSEHOLD)
    assert [person.name for person in talk.carers] == ["Marga"]


@in_a_loop
async def test_leaving_the_sheet_gives_the_table_back_as_it_was(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    resident, worker = talk.speaker, talk.writer
    visit.to_carers()
    assert talk.speaker == worker
    visit.speak_apart(marga)
    assert (talk.speaker, talk.writer) == (marga, worker)
    assert visit.room.vault.is_narrow
    visit.leave_apart()
    assert visit.apart is None
    assert (talk.speaker, talk.writer) == (resident, worker)


@in_a_loop
async def test_begun_at_the_table_the_sheet_is_empty_and_reads_nothing_back(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    visit.to_carers()
    visit.speak_apart(marga)
    before = write_apart(visit, "needs", CANARY)
    visit.to_table(Screen.PEOPLE)
    talk.writer = talk.speaker = marga
    visit.speak_apart(marga)
    assert visit.apart is not None
    assert visit.apart.told_before
    assert before not in visit.apart.things
    assert all(visit.apart.box(thing, "needs").text == "" for thing in visit.apart.things)
    again = write_apart(visit, "needs", "Een nacht slapen.")
    assert visit.apart.box(again, "needs").text == "Een nacht slapen."
    visit.leave_apart()
    assert visit.screen is Screen.SHEETS
    visit.speak_apart(marga)
    assert visit.apart is not None
    assert again not in visit.apart.things


@in_a_loop
async def test_laid_down_by_the_worker_the_sheet_holds_all_that_was_told(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    visit.to_table(Screen.PEOPLE)
    talk.writer = talk.speaker = marga
    visit.speak_apart(marga)
    told = write_apart(visit, "needs", "Een nacht slapen.")
    assert one(standing(visit.room, talk, "carer.needs")).signed.operation.hand.who == marga.id
    visit.leave_apart()
    await visit.back_to_work(town.pin(SAMIRA))
    visit.to_carers()
    visit.speak_apart(marga)
    assert visit.apart is not None
    assert visit.apart.things == (told,)
    assert visit.apart.box(told, "needs").text == "Een nacht slapen."


@in_a_loop
async def test_half_a_sentence_that_a_lock_left_is_kept_and_shows_on_no_table(town: Town) -> None:
    visit, talk, marga = await visit_with_marga(town)
    household = talk.household
    visit.to_table(Screen.PEOPLE)
    visit.speak_apart(marga)
    assert visit.apart is not None
    talk.boxes.typed(visit.apart.box(visit.apart.things[-1], "words"), CANARY)
    visit.lock()
    await visit.unlock(town.pin(SAMIRA))
    visit.open_household(household)
    visit.to_table(Screen.PEOPLE)
    again = talk_of(visit)
    visit.speak_apart(next(person for person in again.voices if person.name == "Marga"))
    assert visit.apart is not None
    assert all(visit.apart.box(thing, "words").text == "" for thing in visit.apart.things)
    said = one(standing(visit.room, again, "carer.words"))
    assert said.value is not None
    assert said.value.content == CANARY


@in_a_loop
async def test_a_curtain_that_falls_over_the_sheet_puts_it_away(town: Town) -> None:
    visit, _, marga = await visit_with_marga(town)
    visit.to_carers()
    visit.speak_apart(marga)
    visit.draw_curtain()
    visit.lift_curtain()
    assert visit.screen is Screen.BACK_TO_WORK
    assert visit.apart is None


@in_a_loop
async def test_somebody_near_who_is_added_apart_is_named_by_the_worker(town: Town) -> None:
    visit, talk, _ = await visit_with_marga(town)
    visit.to_carers()
    slot = "near"
    box = talk.boxes.box(
        "person.name", talk.boxes.fresh(slot), slot=slot, together={"person.role": Role.NEAR.value}
    )
    talk.boxes.typed(box, "Rob")
    assert talk.boxes.leave(box)
    rob = next(person for person in talk.voices if person.name == "Rob")
    assert rob.role is Role.NEAR
    said = [one for one in standing(visit.room, talk, "person.name") if one.signed.operation.object == rob.id]
    assert one(said).signed.operation.voice.who == visit.room.worker.id

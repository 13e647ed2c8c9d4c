"""The own sheet of somebody young: nothing of it shows anywhere until they share it."""

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.own_sheet import OwnSheet
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.screens import AT_THE_TABLE, Screen
from keukentafel.app.state.visit import Visit
from keukentafel.dossier.people import Person
from keukentafel.dossier.sharing import House, With
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Face, Role
from tests.app.test_people import in_a_loop, one
from tests.app.town import SAMIRA, Town, begun, standing, talk_of

CANARY = "Boze stemmen op de trap"
SHARED = "Ik bouw een spel"


async def visit_with_sem(town: Town, young: str = "12") -> tuple[Visit, Conversation, Person]:
    visit = await town.at_work()
    talk = begun(visit.room, "Kim")
    talk.face = Face.WORK
    talk.say_together("person", {"name": "Sem", "role": Role.RESIDENT.value, "young": young})
    visit.show(Screen.HOUSEHOLD)
    return visit, talk_of(visit), next(each for each in talk.voices if each.name == "Sem")


def lay(visit: Visit, sem: Person, *, at_the_table: bool = False) -> OwnSheet:
    if at_the_table:
        visit.to_table(Screen.SHEETS)
    else:
        visit.to_carers()
    visit.to_own_sheet(sem)
    assert visit.own_sheet is not None
    return visit.own_sheet


def write(visit: Visit, house: House, words: str) -> ObjectId:
    assert visit.own_sheet is not None
    box = visit.own_sheet.box(house)
    talk_of(visit).boxes.typed(box, words)
    visit.own_sheet.write(house)
    return box.object


def share(visit: Visit, card: ObjectId, whom: With | None) -> None:
    assert visit.own_sheet is not None
    own = visit.own_sheet
    own.share(next(each for house in House for each in own.cards(house) if each.id == card), whom)


def lies_there(own: OwnSheet) -> set[str]:
    return {card.words.text for house in House for card in own.cards(house)}


@in_a_loop
async def test_what_a_child_writes_lies_in_its_own_compartment_by_its_own_hand(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    lay(visit, sem)
    write(visit, House.HARD, CANARY)
    for field in ("own_card.text", "own_card.house"):
        said = one(standing(visit.room, talk, field)).signed.operation
        assert (said.voice.who, said.hand.who) == (sem.id, sem.id)
        assert said.compartment == visit.room.vault.compartment(talk.household, "person", sem.id)


@in_a_loop
async def test_what_is_not_shared_is_on_no_screen_in_no_search_and_in_no_edition(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    lay(visit, sem)
    write(visit, House.HARD, CANARY)
    visit.leave_apart()
    assert visit.screen is Screen.BACK_TO_WORK
    for screen in [*AT_THE_TABLE, Screen.LISTEN, Screen.HOUSEHOLD, Screen.CARERS, Screen.LAW]:
        visit.show(screen)
        assert CANARY not in str(talk.dossier)
        assert talk.shared_by(sem) == ()
    await visit.back_to_work(town.pin(SAMIRA))
    assert visit.room.vault.search(visit.house.catalogue).find("stemmen", 5).total == 0
    talk.say("quote.text", "Ik werk in de nacht.")
    visit.to_table(Screen.READ_BACK)
    assert isinstance(visit.read_back, ReadBack)
    assert CANARY not in str(visit.read_back.edition)


@in_a_loop
async def test_a_parent_who_opens_the_sheet_reads_only_what_the_child_shares_with_the_table(
    town: Town,
) -> None:
    visit, _, sem = await visit_with_sem(town)
    lay(visit, sem)
    write(visit, House.HARD, CANARY)
    for_the_worker = write(visit, House.WANT, "Een stille plek")
    for_all = write(visit, House.GOOD, SHARED)
    share(visit, for_the_worker, With.WORKER)
    share(visit, for_all, With.TABLE)
    visit.leave_apart()
    own = lay(visit, sem, at_the_table=True)
    assert lies_there(own) == {SHARED}
    assert own.wrote_before
    visit.leave_apart()
    assert visit.screen is Screen.SHEETS


@in_a_loop
async def test_what_is_written_at_the_table_is_put_away_with_the_sheet(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    own = lay(visit, sem, at_the_table=True)
    write(visit, House.HARD, CANARY)
    assert lies_there(own) == {CANARY}
    visit.leave_apart()
    assert lies_there(lay(visit, sem, at_the_table=True)) == set()
    visit.leave_apart()
    await visit.back_to_work(town.pin(SAMIRA))
    assert lies_there(lay(visit, sem)) == {CANARY}
    assert len(talk.own_cards(sem)) == 1


@in_a_loop
async def test_the_worker_sees_what_is_shared_with_the_worker_and_the_table_does_not(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    lay(visit, sem)
    share(visit, write(visit, House.HARD, CANARY), With.WORKER)
    visit.leave_apart()
    assert talk.shared_by(sem) == ()
    visit.show(Screen.CARERS)
    assert [each.words.text for each in talk.shared_by(sem)] == [CANARY]


@in_a_loop
async def test_sharing_is_changed_and_taken_back_by_the_child_alone(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    lay(visit, sem)
    card = write(visit, House.GOOD, SHARED)
    for whom in (With.TABLE, With.WORKER, None, With.TABLE):
        share(visit, card, whom)
        assert [each.shared for each in talk.own_cards(sem)] == [whom]
    voices = {each.signed.operation.voice.who for each in standing(visit.room, talk, "shared.with")}
    assert voices == {sem.id}
    assert visit.own_sheet is not None
    visit.own_sheet.take_away(talk.own_cards(sem)[0])
    assert talk.own_cards(sem) == ()


@in_a_loop
async def test_half_a_card_that_a_lock_left_stays_the_childs_and_shows_on_no_table(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    household, kim = talk.household, talk.speaker
    own = lay(visit, sem)
    talk.boxes.typed(own.box(House.HARD), CANARY)
    visit.lock()
    await visit.unlock(town.pin(SAMIRA))
    visit.open_household(household)
    again = talk_of(visit)
    assert again.speaker.id == kim.id
    own = lay(visit, next(each for each in again.voices if each.name == "Sem"), at_the_table=True)
    assert own.box(House.HARD).text == ""
    assert lies_there(own) == set()
    for field in ("own_card.text", "own_card.house"):
        assert one(standing(visit.room, again, field)).signed.operation.voice.who == sem.id


@in_a_loop
async def test_a_curtain_that_falls_over_the_sheet_puts_it_away(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    speaker = talk.speaker
    lay(visit, sem)
    assert (talk.speaker, talk.writer) == (sem, sem)
    visit.draw_curtain()
    visit.lift_curtain()
    assert visit.own_sheet is None
    assert visit.screen is Screen.BACK_TO_WORK
    assert talk.speaker == speaker


@in_a_loop
async def test_who_is_grown_up_has_no_such_sheet(town: Town) -> None:
    visit, talk, sem = await visit_with_sem(town)
    assert [each.name for each in talk.young] == ["Sem"]
    talk.say_together("person", {"young": "0"}, ObjectId(sem.id))
    assert talk.young == ()
    talk.say_together("person", {"young": None}, ObjectId(sem.id))
    assert talk.young == ()
    assert visit.screen is Screen.HOUSEHOLD

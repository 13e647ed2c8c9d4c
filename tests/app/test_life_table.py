"""The life map on the table: who opens a tile, what is left alone, and what is laid together."""

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.life_table import LifeTable
from keukentafel.app.state.workroom import Workroom
from keukentafel.dossier.life import How, Tile
from keukentafel.journal.speaker import Act, Face, Role
from tests.app.town import Town, begun, reopened, standing, talk_in

WHY = "De huur is al twee maanden niet betaald."


def at_the_table(town: Town) -> tuple[Workroom, Conversation, LifeTable]:
    room = town.room()
    talk = begun(room)
    talk.face = Face.TABLE
    return room, talk, LifeTable(talk)


def chosen(table: LifeTable, *kinds: str) -> list[Tile]:
    found = [table.choose(kind) for kind in kinds]
    return [one for one in found if one is not None]


def kinds(table: LifeTable) -> list[str]:
    return [one.kind for one in table.map.tiles]


def test_a_tile_that_the_resident_chooses_is_open_without_a_reason(town: Town) -> None:
    room, talk, table = at_the_table(town)
    (home,) = chosen(table, "wonen")
    assert not home.by_worker
    (entry,) = standing(room, talk, "tile.kind")
    assert entry.signed.operation.voice == talk.speaker.speaker
    assert table.choose("wonen") == home
    assert len(standing(room, talk, "tile.kind")) == 1


def test_a_tile_that_the_worker_opens_is_not_there_before_the_reason_is(town: Town) -> None:
    room, talk, table = at_the_table(town)
    assert table.worker_writes
    assert table.open_with_reason("geld") is None
    box = table.why_box("geld")
    box.text, box.dirty = "   ", True
    assert table.open_with_reason("geld") is None
    assert kinds(table) == []
    box = table.why_box("geld")
    box.text, box.dirty = WHY, True
    opened = table.open_with_reason("geld")
    assert opened is not None
    assert opened.by_worker
    assert opened.why_needed.text == WHY
    (entry,) = standing(room, talk, "tile.why_needed")
    assert entry.signed.operation.voice == room.worker.speaker
    (own,) = (one.id for one in room.vault.compartments(talk.household) if one.person == talk.speaker.id)
    assert entry.signed.operation.compartment == own


def test_a_reason_that_was_half_written_waits_where_it_was(town: Town) -> None:
    room, talk, table = at_the_table(town)
    box = table.why_box("geld")
    box.text, box.dirty = "De huur is al", True
    talk.boxes.keep()
    _, again = reopened(town, room)
    again.face = Face.TABLE
    table = LifeTable(again)
    assert kinds(table) == []
    assert table.why_box("geld").text == "De huur is al"
    assert table.why_box("wonen").text == ""
    opened = table.open_with_reason("geld")
    assert opened is not None
    assert (opened.kind, opened.why_needed.text) == ("geld", "De huur is al")


def test_how_it_goes_may_change(town: Town) -> None:
    room, talk, table = at_the_table(town)
    (home,) = chosen(table, "wonen")
    table.goes(home, How.WELL)
    table.goes(home, How.COSTS)
    assert [one.how for one in table.map.tiles] == [How.COSTS]
    assert len(standing(room, talk, "tile.how")) == 1


def test_a_tile_that_is_laid_back_takes_its_links_along_and_opens_empty(town: Town) -> None:
    room, talk, table = at_the_table(town)
    home, money, post = chosen(table, "wonen", "geld", "post")
    table.goes(money, How.COSTS)
    table.join(home, money)
    table.join(home, post)
    table.put_back(money)
    assert kinds(table) == ["wonen", "post"]
    assert len(table.map.links) == 1
    acts = {one.signed.operation.act for one in standing(room, talk, "tile.how")}
    assert acts == {Act.STRIKE}
    (again,) = chosen(table, "geld")
    assert (again.how, again.id != money.id) == (None, True)
    assert len(table.map.links) == 1


def test_what_was_just_typed_counts_as_words_on_a_tile(town: Town) -> None:
    _, talk, table = at_the_table(town)
    (home,) = chosen(table, "wonen")
    assert not table.holds_words(home)
    box = talk.boxes.box("tile.text", home.id)
    box.text, box.dirty = "Ik wil hier niet weg.", True
    assert table.holds_words(home)
    assert [one.text.text for one in table.map.tiles] == ["Ik wil hier niet weg."]


def test_what_somebody_would_rather_leave_is_not_opened_until_they_want_to(town: Town) -> None:
    room, talk, table = at_the_table(town)
    home, head = chosen(table, "wonen", "hoofd")
    table.join(home, head)
    talk.say("tile.text", "Daar praat ik niet graag over.", head.id)
    table.rather_not("hoofd")
    assert kinds(table) == ["wonen"]
    assert set(table.map.rather_not) == {"hoofd"}
    acts = {one.signed.operation.act for one in standing(room, talk, "tile.text")}
    assert acts == {Act.STRIKE}
    assert table.choose("hoofd") is None
    _, again = reopened(town, room)
    again.face = Face.TABLE
    table = LifeTable(again)
    assert set(table.map.rather_not) == {"hoofd"}
    opened = table.talk_after_all("hoofd")
    assert opened is not None
    assert not opened.by_worker
    assert not table.map.rather_not


def test_two_tiles_are_laid_together_once_and_taken_apart(town: Town) -> None:
    _, talk, table = at_the_table(town)
    home, money = chosen(table, "wonen", "geld")
    box = table.link_box(home, money)
    box.text, box.dirty = "Zonder geld geen huis.", True
    table.join(home, money)
    table.join(money, home)
    (link,) = table.map.links
    assert link.text.text == "Zonder geld geen huis."
    assert [len(one) for one in table.map.clusters] == [2]
    table.take_apart(link)
    assert not table.map.links
    table.join(home, money)
    assert [one.text.text for one in table.map.links] == [""]
    assert talk.boxes.waiting is False


def test_a_link_that_was_half_written_waits_with_its_two_tiles(town: Town) -> None:
    room, talk, table = at_the_table(town)
    home, money, _ = chosen(table, "wonen", "geld", "post")
    assert table.half_joined() is None
    box = table.link_box(money, home)
    box.text, box.dirty = "Zonder geld", True
    talk.boxes.keep()
    _, again = reopened(town, room)
    again.face = Face.TABLE
    table = LifeTable(again)
    waiting = table.half_joined()
    assert waiting is not None
    assert {tile.kind for tile in waiting} == {"wonen", "geld"}
    table.join(*waiting)
    assert [one.text.text for one in table.map.links] == ["Zonder geld"]


def test_everybody_has_a_map_of_their_own_in_their_own_compartment(town: Town) -> None:
    room = town.room()
    bakker = next(household for household, card in room.cards() if card.name == "gezin Bakker")
    room.open_household(bakker)
    talk = talk_in(room)
    talk.face = Face.TABLE
    kim, sem = (next(one for one in talk.voices if one.name == name) for name in ("Kim", "Sem"))
    table = LifeTable(talk)
    table.lay(kim)
    before = kinds(table)
    table.choose("hoofd")
    table.lay(sem)
    assert "hoofd" not in kinds(table)
    table.choose("dag")
    assert talk.writer.role is Role.WORKER
    talk.writer = sem
    table.lay(kim)
    assert talk.writer == kim
    assert kinds(table) == [*before, "hoofd"]
    owners = {one.id: one.person for one in room.vault.compartments(bakker)}
    where = {owners[one.signed.operation.compartment] for one in standing(room, talk, "tile.kind")}
    assert where >= {kim.id, sem.id}

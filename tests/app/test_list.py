"""The list of households: in pages, and what is due whichever page it is on."""

from datetime import date

from keukentafel.app.state.card import Card, Phase, Status
from keukentafel.app.state.workroom import PAGE, Workroom
from keukentafel.journal.names import HouseholdId
from tests.app.town import Town

TODAY = date(2026, 11, 21)


def household(room: Workroom, name: str, next_date: str = "", status: Status = Status.AGREED) -> HouseholdId:
    made = room.vault.new_household()
    card = Card(name=name, phase=Phase.RUNNING, status=status, next_date=next_date)
    room.vault.put_card(made, card.written())
    return made


def test_what_is_due_is_shown_also_when_its_household_is_pages_away(town: Town) -> None:
    room = town.room()
    due = household(room, "mevrouw Jansen", "2026-11-20")
    household(room, "meneer Smit", "2026-11-22")
    household(room, "gezin Kaya", "2026-11-19", Status.TABLET)
    for number in range(2 * PAGE):
        household(room, f"huishouden {number}")
    assert due not in dict(room.cards())
    assert [one for one, _ in room.due(TODAY)] == [due]
    assert [card.name for _, card in room.due(date(2026, 11, 22))] == ["mevrouw Jansen", "meneer Smit"]
    room.close()


def test_turning_pages_shows_every_household_once_and_stops_at_the_ends(town: Town) -> None:
    room = town.room()
    for number in range(2 * PAGE):
        household(room, f"huishouden {number}")
    seen: list[HouseholdId] = []
    room.turn_page(-1)
    while page := [one for one, _ in room.cards()]:
        seen += page
        before = room.page
        room.turn_page(1)
        if room.page == before:
            break
    assert len(seen) == len(set(seen)) == room.count() > 2 * PAGE
    room.close()


def test_everything_that_today_shows_comes_from_one_reading_of_the_cards(town: Town) -> None:
    room = town.room()
    due = household(room, "mevrouw Jansen", "2026-11-20")
    listing = room.listing()
    later = household(room, "meneer Smit", "2026-11-19")
    assert [one for one, _ in listing.due(TODAY)] == [due]
    assert later not in dict(listing.every)
    assert [one for one, _ in room.listing().due(TODAY)] == [later, due]
    assert room.listing().shown == room.cards()
    room.turn_page(1)
    assert room.listing().shown == room.cards()
    room.close()

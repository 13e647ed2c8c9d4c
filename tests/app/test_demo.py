"""The demo is made once, whole or not at all, and says what it is."""

import json
import shutil
from pathlib import Path

import pytest

from keukentafel.app.demo.prepare import ACCOUNTS, VAULTS, read_demo, read_household
from keukentafel.app.house import AccountsMistake, Post, read_accounts
from keukentafel.app.state.card import read_card
from keukentafel.dossier.aftercare import aftercare
from keukentafel.dossier.budget import budget
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.ground_rules import agreed_to_all
from keukentafel.dossier.ladder import ladders
from keukentafel.dossier.party import without_place
from keukentafel.dossier.people import residents
from keukentafel.dossier.plan import HowMany, plan
from keukentafel.dossier.visits import visits
from keukentafel.dossier.weighing import weighings
from keukentafel.vault.mistakes import WrongPin
from tests.app.town import ANKE, SAMIRA, Town, maker


def test_the_demo_is_made_once_and_never_twice(made: Path) -> None:
    files = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert not maker(made).make_once()
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == files


def test_vaults_without_their_list_are_refused_and_left_alone(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made, home)
    (home / ACCOUNTS).unlink()
    files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert not maker(home).make_once()
    with pytest.raises(AccountsMistake):
        read_accounts(home, {})
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == files


def test_a_start_that_was_broken_off_half_way_starts_over(tmp_path: Path) -> None:
    remains = tmp_path / f"{VAULTS}.unfinished" / "half-a-vault"
    remains.mkdir(parents=True)
    (remains / "vault.sqlite3").write_bytes(b"half")
    assert maker(tmp_path).make_once()
    assert not remains.exists()
    assert not list(tmp_path.rglob("*.unfinished"))
    room = Town(tmp_path).room()
    assert room.count() == len(read_demo().households[SAMIRA])
    room.close()


def test_every_vault_is_marked_demo_and_opens_with_its_own_pin_only(town: Town) -> None:
    assert json.loads((town.home / ACCOUNTS).read_text("utf-8"))["demo"] is True
    for account in town.house.accounts:
        locked = town.house.vault_of(account)
        assert locked.is_demo
        locked.unlock(town.pin(account.id)).lock()
        with pytest.raises(WrongPin):
            locked.unlock(town.pin(SAMIRA if account.id == ANKE else ANKE))


def test_every_household_of_the_demo_reads_and_its_card_says_the_same(tmp_path: Path) -> None:
    maker(tmp_path, read_household).make_once()
    town = Town(tmp_path)
    for account in town.house.accounts:
        room = town.room(account.id)
        cards = room.cards()
        assert len(cards) == len(read_demo().households.get(account.id, ()))
        for household, card in cards:
            dossier = read_dossier(household, room.vault.entries(household))
            assert residents(dossier)
            assert card.name == dossier.name != ""
            assert read_card(room.vault.card(household)) == card
        assert (room.desk is not None) is (account.post is Post.SUPERVISOR)
        assert room.vault.check() == ()
        room.close()


def test_a_household_with_a_plan_is_told_to_the_end_of_it(tmp_path: Path) -> None:
    told = _told(tmp_path)
    assert [name for name, one in told.items() if not plan(one).agreements] == ["Hans van Rooij"]
    del told["Hans van Rooij"]
    for name, one in told.items():
        found = plan(one)
        assert (found.leads, found.key_people) == (HowMany.ONE, HowMany.ONE), name
        assert (found.without_reason, without_place(one), visits(one).over) == ((), (), 0), name
        assert all(wish.agreements for wish in found.wishes), name
        assert all(agreement.stream for agreement in found.agreements), name
        assert all(ladder.begun for ladder in ladders(one)), name
        assert [weighed.missing for weighed in weighings(one)] == [()] * len(found.wishes), name
    # Housing is left for the people at the table, who see what "klaar" still asks.
    open_ones = {name: aftercare(one).missing for name, one in told.items() if aftercare(one).missing}
    assert open_ones == {"mevrouw De Wit": ("housing",)}


def test_of_nine_parties_two_come_by_each_week_for_less_than_half_of_what_it_cost(tmp_path: Path) -> None:
    bakker = _told(tmp_path)["gezin Bakker"]
    assert (visits(bakker).a_week, visits(bakker).most) == (2, 2)
    assert (budget(bakker).before.cents, budget(bakker).after.cents) == (41_000_00, 19_500_00)
    assert (len(bakker.all("party")), len(agreed_to_all(bakker))) == (9, 6)


def _told(home: Path) -> dict[str, Dossier]:
    """The households of Samira, as the demo tells them."""
    maker(home, read_household).make_once()
    room = Town(home).room()
    found = {card.name: read_dossier(one, room.vault.entries(one)) for one, card in room.cards()}
    room.close()
    return found

"""The demo is made once, whole or not at all, and says what it is."""

import json
import shutil
from pathlib import Path

import pytest

from keukentafel.app.demo.prepare import ACCOUNTS, VAULTS, read_demo, read_household
from keukentafel.app.house import AccountsMistake, Post, read_accounts
from keukentafel.app.state.card import read_card
from keukentafel.dossier.dossier import read_dossier
from keukentafel.dossier.people import residents
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

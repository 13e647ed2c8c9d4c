"""The tablet itself: another PIN, ways of recovery, a backup, looking it over, and what was done on it."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.app.demo.prepare import RECOVERY_KEY
from keukentafel.app.downloads import Download, Downloads
from keukentafel.app.state.question import Question
from keukentafel.app.state.screens import Screen
from keukentafel.app.state.tablet import BACKUP_NAME, PAGE_NAME, SHEET_NAME, Tablet
from keukentafel.app.state.trail_page import LINES
from keukentafel.app.state.workroom import Workroom
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.inspection import FindingKind
from keukentafel.vault.mistakes import WrongCode, WrongPin
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.slots import Way
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import LockedVault
from tests.app.town import DEMO, SAMIRA, Town, begun, talk_in
from tests.edition.test_paper import streams_in
from tests.vault.material import CHEAP

BROWSER, FRESH = "a browser", "836251"
BAKKER = "gezin Bakker"


@dataclass
class Desk:
    """The town with somewhere to fetch a file, and Samira's room in it."""

    town: Town
    downloads: Downloads = field(default_factory=Downloads)
    room: Workroom = field(init=False)

    def __post_init__(self) -> None:
        self.town.house = replace(self.town.house, downloads=self.downloads)
        self.room = self.town.room()

    @property
    def tablet(self) -> Tablet:
        return self.room.tablet

    @property
    def pin(self) -> str:
        return self.town.pin(SAMIRA)

    @property
    def folder(self) -> Path:
        return self.town.account(SAMIRA).folder

    def locked(self) -> LockedVault:
        return self.town.house.vault_of(self.town.account(SAMIRA))

    def reopened(self) -> Tablet:
        self.room.close()
        self.room = self.town.room()
        return self.tablet

    def fetched(self, path: str | None) -> Download:
        assert path is not None
        download = self.downloads.take(BROWSER, path)
        assert download is not None
        assert self.downloads.take(BROWSER, path) is None
        return download

    def tamper(self, statement: str, *values: object) -> None:
        """Change the file of the vault while it is locked, as somebody who has the disk."""
        self.room.close()
        with closing(sqlite3.connect(self.folder / FILE_NAME, isolation_level=None)) as connection:
            assert connection.execute(statement, values).rowcount > 0
        self.room = self.town.room()

    def household(self, name: str) -> HouseholdId:
        return next(household for household, card in self.room.cards() if card.name == name)


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def code_of(tablet: Tablet) -> RecoveryCode:
    assert tablet.code is not None
    return tablet.code


def test_another_pin_counts_at_once_and_is_asked_the_old_one(town: Town) -> None:
    async def scene() -> None:
        visit = await town.at_work()
        tablet = visit.room.tablet

        def change(pin: str) -> None:
            tablet.change_pin(pin, FRESH)

        visit.ask(Question("new_pin", change, Screen.TABLET, lambda: visit.show(Screen.TABLET)))
        await visit.answer("000000")
        assert visit.screen is Screen.CONFIRM
        await visit.answer(town.pin(SAMIRA))
        assert visit.screen is Screen.TABLET
        visit.lock()
        await visit.unlock(town.pin(SAMIRA))
        assert not visit.is_open
        await visit.unlock(FRESH)
        assert visit.is_open

    asyncio.run(scene())


# ── Recovery ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fresh_sheet_opens_the_vault_and_the_one_before_does_not(desk: Desk) -> None:
    with pytest.raises(WrongPin):
        desk.tablet.make_sheet("000000")
    assert desk.tablet.groups == ()
    desk.tablet.make_sheet(desk.pin)
    code = code_of(desk.tablet)
    desk.room.close()
    with pytest.raises(WrongCode):
        desk.locked().recover(DEMO.recovery, FRESH)
    desk.locked().recover(code, FRESH).lock()


def test_only_the_last_group_of_the_sheet_proves_that_it_is_on_paper(desk: Desk) -> None:
    assert not desk.tablet.proves("")
    desk.tablet.make_sheet(desk.pin)
    *others, last = desk.tablet.groups
    assert len(others) == 8
    assert desk.tablet.proves(last)
    assert desk.tablet.proves(f" {last.lower()} ")
    assert not any(desk.tablet.proves(wrong) for wrong in ("", others[0], last[:3], code_of(desk.tablet)))
    desk.tablet.put_away()
    assert not desk.tablet.proves(last)


def test_the_printed_sheet_has_the_code_and_names_nobody_and_goes_when_the_code_goes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        assert await desk.tablet.print_sheet() is None
        desk.tablet.make_sheet(desk.pin)
        document = desk.fetched(await desk.tablet.print_sheet())
        assert (document.file_name, document.data[:5]) == (SHEET_NAME, b"%PDF-")
        metadata = next(one for one in streams_in(document.data) if b"pdfuaid" in one)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert b"Herstelblad" in metadata
        assert not any(name.encode() in metadata for name in ("Samira", "Waterkerke", *desk.tablet.groups))
        monkeypatch.setitem(sys.modules, "typst", None)
        page = desk.fetched(await desk.tablet.print_sheet())
        said = page.data.decode("utf-8")
        assert page.file_name == PAGE_NAME
        assert all(group in said for group in desk.tablet.groups)
        assert "2026" in said
        named = ("Samira", "Yilmaz", "Waterkerke", desk.pin, desk.room.member.card.person)
        assert not any(name in said for name in named)
        left = await desk.tablet.print_sheet()
        desk.tablet.put_away()
        assert left is not None
        assert desk.downloads.take(BROWSER, left) is None

    asyncio.run(scene())


def test_nothing_is_handed_over_when_the_lock_overtakes_it(desk: Desk) -> None:
    async def scene() -> None:
        desk.tablet.make_sheet(desk.pin)
        printing = asyncio.create_task(desk.tablet.print_sheet())
        await asyncio.sleep(0)
        assert desk.tablet.busy == "print"
        desk.tablet.put_away()
        assert await printing is None
        copying = asyncio.create_task(desk.tablet.backup())
        await asyncio.sleep(0)
        assert desk.tablet.busy == "backup"
        desk.room.close()
        assert await copying is None

    asyncio.run(scene())


@pytest.mark.parametrize("leave", [Workroom.narrow, Workroom.close])
def test_the_table_and_the_lock_put_the_code_away(desk: Desk, leave: Callable[[Workroom], None]) -> None:
    begun(desk.room)
    desk.tablet.make_sheet(desk.pin)
    assert len(desk.tablet.groups) == 9
    leave(desk.room)
    assert desk.tablet.code is None


def test_the_municipality_can_open_the_tablet_as_long_as_the_worker_allows_it(desk: Desk) -> None:
    def told() -> RecoveryCode:
        sealed = desk.locked().organisation_code()
        assert sealed is not None
        key = bytes.fromhex((desk.town.home / RECOVERY_KEY).read_text("ascii"))
        return read_code_for(X25519PrivateKey.from_private_bytes(key), *sealed)

    assert desk.tablet.organisation_can
    assert desk.tablet.ways == {Way.SHEET}
    desk.tablet.let_organisation(desk.pin)
    assert desk.tablet.ways == {Way.SHEET, Way.ORGANISATION}
    code = told()
    desk.tablet.give_up(desk.pin, Way.ORGANISATION)
    assert desk.tablet.ways == {Way.SHEET}
    desk.room.close()
    assert desk.locked().organisation_code() is None
    with pytest.raises(WrongCode):
        desk.locked().recover(code, FRESH)


def test_only_the_first_time_that_recovery_is_decided_leads_on_to_work(desk: Desk) -> None:
    assert not desk.tablet.ends_first_day()
    desk.tablet.give_up(desk.pin, Way.SHEET)
    desk.room.vault._settings.put("vault/recovery-decided", None)
    tablet = desk.reopened()
    assert not tablet.is_decided
    tablet.decide_for_none()
    assert tablet.is_decided
    assert tablet.ends_first_day()
    assert not tablet.ends_first_day()
    assert not desk.reopened().ends_first_day()


# ── Backup ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_goes_to_the_browser_alone_and_opens_elsewhere_with_the_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    before = sorted(path.name for path in desk.folder.iterdir())
    backup = desk.fetched(asyncio.run(desk.tablet.backup()))
    assert backup.file_name == BACKUP_NAME
    assert sorted(path.name for path in desk.folder.iterdir()) == before
    assert desk.tablet.backed_up is not None
    assert desk.tablet.backed_up.kind == "saved"
    assert desk.room.vault.trail.chain(0, 1).lines[0].action is Action.BACKED_UP
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / backup.file_name).write_bytes(backup.data)
    secret = OwnerOnlyFile(elsewhere / "device")
    secret.create()
    restored = LockedVault(elsewhere / "vault", secret, minimum=CHEAP)
    restored.restore(elsewhere / backup.file_name, DEMO.recovery, FRESH)
    vault = restored.unlock(FRESH)
    assert vault.count() == desk.room.count()
    vault.lock()


def test_without_a_way_to_open_it_again_no_backup_is_made_and_that_is_said(desk: Desk) -> None:
    desk.tablet.give_up(desk.pin, Way.SHEET)
    assert asyncio.run(desk.tablet.backup()) is None
    assert desk.tablet.backed_up is not None
    assert desk.tablet.backed_up.title == "backup.no_recovery.title"
    assert (desk.tablet.busy, list(desk.folder.glob("*copy*"))) == ("", [])


# ── Nakijken ─────────────────────────────────────────────────────────────────────────────────────────────


def test_looking_over_says_all_is_well_or_names_the_household_and_what_is_wrong_with_it(desk: Desk) -> None:
    asyncio.run(desk.tablet.check())
    assert desk.tablet.checked is not None
    assert desk.tablet.checked.well
    bakker = desk.household(BAKKER)
    desk.tamper("DELETE FROM value WHERE rowid = (SELECT min(rowid) FROM value WHERE scope = ?)", bakker)
    asyncio.run(desk.tablet.check())
    checked = desk.tablet.checked
    assert checked is not None
    assert not checked.well
    assert checked.by_household == {bakker: (FindingKind.MISSING,)}
    assert desk.tablet.name_of(bakker) == BAKKER


def test_a_changed_row_is_not_said_to_be_an_older_one_as_well(desk: Desk) -> None:
    bakker = desk.household(BAKKER)
    flip = "UPDATE value SET sealed = zeroblob(length(sealed)) WHERE scope = ?"
    desk.tamper(flip, bakker)
    asyncio.run(desk.tablet.check())
    assert desk.tablet.checked is not None
    assert {one.kind for one in desk.tablet.checked.findings} == {FindingKind.CHANGED, FindingKind.OLDER}
    assert desk.tablet.checked.by_household == {bakker: (FindingKind.CHANGED,)}


def test_a_check_that_the_lock_overtakes_says_nothing_is_well(desk: Desk) -> None:
    tablet = desk.tablet
    desk.room.close()
    asyncio.run(tablet.check())
    assert (tablet.checked, tablet.check_failed, tablet.busy) == (None, True, "")


# ── Logboek ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_trail_names_households_that_are_there_and_none_that_was_forgotten(desk: Desk) -> None:
    talk = begun(desk.room)
    kept = desk.tablet.look_back().entries[0]
    assert (kept.line.action, kept.name, kept.forgotten) == (Action.CHANGED, "mevrouw Jansen", False)
    household = talk_in(desk.room).household
    desk.room.say_farewell()
    assert desk.room.farewell is not None
    assert talk.household == household
    desk.room.farewell.forget(desk.pin)
    desk.room.forgotten()
    found = [one for one in desk.tablet.look_back().entries if one.line.household == household]
    assert {one.line.action for one in found} >= {Action.CHANGED, Action.FORGOT}
    assert all(one.forgotten and not one.name for one in found)


def test_turning_pages_shows_every_line_once_newest_first(desk: Desk) -> None:
    for _ in range(LINES):
        desk.room.vault.trail.add(Action.SEARCHED)
    numbers: list[int] = []
    page = desk.tablet.look_back()
    assert (page.first, page.older, page.cut, page.breaks) == (1, True, False, 0)
    while True:
        page = desk.tablet.look_back()
        numbers += [one.line.number for one in page.entries]
        if not page.older:
            break
        desk.tablet.turn_page(1)
    assert numbers == list(range(len(numbers), 0, -1))
    assert len(numbers) > LINES
    desk.tablet.turn_page(-9)
    assert desk.tablet.look_back().first == 1


def test_a_line_that_was_taken_away_shows_as_a_break_at_its_place(desk: Desk) -> None:
    assert not any(one.broken for one in desk.tablet.look_back().entries)
    desk.tamper("DELETE FROM trail WHERE id = ?", f"{3:016d}")
    page = desk.tablet.look_back()
    told = page.entries[1].line
    assert told.action is Action.BREAK_FOUND
    # The line that tells of it goes on from nothing that can be known, and is a break itself.
    assert [one.line.number for one in page.entries if one.broken] == [told.number, 4]
    asyncio.run(desk.tablet.check())
    assert desk.tablet.checked is not None
    assert (desk.tablet.checked.breaks, desk.tablet.checked.well) == ((3, told.number), False)


def test_lines_cut_off_while_the_tablet_is_open_show_above_the_newest(desk: Desk) -> None:
    desk.room.vault.trail.add(Action.SEARCHED)
    with closing(sqlite3.connect(desk.folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("DELETE FROM trail WHERE id = (SELECT max(id) FROM trail)")
    page = desk.tablet.look_back()
    assert page.cut
    assert not any(one.broken for one in page.entries)

"""Turning the keys: older copies stay shut, and neither a death nor a second session loses anything."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from keukentafel.vault.inspection import FindingKind
from keukentafel.vault.key_derivation import Argon2Parameters, find_argon2
from keukentafel.vault.mistakes import (
    Locked,
    NotHandedOver,
    TooSoon,
    VaultUnwritable,
    WeakParameters,
    WrongPin,
)
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.vault.homes import Home, confided, settle, tell_in_confidence
from tests.vault.material import CHEAP, PIN, Workshop, draft
from tests.vault.mishaps import NOW, Battery, FragileSecret, deaths, locked_in, secret_in, tables

NEW_PIN = "112233"


@dataclass
class Street:
    """A workshop with two households and a recovery sheet."""

    workshop: Workshop
    homes: tuple[Home, Home]

    def is_whole(self, vault: OpenVault) -> bool:
        told = [confided(vault, home, PIN) == [f"{home.name} vertrouwelijk"] for home in self.homes]
        return all(told) and all(home.is_whole(vault) for home in self.homes) and vault.check() == ()


@pytest.fixture
def street(workshop: Workshop) -> Street:
    vault = workshop.open()
    vault.recovery.make_sheet(PIN)
    homes = settle(vault, "De Wit"), settle(vault, "Bakker")
    for home in homes:
        tell_in_confidence(vault, home)
    vault.lock()
    return Street(workshop, homes)


def test_after_turning_the_keys_every_household_opens_in_this_session_and_the_next(street: Street) -> None:
    vault = street.workshop.open()
    vault.rotation.rotate(PIN)
    assert street.is_whole(vault)
    vault.lock()
    vault = street.workshop.open()
    assert street.is_whole(vault)
    vault.rotation.rotate(PIN)
    settle(vault, "Van Dijk")
    vault.lock()
    assert street.workshop.open().count() == 3


def test_an_older_copy_opens_with_the_secret_of_then_and_not_with_todays(
    street: Street, tmp_path: Path
) -> None:
    vault = street.workshop.open()
    vault.save_draft(draft(vault, street.homes[0].household, "nog in het logboek"))
    older, thief = tmp_path / "older", tmp_path / "thief"
    shutil.copytree(street.workshop.folder, older)
    assert (older / "vault.sqlite3-wal").stat().st_size
    vault.rotation.rotate(PIN)
    shutil.copytree(older, thief)
    shutil.copy(street.workshop.folder / "secret" / "device", thief / "secret" / "device")
    with pytest.raises(WrongPin):
        locked_in(thief).unlock(PIN)
    shutil.copy(older / "secret" / "device", thief / "secret" / "device")
    assert len(locked_in(thief).unlock(PIN).drafts(street.homes[0].household)) == 3


def test_changing_the_pin_wraps_keys_anew_and_touches_no_row_of_a_household(street: Street) -> None:
    before = tables(street.workshop.folder)
    vault = street.workshop.open()
    opened = tables(street.workshop.folder)
    vault.rotation.change_pin(PIN, NEW_PIN)
    after = tables(street.workshop.folder)
    changed = {name for name in after if after[name] != opened[name]}
    assert changed == {"vault_header", "key_slot", "wrapped_key", "trail", "household_seal", "roll"}
    assert len(after["household_seal"] - before["household_seal"]) == 2
    assert {scope for scope, *_ in after["wrapped_key"] ^ opened["wrapped_key"]} == {"vault"}


def test_the_former_pin_opens_nothing_when_the_former_header_is_put_back(street: Street) -> None:
    former = street.workshop.tamper("SELECT salt, wrapped FROM vault_header")
    slots = street.workshop.tamper("SELECT salt, public, code, sealed, kind FROM key_slot")
    vault = street.workshop.open()
    vault.rotation.change_pin(PIN, NEW_PIN)
    vault.lock()
    street.workshop.tamper("UPDATE vault_header SET salt = ?, wrapped = ?", *former[0])
    for slot in slots:
        street.workshop.tamper(
            "UPDATE key_slot SET salt = ?, public = ?, code = ?, sealed = ? WHERE kind = ?", *slot
        )
    with pytest.raises(WrongPin):
        street.workshop.open()


def test_the_safety_line_is_read_with_the_new_pin_and_not_with_the_old_one(street: Street) -> None:
    vault, home = street.workshop.open(), street.homes[0]
    vault.rotation.change_pin(PIN, NEW_PIN)
    assert confided(vault, home, NEW_PIN) == ["De Wit vertrouwelijk"]
    with pytest.raises(WrongPin):
        confided(vault, home, PIN)
    vault.rotation.rotate(NEW_PIN)
    assert confided(vault, home, NEW_PIN) == ["De Wit vertrouwelijk"]


def test_whatever_moment_the_battery_dies_in_turning_the_keys_the_pin_opens_everything(
    street: Street, tmp_path: Path
) -> None:
    turned = [
        _is_turned(street, remains)
        for remains in deaths(
            street.workshop.folder,
            tmp_path,
            lambda locked: locked.unlock(PIN),
            lambda vault: vault.rotation.rotate(PIN),
        )
    ]
    assert turned == sorted(turned)
    assert set(turned) == {False, True}


def _is_turned(street: Street, folder: Path) -> bool:
    before = secret_in(street.workshop.folder).read()
    vault = locked_in(folder).unlock(PIN)
    assert street.is_whole(vault)
    vault.rotation.rotate(PIN)
    lines = [line.action.value for line in vault.trail.chain().lines]
    vault.lock()
    assert secret_in(folder).read() != before
    assert secret_in(folder).staged() is None
    return lines.count("rotated") == 3


def test_whatever_moment_the_battery_dies_in_changing_the_pin_the_old_or_the_new_one_opens(
    street: Street, tmp_path: Path
) -> None:
    opened = [
        _opening_pin(street, remains)
        for remains in deaths(
            street.workshop.folder,
            tmp_path,
            lambda locked: locked.unlock(PIN),
            lambda vault: vault.rotation.change_pin(PIN, NEW_PIN),
        )
    ]
    assert sorted(set(opened)) == sorted({PIN, NEW_PIN})
    assert opened == sorted(opened, key=[PIN, NEW_PIN].index)


def _opening_pin(street: Street, folder: Path) -> str:
    try:
        vault, pin = locked_in(folder).unlock(PIN), PIN
    except WrongPin:
        vault, pin = locked_in(folder).unlock(NEW_PIN), NEW_PIN
    assert all(home.is_whole(vault) for home in street.homes)
    assert confided(vault, street.homes[0], pin) == ["De Wit vertrouwelijk"]
    assert vault.check() == ()
    vault.lock()
    return pin


ROTATE = """
import os, signal, sys
from pathlib import Path
from tests.vault.material import PIN
from tests.vault.mishaps import locked_in
folder, left = Path(sys.argv[1]), int(sys.argv[2])
vault = locked_in(folder).unlock(PIN)
def changes(event, arguments):
    if event == "open":
        return arguments[2] & (os.O_WRONLY | os.O_RDWR)
    return event in ("os.rename", "os.remove")
def watch(event, arguments):
    global left
    if changes(event, arguments) and "device" in str(arguments[0]) and "counter" not in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
vault.rotation.rotate(PIN)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")
def test_a_kill_between_any_two_changes_of_the_device_secret_leaves_one_that_opens(
    street: Street, tmp_path: Path
) -> None:
    codes = []
    for moment in range(1, 20):
        folder = tmp_path / str(moment)
        shutil.copytree(street.workshop.folder, folder)
        command = [sys.executable, "-c", ROTATE, str(folder), str(moment)]
        codes.append(subprocess.run(command, capture_output=True, check=False).returncode)
        assert street.is_whole(locked_in(folder).unlock(PIN))
        if codes[-1] == 0:
            break
    assert codes == [-signal.SIGKILL] * 4 + [0]


def test_two_sessions_that_both_turn_the_keys_lose_nothing(street: Street) -> None:
    one, other = street.workshop.open(), street.workshop.open()
    for vault in (one, other, one, other):
        vault.rotation.rotate(PIN)
        assert street.is_whole(vault)
    other.rotation.change_pin(PIN, NEW_PIN)
    one.rotation.change_pin(NEW_PIN, PIN)
    assert street.is_whole(street.workshop.open())


def test_a_session_whose_keys_were_turned_elsewhere_goes_on_where_it_was_and_asks_for_the_pin(
    street: Street,
) -> None:
    here, (home, other) = street.workshop.open(), street.homes
    here.save_draft(draft(here, home.household, "begonnen"))
    only_reading, elsewhere = street.workshop.open(), street.workshop.open()
    elsewhere.rotation.rotate(PIN)
    with pytest.raises(Locked):
        only_reading.card(other.household)
    here.save_draft(draft(here, home.household, "en verder"))
    here.put_card(home.household, {"name": "De Wit"})
    for attempt in (
        lambda: here.card(other.household),
        lambda: here.cards(0, 10),
        here.new_household,
        here.check,
    ):
        with pytest.raises(Locked):
            attempt()
    here.widen(PIN)
    assert here.card(other.household) == {"name": "Bakker"}
    assert here.check() == elsewhere.check() == ()
    assert len(elsewhere.drafts(home.household)) == 4


class Racer:
    """Somebody who unlocks in another window, and is still deriving while the keys are turned."""

    def __init__(self, workshop: Workshop) -> None:
        self.deriving, self.may_go_on = threading.Event(), threading.Event()
        self.opened: list[OpenVault] = []
        self._argon2 = find_argon2()
        locked = LockedVault(
            workshop.folder, workshop.secret, minimum=CHEAP, clock=lambda: NOW, argon2=self._derive
        )
        self._thread = threading.Thread(target=lambda: self.opened.append(locked.unlock(PIN)))

    def start(self) -> None:
        self._thread.start()
        assert self.deriving.wait(10)

    def finish(self, seconds: float = 10) -> None:
        self.may_go_on.set()
        self._thread.join(seconds)

    def _derive(self, secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
        self.deriving.set()
        assert self.may_go_on.wait(10)
        return self._argon2(secret, salt, cost)


@pytest.fixture
def racer(street: Street) -> Iterator[Racer]:
    racer = Racer(street.workshop)
    yield racer
    racer.finish()


def test_a_right_pin_is_right_although_the_keys_were_turned_while_it_was_derived(
    street: Street, racer: Racer
) -> None:
    vault = street.workshop.open()
    racer.start()
    vault.rotation.rotate(PIN)
    racer.finish()
    (opened,) = racer.opened
    assert street.is_whole(opened)
    assert street.workshop.tamper("SELECT wrong_attempts FROM vault_header") == [(0,)]


def test_who_unlocks_while_a_new_secret_is_staged_does_not_destroy_it(street: Street, racer: Racer) -> None:
    class WhileStaged(FragileSecret):
        def stage(self, secret: bytes) -> None:
            super().stage(secret)
            # Either the other session comes to an end here, or it waits for the file.
            racer.finish(0.5)

    secret = WhileStaged(street.workshop.secret, Battery(street.workshop.folder, street.workshop.folder))
    vault = LockedVault(street.workshop.folder, secret, minimum=CHEAP, clock=lambda: NOW).unlock(PIN)
    racer.start()
    vault.rotation.rotate(PIN)
    racer.finish()
    assert len(racer.opened) == 1
    assert street.is_whole(street.workshop.open())


def test_keys_are_not_turned_and_no_pin_is_tried_inside_a_transaction(street: Street) -> None:
    vault = street.workshop.open()
    secret = street.workshop.secret.read()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: vault.rotation.rotate(PIN),
        lambda: vault.rotation.change_pin(PIN, NEW_PIN),
        lambda: vault.forgetting.household(PIN, street.homes[0].household, "request"),
        lambda: vault.widen("000000"),
    )
    for attempt in attempts:
        with pytest.raises(RuntimeError), vault.writing():
            attempt()
    assert street.workshop.secret.read() == secret
    assert street.workshop.secret.staged() is None
    assert street.is_whole(vault)


def test_what_is_refused_after_the_right_pin_does_not_count_as_a_wrong_one(street: Street) -> None:
    vault = street.workshop.open()
    for _ in range(4):
        with pytest.raises(NotHandedOver):
            vault.forgetting.household(PIN, street.homes[0].household, "request")
    assert street.is_whole(vault)
    for _ in range(3):
        with pytest.raises(WrongPin):
            vault.rotation.rotate("000000")
    with pytest.raises(TooSoon):
        vault.rotation.rotate(PIN)


def test_what_fails_half_way_leaves_the_session_and_the_pin_as_they_were(street: Street) -> None:
    vault = street.workshop.open()
    with pytest.raises(WeakParameters):
        vault.rotation.change_pin(PIN, NEW_PIN, Argon2Parameters(memory_kib=32, passes=1, lanes=1))
    settle(vault, "Van Dijk")
    assert street.is_whole(vault)
    vault.rotation.rotate(PIN)
    vault.lock()
    assert street.workshop.open().count() == 3


def test_a_secret_that_another_session_staged_and_left_is_never_put_in_its_place(street: Street) -> None:
    vault = street.workshop.open()
    vault.rotation.rotate(PIN)
    secret = street.workshop.secret.read()
    street.workshop.secret.stage(b"s" * 32)
    vault.rotation.promote(secret)
    assert street.workshop.secret.read() == secret
    assert street.is_whole(street.workshop.open())
    assert street.workshop.secret.staged() is None


class Stubborn(FragileSecret):
    """A keystore that keeps what is staged and will not put it in its place."""

    def promote(self) -> None:
        raise VaultUnwritable


def test_a_secret_that_cannot_be_put_in_its_place_is_kept_until_it_can(street: Street) -> None:
    battery = Battery(street.workshop.folder, street.workshop.folder)
    stubborn = LockedVault(
        street.workshop.folder, Stubborn(street.workshop.secret, battery), minimum=CHEAP, clock=lambda: NOW
    )
    vault = stubborn.unlock(PIN)
    vault.rotation.rotate(PIN)
    staged = street.workshop.secret.staged()
    assert street.is_whole(vault)
    with pytest.raises(VaultUnwritable):
        vault.rotation.rotate(PIN)
    with pytest.raises(VaultUnwritable):
        vault.rotation.change_pin(PIN, NEW_PIN)
    vault.lock()
    assert street.is_whole(stubborn.unlock(PIN))
    assert street.workshop.secret.staged() == staged
    assert street.is_whole(street.workshop.open())
    assert (street.workshop.secret.read(), street.workshop.secret.staged()) == (staged, None)


def test_what_is_due_is_done_at_the_next_pin_and_never_keeps_anybody_out(street: Street) -> None:
    class Full(FragileSecret):
        def stage(self, secret: bytes) -> None:
            raise VaultUnwritable

    vault, home = street.workshop.open(), street.homes[0]
    secret = street.workshop.secret.read()
    vault.shelf(home.household).erase([vault.entries(home.household)[0].signed.id])
    vault.lock()
    full = Full(street.workshop.secret, Battery(street.workshop.folder, street.workshop.folder))
    LockedVault(street.workshop.folder, full, minimum=CHEAP, clock=lambda: NOW).unlock(PIN).lock()
    assert street.workshop.secret.read() == secret
    street.workshop.open().lock()
    assert street.workshop.secret.read() != secret
    turned = street.workshop.secret.read()
    street.workshop.open().lock()
    assert street.workshop.secret.read() == turned


@pytest.mark.parametrize(
    "crime", ["sealed = zeroblob(200)", "sealed = 'text'", "version = 'text'", "kind = 7.5"]
)
def test_a_damaged_key_stays_known_as_damaged_and_keeps_no_other_from_being_turned(
    street: Street, crime: str
) -> None:
    struck, spared = street.homes
    street.workshop.tamper(f"UPDATE wrapped_key SET {crime} WHERE id = ?", struck.household)
    vault = street.workshop.open()
    vault.rotation.rotate(PIN)
    vault.lock()
    vault = street.workshop.open()
    assert spared.is_whole(vault)
    assert (struck.household, FindingKind.KEY_LOST) in {(one.household, one.kind) for one in vault.check()}


def test_narrowed_no_key_is_turned_and_no_pin_is_tried(street: Street) -> None:
    vault = street.workshop.open()
    vault.narrow(street.homes[0].household)
    with pytest.raises(Locked):
        vault.rotation.rotate("000000")
    with pytest.raises(Locked):
        vault.rotation.change_pin("000000", NEW_PIN)
    assert street.workshop.tamper("SELECT wrong_attempts FROM vault_header") == [(0,)]
    vault.widen(PIN)
    assert street.is_whole(vault)

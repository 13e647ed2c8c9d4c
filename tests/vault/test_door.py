"""Getting in: the PIN, the waiting, the device secret, and files that are not what they should be."""

import os
import shutil
from pathlib import Path

import pytest

from keukentafel.vault.creation import create_vault
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.mistakes import (
    DamagedVault,
    Locked,
    NewerVault,
    NoDeviceSecret,
    NoVault,
    OlderVault,
    OnlyRecovery,
    PassphraseNeeded,
    SecretExposed,
    TooSoon,
    VaultExists,
    WeakParameters,
    WrongPin,
)
from keukentafel.vault.vault import LockedVault
from tests.vault.material import CHEAP, PIN, Workshop


def test_the_right_pin_opens_and_another_does_not(workshop: Workshop) -> None:
    with pytest.raises(WrongPin):
        workshop.locked().unlock("204061")
    vault = workshop.open()
    assert vault.is_open
    assert not vault.is_narrow


def test_the_device_keys_stay_the_same(workshop: Workshop) -> None:
    keys = []
    for _ in range(2):
        vault = workshop.open()
        keys.append((vault.device_signing.private_bytes_raw(), vault.device_sealing.private_bytes_raw()))
        vault.lock()
    assert keys[0] == keys[1]
    assert keys[0][0] != keys[0][1]


def test_the_pin_without_this_devices_secret_opens_nothing(workshop: Workshop, tmp_path: Path) -> None:
    other = OwnerOnlyFile(tmp_path / "elsewhere" / "device")
    other.create()
    with pytest.raises(WrongPin):
        LockedVault(workshop.folder, other, minimum=CHEAP).unlock(PIN)


def test_two_vaults_with_one_pin_have_nothing_in_common(tmp_path: Path) -> None:
    rows = [
        Workshop(tmp_path / name).make().tamper("SELECT salt, wrapped, vault FROM vault_header")[0]
        for name in ("een", "twee")
    ]
    assert not set(rows[0]) & set(rows[1])


def test_the_wait_after_wrong_pins_doubles_and_survives_a_restart(workshop: Workshop) -> None:
    waits = []
    for _ in range(9):
        with pytest.raises(WrongPin):
            workshop.locked().unlock("000000")
        waits.append(_wait(workshop))
        workshop.now += waits[-1]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128]
    workshop.open().lock()
    assert workshop.tamper("SELECT wrong_attempts, not_before FROM vault_header") == [(0, 0)]


def test_after_ten_wrong_pins_the_right_one_is_not_tried_any_more(workshop: Workshop) -> None:
    for _ in range(10):
        with pytest.raises(WrongPin):
            workshop.locked().unlock("000000")
        workshop.now += 300
    assert workshop.locked().only_recovery
    for _ in range(2):
        with pytest.raises(OnlyRecovery):
            workshop.open()
        workshop.now += 86_400


def _wait(workshop: Workshop) -> int:
    ((not_before,),) = workshop.tamper("SELECT not_before FROM vault_header")
    if not_before <= workshop.now * 1000:
        return 0
    with pytest.raises(TooSoon) as wait:
        workshop.open()
    return wait.value.seconds


def test_a_clock_that_was_set_back_makes_nobody_wait_longer(workshop: Workshop) -> None:
    for _ in range(3):
        with pytest.raises(WrongPin):
            workshop.locked().unlock("000000")
    workshop.now -= 86_400
    with pytest.raises(TooSoon) as wait:
        workshop.open()
    assert wait.value.seconds == 2


def test_a_new_pin_opens_and_the_old_one_does_not(workshop: Workshop) -> None:
    vault = workshop.open()
    stronger = Argon2Parameters(memory_kib=128, passes=2, lanes=1)
    vault.rotation.change_pin(PIN, "een twee drie", stronger)
    with pytest.raises(WeakParameters):
        vault.rotation.change_pin("een twee drie", PIN, CHEAP)
    vault.lock()
    with pytest.raises(WrongPin):
        workshop.open()
    assert workshop.locked().unlock("een twee drie").is_open


def test_a_pin_typed_in_another_unicode_form_is_the_same_pin(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    create_vault(tmp_path, "caf\u00e9-60", workshop.secret, demo=True, parameters=CHEAP)
    assert workshop.locked().unlock("cafe\u0301-60").is_open


def test_a_weak_header_is_refused_and_a_changed_one_opens_nothing(workshop: Workshop) -> None:
    with pytest.raises(WeakParameters):
        LockedVault(workshop.folder, workshop.secret).unlock(PIN)
    workshop.tamper("UPDATE vault_header SET passes = 2")
    with pytest.raises(WrongPin):
        workshop.open()
    workshop.tamper("UPDATE vault_header SET passes = 1, demo = 0")
    with pytest.raises(WrongPin):
        workshop.open()
    workshop.tamper("UPDATE vault_header SET demo = 1, memory_kib = 900000000")
    with pytest.raises(DamagedVault):
        workshop.open()


def test_only_a_demo_vault_takes_a_short_pin_beside_a_copyable_secret(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    with pytest.raises(PassphraseNeeded):
        create_vault(tmp_path, PIN, workshop.secret, demo=False, parameters=CHEAP)
    create_vault(tmp_path, "paard rijdt naar zee", workshop.secret, demo=False, parameters=CHEAP)
    assert not workshop.locked().is_demo
    with pytest.raises(VaultExists):
        create_vault(tmp_path, "paard rijdt naar zee", workshop.secret, demo=False, parameters=CHEAP)


def test_a_whole_older_file_put_back_is_noticed(workshop: Workshop, tmp_path: Path) -> None:
    workshop.open().lock()
    copy = tmp_path / "copy"
    shutil.copy(workshop.file, copy)
    vault = workshop.open()
    vault.new_household()
    vault.lock()
    workshop.open().lock()
    shutil.copy(copy, workshop.file)
    with pytest.raises(OlderVault):
        workshop.open()


def test_a_counter_left_behind_by_a_crash_is_accepted(workshop: Workshop) -> None:
    before = workshop.secret.counter()
    vault = workshop.open()
    vault.new_household()
    vault.lock()
    assert workshop.secret.counter() > before
    workshop.secret.set_counter(before)
    assert workshop.open().is_open


def test_a_session_that_takes_over_never_lowers_the_counter(workshop: Workshop) -> None:
    first = workshop.open()
    household = first.new_household()
    second = workshop.open()
    for number in range(20):
        first.put_card(household, {"number": number})
    between = workshop.secret.counter()
    first.lock()
    second.put_card(household, {"number": 20})
    assert workshop.secret.counter() > between
    second.lock()
    assert workshop.open().check() == ()
    workshop.secret.set_counter(between + 100)
    with pytest.raises(OlderVault):
        workshop.open()


def test_an_open_vault_does_not_lower_a_counter_that_is_ahead_of_its_file(workshop: Workshop) -> None:
    vault = workshop.open()
    workshop.secret.set_counter(1000)
    vault.new_household()
    assert workshop.secret.counter() == 1000


def test_a_counter_that_cannot_be_read_is_said_in_one_sentence(workshop: Workshop) -> None:
    counter = workshop.folder / "secret" / "device.counter"
    counter.unlink()
    counter.mkdir()
    with pytest.raises(NoDeviceSecret):
        workshop.open()


def test_a_second_vault_on_a_device_is_not_taken_for_an_older_one(workshop: Workshop) -> None:
    vault = workshop.open()
    for _ in range(5):
        vault.new_household()
    vault.lock()
    workshop.file.unlink()
    assert workshop.make().open().is_open


def test_files_that_are_no_vault_are_named_in_one_sentence(workshop: Workshop) -> None:
    workshop.tamper("PRAGMA user_version = 3")
    with pytest.raises(NewerVault):
        workshop.open()
    workshop.file.write_bytes(b"geen database, maar wel wat tekst " * 100)
    with pytest.raises(DamagedVault):
        workshop.open()
    workshop.file.write_bytes(b"")
    with pytest.raises(DamagedVault):
        workshop.open()
    workshop.file.unlink()
    with pytest.raises(NoVault):
        workshop.open()


def test_a_vault_without_its_header_or_device_keys_is_damaged(workshop: Workshop) -> None:
    workshop.tamper("DELETE FROM wrapped_key WHERE id = 'signing'")
    with pytest.raises(DamagedVault):
        workshop.open()
    workshop.tamper("DELETE FROM vault_header")
    with pytest.raises(DamagedVault):
        workshop.open()


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_a_device_secret_that_others_may_read_is_refused(workshop: Workshop) -> None:
    path = workshop.folder / "secret" / "device"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert workshop.file.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(SecretExposed):
        workshop.open()
    path.chmod(0o600)
    path.parent.chmod(0o770)
    with pytest.raises(SecretExposed):
        workshop.open()


def test_a_secret_is_made_once_and_a_cut_one_is_refused(workshop: Workshop) -> None:
    path = workshop.folder / "secret" / "device"
    secret = workshop.secret.read()
    workshop.secret.create()
    assert workshop.secret.read() == secret
    assert {one.name for one in path.parent.iterdir()} == {"device", "device.counter"}
    path.write_bytes(secret[:31])
    with pytest.raises(NoDeviceSecret):
        workshop.open()
    path.unlink()
    with pytest.raises(NoDeviceSecret):
        workshop.open()


def test_three_wrong_pins_at_the_table_lock(workshop: Workshop) -> None:
    vault = workshop.open()
    vault.narrow(vault.new_household())
    for _ in range(3):
        with pytest.raises(WrongPin):
            vault.widen("000000")
    assert not vault.is_open
    with pytest.raises(Locked):
        vault.widen(PIN)

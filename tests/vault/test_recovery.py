"""Coming back without the PIN or the device: with the sheet, with the organisation, and with nothing else."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.header import read_header
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.mistakes import (
    NoDeviceSecret,
    NoSafetyKey,
    OlderVault,
    OnlyRecovery,
    PassphraseNeeded,
    Unsealable,
    WrongCode,
    WrongPin,
)
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.sealed_box import PublicKey, public_of, seal_to
from keukentafel.vault.sealing import place_of
from keukentafel.vault.slots import Slot, Slots, Way, code_place
from keukentafel.vault.vault import LockedVault, OpenVault, create_vault
from tests.vault.homes import Home, confided, settle, tell_in_confidence
from tests.vault.material import CHEAP, PIN, Workshop
from tests.vault.mishaps import deaths, locked_in, secret_in, tables

NEW_PIN = "112233"
ORGANISATION = X25519PrivateKey.generate()
SCHEMA_1 = Path(__file__).parent / "schema-1"


@pytest.fixture
def home(workshop: Workshop) -> Home:
    vault = workshop.open()
    home = settle(vault, "De Wit")
    tell_in_confidence(vault, home)
    vault.lock()
    return home


def _sheet(workshop: Workshop) -> RecoveryCode:
    vault = workshop.open()
    code = vault.recovery.make_sheet(PIN)
    vault.lock()
    return code


def _organisations(workshop: Workshop, organisation: X25519PrivateKey = ORGANISATION) -> RecoveryCode:
    """The code that the organisation reads out."""
    sealed = workshop.locked().organisation_code()
    assert sealed is not None
    return read_code_for(organisation, *sealed)


def _is_back(vault: OpenVault, home: Home) -> bool:
    told = confided(vault, home, NEW_PIN) == ["De Wit vertrouwelijk"]
    return told and home.is_whole(vault) and vault.check() == ()


def test_the_sheet_opens_after_ten_wrong_pins_and_only_the_new_pin_does_from_then_on(
    workshop: Workshop, home: Home
) -> None:
    code = _sheet(workshop)
    for _ in range(10):
        with pytest.raises(WrongPin):
            workshop.locked().unlock("000000")
        workshop.now += 300
    with pytest.raises(OnlyRecovery):
        workshop.open()
    vault = workshop.locked().recover(code, NEW_PIN)
    assert workshop.secret.staged() is None
    assert _is_back(vault, home)
    assert not workshop.locked().only_recovery
    lines = [(line.action.value, line.object) for line in reversed(vault.trail.chain().lines)]
    assert [line for line in lines if line[0] in {"wrong_pin", "recovered"}] == [
        ("wrong_pin", "10"),
        ("recovered", "sheet"),
    ]
    vault.lock()
    with pytest.raises(WrongPin):
        workshop.open()
    assert _is_back(workshop.locked().unlock(NEW_PIN), home)
    assert workshop.locked().recover(code, PIN).is_open


def test_the_sheet_opens_on_a_device_that_lost_its_secret(workshop: Workshop, home: Home) -> None:
    code = _sheet(workshop)
    shutil.rmtree(workshop.folder / "secret")
    vault = locked_in(workshop.folder).recover(code, NEW_PIN)
    assert _is_back(vault, home)
    vault.lock()
    assert _is_back(locked_in(workshop.folder).unlock(NEW_PIN), home)


def test_any_other_code_opens_nothing_and_changes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    other = _sheet(Workshop(tmp_path / "other").make())
    for _ in range(2):
        for code in (other, new_code()):
            with pytest.raises(WrongCode):
                workshop.locked().recover(code, NEW_PIN)
        _sheet(workshop)
    assert workshop.secret.staged() is None
    assert workshop.open().is_open


def _vault_key_in(file: Path, code: RecoveryCode) -> bytes:
    with closing(Database(file)) as database:
        return Slots(database, read_header(database).vault).recover(code).vault_key


@pytest.mark.parametrize("afterwards", ["make_sheet", "give_up"])
def test_a_sheet_of_before_opens_nothing_not_even_by_way_of_an_older_copy(
    workshop: Workshop, tmp_path: Path, afterwards: str
) -> None:
    code = _sheet(workshop)
    older = Path(shutil.copy(workshop.file, tmp_path / "older"))
    vault = workshop.open()
    assert _vault_key_in(older, code) == vault._ring.vault.branch._key
    if afterwards == "make_sheet":
        vault.recovery.make_sheet(PIN)
    else:
        vault.recovery.give_up(PIN, Way.SHEET)
    assert _vault_key_in(older, code) != vault._ring.vault.branch._key
    vault.lock()
    with pytest.raises(WrongCode):
        workshop.locked().recover(code, NEW_PIN)


def test_the_organisation_reads_out_a_code_that_is_new_each_time_the_keys_turn(
    workshop: Workshop, home: Home
) -> None:
    vault = workshop.open()
    vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
    first = _organisations(workshop)
    vault.rotation.rotate(PIN)
    vault.lock()
    with pytest.raises(WrongCode):
        workshop.locked().recover(first, NEW_PIN)
    second = _organisations(workshop)
    vault = workshop.locked().recover(second, NEW_PIN)
    assert home.is_whole(vault)
    vault.lock()
    with pytest.raises(WrongCode):
        workshop.locked().recover(second, NEW_PIN)
    assert len({first, second, _organisations(workshop)}) == 3


def test_only_the_organisation_reads_the_code_and_only_for_this_vault(
    workshop: Workshop, tmp_path: Path
) -> None:
    for one in (workshop, Workshop(tmp_path / "other").make()):
        vault = one.open()
        vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
        vault.lock()
    (mine, sealed), (other, _) = (
        one.locked().organisation_code() or ("", b"") for one in (workshop, Workshop(tmp_path / "other"))
    )
    assert read_code_for(ORGANISATION, mine, sealed)
    with pytest.raises(WrongCode):
        read_code_for(X25519PrivateKey.generate(), mine, sealed)
    with pytest.raises(WrongCode):
        read_code_for(ORGANISATION, other, sealed)
    for planted in (b"bel 06-12345678", new_code().lower().encode()[:-1], "é".encode()):
        with pytest.raises(WrongCode):
            read_code_for(ORGANISATION, mine, seal_to(public_of(ORGANISATION), planted, code_place(mine)))


def test_a_key_of_the_organisation_that_is_none_is_refused_and_nothing_is_chosen(workshop: Workshop) -> None:
    vault = workshop.open()
    for key in (b"", bytes(32), bytes(31)):
        with pytest.raises(Unsealable):
            vault.recovery.let_organisation(PIN, PublicKey(key))
    assert vault.recovery.ways == frozenset()
    assert workshop.locked().organisation_code() is None
    assert vault.check() == ()
    vault.lock()
    assert workshop.open().is_open


def test_the_organisation_does_not_open_the_safety_line_and_the_sheet_does(
    workshop: Workshop, home: Home
) -> None:
    vault = workshop.open()
    vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
    sheet = vault.recovery.make_sheet(PIN)
    vault.lock()
    vault = workshop.locked().recover(sheet, PIN)
    assert confided(vault, home, PIN) == ["De Wit vertrouwelijk"]
    vault.lock()
    vault = workshop.locked().recover(_organisations(workshop), NEW_PIN)
    assert home.is_whole(vault)
    assert vault.safety.count(home.household) == 1
    with pytest.raises(NoSafetyKey):
        confided(vault, home, NEW_PIN)
    tell_in_confidence(vault, home)
    vault.lock()
    vault = workshop.locked().recover(sheet, PIN)
    assert confided(vault, home, PIN) == ["De Wit vertrouwelijk", None]


@pytest.mark.parametrize("has_sheet", [False, True])
def test_a_damaged_safety_key_is_replaced_only_when_no_sheet_has_it(
    workshop: Workshop, home: Home, has_sheet: bool
) -> None:
    sheet = _sheet(workshop) if has_sheet else None
    workshop.tamper("UPDATE key_slot SET sealed = zeroblob(200) WHERE kind = 'safety'")
    vault = workshop.open()
    if sheet is None:
        vault.rotation.rotate(PIN)
        tell_in_confidence(vault, home)
        assert confided(vault, home, PIN) == [None, "De Wit vertrouwelijk"]
        return
    with pytest.raises(NoSafetyKey):
        vault.rotation.rotate(PIN)
    vault.lock()
    assert _is_back(workshop.locked().recover(sheet, NEW_PIN), home)


def _plant(workshop: Workshop, way: Way) -> RecoveryCode:
    """Put a slot of somebody else in the file, well made in every way; return the code that opens it."""
    code, attacker = new_code(), X25519PrivateKey.generate()
    with closing(Database(workshop.file)) as database:
        slots = Slots(database, read_header(database).vault)
        if way is Way.SHEET:
            slots.put_sheet(code, bytes(32), None)
        else:
            slots.put_organisation(public_of(attacker), bytes(32))
            code = read_code_for(attacker, read_header(database).vault, _slot(slots, way).code)
        assert slots.recover(code).vault_key == bytes(32)
    return code


def _slot(slots: Slots, way: Way) -> Slot:
    slot = slots.slot(way)
    assert slot is not None
    return slot


@pytest.mark.parametrize("way", Way)
def test_a_slot_that_somebody_put_into_the_file_is_never_sealed_for(
    workshop: Workshop, home: Home, way: Way
) -> None:
    vault = workshop.open()
    vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
    sheet = vault.recovery.make_sheet(PIN)
    planted = _plant(workshop, way)
    vault.rotation.rotate(PIN)
    vault.lock()
    with pytest.raises(WrongCode):
        workshop.locked().recover(planted, NEW_PIN)
    code = sheet if way is Way.SHEET else _organisations(workshop)
    assert home.is_whole(workshop.locked().recover(code, NEW_PIN))


def test_a_slot_of_a_way_that_nobody_chose_does_not_stay(workshop: Workshop) -> None:
    planted = [_plant(workshop, way) for way in Way]
    vault = workshop.open()
    assert vault.recovery.ways == frozenset()
    vault.rotation.rotate(PIN)
    assert workshop.tamper("SELECT kind FROM key_slot") == [("safety",)]
    vault.lock()
    for code in planted:
        with pytest.raises(WrongCode):
            workshop.locked().recover(code, NEW_PIN)


@pytest.mark.parametrize(
    "crime",
    [
        "DELETE FROM key_slot",
        "UPDATE key_slot SET salt = x'00', public = zeroblob(32), sealed = x'00'",
        "UPDATE key_slot SET salt = 'text', public = 7, sealed = NULL",
    ],
)
def test_a_sheet_whose_slots_were_damaged_is_refused_in_a_sentence_and_works_after_the_next_turn(
    workshop: Workshop, home: Home, crime: str
) -> None:
    code = _sheet(workshop)
    with closing(sqlite3.connect(workshop.file, isolation_level=None)) as connection:
        connection.executescript(
            "CREATE TABLE loose AS SELECT * FROM key_slot; DROP TABLE key_slot;"
            "CREATE TABLE key_slot (kind PRIMARY KEY, salt, public, code, sealed);"
            "INSERT INTO key_slot SELECT * FROM loose; DROP TABLE loose;"
        )
        connection.execute(f"{crime} WHERE kind LIKE 'sheet%'")
    with pytest.raises(WrongCode):
        workshop.locked().recover(code, NEW_PIN)
    vault = workshop.open()
    vault.rotation.rotate(PIN)
    vault.lock()
    assert _is_back(workshop.locked().recover(code, NEW_PIN), home)


def test_a_trail_that_was_tampered_with_keeps_nobody_from_coming_back(workshop: Workshop, home: Home) -> None:
    code = _sheet(workshop)
    workshop.tamper("DELETE FROM household_seal WHERE scope = 'trail'")
    vault = workshop.locked().recover(code, NEW_PIN)
    assert vault.trail.found_broken
    assert _is_back(vault, home)


@pytest.mark.parametrize("lost", [False, True])
def test_whatever_moment_the_battery_dies_in_recovery_a_pin_and_the_sheet_still_open(
    workshop: Workshop, home: Home, tmp_path: Path, lost: bool
) -> None:
    code = _sheet(workshop)
    if lost:
        (workshop.folder / "secret" / "device").unlink()
    before, opened = tables(workshop.folder)["vault_header"], []
    for remains in deaths(
        workshop.folder, tmp_path, lambda locked: locked, lambda locked: locked.recover(code, NEW_PIN)
    ):
        written = tables(remains)["vault_header"] != before
        opened.append(_opening_pin(remains, home, lost))
        assert opened[-1] == (NEW_PIN if written else None if lost else PIN)
        assert _is_back(locked_in(remains).recover(code, NEW_PIN), home)
    assert len(set(opened)) == 2


def _opening_pin(folder: Path, home: Home, lost: bool) -> str | None:
    """The PIN that opens; where the device secret was lost there is none until the file is written."""
    for pin in (NEW_PIN, PIN):
        try:
            vault = locked_in(folder).unlock(pin)
        except (WrongPin, NoDeviceSecret):
            continue
        assert home.is_whole(vault)
        assert vault.check() == ()
        vault.lock()
        assert secret_in(folder).staged() is None
        return pin
    assert lost
    return None


def test_an_older_file_does_not_open_with_the_sheet_either(workshop: Workshop, tmp_path: Path) -> None:
    code = _sheet(workshop)
    older = shutil.copy(workshop.file, tmp_path / "older")
    vault = workshop.open()
    vault.new_household()
    vault.lock()
    shutil.copy(older, workshop.file)
    with pytest.raises(OlderVault):
        workshop.locked().recover(code, NEW_PIN)


def test_a_new_pin_that_is_too_short_is_refused_and_the_old_one_still_opens(tmp_path: Path) -> None:
    folder, phrase, code = tmp_path / "kast", "paard rijdt naar zee", new_code()
    secret = OwnerOnlyFile(folder / "secret" / "device")
    secret.create()
    create_vault(folder, phrase, secret, demo=False, parameters=CHEAP, sheet=code)
    locked = LockedVault(folder, secret, minimum=CHEAP)
    with pytest.raises(PassphraseNeeded):
        locked.recover(code, PIN)
    assert locked.unlock(phrase).recovery.ways == {Way.SHEET}
    assert locked.recover(code, "fiets staat in de gang").is_open


def test_whether_somebody_has_decided_is_remembered(workshop: Workshop) -> None:
    vault = workshop.open()
    assert not vault.recovery.is_decided
    vault.recovery.decide_for_none()
    vault.lock()
    vault = workshop.open()
    assert (vault.recovery.is_decided, vault.recovery.ways) == (True, frozenset())
    vault.recovery.make_sheet(PIN)
    vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
    assert vault.recovery.ways == {Way.SHEET, Way.ORGANISATION}
    vault.recovery.give_up(PIN, Way.ORGANISATION)
    assert vault.recovery.is_decided
    assert vault.recovery.ways == {Way.SHEET}
    with pytest.raises(WrongPin):
        vault.recovery.give_up("000000", Way.SHEET)
    assert vault.recovery.ways == {Way.SHEET}


def test_a_vault_of_the_first_version_has_no_way_of_recovery_and_is_not_damaged(tmp_path: Path) -> None:
    shutil.copy(SCHEMA_1 / "vault.sqlite3", tmp_path)
    locked = locked_in(tmp_path)
    assert locked.organisation_code() is None
    with pytest.raises(WrongCode):
        locked.recover(new_code(), NEW_PIN)


def test_a_damaged_vault_makes_room_for_its_backup_and_is_kept(
    workshop: Workshop, home: Home, tmp_path: Path
) -> None:
    vault = workshop.open()
    code = vault.recovery.make_sheet(PIN)
    vault.copying.backup(tmp_path / "backup")
    vault.lock()
    for number in range(2):
        workshop.file.write_bytes(b"rommel %d" % number)
        workshop.locked().restore(tmp_path / "backup", code, NEW_PIN, put_aside=True)
    kept = {path.read_bytes() for path in workshop.folder.glob("vault.put-aside*")}
    assert kept == {b"rommel 0", b"rommel 1"}
    assert _is_back(workshop.locked().unlock(NEW_PIN), home)


def test_what_somebody_else_seals_for_a_sheet_does_not_open_with_its_genuine_code(
    workshop: Workshop, home: Home
) -> None:
    """The sheet's public key stands in the file; who can write the file could seal a vault of their own."""
    vault = workshop.open()
    code = vault.recovery.make_sheet(PIN)
    vault.lock()
    ((name, public, sealed),) = workshop.tamper(
        "SELECT vault, public, sealed FROM vault_header, key_slot WHERE kind = 'sheet'"
    )
    forged = seal_to(PublicKey(public), bytes(32), place_of("key_slot", name, "sheet", 1))
    workshop.tamper("UPDATE key_slot SET sealed = ? WHERE kind = 'sheet'", forged)
    with pytest.raises(WrongCode):
        workshop.locked().recover(code, NEW_PIN)
    workshop.tamper("UPDATE key_slot SET sealed = ? WHERE kind = 'sheet'", sealed)
    assert home.is_whole(workshop.locked().recover(code, NEW_PIN))


def test_no_pin_of_one_digit_and_no_weaker_derivation_comes_in_by_recovery(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "kast")
    stronger = Argon2Parameters(memory_kib=128, passes=2, lanes=1)
    passphrase = "een twee drie vier"
    create_vault(workshop.folder, passphrase, workshop.secret, demo=False, parameters=stronger)
    vault = workshop.locked().unlock(passphrase)
    code = vault.recovery.make_sheet(passphrase)
    vault.lock()
    workshop.tamper("UPDATE vault_header SET demo = 1, memory_kib = 64, passes = 1")
    with pytest.raises(PassphraseNeeded):
        workshop.locked().recover(code, "1")
    workshop.locked().recover(code, passphrase).lock()
    assert workshop.tamper("SELECT demo, memory_kib, passes FROM vault_header") == [(0, 128, 2)]

"""A backup brings everything back, elsewhere, to whoever has the code; or one clear sentence, and nothing."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault import backup as backups
from keukentafel.vault.aside import put_aside_in
from keukentafel.vault.backup import (
    BackupHead,
    Reader,
    copy_body,
    keys_in,
    read_head,
    reader_place,
    write_backup,
)
from keukentafel.vault.code_request import request_in
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.mistakes import (
    DamagedBackup,
    ForeignBackup,
    Locked,
    NewerBackup,
    NewerWorkHere,
    NoRecovery,
    NoSafetyKey,
    OlderVault,
    PassphraseNeeded,
    VaultFull,
    VaultInUse,
    VaultMistake,
    VaultUnwritable,
    WrongCode,
    WrongPin,
)
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.recovery_code import RecoveryCode, key_of, new_code, origin_of
from keukentafel.vault.sealed_box import public_of, seal_to
from keukentafel.vault.slots import Way
from keukentafel.vault.tables import SCHEMA
from keukentafel.vault.trail import Action, Actor
from keukentafel.vault.vault import OpenVault
from tests.vault.homes import Home, confided, settle, tell_in_confidence
from tests.vault.material import PIN, Workshop, draft
from tests.vault.mishaps import deaths, locked_in

NEW_PIN = "314159"
ORGANISATION = X25519PrivateKey.generate()


@dataclass
class Scene:
    """A vault with two households, and a place for a backup of it."""

    workshop: Workshop
    vault: OpenVault
    homes: tuple[Home, Home]
    code: RecoveryCode

    @property
    def backup(self) -> Path:
        return self.workshop.folder.parent / "stick" / "backup"

    def make(self) -> Path:
        self.vault.copying.backup(self.backup)
        return self.backup

    def elsewhere(self, name: str = "elders") -> Workshop:
        """Another device: another folder and another device secret."""
        return Workshop(self.workshop.folder.parent / name)

    def is_whole(self, vault: OpenVault) -> bool:
        """Tell whether all is there that was there, but for the safety line."""
        return (
            vault.check() == ()
            and all(home.is_whole(vault) for home in self.homes)
            and vault.setting("team") == "Waterkerke"
            and [one.envelope for one in vault.incoming()] == [b"een", b"twee"]
            and vault.cursor("box") == 2
            and vault.trail.chain().breaks == ()
        )


@pytest.fixture
def scene(workshop: Workshop) -> Scene:
    vault = workshop.open()
    homes = settle(vault, "De Wit"), settle(vault, "Bakker")
    tell_in_confidence(vault, homes[0])
    vault.put_setting("team", "Waterkerke")
    vault.keep_incoming("box", [(1, b"een"), (2, b"twee")], 2)
    vault.act_as(Actor("b" * 32, "worker", "Waterkerke"))
    vault.recovery.let_organisation(PIN, public_of(ORGANISATION))
    made = Scene(workshop, vault, homes, vault.recovery.make_sheet(PIN))
    made.backup.parent.mkdir()
    return made


# Back on another device ------------------------------------------------------------------------------------


def test_with_the_sheet_everything_is_back_on_another_device_with_another_pin(scene: Scene) -> None:
    scene.make()
    there = scene.elsewhere()
    assert there.locked().restore(scene.backup, scene.code, NEW_PIN) == 0
    with pytest.raises(WrongPin):
        there.open()
    vault = there.locked().unlock(NEW_PIN)
    assert scene.is_whole(vault)
    assert confided(vault, scene.homes[0], NEW_PIN) == ["De Wit vertrouwelijk"]
    restored = next(one for one in vault.trail.chain().lines if one.action is Action.RESTORED)
    assert restored.actor == Actor("b" * 32, "worker", "Waterkerke")
    assert vault.device_signing.public_key() == scene.vault.device_signing.public_key()
    vault.lock()
    assert scene.is_whole(there.locked().recover(scene.code, PIN))
    assert scene.is_whole(scene.vault)


def test_with_the_code_that_the_organisation_reads_everything_but_the_safety_line_is_back(
    scene: Scene,
) -> None:
    with scene.make().open("rb") as file:
        request = request_in(file)
    code = read_code_for(ORGANISATION, request.vault, request.sealed_code)
    there = scene.elsewhere()
    there.locked().restore(scene.backup, code, NEW_PIN)
    vault = there.locked().unlock(NEW_PIN)
    assert scene.is_whole(vault)
    with pytest.raises(NoSafetyKey):
        confided(vault, scene.homes[0], NEW_PIN)
    with pytest.raises(WrongCode):
        scene.workshop.locked().recover(code, NEW_PIN)


def test_the_vault_is_written_in_while_a_backup_is_made_of_one_moment(scene: Scene) -> None:
    household, told = scene.homes[0].household, []

    def meanwhile(done: int, size: int) -> None:
        told.append((done, size))
        scene.vault.save_draft(draft(scene.vault, household, "intussen getypt"))
        scene.vault.rotation.rotate(PIN)

    scene.vault.copying.backup(scene.backup, meanwhile)
    assert told
    assert told[-1][0] == told[-1][1]
    there = scene.elsewhere()
    there.locked().restore(scene.backup, scene.code, NEW_PIN)
    assert scene.is_whole(there.locked().unlock(NEW_PIN))
    assert any(one.text == "intussen getypt" for one in scene.vault.drafts(household))


def test_no_backup_is_made_with_keys_that_were_turned_elsewhere(scene: Scene) -> None:
    other = scene.workshop.open()

    class Turning:
        """Turns the keys in another session as soon as the line of the backup is written."""

        done = False

        def after_begin(self, written_elsewhere: bool) -> None: ...
        def before_commit(self) -> None: ...
        def after_rollback(self) -> None: ...
        def after_commit(self) -> None:
            if not self.done:
                self.done = True
                other.rotation.rotate(PIN)

    scene.vault._database.watch(Turning())
    with pytest.raises(Locked):
        scene.make()
    assert not scene.backup.exists()
    other.copying.backup(scene.backup)
    there = scene.elsewhere()
    there.locked().restore(scene.backup, scene.code, NEW_PIN)
    assert scene.is_whole(there.locked().unlock(NEW_PIN))


def test_without_a_way_of_recovery_or_while_writing_none_is_made(workshop: Workshop) -> None:
    vault, target = workshop.open(), workshop.folder / "backup"
    with pytest.raises(NoRecovery):
        vault.copying.backup(target)
    vault.recovery.make_sheet(PIN)
    with pytest.raises(RuntimeError), vault.writing():
        vault.copying.backup(target)
    vault.narrow(vault.new_household())
    with pytest.raises(Locked):
        vault.copying.backup(target)
    assert not target.exists()


def test_an_older_backup_opens_with_the_sheet_of_then(scene: Scene) -> None:
    scene.make()
    newer = scene.vault.recovery.make_sheet(PIN)
    there = scene.elsewhere()
    for code in (newer, new_code()):
        with pytest.raises(WrongCode):
            there.locked().restore(scene.backup, code, NEW_PIN)
    there.locked().restore(scene.backup, scene.code, NEW_PIN)
    assert scene.is_whole(there.locked().unlock(NEW_PIN))


# One clear sentence ----------------------------------------------------------------------------------------


@dataclass
class Parcel:
    """A backup of some bytes, and the code that opens it."""

    path: Path
    code: RecoveryCode

    def unpack(self, data: bytes) -> bytes:
        out, file = io.BytesIO(), io.BytesIO(data)
        head, bound = read_head(file)
        copy_body(file, out, keys_in(head, self.code)[0], head, bound=bound)
        return out.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Parcel]:
    def packed(body: bytes, schema: int = SCHEMA) -> Parcel:
        code, key, copy = new_code(), os.urandom(32), tmp_path / "body"
        copy.write_bytes(body)
        place = reader_place("a" * 32, Way.SHEET, origin_of(code, b"salt"))
        sealed = seal_to(public_of(key_of(code, b"salt")), key + bytes(32), place)
        head = BackupHead("a" * 32, 1, schema, len(body), (Reader(Way.SHEET, b"salt", b"", sealed),))
        write_backup(copy, tmp_path / "parcel", key, head)
        return Parcel(tmp_path / "parcel", code)

    return packed


def test_any_byte_changed_and_any_length_is_told_from_a_wrong_code(pack: Callable[..., Parcel]) -> None:
    parcel = pack(b"een klein kistje")
    whole = parcel.path.read_bytes()
    assert parcel.unpack(whole) == b"een klein kistje"
    for index in range(len(whole)):
        for bit in (1, 128):
            changed = whole[:index] + bytes([whole[index] ^ bit]) + whole[index + 1 :]
            expected = ForeignBackup if index < 8 else (NewerBackup, DamagedBackup)
            with pytest.raises(expected):
                parcel.unpack(changed)
    for length in range(len(whole)):
        with pytest.raises(ForeignBackup if length < 8 else DamagedBackup):
            parcel.unpack(whole[:length])
    for more in (b"\0", whole):
        with pytest.raises(DamagedBackup):
            parcel.unpack(whole + more)
    with pytest.raises(WrongCode):
        replace(parcel, code=new_code()).unpack(whole)


def test_chunks_that_are_swapped_repeated_or_left_out_are_noticed(pack: Callable[..., Parcel]) -> None:
    body = os.urandom(2 * backups.CHUNK + 100)
    parcel = pack(body)
    whole = parcel.path.read_bytes()
    assert parcel.unpack(whole) == body
    beginning = len(whole) - 3 * 4 - 2 * _sealed(backups.CHUNK) - _sealed(100)
    first, second = beginning + 4 + _sealed(backups.CHUNK), beginning + 2 * (4 + _sealed(backups.CHUNK))
    head, one, two, last = whole[:beginning], whole[beginning:first], whole[first:second], whole[second:]
    assert parcel.unpack(head + one + two + last) == body
    for order in ((two, one, last), (one, one, last), (one, last), (one, two), (one, two, last, last)):
        with pytest.raises(DamagedBackup):
            parcel.unpack(head + b"".join(order))


def _sealed(size: int) -> int:
    """Return how long a sealed chunk is: format, nonce, padding to pages, tag."""
    padded = max(128, 4 + size) if size < 4000 else -(-(4 + size) // 4096) * 4096
    return 1 + 12 + padded + 16


REFUSALS: dict[str, tuple[Callable[[bytes], bytes], type[VaultMistake]]] = {
    "an empty file": (lambda whole: b"", ForeignBackup),
    "a picture": (lambda whole: b"\x89PNG\r\n\x1a\n" * 1000, ForeignBackup),
    "a vault": (lambda whole: b"SQLite format 3\0" + bytes(5000), ForeignBackup),
    "a newer format": (lambda whole: whole[:8] + b"\x02" + whole[9:], NewerBackup),
    "a head without an end": (lambda whole: whole[:9] + b"\xff\xff\xff\xff" + whole[13:], DamagedBackup),
    "half of it": (lambda whole: whole[: len(whole) // 2], DamagedBackup),
    "one byte too many": (lambda whole: whole + b"\0", DamagedBackup),
    **{
        f"a byte changed at {part} %": (
            lambda whole, part=part: _changed(whole, len(whole) * part // 100),  # type: ignore[misc]
            DamagedBackup,
        )
        for part in (1, 20, 50, 80, 99)
    },
}


def _changed(whole: bytes, index: int) -> bytes:
    return whole[:index] + bytes([whole[index] ^ 16]) + whole[index + 1 :]


def test_what_cannot_be_restored_is_said_and_leaves_nothing_behind(
    scene: Scene, pack: Callable[..., Parcel]
) -> None:
    whole, there = scene.make().read_bytes(), scene.elsewhere()
    for name, (change, mistake) in REFUSALS.items():
        scene.backup.write_bytes(change(whole))
        with pytest.raises(mistake):
            there.locked().restore(scene.backup, scene.code, NEW_PIN)
        assert _files(there) == {"device"}, name
    for body, schema, mistake in (
        (b"x", SCHEMA + 1, NewerBackup),
        (b"no vault at all", SCHEMA, DamagedBackup),
    ):
        parcel = pack(body, schema)
        with pytest.raises(mistake):
            there.locked().restore(parcel.path, parcel.code, NEW_PIN)
        assert _files(there) == {"device"}
    for path in (scene.backup.parent, scene.backup.parent / "gone"):
        with pytest.raises(ForeignBackup):
            there.locked().restore(path, scene.code, NEW_PIN)
    scene.backup.write_bytes(whole)
    with pytest.raises(PassphraseNeeded):
        there.locked().restore(scene.backup, scene.code, "")
    assert _files(there) == {"device"}
    there.locked().restore(scene.backup, scene.code, NEW_PIN)
    assert scene.is_whole(there.locked().unlock(NEW_PIN))


def _files(workshop: Workshop) -> set[str]:
    """The names of the files of a device; what is staged beside the secret counts for nothing there."""
    return {path.name for path in workshop.files() if path.name not in {"device.counter", "forgotten"}}


def test_who_knows_the_public_key_of_a_sheet_cannot_make_a_backup_that_it_opens(scene: Scene) -> None:
    scene.make()
    with scene.backup.open("rb") as file:
        genuine, _ = read_head(file)
    sheet = next(one for one in genuine.readers if one.way == Way.SHEET)
    public, own = scene.vault.rotation.slot_keys.all()[Way.SHEET], os.urandom(64)
    assert len(keys_in(replace(genuine, readers=(sheet,)), scene.code)[0]) == 32
    for origin in (b"", bytes(32), bytes(public)):
        sealed = seal_to(public, own, reader_place(genuine.vault, Way.SHEET, origin))
        forged = replace(genuine, readers=(replace(sheet, sealed=sealed),))
        with pytest.raises(WrongCode):
            keys_in(forged, scene.code)


# Where there is a vault already ----------------------------------------------------------------------------


def test_newer_work_is_never_overwritten_in_silence(scene: Scene) -> None:
    scene.make()
    scene.vault.put_setting("team", "daarna")
    with pytest.raises(VaultInUse):
        scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN, put_aside=True)
    assert scene.vault.setting("team") == "daarna"
    scene.vault.lock()
    before = scene.workshop.file.read_bytes()
    with pytest.raises(NewerWorkHere):
        scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN)
    with pytest.raises(WrongCode):
        scene.workshop.locked().restore(scene.backup, new_code(), NEW_PIN, put_aside=True)
    assert scene.workshop.file.read_bytes() == before
    assert scene.workshop.open().setting("team") == "daarna"


def test_what_was_put_aside_opens_elsewhere_with_its_own_sheet_and_not_here_as_if_it_were_the_newest(
    scene: Scene,
) -> None:
    scene.make()
    for _ in range(9):
        scene.vault.put_setting("team", "daarna")
    scene.vault.lock()
    for _ in range(2):
        scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN, put_aside=True)
    assert scene.is_whole(scene.workshop.locked().unlock(NEW_PIN))
    aside = sorted(scene.workshop.folder.glob("vault.put-aside*"), key=lambda path: path.stat().st_mtime_ns)
    assert len(aside) == 2
    there = scene.elsewhere()
    there.file.write_bytes(aside[0].read_bytes())
    vault = there.locked().recover(scene.code, PIN)
    assert (vault.setting("team"), vault.check()) == ("daarna", ())
    scene.workshop.file.write_bytes(aside[0].read_bytes())
    with pytest.raises(OlderVault):
        scene.workshop.locked().recover(scene.code, PIN)


def test_what_was_put_aside_is_listed_taken_back_and_thrown_away(scene: Scene) -> None:
    scene.make()
    scene.vault.put_setting("team", "daarna")
    scene.vault.lock()
    folder, locked = scene.workshop.folder, scene.workshop.locked()
    assert put_aside_in(folder) == ()
    locked.restore(scene.backup, scene.code, NEW_PIN, put_aside=True)
    (first,) = put_aside_in(folder)
    before = first.path.read_bytes()
    assert (first.since, first.size) == (int(scene.workshop.now) * 1000, len(before))
    with pytest.raises(WrongCode):
        first.fits(new_code())
    with pytest.raises(WrongCode):
        locked.restore(first.path, new_code(), PIN, put_aside=True)
    first.fits(scene.code)
    scene.workshop.now += 60
    locked.restore(first.path, scene.code, "314159", put_aside=True)
    vault = locked.unlock("314159")
    assert (vault.setting("team"), vault.check()) == ("daarna", ())
    assert first.path.read_bytes() == before
    second, _ = put_aside_in(folder)
    for one in (second, first):
        one.discard()
    assert not [path for path in scene.workshop.files() if path.name.startswith("vault.put-aside")]
    with pytest.raises(ForeignBackup):
        locked.restore(first.path, scene.code, PIN, put_aside=True)
    assert vault.setting("team") == "daarna"


def test_what_was_put_aside_damaged_is_not_taken_back(scene: Scene) -> None:
    scene.make()
    scene.vault.lock()
    whole = scene.workshop.file.read_bytes()
    for data in (whole[:5000], whole[:100] + b"x" * (len(whole) - 100)):
        scene.workshop.file.write_bytes(data)
        scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN, put_aside=True)
        (aside,) = put_aside_in(scene.workshop.folder)
        with pytest.raises(DamagedBackup):
            aside.fits(scene.code)
        with pytest.raises(DamagedBackup):
            scene.workshop.locked().restore(aside.path, scene.code, PIN, put_aside=True)
        assert scene.is_whole(scene.workshop.locked().unlock(NEW_PIN))
        aside.discard()


def test_a_vault_that_is_damaged_is_put_aside_as_it_is_log_and_all(scene: Scene) -> None:
    scene.make()
    scene.vault.lock()
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):
        (scene.workshop.folder / name).write_bytes(b"niets meer waard " * 1000)
    scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN, put_aside=True)
    assert scene.is_whole(scene.workshop.locked().unlock(NEW_PIN))
    kept = list(scene.workshop.folder.glob("vault.put-aside*"))
    assert [path.read_bytes()[:17] for path in kept] == [b"niets meer waard "] * 2


def test_what_was_forgotten_is_forgotten_again(scene: Scene) -> None:
    scene.make()
    gone, stays = scene.homes
    scene.vault.forgetting.household(PIN, stays.household, "request")
    scene.vault.lock()
    assert scene.workshop.locked().restore(scene.backup, scene.code, NEW_PIN, put_aside=True) == 1
    vault = scene.workshop.locked().unlock(NEW_PIN)
    assert vault.households() == (gone.household,)
    there = scene.elsewhere()
    there.locked().restore(scene.backup, scene.code, NEW_PIN, marks=[stays.household])
    vault = there.locked().unlock(NEW_PIN)
    assert vault.households() == (gone.household,)
    assert vault.check() == ()


def test_whatever_moment_the_battery_dies_the_old_vault_opens_or_the_restored_one(
    scene: Scene, tmp_path: Path
) -> None:
    scene.make()
    scene.vault.put_setting("team", "daarna")
    scene.vault.lock()
    outcomes = []
    for remains in deaths(
        scene.workshop.folder,
        tmp_path / "room",
        lambda locked: locked,
        lambda locked: locked.restore(scene.backup, scene.code, NEW_PIN, put_aside=True),
    ):
        outcomes.append(_outcome(scene, remains))
    assert set(outcomes) == {"old", "restored"}
    assert outcomes == sorted(outcomes)


def _outcome(scene: Scene, folder: Path) -> str:
    try:
        vault = locked_in(folder).unlock(PIN)
        assert vault.setting("team") == "daarna"
        outcome = "old"
    except WrongPin:
        vault = locked_in(folder).unlock(NEW_PIN)
        assert vault.setting("team") == "Waterkerke"
        outcome = "restored"
    assert vault.check() == ()
    assert not [*folder.glob("vault.unfinished*"), *folder.glob("vault.copy*")]
    vault.lock()
    return outcome


KILLS = """
import os, shutil, signal, sys
from pathlib import Path
from tests.vault.mishaps import locked_in
folder, room, backup, code = sys.argv[1:]

def restore_and_die(moment):
    left, begun = moment, False
    def watch(event, arguments):
        nonlocal left, begun
        begun = begun or (event == "open" and "vault.put-aside" in str(arguments[0]))
        if begun and event in ("open", "os.rename", "os.remove", "sqlite3.connect", "os.link"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    locked_in(Path(room, str(moment))).restore(Path(backup), code, "314159", put_aside=True)
    os._exit(0)

for moment in range(1, 100):
    shutil.copytree(folder, Path(room, str(moment)))
    child = os.fork()
    if child == 0:
        restore_and_die(moment)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(ended)
    if ended == 0:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")
def test_a_kill_while_one_vault_takes_the_place_of_another_leaves_the_old_one_or_the_restored_one(
    scene: Scene, tmp_path: Path
) -> None:
    scene.make()
    scene.vault.put_setting("team", "daarna")
    scene.vault.lock()
    room = tmp_path / "room"
    command = [sys.executable, "-c", KILLS, scene.workshop.folder, room, scene.backup, scene.code]
    ended = subprocess.run([str(word) for word in command], capture_output=True, check=True, text=True)
    exits = [int(line) for line in ended.stdout.split()]
    assert exits == [-signal.SIGKILL] * (len(exits) - 1) + [0], ended.stderr
    outcomes = [_outcome(scene, room / str(moment)) for moment in range(1, len(exits) + 1)]
    assert set(outcomes) == {"old", "restored"}
    assert outcomes == sorted(outcomes)


# Nothing left, nothing open --------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_stick_is_said_and_keeps_the_backup_that_is_on_it(scene: Scene) -> None:
    before = scene.make().read_bytes()
    scene.backup.with_name("backup.unfinished").symlink_to("/dev/full")
    with pytest.raises(VaultFull):
        scene.make()
    with pytest.raises(VaultUnwritable):
        scene.vault.copying.backup(scene.backup.parent / "gone" / "backup")
    assert [path.name for path in scene.backup.parent.iterdir()] == ["backup"]
    assert scene.backup.read_bytes() == before
    assert scene.is_whole(scene.vault)


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from keukentafel.vault.mistakes import VaultFull, VaultUnwritable
from tests.vault.material import PIN
from tests.vault.mishaps import locked_in
folder, backup = locked_in(Path(sys.argv[1])), Path(sys.argv[2])
vault = folder.unlock(PIN) if sys.argv[3] == "backup" else None
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), resource.RLIM_INFINITY))
try:
    if vault is not None:
        vault.copying.backup(backup)
    else:
        folder.restore(backup, sys.argv[4], "314159", put_aside=True)
except (VaultFull, VaultUnwritable) as mistake:
    print(type(mistake).__name__)
finally:
    if vault is not None:
        vault.lock()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit to the size of a file")
def test_without_room_for_the_copy_or_the_restored_vault_nothing_is_left_of_it(scene: Scene) -> None:
    scene.make()
    scene.vault.lock()
    names = {path.name for path in scene.workshop.files()}
    logs, size = {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}, scene.workshop.file.stat().st_size
    for what in ("backup", "restore"):
        said = set()
        for limit in (size // 3, size + 5000):
            target = scene.backup.with_name(f"{what}-{limit}") if what == "backup" else scene.backup
            command = [sys.executable, "-c", NO_ROOM]
            command += [str(scene.workshop.folder), str(target), what, scene.code, str(limit)]
            ended = subprocess.run(command, capture_output=True, check=True, text=True)
            said.add(ended.stdout.strip())
            assert bool(ended.stdout) != target.exists() or what == "restore"
            if ended.stdout:
                # Without room its own log may stay beside the vault; that is for SQLite to read.
                assert {path.name for path in scene.workshop.files()} - logs == names
                vault = scene.workshop.open()
                assert scene.is_whole(vault)
                vault.lock()
        assert said & {"VaultFull", "VaultUnwritable"}


def test_no_copy_lies_about_and_what_a_kill_left_goes_at_the_next_opening(scene: Scene) -> None:
    before = {path.name for path in scene.workshop.files()}
    scene.make()
    assert {path.name for path in scene.workshop.files()} == before
    text = scene.backup.read_bytes()
    assert not any(word in text for word in (b"De Wit", b"Bakker", b"Waterkerke", b"SQLite", PIN.encode()))
    for name in ("vault.copy.0a0b", "vault.copy.0a0b-journal", "vault.unfinished", "vault.unfinished-wal"):
        (scene.workshop.folder / name).write_bytes(b"left")
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert {path.name for path in scene.workshop.files()} == before


def test_a_log_without_its_vault_is_not_read_into_a_new_one(scene: Scene) -> None:
    scene.make()
    scene.vault.put_setting("team", "in het logboek")
    log = scene.workshop.folder / f"{FILE_NAME}-wal"
    stale = log.read_bytes()
    assert stale
    there = scene.elsewhere()
    (there.folder / f"{FILE_NAME}-wal").write_bytes(stale)
    there.locked().restore(scene.backup, scene.code, NEW_PIN)
    assert scene.is_whole(there.locked().unlock(NEW_PIN))

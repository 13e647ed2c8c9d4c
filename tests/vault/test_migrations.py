"""A file of an earlier version opens with everything in it, also when the battery died half-way."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.names import HouseholdId
from keukentafel.vault.inspection import FindingKind
from keukentafel.vault.mistakes import (
    DamagedVault,
    NewerVault,
    OlderVault,
    VaultMistake,
    WrongCode,
    WrongPin,
)
from keukentafel.vault.outbox import OutboxState
from keukentafel.vault.recovery_code import new_code
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.tables import SCHEMA
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, Workshop, draft
from tests.vault.mishaps import deaths, locked_in, tables

FORMER: Final = Path(__file__).parent


@dataclass
class Former:
    """A vault that the last release with an earlier schema made, and what it had in it."""

    workshop: Workshop
    contents: dict[str, Any]

    def rows(self) -> dict[str, set[tuple[Any, ...]]]:
        """Every row but the header's, where attempts are counted."""
        return {name: rows for name, rows in tables(self.workshop.folder).items() if name != "vault_header"}

    @property
    def schema(self) -> int:
        ((schema,),) = self.workshop.tamper("PRAGMA user_version")
        return int(schema)

    def is_whole(self, vault: OpenVault) -> bool:
        """Tell whether everything is there, and nothing is wrong with it."""
        expected = self.contents["households"]
        first = HouseholdId(expected[0]["id"])
        shelf = vault.shelf(first)
        (erased,) = [one.signed.id for one in shelf.entries() if one.value is None]
        (sent,) = vault.outgoing(first)
        return (
            vault.check() == ()
            and [_read(vault, household) for household in vault.households()] == expected
            and [one.text for one in vault.drafts(first)] == ["een half geschreven zin"]
            and [one.data for one in vault.documents(first, "bundle")] == [b"{}"]
            and [one.data for one in vault.documents(first, "note")] == [b"van mij"]
            and shelf.is_erased(erased)
            and [one.value and one.value.content for one in shelf.waiting_for(erased)]
            == ["nog niet aan de beurt"]
            and (sent.envelope, sent.state, sent.position) == (b"envelope" * 40, OutboxState.DELIVERED, 7)
            and vault.about(sent.id) == "a" * 64
            and [one.envelope for one in vault.incoming()] == [b"een", b"twee"]
            and vault.cursor("mailbox") == 2
            and vault.setting("membership") == self.contents["membership"]
            and vault.device_signing.public_key().public_bytes_raw().hex() == self.contents["device"]
        )


def _read(vault: OpenVault, household: HouseholdId) -> dict[str, Any]:
    entries = vault.entries(household)
    lines = (f"{one.signed.id} {json.dumps(one.value.content if one.value else None)}" for one in entries)
    return {
        "id": household,
        "card": vault.card(household),
        "heads": len(entries),
        "said": sha256("\n".join(sorted(lines)).encode()).hexdigest(),
        "compartments": [[one.id, one.kind, one.person] for one in vault.compartments(household)],
    }


def _unpacked(schema: int, folder: Path) -> Former:
    packed, secret = FORMER / f"schema-{schema}", folder / "secret"
    secret.mkdir(mode=0o700, parents=True)
    for name in ("device", "device.counter"):
        copy = secret / name
        shutil.copyfile(packed / f"device.{'bin' if name == 'device' else 'counter'}", copy)
        copy.chmod(0o600)
    shutil.copyfile(packed / "vault.sqlite3", folder / "vault.sqlite3")
    return Former(Workshop(folder), json.loads((packed / "contents.json").read_text("utf-8")))


@pytest.fixture
def former(tmp_path: Path) -> Former:
    return _unpacked(1, tmp_path / "kast")


def test_every_earlier_schema_has_a_vault_that_opens_here_with_everything_in_it(tmp_path: Path) -> None:
    assert {path.name for path in FORMER.glob("schema-*")} == {f"schema-{n}" for n in range(1, SCHEMA)}
    for schema in range(1, SCHEMA):
        former = _unpacked(schema, tmp_path / str(schema))
        assert former.schema == schema
        vault = former.workshop.open()
        assert former.is_whole(vault)
        assert former.schema == SCHEMA
        (noted,) = [one for one in vault.trail.chain().lines if one.action is Action.MIGRATED]
        assert noted.object == str(schema)
        vault.lock()
        vault = former.workshop.open()
        assert [one.action for one in vault.trail.chain().lines].count(Action.MIGRATED) == 1
        assert vault.check() == ()


def test_what_this_version_adds_works_in_a_migrated_vault(former: Former) -> None:
    vault = former.workshop.open()
    household, officer = vault.households()[0], public_of(X25519PrivateKey.generate())
    vault.safety.write(household, "gezien", officer)
    code, backup = vault.recovery.make_sheet(PIN), former.workshop.folder.parent / "backup"
    vault.copying.backup(backup)
    vault.forgetting.household(PIN, vault.households()[1], "request")
    assert vault.check() == ()
    there = Workshop(former.workshop.folder.parent / "elders")
    there.locked().restore(backup, code, PIN)
    again = there.open()
    assert [one.content for one in again.safety.read(household, PIN)] == ["gezien"]
    assert former.is_whole(again)


def test_before_the_pin_a_former_file_is_shown_and_not_touched(former: Former) -> None:
    before = former.rows()
    locked = former.workshop.locked()
    assert (locked.is_demo, locked.only_recovery, locked.organisation_code()) == (True, False, None)
    with pytest.raises(WrongCode):
        locked.recover(new_code(), PIN)
    with pytest.raises(WrongPin):
        locked.unlock("000000")
    assert (former.schema, former.rows()) == (1, before)
    assert former.is_whole(former.workshop.open())


def test_damage_from_before_is_named_afterwards_and_stays_with_its_household(former: Former) -> None:
    struck, spared = (HouseholdId(one["id"]) for one in former.contents["households"][1:])
    former.workshop.tamper("UPDATE head SET sealed = zeroblob(length(sealed)) WHERE scope = ?", struck)
    vault = former.workshop.open()
    assert {(one.household, one.kind) for one in vault.check()} >= {(struck, FindingKind.CHANGED)}
    assert {one.household for one in vault.check()} == {struck}
    vault.save_draft(draft(vault, spared, "verder"))
    assert _read(vault, spared)["said"] == former.contents["households"][2]["said"]


def test_whatever_moment_the_battery_dies_it_opens_as_before_or_migrated(
    former: Former, tmp_path: Path
) -> None:
    before, found = former.rows(), []
    folder, room = former.workshop.folder, tmp_path / "room"
    for remains in deaths(folder, room, lambda locked: locked, lambda locked: locked.unlock(PIN)):
        left = Former(Workshop(remains), former.contents)
        found.append(left.schema)
        assert left.schema in {1, SCHEMA}
        assert left.schema == SCHEMA or left.rows() == before
        vault = locked_in(remains).unlock(PIN)
        assert left.is_whole(vault)
        assert [one.action for one in vault.trail.chain().lines].count(Action.MIGRATED) == 1
        vault.lock()
    assert found == sorted(found)
    assert {1, SCHEMA} == set(found)
    assert len(found) > 50


KILL = """
import os, signal, sys
from pathlib import Path
from tests.vault.material import CHEAP, PIN, Workshop
from tests.vault.mishaps import secret_in
from keukentafel.vault.database import connect_sqlite
from keukentafel.vault.vault import LockedVault

class Driver:
    def __init__(self, path):
        self.driver = connect_sqlite(path)

    def execute(self, sql, parameters=()):
        answer = self.driver.execute(sql, parameters)
        if sql.startswith(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    def close(self):
        self.driver.close()

folder = Path(sys.argv[1])
LockedVault(folder, secret_in(folder), minimum=CHEAP, connect=Driver).unlock(PIN)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX matter")
@pytest.mark.parametrize(
    ("statement", "schema"),
    [("DELETE FROM setting", 1), ("PRAGMA user_version=", 1), ("PRAGMA wal_checkpoint", SCHEMA)],
)
def test_a_real_kill_leaves_it_as_before_or_migrated(former: Former, statement: str, schema: int) -> None:
    command = [sys.executable, "-c", KILL, str(former.workshop.folder), statement]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert former.schema == schema
    assert former.is_whole(former.workshop.open())


def test_an_older_file_is_refused_as_such_and_not_migrated(former: Former) -> None:
    older = former.workshop.file.read_bytes()
    vault = former.workshop.open()
    vault.put_card(vault.households()[0], {"name": "later"})
    vault.lock()
    former.workshop.file.write_bytes(older)
    before = former.rows()
    with pytest.raises(OlderVault):
        former.workshop.open()
    assert (former.schema, former.rows()) == (1, before)


@pytest.mark.parametrize(
    ("version", "mistake"),
    [(SCHEMA + 1, NewerVault), (2**31 - 1, NewerVault), (0, DamagedVault), (-1, DamagedVault)],
)
def test_a_version_that_is_not_known_is_refused_in_one_sentence_and_nothing_is_changed(
    former: Former, version: int, mistake: type[VaultMistake]
) -> None:
    former.workshop.tamper(f"PRAGMA user_version={version}")
    before = former.rows()
    whole = former.workshop.file.read_bytes()
    for _ in range(2):
        with pytest.raises(mistake):
            former.workshop.open()
    assert former.rows() == before
    if mistake is NewerVault:
        assert former.workshop.file.read_bytes() == whole
    former.workshop.tamper("PRAGMA user_version=1")
    assert former.is_whole(former.workshop.open())


def test_a_present_file_that_says_it_is_a_former_one_is_not_migrated_again(workshop: Workshop) -> None:
    vault = workshop.open()
    vault.put_setting("team", "Waterkerke")
    vault.lock()
    workshop.tamper("PRAGMA user_version=1")
    with pytest.raises(DamagedVault):
        workshop.open()
    workshop.tamper(f"PRAGMA user_version={SCHEMA}")
    vault = workshop.open()
    assert (vault.setting("team"), vault.check()) == ("Waterkerke", ())


def test_the_former_vaults_are_small_and_hold_no_word(tmp_path: Path) -> None:
    for schema in range(1, SCHEMA):
        former = _unpacked(schema, tmp_path / str(schema))
        assert former.workshop.file.stat().st_size < 1_000_000
        assert not [name for name in os.listdir(former.workshop.folder) if name.endswith(("-wal", "-shm"))]
        for household in former.contents["households"]:
            assert household["card"]["name"].encode() not in former.workshop.file.read_bytes()

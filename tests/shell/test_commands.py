"""The commands on a vault: what they do, how they end, and what they never show."""

import contextlib
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import click
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from keukentafel.app.commands.entrance import enter
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.program import commands
from keukentafel.app.commands.refusal import SENTENCES, answer_to
from keukentafel.app.commands.session import Surroundings
from keukentafel.app.demo.prepare import RECOVERY_KEY, read_demo
from keukentafel.app.home import occupy
from keukentafel.app.house import read_accounts
from keukentafel.app.state.card import read_card
from keukentafel.app.texts import read_texts
from keukentafel.edition.own_document import read_own_data
from keukentafel.journal.names import HouseholdId
from keukentafel.journal.operation import Operation
from keukentafel.journal.rebuilding import DiscrepancyKind
from keukentafel.vault import code_request, mistakes
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.inspection import FindingKind
from keukentafel.vault.key_derivation import STANDARD
from keukentafel.vault.mistakes import MistypedCode, TooSoon, VaultMistake
from keukentafel.vault.recovery_code import new_code
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.slots import Way
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.app.town import DEMO, maker
from tests.vault.material import CHEAP

ROOT = Path(__file__).parents[2]
TEXTS = read_texts()
SAMIRA = "worker-1"
PIN = next(one.pin for one in DEMO.accounts if one.id == SAMIRA)
NEW_PIN = "een heel andere wachtzin"
SHEET = read_demo().recovery
WORD = TEXTS("commands.forget.word")
FINE, WRONG, CANNOT_START, REFUSED, UNWRITABLE = list(ExitCode)[:5]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Counter:
    """A data folder with the demo in it, and somebody at the command line."""

    home: Path

    def run(self, *arguments: object, answers: Sequence[str] = (), account: str = SAMIRA) -> Ended:
        """Run one command in this process, with a cheap key derivation; answers come through a pipe."""
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{one}\n" for one in answers).encode())
        os.close(writing)
        out, err = io.StringIO(), io.StringIO()
        words = [*map(str, arguments), "--account", account, "--pin-fd", str(reading)]
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = enter(words, {"KEUKENTAFEL_HOME": str(self.home)}, CHEAP)
        finally:
            os.close(reading)
        ended = Ended(int(code), out.getvalue(), err.getvalue())
        assert not [one for one in answers if one not in {"", WORD} and one in ended.said]
        return ended

    @property
    def folder(self) -> Path:
        return next(one.folder for one in read_accounts(self.home, {}) if one.id == SAMIRA)

    @contextlib.contextmanager
    def opened(self, pin: str = PIN) -> Iterator[OpenVault]:
        locked = LockedVault(self.folder, OwnerOnlyFile(self.folder / "device"), minimum=CHEAP)
        vault = locked.unlock(pin)
        yield vault
        vault.lock()

    def tamper(self, statement: str, *parameters: object) -> None:
        with closing(sqlite3.connect(self.folder / "vault.sqlite3", isolation_level=None)) as connection:
            assert connection.execute(statement, parameters).rowcount

    def backup(self, place: Path) -> Path:
        assert self.run("backup", place, answers=[PIN]).code == FINE
        return place


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("waterkerke")
    assert maker(home).make_once()
    return home


@pytest.fixture
def counter(made: Path, tmp_path: Path) -> Counter:
    home = tmp_path / "home"
    shutil.copytree(made, home)
    return Counter(home)


@pytest.fixture
def names(counter: Counter) -> dict[str, str]:
    """The households of Samira with the names that only who asks for them may see."""
    with counter.opened() as vault:
        return {household: read_card(card).name for household, card in vault.cards(0, 99)}


def shown(names: dict[str, str], said: str) -> list[str]:
    return [name for name in names.values() if name in said]


# ── check and list ───────────────────────────────────────────────────────────────────────────────────────


def test_a_vault_that_is_well_is_said_to_be_well_without_a_name(
    counter: Counter, names: dict[str, str]
) -> None:
    ended = counter.run("check", answers=[PIN])
    assert ended.code == FINE
    assert TEXTS("commands.check.well") in ended.out
    assert f"{len(names)} huishoudens" in ended.out
    assert TEXTS("commands.check.recovery.sheet") in ended.out
    listed = counter.run("list", answers=[PIN])
    assert shown(names, ended.said + listed.said) == []
    assert [line.strip() for line in listed.out.splitlines()] == list(names)
    # The control: the same search finds them when they were asked for.
    assert shown(names, counter.run("list", "--names", answers=[PIN]).out) == list(names.values())


def test_a_changed_row_is_found_and_its_household_named_by_id_unless_the_name_is_asked(
    counter: Counter, names: dict[str, str]
) -> None:
    household = next(iter(names))
    counter.tamper("UPDATE value SET sealed = zeroblob(40) WHERE scope = ?", household)
    ended = counter.run("check", answers=[PIN])
    assert ended.code == WRONG
    assert re.findall(r"Huishouden ([0-9a-f]{32}):", ended.out) == [household] * ended.out.count(
        "Huishouden "
    )
    assert TEXTS("commands.finding.changed") in ended.out
    assert shown(names, ended.said) == []
    assert shown(names, counter.run("check", "--names", answers=[PIN]).out) == [names[household]]


def test_a_wrong_head_under_the_right_seal_is_found(counter: Counter, names: dict[str, str]) -> None:
    household = next(iter(names))
    with counter.opened() as vault:
        shelf = vault.shelf(vault.households()[0])
        where = shelf.places()[0]
        gone = set(shelf.heads(where))
        shelf.put_heads(where, frozenset())
        household = vault.households()[0]
        assert vault.check() == ()
    ended = counter.run("check", "--json", answers=[PIN])
    found = json.loads(ended.out)
    assert (ended.code, found["well"], found["findings"]) == (WRONG, False, [])
    assert {(one["household"], one["kind"]) for one in found["heads"]} == {(household, "not_shown")}
    assert {one["operation"] for one in found["heads"]} == gone
    assert shown(names, ended.said) == []
    assert TEXTS("commands.discrepancy.not_shown") in counter.run("check", answers=[PIN]).out


def test_it_finds_what_the_vault_itself_finds_also_when_a_key_is_gone(
    counter: Counter, names: dict[str, str]
) -> None:
    first, second = list(names)[:2]
    counter.tamper("DELETE FROM wrapped_key WHERE scope = 'vault' AND id = ?", first)
    counter.tamper("DELETE FROM operation WHERE scope = ?", second)
    with counter.opened() as vault:
        expected = {(one.household, one.kind, one.table) for one in vault.check()}
    found = json.loads(counter.run("check", "--json", answers=[PIN]).out)["findings"]
    assert {(one["household"], one["kind"], one["table"]) for one in found} == expected
    assert {first, second} <= {one["household"] for one in found}


def test_a_line_taken_from_the_trail_is_shown_as_a_break_and_stays_one(counter: Counter) -> None:
    assert counter.run("trail", answers=[PIN]).code == FINE
    counter.tamper("DELETE FROM trail WHERE place_in_line = 2")
    for _ in range(2):
        ended = counter.run("check", "--json", answers=[PIN])
        assert ended.code == WRONG
        assert 2 in json.loads(ended.out)["trail"]["breaks"]
    told = counter.run("trail", "--limit", 99, answers=[PIN])
    assert told.code == WRONG
    assert TEXTS("commands.trail.broken", number=2) in told.out


def test_an_end_cut_off_the_trail_stays_a_break(counter: Counter) -> None:
    counter.run("rotate", answers=[PIN])
    counter.tamper("DELETE FROM trail WHERE place_in_line = (SELECT max(place_in_line) FROM trail)")
    for _ in range(2):
        assert json.loads(counter.run("check", "--json", answers=[PIN]).out)["trail"]["breaks"]
    assert counter.run("trail", "--limit", 1, answers=[PIN]).code == WRONG


def test_the_trail_tells_what_was_done_in_ids(counter: Counter, names: dict[str, str]) -> None:
    counter.run("rotate", answers=[PIN])
    ended = counter.run("trail", "--limit", 4, answers=[PIN])
    assert [line.split("  ")[2] for line in ended.out.splitlines()] == [
        TEXTS(f"commands.action.{one}") for one in ("unlocked", "rotated", "unlocked", "unlocked")
    ][:4]
    everything = counter.run("trail", "--limit", 999, "--json", answers=[PIN]).out
    assert json.loads(everything)["lines"][0]["action"] == "unlocked"
    assert shown(names, ended.said + everything) == []


# ── backup, restore, recover ─────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_one_sealed_file_that_never_goes_over_another(counter: Counter, tmp_path: Path) -> None:
    place = tmp_path / "kluis.kopie"
    ended = counter.run("backup", place, answers=[PIN])
    assert ended.code == FINE
    assert f"({-(-place.stat().st_size // 1000)} kB)" in ended.out
    assert TEXTS("commands.backup.opened_by.sheet") in ended.out
    first = place.read_bytes()
    assert counter.run("backup", place, answers=[PIN]).code == REFUSED
    assert place.read_bytes() == first
    nowhere = counter.run("backup", tmp_path / "nergens" / "kopie", answers=[PIN])
    assert (nowhere.code, list(tmp_path.glob("*.unfinished"))) == (UNWRITABLE, [])
    assert str(tmp_path / "nergens" / "kopie") in nowhere.err


def test_a_vault_without_a_way_of_recovery_is_not_backed_up(counter: Counter, tmp_path: Path) -> None:
    with counter.opened() as vault:
        vault.recovery.give_up(PIN, Way.SHEET)
    ended = counter.run("backup", tmp_path / "kopie", answers=[PIN])
    assert (ended.code, ended.err) == (REFUSED, TEXTS("commands.mistake.no_recovery") + "\n")
    assert not (tmp_path / "kopie").exists()


def test_a_backup_comes_back_on_a_device_that_had_nothing(
    counter: Counter, names: dict[str, str], tmp_path: Path
) -> None:
    place = counter.backup(tmp_path / "kopie")
    fresh = Counter(tmp_path / "new")
    wrong = fresh.run("restore", place, answers=[new_code(), NEW_PIN])
    assert (wrong.code, list(fresh.home.glob("vaults*"))) == (REFUSED, [])
    ended = fresh.run("restore", place, answers=[SHEET, NEW_PIN])
    assert (ended.code, shown(names, ended.said)) == (FINE, [])
    assert TEXTS("commands.restore.households", households=len(names)) in ended.out
    assert [one.post.value for one in read_accounts(fresh.home, {})] == ["worker"]
    assert set(fresh.run("list", answers=[NEW_PIN]).out.split()) == set(names)
    assert fresh.run("list", answers=[PIN]).code == REFUSED
    assert fresh.run("check", answers=[NEW_PIN]).code == FINE


def test_a_restore_that_was_broken_off_goes_on_with_the_same_device_secret(
    counter: Counter, tmp_path: Path
) -> None:
    place = counter.backup(tmp_path / "kopie")
    fresh = Counter(tmp_path / "new")
    assert fresh.run("restore", place, answers=[SHEET, ""]).code == REFUSED
    (begun,) = (fresh.home / "vaults.restored").iterdir()
    (begun / "vault.sqlite3").write_bytes(b"half")
    assert fresh.run("restore", place, answers=[SHEET, NEW_PIN]).code == FINE
    assert fresh.folder.name == begun.name
    assert not (fresh.home / "vaults.restored").exists()


def test_what_is_here_is_not_restored_over_unless_it_is_put_aside_and_stays_forgotten(
    counter: Counter, names: dict[str, str], tmp_path: Path
) -> None:
    place, household = counter.backup(tmp_path / "kopie"), next(iter(names))
    forgot = counter.run("forget", household, "--reason", "verzoek", answers=[PIN, WORD])
    assert forgot.code == FINE
    refused = counter.run("restore", place, answers=[SHEET, NEW_PIN])
    assert (refused.code, refused.out) == (REFUSED, "")
    assert counter.run("check", answers=[PIN]).code == FINE
    ended = counter.run("restore", place, "--put-aside", answers=[SHEET, NEW_PIN])
    assert TEXTS("commands.restore.forgotten", again=1) in ended.out
    (aside,) = counter.folder.glob("vault.put-aside-*")
    assert household not in counter.run("list", answers=[NEW_PIN]).out
    taken = counter.run("restore", aside, "--put-aside", answers=[SHEET, PIN])
    assert (taken.code, "pzij gezette kluis van" in taken.err) == (FINE, True)
    assert counter.run("check", answers=[PIN]).code == FINE


def test_who_restores_over_a_vault_that_nothing_would_open_is_told_so(
    counter: Counter, tmp_path: Path
) -> None:
    place = counter.backup(tmp_path / "kopie")
    told = TEXTS("commands.restore.would_be_lost")
    assert told not in counter.run("restore", place, "--put-aside", answers=["", ""]).err
    with counter.opened() as vault:
        for way in vault.recovery.ways:
            vault.recovery.give_up(PIN, way)
    assert told in counter.run("restore", place, "--put-aside", answers=["", ""]).err


def test_a_backup_that_cannot_be_used_is_refused_with_its_own_sentence(
    counter: Counter, tmp_path: Path
) -> None:
    whole = counter.backup(tmp_path / "kopie").read_bytes()
    cases = {
        whole[:-1]: ("damaged_backup", WRONG),
        whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:]: ("damaged_backup", WRONG),
        whole[:8] + b"\x09" + whole[9:]: ("newer_backup", CANNOT_START),
        b"een brief": ("foreign_backup", CANNOT_START),
    }
    fresh = Counter(tmp_path / "new")
    for data, (key, code) in cases.items():
        (tmp_path / "stuk").write_bytes(data)
        ended = fresh.run("restore", tmp_path / "stuk", answers=[SHEET, NEW_PIN])
        assert (ended.code, ended.err.splitlines()[-1]) == (code, TEXTS(f"commands.mistake.{key}"))
    assert fresh.run("restore", tmp_path / "niets").code == CANNOT_START
    assert not (fresh.home / "vaults").exists()


def test_a_slip_in_the_code_is_told_by_its_group(counter: Counter) -> None:
    slip = SHEET[:5] + ("0" if SHEET[5] != "0" else "1") + SHEET[6:]
    ended = counter.run("recover", answers=[slip, NEW_PIN])
    assert (ended.code, ended.err) == (REFUSED, TEXTS("commands.mistake.mistyped_code", group=2) + "\n")


def test_the_sheet_gives_a_new_pin(counter: Counter, names: dict[str, str]) -> None:
    assert counter.run("recover", answers=[new_code(), NEW_PIN]).code == REFUSED
    assert counter.run("recover", answers=[SHEET, NEW_PIN]).code == FINE
    assert counter.run("list", answers=[PIN]).code == REFUSED
    assert set(counter.run("list", answers=[NEW_PIN]).out.split()) == set(names)


# ── code ─────────────────────────────────────────────────────────────────────────────────────────────────


def pem(key: X25519PrivateKey | Ed25519PrivateKey, lock: KeySerializationEncryption) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def key_file(path: Path, data: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(data)
    path.chmod(mode)
    return path


@pytest.fixture
def organisation(counter: Counter) -> X25519PrivateKey:
    """The recovery key of the organisation, which Samira lets in."""
    key = X25519PrivateKey.from_private_bytes(bytes.fromhex((counter.home / RECOVERY_KEY).read_text("ascii")))
    with counter.opened() as vault:
        vault.recovery.let_organisation(PIN, public_of(key))
    return key


def test_a_request_and_the_key_of_the_organisation_give_a_code_that_opens_the_vault(
    counter: Counter, organisation: X25519PrivateKey, tmp_path: Path
) -> None:
    asked = counter.run("code")
    assert asked.code == FINE
    admin = Counter(tmp_path / "admin")
    raw = counter.home / RECOVERY_KEY
    plain = key_file(tmp_path / "plain.pem", pem(organisation, NoEncryption()))
    shut = key_file(
        tmp_path / "shut.pem", pem(organisation, BestAvailableEncryption(b"wachtzin van de kluis"))
    )
    told = [admin.run("code", asked.out.strip(), "--key", one).out.strip() for one in (raw, plain)]
    told.append(admin.run("code", asked.out, "--key", shut, answers=["wachtzin van de kluis"]).out.strip())
    assert len(set(told)) == 1
    assert counter.run("recover", answers=[told[0], NEW_PIN]).code == FINE
    assert counter.run("list", answers=[NEW_PIN]).code == FINE


def test_the_request_in_a_backup_gives_the_code_of_that_backup(
    counter: Counter, organisation: X25519PrivateKey, tmp_path: Path
) -> None:
    place = counter.backup(tmp_path / "kopie")
    key = key_file(tmp_path / "key", organisation.private_bytes_raw().hex().encode())
    told = counter.run("code", place, "--key", key).out.strip()
    assert Counter(tmp_path / "new").run("restore", place, answers=[told, NEW_PIN]).code == FINE


def test_a_key_that_is_not_the_organisations_or_not_its_own_alone_is_refused(
    counter: Counter, organisation: X25519PrivateKey, tmp_path: Path
) -> None:
    request = key_file(tmp_path / "aanvraag.txt", counter.run("code").out.encode(), 0o644)
    own = pem(organisation, NoEncryption())
    cases = {
        key_file(tmp_path / "other", X25519PrivateKey.generate().private_bytes_raw().hex().encode()): REFUSED,
        key_file(tmp_path / "signing", pem(Ed25519PrivateKey.generate(), NoEncryption())): CANNOT_START,
        key_file(tmp_path / "short", b"abcd"): CANNOT_START,
        key_file(tmp_path / "bytes", bytes(range(200, 232))): CANNOT_START,
        key_file(tmp_path / "open", own, 0o644): CANNOT_START,
        tmp_path / "nowhere": CANNOT_START,
        key_file(tmp_path / "own", own): FINE,
    }
    for key, code in cases.items():
        assert (key.name, counter.run("code", request, "--key", key).code) == (key.name, code)
    for broken in (request.read_text()[:-9], "hallo", "keukentafel-code:1:x:"):
        assert counter.run("code", broken, "--key", tmp_path / "own").code == CANNOT_START
    shut = key_file(tmp_path / "shut", pem(organisation, BestAvailableEncryption(b"goed")))
    assert counter.run("code", request, "--key", shut, answers=["fout"]).code == CANNOT_START


def test_a_vault_that_the_organisation_may_not_open_has_no_request(counter: Counter) -> None:
    asked = counter.run("code")
    assert (asked.code, asked.said) == (REFUSED, TEXTS("commands.code.not_chosen") + "\n")


# ── forget, rotate ───────────────────────────────────────────────────────────────────────────────────────


def test_forgetting_shows_what_goes_and_is_done_only_after_the_word(
    counter: Counter, names: dict[str, str]
) -> None:
    household, other = list(names)[:2]
    asked = ("forget", household, "--reason", "verzoek van de inwoner")
    assert counter.run("forget", household, answers=[PIN, WORD]).code == CANNOT_START
    not_meant = counter.run(*asked, answers=[PIN, other])
    assert not_meant.code == REFUSED
    assert re.search(r"[1-9]\d* zinnen", not_meant.out)
    assert household in counter.run("list", answers=[PIN]).out
    done = counter.run(*asked, answers=[PIN, household.upper()])
    assert (done.code, shown(names, done.said + not_meant.said)) == (FINE, [])
    assert counter.run("list", answers=[PIN]).out.split() == list(names)[1:]
    assert "verzoek van de inwoner" in counter.run("trail", answers=[PIN]).out
    assert counter.run(*asked, answers=[PIN, WORD]).code == REFUSED
    assert "1 keer" in counter.run("check", answers=[PIN]).out


def test_one_persons_part_is_forgotten_and_the_others_stay(counter: Counter, names: dict[str, str]) -> None:
    household = next(one for one in names if len(_people(counter, one)) > 2)
    person = _people(counter, household)[0]
    asked = ("forget", household, "--reason", "verzoek", "--person")
    assert counter.run(*asked, "f" * 32, answers=[PIN, WORD]).code == REFUSED
    before = _standing(counter, household)
    with counter.opened() as vault:
        own = {one.id for one in vault.compartments(HouseholdId(household)) if one.person == person}
    of_person = {
        one
        for one, said in before.items()
        if person in {said.voice.who, said.object} or said.compartment in own
    }
    assert before.keys() > of_person > set()
    assert counter.run(*asked, person, answers=[PIN, WORD]).code == FINE
    assert _standing(counter, household).keys() == before.keys() - of_person
    assert counter.run("check", answers=[PIN]).code == FINE


def _standing(counter: Counter, household: str) -> dict[str, Operation]:
    """What stands in a household now, as far as there are words."""
    with counter.opened() as vault:
        entries = vault.entries(HouseholdId(household))
    return {one.signed.id: one.signed.operation for one in entries if one.value}


def _people(counter: Counter, household: str) -> list[str]:
    return counter.run("list", household, answers=[PIN]).out.split()


def test_own_data_goes_out_only_after_somebody_has_looked(
    counter: Counter, names: dict[str, str], tmp_path: Path
) -> None:
    household = next(one for one in names if len(_people(counter, one)) > 2)
    person, place = _people(counter, household)[0], tmp_path / "gegevens.json"
    asked, looked = ("export", household, place, "--person", person), "J. de Vries, teamleider"
    assert counter.run(*asked, answers=[PIN, ""]).code == REFUSED
    assert _exported(counter) == []
    assert not place.exists()
    ended = counter.run(*asked, answers=[PIN, looked])
    assert (ended.code, place.stat().st_mode & 0o777) == (FINE, 0o600)
    copy = read_own_data(place.read_bytes())
    said = {one.text for one in copy.sentences if one.value}
    assert (copy.person.id, said > set()) == (person, True)
    assert _exported(counter) == [(household, person, "avg-15", False)]
    assert [one for one in said if one in ended.said] == []
    shown = counter.run("export", household, tmp_path / "x", "--person", person, "--show", answers=[PIN, ""])
    assert [one for one in said if one not in shown.out] == []
    # Never over another file, never for somebody who is not there or works for the municipality.
    assert counter.run(*asked, answers=[PIN, looked]).code == REFUSED
    nowhere = counter.run(
        "export", household, tmp_path / "a" / "b", "--person", person, "--portability", answers=[PIN, looked]
    )
    assert nowhere.code == UNWRITABLE
    assert _exported(counter)[0] == (household, person, "avg-20", True)
    assert counter.run("export", household, tmp_path / "y", answers=[PIN, looked]).code == REFUSED
    assert not (tmp_path / "y").exists()


def _exported(counter: Counter) -> list[tuple[object, ...]]:
    with counter.opened() as vault:
        lines = [one for one in vault.trail.chain().lines if one.action is Action.EXPORTED]
    return [(one.household, one.about, one.ground, one.refused) for one in lines]


def test_what_must_be_handed_over_first_is_not_forgotten_and_not_named(
    counter: Counter, names: dict[str, str]
) -> None:
    household = next(iter(names))
    with counter.opened() as vault:
        vault.safety.write(vault.households()[0], "x", public_of(X25519PrivateKey.generate()))
        household = vault.households()[0]
    ended = counter.run("forget", household, "--reason", "verzoek", answers=[PIN, WORD])
    assert (ended.code, ended.err) == (REFUSED, TEXTS("commands.mistake.not_handed_over") + "\n")
    assert "veilig" not in ended.said.lower()
    assert household in counter.run("list", answers=[PIN]).out


def test_a_damaged_household_can_be_forgotten(counter: Counter, names: dict[str, str]) -> None:
    household = next(iter(names))
    counter.tamper("UPDATE household_row SET sealed = zeroblob(40) WHERE scope = ?", household)
    counter.tamper("UPDATE wrapped_key SET sealed = zeroblob(60) WHERE scope = ?", household)
    assert counter.run("forget", household, "--reason", "stuk", answers=[PIN, WORD]).code != FINE
    told = ("forget", household, "--reason", "stuk", "--even-if-damaged")
    assert counter.run(*told, answers=[PIN, WORD]).code == FINE
    assert counter.run("check", answers=[PIN]).code == FINE


def test_settings_that_somebody_damaged_are_made_anew_with_the_pin(counter: Counter) -> None:
    counter.tamper("DELETE FROM setting WHERE scope = 'own'")
    assert counter.run("rotate", answers=[PIN]).code != FINE
    assert counter.run("rotate", "--mend", answers=[PIN]).code == FINE
    assert counter.run("check", answers=[PIN]).code == FINE
    assert counter.run("rotate", answers=[PIN]).code == FINE


def test_turned_keys_shut_an_older_copy_and_keep_pin_and_sheet(counter: Counter, tmp_path: Path) -> None:
    older = (counter.folder / "vault.sqlite3").read_bytes()
    ended = counter.run("rotate", answers=[PIN])
    assert (ended.code, ended.said) == (FINE, TEXTS("commands.rotate.done") + "\n")
    assert counter.run("check", answers=[PIN]).code == FINE
    copied = Counter(tmp_path / "copied")
    shutil.copytree(counter.home, copied.home)
    (copied.folder / "vault.sqlite3").write_bytes(older)
    assert copied.run("check", answers=[PIN]).code == REFUSED
    assert counter.run("recover", answers=[SHEET, NEW_PIN]).code == FINE


# ── What can go wrong at every command ───────────────────────────────────────────────────────────────────


def test_a_wrong_pin_is_refused_and_after_three_one_has_to_wait(counter: Counter) -> None:
    ends = [counter.run("check", answers=["000000"]) for _ in range(4)]
    assert [one.code for one in ends] == [REFUSED] * 4
    assert ends[0].err == TEXTS("commands.mistake.wrong_pin") + "\n"
    assert re.search(r"Wacht [12] seconden", ends[3].err)


def test_a_file_that_was_put_back_whole_is_something_wrong(counter: Counter) -> None:
    older = (counter.folder / "vault.sqlite3").read_bytes()
    with counter.opened() as vault:
        vault.put_setting("a", 1)
    (counter.folder / "vault.sqlite3").write_bytes(older)
    ended = counter.run("check", answers=[PIN])
    assert (ended.code, ended.err) == (WRONG, TEXTS("commands.mistake.older_vault") + "\n")
    (counter.folder / "vault.sqlite3").write_bytes(b"x" * len(older))
    assert counter.run("check", answers=[PIN]).code == WRONG


def test_nothing_starts_where_it_cannot(counter: Counter, tmp_path: Path) -> None:
    assert counter.run("check", answers=[PIN], account="worker-9").err == (
        TEXTS(
            "commands.account.unknown", accounts="worker-1, worker-2, supervisor-1, supervisor-2, officer-1"
        )
        + "\n"
    )
    assert counter.run("check", answers=[]).code == CANNOT_START
    assert Counter(tmp_path / "leeg").run("check", answers=[PIN]).code == CANNOT_START
    with occupy(counter.home, ""):
        assert counter.run("check", answers=[PIN]).code == CANNOT_START
    assert counter.run("check", "--pin-stdin", answers=[PIN]).code == CANNOT_START
    (counter.home / "vaults" / "accounts.json").write_text("{")
    assert counter.run("check", answers=[PIN]).code == CANNOT_START


@pytest.mark.parametrize(
    "typed", [["check", "--pin", PIN], ["check", PIN], ["rotate", f"--pin={PIN}"], [PIN], ["backup"]]
)
def test_a_secret_on_the_command_line_is_not_understood_and_not_repeated(typed: list[str]) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert enter(typed, {}) == CANNOT_START
    assert err.getvalue().count("\n") == 1
    assert PIN not in out.getvalue() + err.getvalue()


def every_command() -> dict[str, click.Command]:
    return dict(commands(Surroundings(TEXTS, {}, STANDARD)).commands)


def test_no_command_has_a_place_for_a_secret() -> None:
    values = {
        str(one.name)
        for command in every_command().values()
        for one in command.params
        if not getattr(one, "is_flag", False)
    }
    assert values == set(
        "account home pin_fd limit key person reason target backup household request".split()
    )
    everything = [one for command in every_command().values() for one in command.params]
    assert [one.name for one in everything if one.envvar] == []


def test_every_command_tells_how_it_can_end_and_so_do_the_papers() -> None:
    papers = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [code for code in ExitCode if f"| {code.value} |" not in papers] == []
    for name, command in every_command().items():
        told = command.get_help(click.Context(command, info_name=name))
        assert all(re.search(rf"^  {code.value} ", told, re.MULTILINE) for code in ExitCode)
        assert "Usage" not in told
        assert f"`{name}" in papers


def test_every_word_of_the_vault_that_is_told_has_a_text() -> None:
    told: dict[str, type[StrEnum]] = {
        "commands.action": Action,
        "commands.finding": FindingKind,
        "commands.discrepancy": DiscrepancyKind,
        "commands.check.recovery": Way,
        "commands.backup.opened_by": Way,
    }
    wanted = {f"{key}.{word}" for key, words in told.items() for word in words}
    assert len(wanted) > 20
    assert wanted - TEXTS.messages.keys() == set()


def test_every_mistake_of_the_vault_has_a_sentence_and_a_code() -> None:
    kinds = {
        one
        for module in (mistakes, code_request)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, VaultMistake) and one is not VaultMistake
    }
    assert kinds == SENTENCES.keys()
    told = [
        answer_to(TooSoon(3) if one is TooSoon else MistypedCode(3) if one is MistypedCode else one(), TEXTS)
        for one in kinds
    ]
    assert all(sentence and code in ExitCode and code for sentence, code in told)


def test_a_defect_in_the_program_shows_nothing_of_what_it_was_about() -> None:
    sentence, code = answer_to(KeyError("mevrouw De Wit"), TEXTS)
    assert (code, "KeyError" in sentence, "De Wit" in sentence) == (WRONG, True, False)
    assert answer_to(OSError(28, "vol"), TEXTS)[1] == UNWRITABLE


# ── The real program ─────────────────────────────────────────────────────────────────────────────────────


def python(*arguments: str, **given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, **given
    )


def imported(script: str) -> set[str]:
    heavy = "{'flet', 'flet_web', 'uvicorn', 'fastapi', 'starlette', 'click', 'sqlalchemy'}"
    ended = python("-c", f"import sys\n{script}\nprint(*sorted({heavy} & set(sys.modules)))")
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.splitlines()[-1].split())


def test_neither_drags_the_other_along() -> None:
    assert imported("import keukentafel.__main__") == set()
    script = "from keukentafel.app.commands.entrance import enter; enter(['check', '--help'], {})"
    assert imported(script) == {"click", "sqlalchemy"}


def test_without_the_extra_it_says_what_to_install() -> None:
    without = "import sys; sys.modules['click'] = None; sys.argv = ['keukentafel', 'vault', 'check']"
    ended = python("-c", f"{without}\nfrom keukentafel.__main__ import main; sys.exit(main())")
    assert (ended.returncode, ended.stdout) == (CANNOT_START, "")
    assert ended.stderr == TEXTS("commands.not_installed") + "\n"
    assert "keukentafel[cli]" in ended.stderr


def test_without_a_terminal_and_without_answers_nothing_is_asked(counter: Counter) -> None:
    words = ["-m", "keukentafel", "vault", "check", "--account", SAMIRA, "--home", str(counter.home)]
    ended = python(*words, stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stderr) == (CANNOT_START, TEXTS("commands.secret.no_terminal") + "\n")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with the key derivation of every real vault."""
    home = tmp_path_factory.mktemp("echt")
    made = maker(home)
    object.__setattr__(made, "parameters", STANDARD)
    assert made.make_once()
    return home


def test_the_real_program_reads_the_pin_from_standard_input_and_accepts_no_weaker_vault(
    real: Path, made: Path, tmp_path: Path
) -> None:
    for home, code in ((real, FINE), (made, WRONG)):
        copied = tmp_path / home.name
        shutil.copytree(home, copied)
        words = ["-m", "keukentafel", "vault", "check", "--account", SAMIRA, "--pin-stdin"]
        ended = python(*words, input=f"{PIN}\n", env={**os.environ, "KEUKENTAFEL_HOME": str(copied)})
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr


@contextlib.contextmanager
def at_a_terminal(home: Path, command: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A command that somebody started at a terminal, and that terminal."""
    terminal, end = pty.openpty()
    # What runs in the background has interrupts ignored, and so has what that starts; at a terminal not.
    heard = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    script = f"{heard}\nfrom keukentafel.__main__ import main; sys.exit(main())"
    words = ["-c", script, "vault", command, "--account", SAMIRA, "--home", str(home)]
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    try:
        yield process, terminal
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


def test_a_pin_typed_at_a_terminal_is_not_shown_and_somebody_can_stop(real: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(real, home)
    with at_a_terminal(home, "rotate") as (process, terminal):
        _until(terminal, TEXTS("commands.secret.pin"))
        process.send_signal(signal.SIGINT)
        _until(terminal, TEXTS("commands.stopped"))
        assert process.wait(timeout=60) == ExitCode.STOPPED
    with at_a_terminal(home, "rotate") as (process, terminal):
        said = _until(terminal, TEXTS("commands.secret.pin"))
        os.write(terminal, f"{PIN}\n".encode())
        said += _until(terminal, TEXTS("commands.rotate.done"))
        assert process.wait(timeout=60) == FINE
    assert PIN not in said


def _until(terminal: int, wanted: str) -> str:
    said, deadline = "", time.monotonic() + 60
    while wanted not in said:
        assert select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))[0], said
        said += os.read(terminal, 4096).decode("utf-8", "replace")
    return said


def test_a_disk_without_room_is_said_plainly_and_leaves_no_half_a_backup(real: Path, tmp_path: Path) -> None:
    home, place = tmp_path / "home", tmp_path / "kopie"
    shutil.copytree(real, home)
    before = json.loads(_real("check", home, "--json").stdout)
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        f"sys.argv = ['keukentafel', 'vault', 'backup', {str(place)!r}, '--account', {SAMIRA!r}]\n"
        f"sys.argv += ['--home', {str(home)!r}, '--pin-stdin']\n"
        "from keukentafel.__main__ import main; sys.exit(main())"
    )
    ended = python("-c", script, input=f"{PIN}\n")
    assert ended.returncode == UNWRITABLE, ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.glob("kopie*")) == list(home.rglob("vault.copy*")) == []
    after = json.loads(_real("check", home, "--json").stdout)
    assert after | {"trail": None} == before | {"trail": None}


def _real(command: str, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    options = ["--account", SAMIRA, "--home", str(home), "--pin-stdin"]
    return python("-m", "keukentafel", "vault", command, *words, *options, input=f"{PIN}\n")

"""Somebody has the file and no key, and changes it. Everything is noticed, and stays with one household."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest

from keukentafel.journal.names import HouseholdId, random_id
from keukentafel.vault.due import RotationDue
from keukentafel.vault.inspection import Finding, FindingKind
from keukentafel.vault.mistakes import DamagedVault, NoSuchHousehold, OlderVault, TamperedSettings, Unsealable
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.slots import Way
from keukentafel.vault.tables import OWN_SCOPES, SealedRow
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, Workshop, draft, entry, place


@dataclass
class Scene:
    """A vault with two households that each have something in every table."""

    workshop: Workshop
    vault: OpenVault
    struck: HouseholdId
    spared: HouseholdId

    def is_spared(self) -> bool:
        """Tell whether the other household still reads and writes."""
        self.vault.save_draft(draft(self.vault, self.spared, "nog een zin"))
        self.vault.put_card(self.spared, {"name": "Bakker"})
        return len(self.vault.entries(self.spared)) == 1 and len(self.vault.drafts(self.spared)) >= 2


@pytest.fixture
def scene(workshop: Workshop) -> Scene:
    vault = workshop.open()
    struck, spared = (_furnished(vault, name) for name in ("De Wit", "Bakker"))
    vault.put_setting("team", "Waterkerke")
    vault.keep_incoming("box", [(1, b"een"), (2, b"twee")], 2)
    vault.forgetting.household(PIN, vault.new_household(), "op verzoek")
    assert vault.check() == ()
    return Scene(workshop, vault, struck, spared)


def _furnished(vault: OpenVault, name: str) -> HouseholdId:
    household = vault.new_household()
    compartment = vault.compartment(household, "person", None)
    one, other = (entry(household, compartment, text) for text in ("oud", "nieuw"))
    shelf = vault.shelf(household)
    with vault.writing():
        for kept in (one, other):
            shelf.keep(kept)
        shelf.put_heads(place(other), frozenset({other.signed.id}))
        shelf.wait(one.signed.id, other)
        vault.put_card(household, {"name": name})
        vault.save_draft(draft(vault, household, "begin van een zin"))
        vault.keep_document(household, "bundle", "1", b"{}", compartment)
        vault.queue("box", b"envelope", {"manifest": "1"}, household)
    return household


def test_any_changed_column_of_any_row_in_any_table_is_found(scene: Scene) -> None:
    for model, shape in SHAPES.items():
        scope = _scope_of(scene, model)
        (row, sealed), *_ = scene.workshop.tamper(
            f"SELECT id, sealed FROM {shape.name} WHERE scope = ?",
            scope,
        )
        where = f"WHERE scope = '{scope}' AND id = '{row}'"
        for column in ("version", *shape.columns):
            ((before,),) = scene.workshop.tamper(f"SELECT {column} FROM {shape.name} {where}")
            scene.workshop.tamper(f"UPDATE {shape.name} SET {column} = ? {where}", _other(before))
            assert _kinds(scene, scope, shape.name), (shape.name, column)
            scene.workshop.tamper(f"UPDATE {shape.name} SET {column} = ? {where}", before)
        for index in (0, 5, 20, len(sealed) - 1):
            flipped = sealed[:index] + bytes([sealed[index] ^ 4]) + sealed[index + 1 :]
            scene.workshop.tamper(f"UPDATE {shape.name} SET sealed = ? {where}", flipped)
            assert _kinds(scene, scope, shape.name), (shape.name, index)
        scene.workshop.tamper(f"UPDATE {shape.name} SET sealed = ? {where}", sealed)
        assert scene.vault.check() == ()


def _scope_of(scene: Scene, model: type[SealedRow]) -> str:
    shape = SHAPES[model]
    scopes = {scope for (scope,) in scene.workshop.tamper(f"SELECT scope FROM {shape.name}")}
    return next(one for one in (scene.struck, *sorted(OWN_SCOPES)) if one in scopes)


def _other(before: object) -> object:
    if isinstance(before, int):
        return before + 1
    return before + b"x" if isinstance(before, bytes) else f"{before}x"


def _kinds(scene: Scene, scope: str, table: str) -> bool:
    named = None if scope in OWN_SCOPES else scope
    findings = scene.vault.check()
    assert {finding.household for finding in findings} <= {named, scene.struck}
    return Finding(named, FindingKind.CHANGED, table) in findings  # type: ignore[arg-type]


def test_a_flipped_draft_is_named_on_reading_and_harms_nobody_else(scene: Scene) -> None:
    scene.workshop.tamper("UPDATE draft SET sealed = zeroblob(length(sealed)) WHERE scope = ?", scene.struck)
    with pytest.raises(Unsealable) as mistake:
        scene.vault.drafts(scene.struck)
    assert (mistake.value.scope, mistake.value.table) == (scene.struck, "draft")
    assert scene.is_spared()


def test_swapped_rows_are_refused(scene: Scene) -> None:
    scene.vault.save_draft(draft(scene.vault, scene.struck, "een andere zin"))
    (one, first), (other, second) = scene.workshop.tamper(
        "SELECT id, sealed FROM draft WHERE scope = ?", scene.struck
    )
    scene.workshop.tamper("UPDATE draft SET sealed = ? WHERE id = ?", second, one)
    scene.workshop.tamper("UPDATE draft SET sealed = ? WHERE id = ?", first, other)
    with pytest.raises(Unsealable):
        scene.vault.drafts(scene.struck)
    assert Finding(scene.struck, FindingKind.CHANGED, "draft") in scene.vault.check()
    assert scene.is_spared()


def test_an_older_row_put_back_whole_is_found(scene: Scene) -> None:
    (wanted,) = scene.vault.drafts(scene.struck)
    ((version, sealed),) = scene.workshop.tamper("SELECT version, sealed FROM draft WHERE id = ?", wanted.id)
    scene.vault.save_draft(draft(scene.vault, scene.struck, "de zin is af", wanted.id))
    assert scene.vault.check() == ()
    scene.workshop.tamper("UPDATE draft SET version = ?, sealed = ? WHERE id = ?", version, sealed, wanted.id)
    assert scene.vault.check() == (Finding(scene.struck, FindingKind.OLDER),)
    assert scene.is_spared()


def test_a_deleted_draft_put_back_is_found_even_when_one_with_its_name_lives(scene: Scene) -> None:
    (wanted,) = scene.vault.drafts(scene.struck)
    ((version, sealed),) = scene.workshop.tamper("SELECT version, sealed FROM draft WHERE id = ?", wanted.id)
    scene.vault.drop_draft(wanted.id)
    scene.vault.save_draft(draft(scene.vault, scene.struck, "opnieuw begonnen", wanted.id))
    scene.workshop.tamper("UPDATE draft SET version = ?, sealed = ? WHERE id = ?", version, sealed, wanted.id)
    assert scene.vault.check() == (Finding(scene.struck, FindingKind.OLDER),)


@pytest.mark.parametrize("table", ["draft", "operation", "value", "head", "document", "waiting"])
def test_a_row_taken_away_is_found(scene: Scene, table: str) -> None:
    scene.workshop.tamper(
        f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table} WHERE scope = ?)",
        scene.struck,
    )
    assert scene.vault.check() == (Finding(scene.struck, FindingKind.MISSING),)
    assert scene.is_spared()


def test_a_row_put_in_is_found(scene: Scene) -> None:
    scene.workshop.tamper(
        "INSERT INTO draft SELECT scope, 'x' || id, version, sealed, compartment FROM draft WHERE scope = ?",
        scene.struck,
    )
    assert set(scene.vault.check()) == {
        Finding(scene.struck, FindingKind.CHANGED, "draft"),
        Finding(scene.struck, FindingKind.SUPERFLUOUS),
    }


Crime = Callable[[Scene], object]
KEY_CRIMES: dict[str, tuple[Crime, FindingKind]] = {
    "seal deleted": (
        lambda s: s.workshop.tamper("DELETE FROM household_seal WHERE scope = ?", s.struck),
        FindingKind.SEAL_LOST,
    ),
    "counter raised": (
        lambda s: s.workshop.tamper(
            "UPDATE household_seal SET counter = counter + 9 WHERE scope = ?", s.struck
        ),
        FindingKind.SEAL_LOST,
    ),
    "key deleted": (
        lambda s: s.workshop.tamper("DELETE FROM wrapped_key WHERE id = ?", s.struck),
        FindingKind.KEY_LOST,
    ),
    "key of another household": (
        lambda s: s.workshop.tamper(
            "UPDATE wrapped_key SET sealed = (SELECT sealed FROM wrapped_key WHERE id = ?) WHERE id = ?",
            s.spared,
            s.struck,
        ),
        FindingKind.KEY_LOST,
    ),
}


@pytest.mark.parametrize("name", KEY_CRIMES)
def test_a_household_without_its_key_or_seal_is_named_and_the_others_remain(scene: Scene, name: str) -> None:
    crime, kind = KEY_CRIMES[name]
    crime(scene)
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert kind in {one.kind for one in scene.vault.check() if one.household == scene.struck}
    assert not [one for one in scene.vault.check() if one.household == scene.spared]
    assert scene.is_spared()
    assert (scene.spared, {"name": "Bakker"}) in scene.vault.cards(0, 10)


def test_one_household_can_be_looked_over_by_itself(scene: Scene) -> None:
    (wanted,) = scene.vault.drafts(scene.struck)
    ((version, sealed),) = scene.workshop.tamper("SELECT version, sealed FROM draft WHERE id = ?", wanted.id)
    scene.vault.save_draft(draft(scene.vault, scene.struck, "de zin is af", wanted.id))
    assert scene.vault.check_household(scene.struck) == ()
    scene.workshop.tamper("UPDATE draft SET version = ?, sealed = ? WHERE id = ?", version, sealed, wanted.id)
    assert scene.vault.check_household(scene.struck) == (Finding(scene.struck, FindingKind.OLDER),)
    assert scene.vault.check_household(scene.spared) == ()
    with pytest.raises(NoSuchHousehold):
        scene.vault.check_household(HouseholdId(random_id()))


def test_the_vaults_own_rows_and_the_couriers_can_be_looked_over_by_themselves(scene: Scene) -> None:
    scene.workshop.tamper("DELETE FROM draft")
    assert scene.vault.check_own() == ()
    scene.workshop.tamper("DELETE FROM setting WHERE rowid = (SELECT max(rowid) FROM setting)")
    assert scene.vault.check_own() == (Finding(None, FindingKind.MISSING),)
    scene.workshop.tamper("UPDATE outbox SET envelope = x'00' WHERE household = ?", scene.spared)
    scene.vault.narrow(scene.struck)
    assert Finding(None, FindingKind.CHANGED, "outbox") in scene.vault.check_own()


SEAL_CRIMES: dict[str, str] = {
    "nothing": "SELECT 1",
    "a seal invented": "INSERT INTO household_seal VALUES (lower(hex(randomblob(16))), 1000000, x'00')",
    "all counters raised": "UPDATE household_seal SET counter = counter + 1000000",
    "one seal broken": "UPDATE household_seal SET sealed = zeroblob(189) WHERE scope = :struck",
    "one seal deleted": "DELETE FROM household_seal WHERE scope = :struck",
    "all seals deleted": "DELETE FROM household_seal",
    "one key deleted": "DELETE FROM wrapped_key WHERE id = :struck",
}


@pytest.mark.parametrize("crime", SEAL_CRIMES)
def test_an_older_file_stays_shut_whatever_is_done_to_its_seals(scene: Scene, crime: str) -> None:
    older = _written_on(scene)
    known = scene.workshop.secret.counter()
    scene.workshop.file.write_bytes(older)
    with closing(sqlite3.connect(scene.workshop.file, isolation_level=None)) as connection:
        connection.execute(SEAL_CRIMES[crime], {"struck": scene.struck} if ":" in SEAL_CRIMES[crime] else {})
    with pytest.raises(OlderVault):
        scene.workshop.open()
    assert scene.workshop.secret.counter() == known


@pytest.mark.parametrize(
    "crime",
    [
        "DELETE FROM roll",
        "DROP TABLE roll",
        "UPDATE roll SET generation = generation + 1000000",
        "UPDATE roll SET generation = 'veel'",
        "UPDATE roll SET sealed = zeroblob(length(sealed))",
        "UPDATE roll SET sealed = (SELECT sealed FROM household_seal WHERE scope = 'courier')",
    ],
)
def test_nothing_opens_without_a_roll_that_is_whole(scene: Scene, crime: str) -> None:
    scene.workshop.tamper(crime)
    with pytest.raises(DamagedVault):
        scene.vault.put_card(scene.spared, {"name": "Bakker"})
    scene.vault.lock()
    with pytest.raises(DamagedVault):
        scene.workshop.open()


def test_the_last_roll_in_an_older_file_names_everything_that_is_older(scene: Scene) -> None:
    older = _written_on(scene)
    rolls = scene.workshop.tamper("SELECT generation, sealed, id FROM roll")
    scene.workshop.file.write_bytes(older)
    for row in rolls:
        scene.workshop.tamper("UPDATE roll SET generation = ?, sealed = ? WHERE id = ?", *row)
    scene.vault = scene.workshop.open()
    assert scene.vault.check_own() == scene.vault.check() == (Finding(scene.struck, FindingKind.OLDER),)
    assert scene.vault.has_broken_seal()
    assert scene.is_spared()
    scene.vault.put_card(scene.struck, {"name": "verder"})
    assert scene.vault.check() == (Finding(scene.struck, FindingKind.OLDER),)


def test_a_seal_makes_room_for_that_of_the_next_household(scene: Scene) -> None:
    seals = scene.vault._rows.seals
    for household, other in [(scene.struck, scene.spared), (scene.spared, scene.struck)] * 2:
        scene.vault.put_card(household, {"name": "verder"})
        assert seals.roll().held(household) is not None
        assert seals.roll().held(other) is None
        assert scene.vault.check() == ()
    with scene.vault.writing():
        scene.vault.put_card(scene.struck, {"name": "beide"})
        scene.vault.put_card(scene.spared, {"name": "beide"})
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert scene.vault.check() == ()
    assert {card["name"] for _, card in scene.vault.cards(0, 10) if isinstance(card, dict)} == {"beide"}


@pytest.mark.parametrize(
    "crime",
    ["DELETE FROM household_seal WHERE scope = ?", "UPDATE household_seal SET counter = 1 WHERE scope = ?"],
)
def test_the_row_of_a_seal_that_is_held_is_missed_and_made_anew(scene: Scene, crime: str) -> None:
    scene.vault.put_card(scene.struck, {"name": "verder"})
    assert scene.vault.check() == ()
    scene.workshop.tamper(crime, scene.struck)
    lost = (Finding(scene.struck, FindingKind.SEAL_LOST, "household_seal"),)
    assert scene.vault.check() == scene.vault.check_own() == lost
    scene.vault.put_card(scene.struck, {"name": "weer verder"})
    assert scene.is_spared()
    assert scene.vault.check() == ()


def test_a_household_put_back_with_its_seal_is_named_and_not_written_on(scene: Scene) -> None:
    copy, older = scene.workshop.file.with_suffix(".copy"), _written_on(scene)
    vault = scene.workshop.open()
    vault.put_card(scene.spared, {"name": "Bakker"})
    vault.lock()
    copy.write_bytes(older)
    with closing(sqlite3.connect(scene.workshop.file, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS older", (str(copy),))
        for table in [*(shape.name for shape in SHAPES.values()), "household_seal"]:
            wanted = f"FROM older.{table} WHERE scope = ?"
            connection.execute(f"DELETE FROM {table} WHERE scope = ?", (scene.struck,))
            connection.execute(f"INSERT INTO {table} SELECT * {wanted}", (scene.struck,))
    scene.vault = scene.workshop.open()
    older_seal = (Finding(scene.struck, FindingKind.OLDER, "household_seal"),)
    assert scene.vault.check() == scene.vault.check_own() == older_seal
    assert scene.vault.check_household(scene.struck) == older_seal
    assert scene.vault.has_broken_seal()
    with pytest.raises(Unsealable) as mistake:
        scene.vault.put_card(scene.struck, {"name": "verder"})
    assert mistake.value.scope == scene.struck
    assert scene.is_spared()


def _written_on(scene: Scene) -> bytes:
    """Lock, write on in one household, lock again, and return the file as it was before."""
    scene.vault.lock()
    older = scene.workshop.file.read_bytes()
    vault = scene.workshop.open()
    for number in range(3):
        vault.put_card(scene.struck, {"name": f"later {number}"})
    vault.lock()
    return older


def test_a_seal_of_nobody_is_found_and_counts_for_nothing(scene: Scene) -> None:
    scene.workshop.tamper("INSERT INTO household_seal VALUES (?, 1000000, x'00')", "f" * 32)
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert scene.vault.check() == (Finding(None, FindingKind.SUPERFLUOUS, "household_seal"),)
    assert scene.is_spared()
    scene.workshop.tamper("DELETE FROM household_seal WHERE scope = ?", "f" * 32)
    scene.vault.lock()
    assert scene.workshop.open().check() == ()


def test_what_was_put_back_or_taken_out_before_new_keys_are_made_stays_known(scene: Scene) -> None:
    (wanted,) = scene.vault.drafts(scene.struck)
    ((version, sealed),) = scene.workshop.tamper("SELECT version, sealed FROM draft WHERE id = ?", wanted.id)
    scene.vault.save_draft(draft(scene.vault, scene.struck, "de zin is af", wanted.id))
    for household in (scene.struck, scene.spared):
        scene.vault.shelf(household).erase([one.signed.id for one in scene.vault.entries(household)])
    scene.vault.lock()
    scene.workshop.tamper("UPDATE draft SET version = ?, sealed = ? WHERE id = ?", version, sealed, wanted.id)
    scene.workshop.tamper("DELETE FROM document WHERE scope = ?", scene.spared)
    keys = scene.workshop.tamper("SELECT id, sealed FROM wrapped_key WHERE scope != 'vault'")
    scene.vault = scene.workshop.open()
    assert scene.workshop.tamper("SELECT id, sealed FROM wrapped_key WHERE scope != 'vault'") != keys
    assert set(scene.vault.check()) == {
        Finding(scene.struck, FindingKind.OLDER),
        Finding(scene.spared, FindingKind.MISSING),
    }


@pytest.mark.parametrize("scope", ["vault", "own", "courier"])
def test_keys_that_are_due_wait_while_a_seal_of_the_vault_is_broken(scene: Scene, scope: str) -> None:
    with scene.vault.writing():
        RotationDue(scene.vault._rows, scene.vault._ring).mark()
    scene.vault.lock()
    scene.workshop.tamper("DELETE FROM household_seal WHERE scope = ?", scope)
    secret = scene.workshop.secret.read()
    scene.vault = scene.workshop.open()
    assert scene.workshop.secret.read() == secret
    assert Finding(None, FindingKind.SEAL_LOST, "household_seal") in scene.vault.check()
    assert scene.is_spared()


@pytest.mark.parametrize(
    ("table", "column"), [("draft", "compartment"), ("wrapped_key", "id"), ("head", "id")]
)
def test_a_text_that_is_no_text_harms_no_other_household(scene: Scene, table: str, column: str) -> None:
    which = "id = :struck" if table == "wrapped_key" else "scope = :struck"
    with closing(sqlite3.connect(scene.workshop.file, isolation_level=None)) as connection:
        garbled = f"UPDATE {table} SET {column} = CAST(x'ff61fe' AS TEXT) WHERE {which}"
        assert connection.execute(garbled, {"struck": scene.struck}).rowcount
    assert Finding(None if table == "wrapped_key" else scene.struck, FindingKind.CHANGED, table) in (
        scene.vault.check()
    )
    assert scene.spared in scene.vault.households()
    assert (scene.spared, {"name": "Bakker"}) in scene.vault.cards(0, 10)
    assert scene.is_spared()


def test_a_damaged_household_shows_in_the_list_without_a_card(scene: Scene) -> None:
    scene.workshop.tamper("UPDATE household_row SET sealed = zeroblob(200) WHERE scope = ?", scene.struck)
    assert dict(scene.vault.cards(0, 10)) == {scene.struck: None, scene.spared: {"name": "Bakker"}}


def test_narrowed_only_what_is_within_reach_is_looked_over(scene: Scene) -> None:
    scene.workshop.tamper("DELETE FROM draft")
    scene.vault.narrow(scene.spared)
    assert scene.vault.check() == (Finding(scene.spared, FindingKind.MISSING),)


@pytest.mark.parametrize(
    "strange",
    [
        "CREATE TRIGGER swallow BEFORE INSERT ON draft BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TABLE kept (sealed BLOB)",
        "CREATE VIEW all_drafts AS SELECT * FROM draft",
        "CREATE INDEX spy ON draft (version)",
    ],
)
def test_a_file_with_something_strange_in_its_schema_stays_shut(scene: Scene, strange: str) -> None:
    scene.vault.lock()
    scene.workshop.tamper(strange)
    with pytest.raises(DamagedVault):
        scene.workshop.open()


def test_the_keys_are_not_turned_with_settings_that_somebody_changed(scene: Scene) -> None:
    """They say for whom the next vault key is sealed."""
    scene.workshop.tamper("DELETE FROM setting WHERE scope = 'own'")
    with pytest.raises(TamperedSettings):
        scene.vault.rotation.rotate(PIN)
    assert scene.is_spared()
    scene.vault.rotation.mend(PIN)
    assert scene.vault.recovery.ways == frozenset()
    assert scene.vault.check() == ()
    assert scene.vault.trail.chain().lines[1].action is Action.MENDED
    scene.vault.rotation.rotate(PIN)
    assert scene.is_spared()


def test_with_the_genuine_sheet_damaged_settings_keep_nobody_out(scene: Scene) -> None:
    code = scene.vault.recovery.make_sheet(PIN)
    scene.vault.lock()
    scene.workshop.tamper("UPDATE setting SET sealed = zeroblob(length(sealed)) WHERE scope = 'own'")
    scene.vault = scene.workshop.locked().recover(code, PIN)
    assert scene.vault.recovery.ways == {Way.SHEET}
    assert scene.vault.check() == ()
    assert scene.is_spared()
    scene.vault.lock()
    assert scene.workshop.locked().recover(code, PIN).is_open


def test_a_damaged_counter_shuts_nothing(workshop: Workshop) -> None:
    workshop.open().lock()
    (workshop.folder / "secret" / "device.counter").write_bytes(b"\x7f" + b"\xff" * 7)
    vault = workshop.open()
    vault.new_household()
    vault.lock()
    assert workshop.open().check() == ()


def test_a_household_is_not_narrowed_to_in_the_middle_of_writing(scene: Scene) -> None:
    with pytest.raises(RuntimeError), scene.vault.writing():
        scene.vault.narrow(scene.spared)
    assert scene.vault.check() == ()


def test_one_damaged_envelope_stops_no_other(scene: Scene) -> None:
    waiting = {one.id for one in scene.vault.queued()}
    (name, *_), *_ = scene.workshop.tamper("SELECT id FROM outbox LIMIT 1")
    scene.workshop.tamper("UPDATE outbox SET sealed = zeroblob(length(sealed)) WHERE id = ?", name)
    assert {one.id for one in scene.vault.queued()} == waiting - {name}
    assert Finding(None, FindingKind.CHANGED, "outbox") in scene.vault.check_own()

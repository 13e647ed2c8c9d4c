"""The safety line is for the worker with the PIN and for the officer; for everybody else it is not there."""

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.backup import copy_body, keys_in, read_head
from keukentafel.vault.hand_over import seal_hand_over
from keukentafel.vault.inspection import Finding, FindingKind
from keukentafel.vault.ladder import Branch
from keukentafel.vault.mistakes import (
    Locked,
    NoSafetyKey,
    NotHandedOver,
    OtherOfficer,
    Unsealable,
    WrongPin,
)
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.safety import SafetyId, read_hand_over
from keukentafel.vault.sealed_box import PublicKey, public_of
from keukentafel.vault.sealing import Sealer
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.tables import SEALED_TABLES, DocumentRow
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, RESIDENT, Workshop, draft, entry, place

CANARY = "ZWALUW-ONDER-DE-DAKGOOT"
NEW_PIN = "314159"


@dataclass
class Scene:
    """A household, its worker's open vault, and a safety officer elsewhere."""

    workshop: Workshop
    vault: OpenVault
    household: HouseholdId
    officer: X25519PrivateKey

    @property
    def officers_key(self) -> PublicKey:
        return public_of(self.officer)

    def write(self, content: Json = CANARY, name: SafetyId | None = None) -> SafetyId:
        return self.vault.safety.write(self.household, content, self.officers_key, name)

    def read(self, pin: str = PIN) -> list[Json]:
        return [one.content for one in self.vault.safety.read(self.household, pin)]

    def pending(self) -> int:
        return self.vault.safety.pending(self.household)

    def hand_over(self, officer: X25519PrivateKey | None = None) -> list[Json]:
        """Hand over, and return the contents that this officer reads."""
        officer = officer or self.officer
        sealed = self.vault.safety.hand_over(self.household, public_of(officer), "stap 5").sealed
        return _contents(read_hand_over(officer, self.household, sealed))

    def rows(self) -> list[str]:
        """Return the ids of the rows of the safety line, which nobody but the open vault can tell."""
        return [row.id for row in self.vault.safety._found(self.household)]


@pytest.fixture
def scene(workshop: Workshop) -> Scene:
    vault = workshop.open()
    household = vault.new_household()
    vault.put_card(household, {"name": "De Wit"})
    return Scene(workshop, vault, household, X25519PrivateKey.generate())


def _contents(handed_over: Json) -> list[Json]:
    assert isinstance(handed_over, dict)
    entries = handed_over["entries"]
    assert isinstance(entries, list)
    return [one["content"] for one in entries if isinstance(one, dict)]


# Two readers -----------------------------------------------------------------------------------------------


def test_an_entry_opens_with_the_pin_each_time_and_with_nothing_else(scene: Scene) -> None:
    first, second = scene.write({"seen": "een blauwe plek", "by": "juf"}), scene.write("nog iets")
    scene.write("het staat er nu anders", first)
    assert scene.read() == ["het staat er nu anders", "nog iets"]
    for wrong in ("000000", ""):
        with pytest.raises(WrongPin):
            scene.read(wrong)
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert [one.id for one in scene.vault.safety.read(scene.household, PIN)] == [first, second]
    with pytest.raises(ValueError, match="random id"):
        scene.write("x", SafetyId("blauwe-plek-van-daan"))


def test_what_is_handed_over_opens_with_the_officers_private_key_alone(scene: Scene) -> None:
    names = [scene.write("een"), scene.write("twee")]
    handed = scene.vault.safety.hand_over(scene.household, scene.officers_key, "stap 5 van de meldcode")
    assert handed.entries == tuple(names)
    assert read_hand_over(scene.officer, scene.household, handed.sealed) == {
        "reason": "stap 5 van de meldcode",
        "at": int(scene.workshop.now * 1000),
        "entries": [{"id": names[0], "content": "een"}, {"id": names[1], "content": "twee"}],
    }
    with pytest.raises(Unsealable):
        read_hand_over(X25519PrivateKey.generate(), scene.household, handed.sealed)
    with pytest.raises(Unsealable):
        read_hand_over(scene.officer, scene.vault.new_household(), handed.sealed)
    for index in range(0, len(handed.sealed), 7):
        changed = bytearray(handed.sealed)
        changed[index] ^= 1
        with pytest.raises(Unsealable):
            read_hand_over(scene.officer, scene.household, bytes(changed))


def test_what_was_begun_can_be_taken_away_and_what_was_handed_over_cannot(scene: Scene) -> None:
    handed = scene.write("overgedragen")
    scene.hand_over()
    begun = scene.write("begonnen")
    assert scene.vault.safety.drop(scene.household, begun)
    assert not scene.vault.safety.drop(scene.household, begun)
    assert not scene.vault.safety.drop(scene.household, handed)
    assert scene.read() == ["overgedragen"]
    assert len(scene.rows()) == 1
    assert scene.vault.check() == ()


def test_what_a_stranger_seals_for_the_officer_is_refused_in_one_sentence(scene: Scene) -> None:
    scene.write("een")
    scene.write("twee")
    one, other = scene.vault.safety._all(scene.household)

    def sealed(*entries: object) -> bytes:
        return seal_hand_over(scene.household, scene.officers_key, entries, "x", 1).sealed  # type: ignore[arg-type]

    assert _contents(read_hand_over(scene.officer, scene.household, sealed(one, other))) == ["een", "twee"]
    for forged in (replace(one, body=other.body), replace(one, for_officer=b""), replace(one, id=other.id)):
        with pytest.raises(Unsealable):
            read_hand_over(scene.officer, scene.household, sealed(forged))


def test_handed_over_it_stays_so_until_something_is_written_over_it(scene: Scene) -> None:
    first, _ = scene.write("een"), scene.write("twee")
    with pytest.raises(NotHandedOver):
        scene.vault.forgetting.household(PIN, scene.household, "request")
    assert scene.hand_over() == ["een", "twee"]
    now = int(scene.workshop.now * 1000)
    scene.vault.lock()
    scene.vault = scene.workshop.open()
    assert [one.handed_over for one in scene.vault.safety.read(scene.household, PIN)] == [now, now]
    assert scene.hand_over() == []
    scene.write("een, en nu dit erbij", first)
    assert scene.pending() == 1
    with pytest.raises(NotHandedOver):
        scene.vault.forgetting.household(PIN, scene.household, "request")
    assert scene.hand_over() == ["een, en nu dit erbij"]
    scene.vault.forgetting.household(PIN, scene.household, "request")
    assert scene.vault.check() == ()


def test_an_entry_for_another_officer_goes_to_that_one_or_is_sealed_again_with_the_pin(scene: Scene) -> None:
    scene.write("een")
    successor = X25519PrivateKey.generate()
    with pytest.raises(OtherOfficer):
        scene.hand_over(successor)
    with pytest.raises(WrongPin):
        scene.vault.safety.seal_for(scene.household, public_of(successor), "000000")
    with pytest.raises(OtherOfficer):
        scene.hand_over(successor)
    scene.vault.safety.seal_for(scene.household, public_of(successor), PIN)
    with pytest.raises(OtherOfficer):
        scene.hand_over()
    assert scene.hand_over(successor) == ["een"]
    assert scene.read() == ["een"]


# Recovery --------------------------------------------------------------------------------------------------


def test_the_sheet_opens_it_and_recovery_by_the_organisation_does_not(scene: Scene) -> None:
    organisation = X25519PrivateKey.generate()
    before = scene.write("van voor het herstel")
    code = scene.vault.recovery.make_sheet(PIN)
    scene.vault.recovery.let_organisation(PIN, public_of(organisation))
    scene.vault.lock()
    scene.vault = scene.workshop.locked().recover(code, NEW_PIN)
    assert scene.read(NEW_PIN) == ["van voor het herstel"]
    scene.vault.lock()

    request = scene.workshop.locked().organisation_code()
    assert request is not None
    scene.vault = scene.workshop.locked().recover(read_code_for(organisation, *request), PIN)
    with pytest.raises(NoSafetyKey):
        scene.read()
    successor = X25519PrivateKey.generate()
    after = scene.vault.safety.write(scene.household, "van erna", public_of(successor))
    shown = [(one.id, one.content, one.closed) for one in scene.vault.safety.read(scene.household, PIN)]
    assert shown == [(before, None, True), (after, "van erna", False)]
    # What is closed cannot be sealed for the successor, and may not stand in the way of the rest.
    scene.vault.safety.seal_for(scene.household, public_of(successor), PIN)
    assert scene.hand_over(successor) == ["van erna"]
    assert scene.hand_over() == ["van voor het herstel"]
    assert scene.pending() == 0


def test_a_backup_brings_it_to_another_device_with_the_sheet_and_no_word_lies_open_in_it(
    scene: Scene,
) -> None:
    scene.write()
    code, backup = scene.vault.recovery.make_sheet(PIN), scene.workshop.folder.parent / "backup"
    scene.vault.copying.backup(backup)
    with backup.open("rb") as file, (backup.parent / "body").open("w+b") as body:
        head, bound = read_head(file)
        copy_body(file, body, keys_in(head, code)[0], head, bound=bound)
        body.seek(0)
        opened = body.read()
    assert CANARY.encode() not in opened
    assert b"CREATE TABLE" in opened
    elsewhere = Workshop(scene.workshop.folder.parent / "elders")
    elsewhere.locked().restore(backup, code, NEW_PIN)
    vault = elsewhere.locked().unlock(NEW_PIN)
    assert [one.content for one in vault.safety.read(scene.household, NEW_PIN)] == [CANARY]


# For everybody else it is not there ------------------------------------------------------------------------


def test_its_rows_look_like_those_of_any_document(scene: Scene) -> None:
    scene.vault.keep_document(scene.household, "bundle", "a" * 64, b"x" * 2500)
    scene.write("y" * 600)
    told_apart = _told_apart(scene)
    assert told_apart == set()
    compartment = scene.vault.compartment(scene.household, "safety", None)
    scene.vault.keep_document(scene.household, "safety", "1", b"x" * 2500, compartment)
    assert _told_apart(scene) == {"compartment"}
    scene.workshop.tamper(
        "UPDATE document SET kind = 'safety' WHERE compartment IS NULL AND place_in_line = 2"
    )
    assert _told_apart(scene) == {"compartment", "kind"}


def _told_apart(scene: Scene) -> set[str]:
    """Return the columns in which not all documents look alike: by type, length and kind of characters."""
    names = ("scope", "id", "version", "sealed", *SHAPES[DocumentRow].columns)
    rows = scene.workshop.tamper(f"SELECT {', '.join(names)} FROM document")
    looks = [[_look(cell) for cell in row] for row in rows]
    assert len(looks) > 1
    return {
        name for name, column in zip(names, zip(*looks, strict=True), strict=True) if len(set(column)) > 1
    }


def _look(cell: object) -> object:
    if isinstance(cell, str):
        return len(cell), bool(re.fullmatch("[0-9a-f]+", cell))
    return len(cell) if isinstance(cell, bytes) else type(cell)


def test_at_the_table_nothing_of_it_can_be_asked(scene: Scene) -> None:
    scene.write()
    safety, officer = scene.vault.safety, scene.officers_key
    scene.vault.narrow(scene.household)
    for attempt in (
        lambda: safety.read(scene.household, PIN),
        lambda: safety.read(scene.household, "000000"),
        lambda: safety.count(scene.household),
        lambda: safety.pending(scene.household),
        lambda: safety.damaged(scene.household),
        lambda: safety.drop(scene.household, SafetyId("0" * 32)),
        lambda: safety.hand_over(scene.household, officer, "x"),
        lambda: safety.seal_for(scene.household, officer, PIN),
        lambda: safety.write(scene.household, "x", officer),
        lambda: scene.vault.trail.chain(),
    ):
        with pytest.raises(Locked):
            attempt()
    # No PIN was tried for it either.
    assert scene.workshop.tamper("SELECT wrong_attempts FROM vault_header") == [(0,)]
    assert scene.vault.check() == ()
    scene.vault.widen(PIN)
    assert scene.read() == [CANARY]


def test_at_the_table_no_key_in_memory_opens_a_row_that_tells_of_it(scene: Scene) -> None:
    name = scene.write()
    scene.vault.safety.read(scene.household, PIN)
    marks = [name.encode(), b'"safety', CANARY.encode(), b"handed_over"]
    scene.vault.save_draft(draft(scene.vault, scene.household, "een zin"))
    known = b"".join(_payloads_within_reach(scene.vault))
    assert all(mark in known for mark in marks[:2])
    scene.vault.narrow(scene.household)
    scene.vault.save_draft(draft(scene.vault, scene.household, "aan tafel"))
    known = b"".join(_payloads_within_reach(scene.vault))
    assert b"aan tafel" in known
    assert not any(mark in known for mark in marks)


def _payloads_within_reach(vault: OpenVault) -> Iterator[bytes]:
    """Open every row of the file with every key that anything in the open vault leads to."""
    sealers = list(_sealers_reached_from(vault))
    for scope in set(vault._rows.seals.roll().scopes()):
        for model in SEALED_TABLES:
            for row in vault._rows.find(model, replace(vault._ring.courier, name=scope)):
                for sealer in sealers:
                    try:
                        yield row.open(sealer)
                    except Unsealable:
                        continue


def _sealers_reached_from(thing: object) -> Iterator[Sealer]:
    seen: set[int] = set()
    ahead = [thing]
    while ahead:
        one = ahead.pop()
        if id(one) in seen or isinstance(one, type | ModuleType):
            continue
        seen.add(id(one))
        if isinstance(one, Branch):
            yield from (one.sealer, one.wrapper)
        if isinstance(one, Sealer):
            yield one
        ahead += gc.get_referents(one)


def test_it_is_in_no_list_no_search_and_no_file(scene: Scene) -> None:
    scene.write({"seen": CANARY})
    vault, household = scene.vault, scene.household
    compartment = vault.compartment(household, "person", RESIDENT.who)
    said = entry(household, compartment, f"gewoon {CANARY.lower()}s zien")
    shelf = vault.shelf(household)
    with vault.writing():
        shelf.keep(said)
        shelf.put_heads(place(said), frozenset({said.signed.id}))
    vault.keep_document(household, "bundle", "1", b"gewoon")
    assert [one.data for one in vault._documents.every(household)] == [b"gewoon"]
    for kind in ("safety", "kind", "entry", "bundle"):
        assert [one.data for one in vault.documents(household, kind)] in ([], [b"gewoon"])
    found = vault.search(bundled_catalogue()).find("zwaluw dakgoot", 10)
    assert found.total == 1
    assert not scene.workshop.finds(CANARY.encode())
    (scene.workshop.folder / "planted").write_bytes(CANARY.encode())
    assert scene.workshop.finds(CANARY.encode())


def test_no_cleaning_up_and_no_forgetting_of_a_person_takes_it_along(scene: Scene) -> None:
    scene.write()
    scene.vault.keep_document(scene.household, "bundle", "1", b"{}")
    scene.vault.cleaning.after_receipt(scene.household, lambda *_: True, 2**53, lambda *_: False)
    scene.vault.forgetting.person(PIN, scene.household, RESIDENT.who, lambda _: None, "request")
    assert scene.vault.documents(scene.household, "bundle") == ()
    assert scene.read() == [CANARY]
    assert scene.vault.check() == ()


# Tampering -------------------------------------------------------------------------------------------------

Crime = Callable[[Scene, str, str], object]
CRIMES: dict[str, tuple[Crime, FindingKind, list[Json]]] = {
    "flipped": (
        lambda s, one, _: s.workshop.tamper(
            "UPDATE document SET sealed = zeroblob(length(sealed)) WHERE id = ?", one
        ),
        FindingKind.CHANGED,
        ["twee", "drie"],
    ),
    "another's place in line": (
        lambda s, one, _: s.workshop.tamper("UPDATE document SET place_in_line = 'x' WHERE id = ?", one),
        FindingKind.CHANGED,
        ["twee", "drie"],
    ),
    "swapped": (
        lambda s, one, other: s.workshop.tamper(
            "UPDATE document SET sealed = (SELECT sealed FROM document WHERE id IN (?1, ?2) AND id != d.id) "
            "FROM document AS d WHERE document.id IN (?1, ?2) AND d.id = document.id",
            one,
            other,
        ),
        FindingKind.CHANGED,
        ["drie"],
    ),
    "removed": (
        lambda s, one, _: s.workshop.tamper("DELETE FROM document WHERE id = ?", one),
        FindingKind.MISSING,
        ["twee", "drie"],
    ),
    "made an ordinary document": (
        lambda s, one, _: s.workshop.tamper("UPDATE document SET kind = ? WHERE id = ?", "f" * 64, one),
        FindingKind.CHANGED,
        ["twee", "drie"],
    ),
}


@pytest.mark.parametrize("crime", CRIMES)
def test_tampering_is_named_and_keeps_no_other_entry_from_being_read_or_handed_over(
    scene: Scene, crime: str
) -> None:
    for content in ("een", "twee", "drie"):
        scene.write(content)
    commit, kind, left = CRIMES[crime]
    commit(scene, *scene.rows()[:2])
    assert kind in {one.kind for one in scene.vault.check() if one.household == scene.household}
    assert scene.read() == left
    assert scene.vault.safety.damaged(scene.household) == (3 - len(left)) * (kind is FindingKind.CHANGED) - (
        crime == "made an ordinary document"
    )
    assert scene.hand_over() == left
    assert scene.pending() == 0
    scene.vault.narrow(scene.household)
    assert scene.vault.check()


def test_an_entry_of_one_household_does_not_open_in_another(scene: Scene) -> None:
    scene.write("een")
    other = scene.vault.new_household()
    scene.vault.safety.write(other, "anders", scene.officers_key)
    ((_, sealed),) = scene.workshop.tamper("SELECT id, sealed FROM document WHERE scope = ?", scene.household)
    scene.workshop.tamper("UPDATE document SET sealed = ? WHERE scope = ?", sealed, other)
    assert Finding(other, FindingKind.CHANGED, "document") in scene.vault.check()
    assert scene.vault.safety.read(other, PIN) == ()
    assert scene.read() == ["een"]

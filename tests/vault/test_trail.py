"""The audit trail: what was done stands in it, nothing else does, and whoever tampers with it is seen."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields
from time import perf_counter

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.names import HouseholdId
from keukentafel.vault.chain import name_of
from keukentafel.vault.mistakes import Locked, VaultUnwritable, WrongPin
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.tables import TrailRow
from keukentafel.vault.trail import Action, Actor, Line
from keukentafel.vault.vault import OpenVault
from tests.vault.material import DEVICE, PIN, RESIDENT, Workshop, draft, entry, place

CANARY = "KOOLMEES-OP-DE-VENSTERBANK"
SAMIRA = Actor("b" * 32, "worker", "Gemeente Waterkerke")


def _say(vault: OpenVault, household: HouseholdId, *words: str) -> None:
    """Say something on as many fields, in one transaction."""
    compartment = vault.compartment(household, "person", RESIDENT.who)
    shelf = vault.shelf(household)
    with vault.writing():
        for word in words:
            said = entry(household, compartment, word)
            shelf.keep(said)
            shelf.put_heads(place(said), frozenset({said.signed.id}))


def _actions(vault: OpenVault) -> list[Action]:
    """Return what was done, first things first."""
    return [line.action for line in reversed(vault.trail.chain().lines)]


def test_a_line_has_the_fields_of_nen_7513(workshop: Workshop) -> None:
    vault = workshop.open()
    vault.act_as(SAMIRA)
    household = vault.new_household()
    person = vault.compartment(household, "person", RESIDENT.who)
    vault.forgetting.compartment(PIN, household, person, "request")
    line = next(one for one in vault.trail.chain().lines if one.action is Action.FORGOT)
    device = vault.device_signing.public_key().public_bytes_raw().hex()
    now = int(workshop.now * 1000)
    assert line == Line(
        line.number, now, SAMIRA, device, Action.FORGOT, household, None, line.object, "request", False
    )
    assert [one.name for one in fields(Line)] == [
        *("number", "at", "actor", "device", "action", "household", "about", "object", "ground", "refused")
    ]
    assert device != DEVICE.public_key().public_bytes_raw().hex()


def test_everything_that_is_done_makes_a_line_of_its_own_kind(workshop: Workshop) -> None:
    vault = workshop.open()
    officer, household = X25519PrivateKey.generate(), vault.new_household()
    _say(vault, household, "een", "twee", "drie")
    said = vault.entries(household)[0].signed.id
    vault.shelf(household).erase([said])
    vault.safety.write(household, "gezien", public_of(officer))
    begun = vault.safety.write(household, "begonnen", public_of(officer))
    vault.safety.drop(household, begun)
    vault.safety.read(household, PIN)
    vault.safety.hand_over(household, public_of(officer), "stap 5")
    vault.recovery.make_sheet(PIN)
    vault.copying.backup(workshop.folder.parent / "backup")
    vault.rotation.change_pin(PIN, "112233")
    vault.forgetting.household("112233", household, "request")
    vault.trail.add(Action.EXPORTED, household)
    # Whatever needs the PIN may turn the keys along with it.
    assert [one for one in _actions(vault) if one is not Action.ROTATED] == [
        Action.UNLOCKED,
        Action.OPENED,
        Action.CHANGED,
        Action.ERASED,
        Action.SAFETY,
        Action.SAFETY,
        Action.SAFETY_DROPPED,
        Action.SAFETY_READ,
        Action.HANDED_OVER,
        Action.RECOVERY_CHANGED,
        Action.BACKED_UP,
        Action.PIN_CHANGED,
        Action.FORGOT,
        Action.EXPORTED,
    ]
    assert Action.ROTATED in _actions(vault)
    changed = next(one for one in vault.trail.chain().lines if one.action is Action.CHANGED)
    assert (changed.household, changed.object) == (household, "3")


def test_what_was_refused_stands_in_it_as_refused(workshop: Workshop) -> None:
    vault = workshop.open()
    household = vault.new_household()
    with pytest.raises(WrongPin):
        vault.safety.read(household, "000000")
    vault.recovery.make_sheet(PIN)
    with pytest.raises(VaultUnwritable):
        vault.copying.backup(workshop.folder / "no such folder" / "backup")
    vault.lock()
    for _ in range(2):
        with pytest.raises(WrongPin):
            workshop.locked().unlock("000000")
    vault = workshop.open()
    refused = [(one.action, one.object) for one in vault.trail.chain().lines if one.refused]
    assert refused[0] == (Action.WRONG_PIN, "2")
    assert {(Action.BACKED_UP, ""), (Action.SAFETY_READ, "")} < set(refused)


def test_a_line_is_kept_with_what_it_tells_of_or_not_at_all(workshop: Workshop) -> None:
    vault = workshop.open()
    household, other = vault.new_household(), vault.new_household()

    def fail() -> None:
        with vault.writing():
            _say(vault, household, "half")
            _say(vault, other, "half")
            vault.safety.write(household, "half", public_of(X25519PrivateKey.generate()))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _actions(vault) == [Action.UNLOCKED]
    vault.put_card(household, {"name": "De Wit"})
    _say(vault, household, "heel")
    assert _actions(vault) == [Action.UNLOCKED, Action.OPENED, Action.CHANGED]
    assert vault.trail.chain().breaks == ()


def test_a_household_that_is_out_of_reach_was_not_opened(workshop: Workshop) -> None:
    vault = workshop.open()
    other, household = vault.new_household(), vault.new_household()
    vault.narrow(household)
    for _ in range(2):
        vault.entries(household)
        with pytest.raises(Locked):
            vault.entries(other)
    vault.widen(PIN)
    opened = [one.household for one in vault.trail.chain().lines if one.action is Action.OPENED]
    assert opened == [household]


def test_there_is_no_name_and_no_word_in_it(workshop: Workshop) -> None:
    vault = workshop.open()
    officer, household = X25519PrivateKey.generate(), vault.new_household()
    vault.put_card(household, {"name": CANARY})
    _say(vault, household, CANARY)
    vault.save_draft(draft(vault, household, CANARY))
    vault.keep_document(household, CANARY, CANARY, CANARY.encode())
    vault.safety.write(household, CANARY, public_of(officer))
    vault.safety.hand_over(household, public_of(officer), CANARY)
    assert not _is_in_the_trail(vault, CANARY)
    vault.trail.add(Action.EXPORTED, household, ground=CANARY)
    assert _is_in_the_trail(vault, CANARY)


def _is_in_the_trail(vault: OpenVault, text: str) -> bool:
    rows, ring = vault._rows, vault._ring
    payloads = [row.open(ring.own.branch.sealer) for row in rows.find(TrailRow, ring.trail)]
    assert len(payloads) == len(vault.trail.chain().lines)
    return any(text.encode() in payload for payload in payloads)


def test_at_the_table_lines_are_written_and_none_is_read(workshop: Workshop) -> None:
    vault = workshop.open()
    household = vault.new_household()
    vault.safety.write(household, "gezien", public_of(X25519PrivateKey.generate()))
    vault.narrow(household)
    _say(vault, household, "een")
    with pytest.raises(Locked):
        vault.trail.chain()
    assert vault.check() == ()
    vault.widen(PIN)
    assert _actions(vault) == [Action.UNLOCKED, Action.SAFETY, Action.OPENED, Action.CHANGED]
    assert vault.trail.chain().breaks == ()
    assert vault.check() == ()


# Tampering -------------------------------------------------------------------------------------------------


@dataclass
class Desk:
    """A vault with ten lines in its trail, the first of which is that it was opened."""

    workshop: Workshop
    vault: OpenVault

    def reopen(self) -> OpenVault:
        self.vault.lock()
        self.vault = self.workshop.open()
        return self.vault


@pytest.fixture
def desk(workshop: Workshop) -> Desk:
    vault = workshop.open()
    household = vault.new_household()
    for number in range(2, 11):
        vault.trail.add(Action.EXPORTED, household, object=str(number))
    assert vault.trail.chain().breaks == ()
    return Desk(workshop, vault)


def _flip(desk: Desk, number: int) -> None:
    ((sealed,),) = desk.workshop.tamper("SELECT sealed FROM trail WHERE id = ?", name_of(number))
    flipped = sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:]
    desk.workshop.tamper("UPDATE trail SET sealed = ? WHERE id = ?", flipped, name_of(number))


def _remove(desk: Desk, *numbers: int) -> None:
    for number in numbers:
        desk.workshop.tamper("DELETE FROM trail WHERE id = ?", name_of(number))


def _swap(desk: Desk, one: int, other: int) -> None:
    for before, after in ((one, 99), (other, one), (99, other)):
        desk.workshop.tamper("UPDATE trail SET id = ? WHERE id = ?", name_of(after), name_of(before))


def _put_in(desk: Desk, before: int, name: str) -> None:
    desk.workshop.tamper(
        "INSERT INTO trail SELECT scope, ?, version, sealed, place_in_line FROM trail WHERE id = ?",
        name,
        name_of(before),
    )


CRIMES: dict[str, tuple[Callable[[Desk], object], tuple[int, ...]]] = {
    "one changed": (lambda desk: _flip(desk, 4), (4,)),
    "the last one changed": (lambda desk: _flip(desk, 10), (10,)),
    "the number of its place changed": (
        lambda desk: desk.workshop.tamper("UPDATE trail SET place_in_line = 2.5 WHERE id = ?", name_of(4)),
        (4,),
    ),
    "one removed": (lambda desk: _remove(desk, 4), (4,)),
    "the first removed": (lambda desk: _remove(desk, 1), (1,)),
    "three removed": (lambda desk: _remove(desk, 4, 5, 6), (4,)),
    "two swapped": (lambda desk: _swap(desk, 4, 7), (4, 7)),
    "one put in between": (lambda desk: _put_in(desk, 4, f"{name_of(4)}a"), (11,)),
    "one put in under a number that is no number": (lambda desk: _put_in(desk, 4, "zz"), (11,)),
    "the last three cut off": (lambda desk: _remove(desk, 8, 9, 10), (8,)),
    "one put in behind the last": (lambda desk: _put_in(desk, 4, name_of(11)), (11,)),
    "one in the middle removed, and the last cut off": (lambda desk: _remove(desk, 4, 10), (4, 10)),
    "all cut off": (lambda desk: _remove(desk, *range(1, 11)), (1,)),
}


@pytest.mark.parametrize("crime", CRIMES)
def test_tampering_shows_as_a_break_at_its_number_and_the_trail_goes_on(desk: Desk, crime: str) -> None:
    commit, breaks = CRIMES[crime]
    commit(desk)
    assert desk.vault.trail.chain().breaks == breaks
    vault = desk.reopen()
    assert set(breaks) <= set(vault.trail.chain().breaks)
    household = vault.new_household()
    _say(vault, household, "verder")
    before = vault.trail.chain().breaks
    vault = desk.reopen()
    assert vault.trail.chain().breaks == before
    newest = [one.action for one in vault.trail.chain(0, 3).lines]
    assert newest == [Action.UNLOCKED, Action.CHANGED, Action.OPENED]
    assert vault.entries(household)


def _older_trail(desk: Desk) -> None:
    """Put the whole trail back as it was three lines ago, with its seal."""
    kept = desk.workshop.tamper("SELECT counter, sealed FROM household_seal WHERE scope = 'trail'")
    for _ in range(3):
        desk.vault.trail.add(Action.EXPORTED)
    _remove(desk, 11, 12, 13)
    desk.workshop.tamper("UPDATE household_seal SET counter = ?, sealed = ? WHERE scope = 'trail'", *kept[0])


def _exchange(desk: Desk) -> None:
    _remove(desk, 9, 10)
    for name in ("a", "b"):
        _put_in(desk, 1, name)


SEAL_CRIMES: dict[str, tuple[Callable[[Desk], object], int, str]] = {
    "the last two cut off": (lambda desk: _remove(desk, 9, 10), 9, "2"),
    "cut off, and as many put in": (_exchange, 9, "2"),
    "the last one changed": (lambda desk: _flip(desk, 10), 11, "0"),
    "the seal gone": (
        lambda desk: desk.workshop.tamper("DELETE FROM household_seal WHERE scope = 'trail'"),
        11,
        "",
    ),
    "an older trail with its seal": (_older_trail, 11, ""),
}


@pytest.mark.parametrize("crime", SEAL_CRIMES)
def test_what_was_done_to_the_end_is_found_at_the_next_opening_and_noted(desk: Desk, crime: str) -> None:
    commit, number, missing = SEAL_CRIMES[crime]
    commit(desk)
    vault = desk.reopen()
    assert vault.trail.found_broken
    found = next(one for one in vault.trail.chain().lines if one.action is Action.BREAK_FOUND)
    assert (found.number, found.object) == (number, missing)
    assert vault.trail.chain().breaks == ((10,) if "changed" in crime else (number,))
    vault = desk.reopen()
    assert not vault.trail.found_broken
    assert _actions(vault).count(Action.BREAK_FOUND) == 1


def test_lines_cut_off_while_the_vault_is_open_leave_a_gap(desk: Desk) -> None:
    _remove(desk, 9, 10)
    desk.vault.trail.add(Action.EXPORTED)
    assert desk.vault.trail.chain(0, 1).lines[0].number == 11
    assert desk.vault.trail.chain().breaks == (9,)


def test_a_number_that_is_taken_is_never_written_over(desk: Desk) -> None:
    for name in ("9" * 16, "9" * 19, name_of(11), name_of(13)):
        _put_in(desk, 1, name)
    for _ in range(3):
        desk.reopen().trail.add(Action.EXPORTED)
    assert _actions(desk.reopen()).count(Action.EXPORTED) == 9 + 3
    assert desk.vault.trail.chain().breaks[0] == 11


def test_two_sessions_write_one_chain(workshop: Workshop) -> None:
    one, other = workshop.open(), workshop.open()
    for number in range(6):
        session = one if number % 2 else other
        session.trail.add(Action.EXPORTED, object=str(number))
        assert session.trail.chain().breaks == ()
    for session in (one, other):
        chain = session.trail.chain()
        assert chain.breaks == ()
        assert [line.object for line in chain.lines[:6]] == ["5", "4", "3", "2", "1", "0"]
        assert session.check() == ()


def test_what_another_program_does_to_it_is_seen_though_it_was_followed_before(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.workshop.file, isolation_level=None)) as outside:
        assert desk.vault.trail.chain().breaks == ()
        outside.execute("DELETE FROM trail WHERE id = ?", (name_of(3),))
        assert desk.vault.trail.chain().breaks == (3,)


def test_a_years_trail_is_read_in_pages_and_followed_once(workshop: Workshop) -> None:
    vault = workshop.open()
    household = vault.new_household()
    with vault.writing():
        for _ in range(20_000):
            vault.trail.add(Action.OPENED, household)
    first, again = (_seconds(lambda: vault.trail.chain(0, 50)) for _ in range(2))
    # 0.4 s and 5 ms on the machine of the figures.
    assert again < first / 10
    assert [one.number for one in vault.trail.chain(19_999, 50).lines] == [2, 1]
    vault.lock()
    # Unlocking opens one line of it, not all.
    assert min(_seconds(workshop.open) for _ in range(3)) < first / 3


def _seconds(call: Callable[[], object]) -> float:
    begin = perf_counter()
    call()
    return perf_counter() - begin

"""Forgetting for good: what goes, what stays, what refuses, and what comes back from nowhere any more."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from keukentafel.journal.journal import Journal
from keukentafel.journal.names import CompartmentId, HouseholdId, PersonId, random_id
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Act
from keukentafel.vault.document import Document
from keukentafel.vault.draft import Draft
from keukentafel.vault.key_derivation import Argon2Parameters, find_argon2
from keukentafel.vault.marks import FILE, keep_marks, read_marks
from keukentafel.vault.mistakes import (
    DamagedHousehold,
    Forgotten,
    Locked,
    NoSuchHousehold,
    NotHandedOver,
    Unsealable,
    WrongPin,
)
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.tables import WrappedKey
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.journal.household import ANNIE, CATALOGUE, KEYS, PIET, QUOTE, author
from tests.vault.homes import (
    NEIGHBOUR,
    OFFICER,
    Home,
    confided,
    readable,
    rows_of,
    said_by,
    settle,
    tell_in_confidence,
)
from tests.vault.material import CHEAP, PIN, RESIDENT, Workshop, draft, entry
from tests.vault.mishaps import deaths, locked_in, tables


@dataclass
class Street:
    """An open vault with two households: one in which something is forgotten, and one beside it."""

    workshop: Workshop
    vault: OpenVault
    home: Home
    other: Home

    def is_spared(self) -> bool:
        """Tell whether the other household has everything, and nothing at all is wrong in the file."""
        return self.other.is_whole(self.vault) and self.vault.check() == ()

    def reopen(self) -> None:
        self.vault.lock()
        self.vault = self.workshop.open()


@pytest.fixture
def street(workshop: Workshop) -> Street:
    vault = workshop.open()
    return Street(workshop, vault, settle(vault, "Pimpelmees"), settle(vault, "Bakker"))


def _sealed(street: Street) -> list[bytes]:
    """A piece of every sealed row of the household, and of what it has in the outbox."""
    pieces = [
        sealed[20:60]
        for shape in SHAPES.values()
        for (sealed,) in street.workshop.tamper(
            f"SELECT sealed FROM {shape.name} WHERE scope = ?", street.home.household
        )
    ]
    abouts = street.workshop.tamper("SELECT about FROM outbox WHERE household = ?", street.home.household)
    return pieces + [about[20:60] for (about,) in abouts]


def _cells_with(street: Street, name: str) -> set[str]:
    """The tables in which a name stands for everybody to read."""
    found = tables(street.workshop.folder)
    return {table for table, rows in found.items() if any(name in map(str, row) for row in rows)}


def test_of_a_forgotten_household_nothing_is_left_but_a_mark(street: Street) -> None:
    pieces, household = _sealed(street), street.home.household
    assert len(pieces) > 12
    assert all(street.workshop.finds(piece) for piece in pieces)
    assert "Pimpelmees" in readable(street.vault)
    assert len(_cells_with(street, household)) > 8
    street.vault.forgetting.household(PIN, household, "request")
    for _ in range(2):
        assert not any(street.workshop.finds(piece) for piece in pieces)
        assert "Pimpelmees" not in readable(street.vault)
        assert "Bakker" in readable(street.vault)
        assert _cells_with(street, household) == {"forgotten"}
        assert street.vault.forgetting.marks() == (household,)
        assert (street.workshop.folder / FILE).read_text().split()[::2] == [household]
        assert street.vault.households() == (street.other.household,)
        assert street.is_spared()
        street.reopen()
    with pytest.raises(NoSuchHousehold):
        street.vault.card(household)


def test_an_older_copy_does_not_give_it_back_with_todays_pin_and_secret(
    street: Street, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    shutil.copytree(street.workshop.folder, older)
    street.vault.forgetting.household(PIN, street.home.household, "request")
    thief = tmp_path / "thief"
    shutil.copytree(older, thief)
    shutil.copy(street.workshop.folder / "secret" / "device", thief / "secret" / "device")
    with pytest.raises(WrongPin):
        locked_in(thief).unlock(PIN)
    assert "Pimpelmees" in readable(locked_in(older).unlock(PIN))


def test_a_forgotten_compartment_takes_its_words_drafts_and_documents_and_no_others(street: Street) -> None:
    home = street.home
    street.vault.forgetting.compartment(PIN, home.household, home.own, "request")
    street.reopen()
    left = readable(street.vault)
    assert not [words for words in ("voor mij", "half getypt", "eigen") if f"Pimpelmees {words}" in left]
    for words in ("voor ons", "van de buren", "nog niet aangekomen", "samen half getypt", "plan"):
        assert f"Pimpelmees {words}" in left
    assert [one.id for one in street.vault.compartments(home.household)] == [home.common]
    assert street.vault.compartment(home.household, "person", RESIDENT.who) != home.own
    assert street.vault.check_heads(home.household) == ()
    assert street.is_spared()


def _rewritten(document: Document) -> bytes | None:
    return None if document.id == "weg" else document.data.replace(RESIDENT.who.encode(), b"iemand")


def test_of_a_forgotten_person_no_word_is_left_in_the_common_part_the_documents_or_the_card(
    street: Street,
) -> None:
    vault, home = street.vault, street.home
    vault.keep_document(home.household, "receipt", "weg", f"Pimpelmees {RESIDENT.who}".encode())
    vault.put_card(home.household, {"name": "Pimpelmees", "next": "Annie belt zelf"})
    vault.forgetting.person(
        PIN,
        home.household,
        RESIDENT.who,
        _rewritten,
        "request",
        summary=lambda: {"sentences": len([one for one in vault.entries(home.household) if one.value])},
    )
    street.reopen()
    vault = street.vault
    left = readable(vault)
    assert {words[:9] for words in left.split("Pimpelmees ")[1:]} == {"van de bu", "plan van "}
    assert "plan van iemand" in left
    assert "Annie" not in left
    assert vault.card(home.household) == {"sentences": 1}
    assert vault.documents(home.household, "bundle") == (
        Document(home.household, "bundle", "1", b"Pimpelmees plan van iemand"),
    )
    assert vault.documents(home.household, "receipt") == ()
    assert vault.outgoing(home.household) == ()
    assert vault.shelf(home.household).waiting_count() == 0
    assert vault.check_heads(home.household) == ()
    assert street.is_spared()


def test_a_person_without_a_compartment_can_be_forgotten_and_everybody_elses_words_stay(
    street: Street,
) -> None:
    household = street.home.household
    street.vault.forgetting.person(
        PIN,
        household,
        NEIGHBOUR.who,
        lambda document: document.data,
        "request",
        summary=lambda: {"name": "-"},
    )
    left = readable(street.vault)
    assert "Pimpelmees van de buren" not in left
    assert all(f"Pimpelmees {words}" in left for words in ("voor mij", "voor ons", "nog niet", "plan"))
    assert len(street.vault.drafts(household)) == 2
    assert street.is_spared()


def test_what_was_thrown_away_leaves_one_counter(street: Street) -> None:
    for number, home in enumerate((street.home, street.other), start=1):
        street.vault.forgetting.throw_away(PIN, home.household)
        street.reopen()
        assert street.vault.forgetting.thrown_away == number
        assert rows_of(street.vault, home.household) == 0
    left = readable(street.vault)
    assert "Pimpelmees" not in left
    assert "Bakker" not in left
    assert street.vault.check() == ()


@pytest.mark.parametrize("way", ["household", "throw_away"])
def test_nothing_is_forgotten_while_something_was_not_handed_over(street: Street, way: str) -> None:
    vault, home = street.vault, street.home

    def forget(pin: str) -> None:
        if way == "household":
            vault.forgetting.household(pin, home.household, "request")
        else:
            vault.forgetting.throw_away(pin, home.household)

    tell_in_confidence(vault, home)
    secret = street.workshop.secret.read()
    with pytest.raises(NotHandedOver):
        forget(PIN)
    with pytest.raises(WrongPin):
        forget("000000")
    assert home.is_whole(vault)
    assert confided(vault, home, PIN) == ["Pimpelmees vertrouwelijk"]
    assert (vault.forgetting.marks(), vault.forgetting.thrown_away) == ((), 0)
    assert street.workshop.secret.read() == secret
    vault.safety.hand_over(home.household, public_of(OFFICER), "stap 5")
    forget(PIN)
    assert rows_of(vault, home.household) == 0
    assert street.is_spared()


def test_what_is_confided_while_the_pin_is_derived_refuses_too(street: Street) -> None:
    argon2, confide = find_argon2(), [lambda: None]

    def derive(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
        confide.pop()()
        confide.append(lambda: None)
        return argon2(secret, salt, cost)

    workshop = street.workshop
    slow = LockedVault(workshop.folder, workshop.secret, minimum=CHEAP, argon2=derive).unlock(PIN)
    confide.append(lambda: tell_in_confidence(street.vault, street.home))
    with pytest.raises(NotHandedOver):
        slow.forgetting.household(PIN, street.home.household, "request")
    assert confided(street.vault, street.home, PIN) == ["Pimpelmees vertrouwelijk"]


def test_forgetting_a_part_leaves_the_safety_line_as_it_is(street: Street) -> None:
    vault, home = street.vault, street.home
    tell_in_confidence(vault, home)
    vault.forgetting.compartment(PIN, home.household, home.own, "request")
    vault.forgetting.person(PIN, home.household, RESIDENT.who, lambda _: None, "request")
    assert confided(vault, home, PIN) == ["Pimpelmees vertrouwelijk"]
    assert vault.safety.pending(home.household) == 1
    assert street.is_spared()


def test_what_was_forgotten_is_not_taken_in_again(street: Street) -> None:
    vault, home, other = street.vault, street.home, street.other
    vault.forgetting.compartment(PIN, other.household, other.own, "request")
    vault.forgetting.person(
        PIN,
        other.household,
        NEIGHBOUR.who,
        lambda one: one.data,
        "request",
        summary=lambda: {"name": "Bakker"},
    )
    vault.forgetting.household(PIN, home.household, "request")
    shelf = vault.shelf(other.household)
    from_elsewhere = entry(other.household, other.own, "Pimpelmees weer")
    of_the_neighbour = said_by(NEIGHBOUR, entry(other.household, other.common, "Pimpelmees weer"))
    typed = replace(draft(vault, other.household, "Pimpelmees weer"), compartment=other.own)
    for attempt in (
        lambda: vault._households.begin(home.household),
        lambda: shelf.keep(from_elsewhere),
        lambda: shelf.keep(of_the_neighbour),
        lambda: shelf.wait(of_the_neighbour.signed.id, of_the_neighbour),
        lambda: vault.save_draft(typed),
        lambda: vault.keep_document(other.household, "bundle", "3", b"Pimpelmees weer", other.own),
    ):
        with pytest.raises(Forgotten):
            attempt()
    shelf.keep(entry(other.household, other.common, "iets anders"))
    assert "Pimpelmees" not in readable(vault)
    assert vault.check() == ()


def _forget_three(vault: OpenVault, homes: tuple[Home, Home, Home]) -> None:
    whole, part, person = homes
    vault.forgetting.household(PIN, whole.household, "request")
    vault.forgetting.compartment(PIN, part.household, part.own, "request")
    vault.forgetting.person(PIN, person.household, RESIDENT.who, lambda _: None, "request")


def test_what_was_forgotten_is_forgotten_again_after_a_restore(street: Street, tmp_path: Path) -> None:
    vault, folder = street.vault, street.workshop.folder
    third = settle(vault, "Van Dijk")
    code = vault.recovery.make_sheet(PIN)
    vault.copying.backup(tmp_path / "backup")
    _forget_three(vault, (street.home, street.other, third))
    vault.lock()
    street.workshop.file.unlink()
    elsewhere = Workshop(tmp_path / "elsewhere")
    assert elsewhere.locked().restore(tmp_path / "backup", code, PIN) == 0
    back = elsewhere.open()
    assert all(home.is_whole(back) for home in (street.home, street.other, third))

    assert street.workshop.locked().restore(tmp_path / "backup", code, PIN) == 4
    vault = street.workshop.open()
    left = readable(vault)
    assert "Pimpelmees" not in left
    assert not [words for words in ("voor mij", "half getypt", "eigen") if f"Bakker {words}" in left]
    assert all(f"Bakker {words}" in left for words in ("voor ons", "plan van", "samen half getypt"))
    assert {words[:12] for words in left.split("Van Dijk ")[1:]} == {"van de buren"}
    assert len(vault.forgetting.marks()) == len(vault.marks_beside(folder)) == 4
    assert vault.check() == ()


def test_marks_that_are_none_are_refused_and_a_torn_line_in_the_file_is_passed_over(street: Street) -> None:
    folder, mark = street.workshop.folder, random_id()
    with pytest.raises(ValueError, match="random id"):
        street.vault.forgetting.apply(["mevrouw De Wit"])
    (folder / FILE).write_bytes(b"\xff\xfe\n" + random_id()[:20].encode())
    own = street.vault._ring.own.branch
    keep_marks(folder, [mark], own)
    keep_marks(folder, [mark], own)
    assert read_marks(folder, own) in ({mark}, set())
    keep_marks(folder, [mark], own)
    assert mark in read_marks(folder, own)
    assert street.vault.forgetting.apply([mark]) == 0
    assert street.vault.forgetting.marks() == (mark,)


CRIMES = {
    "key gone": "DELETE FROM wrapped_key WHERE id = :home",
    "key damaged": "UPDATE wrapped_key SET sealed = zeroblob(189) WHERE id = :home",
    "seal gone": "DELETE FROM household_seal WHERE scope = :home",
    "seal damaged": "UPDATE household_seal SET sealed = 'text', counter = 9 WHERE scope = :home",
    "every word damaged": "UPDATE head SET sealed = zeroblob(300), place = 7 WHERE scope = :home",
    "documents damaged": "UPDATE document SET sealed = zeroblob(300) WHERE scope = :home",
    "list damaged": "UPDATE household_row SET sealed = 'text' WHERE scope = :home",
    "a row taken": "DELETE FROM value WHERE scope = :home",
}


@pytest.mark.parametrize("crime", CRIMES)
def test_a_household_that_was_tampered_with_can_be_forgotten_too(street: Street, crime: str) -> None:
    street.vault.lock()
    street.workshop.tamper(CRIMES[crime].replace(":home", f"'{street.home.household}'"))
    street.vault = street.workshop.open()
    assert street.home.household in {one.household for one in street.vault.check()}
    if crime not in {"key gone", "key damaged", "every word damaged", "list damaged"}:
        with pytest.raises(DamagedHousehold):
            street.vault.forgetting.household(PIN, street.home.household, "request")
    street.vault.forgetting.household(PIN, street.home.household, "request", even_if_damaged=True)
    street.reopen()
    assert _cells_with(street, street.home.household) == {"forgotten"}
    assert "Pimpelmees" not in readable(street.vault)
    assert street.is_spared()


def test_a_line_that_somebody_adds_beside_the_vault_makes_it_forget_nothing(
    street: Street, tmp_path: Path
) -> None:
    vault, home = street.vault, street.home
    code = vault.recovery.make_sheet(PIN)
    vault.copying.backup(tmp_path / "backup")
    vault.lock()
    (street.workshop.folder / FILE).write_text(f"{home.household}\n{home.household} {'0' * 64}\n")
    street.workshop.file.unlink()
    assert street.workshop.locked().restore(tmp_path / "backup", code, PIN) == 0
    assert home.is_whole(street.workshop.open())


def test_today_s_keys_open_nothing_of_what_was_forgotten_in_an_older_copy(street: Street) -> None:
    """Whoever has an older copy, and the file, the PIN and the secret of today, has every key of today."""
    vault, home = street.vault, street.home
    older = street.workshop.folder / "older.sqlite3"
    with closing(sqlite3.connect(street.workshop.file)) as file, closing(sqlite3.connect(older)) as copy:
        file.backup(copy)
    before = [home.own, vault.compartment(home.household, "common", None)]
    assert _opened_in(older, vault, home.household, before) == set(before)
    vault.forgetting.compartment(PIN, home.household, home.own, "request")
    assert _opened_in(older, vault, home.household, before) == set()
    assert vault.check() == ()
    street.reopen()
    assert street.is_spared()


def test_a_sentence_erased_at_the_table_is_closed_in_older_copies_from_the_next_pin_on(
    street: Street,
) -> None:
    vault, home = street.vault, street.home
    older = street.workshop.folder / "older.sqlite3"
    with closing(sqlite3.connect(street.workshop.file)) as file, closing(sqlite3.connect(older)) as copy:
        file.backup(copy)
    common = vault.compartment(home.household, "common", None)
    vault.narrow(home.household)
    vault.shelf(home.household).erase([vault.entries(home.household)[0].signed.id])
    assert _opened_in(older, vault, home.household, [common]) == {common}
    vault.widen(PIN)
    assert _opened_in(older, vault, home.household, [common]) == set()
    assert vault.check() == ()
    assert len(vault.entries(home.household)) > 1
    assert vault.drafts(home.household)
    assert vault.documents(home.household, "bundle")


def test_an_erased_sentence_does_not_come_back_from_a_backup_of_before(
    street: Street, tmp_path: Path
) -> None:
    vault, home = street.vault, street.home
    code = vault.recovery.make_sheet(PIN)
    vault.copying.backup(tmp_path / "backup")
    said = vault.entries(home.household)[0].signed.id
    assert vault.shelf(home.household).has_words(said)
    vault.shelf(home.household).erase([said])
    vault.lock()
    street.workshop.open().lock()
    street.workshop.open().lock()
    street.workshop.file.unlink()
    assert street.workshop.locked().restore(tmp_path / "backup", code, PIN) == 1
    back = street.workshop.open()
    assert back.shelf(home.household).is_erased(said)
    assert not back.shelf(home.household).has_words(said)
    assert back.check() == ()


def _opened_in(
    older: Path, vault: OpenVault, household: HouseholdId, compartments: Iterable[CompartmentId]
) -> set[CompartmentId]:
    """Return whose wrapped keys in an older copy open with the household's key of today."""
    scope, opened = vault._ring.household(household), set()
    with closing(sqlite3.connect(older)) as copy:
        for one in compartments:
            version, sealed, kind = copy.execute(
                "SELECT version, sealed, kind FROM wrapped_key WHERE scope = ? AND id = ?", (household, one)
            ).fetchone()
            place = SHAPES[WrappedKey].place(household, one, version, (kind,))
            with contextlib.suppress(Unsealable):
                scope.branch.wrapper.open(place, sealed)
                opened.add(one)
    return opened


def test_what_is_not_there_is_not_forgotten(street: Street) -> None:
    vault, home, other = street.vault, street.home, street.other
    for name in (random_id(), "signing", "courier", "vault", "own", "trail"):
        with pytest.raises(NoSuchHousehold):
            vault.forgetting.household(PIN, HouseholdId(name), "request")
    for compartment in (other.own, CompartmentId(random_id())):
        with pytest.raises(KeyError):
            vault.forgetting.compartment(PIN, home.household, compartment, "request")
    with pytest.raises(NoSuchHousehold):
        vault.forgetting.person(
            PIN, HouseholdId(random_id()), PersonId(random_id()), lambda _: None, "request"
        )
    assert vault.forgetting.marks() == ()
    assert home.is_whole(vault)
    assert street.is_spared()


def test_what_was_handed_over_still_goes_when_the_household_is_forgotten(street: Street) -> None:
    vault, home = street.vault, street.home
    with vault.writing():
        given = vault.safety.hand_over(home.household, public_of(OFFICER), "stap 5")
        name = vault.queue_apart("officer", given.sealed)
    assert vault.about(name) is None
    vault.forgetting.household(PIN, home.household, "request")
    assert [one.envelope for one in vault.queued() if one.mailbox == "officer"] == [given.sealed]


def test_only_its_own_envelopes_leave_the_outbox(street: Street) -> None:
    vault = street.vault
    vault.mark_delivered(vault.outgoing(street.home.household)[0].id, 7)
    vault.queue("team", b"another", "Bakker", street.other.household)
    vault.forgetting.household(PIN, street.home.household, "request")
    assert [one.household for one in vault.queued()] == [street.other.household] * 2
    assert vault.delivered() == ()
    assert vault.check() == ()


def test_a_household_that_is_open_here_or_in_another_session_is_out_of_reach_at_once(street: Street) -> None:
    vault, home = street.vault, street.home
    shelf, elsewhere, narrowed = vault.shelf(home.household), street.workshop.open(), street.workshop.open()
    typed = draft(elsewhere, home.household, "Pimpelmees weer")
    elsewhere.save_draft(typed)
    narrowed.narrow(home.household)
    vault.forgetting.household(PIN, home.household, "request")
    with pytest.raises(NoSuchHousehold):
        shelf.places()
    for session in (elsewhere, narrowed):
        for attempt in _attempts(session, home, typed):
            with pytest.raises((Locked, NoSuchHousehold)):
                attempt()
    assert rows_of(vault, home.household) == 0
    assert street.is_spared()


def _attempts(session: OpenVault, home: Home, typed: Draft) -> Iterator[Callable[[], object]]:
    yield lambda: session.save_draft(typed)
    yield lambda: session.put_card(home.household, {"name": "Pimpelmees"})
    yield lambda: session.keep_document(home.household, "bundle", "1", b"Pimpelmees")
    yield lambda: session.queue("team", b"x", "Pimpelmees", home.household)


@pytest.mark.parametrize("again", [False, True])
def test_another_session_writes_no_word_in_a_compartment_that_was_forgotten(
    street: Street, again: bool
) -> None:
    home, elsewhere = street.home, street.workshop.open()
    elsewhere.narrow(home.household)
    typed = draft(elsewhere, home.household, "Pimpelmees weer")
    elsewhere.save_draft(typed)
    if again:
        street.vault.forgetting.apply([home.own])
    else:
        street.vault.forgetting.compartment(PIN, home.household, home.own, "request")
    with pytest.raises((Forgotten, Locked)):
        elsewhere.save_draft(typed)
    with pytest.raises((Forgotten, Locked)):
        elsewhere.shelf(home.household).keep(entry(home.household, home.own, "Pimpelmees weer"))
    assert "Pimpelmees weer" not in readable(street.vault)
    assert street.is_spared()


def test_narrowed_nothing_is_forgotten_and_no_pin_is_tried(street: Street) -> None:
    vault, home = street.vault, street.home
    vault.narrow(home.household)
    for attempt in (
        lambda: vault.forgetting.household("000000", home.household, "request"),
        lambda: vault.forgetting.throw_away("000000", home.household),
        lambda: vault.forgetting.compartment("000000", home.household, home.own, "request"),
        lambda: vault.forgetting.person("000000", home.household, RESIDENT.who, lambda _: None, "request"),
        lambda: vault.forgetting.apply([home.household]),
    ):
        with pytest.raises(Locked):
            attempt()
    assert street.workshop.tamper("SELECT wrong_attempts FROM vault_header") == [(0,)]
    vault.widen(PIN)
    assert home.is_whole(vault)
    assert street.is_spared()


def test_a_search_finds_nothing_of_it_and_keeps_nothing_of_it(street: Street) -> None:
    search = street.vault.search(CATALOGUE)
    assert {one.household for one in search.find("voor mij", 9).hits} == {
        street.home.household,
        street.other.household,
    }
    street.vault.forgetting.household(PIN, street.home.household, "request")
    assert street.home.household not in search._kept.pages
    assert {one.household for one in search.find("voor mij", 9).hits} == {street.other.household}


def test_whatever_moment_the_battery_dies_in_forgetting_it_is_all_there_or_all_gone(
    street: Street, tmp_path: Path
) -> None:
    home = street.home
    street.vault.lock()
    gone = []
    for remains in deaths(
        street.workshop.folder,
        tmp_path,
        lambda locked: locked.unlock(PIN),
        lambda vault: vault.forgetting.household(PIN, home.household, "request"),
    ):
        vault = locked_in(remains).unlock(PIN)
        gone.append("Pimpelmees" not in readable(vault))
        assert home.is_whole(vault) if not gone[-1] else rows_of(vault, home.household) == 0
        assert street.other.is_whole(vault)
        assert vault.check() == ()
        assert (home.household in vault.marks_beside(remains)) == gone[-1]
        vault.lock()
    assert gone == sorted(gone)
    assert set(gone) == {False, True}


def test_a_journal_goes_on_after_a_compartment_was_forgotten(workshop: Workshop) -> None:
    vault = workshop.open()
    household = vault.new_household()
    annie, piet = (vault.compartment(household, "person", one.who) for one in (ANNIE, PIET))
    journal = Journal(household, CATALOGUE, vault.shelf(household), KEYS.__contains__)
    of_annie, of_piet = author(compartment=annie), author(compartment=piet, voice=PIET)
    journal.write(of_annie, *QUOTE, "Ik red het wel.")
    known = journal.write(of_annie, *QUOTE, "Ik red het niet meer.")
    first = journal.write(of_piet, *QUOTE, "Zij redt het niet.")
    vault.forgetting.compartment(PIN, household, annie, "request")
    assert journal.history(*QUOTE) == journal.heads(*QUOTE) == (first,)
    second = journal.write(of_piet, *QUOTE, "Wij redden het samen.")
    assert set(journal.history(*QUOTE)) == {first, second}
    with pytest.raises(Refused):
        journal.write(of_piet, *QUOTE, act=Act.ERASE, seen=[known.signed.id])
    with pytest.raises(Forgotten):
        journal.take_in(known)
    erased = journal.write(of_piet, *QUOTE, act=Act.ERASE)
    assert journal.heads(*QUOTE) == (erased,)
    assert [one.value for one in journal.history(*QUOTE) if one != erased] == [None, None]
    again = vault.compartment(household, "person", ANNIE.who)
    anew = journal.write(author(compartment=again), *QUOTE, "Opnieuw begonnen.")
    assert {one.signed.id for one in journal.heads(*QUOTE)} == {erased.signed.id, anew.signed.id}
    assert vault.check_heads(household) == ()
    assert vault.check() == ()
    vault.lock()
    assert _standing(workshop.open(), household) == {"Opnieuw begonnen.", None}


def _standing(vault: OpenVault, household: HouseholdId) -> set[object]:
    return {one.value.content if one.value else None for one in vault.entries(household)}

"""Nothing that was said can be found outside the vault: not in the files, and not in memory after a lock."""

import gc
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

from keukentafel.journal.names import FieldName
from keukentafel.vault.mistakes import Locked
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, RESIDENT, STORY, Workshop, draft, entry, place

CANARY = "KOOLMEES-OP-DE-VENSTERBANK"


def _say_everywhere(vault: OpenVault) -> None:
    household = vault.new_household()
    compartment = vault.compartment(household, "person", RESIDENT.who)
    shelf = vault.shelf(household)
    said, waits = (entry(household, compartment, f"{CANARY} {number}") for number in range(2))
    shelf.keep(said)
    shelf.put_heads(place(said), frozenset({said.signed.id}))
    shelf.wait(said.signed.id, waits)
    vault.put_card(household, {"name": CANARY})
    vault.save_draft(draft(vault, household, CANARY * 50))
    vault.keep_document(household, CANARY, CANARY, CANARY.encode() * 300)
    vault.queue(CANARY, b"sealed elsewhere", {"about": CANARY}, household)
    vault.keep_incoming(CANARY, [(1, b"sealed elsewhere")], 1)
    vault.put_setting(CANARY, CANARY)


def test_no_file_holds_a_word_and_the_same_search_finds_one_that_does(workshop: Workshop) -> None:
    vault = workshop.open()
    _say_everywhere(vault)
    names = {path.name for path in workshop.files()}
    assert {"vault.sqlite3", "vault.sqlite3-wal", "vault.sqlite3-shm"} <= names
    said = [CANARY, STORY, "household.name", "quote", RESIDENT.who, "resident", "person", "common", PIN]
    for text in said:
        assert not workshop.finds(text.encode()), text
        assert not workshop.finds(text.encode("utf-16-le")), text
    vault.lock()
    assert not any(workshop.finds(text.encode()) for text in said)
    (workshop.folder / "planted").write_bytes(b"..." + CANARY.encode() + b"...")
    assert workshop.finds(CANARY.encode())


def _reached_from(thing: object) -> Iterator[object]:
    """Everything an object leads to, as far as Python tells: what functions close over, but no modules."""
    seen: set[int] = set()
    ahead = [thing]
    while ahead:
        one = ahead.pop()
        if id(one) in seen or isinstance(one, type | ModuleType):
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, FunctionType):
            ahead += [one.__closure__, one.__defaults__, one.__kwdefaults__]
        else:
            ahead += gc.get_referents(one)


def _leads_to(thing: object, secrets: list[bytes]) -> bool:
    texts = [secret.decode("latin-1") for secret in secrets]
    for one in _reached_from(thing):
        if isinstance(one, bytes | bytearray) and any(secret in one for secret in secrets):
            return True
        if isinstance(one, str) and any(text in one for text in texts):
            return True
    return False


def test_after_locking_nothing_leads_to_a_key_or_a_word(workshop: Workshop) -> None:
    vault = workshop.open()
    _say_everywhere(vault)
    vault.check()
    household = vault.households()[0]
    keys = [vault._ring.vault.branch._key, vault._ring.household(household).branch._key]
    secrets = [CANARY.encode(), *keys]
    assert all(_leads_to(vault, [key]) for key in keys)
    planted = [vault, [CANARY]]
    assert _leads_to(planted, [CANARY.encode()])
    vault.lock()
    assert not _leads_to(vault, secrets)
    assert _leads_to(planted, secrets)


def test_after_narrowing_nothing_leads_to_another_households_key(workshop: Workshop) -> None:
    vault = workshop.open()
    other, household = vault.new_household(), vault.new_household()
    keys = [vault._ring.vault.branch._key, vault._ring.household(other).branch._key]
    own = vault._ring.household(household).branch._key
    assert all(_leads_to(vault, [key]) for key in keys)
    vault.narrow(household)
    assert not _leads_to(vault, keys)
    assert _leads_to(vault, [own])


def test_after_locking_every_call_says_so(workshop: Workshop) -> None:
    vault = workshop.open()
    household = vault.new_household()
    saved = draft(vault, household, "een zin")
    shelf = vault.shelf(household)
    vault.lock()
    vault.lock()
    assert not vault.is_open
    for attempt in (
        vault.households,
        vault.count,
        lambda: vault.cards(0, 1),
        lambda: vault.card(household),
        vault.new_household,
        lambda: vault.save_draft(saved),
        lambda: vault.drop_draft(saved.id),
        lambda: vault.drafts(household),
        lambda: shelf.entry(entry(household, saved.compartment, "x").signed.id),
        shelf.places,
        vault.queued,
        vault.outbox_states,
        vault.incoming,
        lambda: vault.cursor("box"),
        lambda: vault.setting("a"),
        vault.check,
        vault.check_own,
        vault.has_broken_seal,
        lambda: vault.check_household(household),
        lambda: vault.drop_drafts_of(household, saved.object, saved.field),
        vault.delivered,
        lambda: vault.narrow(household),
        lambda: vault.widen(PIN),
        lambda: vault.rotation.change_pin(PIN, "1"),
        lambda: vault.writing().__enter__(),
        lambda: vault.device_signing,
        lambda: vault.device_sealing,
    ):
        with pytest.raises(Locked):
            attempt()


def test_names_of_fields_do_not_show_as_equal_in_two_households(workshop: Workshop) -> None:
    vault = workshop.open()
    for _ in range(2):
        _say_everywhere(vault)
    names = [name for (name,) in workshop.tamper("SELECT place FROM head")]
    assert len(set(names)) == len(names) == 2
    assert FieldName("quote.text") not in names

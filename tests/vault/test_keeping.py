"""Keeping households, drafts, documents and post: all of it or nothing, and only within reach."""

import contextlib
import threading
from dataclasses import replace
from typing import Final

import pytest

from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, random_id
from keukentafel.vault.document import Document
from keukentafel.vault.draft import Draft
from keukentafel.vault.mistakes import Locked, NoSuchHousehold, NothingKept, VaultFull
from keukentafel.vault.outbox import OutboxState
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, RESIDENT, Workshop, draft, entry, place

NOW_MS: Final = 1_800_000_000_000


@pytest.fixture
def vault(workshop: Workshop) -> OpenVault:
    return workshop.open()


def test_the_list_shows_the_last_touched_first_and_in_pages(vault: OpenVault) -> None:
    households = [vault.new_household() for _ in range(5)]
    for number, household in enumerate(households):
        vault.put_card(household, {"number": number})
    vault.put_card(households[1], {"number": 9})
    listed = [vault.cards(offset, 2) for offset in (0, 2, 4, 6)]
    assert [[card["number"] for _, card in page] for page in listed] == [[9, 4], [3, 2], [0], []]  # type: ignore[call-overload, index]
    assert vault.count() == 5
    assert vault.households() == tuple(households)


def test_a_compartment_is_made_once_per_kind_and_person(workshop: Workshop, vault: OpenVault) -> None:
    household = vault.new_household()
    mine = vault.compartment(household, "person", RESIDENT.who)
    assert vault.compartment(household, "safety", None) != mine
    vault.lock()
    again = workshop.open()
    assert again.compartment(household, "person", RESIDENT.who) == mine
    assert [one.kind for one in again.compartments(household)] == ["common", "person", "safety"]


def test_a_draft_is_saved_over_its_former_text_until_it_is_dropped(
    workshop: Workshop, vault: OpenVault
) -> None:
    household = vault.new_household()
    first = draft(vault, household, "Ik wil")
    later = draft(vault, household, "Ik wil weer zelf naar de markt \u2013 cafe\u0301 \ud800", first.id)
    vault.save_draft(first)
    vault.save_draft(later)
    vault.lock()
    vault = workshop.open()
    assert vault.drafts(household) == (later,)
    vault.drop_draft(first.id)
    vault.drop_draft(first.id)
    assert vault.drafts(household) == ()


def test_all_drafts_of_one_field_go_together_with_what_is_written_around_it(vault: OpenVault) -> None:
    household = vault.new_household()
    stale, newer = (draft(vault, household, text) for text in ("Eerste zin. E", "Eerste zin. En meer."))
    elsewhere = replace(draft(vault, household, "een ander"), id=random_id(), object=ObjectId("e" * 32))
    other_field = replace(elsewhere, id=random_id(), object=stale.object, field=FieldName("wish.text"))
    for one in (stale, newer, elsewhere, other_field):
        vault.save_draft(one)

    def drop_and_fail() -> None:
        with vault.writing():
            vault.drop_drafts_of(household, stale.object, stale.field)
            assert vault.drafts(household) == (elsewhere, other_field)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drop_and_fail()
    assert vault.drafts(household) == (stale, newer, elsewhere, other_field)
    vault.drop_drafts_of(household, stale.object, stale.field)
    assert vault.drafts(household) == (elsewhere, other_field)
    assert vault.check() == ()


def test_a_draft_with_a_telling_name_is_refused(vault: OpenVault) -> None:
    with pytest.raises(ValueError, match="random id"):
        vault.save_draft(draft(vault, vault.new_household(), "een zin", "verhaal-van-annie"))


def test_documents_come_back_by_kind_in_the_order_they_were_kept(vault: OpenVault) -> None:
    household = vault.new_household()
    safety = vault.compartment(household, "safety", None)
    data = bytes(range(256)) * 40
    vault.keep_document(household, "edition", "b", data)
    vault.keep_document(household, "edition", "a", b"", safety)
    vault.keep_document(household, "receipt", "b", b"ontvangen")
    vault.keep_document(household, "edition", "b", data + b"!")
    assert vault.documents(household, "edition") == (
        Document(household, "edition", "b", data + b"!"),
        Document(household, "edition", "a", b"", safety),
    )
    assert vault.document(household, "receipt", "a") is None


def test_an_envelope_waits_until_the_relay_has_it_also_at_the_table(vault: OpenVault) -> None:
    other, household = vault.new_household(), vault.new_household()
    first = vault.queue("box", b"een", {"edition": "1"}, other)
    vault.narrow(household)
    second = vault.queue("box", b"twee", {"edition": "2"}, household)
    vault.mark_tried(first)
    vault.mark_delivered(first, 7)
    assert [(one.id, one.envelope, one.attempts) for one in vault.queued()] == [(second, b"twee", 0)]
    assert [(one.id, one.position, one.created) for one in vault.delivered()] == [(first, 7, NOW_MS)]
    assert vault.outbox_states(other) == ((other, OutboxState.DELIVERED),)
    assert [(one.attempts, one.position) for one in vault.outgoing(other)] == [(1, 7)]
    assert vault.about(second) == {"edition": "2"}
    with pytest.raises(Locked):
        vault.about(first)


def test_the_same_answer_of_the_relay_twice_is_kept_once(vault: OpenVault) -> None:
    for _ in range(2):
        vault.keep_incoming("box", [(4, b"vier"), (5, b"vijf")], 5)
    vault.keep_incoming("other", [(4, b"ook vier")], 4)
    assert [one.envelope for one in vault.incoming()] == [b"vier", b"vijf", b"ook vier"]
    vault.drop_incoming(vault.incoming()[0].id)
    assert (vault.cursor("box"), vault.cursor("nobody"), len(vault.incoming())) == (5, 0, 2)


def test_settings_come_back(workshop: Workshop, vault: OpenVault) -> None:
    vault.put_setting("membership", {"team": "Waterkerke"})
    vault.lock()
    vault = workshop.open()
    assert vault.setting("membership") == {"team": "Waterkerke"}
    assert vault.setting("other") is None


def _write_everything(vault: OpenVault, household: HouseholdId) -> None:
    """Write in every table, in a compartment that did not exist."""
    compartment = vault.compartment(household, "conversation", None)
    shelf = vault.shelf(household)
    said = entry(household, compartment, "een zin")
    shelf.keep(said)
    shelf.put_heads(place(said), frozenset({said.signed.id}))
    vault.put_card(household, {"name": "anders"})
    vault.save_draft(draft(vault, household, "een begin"))
    vault.keep_document(household, "edition", "1", b"{}")
    vault.queue("box", b"envelope", None, household)
    vault.keep_incoming("box", [(1, b"x")], 1)
    vault.put_setting("a", 1)
    vault.new_household()


def _write_everything_and_fail(vault: OpenVault, household: HouseholdId) -> None:
    with vault.writing():
        _write_everything(vault, household)
        raise ZeroDivisionError


def _everything(vault: OpenVault, household: HouseholdId) -> object:
    return (
        vault.card(household),
        vault.entries(household),
        vault.drafts(household),
        vault.documents(household, "edition"),
        vault.queued(),
        vault.incoming(),
        vault.cursor("box"),
        vault.setting("a"),
        vault.households(),
        vault.compartments(household),
    )


def test_what_fails_half_way_leaves_nothing(vault: OpenVault) -> None:
    household = vault.new_household()
    before = _everything(vault, household)
    with pytest.raises(ZeroDivisionError):
        _write_everything_and_fail(vault, household)
    assert _everything(vault, household) == before
    assert vault.check() == ()
    with vault.writing():
        _write_everything(vault, household)
    assert _everything(vault, household) != before
    assert vault.check() == ()


def test_an_inner_failure_that_is_swallowed_undoes_the_whole(vault: OpenVault) -> None:
    household = vault.new_household()

    def swallow() -> None:
        with vault.writing():
            vault.put_card(household, {"name": "De Wit"})
            with contextlib.suppress(ZeroDivisionError), vault.writing():
                raise ZeroDivisionError

    with pytest.raises(NothingKept):
        swallow()
    assert vault.card(household) is None


def _is_full(vault: OpenVault, wanted: Draft) -> bool:
    try:
        vault.save_draft(wanted)
    except VaultFull:
        return True
    return False


def test_a_full_disk_is_said_plainly_and_loses_nothing(workshop: Workshop, vault: OpenVault) -> None:
    household = vault.new_household()
    kept: list[str] = []
    ((pages,),) = vault._database.run("PRAGMA page_count")
    vault._database.run(f"PRAGMA max_page_count={pages + 8}")
    while not _is_full(vault, draft(vault, household, f"{len(kept)} " + "woord " * 200)):
        kept.append(str(len(kept)))
    assert kept
    assert [one.text.split()[0] for one in vault.drafts(household)] == kept
    vault._database.run("PRAGMA max_page_count=1000000")
    vault.save_draft(draft(vault, household, "er is weer plaats"))
    assert vault.check() == ()


def test_two_sessions_on_one_file_do_not_write_over_each_other(workshop: Workshop, vault: OpenVault) -> None:
    household = vault.new_household()
    second = workshop.open()
    for session in (vault, second, vault):
        session.save_draft(draft(session, household, "een zin"))
    vault.lock()
    assert len(second.drafts(household)) == 3
    assert second.check() == ()


def test_threads_take_turns(vault: OpenVault) -> None:
    household = vault.new_household()
    vault.compartment(household, "person", RESIDENT.who)

    def write() -> None:
        for _ in range(10):
            vault.save_draft(draft(vault, household, "een zin"))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vault.drafts(household)) == 40
    assert vault.check() == ()


def test_narrowed_nothing_of_another_household_is_within_reach(vault: OpenVault) -> None:
    other, household = vault.new_household(), vault.new_household()
    hidden = draft(vault, other, "van een ander")
    vault.save_draft(hidden)
    shelf = vault.shelf(other)
    vault.narrow(household)
    assert vault.is_narrow
    vault.save_draft(draft(vault, household, "van hier"))
    assert vault.device_signing.sign(b"x")
    for attempt in (
        lambda: vault.drafts(other),
        lambda: vault.drop_draft(hidden.id),
        lambda: vault.drop_drafts_of(other, hidden.object, hidden.field),
        lambda: vault.check_household(other),
        lambda: vault.save_draft(hidden),
        lambda: vault.card(other),
        lambda: vault.entries(other),
        shelf.places,
        lambda: vault.documents(other, "edition"),
        lambda: vault.compartment(other, "person", RESIDENT.who),
        lambda: vault.narrow(other),
        lambda: vault.cards(0, 10),
        vault.households,
        vault.count,
        vault.new_household,
        lambda: vault.setting("a"),
        lambda: vault.device_sealing,
    ):
        with pytest.raises(Locked):
            attempt()
    vault.widen(PIN)
    assert vault.drafts(other) == (hidden,)
    assert vault.device_sealing is not None


def test_a_household_that_is_not_there_is_named_so(vault: OpenVault) -> None:
    for name in (random_id(), "signing", "courier"):
        with pytest.raises(NoSuchHousehold):
            vault.card(HouseholdId(name))


def test_locking_in_the_middle_of_writing_undoes_it(workshop: Workshop, vault: OpenVault) -> None:
    household = vault.new_household()

    def lock_while_writing() -> None:
        with vault.writing():
            vault.put_card(household, {"name": "De Wit"})
            vault.lock()

    with pytest.raises(NothingKept):
        lock_while_writing()
    assert workshop.open().card(household) is None


def test_a_compartment_of_somebody_else_gets_a_key_at_first_sight(
    workshop: Workshop, vault: OpenVault
) -> None:
    household = vault.new_household()
    said = entry(household, CompartmentId(random_id()), "een zin van elders")
    vault.shelf(household).keep(said)
    vault.lock()
    vault = workshop.open()
    assert vault.shelf(household).entry(said.signed.id) == said
    assert [one.kind for one in vault.compartments(household)] == ["common", "unknown"]

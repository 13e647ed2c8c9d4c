"""Looking for what was forgotten: in an older copy of the file, and in a backup from before.

Whoever looks has the older file with its log, today's PIN, today's device secret without its counter, and
tries every row with every key that opens. Then he helps along with rows of today's file, of every table and
of every two. A backup from before is restored elsewhere, with the forget marks.

Looking *with both files* is more: today's vault is unlocked, and its keys are tried on the rows of the older
copy.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bench.faults.keys import held_by
from bench.faults.older_files import COUNTER
from bench.faults.outsider import TABLES, Outsider
from bench.faults.tablet import Tablet, say
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.secret_place import DEVICE_FILE
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, RESIDENT

WORDS: Final = "De boekenkast van oma staat nog bij de buren"

Forget = Callable[[OpenVault, HouseholdId], object]
"""Forgets the words in a household, one way or another."""


def _household(vault: OpenVault, household: HouseholdId) -> None:
    vault.forgetting.household(PIN, household, "op verzoek")


def _conversation(vault: OpenVault, household: HouseholdId) -> None:
    vault.forgetting.throw_away(PIN, household)


def _compartment(vault: OpenVault, household: HouseholdId) -> None:
    compartment = vault.compartment(household, "person", RESIDENT.who)
    vault.forgetting.compartment(PIN, household, compartment, "op verzoek")


def _person(vault: OpenVault, household: HouseholdId) -> None:
    vault.forgetting.person(PIN, household, RESIDENT.who, lambda _: None, "op verzoek")


def _sentence(vault: OpenVault, household: HouseholdId) -> None:
    vault.shelf(household).erase([one.signed.id for one in vault.entries(household)])


WAYS: Final[Mapping[str, Forget]] = MappingProxyType(
    {
        "household": _household,
        "conversation": _conversation,
        "compartment": _compartment,
        "person": _person,
        "sentence": _sentence,
    }
)
"""What can be forgotten: whole households, and parts of one that stays."""

MARKED: Final = frozenset({"household", "conversation", "compartment", "person"})
"""What leaves a mark, which is applied again to a backup; an erased sentence leaves none."""


@dataclass(frozen=True, slots=True)
class Past:
    """A tablet on which something was forgotten, and what somebody kept from before."""

    today: Tablet
    older: Tablet
    backup: Path
    code: RecoveryCode


def forget(home: Path, way: Forget) -> Past:
    """Say some words on a new tablet, take copies, and forget the words."""
    tablet, code, backup = Tablet(home / "today").make(), new_code(), home / "backup"
    with tablet.open() as vault:
        vault.recovery.make_sheet(PIN, code)
        say(vault, vault.new_household(), "Dit mag blijven")
        household = vault.new_household()
        say(vault, household, WORDS)
        older = tablet.copy(home / "older")
        vault.copying.backup(backup)
        way(vault, household)
    # What was forgotten without the PIN is forgotten for good when it is given next.
    with tablet.open():
        return Past(tablet, older, backup, code)


def by_deletion_alone(vault: OpenVault, household: HouseholdId) -> None:
    """Delete a household with its keys, and turn no key: what is not enough."""
    with vault.writing():
        vault.forgetting._removal.household(household, "op verzoek")


def ways_to_read_older(most_tables: int) -> Iterator[tuple[str, ...]]:
    """Give which tables of today to put in the older file: none, then every one, up to so many at once."""
    for number in range(most_tables + 1):
        yield from combinations(TABLES, number)


def older_is_readable(past: Past, tables: tuple[str, ...]) -> bool:
    """Tell whether the older copy gives the words up, with rows of today in some of its tables."""
    tablet = past.older.copy(past.older.folder.with_name("tried"))
    try:
        shutil.copy(past.today.folder / DEVICE_FILE, tablet.folder / DEVICE_FILE)
        (tablet.folder / COUNTER).unlink()
        with Outsider(past.today.file) as today, Outsider(tablet.file) as older:
            for table in tables:
                older.put_right(table, today.rows(table))
        return gives_up_words(tablet, PIN)
    finally:
        shutil.rmtree(tablet.folder)


def both_are_readable(past: Past) -> bool:
    """Tell whether the keys in today's vault open the words in the older file."""
    with past.today.open() as vault, Outsider(past.today.file) as today, Outsider(past.older.file) as older:
        bunch = held_by(vault)
        opened = [*bunch.open(today.all_rows()), *bunch.open(older.all_rows())]
    return any(WORDS.encode() in payload for payload in opened)


def restored_is_readable(past: Past, with_marks: bool = True) -> bool:
    """Tell whether the words come back with a backup from before, put on another tablet."""
    tablet = Tablet(past.today.folder.with_name("restored"))
    tablet.folder.mkdir(mode=0o700)
    try:
        tablet.secret.create()
        marks = _marks_of(past.today) if with_marks else ()
        tablet.locked().restore(past.backup, past.code, PIN, marks=marks)
        return gives_up_words(tablet, PIN)
    finally:
        shutil.rmtree(tablet.folder)


def _marks_of(tablet: Tablet) -> tuple[str, ...]:
    with tablet.open() as vault:
        return vault.forgetting.marks()


def gives_up_words(tablet: Tablet, pin: str) -> bool:
    """Tell whether anything that opens in a vault holds the words."""
    try:
        with tablet.open(pin) as vault, Outsider(tablet.file) as outsider:
            return any(WORDS.encode() in payload for payload in held_by(vault).open(outsider.all_rows()))
    except VaultMistake:
        return False

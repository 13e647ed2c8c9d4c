"""Looking whether somebody has been at a vault: what its owner would notice, and when.

*Noticed* is that the vault refuses, or that looking it over (`OpenVault.check`) or its audit trail says that
something is wrong. Of the header and the key slots it is that who needs them is refused. There some bytes may
be anything: the public key in a slot, of which only a sealed copy counts, or the number of wrong attempts.
Such a change is *harmless* when everything still opens and says what it said.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Final

from bench.faults.furnished import CONCERN, Furnished
from bench.faults.outsider import TABLES, Outsider
from bench.faults.tablet import Tablet, account_of
from keukentafel.vault.inspection import FindingKind
from keukentafel.vault.mistakes import VaultMistake, WrongCode
from keukentafel.vault.recovery import read_code_for
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN

NEW_PIN: Final = "135790"
HEADER: Final = "vault_header"
SLOTS: Final = "key_slot"

Crime = Callable[[Outsider], None]
"""Does something to a vault file."""


class Seen(StrEnum):
    """What came of a crime."""

    NOTICED = "noticed"
    HARMLESS = "harmless"
    UNNOTICED = "unnoticed"


Look = Callable[[str, Crime], Seen]
"""Commits a crime that concerns one table, and returns what came of it; the next one finds nothing of it."""

Eyes = Callable[[Tablet], Seen]
"""Looks at a tablet to which something may have been done."""


class Owner:
    """The owner of a furnished vault, who looks at a copy of it after each crime.

    Args:
        furnished: the vault, locked.
        home: a folder for the copies.
    """

    def __init__(self, furnished: Furnished, home: Path) -> None:
        self._furnished = furnished
        self._home = home
        self._numbers = count()
        with self._on_a_copy() as tablet, tablet.open() as vault:
            self._account = account_of(vault)

    def looks(self, table: str, crime: Crime) -> Seen:
        """See `Look`: unlock the vault and look it over, or use what the crime concerns."""
        special = {HEADER: self._at_header, SLOTS: self._at_slots}
        return self.looking_with(special.get(table, looked_over))(table, crime)

    def looking_with(self, eyes: Eyes) -> Look:
        """Return how somebody looks who has other eyes."""

        def look(_: str, crime: Crime) -> Seen:
            with self._on_a_copy() as tablet:
                with Outsider(tablet.file) as outsider:
                    crime(outsider)
                try:
                    return eyes(tablet)
                except VaultMistake:
                    return Seen.NOTICED

        return look

    @contextmanager
    def watching(self) -> Iterator[Look]:
        """Give a look that is faster, for very many crimes: at a vault that stays open, table by table."""
        with self._on_a_copy() as tablet, tablet.open() as vault, Outsider(tablet.file) as outsider:
            before = {table: outsider.rows(table) for table in TABLES}

            def look(table: str, crime: Crime) -> Seen:
                crime(outsider)
                try:
                    return _seen(bool(vault.check()))
                except VaultMistake:
                    return Seen.NOTICED
                finally:
                    outsider.put_right(table, before[table])

            yield look

    @contextmanager
    def _on_a_copy(self, tablet: Tablet | None = None) -> Iterator[Tablet]:
        copy = (tablet or self._furnished.tablet).copy(self._home / str(next(self._numbers)))
        try:
            yield copy
        finally:
            shutil.rmtree(copy.folder)

    def _at_header(self, tablet: Tablet) -> Seen:
        with tablet.open() as vault:
            return self._says_the_same(vault)

    def _at_slots(self, tablet: Tablet) -> Seen:
        """Read the safety line with the PIN; come back by the organisation, and with the sheet."""
        seen = {self._comes_back(tablet, self._organisations_code(tablet), reads=False)}
        seen.add(self._comes_back(tablet, self._furnished.code, reads=True))
        with tablet.open() as vault:
            seen |= {self._says_the_same(vault), self._reads_the_same(vault, PIN)}
        return Seen.HARMLESS if seen == {Seen.HARMLESS} else Seen.UNNOTICED

    def _comes_back(self, tablet: Tablet, code: RecoveryCode, reads: bool) -> Seen:
        with self._on_a_copy(tablet) as copy:
            vault = copy.locked().recover(code, NEW_PIN)
            seen = {self._says_the_same(vault)}
            if reads:
                seen.add(self._reads_the_same(vault, NEW_PIN))
            vault.lock()
        return Seen.HARMLESS if seen == {Seen.HARMLESS} else Seen.UNNOTICED

    def _organisations_code(self, tablet: Tablet) -> RecoveryCode:
        asked = tablet.locked().organisation_code()
        if asked is None:
            raise WrongCode
        return read_code_for(self._furnished.organisation, *asked)

    def _says_the_same(self, vault: OpenVault) -> Seen:
        return Seen.HARMLESS if account_of(vault) == self._account else Seen.UNNOTICED

    def _reads_the_same(self, vault: OpenVault, pin: str) -> Seen:
        read = [one.content for one in vault.safety.read(self._furnished.household, pin)]
        return Seen.HARMLESS if read == [CONCERN] else Seen.UNNOTICED


def looked_over(tablet: Tablet) -> Seen:
    """Unlock the vault and look it over, with its trail; these are the eyes of every owner."""
    with tablet.open() as vault:
        return _seen(bool(vault.check() or vault.trail.found_broken or vault.trail.chain().breaks))


def only_rows_opened(tablet: Tablet) -> Seen:
    """Unlock the vault and open every row, without asking whether these are all, and the newest."""
    with tablet.open() as vault:
        return _seen(any(one.kind is FindingKind.CHANGED for one in vault.check()))


def only_sqlite_asked(tablet: Tablet) -> Seen:
    """Let SQLite check the file, as it would a file in which nothing is sealed."""
    with Outsider(tablet.file) as outsider:
        return _seen(outsider.run("PRAGMA integrity_check") != [("ok",)])


def _seen(noticed: bool) -> Seen:
    return Seen.NOTICED if noticed else Seen.UNNOTICED

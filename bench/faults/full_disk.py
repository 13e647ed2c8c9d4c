"""Writing until there is no room left, in passes that each leave another few kilobytes.

In every pass the vault must say that it is full, in that one sentence. What was acknowledged must be there in
the vault that is still open, and after a restart once there is room; the vault must then be whole, and take
words again.
"""

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.faults.small_disk import RealDisk, SmallDisk, small_disk
from bench.faults.tablet import Account, Tablet, account_of, begin_household, say
from keukentafel.journal.names import HouseholdId, random_id
from keukentafel.vault.mistakes import VaultFull, VaultMistake
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, draft

_MOST_ROOM: Final = 300_000
_SAVE: Final = 11
_PIECE: Final = "woord " * 200


@dataclass(slots=True)
class Passes:
    """What some passes did.

    ``lost`` counts those after which something was missing that was acknowledged, ``unclear`` those in which
    the vault said something else than that it was full, and ``broken`` those after which it was not whole or
    took no words. ``real`` tells whether it was a real disk.
    """

    passes: int = 0
    lost: int = 0
    unclear: int = 0
    broken: int = 0
    real: bool = False


def fill_the_disk(
    passes: int, seed: int, *, careless: bool = False, played: bool = False, mute: bool = False
) -> Passes:
    """Fill a disk so many times.

    Args:
        passes: how many times.
        seed: of chance.
        careless: take a refusal for a yes, as a check must find.
        played: play the disk, also where there can be a real one.
        mute: play one that fails without saying that it is full, as a check must find.
    """
    found, chance = Passes(passes), random.Random(seed)
    home = tempfile.TemporaryDirectory(prefix="keukentafel-full-")
    with home as folder, small_disk(Path(folder) / "disk", played, mute) as disk:
        found.real = isinstance(disk, RealDisk)
        tablet = Tablet(disk.folder / "tablet", disk.connect).make()
        with tablet.open() as vault:
            vault.recovery.make_sheet(PIN)
        for _ in range(passes):
            _Pass(tablet, disk, chance, careless).go(found)
    return found


class _Pass:
    """One time that the disk is filled, and emptied again."""

    def __init__(self, tablet: Tablet, disk: SmallDisk, chance: random.Random, careless: bool) -> None:
        self._tablet = tablet
        self._disk = disk
        self._chance = chance
        self._careless = careless
        self._account = Account(frozenset())
        self._busy_with = ""

    def go(self, found: Passes) -> None:
        """Fill, look, empty, and look again."""
        with self._tablet.open() as vault:
            households = [begin_household(vault, name) for name in ("De Wit", "Gaat weg")]
            self._account = account_of(vault)
            self._disk.leave(self._chance.randrange(_MOST_ROOM))
            unclear = self._write_until_refused(vault, households)
            lost = self._misses(account_of(vault))
        unclear |= self._opens_unclearly()
        self._disk.make_room()
        with self._tablet.open() as vault:
            lost |= self._misses(account_of(vault))
            found.broken += vault.check() != () or not self._takes_words(vault)
            for household in vault.households():
                vault.forgetting.household(PIN, household, "op verzoek")
        found.lost += lost
        found.unclear += unclear

    def _write_until_refused(self, vault: OpenVault, households: list[HouseholdId]) -> bool:
        """Write until the vault refuses, and tell whether it said something else than that it is full."""
        while True:
            write = self._something_to_write(vault, households)
            try:
                write()
            except VaultMistake as refusal:
                return not isinstance(refusal, VaultFull)
            self._busy_with = ""
            self._account = account_of(vault)

    def _something_to_write(self, vault: OpenVault, households: list[HouseholdId]) -> Callable[[], object]:
        stays, goes = households
        text = _PIECE * self._chance.randrange(1, 8)
        match _SAVE if self._careless else self._chance.randrange(12):
            case 0:
                return lambda: say(vault, stays, text)
            case 1:
                return lambda: vault.keep_document(stays, "bundle", random_id(), text.encode())
            case 2:
                return lambda: vault.rotation.rotate(PIN)
            case 3 if isinstance(self._disk, RealDisk):
                # A backup reads the file with another SQLite than the played disk, and two in one process
                # do not see each other's locks.
                return lambda: vault.copying.backup(self._tablet.folder / "backup")
            case 4 if goes in vault.households():
                self._busy_with = goes
                return lambda: vault.forgetting.household(PIN, goes, "op verzoek")
            case _:
                return lambda: self._save(vault, stays, text)

    def _save(self, vault: OpenVault, household: HouseholdId, text: str) -> None:
        wanted = draft(vault, household, text)
        try:
            vault.save_draft(wanted)
        except VaultFull:
            if self._careless:
                self._account = Account(self._account | {repr((household, wanted.id, text))})
            raise

    def _misses(self, there: Account) -> bool:
        """Tell whether something is missing; what was being forgotten may be gone or not."""
        missing = self._account - there
        return any(not self._busy_with or self._busy_with not in line for line in missing)

    def _opens_unclearly(self) -> bool:
        """Tell whether, while the disk is full, opening says something else than that it is."""
        try:
            self._tablet.locked().unlock(PIN).lock()
        except VaultMistake as refusal:
            return not isinstance(refusal, VaultFull)
        return False

    def _takes_words(self, vault: OpenVault) -> bool:
        household = vault.households()[0]
        wanted = draft(vault, household, "er is weer plaats")
        vault.save_draft(wanted)
        return wanted in vault.drafts(household)

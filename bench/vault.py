"""``python -m bench vault``: saving, unlocking, turning keys, forgetting, and coming back from a backup.

Measured in a vault after years of work (`bench.full_vault`); ``--brief`` makes it small. How a save compares
with SQLCipher and with bare SQLite is told in `bench.autosave` and `bench.peers`.

*Unlocking* is what the app does between a right PIN and the list of households: find Argon2id and ask it for
its known answer, open the vault, look over the vault's own rows and the seal of every household, and read the
cards of the first page and of what is due. The key derivation is taken out of every figure that is said to be
beyond it, by the watch that ran beside it. The file was read not long before, as on a tablet that was locked
and not switched off.

Every household that is forgotten is another one, with all its notes.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.autosave import CIPHER, RAW, VAULT, autosave
from bench.full_vault import FULL, PIN, SMALL, Tablet, Taken, make_full_vault
from bench.measure import Figures, kept, milliseconds
from keukentafel.vault.key_derivation import find_argon2
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import LockedVault, OpenVault

PAGE: Final = 25
"""Households on the first page of the list."""

LINES: Final = 40
MOST_COPIES: Final = 3
"""So many runs of what writes the whole vault; the first is dropped here too."""

MOST_OF_CIPHER: Final = 1.0
MOST_OF_RAW: Final = 2.5
MOST_BEYOND_MS: Final = 150.0
_OTHER_PIN: Final = "406020"


def measure(runs: int, brief: bool) -> Figures:
    """Measure; ``brief`` is in a small vault."""
    figures, size = Figures("vault", runs), SMALL if brief else FULL
    with tempfile.TemporaryDirectory(prefix="keukentafel-bench-") as name:
        made: list[Tablet] = []
        making = milliseconds(lambda: made.append(make_full_vault(Path(name) / "vault", size)))
        # Else the system is still writing what was made while the first figures are measured.
        os.sync()
        bench = VaultBench(made[0], figures, runs)
        bench.saving()
        bench.unlocking()
        bench.guarding()
        bench.copying(Path(name))
        bench.forgetting()
        figures.add("households", size.households, "in the vault that was measured")
        figures.add("notes", size.notes, f"in them, of about 1 kB, with {size.versions} versions each")
        figures.add("file_mb", made[0].file.stat().st_size / 2**20, "is the file")
    figures.add("making_s", making / 1000, "making it, before anything is measured")
    return figures


class VaultBench:
    """Measures one vault, and puts what it finds among the figures."""

    def __init__(self, tablet: Tablet, figures: Figures, runs: int) -> None:
        self._tablet = tablet
        self._figures = figures
        self._runs = runs

    def saving(self) -> None:
        """Save a draft as it grows, and lines of the audit trail."""
        add, vault = self._figures.add, self._tablet.unlock()
        found = autosave(vault, self._tablet.file, self._runs)
        ours, cipher, raw = (found.taken[side] for side in (VAULT, CIPHER, RAW))
        add("autosave_vs_sqlcipher", ours / cipher, "a draft saved, against SQLCipher", MOST_OF_CIPHER)
        add("autosave_vs_raw", ours / raw, "the same against bare SQLite", MOST_OF_RAW)
        add("autosave_us", ours, "a draft of 60 to 2,000 characters, sealed and durable")
        add("sqlcipher_us", cipher, "the same in SQLCipher, on the same path")
        add("raw_us", raw, "the same in bare SQLite, with hand-written SQL")
        add("control_readable", found.readable == {RAW}, "the words are found in bare SQLite, and there only")
        add("trail_line_us", self._lines(vault), "a line in the audit trail, durable by itself")
        vault.lock()

    def unlocking(self) -> None:
        """Open the vault and read the list."""
        taken = [self._unlock_once() for _ in range(self._runs)]
        add, beyond = self._figures.add, kept([one.beyond for one in taken])
        add("unlock_over_kdf_ms", beyond, "from the PIN to the list, beyond key derivation", MOST_BEYOND_MS)
        add("unlock_ms", kept([one.total for one in taken]), "the same with key derivation")
        add("kdf_ms", kept([one.deriving for one in taken]), "of which key derivation")

    def guarding(self) -> None:
        """Turn every key, and change the PIN."""
        vault = self._tablet.unlock()
        turning = self._beyond(lambda: vault.rotation.rotate(PIN))
        rewrapping = []
        for _ in range(self._runs):
            rewrapping.append(self._during(lambda: vault.rotation.change_pin(PIN, _OTHER_PIN)).beyond)
            vault.rotation.change_pin(_OTHER_PIN, PIN)
        vault.lock()
        self._figures.add("rotate_ms", turning, "every key turned, beyond key derivation")
        self._figures.add("pin_change_rewrap_ms", kept(rewrapping), "a new PIN, beyond key derivation")

    def copying(self, home: Path) -> None:
        """Make a backup, and make a vault of it on another device."""
        vault, copy = self._tablet.unlock(), home / "backup.keukentafel"
        code = vault.recovery.make_sheet(PIN)
        runs = range(min(self._runs, MOST_COPIES))
        making = [milliseconds(lambda: vault.copying.backup(copy)) for _ in runs]
        vault.lock()
        restoring = [_restored(home / f"restored-{number}", copy, code) for number in runs]
        self._figures.add("backup_s", kept(making) / 1000, "a backup of all of it, sealed")
        self._figures.add("restore_s", kept(restoring) / 1000, "a vault made of that on another device")

    def forgetting(self) -> None:
        """Forget a household in every run, and turn the keys after it."""
        vault = self._tablet.unlock()
        doomed = iter(vault.households())
        taken = self._beyond(lambda: vault.forgetting.household(PIN, next(doomed), "op verzoek"))
        vault.lock()
        self._figures.add("forget_ms", taken, "a household forgotten for good, beyond key derivation")

    def _unlock_once(self) -> Taken:
        opened: list[OpenVault] = []
        taken = self._during(lambda: opened.append(_to_the_list(self._tablet)))
        opened[0].lock()
        return taken

    def _lines(self, vault: OpenVault) -> float:
        def write() -> None:
            for _ in range(LINES):
                vault.trail.add(Action.SEARCHED)

        return kept([milliseconds(write) for _ in range(self._runs)]) * 1000 / LINES

    def _beyond(self, action: Callable[[], object]) -> float:
        return kept([self._during(action).beyond for _ in range(self._runs)])

    def _during(self, action: Callable[[], object]) -> Taken:
        return self._tablet.argon2.during(action)


def _to_the_list(tablet: Tablet) -> OpenVault:
    find_argon2()
    vault = tablet.unlock()
    if vault.check_own():
        raise RuntimeError("the vault that was made is damaged")
    vault.cards(0, PAGE)
    vault.cards(0, vault.count())
    return vault


def _restored(folder: Path, backup: Path, code: RecoveryCode) -> float:
    tablet = Tablet(folder)
    folder.mkdir()
    tablet.secret.create()
    locked: LockedVault = tablet.locked()
    taken = milliseconds(lambda: locked.restore(backup, code, PIN))
    tablet.file.unlink()
    return taken

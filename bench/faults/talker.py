"""Somebody who says the same words everywhere in a vault, in a process of his own, and waits to be killed.

``python -m bench.faults.talker FOLDER`` leaves behind what a real day would: the vault with its log, the
program's own log with its mistakes in it, a backup, a vault restored from it, and whatever lands in the
folder for temporary files. When all is said it tells the secrets that it had in memory, as one line of JSON.
"""

import json
import logging
import sys
import time
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bench.faults.tablet import MISSING, Tablet, say
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.names import HouseholdId, random_id
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.trail import Action
from keukentafel.vault.vault import OpenVault
from tests.vault.material import PIN, draft, entry

WORDS: Final = "KOOLMEES-OP-DE-VENSTERBANK"
PASSPHRASE: Final = f"{WORDS}-1"
LOG: Final = "program.log"
_LOGGER: Final = logging.getLogger("keukentafel")


def talk(home: Path) -> None:
    """Say the words in every way there is, make mistakes, and stop in the middle of a transaction."""
    logging.basicConfig(filename=home / LOG, level=logging.DEBUG)
    tablet = Tablet(home / "tablet").make()
    vault = tablet.locked().unlock(PIN)
    vault.rotation.change_pin(PIN, PASSPHRASE)
    code = vault.recovery.make_sheet(PASSPHRASE)
    gone, household = vault.new_household(), vault.new_household()
    for one in (gone, household):
        say_everywhere(vault, one)
    vault.search(bundled_catalogue()).find(WORDS, 50)
    vault.copying.backup(home / "backup")
    _come_back(home, code)
    vault.forgetting.household(PASSPHRASE, gone, WORDS)
    _make_mistakes(tablet, vault, gone)
    with vault.writing():
        say_everywhere(vault, household)
        json.dump([code, *(key.hex() for key in _keys_of(vault, household))], sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()
        time.sleep(3600)


def say_everywhere(vault: OpenVault, household: HouseholdId) -> None:
    """Say the words in every table of a vault, and where a name is asked, as that name."""
    say(vault, household, WORDS)
    waits = entry(household, vault.compartment(household, WORDS, None), WORDS, thing=random_id())
    vault.shelf(household).wait(MISSING, waits)
    vault.put_card(household, {"name": WORDS})
    vault.save_draft(draft(vault, household, WORDS * 50))
    vault.keep_document(household, WORDS, random_id(), WORDS.encode() * 300)
    vault.queue(WORDS, b"sealed elsewhere", {"about": WORDS}, household)
    vault.keep_incoming(WORDS, [(1, b"sealed elsewhere")], 1)
    vault.put_setting(WORDS, WORDS)
    officer = public_of(X25519PrivateKey.generate())
    vault.safety.write(household, WORDS, officer)
    vault.safety.hand_over(household, officer, WORDS)
    vault.trail.add(Action.EXPORTED, household, object=WORDS, ground=WORDS)


def _keys_of(vault: OpenVault, household: HouseholdId) -> list[bytes]:
    scopes = [vault._ring.vault, vault._ring.own, vault._ring.trail, vault._ring.household(household)]
    return [scope.branch._key for scope in scopes]


def _come_back(home: Path, code: RecoveryCode) -> None:
    again = Tablet(home / "again")
    again.folder.mkdir()
    again.secret.create()
    again.restore(home / "backup", code, PASSPHRASE)


def _make_mistakes(tablet: Tablet, vault: OpenVault, gone: HouseholdId) -> None:
    """Fail in ways that end up in the log, with the words at hand."""
    for attempt in (
        lambda: tablet.locked().unlock(WORDS),
        lambda: vault.put_card(gone, {"name": WORDS}),
        lambda: vault.save_draft(draft(vault, gone, WORDS)),
        lambda: vault.put_setting(WORDS, {WORDS: {1, 2}}),  # type: ignore[dict-item]
    ):
        try:
            attempt()
        except Exception:
            _LOGGER.exception("this could not be done")


if __name__ == "__main__":
    talk(Path(sys.argv[1]))

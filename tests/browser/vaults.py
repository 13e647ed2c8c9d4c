"""A vault as the app left it: opened beside a house that was stopped, to see what was really kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keukentafel.journal.names import HouseholdId
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.vault import LockedVault, OpenVault
from tests.browser.tour import WORKER, WORKER_PIN


@contextmanager
def vault_of(home: Path, account: str = WORKER, pin: str = WORKER_PIN) -> Iterator[OpenVault]:
    """Open the vault of an account in a data folder."""
    vaults = home / "vaults"
    listed = json.loads((vaults / "accounts.json").read_text("utf-8"))["accounts"]
    folder = vaults / next(one["vault"] for one in listed if one["id"] == account)
    vault = LockedVault(folder, OwnerOnlyFile(folder / "device")).unlock(pin)
    try:
        yield vault
    finally:
        vault.lock()


def household_named(vault: OpenVault, name: str) -> HouseholdId:
    """Return the household that goes by this name in the list."""
    cards = vault.cards(0, 50)
    return next(one for one, card in cards if isinstance(card, dict) and card["name"] == name)

"""Those who write until they are killed; each runs in a process of its own and never comes back by itself.

A writer sends one line for everything that the vault has acknowledged, as soon as it has.
"""

from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from bench.faults.tablet import Tablet, begin_household
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault
from tests.vault.material import draft

DRAFTS: Final = 5

Writer = Callable[[Path, str, int, Connection], None]
"""Writes in the vault of a folder, that opens with a PIN, from a number on, and tells each number."""


def save(folder: Path, pin: str, number: int, told: Connection) -> None:
    """Save drafts, one after another, as the screens do while somebody types."""
    vault, household = _opened(folder, pin)
    while True:
        number += 1
        _save(vault, household, number)
        told.send_bytes(str(number).encode())


def save_carelessly(folder: Path, pin: str, number: int, told: Connection) -> None:
    """Do the same, but say that it is saved while it still waits to be: what a check must find."""
    vault, household = _opened(folder, pin)
    while True:
        waiting = range(number + 1, number + 1 + DRAFTS)
        for one in waiting:
            told.send_bytes(str(one).encode())
        for one in waiting:
            _save(vault, household, one)
        number = waiting[-1]


def turn(folder: Path, pin: str, number: int, told: Connection) -> None:
    """Make a household, forget it, and take another PIN: one number for each, in that order."""
    vault, _ = _opened(folder, pin)
    while True:
        household = begin_household(vault, str(number + 1))
        told.send_bytes(f"{number + 1} made {household}".encode())
        vault.forgetting.household(pin, household, "op verzoek")
        told.send_bytes(f"{number + 2} forgot {household}".encode())
        fresh = f"{number + 3:06d}"
        vault.rotation.change_pin(pin, fresh)
        told.send_bytes(f"{number + 3} pin {fresh}".encode())
        pin, number = fresh, number + 3


def slot(number: int) -> str:
    """Return the draft in which a number is saved."""
    return f"{number % DRAFTS:032x}"


def _save(vault: OpenVault, household: HouseholdId, number: int) -> None:
    vault.save_draft(draft(vault, household, str(number) + " woord" * (number % 90), slot(number)))


def _opened(folder: Path, pin: str) -> tuple[OpenVault, HouseholdId]:
    vault = Tablet(folder).locked().unlock(pin)
    return vault, (vault.households() or (vault.new_household(),))[0]

"""Making the demo, once: accounts, vaults, organisation and households, all of it or nothing.

The demo is made in a folder beside the place where it belongs and named last, so that a start that is broken
off leaves nothing half made, and a second start finds it and makes nothing.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.app.clock import Clock
from keukentafel.app.demo.households import Teller, Told
from keukentafel.app.demo.organisation import DemoOrganisation, TeamName, found
from keukentafel.app.house import AccountId, Post
from keukentafel.app.state.membership import read_membership
from keukentafel.app.texts import Texts
from keukentafel.dossier.people import Person
from keukentafel.journal.assets import asset_text
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import random_id
from keukentafel.journal.speaker import Role
from keukentafel.vault.creation import create_vault
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.key_derivation import STANDARD, Argon2Parameters
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.vault import LockedVault, OpenVault
from sync.identity import DeviceRole

VAULTS = "vaults"
ACCOUNTS = Path(VAULTS) / "accounts.json"
RECOVERY_KEY = Path("recovery.key")
"""The demo organisation's recovery key, so that its administrator can be played too."""

_ROLES: Mapping[Post, DeviceRole] = {
    Post.WORKER: DeviceRole.WORKER,
    Post.SUPERVISOR: DeviceRole.SUPERVISOR,
    Post.OFFICER: DeviceRole.SAFETY_OFFICER,
}

RELAY_ROOTS = Path("relay") / "organisations.json"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One of the made-up people who can open a vault in the demo."""

    id: AccountId
    post: str
    name: str
    title: str
    pin: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo is made of; ``recovery`` is the code on everybody's recovery sheet."""

    organisation: str
    team: TeamName
    recovery: RecoveryCode
    accounts: tuple[DemoAccount, ...]
    households: Mapping[str, tuple[str, ...]]


def read_demo() -> Demo:
    """Read the made-up municipality from the assets."""
    told = json.loads(asset_text("demo", "waterkerke.json"))
    accounts = tuple(
        DemoAccount(AccountId(one["id"]), one["post"], one["name"], one["title"], one["pin"])
        for one in told["accounts"]
    )
    households = {account: tuple(names) for account, names in told["households"].items()}
    recovery = RecoveryCode(told["recovery"])
    return Demo(told["organisation"], TeamName(told["team"]), recovery, accounts, households)


def read_household(name: str) -> Told:
    """Read one of the made-up households from the assets."""
    told: Told = json.loads(asset_text("demo", f"{name}.json"))
    return told


@dataclass(frozen=True, slots=True)
class DemoMaker:
    """Makes the demo in a data folder.

    ``parameters`` is how much work a guess at a PIN costs in the vaults that are made, and ``household``
    gives what there is to tell of each household.
    """

    home: Path
    demo: Demo
    texts: Texts
    catalogue: Catalogue
    clock: Clock
    parameters: Argon2Parameters = STANDARD
    household: Callable[[str], Told] = read_household

    def make_once(self) -> bool:
        """Make the demo unless it is there; tells whether it was made now."""
        if (self.home / VAULTS).exists():
            return False
        unfinished = self._empty_folder()
        organisation = found(self.demo.team, self.clock())
        made: dict[AccountId, str] = {}
        # The officer first: everybody else is given the officer's card.
        for one in sorted(self.demo.accounts, key=lambda one: one.post != Post.OFFICER):
            made[one.id], card = self._make(unfinished, one, organisation)
            if one.post == Post.OFFICER:
                organisation = replace(organisation, officer=card)
        listed = [{"id": one.id, "post": one.post, "vault": made[one.id]} for one in self.demo.accounts]
        _write(unfinished / ACCOUNTS.name, {"demo": True, "accounts": listed})
        self._tell_relay(organisation)
        _write_key(self.home / RECOVERY_KEY, organisation.recovery)
        unfinished.rename(self.home / VAULTS)
        return True

    def _empty_folder(self) -> Path:
        unfinished = self.home / f"{VAULTS}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        return unfinished

    def _make(self, folder: Path, account: DemoAccount, organisation: DemoOrganisation) -> tuple[str, bytes]:
        name = random_id()
        place = folder / name
        place.mkdir(mode=0o700)
        secret = OwnerOnlyFile(place / "device")
        secret.create()
        code = self.demo.recovery
        create_vault(place, account.pin, secret, demo=True, parameters=self.parameters, sheet=code)
        vault = LockedVault(place, secret, minimum=self.parameters).unlock(account.pin)
        card = organisation.enrol(vault, account.name, _ROLES[Post(account.post)])
        self._fill(vault, self.demo.households.get(account.id, ()))
        vault.lock()
        return name, card

    def _fill(self, vault: OpenVault, households: Sequence[str]) -> None:
        card = read_membership(vault).card
        worker = Person(card.person, card.name, Role.WORKER)
        teller = Teller(vault, self.catalogue, self.texts, worker, self.clock)
        for name in reversed(households):
            teller.tell(self.household(name))

    def _tell_relay(self, organisation: DemoOrganisation) -> None:
        path = self.home / RELAY_ROOTS
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _write(path, {organisation.id: organisation.root_key})


def _write_key(path: Path, key: X25519PrivateKey) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, key.private_bytes_raw().hex().encode("ascii"))
    finally:
        os.close(handle)


def _write(path: Path, document: object) -> None:
    fresh = path.with_suffix(".unfinished")
    fresh.write_text(json.dumps(document), encoding="utf-8")
    os.replace(fresh, path)

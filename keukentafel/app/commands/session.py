"""One command at work: which data folder and account it is about, what it asks, and what it says.

The data folder is for one program at a time; a command holds it like the app does, so that no screen is open
on a vault that is being restored or forgotten from.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from keukentafel.app.commands.asking import Asking, ask_pin
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.home import VARIABLE, occupy, open_home
from keukentafel.app.house import Account, AccountsMistake, read_accounts
from keukentafel.app.start_refusal import DamagedHome
from keukentafel.app.texts import Texts
from keukentafel.journal.canonical import Json
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.secret_place import find_device_secret
from keukentafel.vault.vault import LockedVault, OpenVault

_NO_ADDRESS = ""
"""A command answers at no address."""

VAULTS = "vaults"
ACCOUNTS = "accounts.json"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program is started with.

    ``minimum`` is the weakest key derivation with which a vault is accepted; only vaults that hold nobody's
    words, as in a test, may do with less than the standard.
    """

    texts: Texts
    environ: Mapping[str, str]
    minimum: Argon2Parameters


@dataclass(frozen=True, slots=True)
class Opened:
    """A vault that was opened for one command; the PIN is kept for what asks for it once more."""

    account: Account
    vault: OpenVault
    pin: str


class Session:
    """What one command works with."""

    def __init__(
        self, around: Surroundings, asking: Callable[[], Asking], folder: str | None, account: str | None
    ) -> None:
        self.texts = around.texts
        self.minimum = around.minimum
        self._asking_from = asking
        self._asking: Asking | None = None
        self._environ = {**around.environ, VARIABLE: folder} if folder else around.environ
        self._wanted = account

    @property
    def asking(self) -> Asking:
        """Where answers come from.

        Raises:
            CommandRefused: there is nowhere to ask.
        """
        if self._asking is None:
            self._asking = self._asking_from()
        return self._asking

    def say(self, key: str, **values: object) -> None:
        """Say something on standard output."""
        sys.stdout.write(self.texts(key, **values) + "\n")

    def show(self, document: Json) -> None:
        """Show something for programs, as JSON on standard output."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def remark(self, key: str, **values: object) -> None:
        """Say something beside it, on standard error."""
        sys.stderr.write(self.texts(key, **values) + "\n")

    def home(self) -> Path:
        """Return the data folder.

        Raises:
            UnfitHome: it is no place for a vault.
        """
        return open_home(self._environ)

    @contextlib.contextmanager
    def occupied(self) -> Iterator[Path]:
        """Hold the data folder as long as the block runs.

        Raises:
            UnfitHome: it is no place for a vault.
            HomeInUse: the app, or another command, works in it.
        """
        home = self.home()
        with occupy(home, _NO_ADDRESS):
            yield home

    @contextlib.contextmanager
    def opened(self) -> Iterator[Opened]:
        """Ask for the PIN and open the vault as long as the block runs; see `LockedVault.unlock`."""
        with self.occupied() as home:
            account = self.account(home)
            locked = self.locked(account)
            pin = ask_pin(self.asking, self.texts)
            vault = locked.unlock(pin)
            try:
                yield Opened(account, vault, pin)
            finally:
                vault.lock()

    def account(self, home: Path) -> Account:
        """Return the account that was asked for, or the only one.

        Raises:
            CommandRefused: there is none, not this one, or more than one to choose from.
            DamagedHome: the list of accounts is damaged.
        """
        if not (home / VAULTS).exists():
            raise CommandRefused("commands.account.none", ExitCode.CANNOT_START, folder=home)
        try:
            accounts = read_accounts(home, {})
        except AccountsMistake as reason:
            raise DamagedHome("start.home.damaged", folder=home) from reason
        ids = ", ".join(one.id for one in accounts)
        if self._wanted is None and len(accounts) > 1:
            raise CommandRefused("commands.account.several", ExitCode.CANNOT_START, accounts=ids)
        fitting = [one for one in accounts if self._wanted in {None, one.id}]
        if not fitting:
            raise CommandRefused("commands.account.unknown", ExitCode.CANNOT_START, accounts=ids)
        return fitting[0]

    def locked(self, account: Account) -> LockedVault:
        """Return the locked vault of an account."""
        return LockedVault(account.folder, find_device_secret(account.folder), minimum=self.minimum)

"""One running Keukentafel: its accounts, their vaults, and who has which vault open.

A vault has one session at a time. Whoever opens it in a second window is asked whether to take over, and the
first window locks. On a tablet there is one account; in the demo and on a municipality's own server there
are several.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import NewType, Protocol

from keukentafel.app.clock import Clock, SteadyClock, wall_clock
from keukentafel.app.texts import Language, Texts
from keukentafel.app.tongue import DeviceLanguage, Tongue
from keukentafel.app.voices import Voices
from keukentafel.edition.schema import PlanSchema
from keukentafel.guide.guide import Guide
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import FieldName
from keukentafel.vault.device_secret import DeviceSecret, OwnerOnlyFile
from keukentafel.vault.key_derivation import STANDARD, Argon2Parameters
from keukentafel.vault.secret_place import DEVICE_FILE, find_device_secret
from keukentafel.vault.vault import LockedVault

AccountId = NewType("AccountId", str)
"""An account on this device: a neutral word such as ``worker-1``, never a name."""


class Post(StrEnum):
    """Where somebody works: at the table, at the desk, or as the safety officer."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can open a vault here. The name is known only for the made-up people of the demo."""

    id: AccountId
    post: Post
    folder: Path
    name: str = ""
    title: str = ""

    @property
    def first_name(self) -> str:
        """The name for a greeting."""
        return self.name.split(" ", 1)[0]


class Holder(Protocol):
    """A browser session that has a vault open."""

    @property
    def connected(self) -> bool:
        """Whether somebody is looking."""

    def give_up(self) -> None:
        """Lock, because another session takes over."""


@dataclass(slots=True)
class Custody:
    """Who has which vault open."""

    _holders: dict[AccountId, Holder] = field(default_factory=dict)

    def holder(self, account: AccountId) -> Holder | None:
        """Return the session that has this vault open."""
        return self._holders.get(account)

    def take(self, account: AccountId, holder: Holder) -> None:
        """Give a vault to a session; the session that had it locks."""
        before = self._holders.get(account)
        if before is not None and before is not holder:
            before.give_up()
        self._holders[account] = holder

    def release(self, account: AccountId, holder: Holder) -> None:
        """Take note that a session has locked."""
        if self._holders.get(account) is holder:
            del self._holders[account]


class Downloads(Protocol):
    """Hands a browser one file, once."""

    def offer(self, browser: str, data: bytes, media_type: str, file_name: str) -> str:
        """Return the path at which this browser can fetch the file once."""

    def withdraw(self, browser: str) -> None:
        """Forget whatever waits for this browser."""


@dataclass(slots=True)
class House:
    """What one running Keukentafel has; every session has a view of its own on it, in its own language.

    ``texts`` and ``guide`` are in the language that is spoken now, ``tongues`` in every language there is.
    ``minimum`` is the weakest key derivation with which a vault is accepted; only vaults that hold nobody's
    words, as in a test, may do with less than the standard.
    """

    accounts: tuple[Account, ...]
    relay: str
    texts: Texts
    catalogue: Catalogue
    schema: PlanSchema
    guide: Guide
    downloads: Downloads | None = None
    voices: Voices = field(default_factory=Voices)
    demo: bool = False
    organisation: str = ""
    tongues: tuple[Tongue, ...] = ()
    device_language: DeviceLanguage = field(default_factory=DeviceLanguage)
    clock: Clock = wall_clock
    steady: SteadyClock = monotonic
    custody: Custody = field(default_factory=Custody)
    minimum: Argon2Parameters = STANDARD

    def __post_init__(self) -> None:
        self.tongues = self.tongues or (Tongue(self.texts, self.guide),)

    @property
    def record(self) -> Tongue:
        """The language of what is kept and sent: that of the municipality."""
        return self.tongues[0]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages to choose from."""
        return tuple(one.language for one in self.tongues)

    def title_of(self, field: FieldName) -> str:
        """Return what is kept in a field, in the language that is spoken now."""
        spoken = next((one for one in self.tongues if one.language == self.texts.language), self.record)
        return spoken.titles.get(field, self.catalogue.field(field).title)

    def for_session(self) -> "House":
        """Return a view of the same house that speaks a language of its own."""
        view = replace(self)
        view.speak(self.device_language.known() or self.texts.language)
        return view

    def speak(self, language: Language) -> None:
        """Speak a language from now on, if there is a tongue for it."""
        for one in self.tongues:
            if one.language == language:
                self.texts, self.guide = one.texts, one.guide

    def vault_of(self, account: Account) -> LockedVault:
        """Return the locked vault of an account."""
        return LockedVault(account.folder, self._secret_of(account), minimum=self.minimum)

    def needs_passphrase(self, account: Account) -> bool:
        """Whether a vault takes a passphrase instead of a PIN: its device secret lies in a file."""
        return not self.demo and self._secret_of(account).copyable

    def _secret_of(self, account: Account) -> DeviceSecret:
        own_file = OwnerOnlyFile(account.folder / DEVICE_FILE)
        return own_file if self.demo else find_device_secret(account.folder)


class AccountsMistake(ValueError):
    """The list of accounts in the data folder cannot be read."""


def read_accounts(home: Path, people: Mapping[AccountId, Mapping[str, str]]) -> tuple[Account, ...]:
    """Read which accounts live in a data folder; ``people`` gives the demo's made-up names.

    Raises:
        AccountsMistake: the list is damaged.
    """
    try:
        listed = json.loads((home / "vaults" / "accounts.json").read_text(encoding="utf-8"))
        return tuple(_account_of(home, one, people) for one in listed["accounts"])
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise AccountsMistake("the list of accounts in the data folder is damaged") from reason


def _account_of(
    home: Path, listed: Mapping[str, str], people: Mapping[AccountId, Mapping[str, str]]
) -> Account:
    known = people.get(AccountId(listed["id"]), {})
    return Account(
        AccountId(listed["id"]),
        Post(listed["post"]),
        home / "vaults" / listed["vault"],
        known.get("name", ""),
        known.get("title", ""),
    )

"""What stands between a PIN and the vault key.

An attempt is written down before it is made, so that pulling the plug gives no free guesses; the first two
wrong ones cost nothing, from then on the wait doubles: 2, 4, 8 … seconds. After the tenth no PIN is tried any
more: only recovery opens the vault then. The count lies in a file that can be copied, so it stops somebody at
the tablet and nobody else; against copies there is the device secret.

File and device secret are two places, and another session may turn the keys while this one derives its key.
So both are changed only inside a transaction on the file, which one session has at a time, and what was
derived counts only while the header is still the one it was derived for.
"""

import contextlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as column
from typing import Final

from argon2.exceptions import HashingError

from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.header import (
    change_header,
    columns_of,
    cost_of,
    header_place,
    read_header,
    wrap_vault_key,
)
from keukentafel.vault.key_derivation import (
    OPENS_VAULT,
    Argon2,
    Argon2Parameters,
    bound,
    check_parameters,
    stretched,
)
from keukentafel.vault.mistakes import (
    NoArgon2,
    NoDeviceSecret,
    OnlyRecovery,
    PassphraseNeeded,
    TooSoon,
    Unsealable,
    VaultUnwritable,
    WrongPin,
)
from keukentafel.vault.sealing import SealedBytes, Sealer
from keukentafel.vault.tables import VaultHeader

Clock = Callable[[], float]
"""Seconds since 1970."""

FREE_ATTEMPTS: Final = 2
MOST_ATTEMPTS: Final = 10
"""After so many wrong PINs in a row only recovery opens the vault."""

SHORTEST_PASSPHRASE: Final = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """What a right PIN gave: the vault key, and the device secret with which it opened."""

    vault_key: bytes = column(repr=False)
    device_secret: bytes = column(repr=False)


class Gate:
    """Turns a PIN into the vault key, or refuses.

    ``wrong_before`` is how many PINs were wrong before the last right one.
    """

    def __init__(
        self,
        database: Database,
        secret: DeviceSecret,
        argon2: Argon2,
        minimum: Argon2Parameters,
        clock: Clock,
    ) -> None:
        self._database = database
        self._secret = secret
        self._argon2 = argon2
        self._minimum = minimum
        self._clock = clock
        self.wrong_before = 0

    @property
    def database(self) -> Database:
        """The file this gate stands before."""
        return self._database

    @property
    def secret(self) -> DeviceSecret:
        """The secret of this device."""
        return self._secret

    @property
    def clock(self) -> Clock:
        """The clock by which one waits."""
        return self._clock

    def open(self, pin: str) -> bytes:
        """Return the vault key.

        Raises:
            WrongPin: the PIN, the device secret or the header is not the one it was sealed with.
            TooSoon: after wrong PINs, until the wait is over.
            OnlyRecovery: after ten of them.
            DamagedVault, NewerVault, WeakParameters: the header cannot be used.
            NoDeviceSecret, SecretExposed: the device secret cannot be used.
            RuntimeError: inside a transaction, where the attempt could be undone.
        """
        return self._open(pin)[1].vault_key

    @contextlib.contextmanager
    def holding(self, pin: str) -> Iterator[Opened]:
        """Open, and hold the file in one transaction: until its end nobody else turns the keys.

        Raises:
            WrongPin: and whatever else `open` raises.
        """
        while True:
            wrapped, opened = self._open(pin)
            with self._database.transaction():
                if read_header(self._database).wrapped == wrapped:
                    yield opened
                    return

    def attempts(self) -> int:
        """Return how many PINs were wrong since the last right one."""
        return read_header(self._database).wrong_attempts

    def stretch(self, pin: str, salt: bytes) -> bytes:
        """Return the slow half of what a PIN gives with another salt; see `key_derivation.bound`."""
        return stretched(self._argon2, pin, salt, cost_of(read_header(self._database)))

    def device_secrets(self) -> tuple[bytes, ...]:
        """Return the device secret and, when one is staged, the one that may replace it.

        Raises:
            NoDeviceSecret, SecretExposed: it cannot be used.
        """
        staged = self._secret.staged()
        if staged is None:
            return (self._secret.read(),)
        try:
            return self._secret.read(), staged
        except NoDeviceSecret:
            # The device secret was lost, and a recovery was cut short before the new one had its place.
            return (staged,)

    def rewrap(
        self, pin: str, vault_key: bytes, salt: bytes, secret: bytes, cost: Argon2Parameters | None = None
    ) -> None:
        """Wrap a vault key for a PIN and a device secret, with parameters that may only go up.

        Raises:
            WeakParameters: the new parameters are lower than the present ones.
            PassphraseNeeded: the PIN is too short for where the device secret lies.
        """
        header = read_header(self._database)
        refuse_short(pin, self._secret, header.demo)
        present = cost_of(header)
        check_parameters(cost or present, present)
        header = header.model_copy(update={"salt": salt} | columns_of(cost or present))
        wrap_vault_key(header, self._argon2, pin, secret, vault_key)
        changed = {name: getattr(header, name) for name in ("salt", "wrapped", *columns_of(present))}
        change_header(self._database, **changed, wrong_attempts=0, not_before=0)

    def _open(self, pin: str) -> tuple[bytes, Opened]:
        """Open, and also return what the header wraps, by which it is known when somebody turned the keys."""
        if self._database.is_writing:
            raise RuntimeError("an attempt that can be undone would be a free guess")
        self.device_secrets()  # A keystore that is away must not count as a wrong PIN.
        header = self._count_attempt()
        while True:
            slow = self._stretched_or_uncounted(pin, header)
            with self._database.transaction():
                present = read_header(self._database)
                if present.wrapped == header.wrapped:
                    return header.wrapped, self._unwrapped(slow, header)
                check_parameters(cost_of(present), self._minimum)
            # Another session turned the keys while this one was deriving.
            header = present

    def _stretched_or_uncounted(self, pin: str, header: VaultHeader) -> bytes:
        """Where there is no memory for it nothing was guessed, so nothing is counted."""
        try:
            return stretched(self._argon2, pin, header.salt, cost_of(header))
        except (MemoryError, HashingError, ValueError) as reason:
            attempts = max(0, header.wrong_attempts - 1)
            change_header(self._database, wrong_attempts=attempts, not_before=0)
            raise NoArgon2 from reason

    def _unwrapped(self, slow: bytes, header: VaultHeader) -> Opened:
        for secret in self.device_secrets():
            try:
                vault_key = Sealer(bound(slow, secret, OPENS_VAULT)).open(
                    header_place(header), SealedBytes(header.wrapped)
                )
            except Unsealable:
                continue
            self._settle(secret)
            self.wrong_before = max(0, read_header(self._database).wrong_attempts - 1)
            change_header(self._database, wrong_attempts=0, not_before=0)
            return Opened(vault_key, secret)
        raise WrongPin

    def _settle(self, secret: bytes) -> None:
        """A battery may have died between two secrets: keep the one that opens.

        Secrets are staged and settled in a transaction only. So nobody is in between, and what is staged here
        either opens this very file or was left behind.
        """
        staged = self._secret.staged()
        if staged is None:
            return
        if not hmac.compare_digest(staged, secret):
            self._secret.unstage()
            return
        # The PIN was right; what cannot be written now is tried at the next opening.
        with contextlib.suppress(VaultUnwritable):
            self._secret.promote()

    def _count_attempt(self) -> VaultHeader:
        with self._database.transaction():
            header = read_header(self._database)
            check_parameters(cost_of(header), self._minimum)
            self._count(header)
        return header

    def _count(self, header: VaultHeader) -> None:
        if header.wrong_attempts >= MOST_ATTEMPTS:
            raise OnlyRecovery
        now = int(self._clock() * 1000)
        most = wait_after(header.wrong_attempts) * 1000
        # A clock that was set back must not make anybody wait longer than the rule says.
        left = min(header.not_before - now, most)
        if left > 0:
            raise TooSoon(-(-left // 1000))
        attempts = header.wrong_attempts + 1
        change_header(self._database, wrong_attempts=attempts, not_before=now + wait_after(attempts) * 1000)


def wait_after(wrong_attempts: int) -> int:
    """Return how many seconds to wait after so many wrong PINs."""
    if wrong_attempts <= FREE_ATTEMPTS:
        return 0
    return int(2 ** (min(wrong_attempts, MOST_ATTEMPTS) - FREE_ATTEMPTS))


def refuse_short(pin: str, secret: DeviceSecret, demo: bool) -> None:
    """Refuse a PIN that guessing would find.

    Raises:
        PassphraseNeeded: the device secret can be copied, so the PIN must be a passphrase. Only a DEMO
            vault does without, and even there an empty PIN is refused.
    """
    if not pin or (not demo and secret.copyable and len(pin) < SHORTEST_PASSPHRASE):
        raise PassphraseNeeded

"""The header of the vault, and what stands between a PIN and the vault key.

The header is the one row that is read before there is a key. Its parameters, salt and DEMO mark are
associated data of the wrapped vault key: changed, they make every PIN wrong. An attempt is written down
before it is made, so that pulling the plug gives no free guesses; the first two wrong ones cost nothing, from
then on the wait doubles: 2, 4, 8 … seconds. After the tenth no PIN is tried any more: only recovery opens
the vault then. The count lies in a file that can be copied, so it stops somebody at the tablet and nobody
else; against copies there is the device secret.
"""

import contextlib
from collections.abc import Callable
from typing import Any, Final, cast

from sqlalchemy import Table, select

from keukentafel.vault.database import Database
from keukentafel.vault.device_secret import DeviceSecret
from keukentafel.vault.key_derivation import (
    OPENS_VAULT,
    Argon2,
    Argon2Parameters,
    bound,
    check_parameters,
    stretched,
)
from keukentafel.vault.mistakes import (
    DamagedVault,
    NewerVault,
    OnlyRecovery,
    PassphraseNeeded,
    TooSoon,
    Unsealable,
    VaultUnwritable,
    WrongPin,
)
from keukentafel.vault.sealing import Place, SealedBytes, Sealer, place_of
from keukentafel.vault.tables import APPLICATION, SCHEMA, VaultHeader

Clock = Callable[[], float]
"""Seconds since 1970."""

FREE_ATTEMPTS: Final = 2
MOST_ATTEMPTS: Final = 10
"""After so many wrong PINs in a row only recovery opens the vault."""

SHORTEST_PASSPHRASE: Final = 12
_HEADER_FORMAT: Final = 1
_HEADER: Final = cast(Table, vars(VaultHeader)["__table__"])
_SELECT: Final = str(select(_HEADER))


class Gate:
    """Turns a PIN into the vault key, or refuses."""

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
        """
        candidates = self._device_secrets()
        with self._database.transaction():
            header = read_header(self._database)
            check_parameters(cost_of(header), self._minimum)
            self._count_attempt(header)
        slow = stretched(self._argon2, pin, header.salt, cost_of(header))
        for staged, secret in candidates:
            try:
                vault_key = Sealer(bound(slow, secret, OPENS_VAULT)).open(
                    header_place(header), SealedBytes(header.wrapped)
                )
            except Unsealable:
                continue
            self._settle(staged)
            change_header(self._database, wrong_attempts=0, not_before=0)
            return vault_key
        raise WrongPin

    def attempts(self) -> int:
        """Return how many PINs were wrong since the last right one."""
        return read_header(self._database).wrong_attempts

    def derive(self, pin: str, salt: bytes, secret: bytes, label: bytes) -> bytes:
        """Return the key that a PIN gives with another salt or for another use."""
        return bound(self._stretch(pin, salt), secret, label)

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

    def _stretch(self, pin: str, salt: bytes) -> bytes:
        return stretched(self._argon2, pin, salt, cost_of(read_header(self._database)))

    def _device_secrets(self) -> tuple[tuple[bool, bytes], ...]:
        staged = self._secret.staged()
        present = (False, self._secret.read())
        return (present,) if staged is None else (present, (True, staged))

    def _settle(self, staged: bool) -> None:
        """A battery may have died between two secrets: keep the one that opens."""
        if staged:
            # The PIN was right; what cannot be written now is tried at the next opening.
            with contextlib.suppress(VaultUnwritable):
                self._secret.promote()
        else:
            self._secret.unstage()

    def _count_attempt(self, header: VaultHeader) -> None:
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


def read_header(database: Database) -> VaultHeader:
    """Read the header.

    Raises:
        NewerVault: a newer version wrote this file.
        DamagedVault: it is not a vault, or has no header that makes sense.
    """
    ((application,),) = database.run("PRAGMA application_id")
    if application != APPLICATION:
        raise DamagedVault
    if schema_of(database) > SCHEMA:
        raise NewerVault
    rows = database.run(_SELECT)
    if len(rows) != 1:
        raise DamagedVault
    return _checked(dict(zip(_HEADER.columns.keys(), rows[0], strict=True)))


def schema_of(database: Database) -> int:
    """Return the version of the tables in a file."""
    ((schema,),) = database.run("PRAGMA user_version")
    return int(schema)


def change_header(database: Database, **changes: object) -> None:
    """Write some columns of the header."""
    assignments = ", ".join(f"{_HEADER.columns[name].name} = ?" for name in changes)
    with database.transaction():
        database.run(f"UPDATE {_HEADER.name} SET {assignments}", tuple(changes.values()))  # noqa: S608


def cost_of(header: VaultHeader) -> Argon2Parameters:
    """Return the parameters of a header."""
    return Argon2Parameters(header.memory_kib, header.passes, header.lanes)


def columns_of(cost: Argon2Parameters) -> dict[str, int]:
    """Return the header's columns for parameters."""
    return {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}


def header_place(header: VaultHeader) -> Place:
    """Return what is bound to the wrapped vault key: everything in the header that must not be changed."""
    cost = (header.memory_kib, header.passes, header.lanes)
    return place_of(
        str(VaultHeader.__tablename__),
        header.vault,
        "vault key",
        _HEADER_FORMAT,
        int(header.demo),
        *cost,
        header.salt,
    )


def wrap_vault_key(
    header: VaultHeader, argon2: Argon2, pin: str, device_secret: bytes, vault_key: bytes
) -> None:
    """Wrap the vault key for a PIN, with the salt and parameters that stand in the header."""
    slow = stretched(argon2, pin, header.salt, cost_of(header))
    header.wrapped = Sealer(bound(slow, device_secret, OPENS_VAULT)).seal(header_place(header), vault_key)


def _checked(columns: dict[str, Any]) -> VaultHeader:
    try:
        return VaultHeader.model_validate(columns)
    except ValueError as reason:
        raise DamagedVault from reason

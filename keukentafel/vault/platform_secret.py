"""A device secret in the keystore of the platform: who has only the disk needs the user's password too.

Three entries: ``secret``, ``staged`` and ``counter``, under a random id that is kept beside the vault
(`keukentafel.vault.secret_place`). Nothing about a person or a vault stands in their names.

A keystore knows no transactions, and some replace a value by deleting it first. So *promoting* is: destroy
the present secret, write the new one in its place, destroy the staged one. A kill in between leaves no
present secret and a staged one; then the staged one **is** the secret: `PlatformSecret.read` returns it, and
the next change first brings it to its place. It is never destroyed while it is the only one.

No secret is remembered here: each question goes to the keystore. One that is locked or away gives
``NoDeviceSecret``, never a new secret.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Final

from keukentafel.vault.counter import CounterFile, KeystoreCounter
from keukentafel.vault.device_secret import SECRET_BYTES
from keukentafel.vault.keystore import Keystore
from keukentafel.vault.mistakes import NoDeviceSecret, VaultMistake, VaultUnwritable

_PRESENT: Final = "secret"
_STAGED: Final = "staged"


class PlatformSecret:
    """See `keukentafel.vault.device_secret.DeviceSecret`.

    Args:
        find: gives the keystore, or raises ``NoDeviceSecret``; asked when it is first needed, and again
            until it has answered.
        counter_file: keeps the counters that the keystore was not told yet.
        clock: seconds that never go back.
    """

    copyable: Final = False

    def __init__(
        self,
        find: Callable[[], Keystore],
        counter_file: CounterFile,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._find = find
        self._found: Keystore | None = None
        self._counter = KeystoreCounter(self._keystore, counter_file, clock)

    def create(self) -> None:
        """Make the secret; one that is there is kept.

        Raises:
            NoDeviceSecret: the keystore is away.
            VaultUnwritable: it does not keep the secret.
        """
        if self._entry(_PRESENT) is None and self._entry(_STAGED) is None:
            self._keystore().replace(_PRESENT, secrets.token_hex(SECRET_BYTES))

    def read(self) -> bytes:
        """See `DeviceSecret.read`."""
        secret = self._entry(_PRESENT) or self._entry(_STAGED)
        if secret is None:
            raise NoDeviceSecret
        return secret

    def staged(self) -> bytes | None:
        """See `DeviceSecret.staged`."""
        return self._entry(_STAGED)

    def stage(self, secret: bytes) -> None:
        """See `DeviceSecret.stage`."""
        with _unwritable():
            self._finish_promotion()
            self._keystore().replace(_STAGED, secret.hex())

    def promote(self) -> None:
        """See `DeviceSecret.promote`."""
        with _unwritable():
            staged = self._entry(_STAGED)
            if staged is not None:
                self._keystore().replace(_PRESENT, staged.hex())
                self._keystore().delete(_STAGED)

    def unstage(self) -> None:
        """See `DeviceSecret.unstage`."""
        with contextlib.suppress(VaultMistake):
            if self._keystore().read(_STAGED) is not None:
                self._finish_promotion()
                self._keystore().delete(_STAGED)

    def counter(self) -> int:
        """See `DeviceSecret.counter`."""
        return self._counter.read()

    def set_counter(self, counter: int) -> None:
        """See `DeviceSecret.set_counter`."""
        self._counter.raise_to(counter)

    def settle(self) -> None:
        """See `DeviceSecret.settle`."""
        self._counter.settle()

    def _finish_promotion(self) -> None:
        if self._entry(_PRESENT) is None:
            self.promote()

    def _entry(self, name: str) -> bytes | None:
        text = self._keystore().read(name)
        if text is None:
            return None
        try:
            secret = bytes.fromhex(text)
        except ValueError as reason:
            raise NoDeviceSecret from reason
        if len(secret) != SECRET_BYTES:
            raise NoDeviceSecret
        return secret

    def _keystore(self) -> Keystore:
        if self._found is None:
            self._found = self._find()
        return self._found


@contextlib.contextmanager
def _unwritable() -> Iterator[None]:
    try:
        yield
    except NoDeviceSecret as reason:
        raise VaultUnwritable from reason

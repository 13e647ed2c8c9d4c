"""A device secret to which nothing is done yet, while a vault is restored beside the present one.

Turning the keys of the restored file stages a new secret and counts its transactions. Were that done at once,
a kill before the file has its name would leave the present vault behind its counter, and so refused as an
older copy. Here it is remembered, and done when the file gets its name.
"""

from keukentafel.vault.device_secret import DeviceSecret


class HeldSecret:
    """See `keukentafel.vault.device_secret.DeviceSecret`; what changes something is done later."""

    def __init__(self, secret: DeviceSecret) -> None:
        self._secret = secret
        self._fresh: bytes | None = None
        self._counter = 0

    @property
    def copyable(self) -> bool:
        """See `DeviceSecret.copyable`."""
        return self._secret.copyable

    def read(self) -> bytes:
        """See `DeviceSecret.read`."""
        return self._secret.read()

    def staged(self) -> bytes | None:
        """See `DeviceSecret.staged`."""
        return self._fresh or self._secret.staged()

    def stage(self, secret: bytes) -> None:
        """Remember it; `stage_now` stages it."""
        self._fresh = secret

    def promote(self) -> None:
        """Do nothing yet; `promote_now` does."""

    def unstage(self) -> None:
        """Do nothing: what is staged may be what the present vault opens with."""

    def counter(self) -> int:
        """See `DeviceSecret.counter`."""
        return self._secret.counter()

    def set_counter(self, counter: int) -> None:
        """Remember it; `promote_now` tells it."""
        self._counter = max(self._counter, counter)

    def settle(self) -> None:
        """Do nothing yet."""

    def stage_now(self) -> None:
        """Stage what was remembered, just before the file gets its name.

        Raises:
            VaultUnwritable: it cannot be kept.
        """
        if self._fresh is not None:
            self._secret.stage(self._fresh)

    def promote_now(self) -> None:
        """Tell the counter and promote the secret, once the file has its name.

        Raises:
            VaultUnwritable: the secret cannot be replaced; it is still staged.
        """
        self._secret.set_counter(self._counter)
        self._secret.promote()
        self._secret.settle()

"""The keystore of the platform, and which ones are trusted with a secret.

A desktop keeps small secrets for its user, sealed with the password of the session: the Keychain of macOS,
the Credential Manager of Windows, the Secret Service of Linux (GNOME Keyring, KeePassXC, newer KWallet) and
the older KWallet. The library ``keyring`` speaks with all of them; it comes with the extra ``desktop``, and
where it is not installed there is no keystore.

``keyring`` by itself takes whatever a configuration file, a variable or another package names, among them one
that forgets everything and one that writes a plain file. So it is not asked to choose: only the back ends in
the list below are looked at.

Three things a keystore does not promise are added here. What was written is read back. What is replaced is
destroyed first: the Credential Manager keeps the value it overwrites under a second name
(https://github.com/jaraco/keyring/issues/545). And the disk is flushed, because GNOME Keyring renames a file
without flushing its folder.
"""

import contextlib
import os
import secrets
import threading
from collections.abc import Callable
from enum import StrEnum
from hmac import compare_digest
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeVar

from keukentafel.journal.names import random_id
from keukentafel.vault.mistakes import NoDeviceSecret, VaultMistake, VaultUnwritable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_PRODUCT: Final = "keukentafel"
_PROBE_BYTES: Final = 32
_Answer = TypeVar("_Answer")


class KeystoreKind(StrEnum):
    """A keystore that is trusted; the words are kept beside a vault (`keukentafel.vault.secret_place`)."""

    KEYCHAIN = "keychain"
    CREDENTIAL_MANAGER = "credential-manager"
    SECRET_SERVICE = "secret-service"  # noqa: S105
    KWALLET = "kwallet"


_REAL: Final = (
    (KeystoreKind.KEYCHAIN, "keyring.backends.macOS", "Keyring"),
    (KeystoreKind.CREDENTIAL_MANAGER, "keyring.backends.Windows", "WinVaultKeyring"),
    (KeystoreKind.SECRET_SERVICE, "keyring.backends.SecretService", "Keyring"),
    (KeystoreKind.SECRET_SERVICE, "keyring.backends.libsecret", "Keyring"),
    (KeystoreKind.KWALLET, "keyring.backends.kwallet", "DBusKeyring"),
)


class Keystore:
    """The entries of one vault in a keystore.

    Args:
        backend: how to speak with the keystore.
        name: a random id that tells the entries of one vault from those of another.
    """

    def __init__(self, backend: "KeyringBackend", name: str) -> None:
        self._backend = backend
        self._name = name
        # The back end for KWallet shares one connection, and the counter is told from a thread of its own.
        self._one_at_a_time = threading.Lock()

    def read(self, entry: str) -> str | None:
        """Return what is kept under an entry, None when there is nothing.

        Raises:
            NoDeviceSecret: the keystore is locked or does not answer.
        """
        return self._ask(NoDeviceSecret, lambda: self._backend.get_password(self._service(entry), _PRODUCT))

    def replace(self, entry: str, text: str) -> None:
        """Keep a text under an entry; what was there is destroyed first. It is durable when this returns.

        Raises:
            VaultUnwritable: it cannot be kept; the entry is empty or as it was.
        """
        self.delete(entry)
        self.overwrite(entry, text)
        if not compare_digest(self._found(entry) or "", text):
            self.delete(entry)
            raise VaultUnwritable
        _flush_disks()

    def overwrite(self, entry: str, text: str) -> None:
        """Keep a text under an entry, in a hurry: an older one may linger, and nothing is checked.

        Raises:
            VaultUnwritable: it cannot be kept.
        """
        self._ask(VaultUnwritable, lambda: self._backend.set_password(self._service(entry), _PRODUCT, text))

    def delete(self, entry: str) -> None:
        """Destroy what is kept under an entry, if there is anything.

        Raises:
            VaultUnwritable: it cannot be destroyed.
        """
        if self._found(entry) is None:
            return
        self._ask(VaultUnwritable, lambda: self._backend.delete_password(self._service(entry), _PRODUCT))
        if self._found(entry) is not None:
            raise VaultUnwritable

    def works(self) -> bool:
        """Tell whether this keystore keeps, gives back and destroys; the user may be asked to open it."""
        probe, text = f"probe-{random_id()}", secrets.token_hex(_PROBE_BYTES)
        try:
            self.replace(probe, text)
            self.delete(probe)
        except VaultMistake:
            return False
        return True

    def _service(self, entry: str) -> str:
        """Each entry is a service of its own, for the Credential Manager holds one value per service."""
        return f"{_PRODUCT}.{self._name}.{entry}"

    def _found(self, entry: str) -> str | None:
        try:
            return self.read(entry)
        except NoDeviceSecret as reason:
            raise VaultUnwritable from reason

    def _ask(self, mistake: type[VaultMistake], question: Callable[[], _Answer]) -> _Answer:
        """Ask the keystore something; each of them has exceptions of its own, of no common kind."""
        with self._one_at_a_time:
            try:
                return question()
            except Exception as reason:
                raise mistake from reason


def find_backend(kind: KeystoreKind) -> "KeyringBackend | None":
    """Return how to speak with a keystore, None when this device does not have it."""
    for known, module, name in _REAL:
        if known is kind:
            # What cannot be imported or asked, for whatever reason, is not there.
            with contextlib.suppress(Exception):
                backend_class: type[KeyringBackend] = getattr(import_module(module), name)
                if backend_class.viable:
                    return _kept_here(backend_class(), kind)
    return None


def _kept_here(backend: "KeyringBackend", kind: KeystoreKind) -> "KeyringBackend":
    """A credential of Windows would travel along with a roaming profile, and the secret is of this device."""
    if kind is KeystoreKind.CREDENTIAL_MANAGER:
        setattr(backend, "persist", "local machine")  # noqa: B010
    return backend


def _flush_disks() -> None:
    """Where the system can: Windows has no such call."""
    if hasattr(os, "sync"):
        os.sync()

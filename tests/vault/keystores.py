"""Keystores to try the device secret on: in memory, with the manners of the real ones, and a real one.

``keyring`` lets anybody add a back end; `MemoryKeyring` is one. It can die between any two changes, and it
has the manners that were read in the real back ends: the Keychain's deletes before it writes, the Credential
Manager's keeps what it overwrites under a second name until both are deleted.
"""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from shutil import which

import pytest

pytest.importorskip(
    "keyring", reason="the keystores of desktops need the extra `desktop`, and tablets lack it"
)

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from keukentafel.vault.keystore import KeystoreKind, find_backend

PASSWORD = "van deze proef"


class Died(BaseException):
    """The battery was empty; nothing may catch this."""


class Manner(StrEnum):
    PLAIN = "replaces in one go"
    DELETES_FIRST = "deletes before it writes"
    KEEPS_OLD = "keeps what it overwrites"


class MemoryKeyring(KeyringBackend):
    priority = 1.0

    def __init__(self, manner: Manner = Manner.PLAIN) -> None:
        super().__init__()
        self.manner = manner
        self.entries: dict[str, str] = {}
        self.older: dict[str, str] = {}
        self.locked = False
        self.writes = 0
        self.changes_left: int | None = None
        self.before_writing: Callable[[], object] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse_locked()
        return self.entries.get(service, self.older.get(service))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse_locked()
        self.before_writing()
        self.writes += 1
        if service in self.entries and self.manner is Manner.KEEPS_OLD:
            self._may_die()
            self.older[service] = self.entries[service]
        if service in self.entries and self.manner is Manner.DELETES_FIRST:
            self._may_die()
            del self.entries[service]
        self._may_die()
        self.entries[service] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse_locked()
        if service not in self.entries and service not in self.older:
            raise PasswordDeleteError
        for kept in (self.entries, self.older):
            if service in kept:
                self._may_die()
                del kept[service]

    def holds(self, text: str) -> bool:
        return text in self.entries.values() or text in self.older.values()

    def _refuse_locked(self) -> None:
        if self.locked:
            raise KeyringLocked

    def _may_die(self) -> None:
        if self.changes_left == 0:
            raise Died
        if self.changes_left is not None:
            self.changes_left -= 1


@dataclass
class SecretService:
    """GNOME Keyring on a bus of its own, with its files in a folder of its own."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def missing() -> str:
        """Say which program is not installed, nothing when all are."""
        missing = [name for name in ("dbus-daemon", "gnome-keyring-daemon") if which(name) is None]
        return f"not installed: {', '.join(missing)}" if missing else ""

    @contextlib.contextmanager
    def running(self) -> Iterator["SecretService"]:
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=self._environ(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert bus.stdout is not None
        try:
            self.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            self.unlock()
            yield self
        finally:
            # The keyring leaves with its bus.
            bus.terminate()
            bus.wait()
            bus.stdout.close()

    def unlock(self) -> None:
        """As at signing in; a daemon that was there makes room."""
        subprocess.run(
            ["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets", "--daemonize"],
            env=self._environ(),
            input=PASSWORD.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=30,
        )

    def lock(self) -> None:
        import secretstorage

        with contextlib.closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def _environ(self) -> dict[str, str]:
        """No screen, so that nobody is asked for a password."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        own = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"), str(self.folder))
        return {"PATH": os.environ["PATH"], **own, **self.environ}


def find_secret_service(kind: KeystoreKind) -> KeyringBackend | None:
    """As on a desktop that has nothing but a Secret Service."""
    return find_backend(kind) if kind is KeystoreKind.SECRET_SERVICE else None

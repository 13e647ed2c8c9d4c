"""A battery that dies at any moment: before anything that SQLite or the device secret is told to change.

What is on the disk at that moment is kept as it is, write-ahead log and all; nothing that the program does
afterwards, in dying, gets there.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.database import Answer, connect_sqlite
from keukentafel.vault.device_secret import DeviceSecret, OwnerOnlyFile
from keukentafel.vault.vault import LockedVault
from tests.vault.material import CHEAP

T = TypeVar("T")
_HARMLESS = ("SELECT", "PRAGMA data_version", "PRAGMA user_version", "PRAGMA application_id")
NOW = 1_800_000_000.0


def secret_in(folder: Path) -> OwnerOnlyFile:
    """The device secret of a workshop; it is not made when it is not there."""
    return OwnerOnlyFile(folder / "secret" / "device")


def locked_in(folder: Path) -> LockedVault:
    """The vault of a workshop, or of what is left of one."""
    return LockedVault(folder, secret_in(folder), minimum=CHEAP, clock=lambda: NOW)


class Died(BaseException):
    """The battery was empty; nothing may catch this."""


@dataclass
class Battery:
    """A folder, and how many moments are left; ``remains`` is what is on the disk when they are over."""

    folder: Path
    remains: Path
    left: int = 1_000_000
    drivers: list["FragileDriver"] = field(default_factory=list)

    def moment(self) -> None:
        """Something is going to be done."""
        if self.left > 0:
            self.left -= 1
            return
        if not self.remains.exists():
            shutil.copytree(self.folder, self.remains)
        raise Died

    def locked(self) -> LockedVault:
        """The vault in the folder, on this battery."""
        secret = FragileSecret(secret_in(self.folder), self)
        return LockedVault(self.folder, secret, minimum=CHEAP, clock=lambda: NOW, connect=self._connect)

    def _connect(self, path: Path) -> "FragileDriver":
        self.drivers.append(FragileDriver(path, self))
        return self.drivers[-1]


class FragileDriver:
    """A connection on a battery."""

    def __init__(self, path: Path, battery: Battery) -> None:
        self._driver = connect_sqlite(path)
        self._battery = battery

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        if not sql.startswith(_HARMLESS):
            self._battery.moment()
        return self._driver.execute(sql, parameters)

    def close(self) -> None:
        self._driver.close()


class FragileSecret:
    """A device secret on a battery."""

    def __init__(self, secret: DeviceSecret, battery: Battery) -> None:
        self._secret = secret
        self._battery = battery
        self.copyable = secret.copyable

    def read(self) -> bytes:
        return self._secret.read()

    def staged(self) -> bytes | None:
        return self._secret.staged()

    def stage(self, secret: bytes) -> None:
        self._battery.moment()
        self._secret.stage(secret)
        self._battery.moment()

    def promote(self) -> None:
        self._battery.moment()
        self._secret.promote()
        self._battery.moment()

    def unstage(self) -> None:
        self._battery.moment()
        self._secret.unstage()
        self._battery.moment()

    def counter(self) -> int:
        return self._secret.counter()

    def set_counter(self, counter: int) -> None:
        self._secret.set_counter(counter)

    def settle(self) -> None:
        self._secret.settle()


def deaths(
    folder: Path, room: Path, begin: Callable[[LockedVault], T], act: Callable[[T], object]
) -> Iterator[Path]:
    """Begin something on copies of a folder, and die one moment later each time in what is done then.

    Gives what is on the disk after each death, and at last what is there when nothing happened.
    """
    for moments in count():
        battery = Battery(room / f"{moments}", room / f"{moments}-remains")
        shutil.copytree(folder, battery.folder)
        begun = begin(battery.locked())
        battery.left = moments
        try:
            act(begun)
        except Died:
            yield battery.remains
        else:
            yield battery.folder
            return
        finally:
            for driver in battery.drivers:
                driver.close()
            for left in (battery.folder, battery.remains):
                shutil.rmtree(left, ignore_errors=True)


def tables(folder: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table, as somebody sees them who has the file and no key."""
    connection = sqlite3.connect(folder / FILE_NAME)
    try:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: set(connection.execute(f"SELECT * FROM {name}")) for name in names}
    finally:
        connection.close()

"""Why the app does not start: one clear sentence for who started it, and exit code 2.

Each refusal is named for what happened. Its sentence stands in the language files under the key that it
carries, so that a person reads Dutch and a log never holds more than the key.
"""

import errno
import sqlite3
from pathlib import Path

from keukentafel.app.texts import Texts
from keukentafel.vault import mistakes


class CannotStart(Exception):
    """The app cannot start here and now."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, texts: Texts) -> str:
        """Return what to say, in the words of the language files."""
        return texts(self.key, **self.values)


class UnfitHome(CannotStart):
    """The data folder cannot be written, or lies where a database is not safe."""


class HomeInUse(CannotStart):
    """Another Keukentafel works in this data folder."""


class PortTaken(CannotStart):
    """Something else answers on the port that was asked for."""


class DamagedHome(CannotStart):
    """What lies in the data folder cannot be read."""


class NotTheDemo(CannotStart):
    """What lies in the data folder is somebody's real vault, whose PIN is nobody's business."""


class UnfitGuide(CannotStart):
    """The municipality's own guide holds a mistake."""


_OF_THE_VAULT: dict[type[mistakes.VaultMistake], str] = {
    mistakes.VaultUnwritable: "start.home.unwritable",
    mistakes.VaultInUse: "start.home.in_use",
    mistakes.VaultFull: "start.home.full",
    mistakes.NewerVault: "start.home.newer",
}


def refusal_for(reason: Exception, home: Path) -> CannotStart | None:
    """Return the refusal that says what happened while the data folder was opened; None if it is a defect."""
    from keukentafel.app.house import AccountsMistake

    match reason:
        case CannotStart():
            return reason
        case mistakes.VaultMistake():
            return DamagedHome(_OF_THE_VAULT.get(type(reason), "start.home.damaged"), folder=home)
        case sqlite3.DatabaseError() | AccountsMistake():
            return DamagedHome("start.home.damaged", folder=home)
        case OSError(errno=errno.ENOSPC):
            return UnfitHome("start.home.full", folder=home)
        case PermissionError():
            return UnfitHome("start.home.unwritable", folder=home)
    return None

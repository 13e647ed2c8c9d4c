"""Settings of the app and of this device, in the vault's own scope; the file does not show their names."""

from typing import Final

from keukentafel.journal.canonical import Json
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.ladder import Scope
from keukentafel.vault.rows import Rows, read, written
from keukentafel.vault.tables import SettingRow

SLOT_KEYS: Final = "vault/slot-keys"
"""The public keys for which the vault key and the safety key may be sealed; see `keukentafel.vault.slots`."""

ACTOR: Final = "vault/actor"
"""Who works with the vault: person, role, organisation."""

THROWN_AWAY: Final = "vault/thrown-away"
"""How many conversations without a case were thrown away."""


class Settings:
    """The settings of one open vault; out of reach while it is narrowed."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring

    def put(self, name: str, setting: Json) -> None:
        """Replace a setting."""
        scope = self._ring.own
        self._rows.put(SettingRow, scope, *written_setting(scope, name, setting))

    def get(self, name: str) -> Json:
        """Return a setting, None when it was never put."""
        scope = self._ring.own
        found = self._rows.get(SettingRow, scope, scope.branch.digest("setting", name))
        if found is None:
            return None
        setting: Json = read(found.open())
        return setting


def written_setting(own: Scope, name: str, setting: Json) -> tuple[str, bytes]:
    """Return the row and the payload of a setting."""
    return own.branch.digest("setting", name), written(setting)

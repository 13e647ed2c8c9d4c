"""Settings of the app and of this device, sealed for the vault itself; the file does not show their names."""

from keukentafel.journal.canonical import Json
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.rows import Rows, read, written
from keukentafel.vault.tables import SettingRow


class Settings:
    """The settings of one open vault; out of reach while it is narrowed."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring

    def put(self, name: str, setting: Json) -> None:
        """Replace a setting."""
        scope = self._ring.vault
        self._rows.put(SettingRow, scope, scope.branch.digest("setting", name), written(setting))

    def get(self, name: str) -> Json:
        """Return a setting, None when it was never put."""
        scope = self._ring.vault
        found = self._rows.get(SettingRow, scope, scope.branch.digest("setting", name))
        if found is None:
            return None
        setting: Json = read(found.open())
        return setting

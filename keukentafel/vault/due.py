"""Whether the keys are to be turned when the PIN is given next.

Something was deleted where nobody could be asked for the PIN: a sentence erased at the table, working notes
that were cleaned up. It is gone from the file. An older copy of the file has it still, and opens with today's
PIN until the keys are turned (`keukentafel.vault.rotation`).
"""

from typing import Final

from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.rows import Rows, written
from keukentafel.vault.tables import SettingRow

_NAME: Final = "vault/rotation-due"


class RotationDue:
    """A note in the courier's scope, which is within reach as long as the vault is open."""

    def __init__(self, rows: Rows, ring: KeyRing) -> None:
        self._rows = rows
        self._ring = ring

    def __bool__(self) -> bool:
        """Whether the keys are to be turned."""
        return self._rows.get(SettingRow, self._ring.courier, self._row) is not None

    def mark(self) -> None:
        """Take note, inside the transaction that deletes something."""
        self._rows.put(SettingRow, self._ring.courier, self._row, written(True))

    def clear(self) -> None:
        """Take the note away, inside the transaction that turns the keys."""
        self._rows.drop(SettingRow, self._ring.courier, self._row)

    @property
    def _row(self) -> str:
        return self._ring.courier.branch.digest("setting", _NAME)

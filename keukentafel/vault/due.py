"""Whether the keys are to be turned when the PIN is given next, and which households get new ones.

Something was deleted where nobody could be asked for the PIN: a sentence erased at the table, working notes
that were cleaned up. It is gone from the file. An older copy of the file has it still, and opens with today's
PIN until the keys are turned (`keukentafel.vault.rotation`).
"""

from collections.abc import Iterable
from typing import Final

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.rows import Rows, read, written
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

    def mark(self, household: HouseholdId | None = None, erased: Iterable[str] = ()) -> None:
        """Take note, inside the transaction that deletes something.

        Args:
            household: of which household, if a part of one.
            erased: the forget marks of what was erased where nobody could keep them among the settings.
        """
        households = dict.fromkeys((*self.households(), *([household] if household is not None else ())))
        marks = dict.fromkeys((*self.erased(), *erased))
        note: Json = {"households": [*households], "erased": [*marks]}
        self._rows.put(SettingRow, self._ring.courier, self._row, written(note))

    def households(self) -> tuple[HouseholdId, ...]:
        """Return the households of which something was deleted."""
        return tuple(HouseholdId(one) for one in self._noted("households"))

    def erased(self) -> tuple[str, ...]:
        """Return the forget marks that are to be kept when the keys are turned."""
        return self._noted("erased")

    def _noted(self, name: str) -> tuple[str, ...]:
        found = self._rows.get(SettingRow, self._ring.courier, self._row)
        note = read(found.open()) if found is not None else {}
        return tuple(note.get(name, ())) if isinstance(note, dict) else ()

    def clear(self) -> None:
        """Take the note away, inside the transaction that turns the keys."""
        self._rows.drop(SettingRow, self._ring.courier, self._row)

    @property
    def _row(self) -> str:
        return self._ring.courier.branch.digest("setting", _NAME)

"""Going on after the sealed settings were damaged or exchanged: they are made anew, trusting nobody by them.

The settings say for whom the next vault key is sealed. When a row of them is missing, older or changed, the
keys are not turned with what is left, or somebody could slip in a key of their own. Who has proved to be the
owner, with the PIN or with a genuine recovery sheet, may let the settings be made anew: what still opens
stays, what does not goes, and the only way of recovery is the sheet that was just used, if it was one. The
audit trail says so, and the app asks again how the vault can be recovered.
"""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.inspection import Inspection
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.settings import SLOT_KEYS
from keukentafel.vault.shapes import SHAPES
from keukentafel.vault.slots import SAFETY, SHEET_ORIGIN, Sheet, Way
from keukentafel.vault.tables import ForgottenRow, SettingRow
from keukentafel.vault.tally import Tally
from keukentafel.vault.trail import Action


class Mending:
    """Makes the settings of one open vault anew, inside the transaction that turns the keys."""

    def __init__(self, parts: Parts) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._settings = parts.settings
        self._trail = parts.trail

    @property
    def is_needed(self) -> bool:
        """Whether the settings are not the ones that were last written."""
        return not Inspection(self._rows, self._ring).holds(self._ring.own)

    def mend(self, safety: X25519PrivateKey | None, sheet: Sheet | None) -> None:
        """Keep what opens, and trust no key but the safety key and the sheet that the owner has shown."""
        scope, tally = self._ring.own, Tally()
        for model in (SettingRow, ForgottenRow):
            for row in self._rows.find(model, scope):
                try:
                    row.open()
                    tally.add(row.mark)
                except (Unsealable, TypeError, ValueError, OverflowError):
                    self._rows.database.run(SHAPES[model].delete, (scope.name, row.id))
        self._rows.seals.reseal(scope, tally)
        keys = {SAFETY: public_of(safety).hex()} if safety is not None else {}
        if sheet is not None:
            keys |= {Way.SHEET.value: sheet.public.hex(), SHEET_ORIGIN: sheet.origin.hex()}
        self._settings.put(SLOT_KEYS, dict(keys))
        self._trail.add(Action.MENDED)

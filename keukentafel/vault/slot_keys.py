"""For whom the vault key is sealed: the public keys of the slots, kept sealed among the settings.

What stands in a slot is never believed (`keukentafel.vault.slots`). Turning the keys seals for the keys that
are kept here, and for nobody else.
"""

from typing import Final

from keukentafel.vault.mistakes import TamperedSettings
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.settings import SLOT_KEYS, Settings
from keukentafel.vault.slots import SHEET_ORIGIN, Sheet, Slots, Way

SAFETY_BEFORE: Final = "safety_before"
"""The safety key of before a recovery by the organisation; the sheet still has it."""


class SlotKeys:
    """The public keys of one open vault, by kind of slot."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self) -> dict[str, PublicKey]:
        """Return every public key for which may be sealed."""
        kept = self._settings.get(SLOT_KEYS)
        listed = kept if isinstance(kept, dict) else {}
        return {kind: PublicKey(bytes.fromhex(str(key))) for kind, key in listed.items()}

    def sheet(self) -> Sheet:
        """Return what to seal for, when there is a recovery sheet.

        Raises:
            TamperedSettings: there is none, or only half of what makes one.
        """
        keys = self.all()
        if Way.SHEET not in keys or SHEET_ORIGIN not in keys:
            raise TamperedSettings
        return Sheet(keys[Way.SHEET], keys[SHEET_ORIGIN])

    def put_sheet(self, sheet: Sheet | None) -> None:
        """Take note of a recovery sheet, or that there is none any more."""
        self.put(Way.SHEET, sheet.public if sheet else None)
        self.put(SHEET_ORIGIN, PublicKey(sheet.origin) if sheet else None)

    def put(self, kind: str, public: PublicKey | None) -> None:
        """Take note of the public key of a slot, or that there is none any more."""
        keys = {name: key.hex() for name, key in self.all().items() if name != kind}
        if public is not None:
            keys[kind] = public.hex()
        self._settings.put(SLOT_KEYS, dict(keys))

    def seal_ways(self, slots: Slots, vault_key: bytes) -> None:
        """Seal a vault key for every way of recovery that was chosen, and for nobody else."""
        keys = self.all()
        for way in Way:
            slots.drop(way)
        if Way.SHEET in keys:
            slots.seal_sheet(self.sheet(), vault_key)
        if Way.ORGANISATION in keys:
            slots.put_organisation(keys[Way.ORGANISATION], vault_key)

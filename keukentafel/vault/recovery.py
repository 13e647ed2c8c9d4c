"""The ways of recovery of an open vault: choosing them, replacing them, giving them up.

Decided when a device is enrolled, because afterwards it may be too late: a *sheet* with a code, which the
worker prints and keeps at home, and *recovery by the organisation*, which lets the municipality open the
vault without the worker. Who has neither, and forgets the PIN or loses the tablet, has lost what was not
delivered yet, for good.
"""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.mistakes import Unsealable, WrongCode
from keukentafel.vault.parts import Parts
from keukentafel.vault.recovery_code import RecoveryCode, new_code
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.sealed_box import PublicKey, open_box
from keukentafel.vault.slots import SHEET_SAFETY, Way, code_place
from keukentafel.vault.trail import Action

_DECIDED = "vault/recovery-decided"


class Recovery:
    """How one open vault can be recovered. Changing it needs the PIN."""

    def __init__(self, parts: Parts, rotation: Rotation) -> None:
        self._rows = parts.rows
        self._gate = parts.gate
        self._settings = parts.settings
        self._trail = parts.trail
        self._rotation = rotation

    @property
    def ways(self) -> frozenset[Way]:
        """The ways that were chosen."""
        chosen = self._rotation.slot_keys()
        return frozenset(way for way in Way if way in chosen)

    @property
    def is_decided(self) -> bool:
        """Whether somebody has chosen, be it for no recovery at all."""
        return bool(self.ways) or self._settings.get(_DECIDED) is True

    def decide_for_none(self) -> None:
        """Take note that no recovery was chosen, knowing that losing the PIN or the tablet is final."""
        with self._rows.database.transaction():
            self._settings.put(_DECIDED, True)
            self._trail.add(Action.RECOVERY_CHANGED, object="none")

    def make_sheet(self, pin: str, code: RecoveryCode | None = None) -> RecoveryCode:
        """Make a sheet and return its code, which is kept nowhere; an earlier sheet opens nothing any more.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        vault_key, safety = self._gate.open(pin), self._rotation.open_safety(pin)
        code = code or new_code()
        with self._rows.database.transaction():
            public = self._rotation.slots.put_sheet(code, vault_key, safety)
            self._rotation.put_slot_key(Way.SHEET, public)
            self._trail.add(Action.RECOVERY_CHANGED, object=Way.SHEET)
            self._rows.database.checkpoint_after()
        return code

    def let_organisation(self, pin: str, organisation: PublicKey) -> None:
        """Let the organisation recover this vault with its recovery key (X25519).

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            Unsealable: these 32 bytes are no usable key.
        """
        vault_key = self._gate.open(pin)
        with self._rows.database.transaction():
            self._rotation.slots.put_organisation(organisation, vault_key)
            self._rotation.put_slot_key(Way.ORGANISATION, organisation)
            self._trail.add(Action.RECOVERY_CHANGED, object=Way.ORGANISATION)

    def give_up(self, pin: str, way: Way) -> None:
        """Take a way of recovery away, and turn the keys so that what it opened opens nothing any more.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """

        def away() -> None:
            self._rotation.slots.drop(way)
            if way is Way.SHEET:
                self._rotation.slots.drop(SHEET_SAFETY)
            self._rotation.put_slot_key(way, None)
            self._settings.put(_DECIDED, True)
            self._trail.add(Action.RECOVERY_CHANGED, object=f"no {way}")

        self._rotation.rotate(pin, away)


def read_code_for(organisation: X25519PrivateKey, vault: str, sealed_code: bytes) -> RecoveryCode:
    """Read the code of a vault with the organisation's recovery key, to be told to the worker.

    Raises:
        WrongCode: it was sealed for another organisation, or belongs to another vault.
    """
    try:
        return RecoveryCode(open_box(organisation, sealed_code, code_place(vault)).decode("ascii"))
    except (Unsealable, UnicodeDecodeError) as reason:
        raise WrongCode from reason

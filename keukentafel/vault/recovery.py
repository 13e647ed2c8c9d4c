"""The ways of recovery of an open vault: choosing them, replacing them, giving them up.

Decided when a device is enrolled, because afterwards it may be too late: a *sheet* with a code, which the
worker prints and keeps at home, and *recovery by the organisation*, which lets the municipality open the
vault without the worker. Who has neither, and forgets the PIN or loses the tablet, has lost what was not
delivered yet, for good.
"""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.due import RotationDue
from keukentafel.vault.mistakes import MistypedCode, Unsealable, WrongCode
from keukentafel.vault.parts import Parts
from keukentafel.vault.recovery_code import RecoveryCode, new_code, read_code
from keukentafel.vault.rotation import Rotation
from keukentafel.vault.sealed_box import PublicKey, open_box
from keukentafel.vault.slot_keys import SAFETY_BEFORE
from keukentafel.vault.slots import Way, code_place
from keukentafel.vault.trail import Action

_DECIDED = "vault/recovery-decided"


class Recovery:
    """How one open vault can be recovered.

    Changing it needs the PIN and turns the keys. Else a former sheet would still give the vault key, out of
    an older copy, and that would open the file of today.
    """

    def __init__(self, parts: Parts, rotation: Rotation) -> None:
        self._rows = parts.rows
        self._settings = parts.settings
        self._trail = parts.trail
        self._households = parts.households
        self._due = RotationDue(parts.rows, parts.ring)
        self._rotation = rotation

    @property
    def ways(self) -> frozenset[Way]:
        """The ways that were chosen."""
        chosen = self._rotation.slot_keys.all()
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
        made = code or new_code()

        def put() -> None:
            self._renew_if_replaced(Way.SHEET)
            self._rotation.slot_keys.put_sheet(self._rotation.slots.sheet_of(made))
            self._rotation.slot_keys.put(SAFETY_BEFORE, None)
            self._trail.add(Action.RECOVERY_CHANGED, object=Way.SHEET)

        self._rotation.rotate(pin, put)
        return made

    def let_organisation(self, pin: str, organisation: PublicKey) -> None:
        """Let the organisation recover this vault with its recovery key (X25519).

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            Unsealable: these 32 bytes are no usable key.
        """

        def put() -> None:
            self._renew_if_replaced(Way.ORGANISATION)
            self._rotation.slot_keys.put(Way.ORGANISATION, organisation)
            self._trail.add(Action.RECOVERY_CHANGED, object=Way.ORGANISATION)

        self._rotation.rotate(pin, put)

    def give_up(self, pin: str, way: Way) -> None:
        """Take a way of recovery away, and give every household new keys.

        With an older copy it still opens that copy. What is written from now on it does not.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """

        def away() -> None:
            self._renew_if_replaced(way)
            if way is Way.SHEET:
                self._rotation.slot_keys.put_sheet(None)
            else:
                self._rotation.slot_keys.put(way, None)
            self._settings.put(_DECIDED, True)
            self._trail.add(Action.RECOVERY_CHANGED, object=f"no {way}")

        self._rotation.rotate(pin, away)

    def _renew_if_replaced(self, way: Way) -> None:
        """Who has an older copy and the former way has every household's key; so these are replaced too."""
        if way in self.ways:
            for household in self._households.all():
                self._due.mark(household)


def read_code_for(organisation: X25519PrivateKey, vault: str, sealed_code: bytes) -> RecoveryCode:
    """Read the code of a vault with the organisation's recovery key, to be told to the worker.

    Raises:
        WrongCode: it was sealed for another organisation, belongs to another vault, or is no code.
    """
    try:
        return read_code(open_box(organisation, sealed_code, code_place(vault)).decode("ascii"))
    except (Unsealable, UnicodeDecodeError, MistypedCode) as reason:
        raise WrongCode from reason

"""Turning the keys: a new vault key, a new device secret, and every way in sealed anew.

Deleting a wrapped key forgets it in this file. An older copy of the file still has it, and would open with
today's PIN. So whatever is forgotten is followed by a rotation: the vault key is replaced and with it what it
wraps, the device secret is replaced, the recovery slots are sealed for the new key. An older copy then opens
with nothing that still exists, save its own recovery sheet, or the organisation's recovery key.

Where nobody can be asked for the PIN (a sentence erased at the table, working notes that were cleaned up)
rotation is *due*: it is done when the PIN is given next. Until then an older copy still opens with it.

The file and the device secret are two places. The new secret is staged, the file is wrapped for it in one
transaction, then it is promoted. Whatever happens in between, one of the two secrets opens the file.
"""

import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.device_secret import SECRET_BYTES
from keukentafel.vault.due import RotationDue
from keukentafel.vault.gate import read_header
from keukentafel.vault.key_derivation import SALT_BYTES, Argon2Parameters
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.parts import Parts
from keukentafel.vault.safety_key import OPENS_SAFETY, new_salt, open_safety, wrap_safety
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.sealing import KEY_BYTES, tag_of
from keukentafel.vault.seals import Tally
from keukentafel.vault.settings import SLOT_KEYS
from keukentafel.vault.slots import SAFETY, Slots, Way
from keukentafel.vault.tables import VAULT, WrappedKey
from keukentafel.vault.trail import Action

Step = Callable[[], None]


class Rotation:
    """Turns the keys of one open vault. Every method needs the PIN and takes up to a second."""

    def __init__(self, parts: Parts) -> None:
        self._rows = parts.rows
        self._ring = parts.ring
        self._gate = parts.gate
        self._settings = parts.settings
        self._trail = parts.trail
        self._due = RotationDue(parts.rows, parts.ring)

    @property
    def slots(self) -> Slots:
        """The slots of this file."""
        return Slots(self._gate.database, read_header(self._gate.database).vault)

    def rotate(self, pin: str, first: Step | None = None) -> None:
        """Do something that is to be forgotten for good, and turn every key, in one transaction.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            VaultFull, VaultInUse, VaultUnwritable: nothing was done.
        """
        self._gate.open(pin)
        self._turn(pin, first, self.open_safety(pin))
        self._gate.secret.promote()

    def turn_if_due(self, pin: str) -> bool:
        """Turn every key if something was deleted since they were turned last, and tell whether that was so.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        if not self._due:
            return False
        self.rotate(pin)
        return True

    def change_pin(self, pin: str, new_pin: str, cost: Argon2Parameters | None = None) -> None:
        """Wrap vault key and safety key for a new PIN; no other row is touched.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: the present PIN is not right.
            PassphraseNeeded: the new one is too short for where the device secret lies.
            WeakParameters: the new parameters are lower than the present ones.
        """
        vault_key, safety = self._gate.open(pin), self.open_safety(pin)
        secret = self._gate.secret.read()
        with self._rows.database.transaction():
            self._gate.rewrap(new_pin, vault_key, secrets.token_bytes(SALT_BYTES), secret, cost)
            self._wrap_safety(new_pin, secret, safety)
            self._trail.add(Action.PIN_CHANGED)
            self._rows.database.checkpoint_after()

    def begin_anew(self, new_pin: str, safety: X25519PrivateKey | None, first: Step | None = None) -> None:
        """After a recovery: turn every key, and wrap them for a new PIN and a new device secret.

        That secret is staged; whoever calls promotes it, once the file has its own name.

        Raises:
            PassphraseNeeded: the new PIN is too short for where the device secret lies.
        """
        self._turn(new_pin, first, safety)

    def check_pin(self, pin: str) -> bytes:
        """Return the vault key for this PIN.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        return self._gate.open(pin)

    def open_safety(self, pin: str) -> X25519PrivateKey | None:
        """Return the safety key; None when this PIN does not open it, after the organisation's recovery."""
        slots = self.slots
        slot = slots.slot(SAFETY)
        if slot is None:
            return None
        key = self._gate.derive(pin, slot.salt, self._gate.secret.read(), OPENS_SAFETY)
        return open_safety(self._vault_id, slot, key)

    @property
    def _vault_id(self) -> str:
        return read_header(self._gate.database).vault

    def _turn(self, pin: str, first: Step | None, safety: X25519PrivateKey | None) -> None:
        before, fresh = self._ring.vault.branch, secrets.token_bytes(SECRET_BYTES)
        vault_key = secrets.token_bytes(KEY_BYTES)
        # Not unstaged when this fails: whether the transaction was kept, the next unlocking finds out.
        self._gate.secret.stage(fresh)
        try:
            with self._rows.database.transaction():
                if first is not None:
                    first()
                self._rewrap_keys(Scope(VAULT, Branch(vault_key)))
                self._gate.rewrap(pin, vault_key, secrets.token_bytes(SALT_BYTES), fresh)
                self._wrap_safety(pin, fresh, safety)
                self.seal_slots(vault_key)
                self._due.clear()
                self._trail.add(Action.ROTATED)
                self._rows.database.checkpoint_after()
        except BaseException:
            if self._rows.database.is_open:
                self._ring.rekey(before)
            raise

    def seal_slots(self, vault_key: bytes) -> None:
        """Seal a vault key for every way of recovery that was chosen, and for nobody else."""
        keys, slots = self.slot_keys(), self.slots
        sheet = slots.slot(Way.SHEET)
        if sheet is not None and Way.SHEET in keys:
            slots.seal_sheet(sheet.salt, keys[Way.SHEET], vault_key)
        if Way.ORGANISATION in keys:
            slots.put_organisation(keys[Way.ORGANISATION], vault_key)

    def slot_keys(self) -> dict[str, PublicKey]:
        """Return the public keys for which may be sealed, by kind of slot."""
        kept = self._settings.get(SLOT_KEYS)
        listed = kept if isinstance(kept, dict) else {}
        return {kind: PublicKey(bytes.fromhex(str(key))) for kind, key in listed.items()}

    def put_slot_key(self, kind: str, public: PublicKey | None) -> None:
        """Take note of the public key of a slot, or that there is none any more."""
        keys = {name: key.hex() for name, key in self.slot_keys().items() if name != kind}
        if public is not None:
            keys[kind] = public.hex()
        self._settings.put(SLOT_KEYS, dict(keys))

    def _wrap_safety(self, pin: str, secret: bytes, safety: X25519PrivateKey | None) -> None:
        """Wrap the safety key for a PIN; when it cannot be opened any more there is a new one from now on."""
        salt, kept = new_salt(), safety or X25519PrivateKey.generate()
        key = self._gate.derive(pin, salt, secret, OPENS_SAFETY)
        slot = wrap_safety(self._vault_id, salt, key, kept)
        self.slots.put(slot)
        if self.slot_keys().get(SAFETY) != slot.public:
            self.put_slot_key(SAFETY, slot.public)

    def _rewrap_keys(self, scope: Scope) -> None:
        old = self._ring.vault
        rows = self._rows.find(WrappedKey, old)
        self._rows.seals.reseal(scope, Tally())
        for found in rows:
            try:
                key = found.open(old.branch.wrapper)
            except Unsealable:
                # A damaged key stays as it is, and stays known as damaged.
                mark = scope.branch.mark(found.place + tag_of(found.sealed))
                self._rows.seals.change(scope, None, mark)
                continue
            self._rows.seal_again(found, scope, key, scope.branch.wrapper)
        self._ring.rekey(scope.branch)

"""Turning the keys: a new vault key, a new device secret, and every way in sealed anew.

Deleting a wrapped key forgets it in this file. An older copy of the file still has it, and would open with
today's PIN. So whatever is forgotten is followed by a rotation: the vault key is replaced and with it what it
wraps, the device secret is replaced, the recovery slots are sealed for the new key. An older copy then opens
with nothing that still exists, save its own recovery sheet, or the organisation's recovery key.

Where nobody can be asked for the PIN (a sentence erased at the table, working notes that were cleaned up)
rotation is *due*: it is done when the PIN is given next. Until then an older copy still opens with it.

The file and the device secret are two places. The new secret is staged, the file is wrapped for it in one
transaction, then it is promoted. Whatever happens in between, one of the two secrets opens the file. All
three are done inside transactions on the file, so that no other session stages, takes or destroys a secret
in between; a session that meanwhile held the former vault key is told so (``Locked``) and asks for the PIN.
"""

import contextlib
import hmac
import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.device_secret import SECRET_BYTES
from keukentafel.vault.due import RotationDue
from keukentafel.vault.header import read_header
from keukentafel.vault.key_derivation import SALT_BYTES, Argon2Parameters, bound
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.mistakes import (
    Locked,
    Unsealable,
    VaultFull,
    VaultInUse,
    VaultMistake,
    VaultUnwritable,
)
from keukentafel.vault.parts import Parts
from keukentafel.vault.safety_key import OPENS_SAFETY, new_salt, open_safety, wrap_safety
from keukentafel.vault.sealed_box import PublicKey
from keukentafel.vault.sealing import KEY_BYTES, tag_of
from keukentafel.vault.seals import Tally
from keukentafel.vault.settings import SLOT_KEYS
from keukentafel.vault.slots import SAFETY, SHEET_SAFETY, Slots, Way
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
            Locked: the vault is locked or narrowed.
            VaultFull, VaultInUse, VaultUnwritable: nothing was done.
        """
        self._refuse_narrow()
        with self._gate.holding(pin) as opened:
            self._ring.take_up(Branch(opened.vault_key))
            if not hmac.compare_digest(self._gate.secret.read(), opened.device_secret):
                # Still staged; staging another one would destroy it.
                self._gate.secret.promote()
            fresh = self._turn(pin, first, self.open_safety(pin))
        self.promote(fresh)

    def turn_if_due(self, pin: str) -> bool:
        """Turn every key if something was deleted since they were turned last, and tell whether they were.

        When it cannot be done now, for want of room or because another session is writing, it stays due.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        if not self._due:
            return False
        try:
            self.rotate(pin)
        except (VaultFull, VaultInUse, VaultUnwritable):
            return False
        return True

    def change_pin(self, pin: str, new_pin: str, cost: Argon2Parameters | None = None) -> None:
        """Wrap vault key and safety key for a new PIN; no other row is touched.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: the present PIN is not right.
            PassphraseNeeded: the new one is too short for where the device secret lies.
            WeakParameters: the new parameters are lower than the present ones.
        """
        self._refuse_narrow()
        with self._gate.holding(pin) as opened:
            salt, safety = secrets.token_bytes(SALT_BYTES), self.open_safety(pin)
            self._gate.rewrap(new_pin, opened.vault_key, salt, opened.device_secret, cost)
            self._wrap_safety(new_pin, opened.device_secret, safety)
            self._trail.add(Action.PIN_CHANGED)
            self._rows.database.checkpoint_after()

    def begin_anew(self, new_pin: str, safety: X25519PrivateKey | None, first: Step | None = None) -> bytes:
        """After a recovery: turn every key, and wrap them for a new PIN and a new device secret.

        That secret is staged and returned; whoever calls promotes it, once the file has its own name. The
        transaction that read what was recovered must be under way still.

        Raises:
            PassphraseNeeded: the new PIN is too short for where the device secret lies.
        """
        return self._turn(new_pin, first, safety)

    def promote(self, fresh: bytes) -> None:
        """Destroy the former device secret, now that the file is wrapped for this one.

        What cannot be done now is done when the PIN is given next; until then an older copy still opens.
        """
        with contextlib.suppress(VaultMistake), self._rows.database.transaction():
            staged = self._gate.secret.staged()
            if staged is not None and hmac.compare_digest(staged, fresh):
                self._gate.secret.promote()

    def check_pin(self, pin: str) -> bytes:
        """Return the vault key for this PIN.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        return self._gate.open(pin)

    def open_safety(self, pin: str) -> X25519PrivateKey | None:
        """Return the safety key; None when this PIN does not open it, after the organisation's recovery."""
        slot = self.slots.slot(SAFETY)
        if slot is None:
            return None
        slow = self._gate.stretch(pin, slot.salt)
        keys = (bound(slow, secret, OPENS_SAFETY) for secret in self._gate.device_secrets())
        return next(filter(None, (open_safety(self._vault_id, slot, key) for key in keys)), None)

    @property
    def _vault_id(self) -> str:
        return read_header(self._gate.database).vault

    def _refuse_narrow(self) -> None:
        if self._ring.is_narrow:
            raise Locked

    def _turn(self, pin: str, first: Step | None, safety: X25519PrivateKey | None) -> bytes:
        fresh, vault_key = secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(KEY_BYTES)
        with self._rows.database.transaction():
            if first is not None:
                first()
            # Not unstaged when this fails: whether the transaction was kept, the next unlocking finds out.
            self._gate.secret.stage(fresh)
            self._rewrap_keys(Scope(VAULT, Branch(vault_key)))
            self._gate.rewrap(pin, vault_key, secrets.token_bytes(SALT_BYTES), fresh)
            self.seal_slots(vault_key)
            self._wrap_safety(pin, fresh, safety)
            self._due.clear()
            self._trail.add(Action.ROTATED)
            self._rows.database.checkpoint_after()
        return fresh

    def seal_slots(self, vault_key: bytes) -> None:
        """Seal a vault key for every way of recovery that was chosen, and for nobody else."""
        keys, slots = self.slot_keys(), self.slots
        for way in Way:
            slots.drop(way)
        if Way.SHEET in keys:
            slots.seal_sheet(keys[Way.SHEET], vault_key)
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
        """Wrap the safety key for a PIN and for the sheet; if it opens no more, a new one from now on."""
        salt, kept = new_salt(), safety or X25519PrivateKey.generate()
        slot = wrap_safety(
            self._vault_id, salt, bound(self._gate.stretch(pin, salt), secret, OPENS_SAFETY), kept
        )
        slots, keys = self.slots, self.slot_keys()
        slots.put(slot)
        if keys.get(SAFETY) != slot.public:
            self.put_slot_key(SAFETY, slot.public)
        slots.drop(SHEET_SAFETY)
        if Way.SHEET in keys:
            slots.seal_sheet_safety(keys[Way.SHEET], kept)

    def _rewrap_keys(self, scope: Scope) -> None:
        old = self._ring.vault
        rows = self._rows.find(WrappedKey, old)
        self._rows.seals.reseal(scope, Tally())
        for found in rows:
            try:
                key = found.open(old.branch.wrapper)
            except Unsealable:
                # A damaged key stays as it is, and stays known as damaged.
                with contextlib.suppress(TypeError, ValueError, OverflowError):
                    mark = scope.branch.mark(found.place + tag_of(found.sealed))
                    self._rows.seals.change(scope, None, mark)
                continue
            self._rows.seal_again(found, scope, key, scope.branch.wrapper)
        self._ring.rekey(scope.branch)

"""Turning the keys: a new vault key, a new device secret, and every way in sealed anew.

Deleting a wrapped key forgets it in this file. An older copy of the file still has it, and would open with
today's PIN. So whatever is forgotten is followed by a rotation: the vault key is replaced and what it wraps
is wrapped anew, the device secret is replaced, the recovery slots are sealed for the new key. A household of
which only a part is forgotten gets new keys itself (`keukentafel.vault.renewal`), because today's key of it
would open the older copy's. An older copy then opens with nothing that still exists, save the recovery sheet
or the organisation's recovery key that it was made with.

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
from keukentafel.vault.gate import Opened
from keukentafel.vault.header import read_header
from keukentafel.vault.header_facts import HeaderFacts
from keukentafel.vault.key_derivation import SALT_BYTES, Argon2Parameters, bound
from keukentafel.vault.ladder import Branch, Scope
from keukentafel.vault.marks import keep_mark
from keukentafel.vault.mending import Mending
from keukentafel.vault.mistakes import (
    Locked,
    NoSafetyKey,
    TamperedSettings,
    Unsealable,
    VaultFull,
    VaultInUse,
    VaultMistake,
    VaultUnwritable,
)
from keukentafel.vault.parts import Parts
from keukentafel.vault.renewal import Renewal
from keukentafel.vault.rows import marks_of
from keukentafel.vault.safety_key import OPENS_SAFETY, new_salt, open_safety, wrap_safety
from keukentafel.vault.sealed_box import public_of
from keukentafel.vault.sealing import KEY_BYTES
from keukentafel.vault.slot_keys import SAFETY_BEFORE, SlotKeys
from keukentafel.vault.slots import SAFETY, SHEET_SAFETY, Sheet, Slots, Way
from keukentafel.vault.tables import VAULT, WrappedKey
from keukentafel.vault.tally import Tally
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
        self._renewal = Renewal(parts)
        self._mending = Mending(parts)
        self._facts = HeaderFacts(parts.gate.database, parts.settings)
        self.slot_keys = SlotKeys(parts.settings)

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
            self._prepare(opened)
            fresh = self._turn(pin, first, self._own_safety(pin))
        self.promote(fresh)

    def turn_if_due(self, pin: str) -> bool:
        """Turn every key if something was deleted since they were turned last, and tell whether they were.

        When it cannot be done now, for want of room, because another session is writing, or because the vault
        was tampered with, it stays due.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        if not self._due or not self._seals_hold():
            return False
        try:
            self.rotate(pin)
        except (VaultFull, VaultInUse, VaultUnwritable, TamperedSettings, NoSafetyKey, Unsealable):
            return False
        return True

    def _seals_hold(self) -> bool:
        """Tell whether each seal of the vault itself is the last one; sealed anew, nobody would know."""
        try:
            for scope in (self._ring.vault, self._ring.own, self._ring.courier, self._ring.trail):
                self._rows.seals.last(scope)
        except Unsealable:
            return False
        return True

    def change_pin(self, pin: str, new_pin: str, cost: Argon2Parameters | None = None) -> None:
        """Turn every key, and wrap vault key and safety key for a new PIN.

        With the same vault key the former PIN would open again, once somebody puts the former header back.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: the present PIN is not right.
            PassphraseNeeded: the new one is too short for where the device secret lies.
            WeakParameters: the new parameters are lower than the present ones.
        """
        self._refuse_narrow()
        with self._gate.holding(pin) as opened:
            self._prepare(opened)
            safety = self._own_safety(pin)
            fresh = self._turn(new_pin, lambda: self._trail.add(Action.PIN_CHANGED), safety, cost=cost)
        self.promote(fresh)

    def mend(self, pin: str) -> None:
        """Make damaged settings anew and turn every key; there is no way of recovery after it, until chosen.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
        """
        self._refuse_narrow()
        with self._gate.holding(pin) as opened:
            self._prepare(opened)
            safety = self.open_safety(pin)
            self._mending.mend(safety, None)
            fresh = self._turn(pin, None, safety, mended=True)
        self.promote(fresh)

    def begin_anew(
        self,
        new_pin: str,
        safety: X25519PrivateKey | None,
        first: Step | None = None,
        sheet: Sheet | None = None,
    ) -> bytes:
        """After a recovery: turn every key, and wrap them for a new PIN and a new device secret.

        No PIN has proved the header then, so DEMO mark and parameters are taken from where they are sealed. A
        safety key that is not the one of this vault was put there by somebody else, and is not used.

        That secret is staged and returned; whoever calls promotes it, once the file has its own name. The
        transaction that read what was recovered must be under way still. ``sheet`` is the genuine recovery
        sheet, if it was one that opened: with it damaged settings are made anew.

        Raises:
            TamperedSettings: the settings were changed, and no sheet was shown.
            PassphraseNeeded: the new PIN is too short for where the device secret lies.
        """
        mended = sheet is not None and self._mending.is_needed
        if mended:
            self._mending.mend(safety, sheet)
        self._facts.put_back()
        return self._turn(new_pin, first, safety if self.is_own_safety(safety) else None, mended=mended)

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

    def _prepare(self, opened: Opened) -> None:
        self._ring.take_up(Branch(opened.vault_key))
        if self._gate.wrong_before:
            self._trail.add(Action.WRONG_PIN, object=str(self._gate.wrong_before), refused=True)
        if not hmac.compare_digest(self._gate.secret.read(), opened.device_secret):
            # Still staged; staging another one would destroy it.
            self._gate.secret.promote()

    def _refuse_tampered(self) -> None:
        """The settings say for whom the new key is sealed; they must be the ones that were last written."""
        if self._mending.is_needed:
            raise TamperedSettings

    def _own_safety(self, pin: str) -> X25519PrivateKey | None:
        """Return the safety key with a PIN that is right; None when nobody has it any more.

        Raises:
            NoSafetyKey: its slot was damaged or exchanged. Going on would destroy it for good; the recovery
                sheet still has it.
        """
        safety, keys = self.open_safety(pin), self.slot_keys.all()
        if safety is not None and public_of(safety) == keys.get(SAFETY):
            return safety
        if Way.SHEET in keys:
            raise NoSafetyKey
        return None

    def is_own_safety(self, safety: X25519PrivateKey | None) -> bool:
        """Tell whether a safety key that came out of a slot is, or was, the one of this vault."""
        keys = self.slot_keys.all()
        return safety is not None and public_of(safety) in {keys.get(SAFETY), keys.get(SAFETY_BEFORE)}

    def _turn(
        self,
        pin: str,
        first: Step | None,
        safety: X25519PrivateKey | None,
        *,
        cost: Argon2Parameters | None = None,
        mended: bool = False,
    ) -> bytes:
        fresh, vault_key = secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(KEY_BYTES)
        with self._rows.database.transaction():
            if not mended:
                self._refuse_tampered()
            if first is not None:
                first()
            # Not unstaged when this fails: whether the transaction was kept, the next unlocking finds out.
            self._gate.secret.stage(fresh)
            listed = self._due.households()
            left = [one for one in listed if not self._renewal.household(one)]
            self._rewrap_keys(Scope(VAULT, Branch(vault_key)))
            self._gate.rewrap(pin, vault_key, secrets.token_bytes(SALT_BYTES), fresh, cost)
            self._facts.keep()
            self.slot_keys.seal_ways(self.slots, vault_key)
            self._wrap_safety(pin, fresh, safety)
            for mark in self._due.erased():
                keep_mark(self._rows, self._ring.own, mark)
            self._due.clear()
            for household in left:
                self._due.mark(household)
            self._trail.add(Action.ROTATED)
            self._rows.database.checkpoint_after()
        return fresh

    def _wrap_safety(self, pin: str, secret: bytes, safety: X25519PrivateKey | None) -> None:
        """Wrap the safety key for a PIN and for the sheet; if it opens no more, a new one from now on."""
        salt, kept = new_salt(), safety or X25519PrivateKey.generate()
        slot = wrap_safety(
            self._vault_id, salt, bound(self._gate.stretch(pin, salt), secret, OPENS_SAFETY), kept
        )
        slots, keys = self.slots, self.slot_keys.all()
        slots.put(slot)
        if keys.get(SAFETY) != slot.public:
            self.slot_keys.put(SAFETY_BEFORE, keys.get(SAFETY) if safety is None else None)
            self.slot_keys.put(SAFETY, slot.public)
        # After the organisation's recovery the sheet still has the former key. It keeps that until there is
        # a new sheet.
        if Way.SHEET not in keys:
            slots.drop(SHEET_SAFETY)
        elif SAFETY_BEFORE not in self.slot_keys.all():
            slots.seal_sheet_safety(self.slot_keys.sheet(), kept)

    def _rewrap_keys(self, scope: Scope) -> None:
        old = self._ring.vault
        rows = self._rows.find(WrappedKey, old)
        try:
            rest = self._rows.seals.rest(old, marks_of(rows))
        except Unsealable:
            rest = Tally()
        self._rows.seals.reseal(scope, rest)
        for found in rows:
            try:
                key = found.open(old.branch.wrapper)
            except Unsealable:
                # A damaged key stays as it is, and stays known as damaged.
                self._rows.keep_as_it_is(found, scope)
                continue
            self._rows.seal_again(found, scope, key, scope.branch.wrapper)
        self._ring.rekey(scope.branch)

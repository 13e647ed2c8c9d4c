"""The other ways to a key: the recovery sheet, the organisation, and the worker's safety key.

Beside the header, which wraps the vault key for a PIN, a vault file has *slots*:

    sheet           the vault key, sealed to the key that the code on the recovery sheet stands for
    sheet_safety    the safety key, sealed to that same key
    organisation    the vault key, sealed to the key of a code that only the organisation can read
    safety          the safety key, wrapped for the PIN with a salt and a label of its own

Sheet and organisation know no device secret, because they must work on another tablet. They are sealed to
public keys, so that a new vault key can be sealed for them without anybody fetching the sheet. Which public
keys those are is also kept sealed (`keukentafel.vault.slot_keys`), and nothing that stands in a slot is
needed to seal it anew: one that somebody put into the file is never sealed for, one that was taken out comes
back.

Anybody can seal to a public key. So what is sealed for the sheet is bound to its *origin*, which only the
code and the sealed settings give: a slot that somebody else has made does not open with a genuine code. For
the organisation there is no such proof; whoever can write the file can put a code of their own there.

The organisation's slot holds a code, sealed to the organisation's recovery key (X25519). Whoever holds the
private half reads the code to the worker, who types it like the one on a sheet. It is a new code each time
the vault key is replaced. It does not open the safety line; the sheet does.
"""

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.vault.database import Database
from keukentafel.vault.header import schema_of
from keukentafel.vault.mistakes import Unsealable, WrongCode
from keukentafel.vault.recovery_code import RecoveryCode, key_of, new_code, origin_of
from keukentafel.vault.sealed_box import PublicKey, open_box, public_of, seal_to
from keukentafel.vault.sealing import place_of
from keukentafel.vault.tables import KeySlot

_TABLE: Final = str(KeySlot.__tablename__)
_FIRST_SCHEMA: Final = 2
"""Files of an earlier version have no slots."""

_SALT_BYTES: Final = 16
_SELECT: Final = f"SELECT kind, salt, public, code, sealed FROM {_TABLE} WHERE kind = ?"  # noqa: S608
_PUT: Final = (
    f"INSERT OR REPLACE INTO {_TABLE} (kind, salt, public, code, sealed) "  # noqa: S608
    "VALUES (?, ?, ?, ?, ?)"
)
_DELETE: Final = f"DELETE FROM {_TABLE} WHERE kind = ?"  # noqa: S608


class Way(StrEnum):
    """A way to recover a vault."""

    SHEET = "sheet"
    ORGANISATION = "organisation"


SHEET_SAFETY: Final = "sheet_safety"
SAFETY: Final = "safety"
SHEET_ORIGIN: Final = "sheet_origin"
"""Kept with the public keys: what proves to a sheet that something was sealed by this vault."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as the file has it; ``code`` is empty for all but the organisation's."""

    kind: str
    salt: bytes
    public: PublicKey
    code: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is sealed for a recovery sheet: its public key, and what proves that it was sealed here."""

    public: PublicKey
    origin: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a code gave: the vault key, and the safety key when it was the code of the sheet."""

    way: Way
    vault_key: bytes
    safety: X25519PrivateKey | None


class Slots:
    """The slots of one vault file; ``vault`` is the id in its header, to which every slot is bound."""

    def __init__(self, database: Database, vault: str) -> None:
        self._database = database
        self._vault = vault

    @property
    def sheet_salt(self) -> bytes:
        """The salt of every sheet of this vault; a code is random enough to do without one of its own."""
        return self._vault.encode()

    def slot(self, kind: str) -> Slot | None:
        """Return a slot, None when the file has none of that kind; nothing proves yet that it is genuine."""
        if schema_of(self._database) < _FIRST_SCHEMA:
            return None
        for found, *columns in self._database.run(_SELECT, (kind,)):
            if all(isinstance(one, bytes) for one in columns):
                return Slot(found, *columns)
        return None

    def put(self, slot: Slot) -> None:
        """Write a slot over the one of its kind."""
        self._database.run(_PUT, (slot.kind, slot.salt, slot.public, slot.code, slot.sealed))

    def drop(self, kind: str) -> None:
        """Take a slot away."""
        self._database.run(_DELETE, (kind,))

    def put_sheet(self, code: RecoveryCode, vault_key: bytes, safety: X25519PrivateKey | None) -> Sheet:
        """Make the slots of a sheet with this code, and return what to seal for from now on."""
        sheet = self.sheet_of(code)
        self.seal_sheet(sheet, vault_key)
        if safety is None:
            self.drop(SHEET_SAFETY)
        else:
            self.seal_sheet_safety(sheet, safety)
        return sheet

    def sheet_of(self, code: RecoveryCode) -> Sheet:
        """Return what to seal for, of a sheet with this code."""
        return Sheet(public_of(key_of(code, self.sheet_salt)), origin_of(code, self.sheet_salt))

    def seal_sheet(self, sheet: Sheet, vault_key: bytes) -> None:
        """Seal a vault key for the sheet."""
        sealed = seal_to(sheet.public, vault_key, self.place(Way.SHEET) + sheet.origin)
        self.put(Slot(Way.SHEET, self.sheet_salt, sheet.public, b"", sealed))

    def seal_sheet_safety(self, sheet: Sheet, safety: X25519PrivateKey) -> None:
        """Seal a safety key for the sheet."""
        place = self.place(SHEET_SAFETY) + sheet.origin
        sealed = seal_to(sheet.public, safety.private_bytes_raw(), place)
        self.put(Slot(SHEET_SAFETY, self.sheet_salt, sheet.public, b"", sealed))

    def put_organisation(self, organisation: PublicKey, vault_key: bytes) -> None:
        """Seal a vault key for the organisation, by a new code that only it can read."""
        code, salt = new_code(), secrets.token_bytes(_SALT_BYTES)
        sealed_code = seal_to(organisation, code.encode(), code_place(self._vault))
        sealed = seal_to(public_of(key_of(code, salt)), vault_key, self.place(Way.ORGANISATION))
        self.put(Slot(Way.ORGANISATION, salt, organisation, sealed_code, sealed))

    def recover(self, code: RecoveryCode) -> Recovered:
        """Return what a code opens.

        Raises:
            WrongCode: it opens no slot of this vault.
        """
        for way in Way:
            slot = self.slot(way)
            if slot is None:
                continue
            try:
                vault_key = self._opened(way, slot, code)
            except Unsealable:
                continue
            return Recovered(way, vault_key, self.safety_of(code) if way is Way.SHEET else None)
        raise WrongCode

    def safety_of(self, code: RecoveryCode) -> X25519PrivateKey | None:
        """Return the safety key with the code of the sheet, None with another code."""
        slot = self.slot(SHEET_SAFETY)
        if slot is None:
            return None
        try:
            raw = self._opened(SHEET_SAFETY, slot, code)
        except Unsealable:
            return None
        return X25519PrivateKey.from_private_bytes(raw)

    def place(self, kind: str) -> bytes:
        """Return what a slot's seal is bound to: this vault and this kind."""
        return place_of(_TABLE, self._vault, kind, 1)

    def _opened(self, kind: str, slot: Slot, code: RecoveryCode) -> bytes:
        if kind == Way.ORGANISATION:
            return open_box(key_of(code, slot.salt), slot.sealed, self.place(kind))
        place = self.place(kind) + origin_of(code, self.sheet_salt)
        return open_box(key_of(code, self.sheet_salt), slot.sealed, place)


def code_place(vault: str) -> bytes:
    """Return what a sealed code of the organisation is bound to."""
    return place_of(_TABLE, vault, "code", 1)

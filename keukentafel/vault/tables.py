"""The tables of the vault file: what somebody sees who has the file and no key.

Every sealed row stands in a *scope*: one household, the vault itself, or the courier. Beside its sealed
payload a row has only random ids, keyed digests, version numbers and order numbers. All of them are bound
into the seal (``sealing.place_of``), so changing one makes the row unreadable. Names of fields and
settings, kinds of documents and mailboxes are keyed digests or stand in the payload.

What the file does tell: how many households there are and how many things were forgotten, how many rows each
household has, in how many compartments, their sizes in coarse steps, how often and in which order households
were written, which wait to be sent, and whether there is a recovery sheet or recovery by the organisation.
An entry of the safety line lies among the documents of its household and looks like any of them.
"""

from typing import ClassVar, Final

from sqlalchemy import Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

SCHEMA: Final = 2
"""Version of the tables, in the file as SQLite's ``user_version``; see `keukentafel.vault.migrations`."""

APPLICATION: Final = 0x4B54464C
"""SQLite's ``application_id`` of a vault: the letters KTFL."""

VAULT: Final = "vault"
OWN: Final = "own"
TRAIL: Final = "trail"
COURIER: Final = "courier"
OWN_SCOPES: Final = frozenset({VAULT, OWN, TRAIL, COURIER})
"""The scopes that are no household: the wrapped keys, the settings, the audit trail, and the post."""


class VaultTable(SQLModel, registry=registry()):
    """Parent of all tables of the vault, with a catalogue of tables of their own."""


class VaultHeader(VaultTable, table=True):
    """The one row that is read before there is a key."""

    __tablename__: ClassVar[str] = "vault_header"

    id: int = Field(default=1, primary_key=True)
    vault: str
    demo: bool
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    wrapped: bytes
    wrong_attempts: int = 0
    not_before: int = 0


class KeySlot(VaultTable, table=True):
    """A key that is sealed to a public key or wrapped for a PIN; see `keukentafel.vault.slots`."""

    __tablename__: ClassVar[str] = "key_slot"

    kind: str = Field(primary_key=True)
    salt: bytes
    public: bytes
    code: bytes
    sealed: bytes


class SealedRow(VaultTable):
    """What every sealed table has: whose it is, which row, which version, and the sealed payload."""

    scope: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    version: int
    sealed: bytes


class WrappedKey(SealedRow, table=True):
    """A key, wrapped with the key above it.

    Household keys and the keys of the device stand in the vault's scope, compartment keys in their household.
    """

    __tablename__: ClassVar[str] = "wrapped_key"

    kind: str


class HouseholdRow(SealedRow, table=True):
    """The card and the compartments of one household; the last touched has the highest number."""

    __tablename__: ClassVar[str] = "household_row"

    touched: int = Field(index=True)


class OperationRow(SealedRow, table=True):
    """The skeleton of an operation: stays when its value is erased."""

    __tablename__: ClassVar[str] = "operation"

    compartment: str


class ValueRow(SealedRow, table=True):
    """The words of an operation and their salt."""

    __tablename__: ClassVar[str] = "value"

    compartment: str


class HeadRow(SealedRow, table=True):
    """The entries on one field that nobody replaced, with values, as far as in one compartment."""

    __tablename__: ClassVar[str] = "head"
    __table_args__ = (Index("head_by_place", "scope", "place"),)

    compartment: str
    place: str


class WaitingRow(SealedRow, table=True):
    """An entry that waits for one it has seen and that has not arrived."""

    __tablename__: ClassVar[str] = "waiting"
    __table_args__ = (Index("waiting_by_missing", "scope", "missing"),)

    compartment: str
    missing: str
    place_in_line: int


class DraftRow(SealedRow, table=True):
    """Text being typed."""

    __tablename__: ClassVar[str] = "draft"

    compartment: str


class DocumentRow(SealedRow, table=True):
    """A whole document: an edition, an assent, a receipt, a review."""

    __tablename__: ClassVar[str] = "document"
    __table_args__ = (Index("document_by_kind", "scope", "kind"),)

    compartment: str | None = None
    kind: str
    place_in_line: int


class OutboxRow(SealedRow, table=True):
    """An envelope sealed for others, on its way; ``about`` is sealed for the household it came from."""

    __tablename__: ClassVar[str] = "outbox"

    household: str = Field(index=True)
    about: bytes
    envelope: bytes
    place_in_line: int


class InboxRow(SealedRow, table=True):
    """An envelope that came in and was not opened yet."""

    __tablename__: ClassVar[str] = "inbox"

    envelope: bytes
    place_in_line: int


class SettingRow(SealedRow, table=True):
    """A setting of the app, or how far a mailbox was read."""

    __tablename__: ClassVar[str] = "setting"


class ForgottenRow(SealedRow, table=True):
    """What was forgotten here: a random id that means nothing any more."""

    __tablename__: ClassVar[str] = "forgotten"


class TrailRow(SealedRow, table=True):
    """One line of the audit trail."""

    __tablename__: ClassVar[str] = "trail"

    place_in_line: int = Field(index=True)


class HouseholdSeal(VaultTable, table=True):
    """The authenticated head of one scope: how often it was written, how many rows, and their digest."""

    __tablename__: ClassVar[str] = "household_seal"

    scope: str = Field(primary_key=True)
    counter: int
    sealed: bytes


class RollRow(VaultTable, table=True):
    """The top and the leaves of the list of all seals; see `keukentafel.vault.roll`."""

    __tablename__: ClassVar[str] = "roll"

    id: int = Field(primary_key=True)
    generation: int
    sealed: bytes


SEALED_TABLES: Final[tuple[type[SealedRow], ...]] = (
    WrappedKey,
    HouseholdRow,
    OperationRow,
    ValueRow,
    HeadRow,
    WaitingRow,
    DraftRow,
    DocumentRow,
    OutboxRow,
    InboxRow,
    SettingRow,
    ForgottenRow,
    TrailRow,
)

"""What the vault's tests are made of: a cheap vault in a folder, and signed operations to keep in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import (
    CompartmentId,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    random_id,
)
from keukentafel.journal.operation import Entry, Operation, Value, device_key_of, sign
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from keukentafel.vault.creation import FILE_NAME, create_vault
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.draft import Draft
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.vault import LockedVault, OpenVault

CHEAP = Argon2Parameters(memory_kib=64, passes=1, lanes=1)
PIN = "204060"
RESIDENT = Speaker(Role.RESIDENT, PersonId("a" * 32))
WORKER = Speaker(Role.WORKER, PersonId("b" * 32))
STORY = FieldName("quote.text")
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@dataclass
class Workshop:
    """A folder with a vault in it, a clock that stands still, and a key to the file."""

    folder: Path
    now: float = 1_800_000_000.0
    secret: OwnerOnlyFile = field(init=False)

    def __post_init__(self) -> None:
        self.secret = OwnerOnlyFile(self.folder / "secret" / "device")
        self.secret.create()

    def make(self) -> "Workshop":
        create_vault(self.folder, PIN, self.secret, demo=True, parameters=CHEAP)
        return self

    def locked(self) -> LockedVault:
        return LockedVault(self.folder, self.secret, minimum=CHEAP, clock=lambda: self.now)

    def open(self) -> OpenVault:
        return self.locked().unlock(PIN)

    @property
    def file(self) -> Path:
        return self.folder / FILE_NAME

    def files(self) -> Iterator[Path]:
        return (path for path in self.folder.rglob("*") if path.is_file())

    def finds(self, text: bytes) -> bool:
        """Tell whether any file in the folder, or any file name, holds these bytes."""
        return any(text in path.read_bytes() or text in bytes(path) for path in self.files())

    def tamper(self, statement: str, *parameters: object) -> list[Any]:
        """Do something to the file behind the vault's back."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            return connection.execute(statement, parameters).fetchall()


def draft(vault: OpenVault, household: HouseholdId, text: str, name: str | None = None) -> Draft:
    return Draft(
        name or random_id(),
        household,
        vault.compartment(household, "person", RESIDENT.who),
        ObjectId("c" * 32),
        STORY,
        RESIDENT,
        WORKER,
        Face.TABLE,
        (OperationId("d" * 64),),
        text,
    )


def entry(
    household: HouseholdId,
    compartment: CompartmentId,
    content: Json,
    *,
    thing: str = "c" * 32,
    seen: tuple[OperationId, ...] = (),
    act: Act = Act.SAY,
) -> Entry:
    value = Value(content)
    operation = Operation(
        device_key_of(DEVICE),
        household,
        compartment,
        ObjectId(thing),
        STORY,
        act,
        RESIDENT,
        WORKER,
        Face.TABLE,
        1,
        1,
        tuple(sorted(seen)),
        value.digest(),
    )
    return Entry(sign(operation, DEVICE), value)


def place(one: Entry) -> tuple[ObjectId, FieldName]:
    return one.signed.operation.object, one.signed.operation.field

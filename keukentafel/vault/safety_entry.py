"""One entry of the safety line: a key of its own, sealed to the worker's safety key and to the officer's.

What lies in the document is a *kept* entry: sealed contents, two sealed keys, for which officer, and whether
it was handed over. Nothing in it can be read without one of the two private keys.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final, NewType

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import read, written
from keukentafel.vault.sealed_box import PublicKey, open_box, seal_to
from keukentafel.vault.sealing import KEY_BYTES, Place, SealedBytes, Sealer, place_of

SafetyId = NewType("SafetyId", str)
"""One entry of the safety line: random."""

_PURPOSE: Final = "safety"
_BODY: Final = "body"
_WORKER: Final = "worker"
_OFFICER: Final = "officer"


@dataclass(frozen=True, slots=True)
class SafetyEntry:
    """An entry that was opened. ``handed_over`` is when (milliseconds since 1970), 0 when not yet.

    ``closed`` tells that it was sealed for a safety key that went with a forgotten PIN: there is no content
    then, and the officer can still open it.
    """

    id: SafetyId
    household: HouseholdId
    content: Json
    handed_over: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it lies in its document."""

    id: SafetyId
    household: HouseholdId
    body: bytes
    for_worker: bytes
    for_officer: bytes
    officer: PublicKey
    handed_over: int

    def payload(self) -> bytes:
        """Return what is hidden in the document."""
        return written(
            {
                "id": self.id,
                "body": self.body.hex(),
                "worker": self.for_worker.hex(),
                "officer": self.for_officer.hex(),
                "key": self.officer.hex(),
                "handed_over": self.handed_over,
            }
        )

    def opened(self, safety: X25519PrivateKey | None) -> SafetyEntry:
        """Return the entry as it opens with the worker's safety key, closed when it does not."""
        closed = SafetyEntry(self.id, self.household, None, self.handed_over, closed=True)
        if safety is None:
            return closed
        try:
            key = open_box(safety, self.for_worker, _place(self.household, self.id, _WORKER))
        except Unsealable:
            return closed
        content = _content(self.household, self.id, key, self.body)
        return SafetyEntry(self.id, self.household, content, self.handed_over)


def seal_entry(
    household: HouseholdId, entry: SafetyId, content: Json, *, worker: PublicKey, officer: PublicKey
) -> KeptEntry:
    """Seal an entry for the worker and for one officer.

    Raises:
        Unsealable: a key is no usable key.
    """
    key = secrets.token_bytes(KEY_BYTES)
    body = Sealer(key).seal(_place(household, entry, _BODY), written(content))
    for_worker = seal_to(worker, key, _place(household, entry, _WORKER))
    for_officer = seal_to(officer, key, _place(household, entry, _OFFICER))
    return KeptEntry(entry, household, body, for_worker, for_officer, officer, 0)


def kept_in(household: HouseholdId, payload: bytes) -> KeptEntry:
    """Read the payload of a document of the safety line."""
    document: dict[str, Any] = read(payload)
    body, worker, officer, key = (
        bytes.fromhex(document[name]) for name in ("body", "worker", "officer", "key")
    )
    name = SafetyId(document["id"])
    return KeptEntry(name, household, body, worker, officer, PublicKey(key), document["handed_over"])


def open_for_officer(
    officer: X25519PrivateKey, household: HouseholdId, entry: str, body: bytes, for_officer: bytes
) -> Json:
    """Return the content of an entry with the officer's private key.

    Raises:
        Unsealable: it was changed, or sealed for another officer.
    """
    key = open_box(officer, for_officer, _place(household, entry, _OFFICER))
    return _content(household, entry, key, body)


def _content(household: HouseholdId, entry: str, key: bytes, body: bytes) -> Json:
    content: Json = read(Sealer(key).open(_place(household, entry, _BODY), SealedBytes(body)))
    return content


def _place(household: HouseholdId, entry: str, part: str) -> Place:
    return place_of(_PURPOSE, household, entry, 1, part)

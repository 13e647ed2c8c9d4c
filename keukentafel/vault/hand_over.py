"""What is handed over to the safety officer: entries of one household, and why, for them alone.

The entries travel as they were sealed when they were written; around them goes one more seal, so that outside
nothing shows, not even how many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.journal.canonical import Json
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import Unsealable
from keukentafel.vault.rows import read, written
from keukentafel.vault.safety_entry import KeptEntry, SafetyId, open_for_officer
from keukentafel.vault.sealed_box import PublicKey, open_box, seal_to
from keukentafel.vault.sealing import Place, place_of


@dataclass(frozen=True, slots=True)
class HandOver:
    """What only the officer can open: the entries of one household, and the reason they were handed over."""

    household: HouseholdId
    entries: tuple[SafetyId, ...]
    sealed: bytes


def seal_hand_over(
    household: HouseholdId, officer: PublicKey, entries: Sequence[KeptEntry], reason: str, at: int
) -> HandOver:
    """Seal entries for the officer for whom they were written; ``at`` in milliseconds since 1970."""
    bodies: list[Json] = [[one.id, one.body.hex(), one.for_officer.hex()] for one in entries]
    document: Json = {"reason": reason, "at": at, "entries": bodies}
    sealed = seal_to(officer, written(document), _place(household))
    return HandOver(household, tuple(one.id for one in entries), sealed)


def read_hand_over(officer: X25519PrivateKey, household: HouseholdId, sealed: bytes) -> Json:
    """Open what was handed over, on the officer's side: reason, moment, and id and content of each entry.

    An id that came before is the same entry, written over since. Who sealed this is not proved here: the
    envelope in which it came is signed.

    Raises:
        Unsealable: it was changed, or sealed for another officer or household, or is no such document.
    """
    try:
        document = read(open_box(officer, sealed, _place(household)))
        entries = [_entry(officer, household, *one) for one in document["entries"]]
        return {"reason": str(document["reason"]), "at": int(document["at"]), "entries": entries}
    except (KeyError, TypeError, ValueError) as reason:
        raise Unsealable from reason


def _entry(officer: X25519PrivateKey, household: HouseholdId, entry: str, body: str, key: str) -> Json:
    content = open_for_officer(officer, household, entry, bytes.fromhex(body), bytes.fromhex(key))
    return {"id": entry, "content": content}


def _place(household: HouseholdId) -> Place:
    return place_of("safety/hand-over", household, household, 1)

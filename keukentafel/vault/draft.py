"""Text being typed: saved within half a second of a pause, and one operation when the field is left.

A lock or a crash keeps the draft. It is sealed for the compartment in which the operation will lie, and knows
which heads its writer had in view, so that nothing is replaced that was not seen.
"""

from dataclasses import dataclass
from dataclasses import field as column
from typing import Any

from keukentafel.journal.names import (
    CompartmentId,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    is_random_id,
)
from keukentafel.journal.speaker import Face, Role, Speaker
from keukentafel.vault.gate import Clock
from keukentafel.vault.households import Households
from keukentafel.vault.key_ring import KeyRing
from keukentafel.vault.rows import Rows, read, written
from keukentafel.vault.tables import DraftRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is writing on one field; ``id`` is random and stays while the writing goes on.

    ``slot`` names the place on the screen where a new object is being written, empty for one that exists.
    ``saved`` is when it was last saved, in milliseconds since 1970; saving fills it in.
    """

    id: str
    household: HouseholdId
    compartment: CompartmentId
    object: ObjectId
    field: FieldName
    voice: Speaker
    hand: Speaker
    face: Face
    seen: tuple[OperationId, ...]
    text: str
    slot: str = ""
    saved: int = column(default=0, compare=False)


class Drafts:
    """The drafts of one open vault."""

    def __init__(self, rows: Rows, ring: KeyRing, households: Households, clock: Clock) -> None:
        self._clock = clock
        self._rows = rows
        self._ring = ring
        self._households = households

    def save(self, draft: Draft) -> None:
        """Save a draft over its former text; durable when this returns.

        Raises:
            ValueError: its id is not a random one; it stands in the file as it is.
        """
        if not is_random_id(draft.id):
            raise ValueError("a draft is known by a random id")
        with self._rows.database.transaction():
            scope = self._ring.household(draft.household)
            sealer = self._households.sealer(draft.household, draft.compartment)
            payload = payload_of(draft, int(self._clock() * 1000))
            self._rows.put(DraftRow, scope, draft.id, payload, sealer, compartment=draft.compartment)

    def all(self, household: HouseholdId) -> tuple[Draft, ...]:
        """Return the drafts of a household, in the order in which they were begun."""
        scope = self._ring.household(household)
        drafts = []
        for found in self._rows.find(DraftRow, scope):
            compartment = CompartmentId(found.column("compartment"))
            payload = found.open(self._ring.sealer_of(DraftRow, scope, compartment))
            drafts.append(_draft(found.id, household, compartment, read(payload)))
        return tuple(drafts)

    def drop(self, draft: str) -> None:
        """Delete a draft; one that is not there is left at that."""
        with self._rows.database.transaction():
            for household in self._rows.scopes_with(DraftRow, draft):
                self._rows.drop(DraftRow, self._ring.household(HouseholdId(household)), draft)

    def drop_of(self, household: HouseholdId, thing: ObjectId, field: FieldName) -> None:
        """Delete every draft of one field of an object; there are two when two sessions wrote on it."""
        scope = self._ring.household(household)
        with self._rows.database.transaction():
            for draft in self.all(household):
                if (draft.object, draft.field) == (thing, field):
                    self._rows.drop(DraftRow, scope, draft.id)


def payload_of(draft: Draft, saved: int) -> bytes:
    """Write down what is sealed of a draft; its household, compartment and id stand beside it."""
    return written(
        {
            "object": draft.object,
            "field": draft.field,
            "voice": [draft.voice.role, draft.voice.who],
            "hand": [draft.hand.role, draft.hand.who],
            "face": draft.face,
            "seen": list(draft.seen),
            "text": draft.text,
            "slot": draft.slot,
            "saved": saved,
        }
    )


def _draft(row: str, household: HouseholdId, compartment: CompartmentId, document: dict[str, Any]) -> Draft:
    return Draft(
        row,
        household,
        compartment,
        ObjectId(document["object"]),
        FieldName(document["field"]),
        _speaker(document["voice"]),
        _speaker(document["hand"]),
        Face(document["face"]),
        tuple(OperationId(one) for one in document["seen"]),
        document["text"],
        document["slot"],
        document.get("saved", 0),
    )


def _speaker(document: list[str]) -> Speaker:
    return Speaker(Role(document[0]), PersonId(document[1]))

"""Who may say what, and who may replace what.

Two questions are asked of an operation. May it be spoken at all: whose words, whose hand, in which face of
the tablet? And may it replace the operations that it has seen? Both are answered from the operation and the
catalogue alone, never from a clock or from what else has arrived, so that every replica gives the same
answer.

The rules that are not in the catalogue's columns:

- The work face is the worker's: behind it lies a session PIN, and nobody else's hand writes there.
- Where only the same voice may replace a value, that is the same role *and* the same person. Nobody puts a
  worker's words in a resident's mouth by naming another voice, or one resident's in another's.
- What was read back and affirmed, and what a resident or somebody near wrote with their own hand, changes
  only at the table, where they see it happen. Reading back, too, is done at the table.
"""

from enum import Enum

from keukentafel.journal.field import Field, Replace
from keukentafel.journal.operation import Operation
from keukentafel.journal.speaker import Act, Face, Role


class Refusal(Enum):
    """Why an operation is refused, with the sentence that says so."""

    DEVICE = "the device that signed this operation is not trusted"
    HOUSEHOLD = "this operation belongs to another household"
    COMPARTMENT = "this operation lies in a compartment that its field does not belong in"
    VALUE = "this value is not the one that the operation was signed for"
    FIELD = "the catalogue has no such field"
    VOICE = "the field is not spoken in this voice"
    HAND = "the field is not written down by this hand"
    FACE = "the field is not written in this face of the tablet"
    NOTHING_SEEN = "an operation that affirms, strikes or erases must name what it has seen"
    PLACE = "this operation names one on another field, object or compartment as seen"
    OTHER_VOICE = "only the same voice may replace these words"
    ONLY_AT_THE_TABLE = "these words change only at the table"
    UNKNOWN_SEEN = "this operation names one that is not known here as seen"
    TOO_MANY_WAITING = "too many operations wait for others that have not arrived"


class Refused(ValueError):
    """An operation is not accepted; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def may_speak(operation: Operation, field: Field | None) -> bool:
    """Tell whether this operation may be accepted on its own; see `refusal_to_speak`."""
    return refusal_to_speak(operation, field) is None


def may_replace(new: Operation, old: Operation, field: Field | None) -> bool:
    """Tell whether ``new`` may replace ``old``; see `refusal_to_replace`."""
    return refusal_to_replace(new, old, field) is None


def refusal_to_speak(operation: Operation, field: Field | None) -> Refusal | None:
    """Return why this operation may not be accepted on its own, or None when it may.

    ``field`` is None for a field from a newer catalogue, of which only the structure can be checked.
    """
    if operation.act is not Act.SAY and not operation.seen:
        return Refusal.NOTHING_SEEN
    if field is None:
        return None
    if operation.voice.role not in field.voices:
        return Refusal.VOICE
    if operation.hand.role not in field.hands:
        return Refusal.HAND
    return _refusal_of_face(operation, field)


def refusal_to_replace(new: Operation, old: Operation, field: Field | None) -> Refusal | None:
    """Return why ``new`` may not replace ``old``, or None when it may.

    ``field`` is None for a field from a newer catalogue, of which only the place can be checked.
    """
    if not same_place(new, old):
        return Refusal.PLACE
    if field is None:
        return None
    if field.replace is Replace.VOICE and new.voice != old.voice:
        return Refusal.OTHER_VOICE
    if new.face is not Face.TABLE and _belongs_to_the_table(old):
        return Refusal.ONLY_AT_THE_TABLE
    return None


def same_place(one: Operation, other: Operation) -> bool:
    """Tell whether two operations are on the same field of the same object, in the same compartment."""
    return (
        one.object == other.object
        and one.field == other.field
        and one.compartment == other.compartment
        and one.household == other.household
    )


def _refusal_of_face(operation: Operation, field: Field) -> Refusal | None:
    if operation.face not in field.faces:
        return Refusal.FACE
    if operation.face is Face.WORK and operation.hand.role is not Role.WORKER:
        return Refusal.FACE
    if operation.act is Act.AFFIRM and operation.face is not Face.TABLE:
        return Refusal.ONLY_AT_THE_TABLE
    return None


def _belongs_to_the_table(operation: Operation) -> bool:
    return operation.act is Act.AFFIRM or operation.hand.role is not Role.WORKER

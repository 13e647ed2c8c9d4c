"""One thing to write down: on which field of which object, in whose voice and by whose hand."""

from typing import NamedTuple, Self

from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act, Face, Speaker


class Saying(NamedTuple):
    """One thing to write down.

    Without ``hand`` and ``face`` it is written by who holds the pen, as the tablet lies now; without ``seen``
    it replaces what its voice may replace, and without ``claimed`` (ms since 1970) it is said now.
    """

    thing: ObjectId
    field: FieldName
    content: Json
    voice: Speaker
    act: Act = Act.SAY
    hand: Speaker | None = None
    face: Face | None = None
    seen: tuple[OperationId, ...] | None = None
    claimed: int | None = None

    @classmethod
    def of(cls, proposed: ToSay, voice: Speaker, hand: Speaker | None) -> Self:
        """Return what was proposed as it is to be written now, in this voice and by this hand."""
        thing, field, content, act = proposed.thing, proposed.field, proposed.content, proposed.act
        return cls(thing, field, content, voice, act, hand, seen=proposed.seen)

"""What is still to be written down: sentences that a thinking floor proposes, and a screen writes.

The dossier never writes. Where something follows from what people said (a check-in comes earlier, a sentence
goes back to what it was), it answers with the sayings that would make it so. Whoever asked writes them, by
the hand and in the voice of whoever sits at the table.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act, Speaker

_FOLLOWS: Final = b"keukentafel/follows/1\x00"


@dataclass(frozen=True, slots=True)
class ToSay:
    """One saying that is still to be written.

    ``voice`` is None for whoever speaks now. ``seen`` are the versions that it comes instead of: None for
    all that stand on the field, empty for none of them.
    """

    thing: ObjectId
    field: FieldName
    content: Json = None
    act: Act = Act.SAY
    voice: Speaker | None = None
    seen: tuple[OperationId, ...] | None = None


def of_thing(thing: ObjectId, kind: str, contents: Mapping[str, Json]) -> tuple[ToSay, ...]:
    """Return the sayings that fill in the fields of one object; an empty text or None says nothing."""
    return tuple(
        ToSay(thing, FieldName(f"{kind}.{name}"), content)
        for name, content in contents.items()
        if content is not None and content != ""
    )


def unsaid(dossier: Dossier, sayings: Iterable[ToSay]) -> tuple[ToSay, ...]:
    """Return the sayings without those that stand already, in so many words and in no other."""
    said = {
        (thing.id, field): {str(one.content) for one in words.versions}
        for thing in dossier.things
        for field, words in thing.fields.items()
    }
    return tuple(one for one in sayings if said.get((one.thing, one.field)) != {str(one.content)})


def follows_from(*origin: str) -> ObjectId:
    """Return the identifier of the object that follows from something.

    Two tablets on which the same thing is told make the same object, so that it is there once after they
    meet. The origin holds an identifier that is random, so this one says nothing about anybody either.
    """
    return ObjectId(hashlib.sha256(_FOLLOWS + "\x00".join(origin).encode()).hexdigest()[:32])

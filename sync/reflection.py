"""A reflection on its way to the team: the answers to three questions, and the week. Nothing else.

    {"best": text, "difference": text, "example": text, "fastest": text,
     "schema": "keukentafel.reflection/1", "tiles": ["geld"], "week": "2026-W47"}

Beside the answers, or without any, it may bring an example of what worked, with the tiles of life that it
touches. What was not said is left out; something is said. There is no field for a resident, a
household, a worker or a moment, so that none can go along. The envelope around it is signed by the device, or
anybody could write to the team; the desk checks that signature and keeps only what is in this document.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from keukentafel.edition.marks import ManifestHash
from sync.identity import DeviceCard
from sync.message import Message
from sync.wire.document import Document, DocumentRefused, canonical_json, read_plain
from sync.wire.names import MailboxId

SCHEMA: Final = "keukentafel.reflection/1"
LONGEST_ANSWER: Final = 8_000
ANSWERS: Final = ("best", "difference", "fastest")
"""The three questions of the team: F13-N1, N2 and N3 of the guide."""

EXAMPLE: Final = "example"
"""An example of what worked, for the bank of the team."""

_LARGEST: Final = 128 * 1024

Answer = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ANSWER)]

_Tiles = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"^[a-z-]{2,20}$")], ...],
    Field(min_length=1, max_length=12),
]


class ReflectionRefused(Exception):
    """What arrived is not a reflection that a worker sent."""


class Reflection(Document):
    """The answers of one worker to the questions of the team, without anybody's name."""

    document_schema: Annotated[Literal["keukentafel.reflection/1"], Field(alias="schema")] = SCHEMA
    week: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$")]
    best: Answer | None = Field(default=None, repr=False)
    difference: Answer | None = Field(default=None, repr=False)
    fastest: Answer | None = Field(default=None, repr=False)
    example: Answer | None = Field(default=None, repr=False)
    tiles: _Tiles | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((self.best, self.difference, self.fastest, self.example)):
            raise ValueError("a reflection without an answer")
        if self.tiles and not self.example:
            raise ValueError("tiles without an example")
        return self

    def to_bytes(self) -> bytes:
        """Write the reflection down, to be sealed."""
        written: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return canonical_json(written)


@dataclass(frozen=True, slots=True)
class ReceivedReflection:
    """A checked reflection; ``mark`` recognises it, ``card`` and ``message`` are only for the receipt."""

    reflection: Reflection
    mark: ManifestHash
    card: DeviceCard
    message: Message

    @property
    def reply_to(self) -> MailboxId:
        """The mailbox that waits for the receipt."""
        return self.message.reply_to or self.card.mailbox


def read_reflection(data: bytes) -> Reflection:
    """Read what a message of this kind brings.

    Raises:
        ReflectionRefused: it is malformed, says nothing, or says more than a reflection may.
    """
    try:
        return read_plain(data, Reflection, _LARGEST)
    except DocumentRefused:
        raise ReflectionRefused("this is not a reflection of a known form") from None


def mark_of(envelope: bytes) -> ManifestHash:
    """Return what a reflection is called in its receipt: the SHA-256 of its sealed envelope.

    The words have no name of their own, and the tablet that sealed them cannot open them again; both sides
    have the envelope.
    """
    return ManifestHash(hashlib.sha256(envelope).hexdigest())


def week_of(day: date) -> str:
    """Return the week of a day as ISO 8601 writes it: all that is told of when."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"

"""A story that a resident shares: their own text under a name they made up, and the same story taken back.

    {"alias": text, "id": hex, "schema": "keukentafel.story/1", "text": text}
    {"id": hex, "schema": "keukentafel.story/1"}                                 taken back

There is no field for a resident, a household, a worker or a moment. The number of the story is random and is
known to the tablet and the team alone, so that nobody else can take it back; a story that was taken back
stays so, whichever of the two arrives first.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, NewType, Self

from pydantic import Field, StringConstraints, model_validator

from keukentafel.edition.marks import ManifestHash
from sync.identity import DeviceCard
from sync.message import Message
from sync.wire.document import Document, DocumentRefused, canonical_json, read_plain
from sync.wire.names import RANDOM_ID, MailboxId

SCHEMA: Final = "keukentafel.story/1"
LONGEST_STORY: Final = 8_000
LONGEST_ALIAS: Final = 200
_LARGEST: Final = 64 * 1024

StoryId = NewType("StoryId", str)
"""One story that was shared: 32 lower-case hexadecimal digits, random."""


class StoryRefused(Exception):
    """What arrived is not a story that a worker sent on."""


class SharedStory(Document):
    """A story with the name that its teller made up; without both it is taken back."""

    document_schema: Annotated[Literal["keukentafel.story/1"], Field(alias="schema")] = SCHEMA
    id: Annotated[StoryId, RANDOM_ID]
    alias: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ALIAS)] | None = Field(
        default=None, repr=False
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_STORY)] | None = Field(
        default=None, repr=False
    )

    @model_validator(mode="after")
    def _whole_or_gone(self) -> Self:
        if (self.alias is None) != (self.text is None):
            raise ValueError("a story has both a name and words, or neither")
        return self

    @property
    def taken_back(self) -> bool:
        """Whether the teller took it back."""
        return self.text is None

    def to_bytes(self) -> bytes:
        """Write the story down, to be sealed."""
        written: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return canonical_json(written)


@dataclass(frozen=True, slots=True)
class ReceivedStory:
    """A checked story; ``mark`` recognises it, ``card`` and ``message`` are only for the receipt."""

    story: SharedStory
    mark: ManifestHash
    card: DeviceCard
    message: Message

    @property
    def reply_to(self) -> MailboxId:
        """The mailbox that waits for the receipt."""
        return self.message.reply_to or self.card.mailbox


def read_story(data: bytes) -> SharedStory:
    """Read what a message of this kind brings.

    Raises:
        StoryRefused: it is malformed, or says more than a story may.
    """
    try:
        return read_plain(data, SharedStory, _LARGEST)
    except DocumentRefused:
        raise StoryRefused("this is not a story of a known form") from None

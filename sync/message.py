"""What lies inside an envelope: one document, what kind it is, and the card of whoever sent it.

    {"body": base64, "card": base64, "kind": "plan", "reply_to": mailbox, "schema": "keukentafel.message/1"}

The body of a plan is the bundle of an edition, that of a receipt or a review the signed document of
`sync.receipt`, that of a reflection the answers of `sync.reflection`, that of a question about a rule or of
the decision on it that of `sync.bottleneck`, that of a hand-over the document of `sync.hand_over`, that of a
story the one of `sync.story`. Body and card travel as exact bytes, so that their own signatures and digests
stay true. The kind stands inside, sealed: outside, a plan and the answer to it look alike.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from sync.envelope import LARGEST_BODY, Opened
from sync.identity import DeviceCard, Trust
from sync.wire.document import Document, DocumentRefused, canonical_json, read_plain
from sync.wire.names import MailboxField, MailboxId

SCHEMA: Final = "keukentafel.message/1"


class MessageRefused(Exception):
    """What lies in this envelope is no message, or not from the device whose card it brings."""


class MessageKind(StrEnum):
    """What a message brings."""

    PLAN = "plan"
    RECEIPT = "receipt"
    REVIEW = "review"
    REFLECTION = "reflection"
    BOTTLENECK = "bottleneck"
    DECISION = "decision"
    HAND_OVER = "hand_over"
    STORY = "story"


class _Written(Document):
    document_schema: Annotated[Literal["keukentafel.message/1"], Field(alias="schema")]
    kind: MessageKind
    card: str
    reply_to: MailboxField | None = None
    body: str


@dataclass(frozen=True, slots=True)
class Message:
    """One document with the signed card of its sender; ``reply_to`` only if not the card's own mailbox."""

    kind: MessageKind
    card: bytes
    body: bytes
    reply_to: MailboxId | None = None

    def to_bytes(self) -> bytes:
        """Write the message down, to be sealed."""
        document = {
            "schema": SCHEMA,
            "kind": self.kind.value,
            "card": base64.b64encode(self.card).decode("ascii"),
            "body": base64.b64encode(self.body).decode("ascii"),
        }
        if self.reply_to is not None:
            document["reply_to"] = self.reply_to
        return canonical_json(document)


def read_message(data: bytes) -> Message:
    """Read what was in an envelope.

    Raises:
        MessageRefused: it is not a message of a known form.
    """
    try:
        written = read_plain(data, _Written, LARGEST_BODY)
        card, body = _bytes_of(written.card), _bytes_of(written.body)
    except (DocumentRefused, ValueError):
        raise MessageRefused("what lies in this envelope is not a message of a known form") from None
    message = Message(written.kind, card, body, written.reply_to)
    if message.to_bytes() != data:
        raise MessageRefused("this message is not in its one spelling")
    return message


def read_from(opened: Opened, trust: Trust) -> tuple[Message, DeviceCard]:
    """Read a message and check that the envelope was signed by the device on the card that it brings.

    Raises:
        MessageRefused: it is not a message, or was sealed by another device than its card says.
        NotTrusted: the card is not of our organisation, or its device was revoked.
    """
    message = read_message(opened.body)
    card = trust.read_device_card(message.card)
    if card.device != opened.sender:
        raise MessageRefused("this message was sealed by another device than its card says")
    return message, card


def _bytes_of(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise MessageRefused("a part of this message is malformed") from None

"""The worker's side: sealing a plan or a reflection, and opening what the municipality answers. No I/O.

The sealed bytes are made once, go into the outbox in the transaction that freezes the edition, and are sent
as they are until they arrive.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.edition.marks import ManifestHash
from sync.bottleneck import Decision, QuestionId, read_decision
from sync.envelope import SealedEnvelope, SealingKey, open_envelope, seal
from sync.identity import DeviceCard, Trust
from sync.message import Message, MessageKind, MessageRefused, read_from
from sync.receipt import Receipt, Review, read_receipt, read_review
from sync.reflection import Reflection
from sync.story import SharedStory
from sync.wire.names import MailboxId


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """A checked answer, with the checked card of the device that gave it."""

    answer: Receipt | Review
    card: DeviceCard


def seal_plan(
    bundle: bytes,
    recipients: Sequence[SealingKey],
    card: bytes,
    device: Ed25519PrivateKey,
    reply_to: MailboxId | None = None,
) -> SealedEnvelope:
    """Seal a delivered bundle for the team, signed by this tablet, with this tablet's signed card.

    Raises:
        CannotSeal: the bundle is too large, or the readers are none, too many or malformed.
    """
    message = Message(MessageKind.PLAN, card, bundle, reply_to)
    return seal(message.to_bytes(), recipients, device)


def seal_reflection(
    reflection: Reflection, recipients: Sequence[SealingKey], card: bytes, device: Ed25519PrivateKey
) -> SealedEnvelope:
    """Seal the answers to the questions of the team, for the team.

    Raises:
        CannotSeal: the readers are none, too many or malformed.
    """
    message = Message(MessageKind.REFLECTION, card, reflection.to_bytes())
    return seal(message.to_bytes(), recipients, device)


def seal_story(
    story: SharedStory, recipients: Sequence[SealingKey], card: bytes, device: Ed25519PrivateKey
) -> SealedEnvelope:
    """Seal a story that a resident shares, or takes back, for the team.

    Raises:
        CannotSeal: the readers are none, too many or malformed.
    """
    message = Message(MessageKind.STORY, card, story.to_bytes())
    return seal(message.to_bytes(), recipients, device)


def seal_question(
    signed: bytes, recipients: Sequence[SealingKey], card: bytes, device: Ed25519PrivateKey
) -> SealedEnvelope:
    """Seal a signed question about a rule for the team; it holds no word of any plan.

    Raises:
        CannotSeal: the readers are none, too many or malformed.
    """
    message = Message(MessageKind.BOTTLENECK, card, signed)
    return seal(message.to_bytes(), recipients, device)


def open_decision(
    envelope: bytes, key: X25519PrivateKey, trust: Trust, asked: Collection[QuestionId]
) -> Decision:
    """Open an envelope from our own mailbox and check the decision that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for us (`NotForUs`).
        MessageRefused: there is no decision in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        QuestionRefused: the decision does not hold, or decides nothing that we asked.
    """
    message, card = read_from(open_envelope(envelope, key), trust)
    if message.kind is not MessageKind.DECISION:
        raise MessageRefused("there is no decision in this envelope")
    return read_decision(message.body, card, asked)


def open_answer(
    envelope: bytes, key: X25519PrivateKey, trust: Trust, sent: Collection[ManifestHash]
) -> ReceivedAnswer:
    """Open an envelope from our own mailbox and check the answer that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for us (`NotForUs`).
        MessageRefused: there is no answer in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        AnswerRefused: the answer does not hold, or answers nothing that we sent.
    """
    message, card = read_from(open_envelope(envelope, key), trust)
    if message.kind is MessageKind.RECEIPT:
        return ReceivedAnswer(read_receipt(message.body, card, sent), card)
    if message.kind is MessageKind.REVIEW:
        return ReceivedAnswer(read_review(message.body, card, sent), card)
    raise MessageRefused("there is no answer in this envelope")

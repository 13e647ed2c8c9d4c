"""The supervisor's side: taking in a plan that has arrived, and answering it; taking in a reflection. No I/O.

A plan is taken in only when four names are one: the device that sealed the envelope, the device on the card
that the root signed, the device that signed the bundle, and a worker's role on that card.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from keukentafel.edition.bundle import Bundle, BundleRefused, read_bundle
from keukentafel.edition.marks import ManifestHash
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.canonical import nfc
from keukentafel.journal.catalogue import Catalogue
from sync.bottleneck import LONGEST_RULE, Decision, RuleQuestion, read_question, sign_decision
from sync.envelope import SealedEnvelope, open_envelope, seal
from sync.identity import DeviceCard, DeviceRole, Trust
from sync.message import Message, MessageKind, MessageRefused, read_from
from sync.receipt import LONGEST_TEXT, Outcome, Receipt, Review, sign_receipt, sign_review
from sync.reflection import ReceivedReflection, ReflectionRefused, mark_of, read_reflection
from sync.story import ReceivedStory, StoryRefused, read_story
from sync.wire.names import MailboxId, Moment


class PlanRefused(Exception):
    """What arrived is not a plan that a worker of ours sealed and signed."""


class UnfitAnswer(Exception):
    """The words of this answer do not fit in a review."""


@dataclass(frozen=True, slots=True)
class ReceivedPlan:
    """A checked plan, with the checked card of the worker's device and the exact message that came."""

    bundle: Bundle
    card: DeviceCard
    message: Message

    @property
    def manifest(self) -> ManifestHash:
        """The hash by which this plan is recognised, however often and in whatever envelope it comes."""
        return self.bundle.manifest.hash

    @property
    def reply_to(self) -> MailboxId:
        """The mailbox that waits for the answer."""
        return self.message.reply_to or self.card.mailbox


@dataclass(frozen=True, slots=True)
class ReceivedQuestion:
    """A checked question about a rule, with the checked card of the worker's device that asked it."""

    question: RuleQuestion
    card: DeviceCard


@dataclass(frozen=True, slots=True)
class Desk:
    """The device at which a supervisor answers: its signing key and its own signed card."""

    device: Ed25519PrivateKey
    signed_card: bytes
    card: DeviceCard

    def seal_receipt(self, plan: ReceivedPlan, received_at: Moment) -> SealedEnvelope:
        """Seal a receipt for the worker's device: this plan was opened and checked."""
        receipt = Receipt(manifest=plan.manifest, received_at=received_at, by=self.card.name)
        return self._seal(plan, MessageKind.RECEIPT, sign_receipt(receipt, self.device))

    def seal_apart_receipt(self, received: ReceivedReflection | ReceivedStory, at: Moment) -> SealedEnvelope:
        """Seal a receipt for a reflection or a story, so that it is not offered again."""
        receipt = Receipt(manifest=received.mark, received_at=at, by=self.card.name)
        return self._seal(received, MessageKind.RECEIPT, sign_receipt(receipt, self.device))

    def seal_review(self, plan: ReceivedPlan, outcome: Outcome, text: str, at: Moment) -> SealedEnvelope:
        """Seal a supervisor's answer for the worker's device.

        Raises:
            UnfitAnswer: the text is longer than ``LONGEST_TEXT`` characters, or cannot be written down.
        """
        words = nfc(text)
        if len(words) > LONGEST_TEXT or not _is_writable(words):
            raise UnfitAnswer("this answer is longer than 4000 characters, or is no text")
        review = Review(manifest=plan.manifest, outcome=outcome, text=words, by=self.card.name, at=at)
        return self._seal(plan, MessageKind.REVIEW, sign_review(review, self.device))

    def decide(self, asked: ReceivedQuestion, text: str, at: Moment) -> bytes:
        """Sign what a supervisor decides on a rule.

        Raises:
            UnfitAnswer: there are no words, more than ``LONGEST_RULE`` characters, or they are no text.
        """
        words = nfc(text)
        if not 0 < len(words) <= LONGEST_RULE or not _is_writable(words):
            raise UnfitAnswer("this decision is empty, longer than 4000 characters, or is no text")
        decision = Decision(question=asked.question.id, text=words, by=self.card.name, at=at)
        return sign_decision(decision, self.device)

    def seal_decision(self, asked: ReceivedQuestion, signed: bytes) -> SealedEnvelope:
        """Seal a signed decision for the worker's device."""
        return self._seal(asked, MessageKind.DECISION, signed)

    def _seal(
        self,
        answered: ReceivedPlan | ReceivedQuestion | ReceivedReflection | ReceivedStory,
        kind: MessageKind,
        body: bytes,
    ) -> SealedEnvelope:
        message = Message(kind, self.signed_card, body)
        return seal(message.to_bytes(), [answered.card.sealing], self.device)


def open_plan(
    envelope: bytes, team_key: X25519PrivateKey, trust: Trust, catalogue: Catalogue | PlanSchema
) -> ReceivedPlan:
    """Open an envelope from the team's mailbox and check the plan that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for the team (`NotForUs`).
        MessageRefused: there is no message in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        PlanRefused: there is no plan in it, it does not hold, or its sender is no worker.
    """
    message, card = read_from(open_envelope(envelope, team_key), trust)
    if message.kind is not MessageKind.PLAN or card.role is not DeviceRole.WORKER:
        raise PlanRefused("this is not a plan that a worker sent")
    try:
        bundle = read_bundle(message.body, catalogue)
    except BundleRefused as reason:
        raise PlanRefused("the plan in this envelope does not hold") from reason
    if bundle.device != card.device:
        raise PlanRefused("the plan in this envelope was signed by another device than sent it")
    return ReceivedPlan(bundle, card, message)


def open_reflection(envelope: bytes, team_key: X25519PrivateKey, trust: Trust) -> ReceivedReflection:
    """Open an envelope from the team's mailbox and check the reflection that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for the team (`NotForUs`).
        MessageRefused: there is no message in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        ReflectionRefused: there is no reflection in it, or its sender is no worker.
    """
    message, card = read_from(open_envelope(envelope, team_key), trust)
    if message.kind is not MessageKind.REFLECTION or card.role is not DeviceRole.WORKER:
        raise ReflectionRefused("this is not a reflection that a worker sent")
    return ReceivedReflection(read_reflection(message.body), mark_of(envelope), card, message)


def open_story(envelope: bytes, team_key: X25519PrivateKey, trust: Trust) -> ReceivedStory:
    """Open an envelope from the team's mailbox and check the story that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for the team (`NotForUs`).
        MessageRefused: there is no message in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        StoryRefused: there is no story in it, or its sender is no worker.
    """
    message, card = read_from(open_envelope(envelope, team_key), trust)
    if message.kind is not MessageKind.STORY or card.role is not DeviceRole.WORKER:
        raise StoryRefused("this is not a story that a worker sent on")
    return ReceivedStory(read_story(message.body), mark_of(envelope), card, message)


def open_question(envelope: bytes, team_key: X25519PrivateKey, trust: Trust) -> ReceivedQuestion:
    """Open an envelope from the team's mailbox and check the question about a rule that lies in it.

    Raises:
        EnvelopeRefused: the envelope is malformed, changed, or not for the team (`NotForUs`).
        MessageRefused: there is no such question in it, or not from the device on its card.
        NotTrusted: the card is not of our organisation, or its device was revoked.
        QuestionRefused: the question does not hold, or its sender is no worker.
    """
    message, card = read_from(open_envelope(envelope, team_key), trust)
    if message.kind is not MessageKind.BOTTLENECK:
        raise MessageRefused("there is no question about a rule in this envelope")
    return ReceivedQuestion(read_question(message.body, card), card)


def _is_writable(words: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in words)

"""The municipality's two answers to a plan: a receipt and a review.

A *receipt* says that the desk or the registrar has opened a plan and checked it; only that may be called
"received", and only after that may anything be cleaned up. A *review* is the supervisor's answer: agreed, or
a question. Both are signed by the device that gives them and name the manifest that they answer, so that they
are recognised however often and in whatever envelope they come.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, StringConstraints

from keukentafel.edition.marks import ManifestHash
from sync.identity import DeviceCard, DeviceRole, ShownName
from sync.wire.document import Document, DocumentRefused, read_signed, sign_document
from sync.wire.names import KEY_OR_DIGEST, MomentField

RECEIPT: Final = "keukentafel.receipt/1"
REVIEW: Final = "keukentafel.review/1"
LONGEST_TEXT: Final = 4_000
_MAY_RECEIVE: Final = frozenset({DeviceRole.SUPERVISOR, DeviceRole.REGISTRAR})
_MAY_REVIEW: Final = frozenset({DeviceRole.SUPERVISOR})

ManifestField = Annotated[ManifestHash, KEY_OR_DIGEST]


class AnswerRefused(Exception):
    """This is no answer to a plan of ours from somebody who may give it."""


class Receipt(Document):
    """A plan was opened and checked by the municipality."""

    manifest: ManifestField
    received_at: MomentField
    by: ShownName


class Outcome(StrEnum):
    """What a supervisor answers."""

    AGREED = "agreed"
    QUESTION = "question"


class Review(Document):
    """A supervisor's answer to a plan, with the words that go with it."""

    manifest: ManifestField
    outcome: Outcome
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] = Field(repr=False)
    by: ShownName
    at: MomentField


Answer = TypeVar("Answer", Receipt, Review)


def sign_receipt(receipt: Receipt, desk: Ed25519PrivateKey) -> bytes:
    """Sign a receipt with the desk's device."""
    return sign_document(receipt, RECEIPT, desk)


def sign_review(review: Review, desk: Ed25519PrivateKey) -> bytes:
    """Sign a review with the desk's device."""
    return sign_document(review, REVIEW, desk)


def read_receipt(data: bytes, card: DeviceCard, sent: Collection[ManifestHash]) -> Receipt:
    """Read a receipt from a device whose card was checked, for one of the plans that we sent.

    Raises:
        AnswerRefused: it is malformed or changed, signed by another device, given by somebody who may not,
            or answers nothing of ours.
    """
    receipt = _read(data, RECEIPT, Receipt, card)
    _check(receipt, _MAY_RECEIVE, card, sent)
    return receipt


def read_review(data: bytes, card: DeviceCard, sent: Collection[ManifestHash]) -> Review:
    """Read a review from a device whose card was checked, for one of the plans that we sent.

    Raises:
        AnswerRefused: it is malformed or changed, signed by another device, given by somebody who may not,
            or answers nothing of ours.
    """
    review = _read(data, REVIEW, Review, card)
    _check(review, _MAY_REVIEW, card, sent)
    return review


def _read(data: bytes, schema: str, kind: type[Answer], card: DeviceCard) -> Answer:
    try:
        signed = read_signed(data, schema)
        answer = signed.read(kind)
    except DocumentRefused as reason:
        raise AnswerRefused("this answer is malformed or was changed") from reason
    if signed.signer != card.device or answer.by != card.name:
        raise AnswerRefused("this answer is signed by another than the card says")
    return answer


def _check(
    answer: Receipt | Review,
    roles: frozenset[DeviceRole],
    card: DeviceCard,
    sent: Collection[ManifestHash],
) -> None:
    if card.role not in roles:
        raise AnswerRefused("the sender's role may not give this answer")
    if answer.manifest not in sent:
        raise AnswerRefused("this answers no plan that was sent from here")

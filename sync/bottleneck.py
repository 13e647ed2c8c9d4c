"""A rule that stands in the way: the worker's question to the supervisor, and what is decided on it.

The question goes apart from any plan. It holds the rule, the decision that is wanted, by when, and who asks;
it has no place for a name of a resident or for the story. The household stands in it as the random id that
its plans bear, so that a decision finds its way back. Question and decision are signed by the device that
gives them, and are recognised by the question's own id however often they come.
"""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Final, NewType, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import AfterValidator, Field, StringConstraints

from keukentafel.journal.names import HouseholdId
from sync.identity import DeviceCard, DeviceRole, ShownName
from sync.wire.document import Document, DocumentRefused, read_signed, sign_document
from sync.wire.names import RANDOM_ID, MomentField

QUESTION: Final = "keukentafel.bottleneck/1"
DECISION: Final = "keukentafel.decision/1"
LONGEST_RULE: Final = 4_000

QuestionId = NewType("QuestionId", str)
"""One question about a rule: 32 lower-case hexadecimal digits, random."""

_Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_RULE), Field(repr=False)]


class QuestionRefused(Exception):
    """This is no question about a rule from a worker of ours, or no decision on one that we asked."""


def _is_day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("a day is written as 2026-11-30")
    return text


class RuleQuestion(Document):
    """A rule that stands in the way, the decision that is wanted, and by which day."""

    id: Annotated[QuestionId, RANDOM_ID]
    household: Annotated[HouseholdId, RANDOM_ID]
    rule: _Words
    decision: _Words
    by: Annotated[str, AfterValidator(_is_day)]
    asked_by: ShownName
    asked_at: MomentField


class Decision(Document):
    """What a supervisor decides on a question about a rule."""

    question: Annotated[QuestionId, RANDOM_ID]
    text: _Words
    by: ShownName
    at: MomentField


Kind = TypeVar("Kind", RuleQuestion, Decision)


def sign_question(question: RuleQuestion, tablet: Ed25519PrivateKey) -> bytes:
    """Sign a question with the worker's device."""
    return sign_document(question, QUESTION, tablet)


def sign_decision(decision: Decision, desk: Ed25519PrivateKey) -> bytes:
    """Sign a decision with the desk's device."""
    return sign_document(decision, DECISION, desk)


def read_question(data: bytes, card: DeviceCard) -> RuleQuestion:
    """Read a question from a device whose card was checked.

    Raises:
        QuestionRefused: it is malformed or changed, signed by another device, or not from a worker.
    """
    question = _read(data, QUESTION, RuleQuestion, card)
    if question.asked_by != card.name or card.role is not DeviceRole.WORKER:
        raise QuestionRefused("this question does not come from the worker that it names")
    return question


def read_decision(data: bytes, card: DeviceCard, asked: Collection[QuestionId]) -> Decision:
    """Read a decision from a device whose card was checked, on one of the questions that we asked.

    Raises:
        QuestionRefused: it is malformed or changed, signed by another device, not from a supervisor, or on
            nothing that we asked.
    """
    decision = _read(data, DECISION, Decision, card)
    if decision.by != card.name or card.role is not DeviceRole.SUPERVISOR:
        raise QuestionRefused("this decision does not come from the supervisor that it names")
    if decision.question not in asked:
        raise QuestionRefused("this decides nothing that was asked from here")
    return decision


def _read(data: bytes, schema: str, kind: type[Kind], card: DeviceCard) -> Kind:
    try:
        signed = read_signed(data, schema)
        read = signed.read(kind)
    except DocumentRefused as reason:
        raise QuestionRefused("this document is malformed or was changed") from reason
    if signed.signer != card.device:
        raise QuestionRefused("this document is signed by another than the card says")
    return read

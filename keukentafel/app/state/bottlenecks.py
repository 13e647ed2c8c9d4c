"""The rules that stand in the way of one household, asked of the supervisor and decided on.

A rule goes apart from the plan, and nothing of the household goes with it but its random id. What goes is
sealed before anything is written, and then everything is kept in one transaction: the day in the dossier, the
signed question, the envelope in the outbox.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from keukentafel.app.clock import Clock
from keukentafel.app.state.card import Status
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.dossier.bottleneck import Bottleneck, bottlenecks, names_in
from keukentafel.journal.names import HouseholdId, ObjectId
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.open_vault import OpenVault
from keukentafel.vault.outbox import OutboxState
from sync.bottleneck import (
    DECISION,
    LONGEST_RULE,
    QUESTION,
    Decision,
    QuestionId,
    RuleQuestion,
    sign_question,
)
from sync.envelope import CannotSeal, SealedEnvelope
from sync.tablet import seal_question
from sync.wire.document import DocumentRefused, read_signed
from sync.wire.names import Moment

ASKED = "bottleneck"
"""The kind of document under which a signed question is kept, by its id."""

DECIDED = "decision"
"""The kind of document under which a signed decision is kept, by the id of its question."""

ABOUT = "bottleneck-"
"""What an envelope with a question is about, before the id of the question."""


@dataclass(frozen=True, slots=True)
class AskedRule:
    """A question that went to the supervisor. Moments are ms since 1970, 0 when not yet."""

    question: RuleQuestion
    status: Status
    decision: Decision | None


class Bottlenecks:
    """The rules that stand in the way of the open household."""

    def __init__(
        self, talk: Conversation, vault: OpenVault, member: Membership, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._talk = talk
        self._vault = vault
        self._member = member
        self._clock = clock
        self._wake = wake

    @property
    def asked(self) -> tuple[AskedRule, ...]:
        """What was asked, the first that was asked first."""
        vault, household = self._vault, self._talk.household
        states = {str(vault.about(one.id)): one.state for one in vault.outgoing(household)}
        found = []
        for document in vault.documents(household, ASKED):
            question = read_signed(document.data, QUESTION).read(RuleQuestion)
            delivered = states.get(f"{ABOUT}{question.id}") is not OutboxState.QUEUED
            status = Status.DELIVERED if delivered else Status.QUEUED
            found.append(AskedRule(question, status, self._decision(question.id)))
        return tuple(found)

    @property
    def begun(self) -> Bottleneck | None:
        """The rule that was begun and not asked yet, if any."""
        gone = {document.id for document in self._vault.documents(self._talk.household, ASKED)}
        return next((one for one in bottlenecks(self._talk.dossier) if one.id not in gone), None)

    def names(self, text: str, passed_over: Collection[str]) -> tuple[str, ...]:
        """Return the names of people of this household that a text holds."""
        return names_in(self._talk.dossier, text, passed_over)

    def ask(self, rule: Bottleneck, by: str) -> bool:
        """Seal a question, queue it and keep it; tells whether it was done. ``by`` is a day.

        What is not done changes nothing: what was written stays where it was.
        """
        if not rule.rule.strip() or not rule.decision.strip() or len(rule.rule) > LONGEST_RULE or not by:
            return False
        try:
            question, envelope, signed = self._sealed(rule, by)
            self._keep(question, envelope, signed)
        except (VaultMistake, CannotSeal, DocumentRefused):
            return False
        self._wake()
        return True

    def _sealed(self, rule: Bottleneck, by: str) -> tuple[RuleQuestion, SealedEnvelope, bytes]:
        member, key = self._member, self._vault.device_signing
        question = RuleQuestion(
            id=QuestionId(rule.id),
            household=self._talk.household,
            rule=rule.rule.strip(),
            decision=rule.decision.strip(),
            by=by,
            asked_by=member.card.name,
            asked_at=Moment(self._clock()),
        )
        signed = sign_question(question, key)
        return question, seal_question(signed, [member.team.sealing], member.signed_card, key), signed

    def _keep(self, question: RuleQuestion, envelope: SealedEnvelope, signed: bytes) -> None:
        household, thing = self._talk.household, ObjectId(question.id)
        with self._vault.writing():
            self._vault.keep_document(household, ASKED, question.id, signed)
            self._vault.queue(self._member.team.mailbox, envelope, f"{ABOUT}{question.id}", household)
            # What may not be said here fails the whole transaction, also when it is only told to the screen.
            self._talk.say("bottleneck.by", question.by, thing)

    def _decision(self, question: QuestionId) -> Decision | None:
        document = self._vault.document(self._talk.household, DECIDED, question)
        return read_signed(document.data, DECISION).read(Decision) if document else None


def asked_in(vault: OpenVault) -> dict[QuestionId, HouseholdId]:
    """Return every question that was asked from this tablet, with its household."""
    whole = [household for household, card in vault.cards(0, vault.count()) if card is not None]
    return {
        QuestionId(document.id): household
        for household in whole
        for document in vault.documents(household, ASKED)
    }

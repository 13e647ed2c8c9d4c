"""What comes back from the municipality: the signed receipt, the supervisor's answer, a decision on a rule.

A receipt for something that went under no household, a reflection, takes it out of the outbox and is not
kept: nothing here is to tell afterwards what was sent. So does a receipt for a story that somebody shared.

All are checked when they come in: signed by a device on a card of our root, in a role that may answer, about
a plan or a rule that was sent from here. What does not hold is dropped and changes nothing; so is an answer
that is older than the one that is kept.
"""

from collections.abc import Mapping

from keukentafel.app.state.bottlenecks import ABOUT, DECIDED, asked_in
from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.story_sharing import GOING
from keukentafel.edition.marks import ManifestHash
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.outbox import NO_HOUSEHOLD
from keukentafel.vault.vault import OpenVault
from sync.bottleneck import DECISION, Decision, QuestionId, QuestionRefused
from sync.envelope import EnvelopeRefused, open_envelope
from sync.identity import NotTrusted
from sync.message import MessageKind, MessageRefused, read_message
from sync.receipt import REVIEW, AnswerRefused, Outcome, Receipt, Review
from sync.reflection import mark_of
from sync.tablet import ReceivedAnswer, open_answer, open_decision
from sync.wire.document import read_signed

_NOT_YET = (MessageRefused, NotTrusted, AnswerRefused, QuestionRefused)


def take_in_answers(vault: OpenVault, member: Membership) -> int:
    """Open everything that came in, keep what holds, and bring the cards up to date; returns how many."""
    arrived, kept = vault.incoming(), 0
    if not arrived:
        return 0
    sent, asked = _editions_sent(vault) | _apart_sent(vault) | _stories_sent(vault), asked_in(vault)
    for incoming in arrived:
        with vault.writing():
            try:
                if _is_decision(vault, incoming.envelope):
                    kept += _take_in_decision(vault, member, asked, incoming.envelope)
                else:
                    kept += _take_in(vault, member, sent, incoming.envelope)
            except _NOT_YET:
                # It may hold tomorrow, with a newer program or a card that is still to come.
                continue
            vault.drop_incoming(incoming.id)
    return kept


def _take_in(
    vault: OpenVault, member: Membership, sent: Mapping[ManifestHash, HouseholdId], envelope: bytes
) -> bool:
    try:
        received = open_answer(envelope, vault.device_sealing, member.trust, sent.keys())
        signed = read_message(open_envelope(envelope, vault.device_sealing).body).body
    except EnvelopeRefused:
        return False
    _keep(vault, sent[received.answer.manifest], received, signed)
    return True


def _is_decision(vault: OpenVault, envelope: bytes) -> bool:
    try:
        return read_message(open_envelope(envelope, vault.device_sealing).body).kind is MessageKind.DECISION
    except EnvelopeRefused:
        return False


def _take_in_decision(
    vault: OpenVault, member: Membership, asked: Mapping[QuestionId, HouseholdId], envelope: bytes
) -> bool:
    decision = open_decision(envelope, vault.device_sealing, member.trust, asked.keys())
    household = asked[decision.question]
    kept = vault.document(household, DECIDED, decision.question)
    if kept is not None and decision.at <= read_signed(kept.data, DECISION).read(Decision).at:
        return False
    signed = read_message(open_envelope(envelope, vault.device_sealing).body).body
    vault.keep_document(household, DECIDED, decision.question, signed)
    _let_go(vault, household, f"{ABOUT}{decision.question}")
    return True


def _editions_sent(vault: OpenVault) -> dict[ManifestHash, HouseholdId]:
    found: dict[ManifestHash, HouseholdId] = {}
    for household, card in vault.cards(0, vault.count()):
        if read_card(card).edition:
            found |= {ManifestHash(one.id): household for one in vault.documents(household, "bundle")}
    return found


def _apart_sent(vault: OpenVault) -> dict[ManifestHash, HouseholdId]:
    return {mark_of(one.envelope): NO_HOUSEHOLD for one in vault.outgoing(NO_HOUSEHOLD)}


def _stories_sent(vault: OpenVault) -> dict[ManifestHash, HouseholdId]:
    return {
        mark_of(one.envelope): household
        for household, _ in vault.cards(0, vault.count())
        for one in vault.outgoing(household)
        if str(vault.about(one.id)).startswith(GOING)
    }


def _let_go_apart(vault: OpenVault, household: HouseholdId, mark: ManifestHash) -> None:
    for outgoing in vault.outgoing(household):
        if mark_of(outgoing.envelope) == mark:
            vault.drop_outgoing(outgoing.id)


def _keep(vault: OpenVault, household: HouseholdId, received: ReceivedAnswer, signed: bytes) -> None:
    answer = received.answer
    if household == NO_HOUSEHOLD or answer.manifest in _stories_sent(vault):
        _let_go_apart(vault, household, answer.manifest)
        return
    if isinstance(answer, Review) and answer.at < _answered_at(vault, household, answer.manifest):
        return
    kind = "receipt" if isinstance(answer, Receipt) else "review"
    if isinstance(answer, Receipt) and vault.document(household, kind, answer.manifest) is not None:
        return
    vault.keep_document(household, kind, answer.manifest, signed)
    if isinstance(answer, Receipt):
        _let_go(vault, household, answer.manifest)
    card = read_card(vault.card(household))
    if card.edition == answer.manifest:
        vault.put_card(household, card.with_status(_status_after(card.status, answer)).written())


def _let_go(vault: OpenVault, household: HouseholdId, about: str) -> None:
    """Take the envelope out of the outbox: only an answer says that it need not be offered again."""
    for outgoing in vault.outgoing(household):
        if vault.about(outgoing.id) == about:
            vault.drop_outgoing(outgoing.id)


def _answered_at(vault: OpenVault, household: HouseholdId, manifest: ManifestHash) -> int:
    """When the answer that is kept was given, 0 without one: the relay may bring an older one again."""
    kept = vault.document(household, "review", manifest)
    return read_signed(kept.data, REVIEW).read(Review).at if kept else 0


def _status_after(before: Status, answer: Receipt | Review) -> Status:
    if isinstance(answer, Review):
        return Status.AGREED if answer.outcome is Outcome.AGREED else Status.QUESTION
    return before if before in {Status.AGREED, Status.QUESTION} else Status.RECEIVED

"""What comes back from the municipality: the signed receipt, and the supervisor's answer.

A receipt for something that went under no household, a reflection, takes it out of the outbox and is not
kept: nothing here is to tell afterwards what was sent.

Both are checked when they come in: signed by a device on a card of our root, in a role that may answer, about
a plan that was sent from here. What does not hold is dropped and changes nothing; so is an answer that is
older than the one that is kept.
"""

from collections.abc import Mapping

from keukentafel.app.state.card import Status, read_card
from keukentafel.app.state.membership import Membership
from keukentafel.edition.marks import ManifestHash
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.outbox import NO_HOUSEHOLD
from keukentafel.vault.vault import OpenVault
from sync.envelope import EnvelopeRefused, open_envelope
from sync.identity import NotTrusted
from sync.message import MessageRefused, read_message
from sync.receipt import REVIEW, AnswerRefused, Outcome, Receipt, Review
from sync.reflection import mark_of
from sync.tablet import ReceivedAnswer, open_answer
from sync.wire.document import read_signed

_NOT_YET = (MessageRefused, NotTrusted, AnswerRefused)


def take_in_answers(vault: OpenVault, member: Membership) -> int:
    """Open everything that came in, keep what holds, and bring the cards up to date; returns how many."""
    sent = _editions_sent(vault) | _apart_sent(vault)
    kept = 0
    for incoming in vault.incoming():
        with vault.writing():
            try:
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


def _editions_sent(vault: OpenVault) -> dict[ManifestHash, HouseholdId]:
    found: dict[ManifestHash, HouseholdId] = {}
    for household, card in vault.cards(0, vault.count()):
        if read_card(card).edition:
            found |= {ManifestHash(one.id): household for one in vault.documents(household, "bundle")}
    return found


def _apart_sent(vault: OpenVault) -> dict[ManifestHash, HouseholdId]:
    return {mark_of(one.envelope): NO_HOUSEHOLD for one in vault.outgoing(NO_HOUSEHOLD)}


def _let_go_apart(vault: OpenVault, mark: ManifestHash) -> None:
    for outgoing in vault.outgoing(NO_HOUSEHOLD):
        if mark_of(outgoing.envelope) == mark:
            vault.drop_outgoing(outgoing.id)


def _keep(vault: OpenVault, household: HouseholdId, received: ReceivedAnswer, signed: bytes) -> None:
    answer = received.answer
    if household == NO_HOUSEHOLD:
        _let_go_apart(vault, answer.manifest)
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


def _let_go(vault: OpenVault, household: HouseholdId, manifest: ManifestHash) -> None:
    """Take the envelope out of the outbox: only a receipt says that it need not be offered again."""
    for outgoing in vault.outgoing(household):
        if vault.about(outgoing.id) == manifest:
            vault.drop_outgoing(outgoing.id)


def _answered_at(vault: OpenVault, household: HouseholdId, manifest: ManifestHash) -> int:
    """When the answer that is kept was given, 0 without one: the relay may bring an older one again."""
    kept = vault.document(household, "review", manifest)
    return read_signed(kept.data, REVIEW).read(Review).at if kept else 0


def _status_after(before: Status, answer: Receipt | Review) -> Status:
    if isinstance(answer, Review):
        return Status.AGREED if answer.outcome is Outcome.AGREED else Status.QUESTION
    return before if before in {Status.AGREED, Status.QUESTION} else Status.RECEIVED

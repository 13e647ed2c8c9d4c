"""A plan that was frozen, with everything that is known of its way: receipt, answer, how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.app.state.card import Status
from keukentafel.edition.bundle import Bundle, BundleRefused, read_bundle
from keukentafel.edition.marks import moment_read
from keukentafel.edition.schema import PlanSchema
from keukentafel.journal.field import Sight
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.outbox import OutboxState
from keukentafel.vault.vault import OpenVault
from sync.receipt import Outcome, Receipt, Review
from sync.wire.document import DocumentRefused, read_signed

BEGUN: Final = "begun"
"""The mark of an edition that this household was begun with on this tablet, by the hash of its manifest."""

_READERS: Final = (None, Sight.RESIDENT, Sight.MUNICIPALITY, Sight.REVIEW)


@dataclass(frozen=True, slots=True)
class SentPlan:
    """One frozen edition as the worker sees it. Moments are milliseconds since 1970, 0 when not yet."""

    number: int
    mark: str
    frozen_at: int
    status: Status
    assents: tuple[tuple[str, str], ...]
    received_by: str = ""
    received_at: int = 0
    answer_by: str = ""
    answer_at: int = 0
    answer: str = ""


def sent_plans(vault: OpenVault, household: HouseholdId, schema: PlanSchema) -> tuple[SentPlan, ...]:
    """Return every frozen edition of a household, the newest first."""
    states = {str(vault.about(one.id)): one.state for one in vault.outgoing(household)}
    plans = [_sent(vault, household, bundle, states) for bundle in bundles(vault, household, schema)]
    return tuple(sorted(plans, key=lambda plan: -plan.number))


def bundles(vault: OpenVault, household: HouseholdId, schema: PlanSchema) -> tuple[Bundle, ...]:
    """Return the kept bundles of a household, in the order in which they were frozen."""
    found = []
    for document in vault.documents(household, "bundle"):
        bundle = _read(document.data, schema)
        found += [bundle] if bundle is not None else []
    return tuple(found)


def _read(data: bytes, schema: PlanSchema) -> Bundle | None:
    """What was frozen here is whole; a household may have been begun with the copy of one reader."""
    for reader in _READERS:
        try:
            return read_bundle(data, schema, reader)
        except BundleRefused:
            continue
    return None


def _sent(
    vault: OpenVault, household: HouseholdId, bundle: Bundle, states: Mapping[str, OutboxState]
) -> SentPlan:
    manifest = bundle.manifest
    receipt = _answer(vault, household, "receipt", manifest.hash)
    review = _answer(vault, household, "review", manifest.hash)
    status = Status.DELIVERED if states.get(manifest.hash) is OutboxState.DELIVERED else Status.QUEUED
    if vault.document(household, BEGUN, manifest.hash) is not None:
        status = Status.BEGUN
    if isinstance(receipt, Receipt):
        status = Status.RECEIVED
    if isinstance(review, Review):
        status = Status.AGREED if review.outcome is Outcome.AGREED else Status.QUESTION
    return SentPlan(
        manifest.number,
        manifest.short_hash,
        int(moment_read(manifest.frozen_at).timestamp() * 1000),
        status,
        tuple((one.person.name, one.state.value) for one in bundle.assents),
        receipt.by if isinstance(receipt, Receipt) else "",
        receipt.received_at if isinstance(receipt, Receipt) else 0,
        review.by if isinstance(review, Review) else "",
        review.at if isinstance(review, Review) else 0,
        review.text if isinstance(review, Review) else "",
    )


def _answer(vault: OpenVault, household: HouseholdId, kind: str, manifest: str) -> Receipt | Review | None:
    document = vault.document(household, kind, manifest)
    if document is None:
        return None
    try:
        signed = read_signed(document.data, f"keukentafel.{kind}/1")
        return signed.read(Receipt) if kind == "receipt" else signed.read(Review)
    except DocumentRefused:
        return None

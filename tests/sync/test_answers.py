"""A plan from the tablet to the desk, and the desk's answers back: no relay, no disk."""

import json
import traceback

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.edition.bundle import LARGEST_BUNDLE, make_bundle, read_bundle
from keukentafel.edition.marks import ManifestHash
from sync.desk import Desk, PlanRefused, ReceivedPlan, UnfitAnswer, open_plan
from sync.envelope import NotForUs, SealedEnvelope, open_envelope, seal
from sync.identity import DeviceRole, NotTrusted
from sync.message import Message, MessageKind, MessageRefused, read_message
from sync.receipt import AnswerRefused, Outcome, Receipt, Review, sign_receipt
from sync.tablet import open_answer, seal_plan
from sync.wire.admission import Revocations
from sync.wire.names import Moment, caller_of, random_mailbox
from tests.edition.kitchen import CATALOGUE, DEVICE, assent_to, dossier, frozen
from tests.sync.waterkerke import NOW, Device, Organisation

WATERKERKE = Organisation()
TABLET = WATERKERKE.device(DeviceRole.WORKER, "Samira", DEVICE)
SUPERVISOR = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom")
EDITION = frozen(dossier())
BUNDLE = make_bundle(EDITION, [assent_to(EDITION)], DEVICE, CATALOGUE)
MANIFEST = read_bundle(BUNDLE, CATALOGUE).manifest.hash


def desk_of(device: Device) -> Desk:
    return Desk(device.signing, device.signed_card, device.card)


def plan_from(device: Device, bundle: bytes = BUNDLE) -> SealedEnvelope:
    return seal_plan(bundle, [WATERKERKE.team_sealing], device.signed_card, device.signing)


def taken_in(envelope: SealedEnvelope) -> ReceivedPlan:
    return open_plan(envelope, WATERKERKE.team_key, WATERKERKE.trust, CATALOGUE)


def answered(
    envelope: SealedEnvelope, sent: frozenset[ManifestHash] = frozenset({MANIFEST})
) -> Receipt | Review:
    return open_answer(envelope, TABLET.reading, WATERKERKE.trust, sent).answer


def test_a_plan_is_taken_in_and_its_receipt_and_review_come_home() -> None:
    plan = taken_in(plan_from(TABLET))
    assert plan.manifest == MANIFEST
    assert plan.card.name == "Samira"
    assert plan.reply_to == TABLET.mailbox
    receipt = answered(desk_of(SUPERVISOR).seal_receipt(plan, Moment(NOW + 1)))
    assert receipt == Receipt(manifest=MANIFEST, received_at=NOW + 1, by="Tom")
    review = answered(desk_of(SUPERVISOR).seal_review(plan, Outcome.QUESTION, "Wie belt Cor?", NOW))
    assert isinstance(review, Review)
    assert (review.outcome, review.text, review.by) == (Outcome.QUESTION, "Wie belt Cor?", "Tom")


def test_the_same_plan_in_two_envelopes_is_recognised_as_one() -> None:
    first, second = plan_from(TABLET), plan_from(TABLET)
    assert first != second
    assert taken_in(first).manifest == taken_in(second).manifest


def test_a_plan_of_somebody_who_is_no_worker_is_refused() -> None:
    supervisor = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom", DEVICE)
    with pytest.raises(PlanRefused):
        taken_in(plan_from(supervisor))


def test_a_plan_signed_by_another_device_than_sent_it_is_refused() -> None:
    with pytest.raises(PlanRefused, match="another device"):
        taken_in(plan_from(WATERKERKE.device(DeviceRole.WORKER)))


def test_a_card_borrowed_from_another_device_is_refused() -> None:
    borrowed = seal_plan(BUNDLE, [WATERKERKE.team_sealing], TABLET.signed_card, Ed25519PrivateKey.generate())
    with pytest.raises(MessageRefused):
        taken_in(borrowed)


def test_a_plan_from_a_stranger_or_a_revoked_tablet_is_refused() -> None:
    stranger = Organisation(id=WATERKERKE.id).device(DeviceRole.WORKER, "Samira", DEVICE)
    with pytest.raises(NotTrusted):
        taken_in(plan_from(stranger))
    lost = Revocations(organisation=WATERKERKE.id, devices=(caller_of(DEVICE),), issued_at=NOW)
    with pytest.raises(NotTrusted, match="revoked"):
        open_plan(plan_from(TABLET), WATERKERKE.team_key, WATERKERKE.trust.heeding(lost), CATALOGUE)


def test_a_plan_that_does_not_hold_is_refused() -> None:
    for bundle in (b"", b"{}", BUNDLE[:-1], BUNDLE.replace(b"koor", b"kooi", 1)):
        with pytest.raises(PlanRefused):
            taken_in(plan_from(TABLET, bundle))


def test_only_a_supervisor_reviews_and_a_registrar_only_receives() -> None:
    plan = taken_in(plan_from(TABLET))
    registrar = desk_of(WATERKERKE.device(DeviceRole.REGISTRAR, "Registratie"))
    colleague = desk_of(WATERKERKE.device(DeviceRole.WORKER, "Mila"))
    assert isinstance(answered(registrar.seal_receipt(plan, NOW)), Receipt)
    for refused in (
        registrar.seal_review(plan, Outcome.AGREED, "", NOW),
        colleague.seal_receipt(plan, NOW),
        colleague.seal_review(plan, Outcome.AGREED, "", NOW),
    ):
        with pytest.raises(AnswerRefused, match="role"):
            answered(refused)


def test_an_answer_to_a_plan_that_we_did_not_send_is_refused() -> None:
    receipt = desk_of(SUPERVISOR).seal_receipt(taken_in(plan_from(TABLET)), NOW)
    with pytest.raises(AnswerRefused, match="no plan"):
        answered(receipt, frozenset({ManifestHash("0" * 64)}))


def test_an_answer_signed_by_another_than_the_card_says_is_refused() -> None:
    receipt = sign_receipt(
        Receipt(manifest=MANIFEST, received_at=NOW, by="Tom"), Ed25519PrivateKey.generate()
    )
    message = Message(MessageKind.RECEIPT, SUPERVISOR.signed_card, receipt)
    with pytest.raises(AnswerRefused, match="another"):
        answered(seal(message.to_bytes(), [TABLET.sealing], SUPERVISOR.signing))
    with pytest.raises(MessageRefused):
        answered(
            seal(
                Message(MessageKind.PLAN, SUPERVISOR.signed_card, receipt).to_bytes(),
                [TABLET.sealing],
                SUPERVISOR.signing,
            )
        )


def test_an_answer_is_for_the_asking_tablet_alone() -> None:
    receipt = desk_of(SUPERVISOR).seal_receipt(taken_in(plan_from(TABLET)), NOW)
    with pytest.raises(NotForUs):
        open_envelope(receipt, WATERKERKE.device(DeviceRole.WORKER).reading)


@pytest.mark.parametrize("words", ["a" * 4_001, "\ud800"])
def test_words_that_do_not_fit_in_a_review_are_refused_before_they_are_sent(words: str) -> None:
    plan = taken_in(plan_from(TABLET))
    with pytest.raises(UnfitAnswer):
        desk_of(SUPERVISOR).seal_review(plan, Outcome.QUESTION, words, NOW)


def test_a_reply_goes_to_another_mailbox_when_the_tablet_asks_so() -> None:
    elsewhere = random_mailbox()
    envelope = seal_plan(BUNDLE, [WATERKERKE.team_sealing], TABLET.signed_card, DEVICE, elsewhere)
    assert taken_in(envelope).reply_to == elsewhere


WRITTEN = Message(MessageKind.PLAN, TABLET.signed_card, b"\x00\x01").to_bytes()


@given(st.binary(max_size=200), st.integers(0, len(WRITTEN)), st.integers(0, len(WRITTEN)))
@settings(max_examples=200, deadline=None)
def test_malformed_messages_raise_nothing_but_a_refusal(noise: bytes, start: int, end: int) -> None:
    data = WRITTEN[: min(start, end)] + noise + WRITTEN[max(start, end) :]
    try:
        assert read_message(data).to_bytes() == data
    except MessageRefused:
        assert data != WRITTEN


def test_the_largest_bundle_fits_in_an_envelope_with_the_largest_card_beside_it() -> None:
    longest = WATERKERKE.device(DeviceRole.WORKER, "\N{GRINNING FACE}" * 120)
    envelope = plan_from(longest, b"x" * LARGEST_BUNDLE)
    message = read_message(open_envelope(envelope, WATERKERKE.team_key).body)
    assert len(message.body) == LARGEST_BUNDLE


def test_words_that_do_not_fit_a_message_stand_in_no_traceback() -> None:
    words = "Annie kan niet meer slapen"
    for data in (words.encode(), json.dumps({"body": words}).encode(), b'{"body":"' + words.encode() + b'"}'):
        with pytest.raises(MessageRefused) as refused:
            read_message(data)
        assert words not in "".join(traceback.format_exception(refused.value))
        assert refused.value.__suppress_context__
        assert refused.value.__cause__ is None

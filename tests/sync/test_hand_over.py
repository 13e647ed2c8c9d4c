"""What is handed over reaches the safety officer's device alone, from a worker of the same organisation."""

import base64

import pytest

from keukentafel.journal.names import HouseholdId
from sync.desk import PlanRefused, open_plan
from sync.envelope import NotForUs, SealedEnvelope, open_envelope, seal
from sync.hand_over import SCHEMA, open_hand_over, put_in_envelope
from sync.identity import DeviceRole, NotTrusted
from sync.message import Message, MessageKind, MessageRefused
from sync.tablet import open_answer
from sync.wire.document import canonical_json
from tests.edition.kitchen import CATALOGUE
from tests.sync.waterkerke import Device, Organisation

WATERKERKE = Organisation()
TABLET = WATERKERKE.device(DeviceRole.WORKER, "Samira")
SUPERVISOR = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom")
OFFICER = WATERKERKE.device(DeviceRole.SAFETY_OFFICER, "Els")
HOUSEHOLD = HouseholdId("a" * 32)
SEALED = bytes(range(256))


def from_device(device: Device) -> SealedEnvelope:
    return put_in_envelope(HOUSEHOLD, SEALED, OFFICER.card, device.signed_card, device.signing)


def saying(document: object, kind: MessageKind = MessageKind.HAND_OVER) -> SealedEnvelope:
    body = document if isinstance(document, bytes) else canonical_json(document)
    message = Message(kind, TABLET.signed_card, body)
    return seal(message.to_bytes(), [OFFICER.sealing], TABLET.signing)


def test_it_comes_out_as_it_went_in_with_the_card_of_whose_device_sent_it() -> None:
    received = open_hand_over(from_device(TABLET), OFFICER.reading, WATERKERKE.trust)
    assert (received.household, received.sealed, received.card) == (HOUSEHOLD, SEALED, TABLET.card)


def test_neither_the_team_nor_the_supervisor_nor_the_sender_opens_it() -> None:
    for key in (WATERKERKE.team_key, SUPERVISOR.reading, TABLET.reading):
        with pytest.raises(NotForUs):
            open_envelope(from_device(TABLET), key)


def test_it_is_refused_from_who_is_no_worker_and_from_another_organisation() -> None:
    with pytest.raises(MessageRefused):
        open_hand_over(from_device(SUPERVISOR), OFFICER.reading, WATERKERKE.trust)
    with pytest.raises(NotTrusted):
        stranger = Organisation().device(DeviceRole.WORKER, "Vreemd")
        open_hand_over(from_device(stranger), OFFICER.reading, WATERKERKE.trust)


def test_another_message_or_a_malformed_one_is_no_hand_over() -> None:
    sealed = base64.b64encode(SEALED).decode("ascii")
    whole = {"schema": SCHEMA, "household": HOUSEHOLD, "sealed": sealed}
    assert open_hand_over(saying(whole), OFFICER.reading, WATERKERKE.trust).sealed == SEALED
    wrong: list[object] = [
        {**whole, "household": "Bakker"},
        {**whole, "sealed": "geen base64!"},
        {**whole, "more": 1},
        {key: whole[key] for key in ("schema", "household")},
        b"{}",
        b"",
    ]
    for document in wrong:
        with pytest.raises(MessageRefused):
            open_hand_over(saying(document), OFFICER.reading, WATERKERKE.trust)
    for kind in (MessageKind.PLAN, MessageKind.RECEIPT, MessageKind.REVIEW):
        with pytest.raises(MessageRefused):
            open_hand_over(saying(whole, kind), OFFICER.reading, WATERKERKE.trust)


def test_at_the_desk_or_on_a_tablet_it_is_taken_for_nothing_else() -> None:
    with pytest.raises(PlanRefused):
        open_plan(from_device(TABLET), OFFICER.reading, WATERKERKE.trust, CATALOGUE)
    with pytest.raises(MessageRefused):
        open_answer(from_device(TABLET), OFFICER.reading, WATERKERKE.trust, ())

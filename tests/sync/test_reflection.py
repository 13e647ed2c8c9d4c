"""A reflection from the tablet to the desk: who may send one, what is in it, and the receipt for it."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from sync.desk import Desk, PlanRefused, open_plan, open_reflection
from sync.envelope import SealedEnvelope, open_envelope, seal
from sync.identity import DeviceRole
from sync.message import Message, MessageKind, read_message
from sync.receipt import Receipt
from sync.reflection import Reflection, ReflectionRefused, mark_of, read_reflection, week_of
from sync.tablet import open_answer, seal_reflection
from sync.wire.document import canonical_json
from sync.wire.names import Moment
from tests.edition.kitchen import CATALOGUE
from tests.sync.waterkerke import NOW, Device, Organisation

WATERKERKE = Organisation()
TABLET = WATERKERKE.device(DeviceRole.WORKER, "Samira")
SUPERVISOR = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom")
SAID = Reflection(week="2026-W47", fastest="Nee. Ik wachtte te lang op een antwoord.")


def sent_by(device: Device, reflection: Reflection = SAID) -> SealedEnvelope:
    return seal_reflection(reflection, [WATERKERKE.team_sealing], device.signed_card, device.signing)


def sealed(body: bytes) -> SealedEnvelope:
    message = Message(MessageKind.REFLECTION, TABLET.signed_card, body)
    return seal(message.to_bytes(), [WATERKERKE.team_sealing], TABLET.signing)


def test_a_reflection_is_taken_in_and_its_receipt_comes_home() -> None:
    envelope = sent_by(TABLET)
    received = open_reflection(envelope, WATERKERKE.team_key, WATERKERKE.trust)
    assert received.reflection == SAID
    desk = Desk(SUPERVISOR.signing, SUPERVISOR.signed_card, SUPERVISOR.card)
    receipt = desk.seal_apart_receipt(received, Moment(NOW + 1))
    answer = open_answer(receipt, TABLET.reading, WATERKERKE.trust, {mark_of(envelope)}).answer
    assert answer == Receipt(manifest=mark_of(envelope), received_at=Moment(NOW + 1), by="Tom")


def test_the_message_holds_the_answers_and_the_week_and_nothing_else() -> None:
    opened = open_envelope(sent_by(TABLET), WATERKERKE.team_key)
    body = json.loads(read_message(opened.body).body)
    assert body == {"schema": "keukentafel.reflection/1", "week": "2026-W47", "fastest": SAID.fastest}


def test_a_reflection_of_somebody_who_is_no_worker_is_refused() -> None:
    with pytest.raises(ReflectionRefused):
        open_reflection(sent_by(SUPERVISOR), WATERKERKE.team_key, WATERKERKE.trust)


def test_a_reflection_is_not_taken_for_a_plan() -> None:
    with pytest.raises(PlanRefused):
        open_plan(sent_by(TABLET), WATERKERKE.team_key, WATERKERKE.trust, CATALOGUE)


@pytest.mark.parametrize(
    "more",
    [
        {"household": "a0" * 16},
        {"resident": "mevrouw De Wit"},
        {"at": 1_790_000_000_000},
        {"week": "2026-11-22"},
        {"fastest": ""},
        {"fastest": "x" * 8_001},
    ],
)
def test_what_says_more_than_a_reflection_may_is_refused(more: dict[str, object]) -> None:
    written = canonical_json({**json.loads(SAID.to_bytes()), **more})
    with pytest.raises(ReflectionRefused):
        open_reflection(sealed(written), WATERKERKE.team_key, WATERKERKE.trust)
    assert read_reflection(SAID.to_bytes()) == SAID


def test_a_reflection_without_an_answer_is_none() -> None:
    with pytest.raises(ValidationError):
        Reflection(week="2026-W47")


def test_all_that_is_told_of_when_is_the_week() -> None:
    assert week_of(date(2026, 11, 22)) == "2026-W47"
    assert week_of(date(2027, 1, 3)) == "2026-W53"

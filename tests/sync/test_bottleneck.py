"""A question about a rule from the tablet to the desk, and the decision back: no relay, no disk."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from keukentafel.journal.names import HouseholdId
from sync.bottleneck import (
    Decision,
    QuestionId,
    QuestionRefused,
    RuleQuestion,
    sign_decision,
    sign_question,
)
from sync.desk import Desk, ReceivedQuestion, UnfitAnswer, open_question
from sync.envelope import NotForUs, SealedEnvelope, seal
from sync.identity import DeviceRole, NotTrusted
from sync.message import Message, MessageKind, MessageRefused
from sync.tablet import open_answer, open_decision, seal_question
from sync.wire.admission import Revocations
from sync.wire.names import Moment, caller_of
from tests.sync.waterkerke import NOW, Device, Organisation

WATERKERKE = Organisation()
TABLET = WATERKERKE.device(DeviceRole.WORKER, "Samira")
SUPERVISOR = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom")
ID = QuestionId("ab" * 16)


def question(asked_by: str = "Samira", **changed: str) -> RuleQuestion:
    fields = {
        "rule": "Wie avonddienst draait, krijgt niets.",
        "decision": "Laat doorlopen",
        "by": "2026-11-30",
    }
    return RuleQuestion(
        id=ID, household=HouseholdId("a0" * 16), asked_by=asked_by, asked_at=NOW, **(fields | changed)
    )


def sealed(device: Device = TABLET, signed: bytes | None = None) -> SealedEnvelope:
    body = sign_question(question(), device.signing) if signed is None else signed
    return seal_question(body, [WATERKERKE.team_sealing], device.signed_card, device.signing)


def taken_in(envelope: SealedEnvelope) -> ReceivedQuestion:
    return open_question(envelope, WATERKERKE.team_key, WATERKERKE.trust)


def desk_of(device: Device) -> Desk:
    return Desk(device.signing, device.signed_card, device.card)


def decided(by: Device, text: str = "Akkoord", at: int = NOW) -> SealedEnvelope:
    desk, received = desk_of(by), taken_in(sealed())
    return desk.seal_decision(received, desk.decide(received, text, Moment(at)))


def home(envelope: SealedEnvelope, asked: frozenset[QuestionId] = frozenset({ID})) -> Decision:
    return open_decision(envelope, TABLET.reading, WATERKERKE.trust, asked)


def test_a_question_is_taken_in_and_its_decision_comes_home() -> None:
    received = taken_in(sealed())
    assert received.question == question()
    assert received.card.name == "Samira"
    found = home(decided(SUPERVISOR, "Akkoord, tot 1 juni.", NOW + 5))
    assert found == Decision(question=ID, text="Akkoord, tot 1 juni.", by="Tom", at=Moment(NOW + 5))


def test_only_a_worker_asks_and_only_a_supervisor_decides() -> None:
    asked_by_tom = sign_question(question("Tom"), SUPERVISOR.signing)
    with pytest.raises(QuestionRefused, match="worker"):
        taken_in(sealed(SUPERVISOR, asked_by_tom))
    for role in (DeviceRole.WORKER, DeviceRole.REGISTRAR):
        with pytest.raises(QuestionRefused, match="supervisor"):
            home(decided(WATERKERKE.device(role, "Mila")))


def test_a_question_in_another_name_or_signed_by_another_device_is_refused() -> None:
    with pytest.raises(QuestionRefused, match="worker"):
        taken_in(sealed(signed=sign_question(question("Mila"), TABLET.signing)))
    with pytest.raises(QuestionRefused, match="another"):
        taken_in(sealed(signed=sign_question(question(), Ed25519PrivateKey.generate())))


def test_a_question_from_a_stranger_or_a_revoked_tablet_is_refused() -> None:
    with pytest.raises(NotTrusted):
        taken_in(sealed(Organisation(id=WATERKERKE.id).device(DeviceRole.WORKER, "Samira")))
    lost = Revocations(organisation=WATERKERKE.id, devices=(caller_of(TABLET.signing),), issued_at=NOW)
    with pytest.raises(NotTrusted, match="revoked"):
        open_question(sealed(), WATERKERKE.team_key, WATERKERKE.trust.heeding(lost))


def test_what_was_changed_on_the_way_is_refused() -> None:
    signed = sign_question(question(), TABLET.signing)
    for body in (b"", b"{}", signed[:-1], signed.replace(b"avond", b"nacht", 1)):
        with pytest.raises(QuestionRefused, match="malformed"):
            taken_in(sealed(signed=body))


def test_a_decision_on_what_was_not_asked_here_or_for_another_tablet_is_refused() -> None:
    with pytest.raises(QuestionRefused, match="nothing"):
        home(decided(SUPERVISOR), frozenset())
    with pytest.raises(NotForUs):
        open_decision(
            decided(SUPERVISOR), WATERKERKE.device(DeviceRole.WORKER).reading, WATERKERKE.trust, {ID}
        )


def test_a_question_is_no_plan_and_a_decision_is_no_answer_to_one() -> None:
    with pytest.raises(MessageRefused):
        open_answer(decided(SUPERVISOR), TABLET.reading, WATERKERKE.trust, frozenset())
    signed = sign_decision(Decision(question=ID, text="Ja", by="Tom", at=NOW), SUPERVISOR.signing)
    as_question = Message(MessageKind.REVIEW, SUPERVISOR.signed_card, signed)
    with pytest.raises(MessageRefused):
        home(seal(as_question.to_bytes(), [TABLET.sealing], SUPERVISOR.signing))
    as_plan = Message(MessageKind.PLAN, TABLET.signed_card, sign_question(question(), TABLET.signing))
    with pytest.raises(MessageRefused):
        taken_in(seal(as_plan.to_bytes(), [WATERKERKE.team_sealing], TABLET.signing))


@pytest.mark.parametrize("words", ["", "a" * 4_001, "\ud800"])
def test_words_that_do_not_fit_in_a_decision_are_refused_before_they_are_sent(words: str) -> None:
    with pytest.raises(UnfitAnswer):
        desk_of(SUPERVISOR).decide(taken_in(sealed()), words, NOW)


@pytest.mark.parametrize("changed", [{"by": "30-11-2026"}, {"by": "20261130"}, {"rule": ""}, {"name": "Kim"}])
def test_a_question_has_a_day_a_rule_and_no_place_for_anything_else(changed: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        question(**changed)

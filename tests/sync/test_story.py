"""A shared story from the tablet to the desk: who may send one on, and what is in it."""

import json

import pytest
from pydantic import ValidationError

from sync.desk import Desk, PlanRefused, open_plan, open_story
from sync.envelope import SealedEnvelope, open_envelope, seal
from sync.identity import DeviceRole
from sync.message import Message, MessageKind, read_message
from sync.receipt import Receipt
from sync.reflection import mark_of
from sync.story import SharedStory, StoryId, StoryRefused, read_story
from sync.tablet import open_answer, seal_story
from sync.wire.document import canonical_json
from sync.wire.names import Moment
from tests.edition.kitchen import CATALOGUE
from tests.sync.waterkerke import NOW, Device, Organisation

WATERKERKE = Organisation()
TABLET = WATERKERKE.device(DeviceRole.WORKER, "Samira")
SUPERVISOR = WATERKERKE.device(DeviceRole.SUPERVISOR, "Tom")
NUMBER = StoryId("ab" * 16)
TOLD = SharedStory(id=NUMBER, alias="Roos", text="Nu is de la leeg.")


def sent_by(device: Device, story: SharedStory = TOLD) -> SealedEnvelope:
    return seal_story(story, [WATERKERKE.team_sealing], device.signed_card, device.signing)


def test_a_story_is_taken_in_and_its_receipt_comes_home() -> None:
    envelope = sent_by(TABLET)
    received = open_story(envelope, WATERKERKE.team_key, WATERKERKE.trust)
    assert received.story == TOLD
    receipt = Desk(SUPERVISOR.signing, SUPERVISOR.signed_card, SUPERVISOR.card).seal_apart_receipt(
        received, Moment(NOW + 1)
    )
    answer = open_answer(receipt, TABLET.reading, WATERKERKE.trust, {mark_of(envelope)}).answer
    assert answer == Receipt(manifest=mark_of(envelope), received_at=Moment(NOW + 1), by="Tom")


def test_taking_back_says_the_number_and_nothing_else() -> None:
    body = read_message(open_envelope(sent_by(TABLET, SharedStory(id=NUMBER)), WATERKERKE.team_key).body).body
    assert json.loads(body) == {"schema": "keukentafel.story/1", "id": NUMBER}
    assert read_story(body).taken_back


def test_a_story_of_somebody_who_is_no_worker_is_refused_and_it_is_no_plan() -> None:
    with pytest.raises(StoryRefused):
        open_story(sent_by(SUPERVISOR), WATERKERKE.team_key, WATERKERKE.trust)
    with pytest.raises(PlanRefused):
        open_plan(sent_by(TABLET), WATERKERKE.team_key, WATERKERKE.trust, CATALOGUE)


@pytest.mark.parametrize(
    "more", [{"household": "a0" * 16}, {"worker": "Samira"}, {"at": 1}, {"alias": ""}, {"text": "x" * 8_001}]
)
def test_what_says_more_than_a_story_may_is_refused(more: dict[str, object]) -> None:
    written = canonical_json({**json.loads(TOLD.to_bytes()), **more})
    message = Message(MessageKind.STORY, TABLET.signed_card, written)
    envelope = seal(message.to_bytes(), [WATERKERKE.team_sealing], TABLET.signing)
    with pytest.raises(StoryRefused):
        open_story(envelope, WATERKERKE.team_key, WATERKERKE.trust)
    assert read_story(TOLD.to_bytes()) == TOLD


def test_a_story_has_a_name_and_words_or_neither() -> None:
    with pytest.raises(ValidationError):
        SharedStory(id=NUMBER, text="Zonder naam.")

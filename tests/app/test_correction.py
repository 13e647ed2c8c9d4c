"""Somebody says what is not right: it stands beside the sentence, replaces nothing, goes where that goes."""

from keukentafel.app.spoken import passages
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.correction import correction_box, corrections_of
from keukentafel.app.state.saved import Saving
from keukentafel.app.state.workroom import Workroom
from keukentafel.edition.assent import AssentState
from keukentafel.edition.part import Part
from keukentafel.edition.reader import reading_of
from keukentafel.journal.names import FieldName, ObjectId
from keukentafel.journal.speaker import Face
from tests.app.town import CATALOGUE, Town, begun, reopened, standing

NOTE, STRENGTH = FieldName("keyword.text"), FieldName("strength.text")


def write(talk: Conversation, thing: ObjectId, field: FieldName, words: str) -> bool:
    box = correction_box(talk, CATALOGUE, thing, field)
    box.text, box.dirty = words, True
    return talk.boxes.leave(box)


def noted(room: Workroom) -> tuple[Conversation, ObjectId, ObjectId]:
    """A conversation in which the worker noted something, and said something that goes into the plan."""
    talk = begun(room)
    talk.face = Face.LISTEN
    note = talk.say(NOTE, "ruikt naar wijn")
    talk.face = Face.TABLE
    resident, talk.speaker = talk.speaker, talk.worker
    strength = talk.say(STRENGTH, "Ze redt het alleen.")
    talk.speaker = resident
    return talk, note, strength


def frozen(room: Workroom) -> tuple[Part, ...]:
    room.start_read_back()
    read_back = room.read_back
    assert read_back is not None
    read_back.choose(AssentState.SEEN_ONLY)
    assert read_back.finish(anyway=True)
    assert read_back.delivered is not None
    return read_back.delivered.bundle.edition.parts


def test_a_correction_stands_beside_the_sentence_which_stays(town: Town) -> None:
    room = town.room()
    talk, note, _ = noted(room)
    assert write(talk, note, NOTE, "Dat was afwasmiddel.")
    (correction,) = corrections_of(talk, note)
    (said,) = correction.text.versions
    assert (said.text, said.voice, said.hand) == (
        "Dat was afwasmiddel.",
        talk.speaker.speaker,
        room.worker.speaker,
    )
    assert [one.words("text").text for one in talk.story.keywords] == ["ruikt naar wijn"]
    _, again = reopened(town, room)
    assert [one.text.text for one in corrections_of(again, note)] == ["Dat was afwasmiddel."]


def test_each_thing_has_corrections_of_its_own_and_one_may_add_another(town: Town) -> None:
    talk, note, strength = noted(town.room())
    assert write(talk, note, NOTE, "Dat was afwasmiddel.")
    talk.boxes.renew(f"note_correction:{note}")
    assert write(talk, note, NOTE, "En dat weet u.")
    assert write(talk, strength, STRENGTH, "Alleen lukt het niet.")
    assert [one.text.text for one in corrections_of(talk, note)] == ["Dat was afwasmiddel.", "En dat weet u."]
    assert [one.text.text for one in corrections_of(talk, strength)] == ["Alleen lukt het niet."]


def test_a_correction_goes_along_with_the_plan_when_its_sentence_does_and_never_otherwise(town: Town) -> None:
    room = town.room()
    talk, note, strength = noted(room)
    assert write(talk, note, NOTE, "Dat was afwasmiddel.")
    assert write(talk, strength, STRENGTH, "Alleen lukt het niet.")
    parts = frozen(room)
    (part,) = (one for one in parts if one.kind == "correction")
    assert [one.value for one in part.versions("correction.text")] == ["Alleen lukt het niet."]
    written = "".join(str(one.content()) for one in parts)
    assert "afwasmiddel" not in written
    assert "wijn" not in written
    (heard,) = (one for one in passages(reading_of(parts), town.house.texts) if "klopt" in one.heading)
    assert [line.text for line in heard.lines] == ["Bij: Ze redt het alleen.", "Alleen lukt het niet."]


def test_nobody_corrects_in_the_workers_own_voice(town: Town) -> None:
    room = town.room()
    talk, note, _ = noted(room)
    talk.speaker = talk.worker
    assert not write(talk, note, NOTE, "Het klopt echt.")
    assert talk.saved.saving is Saving.UNFIT
    assert corrections_of(talk, note) == ()
    assert standing(room, talk, "note_correction.text") == []

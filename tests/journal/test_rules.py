"""Who may say, write down and replace what: the catalogue decides, over every field and every role."""

import tomllib
from itertools import product

import pytest

from keukentafel.journal.assets import asset_text
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.journal import NotOne
from keukentafel.journal.names import FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.operation import MalformedOperation
from keukentafel.journal.rules import Refusal, Refused, may_replace, may_speak
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from tests.journal.household import (
    ANNIE,
    CATALOGUE,
    COMMON,
    DEVICES,
    JOKE,
    OF_ANNIE,
    PIET,
    QUOTE,
    SAMIRA,
    STRANGER,
    STRENGTH,
    WHAT,
    author,
    fitting,
    journal,
    take_in_all,
)


def test_over_every_field_only_the_listed_voice_hand_and_face_may_write() -> None:
    rows = tomllib.loads(asset_text("catalogue", "fields.toml"))["field"]
    kinds = {CompartmentKind.COMMON: COMMON, CompartmentKind.PERSON: OF_ANNIE}
    replica, allowed, refused = journal(), 0, 0
    for row, voice, hand, face in product(rows, Role, Role, Face):
        definition = CATALOGUE.field(row["name"])
        may = voice in row["voice"] and hand in row["hand"] and face in row["face"]
        may = may and (face != "work" or hand == "worker")
        writer = author(
            voice=Speaker(voice, PersonId("07" * 16)),
            hand=Speaker(hand, PersonId("08" * 16)),
            face=face,
            compartment=kinds[CATALOGUE.object_kind(definition.object).compartment],
        )
        thing = ObjectId(random_id())
        if may:
            entry = replica.write(writer, thing, definition.name, fitting(definition))
            assert may_speak(entry.signed.operation, definition)
            allowed += 1
            continue
        with pytest.raises(Refused) as reason:
            replica.write(writer, thing, definition.name, fitting(definition))
        assert reason.value.reason in {Refusal.VOICE, Refusal.HAND, Refusal.FACE}
        refused += 1
    assert allowed > 100
    assert refused > 100


def test_a_supervisor_writes_nothing_at_the_kitchen_table() -> None:
    assert not any(Role.SUPERVISOR in one.voices | one.hands for one in CATALOGUE.fields)


@pytest.mark.parametrize("voice", [PIET, JOKE])
def test_nobody_else_replaces_the_words_of_the_resident(voice: Speaker) -> None:
    replica = journal()
    said = replica.write(author(voice=ANNIE), *QUOTE, "Ik red het wel")
    for act in (Act.SAY, Act.STRIKE, Act.ERASE, Act.AFFIRM):
        assert _refusal(replica, author(voice=voice), act) is Refusal.OTHER_VOICE
    assert replica.heads(*QUOTE) == (said,)


def test_the_worker_does_not_put_words_in_the_mouth_of_the_resident() -> None:
    replica = journal()
    replica.write(author(voice=ANNIE), *STRENGTH, "Ik kan goed bakken")
    with pytest.raises(Refused) as refused:
        replica.write(author(voice=SAMIRA), *STRENGTH, "U hebt de planten prachtig")
    assert refused.value.reason is Refusal.OTHER_VOICE
    beside = replica.write(author(voice=SAMIRA), *STRENGTH, "U hebt de planten prachtig", seen=[])
    assert beside in replica.heads(*STRENGTH)
    assert len(replica.heads(*STRENGTH)) == 2


def test_an_agreement_is_changed_by_anyone_who_may_say_it() -> None:
    replica = journal()
    replica.write(author(voice=ANNIE, compartment=COMMON), *WHAT, "Bellen")
    changed = replica.write(author(voice=SAMIRA, compartment=COMMON), *WHAT, "Maandag bellen")
    assert replica.heads(*WHAT) == (changed,)


@pytest.mark.parametrize("face", [Face.LISTEN, Face.WORK])
def test_after_reading_back_a_quote_changes_only_at_the_table(face: Face) -> None:
    replica = journal()
    replica.write(author(face=Face.WORK), *QUOTE, "Ik red het wel")
    replica.write(author(face=face), *QUOTE, "Ik red het nog wel")
    replica.write(author(), *QUOTE, act=Act.AFFIRM)
    for act in (Act.SAY, Act.STRIKE, Act.ERASE):
        assert _refusal(replica, author(face=face), act) is Refusal.ONLY_AT_THE_TABLE
    replica.write(author(face=Face.TABLE), *QUOTE, "Ik red het niet")


@pytest.mark.parametrize("face", [Face.LISTEN, Face.WORK])
def test_what_the_resident_typed_changes_only_at_the_table(face: Face) -> None:
    replica = journal()
    replica.write(author(hand=ANNIE), *QUOTE, "zelf getypt")
    assert _refusal(replica, author(face=face)) is Refusal.ONLY_AT_THE_TABLE
    replica.write(author(face=Face.TABLE), *QUOTE, "samen veranderd")


def test_reading_back_is_done_at_the_table() -> None:
    replica = journal()
    replica.write(author(face=Face.WORK), *QUOTE, "Ik red het wel")
    assert _refusal(replica, author(face=Face.WORK), Act.AFFIRM) is Refusal.ONLY_AT_THE_TABLE


def test_of_two_that_stand_side_by_side_neither_is_affirmed() -> None:
    kitchen, car = journal(), journal()
    kitchen.write(author(), *QUOTE, "een")
    take_in_all(kitchen, [car.write(author(device=DEVICES[1]), *QUOTE, "twee")])
    with pytest.raises(NotOne):
        kitchen.write(author(), *QUOTE, act=Act.AFFIRM)


def test_a_quote_does_not_lie_in_the_common_compartment() -> None:
    assert _refusal(journal(), author(compartment=COMMON)) is Refusal.COMPARTMENT


def test_the_safety_line_shares_no_compartment() -> None:
    conversation, safety = CompartmentKind.CONVERSATION, CompartmentKind.SAFETY
    assert conversation.holds(CompartmentKind.PERSON)
    assert conversation.holds(CompartmentKind.COMMON)
    assert not any(kind.holds(safety) for kind in CompartmentKind if kind is not safety)
    assert not any(safety.holds(kind) for kind in CompartmentKind if kind is not safety)


def test_a_device_that_was_never_enrolled_writes_nothing() -> None:
    assert _refusal(journal(), author(device=STRANGER)) is Refusal.DEVICE


def test_an_identifier_that_others_would_refuse_is_refused_when_writing() -> None:
    with pytest.raises(MalformedOperation):
        journal().write(author(), ObjectId("mevrouw De Wit"), QUOTE[1], "Ik red het wel")


def test_an_operation_on_another_field_may_not_be_replaced() -> None:
    replica = journal()
    quote = replica.write(author(), *QUOTE, "een").signed.operation
    strength = replica.write(author(), *STRENGTH, "twee").signed.operation
    field = CATALOGUE.field(FieldName("quote.text"))
    assert may_replace(quote, quote, field)
    assert not may_replace(quote, strength, field)


def _refusal(replica: object, writer: object, act: Act = Act.SAY) -> Refusal:
    with pytest.raises(Refused) as refused:
        replica.write(writer, *QUOTE, "anders" if act is Act.SAY else None, act)
    return refused.value.reason

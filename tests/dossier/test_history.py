"""History and undo per sentence: everything stays readable, and the journal takes what undo proposes."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.dossier.history import (
    CannotUndo,
    History,
    Pen,
    Way,
    history_of,
    restore,
    takes_a_view,
    undo,
    ways,
)
from keukentafel.dossier.standing import Standing
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.field import Replace, ValueKind
from keukentafel.journal.journal import NotOne
from keukentafel.journal.names import FieldName, ObjectId, OperationId, random_id
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Act, Face, Speaker
from tests.dossier.saying import Saying
from tests.journal.household import ANNIE, CATALOGUE, JOKE, PIET, SAMIRA

EVERYTHING = {Way.CHANGE, Way.STRIKE, Way.ERASE, Way.UNDO}


def _history(saying: Saying, thing: ObjectId, field: str) -> History:
    name = FieldName(field)
    entries = [one for place in saying.journal.places() for one in saying.journal.history(*place)]
    return history_of(entries, thing, CATALOGUE.field(name))


def _standing(saying: Saying, thing: ObjectId, field: str) -> list[tuple[str, Speaker]]:
    found = next((one for one in saying.dossier.things if one.id == thing), None)
    versions = found.fields[FieldName(field)].versions if found and FieldName(field) in found.fields else ()
    return sorted((one.text, one.voice) for one in versions)


def _pen(voice: Speaker, hand: Speaker | None = None, face: Face = Face.TABLE) -> Pen:
    return Pen(voice, hand or voice, face)


def test_a_history_tells_of_every_version_whose_words_whose_hand_when_and_what_became_of_it() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    saying.say("agreement.what", "Joris belt", agreed, voice=SAMIRA)
    saying.say("agreement.what", None, agreed, act=Act.STRIKE)
    found = _history(saying, agreed, "agreement.what")
    assert [(one.content, one.voice, one.hand, one.act, one.standing) for one in found.versions] == [
        ("Kim belt", ANNIE, SAMIRA, Act.SAY, Standing.REPLACED),
        ("Joris belt", SAMIRA, SAMIRA, Act.SAY, Standing.STRUCK),
        (None, ANNIE, SAMIRA, Act.STRIKE, Standing.STANDS),
    ]
    assert [one.claimed for one in found.versions] == sorted(one.claimed for one in found.versions)
    assert found.heads == found.versions[2:]


def test_undoing_says_the_former_version_again_and_can_be_undone_itself() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    saying.say("agreement.what", "Joris belt", agreed, voice=SAMIRA)
    saying.write(undo(_history(saying, agreed, "agreement.what")))
    assert _standing(saying, agreed, "agreement.what") == [("Kim belt", ANNIE)]
    saying.write(undo(_history(saying, agreed, "agreement.what")))
    assert _standing(saying, agreed, "agreement.what") == [("Joris belt", SAMIRA)]
    assert len(_history(saying, agreed, "agreement.what").versions) == 4


def test_undoing_a_strike_brings_the_words_back_and_undoing_a_first_sentence_strikes_it() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    saying.say("agreement.what", None, agreed, act=Act.STRIKE)
    saying.write(undo(_history(saying, agreed, "agreement.what")))
    assert _standing(saying, agreed, "agreement.what") == [("Kim belt", ANNIE)]
    new = saying.thing(agreement__what="Marga belt")
    saying.write(undo(_history(saying, new, "agreement.what")))
    assert _standing(saying, new, "agreement.what") == []


def test_undoing_a_choice_lays_both_versions_side_by_side_again() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    saying.say("agreement.what", "Joris belt", agreed, voice=SAMIRA, seen=())
    saying.say("agreement.what", "Samen bellen", agreed)
    saying.write(undo(_history(saying, agreed, "agreement.what")))
    assert _standing(saying, agreed, "agreement.what") == [("Joris belt", SAMIRA), ("Kim belt", ANNIE)]


def test_any_former_version_can_be_put_back_in_place_of_what_stands() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    first = _history(saying, wish, "wish.text").versions[0].id
    for words in ("Dansen", "Koken"):
        saying.say("wish.text", words, wish)
    saying.say("wish.text", "Iets van Piet", wish, voice=PIET, seen=())
    saying.write([restore(_history(saying, wish, "wish.text"), first)])
    assert _standing(saying, wish, "wish.text") == [("Iets van Piet", PIET), ("Zingen", ANNIE)]


def test_words_that_were_erased_do_not_come_back() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    first = _history(saying, wish, "wish.text").versions[0].id
    saying.say("wish.text", None, wish, act=Act.ERASE)
    for attempt in (lambda found: undo(found), lambda found: restore(found, first)):
        with pytest.raises(CannotUndo):
            attempt(_history(saying, wish, "wish.text"))
    saying.say("wish.text", "Dansen", wish)
    saying.write(undo(_history(saying, wish, "wish.text")))
    assert _standing(saying, wish, "wish.text") == []
    with pytest.raises(CannotUndo):
        restore(_history(saying, wish, "wish.text"), OperationId("0" * 64))


def test_where_nothing_was_said_nothing_can_be_done() -> None:
    empty = _history(Saying(), ObjectId(random_id()), "wish.text")
    assert (ways(empty, _pen(ANNIE)), empty.last) == (frozenset(), None)
    with pytest.raises(CannotUndo):
        undo(empty)


# ── Who may ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_resident_may_do_anything_with_the_text_of_the_plan() -> None:
    saying = Saying()
    agreed = saying.thing(agreement__what="Kim belt")
    saying.say("agreement.what", "Joris belt", agreed, voice=SAMIRA)
    assert ways(_history(saying, agreed, "agreement.what"), _pen(ANNIE)) == EVERYTHING


def test_words_that_are_somebodys_own_are_changed_by_nobody_else() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    saying.say("wish.text", "Weer zingen", wish)
    found = _history(saying, wish, "wish.text")
    assert ways(found, _pen(ANNIE, SAMIRA)) == EVERYTHING
    # Undoing says Annie's own words again, whoever's turn it is to speak.
    assert ways(found, _pen(PIET, SAMIRA)) == {Way.UNDO}
    assert ways(found, _pen(SAMIRA)) == {Way.UNDO}
    assert ways(found, _pen(ANNIE, SAMIRA, Face.WORK)) == set()


def test_of_two_versions_everybody_may_change_their_own() -> None:
    saying = Saying()
    wish = saying.thing(wish__text="Zingen")
    saying.say("wish.text", "Dansen", wish, voice=PIET, seen=())
    found = _history(saying, wish, "wish.text")
    assert ways(found, _pen(ANNIE)) >= {Way.CHANGE, Way.STRIKE, Way.ERASE}
    assert ways(found, _pen(SAMIRA)) <= {Way.UNDO}


def test_what_was_read_back_changes_at_the_table_alone() -> None:
    saying = Saying()
    rung = saying.thing(rung__text="Cor gaat mee")
    assert Way.CHANGE in ways(_history(saying, rung, "rung.text"), _pen(SAMIRA, face=Face.WORK))
    saying.say("rung.text", None, rung, act=Act.AFFIRM)
    assert ways(_history(saying, rung, "rung.text"), _pen(SAMIRA, face=Face.WORK)) == set()
    saying.say("rung.text", "Els gaat mee", rung, hand=ANNIE)
    assert ways(_history(saying, rung, "rung.text"), _pen(SAMIRA)) == EVERYTHING


def test_erasing_asks_for_everything_that_went_before_as_the_journal_does() -> None:
    saying = Saying()
    rung = saying.thing(rung__text="Cor gaat mee")
    saying.say("rung.text", None, rung, act=Act.AFFIRM)
    saying.say("rung.text", "Els gaat mee", rung)
    away = _pen(SAMIRA, face=Face.WORK)
    assert ways(_history(saying, rung, "rung.text"), away) == {Way.CHANGE, Way.STRIKE, Way.UNDO}
    assert ways(_history(saying, rung, "rung.text"), _pen(SAMIRA)) == EVERYTHING


@pytest.mark.parametrize("hand", [ANNIE, JOKE])
def test_a_resident_adds_a_view_to_a_weighing_and_to_a_legal_date_and_changes_neither(hand: Speaker) -> None:
    saying = Saying()
    weighed = saying.say("weighing.fair", "Ook anderen krijgen dit", voice=SAMIRA, face=Face.WORK)
    asked = saying.thing(request__date="2026-11-01")
    for thing, field in ((weighed.signed.operation.object, "weighing.fair"), (asked, "request.date")):
        assert ways(_history(saying, thing, field), _pen(hand)) == {Way.VIEW}
    assert Way.CHANGE in ways(
        _history(saying, weighed.signed.operation.object, "weighing.fair"), _pen(SAMIRA, face=Face.WORK)
    )
    assert Way.CHANGE in ways(_history(saying, asked, "request.date"), _pen(ANNIE, SAMIRA))


def test_exactly_the_weighing_and_the_dates_of_the_law_take_a_view() -> None:
    found = {field.name for field in CATALOGUE.fields if takes_a_view(field)}
    weighed = {field.name for kind in ("weighing", "after_all") for field in CATALOGUE.fields_of(kind)}
    dates = {field.name for field in CATALOGUE.fields_of("request") if field.value is ValueKind.DATE}
    assert found == (weighed | dates) - {"request.applied", "request.not_applied"}


PEOPLE = st.sampled_from([ANNIE, ANNIE, PIET, SAMIRA])
STEPS = st.lists(
    st.tuples(
        st.sampled_from([Act.SAY, Act.SAY, Act.SAY, Act.STRIKE, Act.ERASE, Act.AFFIRM]), PEOPLE, st.booleans()
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=120)
@given(
    STEPS,
    st.sampled_from(["agreement.what", "wish.text"]),
    st.builds(Pen, PEOPLE, PEOPLE, st.sampled_from(list(Face))),
    st.sampled_from(sorted(EVERYTHING)),
)
def test_what_may_be_done_is_what_the_journal_takes(
    steps: list[tuple[Act, Speaker, bool]], field: str, pen: Pen, way: Way
) -> None:
    saying, thing = Saying(), ObjectId(random_id())
    for at, (act, who, apart) in enumerate(steps):
        try:
            content = f"zin {at}" if act is Act.SAY else None
            seen = () if apart and act is Act.SAY else None
            saying.say(field, content, thing, voice=who, act=act, seen=seen)
        except (Refused, NotOne):
            continue
    found = _history(saying, thing, field)
    before = [one.content for one in found.versions if one.content is not None]
    assert (way in ways(found, pen)) == _taken(saying, _tried(found, pen, way), pen)
    after = [one.content for one in _history(saying, thing, field).versions if one.content is not None]
    assert way is Way.ERASE or after[: len(before)] == before


def _tried(found: History, pen: Pen, way: Way) -> tuple[ToSay, ...]:
    if way is Way.UNDO:
        try:
            return undo(found)
        except CannotUndo:
            return ()
    own = found.field.replace is Replace.VOICE
    seen = tuple(one.id for one in found.heads if not own or one.voice == pen.voice)
    act = {Way.CHANGE: Act.SAY, Way.STRIKE: Act.STRIKE, Way.ERASE: Act.ERASE}[way]
    content = "anders" if act is Act.SAY else None
    return (ToSay(found.thing, found.field.name, content, act, pen.voice, seen),) if seen else ()


def _taken(saying: Saying, sayings: tuple[ToSay, ...], pen: Pen) -> bool:
    hand, face = pen.hand, pen.face
    try:
        for one in sayings:
            voice = one.voice or pen.voice
            say = partial(saying.say, one.field, one.content, one.thing, act=one.act, seen=one.seen)
            say(voice=voice, hand=hand, face=face)
    except Refused:
        return False
    return bool(sayings)

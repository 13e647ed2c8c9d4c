"""Tying fragments to the letters of the law: the same tap unties."""

from keukentafel.app.state.tagging import toggle
from keukentafel.dossier.law_letters import letters
from keukentafel.journal.speaker import Face
from tests.app.town import Town, begun, reopened


def test_one_tap_ties_and_the_same_tap_unties(town: Town) -> None:
    room = town.room()
    talk = begun(room)
    quote = talk.say("quote.text", "Marga is zo moe.")
    talk.face = Face.WORK
    for letter in ("a", "d"):
        toggle(talk, quote, letter)
    room, talk = reopened(town, room)
    assert [one.letter for one in letters(talk.dossier) if one.fragments] == ["a", "d"]
    toggle(talk, quote, "a")
    _, talk = reopened(town, room)
    assert [one.letter for one in letters(talk.dossier) if one.fragments] == ["d"]

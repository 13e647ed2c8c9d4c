"""What was written down last in a talk, so that one tap undoes it.

A change is everything that went in one transaction: a sentence, an agreement with its place on the board, a
card that was crossed out. Undoing says what stood there before, and is a change itself, so that the next tap
takes it back again. What the journal would not take from who writes now is not offered.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from keukentafel.app.state.saying import Saying
from keukentafel.dossier.history import CannotUndo, History, Pen, Way, undo, ways
from keukentafel.dossier.people import Person
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.field import Sight
from keukentafel.journal.names import FieldName, ObjectId
from keukentafel.journal.speaker import Act, Face

Place = tuple[ObjectId, FieldName]
"""One field of one object."""

_OF_THE_TALK: Final = "conversation"
"""That a talk began or ended is not a sentence that somebody takes back."""


class Talk(Protocol):
    """What a change needs of a talk: who is at it, and what was said on a field."""

    face: Face
    writer: Person
    speaker: Person

    def history(self, thing: ObjectId, field: FieldName) -> History:
        """Return everything that was ever said on a field of an object."""

    def say_proposed(self, proposed: Iterable[ToSay]) -> None:
        """Write down what was proposed, in one transaction."""


class Changes:
    """The last change of a talk."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._places: tuple[Place, ...] = ()

    def made(self, sayings: Sequence[Saying]) -> None:
        """Take what was written down just now."""
        self._places = tuple(dict.fromkeys((one.thing, one.field) for one in sayings))

    def forget(self) -> None:
        """Offer nothing any more: another screen comes up."""
        self._places = ()

    @property
    def undoable(self) -> bool:
        """Whether who writes now may undo all of it, at the table where everybody sees it."""
        found = self._histories()
        if not found or self._talk.face is not Face.TABLE:
            return False
        return all(_may_be_undone(one) and Way.UNDO in ways(one, pen_of(self._talk, one)) for one in found)

    def undo(self) -> None:
        """Undo all of it; nothing when it cannot be undone any more."""
        if self.undoable:
            self._talk.say_proposed([said for one in self._histories() for said in undo(one)])

    def _histories(self) -> list[History]:
        return [self._talk.history(*place) for place in self._places]


def pen_of(talk: Talk, history: History) -> Pen:
    """Return who holds the pen on a field: the writer, for the words that stand there or the speaker's.

    The worker takes down words in the voice of who they are of, as in a box on the screen.
    """
    hand, voice = talk.writer.speaker, talk.speaker.speaker
    heads = history.heads
    if talk.face is Face.WORK or not history.field.voices >= {voice.role}:
        voice = hand
    own = [one for one in heads if one.voice == voice]
    if heads and not own and _takes_down(talk) and len({one.voice for one in heads}) == 1:
        voice = heads[0].voice
    return Pen(voice, hand, talk.face)


def _takes_down(talk: Talk) -> bool:
    return talk.writer.id != talk.speaker.id


def _may_be_undone(history: History) -> bool:
    last = history.last
    if last is None or history.field.object == _OF_THE_TALK or Sight.RESIDENT not in history.field.sees:
        return False
    if last.act is Act.ERASE:
        return False
    try:
        return bool(undo(history))
    except CannotUndo:
        return False

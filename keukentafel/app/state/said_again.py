"""Saying an edition again: every version of every field of it as a sentence of the journal.

It is said in the voice whose words it is, by the hand that wrote it down, at the moment that was claimed.
In a household that is here already it is laid beside what stands here (`Beside`).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.saying import Saying
from keukentafel.dossier.history import History, Version
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.part import Part
from keukentafel.edition.part import Version as Frozen
from keukentafel.journal.catalogue import Catalogue, ValueKind
from keukentafel.journal.content import UnfitValue
from keukentafel.journal.field import Replace
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.speaker import Act, Face, Role, Speaker

_FACES: Final = (Face.TABLE, Face.LISTEN, Face.WORK)
_QUOTE: Final = FieldName("quote.text")
_LATEST: Final = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""A moment from which days can still be counted on; a clock may claim any, and a calendar ends."""


class SaidAgain:
    """Says the parts of an edition again as sentences of the journal."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, part: Part) -> Iterator[Saying]:
        """Return every version of a part, on the same object, apart from any other.

        Raises:
            Refused: a hand wrote it that may not write there.
            UnfitValue: it claims a moment beyond the calendar.
        """
        for name, versions in part.fields.items():
            for one in versions:
                self._check_moments(name, one)
                face = self._face(name, one.hand)
                yield Saying(
                    part.object, name, one.value, one.voice, Act.SAY, one.hand, face, (), one.claimed
                )

    def _face(self, name: FieldName, hand: Speaker) -> Face:
        """An edition does not say how the tablet lay: the table where it may, where everybody sees it."""
        faces = self._catalogue.field(name).faces
        for one in _FACES:
            if one in faces and (one is not Face.WORK or _is_worker(hand)):
                return one
        raise Refused(Refusal.FACE)

    def _check_moments(self, name: FieldName, one: Frozen) -> None:
        tells = self._catalogue.field(name).value is ValueKind.MOMENT
        told = one.value if tells and isinstance(one.value, int) else 0
        if max(one.claimed, told) > _LATEST:
            raise UnfitValue("this moment lies beyond the calendar")


class Beside:
    """Lays what a newer edition says beside what stands here, of which nothing is lost.

    What was said here already, and what was struck or erased since, is not said again. What nobody changed
    here since the edition before it (``parent``) is replaced: who wrote the newer words had it in view. What
    was changed here too lies beside the newer words, and people choose.
    """

    def __init__(self, talk: Conversation, parent: Bundle | None) -> None:
        self._talk = talk
        parts = parent.edition.parts if parent else ()
        self._seen_there = {
            (part.object, name, one.voice, one.claimed)
            for part in parts
            for name, versions in part.fields.items()
            for one in versions
        }

    def of(self, sayings: Iterable[Saying]) -> list[Saying]:
        """Return what is new here, each with the sentences here that it replaces."""
        found = ((one, self._talk.history(one.thing, one.field)) for one in sayings)
        return [
            one._replace(seen=self._replaced(one, history))
            for one, history in found
            if not _was_said(one, history)
        ]

    def _replaced(self, one: Saying, history: History) -> tuple[OperationId, ...]:
        everybodys = history.field.replace is Replace.ANYONE
        heads = (head for head in history.heads if everybodys or head.voice == one.voice)
        return tuple(head.id for head in heads if self._was_there(history, head))

    def _was_there(self, history: History, head: Version) -> bool:
        return (history.thing, history.field.name, head.voice, head.claimed) in self._seen_there


def _was_said(one: Saying, history: History) -> bool:
    """Tell whether these words were said here at that moment, whatever became of them, or stand here now."""
    before = any((said.voice, said.claimed) == (one.voice, one.claimed) for said in history.versions)
    return before or any((head.voice, head.content) == (one.voice, one.content) for head in history.heads)


def _is_worker(hand: Speaker) -> bool:
    return hand.role is Role.WORKER


def affirmed(talk: Conversation, things: Collection[ObjectId]) -> Iterator[Saying]:
    """What somebody had said when they said "this is my story" is theirs alone to change, as it was."""
    assents = [said for one in talk.dossier.all("story") for said in one.words("assent").versions]
    until = {one.voice: one.claimed for one in assents}
    for quote in (one for one in talk.dossier.all("quote") if one.id in things):
        words = quote.words("text")
        said = words.latest
        if said is None or words.contested or said.claimed > until.get(said.voice, -1):
            continue
        seen, claimed = (said.id,), said.claimed
        yield Saying(quote.id, _QUOTE, None, said.voice, Act.AFFIRM, said.hand, Face.TABLE, seen, claimed)

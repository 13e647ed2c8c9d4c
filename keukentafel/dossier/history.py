"""The history of one sentence: what it said before, whose words those were, and who may put them back.

Every field keeps everything that was ever said on it. Undoing is not taking away: it says the former version
again, in the voice whose words it is, so that both stay readable and it can be undone in its turn. Whoever
made one of two versions may lay both side by side again. Erased words are gone, and cannot come back.

Who may change, strike, erase or undo is what the catalogue says, asked of the journal's own rules. Of two
things the resident changes nothing and says what they think beside it, in a *view*: the worker's weighing,
and the dates that the law counts from. The day on which somebody applied is their own to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from keukentafel.dossier.standing import Standing, standings
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.canonical import Json
from keukentafel.journal.field import Field, Replace, Sight, ValueKind
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.operation import Entry, Operation
from keukentafel.journal.past import for_display
from keukentafel.journal.rules import may_replace, may_speak
from keukentafel.journal.speaker import Act, Face, Role, Speaker

_SAYS: Final = frozenset({Act.SAY, Act.AFFIRM})
_OWN_DAYS: Final = frozenset({FieldName("request.applied"), FieldName("request.not_applied")})
_WEIGHED: Final = frozenset({"weighing", "after_all"})


class CannotUndo(ValueError):
    """There is nothing to put back: nothing stands here, or the former words were erased."""


class Way(StrEnum):
    """What somebody may do with a sentence."""

    CHANGE = "change"
    STRIKE = "strike"
    ERASE = "erase"
    UNDO = "undo"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Pen:
    """Who wants to do something: whose words, by whose hand, in which face of the tablet."""

    voice: Speaker
    hand: Speaker
    face: Face


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that was said or done on a field; ``claimed`` in milliseconds since 1970.

    ``content`` is None where there are no words: for a strike or an erasure, and for words that are gone.
    ``instead_of`` are the versions that it replaced.
    """

    id: OperationId
    act: Act
    content: Json
    standing: Standing
    voice: Speaker
    hand: Speaker
    face: Face
    claimed: int
    instead_of: tuple[OperationId, ...]

    @property
    def says(self) -> bool:
        """Whether there are words in it that can be put back."""
        return self.act in _SAYS and self.content is not None


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was said and done on one field of one object, oldest first."""

    thing: ObjectId
    field: Field
    versions: tuple[Version, ...]
    entries: tuple[Entry, ...]

    @property
    def heads(self) -> tuple[Version, ...]:
        """What nobody has replaced: mostly one, two when two versions lie side by side."""
        replaced = {one for version in self.versions for one in version.instead_of}
        return tuple(one for one in self.versions if one.id not in replaced)

    @property
    def last(self) -> Version | None:
        """What was said or done last of what nobody has replaced."""
        return self.heads[-1] if self.heads else None

    def version(self, one: OperationId) -> Version | None:
        """Return a version by its identifier."""
        return next((version for version in self.versions if version.id == one), None)


def history_of(entries: Iterable[Entry], thing: ObjectId, field: Field) -> History:
    """Return the history of one field of one object, from what was accepted in the household."""
    here = [
        one
        for one in entries
        if one.signed.operation.object == thing and one.signed.operation.field == field.name
    ]
    kept, standing = for_display(here), standings(here)
    return History(thing, field, tuple(_version(one, standing[one.signed.id]) for one in kept), kept)


def restore(history: History, version: OperationId) -> ToSay:
    """Return the saying that puts a version back, in place of what stands there now.

    Words that only their own speaker replaces come in place of that speaker's alone.

    Raises:
        CannotUndo: it has no words, or they are gone.
    """
    found = history.version(version)
    if found is None or not found.says:
        raise CannotUndo("these words are gone, or there never were any")
    everybodys = history.field.replace is Replace.ANYONE
    heads = (one.id for one in history.heads if everybodys or one.voice == found.voice)
    return ToSay(history.thing, history.field.name, found.content, Act.SAY, found.voice, tuple(sorted(heads)))


def undo(history: History) -> tuple[ToSay, ...]:
    """Return the sayings that undo what was done last.

    A change goes back to what it replaced; a choice between two versions lays both side by side again; a
    first sentence is struck.

    Raises:
        CannotUndo: nothing was said here, or what stood here before was erased.
    """
    last = history.last
    if last is None:
        raise CannotUndo("nothing was said here")
    before = [found for one in last.instead_of if (found := history.version(one))]
    if any(one.act in _SAYS and not one.says for one in before):
        raise CannotUndo("what stood here before was erased")
    back = [one for one in before if one.says]
    place = (history.thing, history.field.name)
    if not back:
        if not last.says:
            raise CannotUndo("nothing stood here before")
        return (ToSay(*place, None, Act.STRIKE, last.voice, (last.id,)),)
    first, *others = back
    again = ToSay(*place, first.content, Act.SAY, first.voice, (last.id,))
    return (again, *(ToSay(*place, one.content, Act.SAY, one.voice, ()) for one in others))


def ways(history: History, pen: Pen) -> frozenset[Way]:
    """Return what somebody may do with what stands here now."""
    if pen.hand.role is not Role.WORKER and takes_a_view(history.field):
        return frozenset({Way.VIEW})
    acts = {Way.CHANGE: Act.SAY, Way.STRIKE: Act.STRIKE, Way.ERASE: Act.ERASE}
    may = {way for way, act in acts.items() if _may(history, pen, act)}
    return frozenset(may | ({Way.UNDO} if _may_undo(history, pen) else set()))


def takes_a_view(field: Field) -> bool:
    """Tell whether a resident says what they think beside this field, and changes nothing in it."""
    dated = field.object == "request" and field.value is ValueKind.DATE
    legal_date = dated and field.name not in _OWN_DAYS
    return Sight.RESIDENT in field.sees and (field.object in _WEIGHED or legal_date)


def _may(history: History, pen: Pen, act: Act) -> bool:
    """Ask the journal's rules, of an operation as it would be, on those versions that it can replace."""
    heads = [one for one in _heads(history) if _follows(history.field, pen, one)]
    if not heads:
        return False
    new = _as_if(heads[0].signed.operation, pen, act, (one.signed.id for one in heads))
    # Erasing takes the words of everything before it too.
    reached = _with_all_before(history, heads) if act is Act.ERASE else heads
    return may_speak(new, history.field) and all(
        may_replace(new, one.signed.operation, history.field) for one in reached
    )


def _heads(history: History) -> Iterable[Entry]:
    heads = {one.id for one in history.heads}
    return (one for one in history.entries if one.signed.id in heads)


def _follows(field: Field, pen: Pen, head: Entry) -> bool:
    return field.replace is Replace.ANYONE or head.signed.operation.voice == pen.voice


def _with_all_before(history: History, heads: Iterable[Entry]) -> Iterable[Entry]:
    known = {one.signed.id: one for one in history.entries}
    reached: dict[OperationId, Entry] = {}
    ahead = [one.signed.id for one in heads]
    while ahead:
        one = ahead.pop()
        if one in known and one not in reached:
            reached[one] = known[one]
            ahead.extend(known[one].signed.operation.seen)
    return reached.values()


def _may_undo(history: History, pen: Pen) -> bool:
    try:
        sayings = undo(history)
    except CannotUndo:
        return False
    last = next(one for one in history.entries if history.last and one.signed.id == history.last.id)
    old = last.signed.operation
    news = [
        _as_if(old, replace(pen, voice=one.voice or pen.voice), one.act, one.seen or ()) for one in sayings
    ]
    spoken = all(may_speak(new, history.field) for new in news)
    return spoken and may_replace(news[0], old, history.field)


def _as_if(like: Operation, pen: Pen, act: Act, seen: Iterable[OperationId]) -> Operation:
    return replace(like, act=act, voice=pen.voice, hand=pen.hand, face=pen.face, seen=tuple(sorted(seen)))


def _version(entry: Entry, standing: Standing) -> Version:
    said = entry.signed.operation
    words = entry.value.content if entry.value is not None and said.act in _SAYS else None
    return Version(
        entry.signed.id,
        said.act,
        words,
        standing,
        said.voice,
        said.hand,
        said.face,
        said.claimed,
        said.seen,
    )

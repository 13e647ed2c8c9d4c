"""What a sentence said before: looked back on at the table, put back, struck, or erased for good.

A thing may have several sentences (what was agreed, who does it, when); one of them is looked at. What may be
done with it depends on who writes now, and is asked anew each time: when the pen changes hands, so does this.
"""

from collections.abc import Sequence
from typing import Final

from keukentafel.app.state.box import Box
from keukentafel.app.state.changes import Place, pen_of
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.screens import Screen
from keukentafel.dossier.history import CannotUndo, History, Pen, Version, Way, restore, ways
from keukentafel.dossier.sentence import Sentence, Words
from keukentafel.dossier.standing import WITH_WORDS
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.field import Replace
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act, Role

TOGETHER: Final = (
    ("quote.text", "quote.translation"),
    (
        "agreement.what",
        "agreement.who",
        "agreement.when",
        "agreement.notice",
        "agreement.pace",
        "agreement.reason",
        "agreement.party",
        "agreement.wish",
    ),
    ("wish.text", "wish.now", "wish.three_months", "wish.year"),
    ("sign.text", "sign.action", "sign.level"),
    (
        "aftercare.pilot_light",
        "aftercare.pilot_who",
        "aftercare.pilot_how",
        "aftercare.pilot_often",
        "aftercare.pilot_until",
    ),
    ("check_in.date", "check_in.how"),
    ("rung.text", "rung.skipped"),
    ("weighing.sensible", "weighing.fair", "weighing.frugal", "weighing.lasting", "weighing.own_control"),
    ("after_all.what", "after_all.purpose", "after_all.values", "after_all.effects", "after_all.reasons"),
    ("agreed_with.who", "agreed_with.organisation", "agreed_with.answer", "agreed_with.date"),
)
"""The sentences of one thing that are looked back on together; any other sentence stands alone."""


class Past:
    """The past of the sentences of one thing, as it lies on the table."""

    def __init__(self, talk: Conversation, things: Sequence[ObjectId], field: str, back: Screen) -> None:
        """Take what is looked back on.

        Args:
            talk: the open household.
            things: the object; several where two tablets each made one of what occurs once.
            field: the sentence that was tapped.
            back: the sheet on which it stands.
        """
        self._talk = talk
        self._things = tuple(things)
        self._together = next((one for one in TOGETHER if field in one), (field,))
        self.back = back
        first = [one for one in self.places if one[1] == field]
        self.place: Place = (first or [(self._things[0], FieldName(field))])[0]
        self.erasing = False

    @property
    def places(self) -> tuple[Place, ...]:
        """The sentences of which something was ever said."""
        names = (FieldName(name) for name in self._together)
        every = ((thing, name) for name in names for thing in self._things)
        return tuple(place for place in every if self._talk.history(*place).versions)

    @property
    def history(self) -> History:
        """Everything that was ever said on the sentence that is looked at."""
        return self._talk.history(*self.place)

    @property
    def now(self) -> tuple[Version, ...]:
        """What stands there now: nothing, one version, or several side by side."""
        return tuple(one for one in self.history.heads if one.says)

    @property
    def before(self) -> tuple[Version, ...]:
        """What was said there before, the newest first; a strike or an erasure is told by what it was of."""
        now = {one.id for one in self.now}
        said = (one for one in self.history.versions if one.act in WITH_WORDS and one.id not in now)
        return tuple(reversed([one for one in said if one.act is Act.SAY or one.content is None]))

    @property
    def ways(self) -> frozenset[Way]:
        """What who writes now may do with what stands there."""
        return ways(self.history, self._pen)

    def look_at(self, place: Place) -> None:
        """Look at another sentence of the same thing."""
        self.place, self.erasing = place, False
        self._talk.changed()

    def may_put_back(self, version: Version) -> bool:
        """Tell whether who writes now may put a former version back."""
        stands = any((one.content, one.voice) == (version.content, version.voice) for one in self.now)
        if not version.says or stands or Way.VIEW in self.ways:
            return False
        pen, history = self._pen, self.history
        own = history.field.replace is Replace.VOICE
        # Nobody says another resident's words again but the worker, who takes them down.
        if own and pen.hand.role is not Role.WORKER and pen.hand.who != version.voice.who:
            return False
        return Way.CHANGE in ways(history, Pen(version.voice, pen.hand, pen.face))

    def put_back(self, version: OperationId) -> None:
        """Say a former version again, in the voice whose words it is."""
        try:
            self._talk.say_proposed([restore(self.history, version)])
        except CannotUndo:
            return

    def strike(self) -> None:
        """Strike what stands there: it is kept, and no longer counts."""
        self._act(Act.STRIKE)

    def ask_to_erase(self, *, asked: bool = True) -> None:
        """Ask first whether the words are to go for good, or let them stay."""
        self.erasing = asked
        self._talk.changed()

    def erase(self) -> None:
        """Take the words that stand there, and all that stood there before, away for good."""
        self.erasing = False
        self._talk.boxes.drop(self.place[1], self.place[0])
        self._act(Act.ERASE)

    def _act(self, act: Act) -> None:
        history, pen = self.history, self._pen
        if {Act.STRIKE: Way.STRIKE, Act.ERASE: Way.ERASE}[act] not in self.ways:
            return
        everybodys = history.field.replace is Replace.ANYONE
        seen = tuple(one.id for one in history.heads if everybodys or one.voice == pen.voice)
        self._talk.say_proposed([ToSay(*self.place, None, act, pen.voice, seen)])

    @property
    def _pen(self) -> Pen:
        return pen_of(self._talk, self.history)


def view_box(talk: Conversation, thing: ObjectId) -> Box:
    """Return the box in which who writes says what they think of a thing: of their own view, or a new one."""
    slot, about = f"view-{thing}-{talk.writer.id}", {"view.about": thing}
    for one in talk.dossier.all("view"):
        said = one.words("text").latest
        if one.words("about").text == thing and said is not None and said.voice.who == talk.writer.id:
            return talk.boxes.box("view.text", one.id, said.text, together=about)
    return talk.boxes.box("view.text", talk.boxes.fresh(slot), slot=slot, together=about)


def as_words(versions: Sequence[Version]) -> Words:
    """Return versions as the sentences that they are."""
    return Words(tuple(as_sentence(one) for one in versions))


def as_sentence(version: Version) -> Sentence:
    """Return a version as a sentence, with whose words it is and who wrote it down."""
    affirmed = version.act is Act.AFFIRM
    return Sentence(version.id, version.content, version.voice, version.hand, version.claimed, affirmed)

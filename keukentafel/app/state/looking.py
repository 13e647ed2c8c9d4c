"""Looking together at one check-in: how it goes now, what was noticed, when we look again, and what follows.

It works at the table, without a connection. Every answer is written down as it is given; *Klaar* only says
that it was done. What follows from a sign that was noticed (`keukentafel.dossier.noticed`) can be taken back
as long as this check-in lies open: then the day of the next one is again what it was.
"""

from collections.abc import Callable, Sequence
from datetime import date

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.check_ins import CheckIn, check_ins, still_open
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.going import Going, HowItGoes, how_it_goes
from keukentafel.dossier.noticed import Notice, comes_sooner, what_follows
from keukentafel.dossier.tasks import Task, tasks
from keukentafel.dossier.to_say import ToSay, follows_from
from keukentafel.journal.names import ObjectId


class Looking:
    """The check-in that lies on the table."""

    def __init__(self, talk: Conversation, check_in: ObjectId, today: Callable[[], date]) -> None:
        self._talk = talk
        self._today = today
        self.id = check_in
        self._days_before: dict[ObjectId, str] = {}

    @property
    def check_in(self) -> CheckIn | None:
        """The check-in as it stands now; None once it was struck."""
        return next((one for one in check_ins(self._talk.dossier) if one.id == self.id), None)

    @property
    def following(self) -> CheckIn | None:
        """The check-in after this one."""
        others = (one for one in still_open(self._talk.dossier) if one.id != self.id)
        return next((one for one in others if one.day is not None), None)

    @property
    def agreements(self) -> tuple[HowItGoes, ...]:
        """The agreements, each with how it was said to go."""
        return how_it_goes(self._talk.dossier)

    @property
    def signs(self) -> tuple[Thing, ...]:
        """The early signs on the card."""
        return tuple(one for one in self._talk.aftercare.signs if one.words("text"))

    @property
    def done(self) -> bool:
        """Whether it was said that this check-in was done."""
        found = self.check_in
        return found is not None and found.done_on is not None

    def say_going(self, agreement: ObjectId, going: Going) -> None:
        """Say how it goes with an agreement."""
        self._talk.say("agreement.going", going.value, agreement)

    def noticed(self, sign: Thing) -> Thing | None:
        """Return that a sign was noticed today; None when nobody said so."""
        wanted = self._notice(sign).id
        return next((one for one in self._talk.dossier.all("noticed") if one.id == wanted), None)

    def task_of(self, sign: Thing) -> Task | None:
        """Return the task that follows from a sign that was noticed today."""
        found = self.noticed(sign)
        return next((one for one in tasks(self._talk.dossier) if found and one.noticed == found.id), None)

    def notice(self, sign: Thing) -> None:
        """A sign was noticed today: what follows from it is written down in one go."""
        self._write(what_follows(self._talk.dossier, self._notice(sign)))

    def not_noticed(self, sign: Thing) -> None:
        """It was not noticed after all: nothing follows, and a day that came forward goes back.

        What another sign that was noticed today asks for stays.
        """
        notice = self._notice(sign)
        gone = {notice.id, follows_from(notice.id, "task"), follows_from(notice.id, "check_in")}
        self._talk.strike(*(one for one in self._talk.dossier.things if one.id in gone))
        for check_in, day in self._days().items():
            if day == notice.look_by.isoformat() and check_in in self._days_before:
                self._talk.say("check_in.date", self._days_before.pop(check_in), check_in)
        for other in self.signs:
            if self.noticed(other) is not None:
                self._write(comes_sooner(self._talk.dossier, self._notice(other)))

    def look_again(self, day: date) -> None:
        """Choose on which day we look again."""
        following = self.following
        self._talk.say("check_in.date", day.isoformat(), following.id if following else None)

    def finish(self) -> None:
        """This check-in was done, today."""
        self._talk.say("check_in.done", self._today().isoformat(), self.id)

    def _write(self, sayings: Sequence[ToSay]) -> None:
        """Write down what follows from a sign, and remember which day a check-in had before any came."""
        before = self._days()
        if sayings:
            self._talk.say_proposed(sayings)
        for one, day in before.items():
            if self._days().get(one) != day:
                self._days_before.setdefault(one, day)

    def _notice(self, sign: Thing) -> Notice:
        today = self._today()
        return Notice(sign, today, today, at=self.id)

    def _days(self) -> dict[ObjectId, str]:
        return {one.id: one.day.isoformat() for one in still_open(self._talk.dossier) if one.day is not None}

"""Noticing: an early sign was seen, so the next check-in comes sooner and there is something to do.

Orange: we look within a week. Red: we look today. Nothing is computed of it and nobody is reported: what
follows is a day that comes forward and a task, both for people to change.

- A check-in only ever comes earlier. One that falls soon enough stays where it is; one that is past and was
  not done is no look to come, so that it does not count as one.
- Telling the same sign of the same day twice changes nothing, also when it was told on two tablets: what
  follows from it is the same object on both.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from keukentafel.dossier.aftercare import Level
from keukentafel.dossier.check_ins import CheckIn, done_ones, still_open
from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.dossier.to_say import ToSay, follows_from, of_thing, unsaid
from keukentafel.journal.names import FieldName, ObjectId

HOW_SOON: Final = {Level.ORANGE: timedelta(days=7), Level.RED: timedelta(0)}
"""How soon we look when a sign was noticed: within a week, or on the day itself."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """One time that a sign was noticed: which one, at which check-in if at any, and what it was."""

    id: ObjectId
    sign: ObjectId | None
    check_in: ObjectId | None
    dates: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody tells: this sign was noticed.

    Attributes:
        sign: which sign of the card.
        on: the day on which it was noticed.
        today: the day on which it is told, from which we look again.
        text: what there was to notice, in their own words; may be empty.
        at: the check-in at which it is told, which is not the next one; None when told in between.
        task: what has to be done; empty for what the sign itself says is done then.
        who: who does it; may be empty.
    """

    sign: Thing
    on: date
    today: date
    text: str = ""
    at: ObjectId | None = None
    task: str = ""
    who: str = ""

    @property
    def id(self) -> ObjectId:
        """The object of this noticing: one for each sign and day."""
        return follows_from(self.sign.id, self.on.isoformat(), "noticed")

    @property
    def look_by(self) -> date:
        """The last day on which we look again."""
        return self.today + HOW_SOON[level_of(self.sign)]


def noticed(dossier: Dossier) -> tuple[Noticed, ...]:
    """Return what was noticed, by day."""
    found = (_noticed_of(thing) for thing in dossier.all("noticed"))
    return tuple(sorted(found, key=lambda one: (one.dates.text, one.id)))


def level_of(sign: Thing) -> Level:
    """Return how serious a sign is: red as soon as one version says so, orange when nobody said."""
    return Level.RED if Level.RED in sign.words("level").texts else Level.ORANGE


def what_follows(dossier: Dossier, notice: Notice) -> tuple[ToSay, ...]:
    """Return what is to be written when a sign was noticed; nothing when all of it stands already."""
    told = {
        "sign": notice.sign.id,
        "date": notice.on.isoformat(),
        "text": notice.text,
        "check_in": notice.at,
    }
    said = unsaid(dossier, of_thing(notice.id, "noticed", told))
    return (*said, *comes_sooner(dossier, notice), *_task(dossier, notice))


def comes_sooner(dossier: Dossier, notice: Notice) -> tuple[ToSay, ...]:
    """Return the sayings by which the next check-in comes forward, or there is a new one."""
    by = notice.look_by.isoformat()
    coming = _coming(dossier, notice)
    if _looked_since(dossier, notice):
        return ()
    if coming is None:
        return of_thing(follows_from(notice.id, "check_in"), "check_in", {"date": by})
    if coming.day is not None and coming.day <= notice.look_by:
        return ()
    return (ToSay(coming.id, FieldName("check_in.date"), by),)


def _looked_since(dossier: Dossier, notice: Notice) -> bool:
    """Whether it was told before, and people looked since the day that it was noticed."""
    told_before = any(one.id == notice.id for one in dossier.all("noticed"))
    looked = (one.done_on for one in done_ones(dossier) if one.id != notice.at)
    return told_before and any(day is not None and day >= notice.on for day in looked)


def _coming(dossier: Dossier, notice: Notice) -> CheckIn | None:
    open_ones = (one for one in still_open(dossier) if one.id != notice.at)
    return next((one for one in open_ones if one.day is not None and one.day >= notice.today), None)


def _task(dossier: Dossier, notice: Notice) -> tuple[ToSay, ...]:
    """What was told the first time stands: people may have changed it, or done it."""
    thing = follows_from(notice.id, "task")
    if any(one.id == thing for one in dossier.all("task")):
        return ()
    sign = notice.sign
    text = notice.task or sign.words("action").text or sign.words("text").text
    by = notice.look_by.isoformat()
    return of_thing(thing, "task", {"text": text, "noticed": notice.id, "who": notice.who, "by": by})


def _noticed_of(thing: Thing) -> Noticed:
    sign, check_in = thing.words("sign").text, thing.words("check_in").text
    return Noticed(
        thing.id,
        ObjectId(sign) if sign else None,
        ObjectId(check_in) if check_in else None,
        thing.words("date"),
        thing.words("text"),
    )

"""Tasks: what has to be done because something was noticed, by whom, and by which day.

A task is small and of the household: "Cor belt Samira". It stands until somebody says that it was done.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId

_NO_DAY: Final = date.max


@dataclass(frozen=True, slots=True)
class Task:
    """One task; ``noticed`` is what it follows from, None for one that somebody wrote by themselves."""

    id: ObjectId
    text: Words
    who: Words
    by: Words
    done: Words
    noticed: ObjectId | None

    @property
    def last_day(self) -> date | None:
        """The day by which it is to be done; of two versions the earlier. None while nobody chose one."""
        return min(self.by.days, default=None)

    @property
    def open(self) -> bool:
        """Whether nobody said that it was done."""
        return not self.done.days

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is open and its last day is past."""
        return self.open and self.last_day is not None and self.last_day < today


def tasks(dossier: Dossier) -> tuple[Task, ...]:
    """Return every task by its last day; those without one come last."""
    found = (_task_of(thing) for thing in dossier.all("task") if thing.words("text"))
    return tuple(sorted(found, key=lambda one: (one.last_day or _NO_DAY, one.id)))


def open_tasks(dossier: Dossier) -> tuple[Task, ...]:
    """Return what is still to be done, the first to be done first."""
    return tuple(one for one in tasks(dossier) if one.open)


def overdue(dossier: Dossier, today: date) -> tuple[Task, ...]:
    """Return what is still to be done and should have been by now."""
    return tuple(one for one in tasks(dossier) if one.is_overdue(today))


def _task_of(thing: Thing) -> Task:
    noticed = thing.words("noticed").text
    return Task(
        thing.id,
        thing.words("text"),
        thing.words("who"),
        thing.words("by"),
        thing.words("done"),
        ObjectId(noticed) if noticed else None,
    )

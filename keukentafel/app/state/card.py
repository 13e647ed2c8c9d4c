"""The card of a household in the list: a name, where, what is next, and how far its plan has come.

Cards are sealed like everything else; they exist so that a list of two hundred households opens without
reading two hundred dossiers. A card is written in the same transaction as what it summarises.
"""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from keukentafel.app.state.shared_talents import written_talents
from keukentafel.dossier.aftercare import aftercare
from keukentafel.dossier.check_ins import next_one
from keukentafel.dossier.deadlines import Clock, Deadline, deadline
from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.plan import plan
from keukentafel.dossier.sentence import day_of
from keukentafel.dossier.story import story
from keukentafel.dossier.talk import is_contact, last_talk, last_word
from keukentafel.dossier.tasks import open_tasks
from keukentafel.journal.canonical import Json


class Phase(StrEnum):
    """What is going on with a household."""

    CONTACT = "contact"
    FIRST_VISIT = "first_visit"
    STORY = "story"
    PLAN = "plan"
    READY = "ready"
    RUNNING = "running"


class Status(StrEnum):
    """How far the last plan has come; never more than is known."""

    TABLET = "tablet"
    QUEUED = "queued"
    DELIVERED = "delivered"
    RECEIVED = "received"
    AGREED = "agreed"
    QUESTION = "question"
    NEW = "new"
    OPENED = "opened"
    BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Card:
    """One line in the list of households.

    At the desk ``case`` is the household's id in its editions, and ``number`` which edition lies on top.
    ``began`` is when the talk of a household without a name began, ``last`` when something was said last (ms
    since 1970, in digits), ``sheet`` which sheet was open last, and ``letters`` how large they are there.
    What ends in ``_by`` is the last day of a clock of the law, empty when it does not run; ``task_day`` is
    the last day of the first task that is open, with what it is and which one. ``talents`` is
    what others may read of (`keukentafel.app.state.shared_talents`).
    """

    name: str = ""
    place: str = ""
    phase: Phase = Phase.FIRST_VISIT
    status: Status = Status.TABLET
    next_date: str = ""
    next_what: str = ""
    edition: str = ""
    sender: str = ""
    case: str = ""
    number: str = ""
    own_plan_by: str = ""
    investigation_by: str = ""
    decision_by: str = ""
    began: str = ""
    last: str = ""
    sheet: str = ""
    letters: str = ""
    talents: str = ""
    task: str = ""
    task_what: str = ""
    task_day: str = ""

    @property
    def began_at(self) -> int:
        """When the talk began, in milliseconds since 1970; 0 when that is not known."""
        return int(self.began) if self.began.isdecimal() else 0

    @property
    def last_word(self) -> int:
        """When something was said last, in milliseconds since 1970; 0 when that is not known."""
        return int(self.last) if self.last.isdecimal() else 0

    @property
    def is_contact(self) -> bool:
        """Whether this is a contact without a case: ended as one, or a talk that has no name yet."""
        return self.phase is Phase.CONTACT or (not self.name and not self.edition)

    @property
    def version(self) -> int:
        """Which edition this is, counted from 1; 0 when there is none."""
        return int(self.number) if self.number.isdecimal() else 0

    def with_status(self, status: Status) -> "Card":
        """Return the same card with another status."""
        return replace(self, status=status)

    def begun_from(self, edition: str) -> "Card":
        """Return the same card of a household that was begun with an edition that was there already."""
        return replace(self, edition=edition, phase=Phase.RUNNING)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The clocks that still ask something: once an account has gone, only the decision is waited for."""
        running = (Clock.DECISION,) if self.edition else tuple(Clock)
        days = ((clock, day_of(getattr(self, f"{clock.value}_by"))) for clock in running)
        return tuple(Deadline(clock, day) for clock, day in days if day is not None)

    def written(self) -> Json:
        """Return the card as a document to keep."""
        return {name: str(value) for name, value in asdict(self).items()}


def read_card(document: Json) -> Card:
    """Read a kept card; what an older version did not know yet gets its usual value."""
    known = document if isinstance(document, dict) else {}
    fields = {name: str(known[name]) for name in Card.__slots__ if name in known}
    phase, status = fields.pop("phase", Phase.FIRST_VISIT), fields.pop("status", Status.TABLET)
    return Card(**fields, phase=Phase(phase), status=Status(status))


def card_of(dossier: Dossier, before: Json) -> Json:
    """Return the card for a dossier, keeping what only delivery knows from the card before."""
    old = read_card(before)
    household, talk = dossier.one("household"), last_talk(dossier)
    neighbourhood = household.words("neighbourhood").text if household else ""
    first, task = next_one(dossier), next(iter(open_tasks(dossier)), None)
    return replace(
        old,
        name=dossier.name,
        place=neighbourhood or ("" if dossier.name else talk.place.text),
        phase=Phase.RUNNING if old.edition else _phase_of(dossier),
        next_date=first.day.isoformat() if first and first.day else "",
        next_what=first.how.text if first else "",
        own_plan_by=_last_day(dossier, Clock.OWN_PLAN),
        investigation_by=_last_day(dossier, Clock.INVESTIGATION),
        decision_by=_last_day(dossier, Clock.DECISION),
        began=str(talk.started),
        last=str(last_word(dossier)),
        talents=written_talents(dossier),
        task=task.id if task else "",
        task_what=task.text.text if task else "",
        task_day=task.last_day.isoformat() if task and task.last_day else "",
    ).written()


def _last_day(dossier: Dossier, clock: Clock) -> str:
    running = deadline(dossier, clock)
    return running.last.isoformat() if running else ""


def _phase_of(dossier: Dossier) -> Phase:
    if is_contact(dossier):
        return Phase.CONTACT
    if plan(dossier).agreements:
        return Phase.READY if not aftercare(dossier).missing else Phase.PLAN
    return Phase.STORY if story(dossier).begun else Phase.FIRST_VISIT

"""The request: somebody let the municipality know that help is needed, and what was done before the talk.

From the day of the request the law's clocks run (`keukentafel.dossier.deadlines`). Nothing of it has to be
filled in before a talk begins: who meets somebody first, and only later a request, writes it down afterwards.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.dossier.dossier import NOTHING_SAID, Dossier, Thing
from keukentafel.dossier.sentence import Words, day_of

KIND: Final = "request"
INTERPRETERS: Final = ("none", "professional", "adult")
"""Who may interpret. A child never does: it hears, and has to say, what is too heavy for a child."""


@dataclass(frozen=True, slots=True)
class Request:
    """The request of a household, as far as it is written down."""

    thing: Thing | None = None

    def words(self, name: str) -> Words:
        """Return what one field says; ``name`` is the part after the dot."""
        return self.thing.words(name) if self.thing else NOTHING_SAID

    def day(self, name: str) -> date | None:
        """Return the day that a field names; None when it says none."""
        return day_of(self.words(name).text)

    @property
    def date(self) -> date | None:
        """The day on which somebody let us know; None for a talk without a request."""
        return self.day("date")

    @property
    def own_plan(self) -> Words:
        """The plan that the people wrote themselves, in their own words."""
        return self.words("own_plan")

    @property
    def own_plan_is_here(self) -> bool:
        """Whether their own plan came in: its day is known, or its words."""
        return bool(self.own_plan or self.words("own_plan_received"))


def request_of(dossier: Dossier) -> Request:
    """Read the request from the dossier."""
    return Request(dossier.one(KIND))


def ended_as_contact(dossier: Dossier) -> bool:
    """Tell whether this is a plain contact: no case, so that no clock of the law runs.

    A request that was written down after the talk had ended so makes a case of it after all.
    """
    ended = [talk.words("ended").latest for talk in dossier.all("conversation")]
    last = max((one for one in ended if one), key=lambda one: one.claimed, default=None)
    if last is None or last.text != "contact":
        return False
    asked = request_of(dossier).words("date").latest
    return asked is None or asked.claimed < last.claimed

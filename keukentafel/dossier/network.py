"""The map of people: who is important to somebody, how near they are, and what they give.

A volunteer, a neighbour and a doctor are the same kind of somebody here. Of others only what is needed is
kept: a name to call them by, never a surname, an address or what troubles them. Whether somebody wants to
join is asked of what they want, not of what they ought to. Who may read the plan along is each resident's own
answer; where two residents answer, one "no" is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId, PersonId


class Ring(StrEnum):
    """How near somebody is: dichtbij, ertussenin, verder weg."""

    CLOSE = "close"
    MIDDLE = "middle"
    FAR = "far"


class Gives(StrEnum):
    """What somebody gives: support, strain, both, or that they are missed."""

    SUPPORT = "support"
    STRAIN = "strain"
    BOTH = "both"
    MISSED = "missed"


class Sort(StrEnum):
    """What somebody is to the household."""

    FAMILY = "family"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    VOLUNTEER = "volunteer"
    EXPERT = "expert"
    PROFESSIONAL = "professional"


class Wants(StrEnum):
    """Whether somebody wants to join: yes, still to be asked, no."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on the map; what was not said is None, or empty."""

    thing: Thing
    sort: Sort | None
    ring: Ring | None
    gives: Gives | None
    wants: Wants | None

    @property
    def id(self) -> ObjectId:
        """The object of this person."""
        return self.thing.id

    @property
    def name(self) -> str:
        """The name they are called by."""
        return self.thing.words("name").text

    @property
    def relation(self) -> str:
        """Who they are to the resident, in a few words."""
        return self.thing.words("relation").text

    @property
    def does(self) -> str:
        """What they do."""
        return self.thing.words("does").text

    @property
    def place(self) -> Ring:
        """The ring on which they are drawn: the middle one as long as nobody said."""
        return self.ring or Ring.MIDDLE

    @property
    def reads_along(self) -> Mapping[PersonId, bool]:
        """What each resident answered to whether they may read along."""
        versions = self.thing.words("reads_along").versions
        return {one.voice.who: one.text == "yes" for one in versions}

    @property
    def may_read(self) -> bool:
        """Whether they may read the plan along: somebody said yes, and nobody no."""
        answers = self.reads_along.values()
        return bool(answers) and all(answers)


def network(dossier: Dossier) -> tuple[Contact, ...]:
    """Return everybody on the map, the nearest ring first, in the order in which they came."""
    known = [contact_of(thing) for thing in dossier.all("contact") if thing.words("name")]
    rings = list(Ring)
    return tuple(sorted(known, key=lambda one: rings.index(one.place)))


def contact_of(thing: Thing) -> Contact:
    """Read one person of the map."""
    return Contact(
        thing,
        _one_of(Sort, thing.words("sort")),
        _one_of(Ring, thing.words("ring")),
        _one_of(Gives, thing.words("gives")),
        _one_of(Wants, thing.words("wants")),
    )


E = TypeVar("E", bound=StrEnum)


def _one_of(kind: type[E], words: Words) -> E | None:
    return next((one for one in kind if one.value == words.text), None)

"""What holds somebody up: the stability triangle, and its course over time.

Three corners hold: taking part (belonging), the surroundings (a place that is quiet, safe and affordable
enough) and continuity (what goes on). A triangle is of one person and one moment: at a talk, or later at a
check-in. It is drawn anew at every moment and the earlier ones stay, so that people see together what became
firmer and what looser. There is no sum of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import ObjectId, PersonId


class Corner(StrEnum):
    """The three corners: meedoen, mijn plek, wat doorgaat."""

    TAKING_PART = "taking_part"
    SURROUNDINGS = "surroundings"
    CONTINUITY = "continuity"


class Hold(StrEnum):
    """How a corner holds: stevig, wankel, los."""

    FIRM = "firm"
    SHAKY = "shaky"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Triangle:
    """One triangle: when it was drawn (ms since 1970), at which check-in (None at a talk), its corners."""

    id: ObjectId
    moment: int
    check_in: ObjectId | None
    corners: Mapping[Corner, Words]

    def hold(self, corner: Corner) -> Hold | None:
        """Return how a corner holds; None when nobody said so at this moment."""
        said = self.corners[corner].text
        return Hold(said) if said in set(Hold) else None


@dataclass(frozen=True, slots=True)
class Change:
    """A corner that holds otherwise than it did before."""

    corner: Corner
    before: Hold
    now: Hold


def triangles(dossier: Dossier, person: PersonId) -> tuple[Triangle, ...]:
    """Return the triangles of one person, the earliest moment first."""
    found = (_triangle_of(thing) for thing in dossier.of_person("triangle", person))
    said = (one for one in found if any(one.hold(corner) for corner in Corner))
    return tuple(sorted(said, key=lambda one: one.moment))


def changes(before: Triangle, now: Triangle) -> tuple[Change, ...]:
    """Return the corners that were said both times, and otherwise now."""
    pairs = ((corner, before.hold(corner), now.hold(corner)) for corner in Corner)
    return tuple(
        Change(corner, was, holds) for corner, was, holds in pairs if was and holds and was is not holds
    )


def compared(course: Sequence[Triangle], most: int) -> tuple[Triangle, ...]:
    """Return at most ``most`` triangles to lay beside each other: the first one, and the last ones."""
    if len(course) <= most:
        return tuple(course)
    return (course[0], *course[len(course) - most + 1 :])


def _triangle_of(thing: Thing) -> Triangle:
    moment = thing.words("moment").content
    check_in = thing.words("check_in").text
    return Triangle(
        thing.id,
        moment if isinstance(moment, int) else thing.born,
        ObjectId(check_in) if check_in else None,
        {corner: thing.words(corner.value) for corner in Corner},
    )

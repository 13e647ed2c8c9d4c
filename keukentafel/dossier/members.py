"""The members: who lives in this household, and who belongs to it and lives elsewhere.

A parent who lives elsewhere may have authority over a child here. That gives a say about the child, and no
look into what anybody else told. Who may read along is each resident's own answer; one "no" is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from keukentafel.dossier.dossier import NOTHING_SAID, Dossier
from keukentafel.dossier.people import Person, people
from keukentafel.journal.field import Retention
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.retention import kept_for
from keukentafel.journal.speaker import Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household; ``authority`` is None while nobody asked."""

    person: Person
    authority: bool | None
    reads_along: Mapping[PersonId, bool]

    @property
    def lives_here(self) -> bool:
        """Whether this is a resident."""
        return self.person.role is Role.RESIDENT

    @property
    def may_read(self) -> bool:
        """Whether they may read the plan along: somebody said yes, and nobody no."""
        answers = self.reads_along.values()
        return bool(answers) and all(answers)

    @property
    def kept_under(self) -> Retention:
        """Under which term their own part is kept: that of the Wmo, or of the Jeugdwet."""
        return kept_for(Retention.WMO, young=bool(self.person.young))


def members(dossier: Dossier) -> tuple[Member, ...]:
    """Return everybody of the household, those who live there first."""
    things = {thing.id: thing for thing in dossier.all("person")}
    found = []
    for person in people(dossier):
        thing = things.get(ObjectId(person.id))
        authority = thing.words("authority").text if thing else ""
        answers = (thing.words("reads_along") if thing else NOTHING_SAID).versions
        read = {one.voice.who: one.text == "yes" for one in answers}
        found.append(Member(person, authority == "yes" if authority else None, read))
    return tuple(one for one in found if one.person.role is not Role.WORKER)

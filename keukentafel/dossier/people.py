"""The people of a household: the resident, those near, and the worker at the table."""

from dataclasses import dataclass

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.journal.names import PersonId
from keukentafel.journal.speaker import Role, Speaker


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the table, by the name they go by; empty while nobody asked it."""

    id: PersonId
    name: str
    role: Role
    relation: str = ""

    @property
    def speaker(self) -> Speaker:
        """This person as the voice or hand of a sentence."""
        return Speaker(self.role, self.id)


def people(dossier: Dossier) -> tuple[Person, ...]:
    """Return everybody the dossier knows, residents first, in the order in which they came.

    Somebody met on the street may have no name yet; then the role says who it is.
    """
    known = [_person_of(one) for one in dossier.all("person") if one.words("name") or one.words("role")]
    return tuple(sorted(known, key=lambda person: person.role is not Role.RESIDENT))


def residents(dossier: Dossier) -> tuple[Person, ...]:
    """Return the residents of the household."""
    return tuple(person for person in people(dossier) if person.role is Role.RESIDENT)


def name_of(dossier: Dossier, speaker: Speaker, fallback: str) -> str:
    """Return the name of a speaker, or ``fallback`` when the dossier does not know it."""
    known = {person.id: person.name for person in people(dossier)}
    return known.get(speaker.who, fallback)


def _person_of(thing: Thing) -> Person:
    role = thing.words("role").text
    return Person(
        PersonId(thing.id),
        thing.words("name").text,
        Role(role) if role in set(Role) else Role.NEAR,
        thing.words("relation").text,
    )

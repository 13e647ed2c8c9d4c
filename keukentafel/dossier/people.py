"""The people of a household: the resident, those near, and the worker at the table."""

from dataclasses import dataclass
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.guide.address import Address
from keukentafel.journal.names import PersonId
from keukentafel.journal.speaker import Role, Speaker

_TOO_YOUNG: Final = "0"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the table, by the name they go by; empty while nobody asked it.

    ``addressed`` is how they want to be spoken to, empty while nobody asked. ``young`` is from which age on
    the law has them have a say (8, 12 or 16), 0 below that, and empty for everybody else.
    """

    id: PersonId
    name: str
    role: Role
    relation: str = ""
    addressed: str = ""
    young: str = ""

    @property
    def speaker(self) -> Speaker:
        """This person as the voice or hand of a sentence."""
        return Speaker(self.role, self.id)

    @property
    def address(self) -> Address:
        """How this person is spoken to: as they said, and else a child with je and anybody else with u."""
        if self.addressed in set(Address):
            return Address(self.addressed)
        return Address.JE if self.young else Address.U

    @property
    def has_sheet(self) -> bool:
        """Whether this young person writes on a sheet of their own: from eight."""
        return self.young not in {"", _TOO_YOUNG}


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
        thing.words("address").text,
        thing.words("young").text,
    )

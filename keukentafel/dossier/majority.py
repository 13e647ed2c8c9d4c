"""Who decides: the ages of youth law, and two people with authority who are each asked.

Under twelve those with authority decide. From twelve to sixteen the child and those with authority do. From
sixteen on somebody decides alone (Jeugdwet 7.3.4 and 7.3.5). An age is a group and no date of birth; of whom
nobody said an age, nobody takes it to be a child. Who has authority is asked separately of each of them: a
father who lives elsewhere has a voice of his own, and is not spoken for.

A child is heard whatever its age; here stands only whose answer a plan waits for. What a young person keeps
on a sheet of their own is theirs to share (`keukentafel.dossier.sharing`), and comes before what is here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.people import Person, people
from keukentafel.journal.names import ObjectId, PersonId
from keukentafel.journal.speaker import Role


class Age(StrEnum):
    """The groups of youth law."""

    UNDER_8 = "0"
    FROM_8 = "8"
    FROM_12 = "12"
    FROM_16 = "16"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household, with their age group (None: an adult, or nobody said) and authority."""

    person: Person
    age: Age | None
    authority: bool

    @property
    def is_child(self) -> bool:
        """Whether others decide for them, or with them."""
        return self.age in {Age.UNDER_8, Age.FROM_8, Age.FROM_12}

    @property
    def decides(self) -> bool:
        """Whether their own answer is asked."""
        return self.age not in {Age.UNDER_8, Age.FROM_8}


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides for one person. ``authority`` is who is asked besides, each of them separately."""

    own: bool
    authority: tuple[Person, ...]

    @property
    def nobody(self) -> bool:
        """Whether it is a child for whom nobody is known to have authority: that has to be asked first."""
        return not self.own and not self.authority


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose answer a plan waits for, and for whom: themselves, children, or both."""

    person: Person
    for_whom: tuple[Person, ...]


def members(dossier: Dossier) -> tuple[Member, ...]:
    """Return everybody of the household but the professionals, residents first.

    Of two versions of an age the youngest group counts, and one *yes* is authority enough to be asked.
    """
    return tuple(_member(dossier, one) for one in people(dossier) if one.role in {Role.RESIDENT, Role.NEAR})


def deciders(dossier: Dossier, person: PersonId) -> Deciders:
    """Return who decides for somebody; for who is not known here, they themselves."""
    everybody = members(dossier)
    found = next((one for one in everybody if one.person.id == person), None)
    if found is None or not found.is_child:
        return Deciders(own=True, authority=())
    return Deciders(found.decides, _with_authority(everybody))


def asked(dossier: Dossier) -> tuple[Asked, ...]:
    """Return everybody whose answer a plan waits for, residents first.

    Those are the residents who decide for themselves, and who has authority over a child that lives here.
    """
    everybody = members(dossier)
    live_here = [one for one in everybody if one.person.role is Role.RESIDENT]
    children = tuple(one.person for one in live_here if one.is_child)
    holders = _with_authority(everybody) if children else ()
    own = [one.person for one in live_here if one.decides]
    rows = (
        Asked(
            one.person,
            (*([one.person] if one.person in own else []), *(children if one.person in holders else ())),
        )
        for one in everybody
    )
    return tuple(row for row in rows if row.for_whom)


def still_asked(dossier: Dossier, answered: Collection[PersonId]) -> tuple[Asked, ...]:
    """Return whose answer a plan still waits for, when these people have given theirs."""
    return tuple(one for one in asked(dossier) if one.person.id not in answered)


def children_without_authority(dossier: Dossier) -> tuple[Person, ...]:
    """Return the children for whom nobody is known to have authority: whoever has, must be asked first."""
    everybody = members(dossier)
    if _with_authority(everybody):
        return ()
    return tuple(one.person for one in everybody if one.is_child and one.person.role is Role.RESIDENT)


def may_read(dossier: Dossier, whose: PersonId, reader: PersonId) -> bool:
    """Tell whether the law lets somebody read what a plan holds of a person; see `readers_of`."""
    return reader in {one.id for one in readers_of(dossier, whose)}


def readers_of(dossier: Dossier, whose: PersonId) -> tuple[Person, ...]:
    """Return who of the household may read what a plan holds of somebody.

    That is the person, and until sixteen whoever has authority, each with a copy of their own.
    """
    everybody = members(dossier)
    found = next((one for one in everybody if one.person.id == whose), None)
    if found is None:
        return ()
    others = _with_authority(everybody) if found.is_child else ()
    return (found.person, *(one for one in others if one.id != whose))


def _with_authority(everybody: Collection[Member]) -> tuple[Person, ...]:
    """A child has no authority, whatever somebody tapped."""
    return tuple(one.person for one in everybody if one.authority and not one.is_child)


def _member(dossier: Dossier, person: Person) -> Member:
    thing = next(one for one in dossier.all("person") if one.id == ObjectId(person.id))
    ages = thing.words("young").texts
    youngest = next((age for age in Age if age in ages), None)
    return Member(person, youngest, "yes" in thing.words("authority").texts)

"""How far one person's right to their own data reaches, compartment by compartment.

Of a household the answer is never simply "everything": words of a son are not for his mother to take along.
So every sentence needs a reason to be among somebody's own data. What has none stays out, and what belongs
to the safety line is passed over as if it were not there, because even a number would tell that it is.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Protocol

from keukentafel.dossier.people import Person
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import CompartmentKind, Sight
from keukentafel.journal.names import CompartmentId, PersonId
from keukentafel.journal.operation import Operation
from keukentafel.journal.speaker import Role, Speaker

PROFESSIONALS: Final = frozenset({Role.WORKER, Role.SUPERVISOR})
"""Who speaks for the municipality; their words about somebody are within that person's reach."""

_SHARED: Final = frozenset({CompartmentKind.COMMON, CompartmentKind.CONVERSATION})


class Because(StrEnum):
    """Why something is among a person's own data.

    ``OWN_PART``: it lies in their own compartment, whoever said it; a worker's note is never out of reach of
    the person it is about (Hof Arnhem-Leeuwarden 18-09-2023, ECLI:NL:GHARL:2023:7768). ``OWN_WORDS``: their
    own words in the part that the household shares. ``ABOUT``: it says who they are. ``HOUSEHOLD``: a
    professional says it of the whole household, and they are a resident of it.
    """

    OWN_PART = "own_part"
    OWN_WORDS = "own_words"
    ABOUT = "about"
    HOUSEHOLD = "household"


class Compartment(Protocol):
    """A compartment as whoever keeps it lists it: ``kind`` is a `CompartmentKind`, or a word for unknown."""

    @property
    def id(self) -> CompartmentId:
        """Which one."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def person(self) -> PersonId | None:
        """Whose it is; None when it is nobody's in particular."""


class OwnReach:
    """How far one person's right reaches in one household."""

    def __init__(self, person: Person, compartments: Iterable[Compartment], catalogue: Catalogue) -> None:
        self._person = person
        self._catalogue = catalogue
        listed = tuple(compartments)
        self._own = frozenset(one.id for one in listed if _is_own(one, person.id))
        self._shared = frozenset(one.id for one in listed if one.kind in _SHARED)
        self._safety = frozenset(one.id for one in listed if one.kind == CompartmentKind.SAFETY)

    @property
    def compartments(self) -> frozenset[CompartmentId]:
        """The compartments to read: the person's own, and what is shared."""
        return self._own | self._shared

    def passes_over(self, said: Operation) -> bool:
        """Tell whether something belongs to the safety line, of which nothing is told, not even a number."""
        if said.compartment in self._safety:
            return True
        known = self._catalogue.knows(said.field)
        return known and Sight.SAFETY in self._catalogue.field(said.field).sees

    def because(self, said: Operation) -> Because | None:
        """Return why something is among the person's own data; None when it is not.

        What this version of the catalogue does not know never is: nobody here can tell who may see it.
        """
        if self.passes_over(said) or not self._catalogue.knows(said.field):
            return None
        if said.compartment in self._own:
            return Because.OWN_PART
        if said.compartment not in self._shared:
            return None
        if self._catalogue.field(said.field).object == "person":
            return Because.ABOUT if str(said.object) == self._person.id else self._if_own_words(said)
        return self._if_own_words(said) or self._if_of_the_household(said)

    def is_shared(self, said: Operation) -> bool:
        """Tell whether something lies in the part that the household shares."""
        return said.compartment in self._shared

    def is_somebody_else(self, voice: Speaker) -> bool:
        """Tell whether these are the words of another member of the household."""
        return voice.who != self._person.id and voice.role not in PROFESSIONALS

    def _if_own_words(self, said: Operation) -> Because | None:
        return Because.OWN_WORDS if said.voice.who == self._person.id else None

    def _if_of_the_household(self, said: Operation) -> Because | None:
        """A working note in a talk without a case does not say whom it is about, so nobody gets it."""
        kind = self._catalogue.object_kind(self._catalogue.field(said.field).object)
        lives_there = self._person.role is Role.RESIDENT
        of_all = kind.compartment is CompartmentKind.COMMON and said.voice.role in PROFESSIONALS
        return Because.HOUSEHOLD if lives_there and of_all else None


def _is_own(compartment: Compartment, person: PersonId) -> bool:
    return compartment.kind == CompartmentKind.PERSON and compartment.person == person

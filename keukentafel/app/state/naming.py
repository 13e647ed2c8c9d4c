"""What somebody, or a talk, is called before anybody has given a name.

A talk may begin on the street without one. In the list it goes by its moment, and who spoke by their role;
nothing of that is written in the dossier.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from keukentafel.app.clock import Clock
from keukentafel.app.state.card import Card
from keukentafel.app.texts import Texts
from keukentafel.dossier.people import Person


class Speaking(Protocol):
    """What speaks a language, which may change, and knows what time it is: a house."""

    @property
    def texts(self) -> Texts:
        """The texts in the language of this moment."""

    @property
    def clock(self) -> Clock:
        """The clock."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Gives what has no name something to be called by, in the language that ``house`` speaks."""

    house: Speaking

    def household(self, name: str, began: int) -> str:
        """Return the name of a household, or when its talk began (milliseconds since 1970)."""
        return name or self._unnamed(began)

    def _unnamed(self, began: int) -> str:
        texts = self.house.texts
        return texts("nameless.title", when=texts.when(began, self.house.clock()))

    def card(self, card: Card) -> str:
        """Return what a household is called in a list."""
        return self.household(card.name, card.began_at)

    def colleague(self, worker: Person) -> Person:
        """Return a worker of another tablet, of whom only that is known."""
        return replace(worker, name=self.house.texts("begun.colleague"))

    def person(self, person: Person) -> Person:
        """Return a person who can be called something."""
        return person if person.name else replace(person, name=self.house.texts("nameless.person"))

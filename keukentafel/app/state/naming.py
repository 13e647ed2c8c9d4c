"""What somebody, or a talk, is called before anybody has given a name.

A talk may begin on the street without one. In the list it goes by its moment, and who spoke by their role;
nothing of that is written in the dossier.
"""

from dataclasses import dataclass, replace

from keukentafel.app.clock import Clock
from keukentafel.app.state.card import Card
from keukentafel.app.texts import Texts
from keukentafel.dossier.people import Person


@dataclass(frozen=True, slots=True)
class Naming:
    """Gives what has no name something to be called by."""

    texts: Texts
    clock: Clock

    def household(self, name: str, began: int) -> str:
        """Return the name of a household, or when its talk began (milliseconds since 1970)."""
        return name or self.texts("nameless.title", when=self.texts.when(began, self.clock()))

    def card(self, card: Card) -> str:
        """Return what a household is called in a list."""
        return self.household(card.name, card.began_at)

    def person(self, person: Person) -> Person:
        """Return a person who can be called something."""
        return person if person.name else replace(person, name=self.texts("nameless.person"))

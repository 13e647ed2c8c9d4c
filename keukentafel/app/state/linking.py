"""Laying a talk from the street with a household that is there already.

Its words are said again in the other household, in the voice of who they are of and by the worker's hand, at
the moment at which they were first said. In the same transaction the talk without a name is forgotten, with
the PIN. "This is my story" does not go along: it was said of another story. Nor does the yes to standing on
the card of the neighbourhood.

A contact with a name is laid with a household only when whoever it was wants that; it never goes by itself.
"""

from collections.abc import Callable
from typing import Final

from keukentafel.app.state.bottlenecks import ASKED
from keukentafel.app.state.card import Card, read_card
from keukentafel.app.state.carrying import Carrying
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.people import Person
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import HouseholdId, PersonId
from keukentafel.vault.vault import OpenVault

Open = Callable[[HouseholdId], Conversation]
"""Opens a household."""

_SENT: Final = ("bundle", ASKED)
"""The documents of what went to the municipality; an answer to them must find this household."""


class Linking(Observed):
    """Which household a talk belongs with, and whose words they are there."""

    def __init__(self, vault: OpenVault, talk: Conversation, opens: Open, catalogue: Catalogue) -> None:
        self._vault = vault
        self._talk = talk
        self._open = opens
        self._catalogue = catalogue
        self._there: Conversation | None = None
        self.wanted = ""
        self.person: PersonId | None = None
        self.wanted_by_themselves = False

    @property
    def obstacle(self) -> str:
        """What stands in the way, as the key of a text; empty when nothing does.

        A talk of which something was sent is given a name instead: the answer comes back to it.
        """
        if self._vault.drafts(self._talk.household):
            return "link.half_a_sentence"
        sent = any(self._vault.documents(self._talk.household, kind) for kind in _SENT)
        return "link.has_sent" if sent else ""

    @property
    def households(self) -> tuple[tuple[HouseholdId, Card], ...]:
        """The households with a name that holds what was typed."""
        cards = ((one, read_card(card)) for one, card in self._vault.cards(0, self._vault.count()))
        named = ((one, card) for one, card in cards if card.name and one != self._talk.household)
        return tuple(one for one in named if self.wanted.casefold() in one[1].name.casefold())

    @property
    def household(self) -> HouseholdId | None:
        """The household that was chosen."""
        return self._there.household if self._there else None

    @property
    def name(self) -> str:
        """The name of the household that was chosen."""
        return self._there.name if self._there else ""

    @property
    def people(self) -> tuple[Person, ...]:
        """Whose words they may be in the household that was chosen."""
        return self._there.voices if self._there else ()

    @property
    def asks_first(self) -> bool:
        """Whether somebody has to want this themselves: it is a contact that was kept under a name."""
        return bool(self._talk.dossier.name)

    @property
    def may_go(self) -> bool:
        """Whether everything was chosen that must be."""
        wanted = self.wanted_by_themselves or not self.asks_first
        return self.person is not None and not self.obstacle and wanted

    def look_for(self, name: str) -> None:
        """Show the households whose name holds these words."""
        self.wanted = name.strip()
        self.changed()

    def choose(self, household: HouseholdId) -> None:
        """Choose a household; with one person in it there is nothing more to choose."""
        self._there = self._open(household)
        self.person = self.people[0].id if len(self.people) == 1 else None
        self.changed()

    def choose_person(self, person: PersonId) -> None:
        """Choose whose words they are."""
        self.person = person
        self.changed()

    def link(self, pin: str) -> None:
        """Say the words again in the other household, and forget the talk, in one transaction.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN; nothing was moved.
        """
        there, person = self._there, next((one for one in self.people if one.id == self.person), None)
        if there is None or person is None:
            return

        def carry() -> None:
            there.speaker = person
            there.say_all(list(Carrying(self._talk, there, person, self._catalogue).sayings()))

        self._vault.forgetting.carry_over(pin, self._talk.household, carry)

"""Forgetting, asked for by somebody: what goes, what does not, and then for good.

Before it is asked the PIN, the screen says what is going to go. What the municipality has received is under
its own rules and stays there; that is said too. A story that was shared is taken back with it: that was the
resident's own consent.
"""

from dataclasses import dataclass

from keukentafel.app.state.card import Phase, card_of, read_card
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.story_sharing import sealed, shared_stories
from keukentafel.dossier.dossier import Dossier, read_dossier
from keukentafel.dossier.people import Person
from keukentafel.journal.canonical import Json
from keukentafel.journal.names import PersonId
from keukentafel.journal.speaker import Role
from keukentafel.vault.document import Document
from keukentafel.vault.vault import OpenVault
from sync.story import SharedStory

BY_REQUEST = "request"
"""The ground that stands in the audit trail."""


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What would be forgotten: sentences, editions, and envelopes that were not received yet."""

    sentences: int
    editions: int
    waiting: int


class Farewell(Observed):
    """Forgetting the household that is open, or one person's part of it."""

    def __init__(self, vault: OpenVault, talk: Conversation, member: Membership) -> None:
        self._vault = vault
        self._member = member
        self.household = talk.household
        self.name = talk.name
        self.people = tuple(one for one in talk.people if one.role is Role.RESIDENT)
        self.person: PersonId | None = None

    @property
    def chosen(self) -> Person | None:
        """The person whose part is to be forgotten; None for the whole household."""
        return next((one for one in self.people if one.id == self.person), None)

    @property
    def what_goes(self) -> WhatGoes:
        """What would be forgotten."""
        said = [one.signed.operation for one in self._vault.entries(self.household)]
        if self.person is not None:
            said = [one for one in said if str(self.person) in {one.voice.who, one.object}]
        editions = self._vault.documents(self.household, "bundle")
        if self.person is not None:
            editions = tuple(one for one in editions if one.id in self._editions_of_person())
        return WhatGoes(len(said), len(editions), len(self._vault.outgoing(self.household)))

    @property
    def may_throw_away(self) -> bool:
        """Whether this is still a contact without a case: a talk, and nothing of a plan."""
        early = read_card(self._vault.card(self.household)).phase in {
            Phase.CONTACT,
            Phase.FIRST_VISIT,
            Phase.STORY,
        }
        return early and not self._vault.documents(self.household, "bundle")

    def forget(self, pin: str) -> None:
        """Forget what was chosen.

        Raises:
            WrongPin, TooSoon, OnlyRecovery: this is not the PIN.
            NotHandedOver: something must be handed over first.
        """
        stories = shared_stories(self._dossier(), self.person)
        if self.person is None:
            self._vault.forgetting.household(pin, self.household, BY_REQUEST)
        else:
            gone = self._editions_of_person() | frozenset(stories)

            def rewritten(document: Document) -> bytes | None:
                return None if document.id in gone else document.data

            self._vault.forgetting.person(
                pin, self.household, self.person, rewritten, BY_REQUEST, summary=self._card
            )
        for story in stories:
            gone_back = sealed(SharedStory(id=story), self._vault, self._member)
            self._vault.queue_apart(self._member.team.mailbox, gone_back)

    def throw_away(self, pin: str) -> None:
        """Throw the whole talk away: *gooi maar weg*. Only a counter goes up."""
        self._vault.forgetting.throw_away(pin, self.household)

    def _card(self) -> Json:
        return card_of(self._dossier(), self._vault.card(self.household))

    def _dossier(self) -> Dossier:
        return read_dossier(self.household, self._vault.entries(self.household))

    def _editions_of_person(self) -> frozenset[str]:
        """Return the editions in which the chosen person occurs.

        A frozen edition cannot be changed without breaking its signature. So it goes as a whole, with its
        receipt and its answer, which are kept under the same name.
        """
        person = str(self.person).encode("ascii")
        kept = self._vault.documents(self.household, "bundle")
        return frozenset(one.id for one in kept if person in one.data)

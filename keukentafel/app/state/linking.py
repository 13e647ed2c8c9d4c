"""Laying a talk from the street with a household that is there already.

Its words are said again in the other household, in the voice of who they are of and by the worker's hand, at
the moment at which they were first said. In the same transaction the talk without a name is forgotten, with
the PIN. "This is my story" does not go along: it was said of another story. Nor does the yes to standing on
the card of the neighbourhood.

A contact with a name is laid with a household only when whoever it was wants that; it never goes by itself.
"""

from collections.abc import Callable, Iterator
from typing import Final

from keukentafel.app.state.card import Card, read_card
from keukentafel.app.state.conversation import Conversation, Saying
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.people import Person
from keukentafel.dossier.sentence import Sentence
from keukentafel.dossier.talent import KIND, ON_THE_CARD
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role, Speaker
from keukentafel.vault.vault import OpenVault

Open = Callable[[HouseholdId], Conversation]
"""Opens a household."""

_TALK: Final = frozenset(FieldName(f"conversation.{name}") for name in ("started", "place", "good_when"))
_LISTENED_TO: Final = frozenset({"star", "keyword"})
_TALENT: Final = frozenset(FieldName(f"{KIND}.{name}") for name in ON_THE_CARD)
_GOES_ALONG: Final = frozenset({"quote", "strength", "parked", "keyword", "star", "rather_not", KIND})
_STAYS: Final = frozenset({"household", "person", "conversation", "story", "request"})


class Linking(Observed):
    """Which household a talk belongs with, and whose words they are there."""

    def __init__(self, vault: OpenVault, talk: Conversation, opens: Open) -> None:
        self._vault = vault
        self._talk = talk
        self._open = opens
        self._there: Conversation | None = None
        self.wanted = ""
        self.person: PersonId | None = None
        self.wanted_by_themselves = False

    @property
    def obstacle(self) -> str:
        """What stands in the way, as the key of a text; empty when nothing does.

        A talk that has grown a plan of its own is given a name instead, so that nothing of it is lost.
        """
        if self._vault.drafts(self._talk.household):
            return "link.half_a_sentence"
        grown = {thing.kind for thing in self._talk.dossier.things} - _GOES_ALONG - _STAYS
        return "link.has_grown" if grown else ""

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
            there.say_all([*self._said_again(person), *_explained_again(self._talk, there)])

        self._vault.forgetting.carry_over(pin, self._talk.household, carry)

    def _said_again(self, person: Person) -> Iterator[Saying]:
        for thing in self._talk.dossier.things:
            if thing.kind in _GOES_ALONG:
                yield from _again(thing, person, _TALENT if thing.kind == KIND else None)
            elif thing.kind == "conversation":
                yield from _again(thing, person, _TALK)
            elif thing.kind == "story":
                told = FieldName("quote.text")
                versions = thing.words("text").versions
                yield from (_saying(ObjectId(random_id()), told, one, person) for one in versions)


def _explained_again(talk: Conversation, there: Conversation) -> Iterator[Saying]:
    """That was explained what happens with words, where it was not explained yet."""
    field, request = FieldName("request.data_explained"), talk.dossier.one("request")
    known = there.dossier.one("request")
    if request is None or (known is not None and known.words("data_explained")):
        return
    said = request.words("data_explained").latest
    if said is not None:
        thing = there.only("request")
        yield Saying(thing, field, said.content, said.voice, face=Face.TABLE, claimed=said.claimed)


def _again(thing: Thing, person: Person, only: frozenset[FieldName] | None = None) -> Iterator[Saying]:
    """Say every field of an object again; a second version of a sentence becomes one of its own."""
    fresh = ObjectId(random_id())
    for name, words in thing.fields.items():
        if only is not None and name not in only:
            continue
        for at, version in enumerate(reversed(words.versions)):
            yield _saying(ObjectId(random_id()) if at else fresh, name, version, person)


def _saying(thing: ObjectId, field: FieldName, said: Sentence, person: Person) -> Saying:
    voice: Speaker = said.voice if said.voice.role is Role.WORKER else person.speaker
    face = Face.LISTEN if field.split(".", 1)[0] in _LISTENED_TO else Face.TABLE
    return Saying(thing, field, said.content, voice, face=face, claimed=said.claimed)

"""The own sheet of somebody young: three houses, own words, and per card with whom it is shared.

It goes as with the sheet of a carer. Nothing on a tablet tells whether it is really Sem who says that he is,
so everything he wrote lies on it only when the worker laid it there, from behind the PIN. Taken up at the
table it holds what he shares with everybody there: a parent who opens it reads nothing else, and what is
written on it then is put away with it.
"""

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.people import Person
from keukentafel.dossier.sharing import House, OwnCard, With
from keukentafel.journal.names import ObjectId


class OwnSheet:
    """One young person, and the sheet as it lies before them."""

    def __init__(self, talk: Conversation, person: Person, *, at_the_table: bool) -> None:
        self._talk = talk
        self.person = person
        self.at_the_table = at_the_table
        if at_the_table:
            self._put_down_what_was_begun()
        before = talk.own_cards(person)
        kept = [card.id for card in before if card.shared is not With.TABLE] if at_the_table else []
        self._put_away: frozenset[ObjectId] = frozenset(kept)

    @property
    def first_hand(self) -> Person:
        """Who writes when the sheet is laid down: it is their own."""
        return self.person

    @property
    def hands(self) -> tuple[Person, ...]:
        """Who may write on it; the worker for who would rather tell it."""
        return (self.person, self._talk.worker)

    @property
    def wrote_before(self) -> bool:
        """Whether something was written that does not lie here now."""
        return bool(self._put_away)

    def cards(self, house: House) -> tuple[OwnCard, ...]:
        """Return the cards of one house that lie here, the oldest first."""
        cards = self._talk.own_cards(self.person)
        return tuple(card for card in cards if card.house is house and card.id not in self._put_away)

    def slot(self, house: House) -> str:
        """Return the place where a new card of a house is written."""
        return f"own-{self.person.id}-{house.value}"

    def box(self, house: House) -> Box:
        """Return the box for a new card of a house."""
        boxes, slot = self._talk.boxes, self.slot(house)
        together = {"own_card.house": house.value}
        return boxes.box("own_card.text", boxes.fresh(slot), "", slot=slot, together=together)

    def write(self, house: House) -> None:
        """Put a new card down, and begin another."""
        if self._talk.boxes.leave(self.box(house)):
            self.begin_another(house)

    def begin_another(self, house: House) -> None:
        """Begin another card in a house."""
        self._talk.boxes.renew(self.slot(house))
        self._talk.changed()

    def share(self, card: OwnCard, whom: With | None) -> None:
        """Share a card with the worker, with everybody at the table, or with nobody any more."""
        voice = self.person.speaker
        if whom is None:
            self._talk.strike(*card.sharing)
        elif card.sharing:
            self._talk.say("shared.with", whom.value, card.sharing[-1].id, voice)
        else:
            self._talk.say_together("shared", {"about": card.id, "with": whom.value}, voice=voice)

    def take_away(self, card: OwnCard) -> None:
        """Take a card away, and whatever shared it; it is kept crossed out, as everything is."""
        self._talk.strike(*card.sharing, card.thing)

    def write_with(self, hand: Person) -> None:
        """Let somebody else write; the words stay the young person's."""
        self._talk.boxes.leave_all()
        self._talk.writer = hand

    def _put_down_what_was_begun(self) -> None:
        """Write down what a lock left half written, and begin anew; nobody else is to find it here."""
        for house in House:
            self._talk.boxes.leave(self.box(house))
            self._talk.boxes.renew(self.slot(house))

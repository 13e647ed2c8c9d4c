"""Sharing: of the own sheet of somebody young, others see only what that person shares.

A child from eight has a sheet of their own, with three houses: what is fine, what is not, and what they want.
A parent does not read along by itself. Each card stays with the child until it shares that card: with the
worker alone, or with everybody at the table, for a tablet that lies on a table cannot tell who reads it. What
is shared is said in a `shared` object, by the same person; nobody does it in their place.

What a child says aloud at the table is an ordinary quote. As with a carer, what is told apart has a kind of
its own, so that nothing of it can come on the table by being forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing, read_dossier
from keukentafel.dossier.sentence import Words
from keukentafel.journal.names import HouseholdId, ObjectId, PersonId
from keukentafel.journal.operation import Entry

OWN_CARD: Final = "own_card"
"""The kind of object that is on no table but that of who wrote it."""

SHARED: Final = "shared"
_APART: Final = frozenset({OWN_CARD, SHARED})


class House(StrEnum):
    """The three houses: what is fine, what is not, what somebody wants."""

    GOOD = "good"
    HARD = "hard"
    WANT = "want"


class With(StrEnum):
    """With whom a card is shared; with nobody there is no `shared` object."""

    WORKER = "worker"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One card of somebody's own sheet; ``shared`` is None while they share it with nobody."""

    thing: Thing
    house: House
    words: Words
    who: PersonId
    shared: With | None
    sharing: tuple[Thing, ...]

    @property
    def id(self) -> ObjectId:
        """The card."""
        return self.thing.id


def own_cards(dossier: Dossier, who: PersonId | None = None) -> tuple[OwnCard, ...]:
    """Return the cards of somebody's own sheet, or of everybody's, the oldest first."""
    cards = (_card_of(dossier, thing) for thing in dossier.all(OWN_CARD))
    return tuple(card for card in cards if card is not None and who in {None, card.who})


def for_others(dossier: Dossier, *, at_the_table: bool) -> Dossier:
    """Return the dossier with only those cards of others' own sheets that are shared.

    Args:
        dossier: everything that is known.
        at_the_table: whether everybody may be looking on, or only the worker.
    """
    if not any(thing.kind in _APART for thing in dossier.things):
        return dossier
    enough = {With.TABLE} if at_the_table else set(With)
    cards = [card for card in own_cards(dossier) if card.shared in enough]
    seen = {card.id for card in cards} | {one.id for card in cards for one in card.sharing}
    things = tuple(one for one in dossier.things if one.kind not in _APART or one.id in seen)
    return Dossier(dossier.household, things)


def kept_to_oneself(household: HouseholdId, entries: Iterable[Entry]) -> frozenset[ObjectId]:
    """Return the cards that are not shared with everybody at the table; they are in no edition."""
    standing = _standing(entries)
    # Kind by kind: an identifier that was used for something else as well hides nothing, and shows nothing.
    cards, shared = (
        read_dossier(
            household, [one for one in standing if one.signed.operation.field.startswith(f"{kind}.")]
        )
        for kind in (OWN_CARD, SHARED)
    )
    told = own_cards(Dossier(household, (*cards.things, *shared.things)))
    return frozenset(one.id for one in cards.things) - {one.id for one in told if one.shared is With.TABLE}


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    kept = list(entries)
    replaced = {seen for entry in kept for seen in entry.signed.operation.seen}
    return [entry for entry in kept if entry.signed.id not in replaced]


def _card_of(dossier: Dossier, thing: Thing) -> OwnCard | None:
    """Read a card; it is of who said its words, and of nobody when two people did."""
    words = thing.words("text")
    voices = {one.voice.who for one in words.versions}
    if len(voices) != 1:
        return None
    who, house = voices.pop(), thing.words("house").text
    sharing = tuple(one for one in dossier.all(SHARED) if _shares(one, thing.id, who))
    chosen = [one.words("with").text for one in sharing]
    shared = next((With(one) for one in reversed(chosen) if one in set(With)), None)
    return OwnCard(thing, House(house) if house in set(House) else House.GOOD, words, who, shared, sharing)


def _shares(shared: Thing, card: ObjectId, who: PersonId) -> bool:
    """Tell whether this shares a card, in every field by the person whose card it is."""
    said: Mapping[str, Words] = {name: shared.words(name) for name in ("about", "with")}
    own = all(one.voice.who == who for words in said.values() for one in words.versions)
    return own and all(said.values()) and said["about"].text == card

"""What was told at an earlier step goes on the aftercare card: this was the last drop, this helps.

The card exists from the second step of a talk. What is put on it is a sentence of its own, in the words of
now: when somebody changes the pressure card later, the aftercare card keeps what was agreed to stand there.
Put there twice, or on two tablets, it stands there once.
"""

import re
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.network import Contact
from keukentafel.dossier.plan import plan
from keukentafel.dossier.to_say import ToSay, follows_from, of_thing
from keukentafel.dossier.withheld import withheld
from keukentafel.journal.names import ObjectId


class Goes(StrEnum):
    """As what it goes on the card: what makes it go wrong, or what helps."""

    TRIGGER = "trigger"
    HELPS = "helps"


def lies_there(dossier: Dossier, origin: ObjectId, goes: Goes) -> bool:
    """Tell whether something of an earlier step stands on the aftercare card."""
    there = _on_the_card(origin, goes)
    return any(one.id == there for one in dossier.all(goes.value))


def put_there(dossier: Dossier, origin: ObjectId, goes: Goes, words: str) -> tuple[ToSay, ...]:
    """Return the sayings that put these words on the card; nothing when they lie there, or say nothing."""
    if lies_there(dossier, origin, goes) or not words.strip():
        return ()
    said = {"text": words, **({"kind": "helps"} if goes is Goes.HELPS else {})}
    return of_thing(_on_the_card(origin, goes), goes.value, said)


def _on_the_card(origin: ObjectId, goes: Goes) -> ObjectId:
    return follows_from(origin, goes.value)


def who_helps(dossier: Dossier, contact: Contact) -> str:
    """Return how somebody of the map of people may stand on the card; empty when there is no way.

    The card leaves the house. So it is their name when the plan names them already, and otherwise what they
    are to the resident, if no name stands in that. An agreement that stays home names nobody.
    """
    going = (one for one in plan(dossier).agreements if one.id not in withheld(dossier))
    doers = {word for one in going for text in one.who.texts for word in _words(text)}
    name, relation = _words(contact.name), _words(contact.relation)
    if name and name <= doers:
        return contact.name
    return contact.relation if relation and not name & relation else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))

"""What the tables of others may read of a talent: what it is, a first name, and by way of which place.

At the table only the keys of the household that is open are there, so nothing of another one can be read.
What may be read all the same lies on the sealed card of its household, where it is written in the transaction
of the yes and taken off in that of the no. Just before the other keys are let go, these few words are taken
from the cards: without names of households, and without anything to tell from which one they came.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.talent import talents
from keukentafel.guide.guide import Guide
from keukentafel.guide.offer import Offer, OfferId, offers_for
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.vault import OpenVault


class SharedTalent(NamedTuple):
    """All that others read."""

    what: str
    name: str
    via: str


def written_talents(dossier: Dossier) -> str:
    """Return the talents with somebody's own yes as they stand on a card; empty without any."""
    found = (one for one in talents(dossier) if one.shared)
    shared = [SharedTalent(one.what.text, one.name.text, one.via.text) for one in found]
    return json.dumps(shared, ensure_ascii=False) if shared else ""


def read_talents(written: str) -> tuple[SharedTalent, ...]:
    """Read the talents that stand on a card."""
    return tuple(SharedTalent(*one) for one in json.loads(written)) if written else ()


def talents_of_others(vault: OpenVault, household: HouseholdId) -> tuple[SharedTalent, ...]:
    """Return what every other household shares, in an order that tells nothing of the list of households."""
    cards = (card for one, card in vault.cards(0, vault.count()) if one != household)
    written = (str(card.get("talents", "")) for card in cards if isinstance(card, dict))
    return tuple(sorted({talent for one in written for talent in read_talents(one)}))


def fitting(shared: Iterable[SharedTalent], words: str, guide: Guide) -> tuple[SharedTalent, ...]:
    """Return the talents that fit somebody's own words, the best first; without words none."""
    known = {_id_of(number): talent for number, talent in enumerate(shared)}
    offers = [offer_of(talent, talent.via, number) for number, talent in enumerate(known.values())]
    return tuple(known[one.id] for one in offers_for(offers, words, guide.small_words).fitting)


def offer_of(talent: SharedTalent, through: str, number: int) -> Offer:
    """Return a talent as something nearby. Into another plan goes what it is and through where; no name."""
    what = talent.what
    return Offer(_id_of(number), what, "", talent.via, "", "", through, (), (what,), for_everyone=False)


def _id_of(number: int) -> OfferId:
    return OfferId(f"talent-{number}")

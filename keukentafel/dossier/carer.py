"""What a carer tells, apart from whom they care for.

A carer counts too: how it goes, what they do, what would give them air, how long they can keep it up. It lies
in the carer's own compartment and is not for the table of the resident, also when both are in the room. So
what is told apart has a kind of its own and is never a quote: quotes lie on the table whoever said them.
"""

from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.journal.names import PersonId

TOLD_APART: Final = "carer"
"""The kind of object that is on no table but that of who said it."""


def for_the_table(dossier: Dossier) -> Dossier:
    """Return the dossier without what anybody told apart."""
    if not dossier.all(TOLD_APART):
        return dossier
    return Dossier(dossier.household, tuple(one for one in dossier.things if one.kind != TOLD_APART))


def told_by(dossier: Dossier, carer: PersonId) -> tuple[Thing, ...]:
    """Return what this carer told apart, oldest first: one object for each time it was begun anew."""
    return dossier.of_person(TOLD_APART, carer)


def carers(dossier: Dossier) -> tuple[PersonId, ...]:
    """Return who told something apart, in the order in which they did."""
    voices = (
        version.voice.who
        for thing in dossier.all(TOLD_APART)
        for words in thing.fields.values()
        for version in words.versions
    )
    return tuple(dict.fromkeys(voices))

"""Taking part: how each person at the table is asked what they think of a plan, by the ages of youth law.

Under twelve a child is heard and others decide. From twelve to sixteen it decides together with whoever has
authority over it. From sixteen on, and every adult, for themselves. Two people with authority are each asked,
also one who lives elsewhere. Anybody else may say something, and nobody waits for it. All of them have the
same four answers; this says only what an answer counts for.
"""

from dataclasses import dataclass
from enum import StrEnum

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.majority import Asked, Member, asked, deciders, members
from keukentafel.dossier.people import Person
from keukentafel.journal.names import PersonId
from keukentafel.journal.speaker import Role


class Standing(StrEnum):
    """What somebody's answer counts for."""

    OWN = "own"
    TOGETHER = "together"
    HEARD = "heard"
    AUTHORITY = "authority"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class TakingPart:
    """How one person is asked. ``others`` are who decides besides (or instead), or over whom they decide."""

    person: PersonId
    standing: Standing
    others: tuple[Person, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether a plan waits for this person's answer."""
        return self.standing in {Standing.OWN, Standing.TOGETHER, Standing.AUTHORITY}


def taking_part(dossier: Dossier, person: PersonId) -> TakingPart:
    """Return how somebody is asked; who is not of the household may say something beside it."""
    known = next((one for one in members(dossier) if one.person.id == person), None)
    waits = next((one for one in asked(dossier) if one.person.id == person), None)
    if known is not None and known.is_child and known.person.role is Role.RESIDENT:
        return _child(dossier, known)
    return _grown(person, waits)


def _child(dossier: Dossier, child: Member) -> TakingPart:
    others = deciders(dossier, child.person.id).authority
    standing = Standing.TOGETHER if child.decides else Standing.HEARD
    return TakingPart(child.person.id, standing, others)


def _grown(person: PersonId, waits: Asked | None) -> TakingPart:
    if waits is None:
        return TakingPart(person, Standing.BESIDE)
    children = tuple(one for one in waits.for_whom if one.id != person)
    themselves = len(children) < len(waits.for_whom)
    return TakingPart(person, Standing.OWN if themselves else Standing.AUTHORITY, children)

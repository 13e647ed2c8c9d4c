"""Sharing: of a young person's own part others see only what that person shares.

A child from eight has a sheet of their own, and a parent does not read along by itself. What lies in the
compartment of somebody young is for that person, and for the others only as far as there is a `shared` object
about it, spoken by that same person. The list of what is shared stays in the own part too.

Who is young is the worker's to mark; the rule is here, and asks for them.
"""

from collections.abc import Collection
from typing import Final

from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.journal.catalogue import Catalogue, UnknownField
from keukentafel.journal.field import CompartmentKind
from keukentafel.journal.names import ObjectId, PersonId

SHARED: Final = "shared"


def visible_to(
    dossier: Dossier, reader: PersonId | None, young: Collection[PersonId], catalogue: Catalogue
) -> Dossier:
    """Return what this reader may see of the dossier.

    Args:
        dossier: everything that is known.
        reader: who looks on; None when everybody at the table does.
        young: the people whose own part is theirs alone.
        catalogue: tells which kinds of object lie in somebody's own part.
    """
    hidden_for = frozenset(young) - {reader}
    if not hidden_for:
        return dossier
    shared = {who: _shared_by(dossier, who) for who in hidden_for}

    def may_see(thing: Thing) -> bool:
        owners = _owners(thing, catalogue) & hidden_for
        return all(thing.kind != SHARED and thing.id in shared[who] for who in owners)

    return Dossier(dossier.household, tuple(thing for thing in dossier.things if may_see(thing)))


def _shared_by(dossier: Dossier, who: PersonId) -> frozenset[ObjectId]:
    """What this person shares; nobody shares it in their place."""
    versions = (one for thing in dossier.all(SHARED) for one in thing.words("about").versions)
    return frozenset(ObjectId(one.text) for one in versions if one.voice.who == who)


def _owners(thing: Thing, catalogue: Catalogue) -> frozenset[PersonId]:
    """Whose own part this lies in: who spoke it, if its kind lies in a person's compartment.

    What a newer version wrote, and this one does not know, counts as somebody's own.
    """
    try:
        kind = catalogue.object_kind(thing.kind).compartment
    except UnknownField:
        kind = CompartmentKind.PERSON
    if kind is not CompartmentKind.PERSON:
        return frozenset()
    return frozenset(one.voice.who for words in thing.fields.values() for one in words.versions)

"""Correcting at the table or in the work face: a place to write a statement beside what it is about.

Whose words it is, is whoever is chosen to speak; the worker may write it down, and nobody corrects in the
worker's own voice. What stood there stays, with its history.
"""

from keukentafel.app.state.box import Box
from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.correction import Correction, corrections, kind_for
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import FieldName, ObjectId


def correction_box(talk: Conversation, catalogue: Catalogue, thing: ObjectId, field: FieldName) -> Box:
    """Return the box in which somebody says what is not right about one field of a thing.

    Raises:
        UnknownField: the catalogue has no such field.
    """
    kind = kind_for(catalogue.field(field))
    slot = f"{kind}:{thing}"
    return talk.boxes.box(
        f"{kind}.text", talk.boxes.fresh(slot), slot=slot, together={f"{kind}.about": thing}
    )


def corrections_of(talk: Conversation, thing: ObjectId) -> tuple[Correction, ...]:
    """Return what was said about a thing, to be shown beside it, oldest first."""
    return corrections(talk.dossier).get(thing, ())

"""Choosing: two versions that were made apart lie side by side, and people settle which one stands.

The one that was chosen is said again, in the voice whose words they are, and replaces what lay beside it. The
other is kept in the history of the field, and can be put back from there. Where two tablets each made the
same object (two plans, two rungs), the other one's sentence is struck.
"""

from keukentafel.dossier.dossier import Dossier
from keukentafel.dossier.sentence import Sentence
from keukentafel.dossier.to_say import ToSay
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.speaker import Act


class NoSuchVersion(LookupError):
    """The version that was chosen does not lie here any more."""


def choose(
    dossier: Dossier, field: FieldName, chosen: OperationId, *, among: ObjectId | None
) -> tuple[ToSay, ...]:
    """Return what is to be written when one version was chosen.

    Args:
        dossier: what lies on the table.
        field: the field that says two things.
        chosen: the version that is to stand.
        among: the object it is about; None for a kind that occurs once, of which two tablets made two.

    Raises:
        NoSuchVersion: it was replaced or struck meanwhile.
    """
    lying = [
        (thing.id, thing.fields[field].versions)
        for thing in dossier.things
        if field in thing.fields and among in (None, thing.id)
    ]
    if all(one.id != chosen for _, versions in lying for one in versions):
        raise NoSuchVersion("the version that was chosen does not lie here any more")
    return tuple(one for thing, versions in lying for one in _settled(thing, field, versions, chosen))


def _settled(
    thing: ObjectId, field: FieldName, versions: tuple[Sentence, ...], chosen: OperationId
) -> tuple[ToSay, ...]:
    stands = next((one for one in versions if one.id == chosen), None)
    if stands is None:
        return tuple(ToSay(thing, field, None, Act.STRIKE, one.voice, (one.id,)) for one in versions)
    if len(versions) == 1:
        return ()
    return (ToSay(thing, field, stands.content, Act.SAY, stands.voice, tuple(one.id for one in versions)),)

"""One person's share of a household's plans: which editions hold their words, and which parts are theirs.

An edition is the whole household's. What one person may take along of it is less than what a resident may
read at the table: parts with nobody's words in them but their own and a professional's. A carer's own part,
which is not for the table, is that carer's. What they said of the edition, their assent, is theirs whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from keukentafel.dossier.own_data import OwnData
from keukentafel.dossier.own_reach import PROFESSIONALS, Because
from keukentafel.edition.assent import Assent
from keukentafel.edition.bundle import Bundle
from keukentafel.edition.kind import Kind
from keukentafel.edition.manifest import Manifest
from keukentafel.edition.marks import PartKind
from keukentafel.edition.own_yes import own_parts
from keukentafel.edition.part import Part
from keukentafel.journal.catalogue import Sight
from keukentafel.journal.names import ObjectId
from keukentafel.journal.speaker import Role, Speaker


@dataclass(frozen=True, slots=True)
class Reply:
    """What the supervisor wrote back about an edition; ``at`` is in milliseconds since 1970."""

    by: str
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition as this device keeps it: the bundle, a word for how far it has come, and the reply."""

    bundle: Bundle
    state: str
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class OwnEdition:
    """One edition that holds somebody's words: their assent, their parts, and the reply."""

    manifest: Manifest
    state: str
    assent: Assent | None
    parts: tuple[Part, ...]
    reply: Reply | None


def own_editions(
    frozen: Iterable[Frozen], data: OwnData, kinds: Mapping[PartKind, Kind]
) -> tuple[OwnEdition, ...]:
    """Return the editions that hold one person's words, the newest first.

    Args:
        frozen: the editions of the household.
        data: the person's own data.
        kinds: the kinds of part that the catalogue lets go.
    """
    found = (_own(one, data, kinds) for one in frozen)
    theirs = [one for one in found if one.parts or one.assent]
    return tuple(sorted(theirs, key=lambda one: -one.manifest.number))


def _own(frozen: Frozen, data: OwnData, kinds: Mapping[PartKind, Kind]) -> OwnEdition:
    person = data.person
    copy = frozen.bundle.copy_for(Sight.RESIDENT)
    assent = next((one for one in copy.assents if one.person.id == person.id), None)
    mine = frozenset(one.object for one in data.records if one.because is Because.OWN_PART)
    readable = {part.id for part in (*copy.edition.parts, *own_parts(frozen.bundle.edition, person.id))}
    parts = (part for part in frozen.bundle.edition.parts if part.id in readable and part.kind in kinds)
    theirs = tuple(part for part in parts if _is_theirs(part, kinds[part.kind], data, mine))
    # A reply is about the plan of the household, which is a resident's and not a neighbour's.
    reply = frozen.reply if person.role is Role.RESIDENT else None
    return OwnEdition(copy.manifest, frozen.state, assent, theirs, reply)


def _is_theirs(part: Part, kind: Kind, data: OwnData, mine: frozenset[ObjectId]) -> bool:
    person = data.person
    if kind.object == "person":
        return str(part.object) == person.id
    voices = {version.voice for version in chain.from_iterable(part.fields.values())}
    if any(_is_somebody_else(voice, data) for voice in voices):
        return False
    if any(voice.who == person.id for voice in voices):
        return True
    return part.object in mine if kind.personal else person.role is Role.RESIDENT


def _is_somebody_else(voice: Speaker, data: OwnData) -> bool:
    return voice.who != data.person.id and voice.role not in PROFESSIONALS

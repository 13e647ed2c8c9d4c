"""One person's own data: what a household's journal holds of one person, and nothing of anybody else's.

Somebody may see, take along and correct what is kept of them (AVG articles 15, 16 and 20). It is put together
from heads and history alike: what was replaced, struck or erased is told with who did so and when. What else
the household's shared part holds is counted, so that nobody takes the copy for everything there is. Why
something is in it is decided by `keukentafel.dossier.own_reach`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType, TypeAlias

from keukentafel.dossier.own_reach import PROFESSIONALS, Because, Compartment, OwnReach
from keukentafel.dossier.people import Person
from keukentafel.dossier.standing import WITH_WORDS, Standing, standings
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import Field
from keukentafel.journal.names import FieldName, ObjectId, OperationId
from keukentafel.journal.operation import Entry
from keukentafel.journal.past import for_display
from keukentafel.journal.speaker import Act, Face, Speaker

RecordId = NewType("RecordId", str)
"""One field of one object, as ``object/field``."""

_Place: TypeAlias = tuple[ObjectId, FieldName]


class NotOfTheHousehold(ValueError):
    """Somebody who is here for the municipality has no copy of a household's data."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was said or done on a field; ``claimed`` is in milliseconds since 1970.

    ``content`` is None where there are no words: for a strike, an erasure, or words that are gone.
    """

    id: OperationId
    act: Act
    content: Json
    standing: Standing
    voice: Speaker
    hand: Speaker
    face: Face
    claimed: int


@dataclass(frozen=True, slots=True)
class Record:
    """What one field of one object holds of this person, oldest first.

    ``look_twice`` asks for a second look before it goes out: there are words of somebody else in it, or it
    is about the whole household.
    """

    object: ObjectId
    field: Field
    because: Because
    history: tuple[Change, ...]
    look_twice: bool

    @property
    def id(self) -> RecordId:
        """What this record is called by who leaves it out."""
        return record_id(self.object, self.field.name)


@dataclass(frozen=True, slots=True)
class OwnData:
    """One person's own data.

    ``of_others`` counts what the shared part holds besides; ``elsewhere`` where this person speaks in
    somebody else's part; ``not_understood`` what a newer version wrote within reach, which is for the worker
    to know and never stands in a copy.
    """

    person: Person
    records: tuple[Record, ...]
    of_others: int
    elsewhere: int
    not_understood: int


def record_id(thing: ObjectId, field: FieldName) -> RecordId:
    """Return what one field of one object is called."""
    return RecordId(f"{thing}/{field}")


def own_data(
    person: Person, entries: Iterable[Entry], compartments: Iterable[Compartment], catalogue: Catalogue
) -> OwnData:
    """Select one person's own data.

    Args:
        person: somebody of the household, as the dossier knows them.
        entries: what was accepted in the household, heads and history; of what lies outside
            `OwnReach.compartments` an entry without its value will do.
        compartments: the compartments of the household.
        catalogue: the list of fields.

    Raises:
        NotOfTheHousehold: this is the worker or the supervisor.
    """
    if person.role in PROFESSIONALS:
        raise NotOfTheHousehold("a copy of a household's data is made for somebody of that household")
    reach = OwnReach(person, compartments, catalogue)
    kept = for_display(entries)
    chosen: dict[_Place, list[Entry]] = defaultdict(list)
    beside: list[Entry] = []
    for entry in kept:
        said = entry.signed.operation
        if reach.because(said):
            chosen[said.object, said.field].append(entry)
        elif not reach.passes_over(said):
            beside.append(entry)
    maker = _Maker(reach, catalogue, standings(kept))
    records = maker.ordered([maker.record(*place, found) for place, found in chosen.items()])
    known = [one for one in beside if catalogue.knows(one.signed.operation.field)]
    unknown = [one for one in beside if not catalogue.knows(one.signed.operation.field)]
    return OwnData(
        person,
        records,
        of_others=len({_place(one) for one in known if _is_of_others(one, reach)}),
        elsewhere=len({_place(one) for one in known if _is_elsewhere(one, reach, person)}),
        not_understood=sum(1 for one in unknown if one.signed.operation.compartment in reach.compartments),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes records of the entries that were chosen."""

    reach: OwnReach
    catalogue: Catalogue
    standing: dict[OperationId, Standing]

    def record(self, thing: ObjectId, name: FieldName, found: list[Entry]) -> Record:
        said = [entry.signed.operation for entry in found]
        because = [self.reach.because(one) or Because.OWN_PART for one in said]
        others = any(self.reach.is_somebody_else(one.voice) for one in said)
        history = tuple(self._change(entry) for entry in found)
        look_twice = others or Because.HOUSEHOLD in because
        return Record(thing, self.catalogue.field(name), because[-1], history, look_twice)

    def ordered(self, records: list[Record]) -> tuple[Record, ...]:
        """Put records by reason, then object by object as they came, then in the order of the catalogue."""
        reasons = {because: at for at, because in enumerate(Because)}
        fields = {field.name: at for at, field in enumerate(self.catalogue.fields)}
        born: dict[ObjectId, int] = {}
        for one in records:
            first = one.history[0].claimed
            born[one.object] = min(first, born.get(one.object, first))
        ordered = sorted(records, key=lambda one: fields[one.field.name])
        return tuple(sorted(ordered, key=lambda one: (reasons[one.because], born[one.object], one.object)))

    def _change(self, entry: Entry) -> Change:
        said = entry.signed.operation
        words = entry.value.content if entry.value is not None and said.act in WITH_WORDS else None
        standing = self.standing[entry.signed.id]
        return Change(
            entry.signed.id, said.act, words, standing, said.voice, said.hand, said.face, said.claimed
        )


def _place(entry: Entry) -> _Place:
    return entry.signed.operation.object, entry.signed.operation.field


def _is_of_others(entry: Entry, reach: OwnReach) -> bool:
    said = entry.signed.operation
    return reach.is_shared(said) and entry.value is not None and said.act in WITH_WORDS


def _is_elsewhere(entry: Entry, reach: OwnReach, person: Person) -> bool:
    said = entry.signed.operation
    return not reach.is_shared(said) and said.voice.who == person.id and said.act in WITH_WORDS

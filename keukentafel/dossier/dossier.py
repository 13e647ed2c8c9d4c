"""The dossier: the present state of one household, as objects with fields.

It is read from the heads of the journal and nothing else; it never changes. Writing goes through the
journal, and a new dossier is read after it. What the objects mean stands in ``people``, ``story``, ``life``,
``plan`` and ``aftercare``, among others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from keukentafel.dossier.sentence import Words, together, words_of
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, PersonId
from keukentafel.journal.operation import Entry

NOTHING_SAID = Words()


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of the dossier: a person, a quote, a wish … with what each of its fields says."""

    id: ObjectId
    kind: str
    fields: Mapping[FieldName, Words]

    def words(self, name: str) -> Words:
        """Return what a field of this object says; ``name`` is the part after the dot."""
        return self.fields.get(FieldName(f"{self.kind}.{name}"), NOTHING_SAID)

    @property
    def born(self) -> int:
        """When the first sentence that still stands was claimed, in milliseconds since 1970."""
        times = [one.claimed for words in self.fields.values() for one in words.versions]
        return min(times, default=0)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What we know of one household now."""

    household: HouseholdId
    things: tuple[Thing, ...] = field(default=())

    def all(self, kind: str) -> tuple[Thing, ...]:
        """Return the objects of one kind, oldest first, leaving out those of which nothing stands."""
        return tuple(thing for thing in self.things if thing.kind == kind)

    def one(self, kind: str) -> Thing | None:
        """Return the only object of a kind that occurs once (the story, the plan); None before it exists.

        Two tablets may each have made one. The oldest is used on both, so that they agree.
        """
        return next(iter(self.all(kind)), None)

    def words(self, kind: str, name: str) -> Words:
        """Return what is said in a field of a kind that occurs once, also when two tablets each made one."""
        return together(thing.words(name) for thing in self.all(kind))

    def of_person(self, kind: str, person: PersonId) -> tuple[Thing, ...]:
        """Return the objects of one kind that hold this person's words."""
        return tuple(thing for thing in self.all(kind) if _speaks(thing, person))

    @property
    def name(self) -> str:
        """The name by which the household goes."""
        household = self.one("household")
        return household.words("name").text if household else ""


def read_dossier(household: HouseholdId, heads: Iterable[Entry]) -> Dossier:
    """Read the present state of a household from the heads of its journal."""
    places: dict[ObjectId, dict[FieldName, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for head in heads:
        operation = head.signed.operation
        places[operation.object][operation.field].append(head)
    things = (_thing_of(object_id, fields) for object_id, fields in places.items())
    standing = [thing for thing in things if thing.fields]
    return Dossier(household, tuple(sorted(standing, key=lambda thing: (thing.born, thing.id))))


def _thing_of(object_id: ObjectId, fields: Mapping[FieldName, list[Entry]]) -> Thing:
    said = {name: words_of(heads) for name, heads in fields.items()}
    kind = next(iter(fields)).split(".", 1)[0]
    return Thing(object_id, kind, {name: words for name, words in said.items() if words})


def _speaks(thing: Thing, person: PersonId) -> bool:
    return any(one.voice.who == person for words in thing.fields.values() for one in words.versions)

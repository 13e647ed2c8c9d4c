"""Saying everything of one talk again in another household, so that nothing is left behind.

Objects get other identifiers there, and what refers to them goes along with them. Whose words they are goes
by person: who was met is who they are there, and anybody else at the table is the person of the same name,
or comes along. What occurs once (the plan, the aftercare card) is laid beside what stands there already:
both stay until somebody at the table chooses.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.saying import Saying
from keukentafel.dossier import talent
from keukentafel.dossier.dossier import Thing
from keukentafel.dossier.people import Person
from keukentafel.dossier.sentence import Sentence
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import ValueKind
from keukentafel.journal.names import FieldName, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role, Speaker

ONCE: Final = ("household", "request", "image", "plan", "aftercare", "rest")
"""The kinds that occur once in a household."""

SIDE_BY_SIDE: Final = frozenset({"image", "plan", "aftercare", "rest"})
"""Of these what differs is laid beside what stands there; of the others what stands there holds."""

_TOLD: Final = FieldName("quote.text")
_ALONG: Final[Mapping[str, frozenset[str]]] = {
    "conversation": frozenset({"started", "place", "good_when"}),
    talent.KIND: frozenset(talent.ON_THE_CARD),
}
"""Of these kinds only some fields go along; a yes to standing on the card was said of another household."""

_FACES: Final = (Face.TABLE, Face.LISTEN, Face.WORK)


class Carrying:
    """Everything of one talk, as it is said again of ``person`` in another household."""

    def __init__(self, talk: Conversation, there: Conversation, person: Person, catalogue: Catalogue) -> None:
        self._things = talk.whole.things
        self._there = there
        self._catalogue = catalogue
        self._met = person
        self._people = self._known_there(talk, there, person)
        self._ids = {thing.id: self._id_there(thing) for thing in self._things}

    def sayings(self) -> Iterator[Saying]:
        """Say it all again, each at the moment at which it was first said."""
        for thing in self._things:
            if thing.kind == "story":
                yield from self._quotes_of(thing)
            elif thing.kind == "person":
                yield from self._person(thing)
            elif thing.kind in ONCE:
                yield from self._once(thing)
            else:
                yield from self._again(thing)

    # Who and where ---------------------------------------------------------------------------------------

    @staticmethod
    def _known_there(talk: Conversation, there: Conversation, met: Person) -> Mapping[PersonId, Person]:
        """Who is who there: the first resident is who was met; another of the same name is the same one."""
        first = next((one for one in talk.people if one.role is Role.RESIDENT), None)
        others = {one.name.casefold(): one for one in there.people if one.name and one.id != met.id}
        found = {}
        for one in talk.people:
            same = met if one == first else others.get(one.name.casefold())
            if same is not None and (one == first or same.role is one.role):
                found[one.id] = same
        return found

    def _id_there(self, thing: Thing) -> ObjectId:
        if thing.kind == "person" and PersonId(thing.id) in self._people:
            return ObjectId(self._people[PersonId(thing.id)].id)
        return self._there.only(thing.kind) if thing.kind in ONCE else ObjectId(random_id())

    def _voice(self, said: Sentence) -> Speaker:
        if said.voice.role is Role.WORKER:
            return said.voice
        known = self._people.get(said.voice.who)
        if known is not None:
            return known.speaker
        moved = self._ids.get(ObjectId(said.voice.who))
        return Speaker(said.voice.role, PersonId(moved)) if moved else self._met.speaker

    # What ------------------------------------------------------------------------------------------------

    def _quotes_of(self, story: Thing) -> Iterator[Saying]:
        """The story in short is told again in quotes; "this is my story" was said of another story."""
        for at, said in enumerate(story.words("text").versions):
            yield self._saying(ObjectId(random_id()) if at else self._ids[story.id], _TOLD, said)

    def _person(self, thing: Thing) -> Iterator[Saying]:
        """Somebody who is there already keeps the name and the role they have there."""
        if PersonId(thing.id) in self._people:
            yield from self._what_is_missing(thing)
        else:
            yield from self._again(thing)

    def _once(self, thing: Thing) -> Iterator[Saying]:
        if thing.kind in SIDE_BY_SIDE:
            stands = self._standing(thing)
            for one in self._again(thing):
                if one.content not in stands.get(one.field, ()):
                    yield one
        else:
            yield from self._what_is_missing(thing)

    def _what_is_missing(self, thing: Thing) -> Iterator[Saying]:
        stands = self._standing(thing)
        yield from (one for one in self._again(thing) if one.field not in stands)

    def _standing(self, thing: Thing) -> Mapping[FieldName, tuple[Json, ...]]:
        found = next((one for one in self._there.whole.things if one.id == self._ids[thing.id]), None)
        fields = found.fields if found else {}
        return {name: tuple(one.content for one in words.versions) for name, words in fields.items()}

    def _again(self, thing: Thing) -> Iterator[Saying]:
        """Say every field of an object again; two versions side by side stay side by side."""
        for name, words in thing.fields.items():
            if name.partition(".")[2] not in _ALONG.get(thing.kind, {name.partition(".")[2]}):
                continue
            yield from (self._saying(self._ids[thing.id], name, said) for said in words.versions)

    def _saying(self, thing: ObjectId, field: FieldName, said: Sentence) -> Saying:
        face = next(one for one in _FACES if one in self._catalogue.field(field).faces)
        content = self._content(field, said)
        return Saying(thing, field, content, self._voice(said), face=face, seen=(), claimed=said.claimed)

    def _content(self, field: FieldName, said: Sentence) -> Json:
        if self._catalogue.field(field).value is not ValueKind.REFERENCE:
            return said.content
        return self._ids.get(ObjectId(said.text), ObjectId(said.text))

"""The demo's households, told into a vault the way a worker would: sentence by sentence.

A household in ``assets/demo`` is its people and, after that, everything that was said, kind by kind: the
kinds and fields of the catalogue, so that there is nothing that a talk could not have left behind. Days are
counted from the day on which the demo is made, so that its clocks always run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from keukentafel.app.clock import Clock
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.saying import Saying
from keukentafel.app.texts import Texts
from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.people import Person
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.field import Field, ValueKind
from keukentafel.journal.names import FieldName, HouseholdId, ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.vault import OpenVault

Told = Mapping[str, Any]
"""One household as it stands in ``assets/demo``."""

HEAD: Final = frozenset({"name", "neighbourhood", "people", "day", "story_assent"})
"""What is not a kind of object. ``day`` is the day of the talk, counted from today."""
AS, HAND, KEY, DAY = "as", "hand", "key", "day"
"""Beside the fields of an object: whose words, who wrote them, what others call it, and on which day."""
NOT_NEEDED: Final = "not_needed"
"""In the place of what was settled about a subject of aftercare: why it is not needed."""

_DAY_MS: Final = 86_400_000
_BETWEEN_MS: Final = 20_000


@dataclass(slots=True)
class Telling:
    """One household while it is told: who is who, what is called what, and how late it is."""

    talk: Conversation
    catalogue: Catalogue
    texts: Texts
    now: int
    claimed: int
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, ObjectId] = field(default_factory=dict)

    def people_of(self, told: Told) -> Iterator[Saying]:
        """Say who there are; the first of them speaks, unless somebody else is named."""
        self.people["worker"] = self.talk.worker
        for one in told["people"]:
            person = PersonId(random_id())
            role, relation = Role(one["role"]), one.get("relation", "")
            self.people[one[KEY]] = Person(person, one["name"], role, relation)
            said = {name: value for name, value in one.items() if name != KEY}
            yield from self.thing("person", {AS: "worker", **said}, ObjectId(person))

    def thing(self, kind: str, one: Told, thing: ObjectId | None = None) -> Iterator[Saying]:
        """Say every field of one object, in the voice that is named if it may say that field."""
        thing = thing or ObjectId(random_id())
        if KEY in one:
            self.things[one[KEY]] = thing
        self.claimed += _BETWEEN_MS
        for name, value in one.items():
            if name not in {AS, HAND, KEY, DAY}:
                known = self.catalogue.field(FieldName(f"{kind}.{name}"))
                yield self._saying(thing, known, value, one)

    def _saying(self, thing: ObjectId, known: Field, value: object, one: Told) -> Saying:
        worker, spoken = self.talk.worker, self.people[one.get(AS) or self._first]
        voice = spoken if spoken.role in known.voices else worker
        hand = worker if voice.role is Role.WORKER else self.people[one.get(HAND, "worker")]
        face = Face.TABLE if Face.TABLE in known.faces else next(face for face in Face if face in known.faces)
        self.claimed += 1
        moment = self.now + one[DAY] * _DAY_MS if DAY in one else self.claimed
        content = self._content(known, value, moment)
        return Saying(thing, known.name, content, voice.speaker, hand=hand.speaker, face=face, claimed=moment)

    def _content(self, known: Field, value: object, moment: int) -> Json:
        if known.value is ValueKind.DATE and isinstance(value, int):
            return (self.texts.today(self.now) + timedelta(days=value)).isoformat()
        if known.value is ValueKind.REFERENCE:
            return self.things[str(value)]
        if known.value is ValueKind.SETTLED:
            return self._settled(value)
        if known.value is ValueKind.NUMBER and isinstance(value, int):
            return value
        return moment if known.value is ValueKind.MOMENT else str(value)

    @staticmethod
    def _settled(value: object) -> Json:
        if isinstance(value, Mapping):
            return {"state": "not_needed", "reason": str(value[NOT_NEEDED])}
        return {"state": "filled", "text": str(value)}

    @property
    def _first(self) -> str:
        return next(key for key in self.people if key != "worker")


@dataclass(slots=True)
class Teller:
    """Writes one household of the demo into a vault."""

    vault: OpenVault
    catalogue: Catalogue
    texts: Texts
    worker: Person
    clock: Clock

    def tell(self, told: Told) -> None:
        """Write a whole household in one transaction."""
        with self.vault.writing():
            talk = self._begun(self.vault.new_household())
            now = self.clock()
            start = now + told.get(DAY, 0) * _DAY_MS
            telling = Telling(talk, self.catalogue, self.texts, now, start)
            people = list(telling.people_of(told))
            talk.speaker = telling.people[told["people"][0][KEY]]
            talk.say_all([*people, *self._said(telling, told)])
            if "story_assent" in told:
                talk.face = Face.TABLE
                talk.assent_to_story(told["story_assent"])

    def _begun(self, household: HouseholdId) -> Conversation:
        return Conversation(self.vault, household, self.catalogue, self.worker, self.clock)

    def _said(self, telling: Telling, told: Told) -> Iterator[Saying]:
        household = {name: told[name] for name in ("name", "neighbourhood")}
        yield from telling.thing("household", {AS: "worker", **household})
        for kind in told:
            if kind not in HEAD:
                for one in told[kind]:
                    yield from telling.thing(kind, self._with_its_day(one) if kind == "check_in" else one)

    def _with_its_day(self, check_in: Told) -> Told:
        """A check-in comes on the day that the app would propose, unless another one is named."""
        today = self.texts.today(self.clock())
        return {"date": proposed_date(After(check_in["after"]), today).isoformat(), **check_in}

"""One household, open: what is known of it, and the pen that writes in it.

The conversation holds whose words are being written (the speaker) and who is typing (the writer). Every
sentence goes through the journal into the vault in one transaction together with the household's card in
the list, and the dossier is read again from the heads.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Box
from keukentafel.app.state.boxes import Boxes
from keukentafel.app.state.card import card_of
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.saved import Saved
from keukentafel.dossier.aftercare import Aftercare, aftercare
from keukentafel.dossier.carer import carers, for_the_table, told_by
from keukentafel.dossier.dossier import Dossier, Thing, read_dossier
from keukentafel.dossier.network import Contact, network
from keukentafel.dossier.people import Person, people, residents
from keukentafel.dossier.plan import Plan, plan
from keukentafel.dossier.story import Story, story
from keukentafel.journal.canonical import Json
from keukentafel.journal.catalogue import Catalogue, CompartmentKind
from keukentafel.journal.field import Replace
from keukentafel.journal.journal import Author, Journal, NotOne
from keukentafel.journal.names import (
    CompartmentId,
    DeviceKey,
    FieldName,
    HouseholdId,
    ObjectId,
    OperationId,
    PersonId,
    random_id,
)
from keukentafel.journal.operation import Entry, device_key_of
from keukentafel.journal.rules import Refused
from keukentafel.journal.speaker import Act, Face, Role, Speaker
from keukentafel.vault.draft import Draft
from keukentafel.vault.open_vault import OpenVault


class Saying(NamedTuple):
    """One thing to write down."""

    thing: ObjectId
    field: FieldName
    content: Json
    voice: Speaker
    act: Act = Act.SAY
    hand: Speaker | None = None
    face: Face | None = None
    seen: tuple[OperationId, ...] | None = None


class Conversation(Observed):
    """A household that is open on the screen."""

    def __init__(
        self, vault: OpenVault, household: HouseholdId, catalogue: Catalogue, worker: Person, clock: Clock
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._last_claimed = 0
        self._device = device_key_of(vault.device_signing)
        self.household = household
        self.worker = worker
        self.face = Face.WORK
        self.saved = Saved(clock)
        self.boxes = Boxes(vault, self.saved, self._claim, self._draft_of, self._write_box)
        self.saved.unsaved = lambda: self.boxes.unsaved
        kinds = {one.id: CompartmentKind(one.kind) for one in vault.compartments(household)}
        self._compartments = kinds
        self._journal = Journal(household, catalogue, vault.shelf(household), self._is_ours, kinds.get)
        self.dossier = read_dossier(household, vault.entries(household))
        self.writer: Person = worker
        self.speaker: Person = next(iter(residents(self.dossier)), worker)
        known = {thing.id for thing in self.dossier.things}
        for draft in vault.drafts(household):
            self.boxes.recall(draft, draft.object in known)

    # What is known ---------------------------------------------------------------------------------------

    @property
    def dossier(self) -> Dossier:
        """What is known; outside the work face without what a carer told apart."""
        return self._whole if self.face is Face.WORK else for_the_table(self._whole)

    @dossier.setter
    def dossier(self, dossier: Dossier) -> None:
        self._whole = dossier

    def told_apart(self, carer: Person) -> tuple[Thing, ...]:
        """Return what this carer told apart; only the sheet of that carer may ask."""
        return told_by(self._whole, carer.id)

    @property
    def carers(self) -> tuple[Person, ...]:
        """Who told something apart; in the work face alone."""
        told = carers(self.dossier)
        return tuple(person for person in self.voices if person.id in told)

    @property
    def name(self) -> str:
        """The name of the household."""
        return self.dossier.name

    @property
    def story(self) -> Story:
        """What was told."""
        return story(self.dossier)

    @property
    def plan(self) -> Plan:
        """The plan as it lies on the table."""
        return plan(self.dossier)

    @property
    def network(self) -> tuple[Contact, ...]:
        """The people on the map, the nearest first."""
        return network(self.dossier)

    @property
    def aftercare(self) -> Aftercare:
        """The aftercare card."""
        return aftercare(self.dossier)

    @property
    def voices(self) -> tuple[Person, ...]:
        """Everybody whose words may be written down."""
        return tuple(person for person in people(self.dossier) if person.role is not Role.WORKER)

    def person(self, speaker: Speaker) -> Person:
        """Return the person behind a voice or a hand."""
        known = {person.id: person for person in (*people(self.dossier), self.worker)}
        return known.get(speaker.who, Person(speaker.who, "", speaker.role))

    def only(self, kind: str) -> ObjectId:
        """Return the object of a kind that occurs once (story, plan, aftercare), also before it exists."""
        thing = self.dossier.one(kind)
        return thing.id if thing else self.boxes.fresh(kind)

    # Writing ---------------------------------------------------------------------------------------------

    def say(self, field: str, content: Json, object_id: ObjectId | None = None) -> ObjectId:
        """Write one sentence in the voice of the speaker, by the hand of the writer."""
        kind, name = field.split(".", 1)
        return self.say_together(kind, {name: content}, object_id)

    def say_together(
        self, kind: str, contents: Mapping[str, Json], object_id: ObjectId | None = None
    ) -> ObjectId:
        """Write several fields of one object in one transaction."""
        thing = object_id or ObjectId(random_id())
        fields = {FieldName(f"{kind}.{name}"): content for name, content in contents.items()}
        self._write([Saying(thing, name, content, self._voice_for(name)) for name, content in fields.items()])
        return thing

    def answer(self, field: str, content: Json, thing: ObjectId) -> None:
        """Write the speaker's own answer beside those that others gave on the same field."""
        name, voice = FieldName(field), self.speaker.speaker
        heads = self._journal.heads(thing, name)
        own = tuple(head.signed.id for head in heads if head.signed.operation.voice == voice)
        self._write([Saying(thing, name, content, voice, seen=own)])

    def assent_to_story(self, how: str) -> None:
        """Keep "this is my story", and affirm the speaker's quotes: from here they change at the table."""
        sayings = []
        for quote in self.story.quotes:
            words = quote.words("text")
            mine = words.latest and words.latest.voice == self.speaker.speaker
            if words.latest and mine and not words.contested and not words.latest.affirmed:
                field = FieldName("quote.text")
                sayings.append(Saying(quote.id, field, None, words.latest.voice, Act.AFFIRM))
        assent = FieldName("story.assent")
        sayings.append(Saying(self.only("story"), assent, how, self.speaker.speaker))
        self._write(sayings)

    def strike(self, thing: Thing) -> None:
        """Cross an object out: it is kept, and no longer counts."""
        struck = [
            Saying(thing.id, name, None, version.voice, Act.STRIKE, seen=(version.id,))
            for name, words in thing.fields.items()
            for version in words.versions
        ]
        self._write(struck)

    # Inside ----------------------------------------------------------------------------------------------

    def _voice_for(self, field: FieldName) -> Speaker:
        voices = self._catalogue.field(field).voices
        return self.speaker.speaker if self.speaker.role in voices else self.worker.speaker

    def _write(self, sayings: Sequence[Saying]) -> None:
        """Write down what was tapped or chosen; what may not be said here is told, and changes nothing."""
        try:
            self._write_down(sayings)
        except (Refused, NotOne):
            self.saved.unfit()

    def _write_down(self, sayings: Sequence[Saying], box: Box | None = None) -> None:
        with self._vault.writing():
            for one in sayings:
                author = self._author(one)
                self._journal.write(author, one.thing, one.field, one.content, one.act, seen=one.seen)
            if box is not None and box.drafted:
                self._vault.drop_draft(box.draft)
            dossier = read_dossier(self.household, self._vault.entries(self.household))
            self._vault.put_card(self.household, card_of(dossier, self._vault.card(self.household)))
        self.dossier = dossier
        self.saved.done()

    def _write_box(self, box: Box) -> None:
        self._claim(box)
        voice = box.voice or self._voice_for(box.field)
        said = Saying(
            box.object, box.field, box.content(), voice, hand=box.hand, face=box.face, seen=box.seen
        )
        sayings = [said]
        if all(thing.id != box.object for thing in self._whole.things):
            for name, content in box.together.items():
                field = FieldName(name)
                voice = self._voice_for(field)
                sayings.append(Saying(box.object, field, content, voice, hand=box.hand, face=box.face))
        self._write_down(sayings, box)

    def _claim(self, box: Box) -> None:
        """From its first letter on, a box keeps whose words they are, also when somebody else speaks next."""
        if box.voice is None:
            box.voice = self._own_voice(box) or self._voice_for(box.field)
            box.hand = self._hand_for(box.voice)
            box.face = self.face
        if box.seen is None:
            heads = self._journal.heads(box.object, box.field)
            box.seen = tuple(sorted(head.signed.id for head in heads if self._may_follow(head, box.voice)))

    def _own_voice(self, box: Box) -> Speaker | None:
        """Whoever is chosen to speak, a sentence that is somebody's own stays in their voice."""
        anyone = self._catalogue.field(box.field).replace is Replace.ANYONE
        if anyone or self.writer.role is not Role.WORKER:
            return None
        heads = self._journal.heads(box.object, box.field)
        return heads[0].signed.operation.voice if len(heads) == 1 else None

    def _may_follow(self, head: Entry, voice: Speaker) -> bool:
        operation = head.signed.operation
        anyone = self._catalogue.field(operation.field).replace is Replace.ANYONE
        return anyone or operation.voice == voice

    def _hand_for(self, voice: Speaker) -> Speaker:
        return self.worker.speaker if voice.role is Role.WORKER else self.writer.speaker

    def _author(self, one: Saying) -> Author:
        hand = one.hand or self._hand_for(one.voice)
        compartment = self._compartment(one.thing, one.field, one.voice)
        face = one.face or self.face
        return Author(self._vault.device_signing, compartment, one.voice, hand, face, self._moment())

    def _moment(self) -> int:
        """The clock, and never the same moment twice: what was said together stays in its order."""
        self._last_claimed = max(self._clock(), self._last_claimed + 1)
        return self._last_claimed

    def _compartment(self, thing: ObjectId, field: FieldName, voice: Speaker) -> CompartmentId:
        for head in self._journal.heads(thing, field):
            if self._may_follow(head, voice):
                return head.signed.operation.compartment
        kind = self._catalogue.object_kind(field.split(".", 1)[0]).compartment
        owner = self.speaker.id if voice.role is Role.WORKER else voice.who
        person = None if kind is CompartmentKind.COMMON else PersonId(owner)
        found = self._vault.compartment(self.household, kind.value, person)
        self._compartments[found] = kind
        return found

    def _draft_of(self, box: Box) -> Draft:
        self._claim(box)
        voice = box.voice or self._voice_for(box.field)
        return Draft(
            box.draft,
            self.household,
            self._compartment(box.object, box.field, voice),
            box.object,
            box.field,
            voice,
            box.hand or self._hand_for(voice),
            box.face or self.face,
            box.seen or (),
            box.text,
            box.slot,
        )

    def _is_ours(self, device: DeviceKey) -> bool:
        return device == self._device

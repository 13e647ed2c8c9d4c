"""One household, open: what is known of it, and the pen that writes in it.

The conversation holds whose words are being written (the speaker) and who is typing (the writer). Every
sentence goes through the journal into the vault in one transaction together with the household's card in
the list, and the dossier is read again from the heads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from keukentafel.app.clock import Clock
from keukentafel.app.state.box import Box
from keukentafel.app.state.boxes import Boxes
from keukentafel.app.state.card import card_of, read_card
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.observed import Observed
from keukentafel.app.state.saved import Saved
from keukentafel.dossier.aftercare import Aftercare, aftercare
from keukentafel.dossier.carer import carers, for_the_table, told_by
from keukentafel.dossier.dossier import Dossier, Thing, read_dossier
from keukentafel.dossier.network import Contact, network
from keukentafel.dossier.people import Person, people
from keukentafel.dossier.plan import Plan, plan
from keukentafel.dossier.story import Story, story
from keukentafel.dossier.talk import Ending, Talk, is_contact, last_talk, rather_not, reason_for_early
from keukentafel.guide.doors import Door, Reason, doors
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
from keukentafel.vault.mistakes import VaultMistake
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
    claimed: int | None = None


class Conversation(Observed):
    """A household that is open on the screen."""

    def __init__(
        self,
        vault: OpenVault,
        household: HouseholdId,
        catalogue: Catalogue,
        worker: Person,
        clock: Clock,
        *,
        naming: Naming | None = None,
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._naming = naming
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
        self.sheet = read_card(vault.card(household)).sheet
        self.speaker: Person = next((one for one in self.people if one.role is Role.RESIDENT), worker)
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
        """What the household is called; without a name yet, by the moment of its talk."""
        named = self.dossier.name
        return self._naming.household(named, self.talk.started) if self._naming else named

    @property
    def talk(self) -> Talk:
        """The talk that began last."""
        return last_talk(self.dossier)

    @property
    def is_contact(self) -> bool:
        """Whether this is just contact: nothing is asked, and nothing goes anywhere."""
        return is_contact(self.dossier)

    @property
    def opened_early(self) -> Reason | None:
        """Why the worker opened the doors before the story, if that was done."""
        return reason_for_early(self.dossier)

    @property
    def doors(self) -> frozenset[Door]:
        """The doors that are open."""
        return doors(story_assented=self.story.assented, opened_early=self.opened_early)

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
    def people(self) -> tuple[Person, ...]:
        """Everybody of the household, each with something to be called by."""
        known = people(self.dossier)
        return tuple(self._naming.person(one) for one in known) if self._naming else known

    @property
    def voices(self) -> tuple[Person, ...]:
        """Everybody whose words may be written down."""
        return tuple(person for person in self.people if person.role is not Role.WORKER)

    def person(self, speaker: Speaker) -> Person:
        """Return the person behind a voice or a hand."""
        known = {person.id: person for person in (*self.people, self.worker)}
        return known.get(speaker.who, Person(speaker.who, "", speaker.role))

    def only(self, kind: str) -> ObjectId:
        """Return the object of a kind that occurs once (story, plan, aftercare), also before it exists."""
        thing = self.dossier.one(kind)
        return thing.id if thing else self.boxes.fresh(kind)

    # Writing ---------------------------------------------------------------------------------------------

    def say(
        self, field: str, content: Json, object_id: ObjectId | None = None, voice: Speaker | None = None
    ) -> ObjectId:
        """Write one sentence by the hand of the writer, in the speaker's voice or in voice."""
        thing, name = object_id or ObjectId(random_id()), FieldName(field)
        self._write([Saying(thing, name, content, voice or self._voice_for(name))])
        return thing

    def say_together(
        self,
        kind: str,
        contents: Mapping[str, Json],
        object_id: ObjectId | None = None,
        voice: Speaker | None = None,
    ) -> ObjectId:
        """Write several fields of one object in one transaction, in the speaker's voice or in ``voice``.

        None crosses out what a field says.
        """
        thing = object_id or ObjectId(random_id())
        fields = {FieldName(f"{kind}.{name}"): content for name, content in contents.items()}
        sayings = [
            Saying(thing, name, content, voice or self._voice_for(name))
            for name, content in fields.items()
            if content is not None
        ]
        crossed = [name for name, content in fields.items() if content is None]
        self._write([*sayings, *(one for name in crossed for one in self._crossing_out(thing, name))])
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

    def strike(self, *things: Thing) -> None:
        """Cross objects out: they are kept, and no longer count."""
        self._write([one for thing in things for one in self._struck(thing)])

    def take_back(self, thing: Thing, name: str) -> None:
        """Cross out what one field of an object says; ``name`` is the part after the dot."""
        self._write(self._crossing_out(thing.id, FieldName(f"{thing.kind}.{name}")))

    def make_of_parked(self, parked: Thing, field: str) -> None:
        """Make a wish or an agreement of what was parked, in the voice that named it, and unpark it."""
        latest = parked.words("text").latest
        if latest is None:
            return
        made = Saying(ObjectId(random_id()), FieldName(field), latest.text, latest.voice)
        self._write([made, *self._struck(parked)])

    def say_all(self, sayings: Sequence[Saying]) -> None:
        """Write down sentences as they were given, in one transaction.

        Raises:
            Refused, NotOne, UnfitValue: one of them may not be said so; nothing was written down.
        """
        self._write_down(sayings)

    # The talk itself -------------------------------------------------------------------------------------

    def say_of_talk(self, name: str, content: Json) -> None:
        """Say something of the talk that is going on: where it is, when it was a good one, how it ended."""
        self.say(f"conversation.{name}", content, self.talk.id)

    def begin_again(self) -> None:
        """Begin another talk with the same household."""
        self.say("conversation.started", self._clock())

    def open_early(self, reason: Reason) -> None:
        """Open the doors before the story, and keep why."""
        self.say_of_talk("opened_early", reason.value)

    def end(self, ending: Ending) -> None:
        """Keep how this talk ended."""
        self.say_of_talk("ended", ending.value)

    def leave_alone(self, what: str) -> None:
        """Keep that the speaker would rather not talk about a question, a step or a tile."""
        if not self.leaves_alone(what):
            self.say("rather_not.what", what)

    def leaves_alone(self, what: str) -> bool:
        """Tell whether somebody would rather not talk about this."""
        return bool(rather_not(self.dossier, what))

    def talk_about_it_after_all(self, what: str) -> None:
        """Let a question, a step or a tile be asked again."""
        self.strike(*rather_not(self.dossier, what))

    def call_household_after(self, name: str) -> None:
        """Give a household that has no name yet the name of who it is with."""
        if not self.dossier.name and name.strip():
            self.say("household.name", name.strip(), self.only("household"))

    def name_resident(self) -> None:
        """Call the only resident by the name that the household was given, if they have none yet."""
        unnamed = [one for one in people(self.dossier) if one.role is Role.RESIDENT and not one.name]
        if len(unnamed) == 1 and self.dossier.name:
            self.say("person.name", self.dossier.name, ObjectId(unnamed[0].id))

    def lay_open(self, sheet: str) -> None:
        """Remember which sheet is open, to go on there; a full disk is no reason not to open it."""
        if sheet == self.sheet:
            return
        self.sheet = sheet
        try:
            card = replace(read_card(self._vault.card(self.household)), sheet=sheet)
            self._vault.put_card(self.household, card.written())
        except VaultMistake:
            return

    # Inside ----------------------------------------------------------------------------------------------

    def _struck(self, thing: Thing) -> list[Saying]:
        return [one for name in thing.fields for one in self._crossing_out(thing.id, name)]

    def _crossing_out(self, thing: ObjectId, field: FieldName) -> list[Saying]:
        found = next((one for one in self.dossier.things if one.id == thing), None)
        versions = found.fields[field].versions if found and field in found.fields else ()
        return [Saying(thing, field, None, one.voice, Act.STRIKE, seen=(one.id,)) for one in versions]

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
        self._call_by_name()
        self.saved.done()

    def _call_by_name(self) -> None:
        """Who speaks and who writes go by the name that they were given just now."""
        known = {one.id: one for one in self.people}
        for hand in ("speaker", "writer"):
            before = getattr(self, hand)
            if known.get(before.id, before) != before:
                setattr(self, hand, known[before.id])

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
        moment = self._moment() if one.claimed is None else one.claimed
        return Author(self._vault.device_signing, compartment, one.voice, hand, face, moment)

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
